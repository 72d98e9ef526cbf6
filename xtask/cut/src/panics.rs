//! Panics without words. A browser shows none of them: the wasm stops either way, and what writes the
//! words is a fiftieth of it.

use wasm_encoder::{CodeSection, Function, Module, RawSection};
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

use anyhow::{Context, Result, bail};

/// Where functions live that never return, and call what writes the words. Their arguments and what
/// builds them are no longer used, and left out by `wasm-opt`.
const NEVER_RETURN: [&str; 14] = [
    "alloc::alloc::handle_alloc_error",
    "alloc::raw_vec::capacity_overflow",
    "alloc::raw_vec::handle_error",
    "core::cell::lazy::panic_poisoned",
    "core::cell::panic_already",
    "core::option::expect_failed",
    "core::option::unwrap_failed",
    "core::panicking::",
    "core::result::unwrap_failed",
    "core::slice::index::slice_index_fail",
    "core::slice::sort::shared::smallsort::panic_on_ord_violation",
    "core::str::slice_error_fail",
    "std::panicking::panic_with_hook",
    "std::thread::local::panic_access_error",
];

/// The same wasm, in which a panic stops at once.
///
/// # Errors
/// When the bytes are no wasm, or none of these functions is named in it.
pub(crate) fn silence(wasm: &[u8]) -> Result<Vec<u8>> {
    let silent = named(wasm)?;
    if silent.is_empty() {
        bail!("no function of the wasm is known to panic; its names have gone, or are new");
    }
    let mut module = Module::new();
    let mut code = CodeSection::new();
    let mut at = imported_functions(wasm)?;
    let mut bodies = 0;
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        match &payload {
            Payload::CodeSectionStart { count, .. } => bodies = *count,
            Payload::CodeSectionEntry(body) => {
                if silent.contains(&at) {
                    code.function(&stop());
                } else {
                    code.raw(body.as_bytes());
                }
                at += 1;
                bodies -= 1;
                if bodies == 0 {
                    module.section(&code);
                }
            }
            other => {
                if let Some((id, range)) = other.as_section() {
                    let range = range.start as usize..range.end as usize;
                    let data = wasm.get(range).context("a section ends outside the file")?;
                    module.section(&RawSection { id, data });
                }
            }
        }
    }
    Ok(module.finish())
}

fn stop() -> Function {
    let mut function = Function::new([]);
    function.instructions().unreachable().end();
    function
}

/// The functions with such names, by their number in the wasm.
fn named(wasm: &[u8]) -> Result<Vec<u32>> {
    let mut found = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let Payload::CustomSection(section) = payload? else {
            continue;
        };
        let KnownCustom::Name(names) = section.as_known() else {
            continue;
        };
        for names in names {
            let Name::Function(functions) = names? else {
                continue;
            };
            for function in functions {
                let function = function?;
                if never_returns(function.name) {
                    found.push(function.index);
                }
            }
        }
    }
    Ok(found)
}

/// Names carry hashes of their crates: `core[c5930c85a12de822]::panicking::panic_fmt`.
fn never_returns(name: &str) -> bool {
    let path = match name.split_once('[') {
        Some((path, rest)) => match rest.split_once(']') {
            Some((_, rest)) => [path, rest].concat(),
            None => return false,
        },
        None => name.to_owned(),
    };
    NEVER_RETURN.iter().any(|known| path.starts_with(known))
}

fn imported_functions(wasm: &[u8]) -> Result<u32> {
    let mut count = 0;
    for payload in Parser::new(0).parse_all(wasm) {
        if let Payload::ImportSection(section) = payload? {
            for import in section.into_imports() {
                count += u32::from(matches!(import?.ty, TypeRef::Func(_)));
            }
        }
    }
    Ok(count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{FunctionSection, NameMap, NameSection, TypeSection, ValType};

    #[test]
    fn what_never_returns_is_known_by_its_path_whatever_the_hash() {
        for name in [
            "core[c5930c85a12de822]::panicking::panic_fmt",
            "core::panicking::panic_display::hb1a615e2d1ad759b",
            "core[c5930c85a12de822]::panicking::assert_failed::<usize, usize>",
        ] {
            assert!(never_returns(name), "{name}");
        }
        for name in [
            "<core[c5930c85a12de822]::panicking::AssertKind as core::fmt::Debug>::fmt",
            "core::ptr::drop_in_place<core::panicking::X>",
            "<hashbrown[5e619d7d1129c59f]::raw::Fallibility>::capacity_overflow",
            "[",
        ] {
            assert!(!never_returns(name), "{name}");
        }
    }

    #[test]
    fn what_never_returns_stops_at_once_and_nothing_else_changes() -> Result<()> {
        let mut types = TypeSection::new();
        types.ty().function([ValType::I32], []);
        let mut functions = FunctionSection::new();
        functions.function(0).function(0);
        let mut code = CodeSection::new();
        for _ in 0..2 {
            let mut body = Function::new([(1, ValType::I64)]);
            body.instructions().local_get(0).drop().end();
            code.function(&body);
        }
        let mut named = NameMap::new();
        named.append(0, "core::option::unwrap_failed::h0123456789abcdef");
        named.append(1, "whyshelf::runtime");
        let mut names = NameSection::new();
        names.functions(&named);
        let mut module = Module::new();
        module
            .section(&types)
            .section(&functions)
            .section(&code)
            .section(&names);
        let wasm = module.finish();
        let (before, after) = (bodies(&wasm)?, bodies(&silence(&wasm)?)?);
        // No locals, `unreachable`, `end`.
        assert_eq!(after[0], [0x00, 0x00, 0x0b]);
        assert_eq!(after[1], before[1]);
        Ok(())
    }

    fn bodies(wasm: &[u8]) -> Result<Vec<Vec<u8>>> {
        let mut bodies = Vec::new();
        for payload in Parser::new(0).parse_all(wasm) {
            if let Payload::CodeSectionEntry(body) = payload? {
                bodies.push(body.as_bytes().to_vec());
            }
        }
        Ok(bodies)
    }

    #[test]
    fn a_wasm_without_names_is_refused() {
        assert!(silence(&Module::new().finish()).is_err());
    }
}
