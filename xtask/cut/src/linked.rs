//! A wasm with the linker's own account of what in it refers to what (`--emit-relocs`).

use std::collections::HashMap;
use std::ops::Range;

use anyhow::{Context, Result, bail};
use wasm_encoder::{CustomSection, Encode, Module, RawSection};
use wasmparser::{
    CompositeInnerType, FuncType, KnownCustom, Linking, Name, Parser, Payload, RelocAddendKind,
    RelocationEntry, SymbolInfo, TypeRef,
};

/// See the module. Ranges are of the file.
#[derive(Default)]
pub(crate) struct Linked {
    /// Functions that are imported; they come first.
    pub(crate) imported: u32,
    /// The body of each other function.
    pub(crate) bodies: Vec<Range<usize>>,
    /// How many arguments each function takes, imported ones included.
    pub(crate) arguments: Vec<usize>,
    /// What functions are called, as the compiler writes it.
    pub(crate) names: HashMap<u32, String>,
    pub(crate) exports: Vec<(String, u32)>,
    pub(crate) symbols: Vec<Symbol>,
    /// References from code and from data, by where they stand.
    pub(crate) references: Vec<Reference>,
}

/// What can be referred to.
#[derive(Clone)]
pub(crate) enum Symbol {
    Function(u32),
    Data(Range<usize>),
    /// Nothing that could be left out.
    Other,
}

/// Some bytes of the file that stand for a symbol.
#[derive(Clone, Copy)]
pub(crate) struct Reference {
    pub(crate) at: usize,
    pub(crate) symbol: usize,
    /// The account's own words, and of which section.
    entry: RelocationEntry,
    section: u32,
}

impl Linked {
    /// # Errors
    /// When the bytes are no wasm, or have no such account.
    pub(crate) fn read(wasm: &[u8]) -> Result<Linked> {
        let mut linked = Linked::default();
        let (mut types, mut functions) = (Vec::new(), Vec::new());
        let (mut starts, mut segments) = (Vec::new(), Vec::new());
        for payload in Parser::new(0).parse_all(wasm) {
            let payload = payload?;
            if let Some((_, range)) = payload.as_section() {
                starts.push(range.start as usize);
            }
            match payload {
                Payload::TypeSection(section) => {
                    for group in section {
                        types.extend(group?.types().map(|kind| match &kind.composite_type.inner {
                            CompositeInnerType::Func(function) => arguments(function),
                            _ => 0,
                        }));
                    }
                }
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        if let TypeRef::Func(kind) = import?.ty {
                            functions.push(kind);
                            linked.imported += 1;
                        }
                    }
                }
                Payload::FunctionSection(section) => {
                    for kind in section {
                        functions.push(kind?);
                    }
                }
                Payload::ExportSection(section) => {
                    for export in section {
                        let export = export?;
                        if export.kind == wasmparser::ExternalKind::Func {
                            linked.exports.push((export.name.to_owned(), export.index));
                        }
                    }
                }
                Payload::CodeSectionEntry(body) => linked.bodies.push(usual(body.range())),
                Payload::DataSection(section) => {
                    for data in section {
                        let data = data?;
                        let end = data.range.end as usize;
                        segments.push(end - data.data.len()..end);
                    }
                }
                Payload::CustomSection(section) => match section.as_known() {
                    KnownCustom::Linking(parts) => {
                        for part in parts.subsections() {
                            if let Linking::SymbolTable(symbols) = part? {
                                for symbol in symbols {
                                    linked.symbols.push(of(&symbol?, &segments)?);
                                }
                            }
                        }
                    }
                    KnownCustom::Reloc(account) => {
                        let section = account.section_index();
                        let start = starts
                            .get(section as usize)
                            .context("the linker's account is of a section that is not there")?;
                        for entry in account.entries() {
                            let entry = entry?;
                            linked.references.push(Reference {
                                at: start + entry.offset as usize,
                                symbol: entry.index as usize,
                                entry,
                                section,
                            });
                        }
                    }
                    KnownCustom::Name(names) => {
                        for name in names {
                            if let Name::Function(all) = name? {
                                for one in all {
                                    let one = one?;
                                    linked.names.insert(one.index, one.name.to_owned());
                                }
                            }
                        }
                    }
                    _ => {}
                },
                _ => {}
            }
        }
        if linked.references.is_empty() || linked.symbols.is_empty() {
            bail!("the wasm does not say what refers to what; link it with --emit-relocs");
        }
        linked.references.sort_by_key(|reference| reference.at);
        let arguments = functions.iter().map(|&kind| types.get(kind as usize));
        linked.arguments = arguments.map(|count| count.copied().unwrap_or(0)).collect();
        Ok(linked)
    }

    /// Functions that are not imported, with their bodies.
    pub(crate) fn functions(&self) -> impl Iterator<Item = (u32, &Range<usize>)> {
        (self.imported..).zip(&self.bodies)
    }

    /// Where the bytes of each symbol of data stand.
    pub(crate) fn data(&self) -> impl Iterator<Item = &Range<usize>> {
        self.symbols.iter().filter_map(|symbol| match symbol {
            Symbol::Data(range) => Some(range),
            _ => None,
        })
    }

    /// The references that stand within a range, in their order.
    pub(crate) fn within(&self, range: &Range<usize>) -> &[Reference] {
        let first = self.references.partition_point(|one| one.at < range.start);
        let after = self.references.partition_point(|one| one.at < range.end);
        &self.references[first..after]
    }

    /// The file, which may have been changed but for where things stand in it, with an account of these
    /// references alone.
    ///
    /// # Errors
    /// When the bytes are no wasm.
    pub(crate) fn write(wasm: &[u8], references: &[Reference]) -> Result<Vec<u8>> {
        let mut module = Module::new();
        for payload in Parser::new(0).parse_all(wasm) {
            let payload = payload?;
            if let Payload::CustomSection(section) = &payload
                && let KnownCustom::Reloc(account) = section.as_known()
            {
                let data = account_of(account.section_index(), references);
                module.section(&CustomSection {
                    name: section.name().into(),
                    data: data.into(),
                });
            } else if let Some((id, range)) = payload.as_section() {
                let data = wasm.get(usual(range));
                let data = data.context("a section ends outside the file")?;
                module.section(&RawSection { id, data });
            }
        }
        Ok(module.finish())
    }
}

fn arguments(function: &FuncType) -> usize {
    function.params().len()
}

fn of(symbol: &SymbolInfo<'_>, segments: &[Range<usize>]) -> Result<Symbol> {
    Ok(match symbol {
        SymbolInfo::Func { index, .. } => Symbol::Function(*index),
        SymbolInfo::Data {
            symbol: Some(data), ..
        } => {
            let segment = segments.get(data.index as usize);
            let segment = segment.context("a symbol is of data that is not there")?;
            let start = segment.start + data.offset as usize;
            Symbol::Data(start..start + data.size as usize)
        }
        _ => Symbol::Other,
    })
}

/// <https://github.com/WebAssembly/tool-conventions/blob/main/Linking.md#relocation-sections>
fn account_of(section: u32, references: &[Reference]) -> Vec<u8> {
    let own = || references.iter().filter(|one| one.section == section);
    let mut data = Vec::new();
    section.encode(&mut data);
    own().count().encode(&mut data);
    for Reference { entry, .. } in own() {
        data.push(entry.ty as u8);
        entry.offset.encode(&mut data);
        entry.index.encode(&mut data);
        if !matches!(entry.ty.addend_kind(), RelocAddendKind::None) {
            entry.addend.encode(&mut data);
        }
    }
    data
}

fn usual(range: Range<u64>) -> Range<usize> {
    range.start as usize..range.end as usize
}
