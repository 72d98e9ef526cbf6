//! Just enough of Rust's grammar to see which modules a file names.

/// A piece of source text that matters for paths; comments, strings and numbers are dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Word(String),
    /// `::`
    PathSeparator,
    Open,
    Close,
    Comma,
    Other,
}

/// Splits source text into tokens, each with the line that it stands on, from 1.
pub(super) fn tokens(source: &str) -> Vec<(usize, Token)> {
    let mut found = Vec::new();
    let mut line = 1;
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let (token, length) = next(rest, first);
        if let Some(token) = token {
            found.push((line, token));
        }
        let (taken, after) = rest.split_at(length);
        line += taken.matches('\n').count();
        rest = after;
    }
    found
}

/// The token that `rest` begins with, if it is one that matters, and its length in bytes.
fn next(rest: &str, first: char) -> (Option<Token>, usize) {
    if first.is_whitespace() {
        return (None, first.len_utf8());
    }
    if rest.starts_with("//") {
        return (None, rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return (None, block_comment(rest));
    }
    if let Some(length) = string(rest) {
        return (Some(Token::Other), length);
    }
    if rest.starts_with("::") {
        return (Some(Token::PathSeparator), 2);
    }
    if first.is_alphanumeric() || first == '_' {
        let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
        let length = rest.find(|letter| !is_word(letter)).unwrap_or(rest.len());
        let (word, _) = rest.split_at(length);
        return (Some(Token::Word(word.to_owned())), length);
    }
    let token = match first {
        '{' => Token::Open,
        '}' => Token::Close,
        ',' => Token::Comma,
        _ => Token::Other,
    };
    (Some(token), first.len_utf8())
}

/// Length of a block comment; they nest.
fn block_comment(rest: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(tail) = rest.get(at..).filter(|tail| !tail.is_empty()) {
        if tail.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if tail.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += tail.chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

/// Length of the string or character that `rest` begins with; a lifetime is none.
fn string(rest: &str) -> Option<usize> {
    let prefix = rest
        .find(|letter| !matches!(letter, 'b' | 'c' | 'r' | '#'))
        .unwrap_or(rest.len());
    let (marks, body) = rest.split_at(prefix);
    if body.starts_with('"') {
        let hashes = marks.matches('#').count();
        let is_raw = marks.contains('r');
        if !is_raw && hashes > 0 {
            return None;
        }
        let end = if is_raw {
            let close = format!("\"{}", "#".repeat(hashes));
            body.get(1..)?.find(&close).map(|at| 1 + at + close.len())
        } else {
            quoted(body, '"')
        };
        return Some(prefix + end.unwrap_or(body.len()));
    }
    if marks.is_empty() && body.starts_with('\'') {
        let mut letters = body.chars().skip(1);
        let (first, second) = (letters.next()?, letters.next());
        let is_character = first == '\\' || second == Some('\'');
        return is_character.then(|| quoted(body, '\'').unwrap_or(body.len()));
    }
    None
}

/// Length of a quoted literal with backslash escapes.
fn quoted(body: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (at, letter) in body.char_indices().skip(1) {
        if escaped {
            escaped = false;
        } else if letter == '\\' {
            escaped = true;
        } else if letter == quote {
            return Some(at + letter.len_utf8());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(source: &str) -> Vec<String> {
        let only_words = |(_, token)| match token {
            Token::Word(word) => Some(word),
            _ => None,
        };
        tokens(source).into_iter().filter_map(only_words).collect()
    }

    #[test]
    fn what_is_not_code_is_dropped() {
        let source = r##"a /* b /* c */ d */ "e \" f" r#"g " h"# 'i' '\'' j // k
            b"l" m"##;
        assert_eq!(words(source), ["a", "j", "m"]);
    }

    #[test]
    fn a_lifetime_is_no_character() {
        assert_eq!(
            words("fn f<'a>(x: &'a str) {}"),
            ["fn", "f", "a", "x", "a", "str"]
        );
    }

    #[test]
    fn lines_are_counted_through_strings() {
        let found = tokens("\"one\ntwo\"\nthree");
        assert_eq!(found.last(), Some(&(3, Token::Word("three".to_owned()))));
    }
}
