//! What has to stay large. WebKit 2.50 compiles some hot loops wrongly into which it has inlined small functions,
//! and inlines less into functions above a size: `crates/pack/src/bytes.rs` tells which loops those are.

use rustc_demangle::demangle;
use wasm_encoder::{Module, RawSection};
use wasmparser::{KnownCustom, Name, Parser, Payload};

use anyhow::{Context, Result, bail};

/// The functions into which nothing may be inlined.
const LARGE: [&str; 1] = ["whyshelf_pack::pack::Pack::parse"];

/// Up to how many bytes WebKit inlines into a function.
const LIMIT: u64 = 10_000;

/// The same wasm without the names by which these functions were known.
///
/// # Errors
/// When one of them is not there, or so small that WebKit would inline into it.
pub(crate) fn checked(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut bodies = Vec::new();
    let mut imported = 0;
    let mut names = Vec::new();
    let mut module = Module::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        match &payload {
            Payload::ImportSection(section) => {
                for import in section.clone().into_imports() {
                    imported += usize::from(matches!(import?.ty, wasmparser::TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => {
                let range = body.range();
                bodies.push(range.end - range.start);
            }
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(parts) = section.as_known() {
                    for part in parts {
                        if let Name::Function(functions) = part? {
                            for function in functions {
                                let function = function?;
                                names.push((
                                    function.index as usize,
                                    format!("{:#}", demangle(function.name)),
                                ));
                            }
                        }
                    }
                    continue;
                }
            }
            _ => {}
        }
        if let Some((id, range)) = payload.as_section() {
            let range = range.start as usize..range.end as usize;
            let data = wasm.get(range).context("a section ends outside the file")?;
            module.section(&RawSection { id, data });
        }
    }
    for large in LARGE {
        let known = names.iter().find(|(_, name)| is(name, large));
        let body = known.and_then(|(index, _)| bodies.get(index.checked_sub(imported)?));
        let Some(&size) = body else {
            bail!(
                "the wasm has no `{large}`: name in xtask/cut/src/large.rs what it is called now"
            );
        };
        if size <= LIMIT {
            bail!(
                "`{large}` has {size} bytes and WebKit inlines more into functions of up to {LIMIT}, sometimes wrongly: inline more of what it calls, see crates/pack/src/bytes.rs"
            );
        }
    }
    Ok(module.finish())
}

/// Whether a function is called so; wasm-bindgen writes the paths out and leaves a hash behind them.
fn is(name: &str, path: &str) -> bool {
    name.strip_prefix(path)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with("::h"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{
        CodeSection, EntityType, Function, FunctionSection, ImportSection, Instruction, NameMap,
        NameSection, TypeSection,
    };

    /// An import and two functions, the second of about so many bytes.
    fn wasm(name: &str, size: u64) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import("a", "b", EntityType::Function(0));
        let mut functions = FunctionSection::new();
        functions.function(0).function(0);
        let mut code = CodeSection::new();
        for size in [1, size] {
            let mut function = Function::new([]);
            for _ in 0..size {
                function.instruction(&Instruction::Nop);
            }
            function.instruction(&Instruction::End);
            code.function(&function);
        }
        let mut named = NameMap::new();
        named.append(2, name);
        let mut names = NameSection::new();
        names.functions(&named);
        let mut module = Module::new();
        module
            .section(&types)
            .section(&imports)
            .section(&functions)
            .section(&code)
            .section(&names);
        module.finish()
    }

    #[test]
    fn what_is_large_enough_loses_its_name_and_nothing_else() -> Result<()> {
        for name in [
            LARGE[0],
            "whyshelf_pack::pack::Pack::parse::h0ed287f8d9cd89ff",
            "_ZN13whyshelf_pack4pack4Pack5parse17h0ed287f8d9cd89ffE",
        ] {
            let whole = wasm(name, LIMIT + 1);
            let bare = checked(&whole)?;
            assert!(whole.starts_with(&bare));
            let gone = whole.len() - bare.len();
            assert!((name.len()..name.len() + 32).contains(&gone), "{gone}");
        }
        Ok(())
    }

    #[test]
    fn what_is_too_small_or_is_not_there_is_refused() {
        assert!(checked(&wasm(LARGE[0], LIMIT - 10)).is_err());
        for other in [
            "whyshelf_pack::pack::Pack::parsed",
            "whyshelf_pack::pack::Pack::parse::{{closure}}",
        ] {
            assert!(checked(&wasm(other, LIMIT + 1)).is_err(), "{other}");
        }
    }
}
