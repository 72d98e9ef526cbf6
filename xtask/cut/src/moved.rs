//! A module of functions that were another's: numbers of its own for what they name, and imports of what stays.

use std::collections::{HashMap, HashSet};
use std::fmt;

use anyhow::{Context, Result};
use wasm_encoder::reencode::{Error, Reencode, RoundtripReencoder};
use wasm_encoder::{
    CodeSection, ConstExpr, ElementSection, Elements, EntityType, FunctionSection, ImportSection,
    Module, TypeSection,
};
use wasmparser::Operator;

use crate::deferred::Main;
use crate::names;

/// What the module calls the main file by.
pub(crate) const MAIN: &str = "main";

/// The module that holds these functions, and what it calls of the main file.
pub(crate) fn module_of(main: &Main<'_>, later: &HashSet<u32>) -> Result<(Vec<u8>, Vec<u32>)> {
    let mut moved = Moved {
        main,
        later,
        imports: ImportSection::new(),
        types: Vec::new(),
        functions: HashMap::new(),
        tables: HashMap::new(),
        called: Vec::new(),
    };
    let mut ordered: Vec<u32> = later.iter().copied().collect();
    ordered.sort_unstable();
    // Imported functions have the first numbers: all that is called has to be known before.
    for &function in &ordered {
        let Some(body) = main.body(function) else {
            moved.import(function);
            continue;
        };
        for operator in body.get_operators_reader()? {
            if let Operator::Call { function_index } = operator?
                && !later.contains(&function_index)
            {
                moved.import(function_index);
            }
        }
    }
    let own: Vec<u32> = ordered
        .into_iter()
        .filter(|&function| main.body(function).is_some())
        .collect();
    for &function in &own {
        let number = moved.functions.len() as u32;
        moved.functions.insert(function, number);
    }
    let mut functions = FunctionSection::new();
    let mut code = CodeSection::new();
    for &function in &own {
        let kind = main.functions[function as usize];
        functions.function(moved.kind(kind));
        let body = main.body(function).context("a function has no body")?;
        moved.parse_function_body(&mut code, body.clone())?;
    }
    let table = moved.table(0)?;
    let mut elements = ElementSection::new();
    let in_table = main.table.iter();
    for &(at, function) in in_table.filter(|(_, function)| later.contains(function)) {
        let function = moved
            .functions
            .get(&function)
            .context("a function was not moved")?;
        let function = Elements::Functions(vec![*function].into());
        elements.active(Some(table), &ConstExpr::i32_const(at as i32), function);
    }
    let mut types = TypeSection::new();
    for &kind in &moved.types {
        let kind = &main.types[kind as usize];
        types
            .ty()
            .func_type(&RoundtripReencoder.func_type(kind.clone())?);
    }
    let mut module = Module::new();
    module
        .section(&types)
        .section(&moved.imports)
        .section(&functions)
        .section(&elements)
        .section(&code);
    Ok((module.finish(), moved.called))
}

/// Numbers in the new module, by those in the main file.
struct Moved<'m, 'a> {
    main: &'m Main<'a>,
    later: &'m HashSet<u32>,
    imports: ImportSection,
    types: Vec<u32>,
    functions: HashMap<u32, u32>,
    tables: HashMap<u32, u32>,
    /// Functions of the main file.
    called: Vec<u32>,
}

impl Moved<'_, '_> {
    fn kind(&mut self, kind: u32) -> u32 {
        let known = self.types.iter().position(|&known| known == kind);
        let own = known.unwrap_or_else(|| {
            self.types.push(kind);
            self.types.len() - 1
        });
        own as u32
    }

    /// Imports a function: from where the main file does, or from it.
    fn import(&mut self, function: u32) {
        if self.functions.contains_key(&function) {
            return;
        }
        let kind = self.kind(self.main.functions[function as usize]);
        let kind = EntityType::Function(kind);
        if self.later.contains(&function) {
            let (module, name) = self.main.imports[function as usize];
            self.imports.import(module, name, kind);
        } else {
            self.imports
                .import(MAIN, &called_as(self.called.len()), kind);
            self.called.push(function);
        }
        let number = self.functions.len() as u32;
        self.functions.insert(function, number);
    }

    fn table(&mut self, table: u32) -> Result<u32> {
        if let Some(&known) = self.tables.get(&table) {
            return Ok(known);
        }
        let name = self.main.exported_tables.get(&table);
        let name = name.context("the main file exports too few tables")?;
        let kind = self
            .main
            .tables
            .get(table as usize)
            .context("no such table")?;
        let kind = RoundtripReencoder.table_type(*kind)?;
        self.imports.import(MAIN, name, kind);
        let number = self.tables.len() as u32;
        self.tables.insert(table, number);
        Ok(number)
    }
}

/// What the main file exports a function as that the new module calls.
pub(crate) fn called_as(number: usize) -> String {
    names::short(number)
}

impl Reencode for Moved<'_, '_> {
    type Error = Unmovable;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Unmovable>> {
        let own = self.functions.get(&function).copied();
        own.ok_or(Error::UserError(Unmovable("calls a function that stays")))
    }

    fn table_index(&mut self, table: u32) -> Result<u32, Error<Unmovable>> {
        let own = self.table(table);
        own.map_err(|_| Error::UserError(Unmovable("uses a table of its own")))
    }

    fn type_index(&mut self, kind: u32) -> Result<u32, Error<Unmovable>> {
        Ok(self.kind(kind))
    }

    fn global_index(&mut self, _: u32) -> Result<u32, Error<Unmovable>> {
        Err(Error::UserError(Unmovable("uses a global")))
    }

    fn memory_index(&mut self, _: u32) -> Result<u32, Error<Unmovable>> {
        Err(Error::UserError(Unmovable("uses memory")))
    }
}

/// Why a function cannot be in another module.
#[derive(Debug)]
struct Unmovable(&'static str);

impl fmt::Display for Unmovable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "what only parts call {}, which this does not move",
            self.0
        )
    }
}

impl std::error::Error for Unmovable {}
