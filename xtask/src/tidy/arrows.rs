//! Which module of the browser crate may use which.
//!
//! ```text
//! embed -> runtime -> {signals, consent, storage, delivery} -> {engine, host}
//! {embed, runtime, delivery} -> chunk
//! embed -> widget -> engine (types only)
//! ```
//! Cargo keeps the arrows between crates; these lie inside one.

use std::path::{Path, PathBuf};

use super::text;
use super::tokens::{Token, tokens};
use crate::project::Project;

/// A module of `src/` and the modules beside it that it may use.
const ARROWS: [(&str, &[&str]); 9] = [
    ("embed", &["runtime", "widget", "chunk"]),
    (
        "runtime",
        &["signals", "consent", "storage", "delivery", "chunk"],
    ),
    ("widget", &[]),
    ("signals", &["host"]),
    ("consent", &["host"]),
    // Storing needs the Permit that only consent grants.
    ("storage", &["consent", "host"]),
    ("delivery", &["host", "chunk"]),
    ("host", &[]),
    // Where the wasm is cut.
    ("chunk", &[]),
];

pub(super) fn check(project: &Project, files: &[PathBuf]) -> Vec<String> {
    let sources = files.iter().filter(|file| {
        file.starts_with("src") && file.extension().is_some_and(|extension| extension == "rs")
    });
    sources
        .flat_map(|file| breaches(file, &text(project, file).unwrap_or_default()))
        .collect()
}

/// The uses in one file that no arrow allows.
fn breaches(file: &Path, source: &str) -> Vec<String> {
    let module = module_path(file);
    let Some(own) = module.first() else {
        // lib.rs names all modules: it is what holds them together.
        return Vec::new();
    };
    let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| name == own) else {
        return vec![format!(
            "{}: module `{own}` has no arrows: say in xtask/src/tidy/arrows.rs what it may use",
            file.display()
        )];
    };
    uses(&module, source)
        .into_iter()
        .filter(|(_, used)| used != own && !allowed.contains(&&**used))
        .filter(|(_, used)| ARROWS.iter().any(|(name, _)| name == used))
        .map(|(line, used)| {
            let may = if allowed.is_empty() {
                "none".to_owned()
            } else {
                allowed.join(", ")
            };
            format!(
                "{}:{line}: `{own}` uses `{used}`; it may use {may}",
                file.display()
            )
        })
        .collect()
}

/// `src/widget/card.rs` is `[widget, card]`, `src/lib.rs` is `[]`.
fn module_path(file: &Path) -> Vec<String> {
    let mut parts: Vec<String> = file
        .with_extension("")
        .components()
        .skip(1)
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    if parts.last().is_some_and(|last| last == "mod") || parts == ["lib"] {
        parts.pop();
    }
    parts
}

/// Every (line, top module) that the source of `module` names through `crate::` or `super::`.
fn uses(module: &[String], source: &str) -> Vec<(usize, String)> {
    let tokens = tokens(source);
    let mut found = Vec::new();
    let mut inline = InlineModules::default();
    for at in 0..tokens.len() {
        inline.step(&tokens, at);
        let depth = module.len() + inline.depth();
        let starts_path = at == 0 || !matches!(tokens.get(at - 1), Some((_, Token::PathSeparator)));
        if starts_path && let Some(after) = path_to_root(&tokens, at, depth) {
            first_names(&tokens, after, &mut found);
        }
    }
    found
}

/// When the path at `at` leads to the crate's root: the position after its `::`.
fn path_to_root(tokens: &[(usize, Token)], at: usize, depth: usize) -> Option<usize> {
    let word = |at: usize| match tokens.get(at) {
        Some((_, Token::Word(word))) => Some(word.as_str()),
        _ => None,
    };
    let is_separator = |at: usize| matches!(tokens.get(at), Some((_, Token::PathSeparator)));
    if word(at) == Some("crate") {
        return is_separator(at + 1).then_some(at + 2);
    }
    let mut after = at;
    let mut supers = 0;
    while word(after) == Some("super") && is_separator(after + 1) {
        supers += 1;
        after += 2;
    }
    (supers > 0 && supers == depth).then_some(after)
}

/// The first name after `crate::`, or each first name inside `crate::{…}`.
fn first_names(tokens: &[(usize, Token)], at: usize, found: &mut Vec<(usize, String)>) {
    match tokens.get(at) {
        Some((line, Token::Word(name))) => found.push((*line, name.clone())),
        Some((_, Token::Open)) => {
            let mut depth = 0_usize;
            let mut is_first = true;
            for (line, token) in tokens.iter().skip(at) {
                match token {
                    Token::Open => depth += 1,
                    Token::Close => depth -= 1,
                    Token::Comma if depth == 1 => is_first = true,
                    Token::Word(name) if depth == 1 && is_first => {
                        found.push((*line, name.clone()));
                        is_first = false;
                    }
                    _ => {}
                }
                if depth == 0 {
                    return;
                }
            }
        }
        _ => {}
    }
}

/// Tracks `mod name { … }`: inside, `super` means one module less.
#[derive(Default)]
struct InlineModules {
    /// One entry an open brace: whether a module opened it.
    braces: Vec<bool>,
}

impl InlineModules {
    fn step(&mut self, tokens: &[(usize, Token)], at: usize) {
        let token = |back: usize| {
            at.checked_sub(back)
                .and_then(|at| tokens.get(at))
                .map(|(_, token)| token)
        };
        match token(0) {
            Some(Token::Open) => {
                let is_module = matches!(token(2), Some(Token::Word(word)) if word == "mod");
                self.braces.push(is_module);
            }
            Some(Token::Close) => {
                self.braces.pop();
            }
            _ => {}
        }
    }

    fn depth(&self) -> usize {
        self.braces.iter().filter(|&&is_module| is_module).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(file: &str, source: &str) -> Vec<String> {
        breaches(Path::new(file), source)
    }

    #[test]
    fn arrows_may_be_followed() {
        let source = "use crate::runtime::Runtime;\nuse crate::{widget, runtime};";
        assert_eq!(lines("src/embed/api.rs", source), [""; 0]);
        assert_eq!(
            lines("src/widget/card.rs", "use crate::widget::messages;"),
            [""; 0]
        );
        assert_eq!(
            lines("src/storage.rs", "use crate::consent::Permit;"),
            [""; 0]
        );
    }

    #[test]
    fn an_arrow_may_not_be_walked_backwards() {
        let found = lines("src/widget/card.rs", "\nuse crate::runtime::Runtime;");
        assert_eq!(
            found,
            ["src/widget/card.rs:2: `widget` uses `runtime`; it may use none"]
        );
        assert_eq!(
            lines("src/signals.rs", "fn f() { crate::embed::start() }").len(),
            1
        );
    }

    #[test]
    fn groups_and_supers_are_followed() {
        let source =
            "use crate::{\n  signals::{data_layer, page},\n  runtime::{Runtime, storage},\n};";
        let found = lines("src/widget.rs", source);
        assert_eq!(found.len(), 2, "{found:?}");
        assert_eq!(lines("src/widget.rs", "use super::runtime;").len(), 1);
        assert_eq!(lines("src/widget/card.rs", "use super::runtime;"), [""; 0]);
        assert_eq!(
            lines("src/widget/card.rs", "use super::super::runtime;").len(),
            1
        );
    }

    #[test]
    fn inside_an_inline_module_super_is_the_file() {
        let source = "mod tests { use super::runtime; } fn f() { super::runtime() }";
        assert_eq!(lines("src/widget.rs", source).len(), 1);
    }

    #[test]
    fn words_and_strings_are_not_uses() {
        let source = "// crate::runtime\nlet a = \"crate::runtime\"; leptos::crate_runtime();";
        assert_eq!(lines("src/widget.rs", source), [""; 0]);
    }

    #[test]
    fn a_new_module_must_get_its_arrows() {
        assert_eq!(lines("src/clock.rs", "").len(), 1);
        assert_eq!(
            lines("src/lib.rs", "mod clock; use crate::runtime;"),
            [""; 0]
        );
    }
}
