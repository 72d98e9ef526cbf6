//! What nothing needs once panics have no words: the code that would write them, the words themselves, and
//! classes that a dependency exports. The linker keeps all that is referred to, and every call that may panic
//! refers to what it would say.

use std::collections::HashSet;
use std::ops::Range;

use anyhow::Result;
use wasmparser::{BinaryReader, FunctionBody, Operator};

use crate::linked::{Linked, Reference, Symbol};
use crate::{panics, unused};

/// Zero, as the linker writes the number of an address or a function.
const ZERO: [u8; 5] = [0x80, 0x80, 0x80, 0x80, 0x00];

/// The same wasm, in which a panic stops at once, and what only panics needed is empty. Nothing changes its
/// place.
///
/// # Errors
/// When the bytes are no wasm, do not say what refers to what, or name none of the functions that panic.
pub(crate) fn bury(wasm: &[u8]) -> Result<Vec<u8>> {
    let linked = Linked::read(wasm)?;
    let silent = panics::named(&linked.names)?;
    let unheard = unheard(wasm, &linked, &silent)?;
    let alive = Alive::of(&linked, &silent, &unheard);
    let mut bytes = wasm.to_vec();
    let mut left = Vec::new();
    for (function, body) in linked.functions() {
        if silent.contains(&function) || !alive.functions.contains(&function) {
            stop(&mut bytes[body.clone()]);
            continue;
        }
        for reference in linked.within(body) {
            if unheard.contains(&reference.at) {
                bytes[reference.at..][..ZERO.len()].copy_from_slice(&ZERO);
            } else {
                left.push(*reference);
            }
        }
    }
    for range in linked.data() {
        for at in range.clone().filter(|&at| !alive.bytes[at]) {
            bytes[at] = 0;
        }
    }
    // One symbol's bytes may be part of another's.
    let mut told = HashSet::new();
    for range in linked.data() {
        let within = linked.within(range).iter();
        left.extend(within.filter(|one| alive.bytes[one.at] && told.insert(one.at)));
    }
    left.sort_by_key(|one| one.at);
    Linked::write(&bytes, &left)
}

/// A body as long as it was.
fn stop(body: &mut [u8]) {
    const UNREACHABLE: u8 = 0x00;
    const NOP: u8 = 0x01;
    const END: u8 = 0x0b;
    body.fill(NOP);
    if let [locals, first, .., end] = body {
        (*locals, *first, *end) = (0, UNREACHABLE, END);
    }
}

/// Where numbers stand that are only handed to functions which do not look at them: addresses of words, and of
/// functions that would write a value.
fn unheard(wasm: &[u8], linked: &Linked, silent: &HashSet<u32>) -> Result<HashSet<usize>> {
    let mut unheard = HashSet::new();
    for (function, body) in linked.functions() {
        let hears = |one: &Reference| match linked.symbols.get(one.symbol) {
            Some(Symbol::Function(called)) => !silent.contains(called),
            _ => true,
        };
        if silent.contains(&function) || linked.within(body).iter().all(hears) {
            continue;
        }
        let reader = BinaryReader::new(&wasm[body.clone()], body.start as u64);
        let operators = FunctionBody::new(reader).get_operators_reader()?;
        // What is on the stack as far as it was just put there: where the numbers stand.
        let mut stack: Vec<Option<usize>> = Vec::new();
        for operator in operators.into_iter_with_offsets() {
            let (operator, at) = operator?;
            match operator {
                Operator::I32Const { .. } => stack.push(Some(at as usize + 1)),
                Operator::I64Const { .. }
                | Operator::LocalGet { .. }
                | Operator::GlobalGet { .. } => stack.push(None),
                Operator::LocalTee { .. } | Operator::I32Load { .. } => {
                    stack.pop();
                    stack.push(None);
                }
                Operator::I32Add => {
                    stack.pop();
                    stack.pop();
                    stack.push(None);
                }
                Operator::Call { function_index } if silent.contains(&function_index) => {
                    let count = linked.arguments[function_index as usize];
                    let first = stack.len().saturating_sub(count);
                    unheard.extend(stack.drain(first..).flatten());
                    stack.clear();
                }
                _ => stack.clear(),
            }
        }
    }
    Ok(unheard)
}

/// What is reached from what is exported.
struct Alive {
    functions: HashSet<u32>,
    /// By byte of the file.
    bytes: Vec<bool>,
}

impl Alive {
    fn of(linked: &Linked, silent: &HashSet<u32>, unheard: &HashSet<usize>) -> Alive {
        let end = linked.data().map(|range| range.end).max();
        let mut alive = Alive {
            functions: HashSet::new(),
            bytes: vec![false; end.unwrap_or(0)],
        };
        let mut reached: HashSet<usize> = HashSet::new();
        let exported = linked.exports.iter();
        let exported = exported.filter(|(name, _)| !unused::is_of_a_class(name));
        let mut functions: Vec<u32> = exported.map(|&(_, function)| function).collect();
        let mut data: Vec<Range<usize>> = Vec::new();
        loop {
            let range = if let Some(function) = functions.pop() {
                let own = function.checked_sub(linked.imported);
                match own.and_then(|own| linked.bodies.get(own as usize)) {
                    Some(body)
                        if alive.functions.insert(function) && !silent.contains(&function) =>
                    {
                        body.clone()
                    }
                    _ => continue,
                }
            } else if let Some(range) = data.pop() {
                alive.bytes[range.clone()].fill(true);
                range
            } else {
                return alive;
            };
            for reference in linked.within(&range) {
                if unheard.contains(&reference.at) || !reached.insert(reference.symbol) {
                    continue;
                }
                match linked.symbols.get(reference.symbol) {
                    Some(Symbol::Function(function)) => functions.push(*function),
                    Some(Symbol::Data(range)) => data.push(range.clone()),
                    _ => {}
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{
        CodeSection, ConstExpr, CustomSection, DataSection, ExportKind, ExportSection,
        FunctionSection, LinkingSection, MemorySection, MemoryType, Module, NameMap, NameSection,
        SymbolTable, TypeSection, ValType,
    };

    const PANIC: &str = "_ZN4core9panicking5panic17h0123456789abcdefE";
    const ADDRESS: [u8; 5] = [0x85, 0x80, 0x80, 0x80, 0x00];

    /// What panics; what may panic, with words and what would write them; what would write them; and what uses
    /// other data.
    fn linked(panic: &str) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([ValType::I32, ValType::I32], []);
        types.ty().function([], []);
        let mut functions = FunctionSection::new();
        functions.function(0).function(1).function(1).function(1);
        let mut exports = ExportSection::new();
        exports.export("may_panic", ExportKind::Func, 1);
        exports.export("uses", ExportKind::Func, 3);
        exports.export("intounderlyingsink_write", ExportKind::Func, 2);
        let mut memories = MemorySection::new();
        memories.memory(MemoryType {
            minimum: 1,
            maximum: None,
            memory64: false,
            shared: false,
            page_size_log2: None,
        });
        let constant = [&[0x41][..], &ADDRESS].concat();
        let call = [&[0x10][..], &ZERO].concat();
        let mut code = CodeSection::new();
        code.raw(&[0x00, 0x0b]);
        code.raw(&[&[0x00][..], &constant, &constant, &call, &[0x0b]].concat());
        code.raw(&[0x00, 0x01, 0x01, 0x01, 0x0b]);
        code.raw(&[&[0x00][..], &constant, &[0x1a, 0x0b]].concat());
        let mut data = DataSection::new();
        data.active(0, &ConstExpr::i32_const(5), *b"wordskept");
        let mut symbols = SymbolTable::new();
        let of_data = |offset, size| wasm_encoder::DataSymbolDefinition {
            index: 0,
            offset,
            size,
        };
        symbols.data(0, "words", Some(of_data(0, 5)));
        symbols.data(0, "kept", Some(of_data(5, 4)));
        for function in 0..3 {
            symbols.function(0, function, Some("a function"));
        }
        let mut linking = LinkingSection::new();
        linking.symbol_table(&symbols);
        // Section 4, four entries: type, offset, symbol, and what is added to an address.
        let account = [4, 4, 4, 7, 0, 0, 1, 13, 4, 0, 19, 2, 4, 34, 1, 0];
        let mut named = NameMap::new();
        named.append(0, panic);
        let mut names = NameSection::new();
        names.functions(&named);
        let mut module = Module::new();
        module
            .section(&types)
            .section(&functions)
            .section(&memories)
            .section(&exports)
            .section(&code)
            .section(&data)
            .section(&linking)
            .section(&CustomSection {
                name: "reloc.CODE".into(),
                data: account.as_slice().into(),
            })
            .section(&names);
        module.finish()
    }

    #[test]
    fn what_only_a_panic_says_goes_and_all_else_keeps_its_place() -> Result<()> {
        let wasm = linked(PANIC);
        let before = Linked::read(&wasm)?;
        let [_, may_panic, writes, uses] = [0, 1, 2, 3].map(|own| before.bodies[own].clone());
        let Symbol::Data(words) = before.symbols[0].clone() else {
            panic!("no data");
        };
        assert_eq!(&wasm[words.clone()], b"words");
        assert_eq!(wasm[may_panic.start + 2..][..5], ADDRESS);

        let buried = bury(&wasm)?;
        assert_eq!(buried[words.clone()], [0; 5]);
        assert_eq!(&buried[words.end..][..4], b"kept");
        assert_eq!(buried[may_panic.start + 2..][..5], ZERO);
        assert_eq!(buried[may_panic.start + 8..][..5], ZERO);
        assert_eq!(buried[writes], [0x00, 0x00, 0x01, 0x01, 0x0b]);
        assert_eq!(buried[uses.clone()], wasm[uses]);
        let left = Linked::read(&buried)?.references;
        let left: Vec<usize> = left.iter().map(|one| one.symbol).collect();
        assert_eq!(left, [2, 1]);
        Ok(())
    }

    #[test]
    fn where_nothing_panics_or_nothing_is_told_there_is_an_error() {
        assert!(bury(&linked("_ZN4core3fmt5write17h0123456789abcdefE")).is_err());
        assert!(bury(&Module::new().finish()).is_err());
    }
}
