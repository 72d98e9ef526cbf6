//! What only parts call of JavaScript. The splitter leaves it to the main file, where parts reach it through the
//! table: here it gets a module of its own, which puts it into the table once the first part is on its way.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use anyhow::{Context, Result, bail};
use wasm_encoder::reencode::{Reencode, RoundtripReencoder, utils};
use wasm_encoder::{ElementSection, Elements, ExportKind, ExportSection, Module, RawSection};
use wasmparser::{
    ElementItems, ElementKind, ExternalKind, FuncType, FunctionBody, KnownCustom, Name, Operator,
    Parser, Payload, TableType, TypeRef,
};

use crate::moved::{self, called_as};
use crate::names;

/// How the splitter calls the functions through which parts call what is imported.
const SHIM: &str = " local_shim";

/// The main file, where these places of the table hold something else; and the module that fills them.
///
/// # Errors
/// When the bytes are no wasm, or have no such functions by name.
pub(crate) fn defer(wasm: &[u8]) -> Result<(Vec<u8>, Vec<u8>)> {
    let main = Main::read(wasm)?;
    let later = main.later()?;
    let (deferred, called) = moved::module_of(&main, &later)?;
    let mut module = Module::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        if let Payload::ElementSection(section) = &payload {
            let mut elements = ElementSection::new();
            for element in section.clone() {
                let element = element?;
                let ElementItems::Functions(functions) = &element.items else {
                    utils::parse_element(&mut RoundtripReencoder, &mut elements, element)?;
                    continue;
                };
                let functions: Result<Vec<u32>, _> = functions.clone().into_iter().collect();
                let mut functions = functions?;
                let stands_in = functions.iter().copied().find(|one| !later.contains(one));
                let stands_in =
                    stands_in.context("nothing of the table belongs to the main file")?;
                let mut before = stands_in;
                // The one before again: what repeats weighs least.
                for function in &mut functions {
                    if later.contains(function) {
                        *function = before;
                    }
                    before = *function;
                }
                let ElementKind::Active {
                    table_index,
                    offset_expr,
                } = element.kind
                else {
                    bail!("functions are put into the table in a way that is new");
                };
                let offset = RoundtripReencoder.const_expr(offset_expr)?;
                elements.active(table_index, &offset, Elements::Functions(functions.into()));
            }
            module.section(&elements);
        } else if let Payload::ExportSection(section) = &payload {
            let mut exports = ExportSection::new();
            utils::parse_export_section(&mut RoundtripReencoder, &mut exports, section.clone())?;
            for (at, &function) in called.iter().enumerate() {
                exports.export(&called_as(at), ExportKind::Func, function);
            }
            module.section(&exports);
        } else if let Some((id, range)) = payload.as_section() {
            let data = wasm.get(usual(range));
            let data = data.context("a section ends outside the file")?;
            module.section(&RawSection { id, data });
        }
    }
    Ok((module.finish(), deferred))
}

/// The main file, as far as it matters here.
#[derive(Default)]
pub(crate) struct Main<'a> {
    pub(crate) types: Vec<FuncType>,
    pub(crate) imports: Vec<(&'a str, &'a str)>,
    /// The type of each function, imported ones first.
    pub(crate) functions: Vec<u32>,
    bodies: Vec<FunctionBody<'a>>,
    pub(crate) tables: Vec<TableType>,
    exported: HashSet<u32>,
    pub(crate) exported_tables: HashMap<u32, &'a str>,
    /// What stands in the table, and where.
    pub(crate) table: Vec<(u32, u32)>,
    shims: HashSet<u32>,
}

impl<'a> Main<'a> {
    fn read(wasm: &'a [u8]) -> Result<Main<'a>> {
        let mut main = Main::default();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::TypeSection(section) => {
                    for kind in section.into_iter_err_on_gc_types() {
                        main.types.push(kind?);
                    }
                }
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        let import = import?;
                        if let TypeRef::Func(kind) = import.ty {
                            main.imports.push((import.module, import.name));
                            main.functions.push(kind);
                        }
                    }
                }
                Payload::FunctionSection(section) => {
                    for kind in section {
                        main.functions.push(kind?);
                    }
                }
                Payload::TableSection(section) => {
                    for table in section {
                        main.tables.push(table?.ty);
                    }
                }
                Payload::ExportSection(section) => {
                    for export in section {
                        let export = export?;
                        match export.kind {
                            ExternalKind::Func => {
                                main.exported.insert(export.index);
                            }
                            ExternalKind::Table => {
                                main.exported_tables.insert(export.index, export.name);
                            }
                            _ => {}
                        }
                    }
                }
                Payload::ElementSection(section) => {
                    for element in section {
                        let element = element?;
                        let (
                            ElementItems::Functions(functions),
                            ElementKind::Active { offset_expr, .. },
                        ) = (element.items, element.kind)
                        else {
                            continue;
                        };
                        let offset = offset_expr.get_operators_reader().read()?;
                        let Operator::I32Const { value } = offset else {
                            bail!("the table's functions stand at a place that is not a number");
                        };
                        for (at, function) in (value as u32..).zip(functions) {
                            main.table.push((at, function?));
                        }
                    }
                }
                Payload::CodeSectionEntry(body) => main.bodies.push(body),
                Payload::CustomSection(section) => {
                    if let KnownCustom::Name(names) = section.as_known() {
                        for name in names {
                            if let Name::Function(all) = name? {
                                for one in all {
                                    let one = one?;
                                    if one.name.ends_with(SHIM) {
                                        main.shims.insert(one.index);
                                    }
                                }
                            }
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(main)
    }

    /// The functions of the table, and what only they call, that the main file itself has no use for.
    fn later(&self) -> Result<HashSet<u32>> {
        let in_table: HashSet<u32> = self.table.iter().map(|&(_, function)| function).collect();
        let shims: Vec<u32> = in_table.intersection(&self.shims).copied().collect();
        if shims.is_empty() {
            bail!(
                "the splitter made no function called `…{SHIM}`; use the version of wasm_split_cli_support that Cargo.lock names"
            );
        }
        let exported = self.exported.iter();
        let used = in_table.difference(&self.shims);
        let roots: Vec<u32> = exported.chain(used).copied().collect();
        let near = self.reached(roots)?;
        let mut far = HashSet::new();
        for shim in shims {
            let reached = self.reached([shim])?;
            let imports = |one: &u32| self.imports.get(*one as usize);
            let bindgens = |(module, _): &(&str, &str)| *module == names::MODULE;
            // The splitter's own JavaScript is needed before any part is there.
            if reached.iter().filter_map(imports).all(bindgens) {
                far.extend(reached.difference(&near));
            }
        }
        Ok(far)
    }

    /// These functions and all that they call, directly or not; of what is called through the table nothing is
    /// known.
    fn reached(&self, roots: impl IntoIterator<Item = u32>) -> Result<HashSet<u32>> {
        let mut reached = HashSet::new();
        let mut next: Vec<u32> = roots.into_iter().collect();
        while let Some(function) = next.pop() {
            if !reached.insert(function) {
                continue;
            }
            let Some(body) = self.body(function) else {
                continue;
            };
            for operator in body.get_operators_reader()? {
                match operator? {
                    Operator::Call { function_index }
                    | Operator::ReturnCall { function_index }
                    | Operator::RefFunc { function_index } => next.push(function_index),
                    _ => {}
                }
            }
        }
        Ok(reached)
    }

    /// None of what is imported.
    pub(crate) fn body(&self, function: u32) -> Option<&FunctionBody<'a>> {
        let own = (function as usize).checked_sub(self.imports.len())?;
        self.bodies.get(own)
    }
}

fn usual(range: Range<u64>) -> Range<usize> {
    range.start as usize..range.end as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{
        CodeSection, ConstExpr, EntityType, Function, FunctionSection, ImportSection, Instruction,
        NameMap, NameSection, RefType, TableSection, TypeSection,
    };

    const NAMED: [(u32, &str); 3] = [
        (2, "fetch local_shim"),
        (3, "load local_shim"),
        (4, "helps"),
    ];

    /// Two imports; through which parts call wasm-bindgen's, and the splitter's; and what the first calls besides.
    fn main_file(names: &[(u32, &str)]) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import(names::MODULE, "$0", EntityType::Function(0));
        imports.import("./__wasm_split.js", "load", EntityType::Function(0));
        let mut functions = FunctionSection::new();
        functions.function(0).function(0).function(0);
        let mut tables = TableSection::new();
        tables.table(wasm_encoder::TableType {
            element_type: RefType::FUNCREF,
            minimum: 4,
            maximum: None,
            table64: false,
            shared: false,
        });
        let mut exports = ExportSection::new();
        exports.export("table", ExportKind::Table, 0);
        exports.export("used", ExportKind::Func, 4);
        let mut elements = ElementSection::new();
        let all = Elements::Functions(vec![2, 3, 4].into());
        elements.active(None, &ConstExpr::i32_const(1), all);
        let mut code = CodeSection::new();
        for calls in [&[0, 4][..], &[1], &[]] {
            let mut function = Function::new([]);
            for &called in calls {
                function.instruction(&Instruction::Call(called));
            }
            function.instruction(&Instruction::End);
            code.function(&function);
        }
        let mut named = NameMap::new();
        for &(number, name) in names {
            named.append(number, name);
        }
        let mut names = NameSection::new();
        names.functions(&named);
        let mut module = Module::new();
        module
            .section(&types)
            .section(&imports)
            .section(&functions)
            .section(&tables)
            .section(&exports)
            .section(&elements)
            .section(&code)
            .section(&names);
        module.finish()
    }

    #[test]
    fn what_only_parts_call_moves_with_its_place_in_the_table() -> Result<()> {
        let (main, deferred) = defer(&main_file(&NAMED))?;
        let main = Main::read(&main)?;
        assert_eq!(main.table, [(1, 3), (2, 3), (3, 4)]);
        assert_eq!(main.exported, HashSet::from([4]));

        let deferred = Main::read(&deferred)?;
        assert_eq!(
            deferred.imports,
            [(names::MODULE, "$0"), (moved::MAIN, "$0")]
        );
        assert_eq!(deferred.table, [(1, 2)]);
        let called = deferred.reached([2])?;
        assert_eq!(called, HashSet::from([0, 1, 2]));
        Ok(())
    }

    #[test]
    fn without_the_splitters_names_nothing_is_moved() {
        assert!(defer(&main_file(&NAMED[2..])).is_err());
    }
}
