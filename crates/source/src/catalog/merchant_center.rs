//! Google Merchant Center feeds in XML: RSS 2.0 (`item`) and Atom (`entry`) with `g:` fields.
//! Feeds in TSV are tables like others.

use std::io::{self, BufRead, Read};

use quick_xml::events::{BytesStart, Event};

use super::Reading;
use super::tabular::{RoleNames, draft};
use crate::columns::plain;
use crate::error::{RowProblem, SourceError};

/// Deepest nesting of a feed.
const DEEPEST: usize = 64;

/// Reads a feed.
///
/// # Errors
/// If it is not well-formed: what follows could not be told from what is broken.
pub(crate) fn read(reading: &mut Reading<'_>, text: impl BufRead) -> Result<(), SourceError> {
    let names = RoleNames::of(reading.map);
    let mut xml = quick_xml::Reader::from_reader(Lines::new(text));
    let mut buffer = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let mut item: Option<Item> = None;
    let mut root = false;
    loop {
        buffer.clear();
        let line = xml.get_ref().line;
        let broken = |why: String| RowProblem::Xml { why };
        let event = match xml.read_event_into(&mut buffer) {
            Ok(event) => event,
            Err(quick_xml::Error::Io(error)) => {
                return Err(SourceError::unreadable(reading.path, &error));
            }
            Err(error) => {
                let line = xml.get_ref().line;
                return Err(reading.broken(line, broken(error.to_string())));
            }
        };
        match event {
            Event::Start(start) => {
                root = true;
                if open.len() >= DEEPEST {
                    return Err(reading.broken(line, broken("too deep".into())));
                }
                let element = Open::of(&start);
                if item.is_none() && matches!(element.name.as_str(), "item" | "entry") {
                    item = Some(Item::new(line, open.len()));
                }
                open.push(element);
            }
            Event::Empty(start) => {
                root = true;
                if let Some(item) = &mut item {
                    item.close(Open::of(&start), open.len());
                }
            }
            Event::End(_) => {
                let Some(element) = open.pop() else { continue };
                if item.as_ref().is_some_and(|item| item.depth == open.len()) {
                    if let Some(item) = item.take() {
                        let line = item.line;
                        let fields = item.fields();
                        let found =
                            fields.and_then(|fields| draft(&names.row(fields), reading.options));
                        reading.row(line, found);
                    }
                } else if let Some(item) = &mut item {
                    item.close(element, open.len());
                }
            }
            Event::Text(text) => push(&mut open, &text.xml10_content()),
            Event::CData(text) => push(&mut open, &text.xml10_content()),
            Event::GeneralRef(reference) => {
                let name = reference.xml10_content();
                let resolved = match reference.resolve_char_ref() {
                    Ok(Some(letter)) => Some(letter.to_string()),
                    _ => quick_xml::escape::resolve_predefined_entity(&name).map(str::to_owned),
                };
                match (resolved, &mut item) {
                    (Some(text), _) => push(&mut open, &text),
                    (None, Some(item)) => item.unknown = Some(name.into_owned()),
                    (None, None) => {}
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    match open.last() {
        Some(element) => {
            let why = format!("the file ends inside <{}>", element.name);
            Err(reading.broken(xml.get_ref().line, RowProblem::Xml { why }))
        }
        None if !root => {
            let why = "no element".to_owned();
            Err(reading.broken(1, RowProblem::Xml { why }))
        }
        None => Ok(()),
    }
}

fn push(open: &mut [Open], text: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(text);
    }
}

/// An element that has begun.
struct Open {
    /// Without its prefix.
    name: String,
    text: String,
    /// Atom's links are attributes.
    href: Option<String>,
}

impl Open {
    fn of(start: &BytesStart<'_>) -> Open {
        let attribute = |name: &str| {
            let found = start.try_get_attribute(name).ok().flatten()?;
            found
                .normalized_value(quick_xml::XmlVersion::Implicit1_0)
                .ok()
                .map(|value| value.into_owned())
        };
        let alternate = attribute("rel").is_none_or(|rel| rel == "alternate");
        Open {
            name: plain(start.local_name().as_ref()),
            text: String::new(),
            href: attribute("href").filter(|_| alternate),
        }
    }
}

/// A product that has begun.
struct Item {
    line: u64,
    /// Elements around it.
    depth: usize,
    fields: Vec<(String, String)>,
    /// Parts of a nested field such as `product_detail`.
    nested: Vec<(String, String)>,
    details: Vec<String>,
    /// An entity that nobody defines.
    unknown: Option<String>,
}

impl Item {
    fn new(line: u64, depth: usize) -> Item {
        Item {
            line,
            depth,
            fields: Vec::new(),
            nested: Vec::new(),
            details: Vec::new(),
            unknown: None,
        }
    }

    /// Takes an element that has ended, with `depth` elements around it.
    fn close(&mut self, element: Open, depth: usize) {
        let text = element
            .href
            .filter(|_| element.text.trim().is_empty())
            .unwrap_or(element.text);
        if depth > self.depth + 1 {
            self.nested.push((element.name, text));
            return;
        }
        let nested = std::mem::take(&mut self.nested);
        let part = |name: &str| {
            let part = nested.iter().find(|(own, _)| own == name);
            part.map(|(_, text)| text.trim().replace([',', ':'], " "))
        };
        match (part("attribute_name"), part("attribute_value")) {
            (Some(name), Some(value)) => self.details.push(format!(":{name}:{value}")),
            _ => match nested
                .into_iter()
                .find(|(name, _)| name == "content" || name == "name")
            {
                // structured_title holds its text one deeper, Atom's author a name.
                Some((_, content)) => self.fields.push((element.name, content)),
                None => self.fields.push((element.name, text)),
            },
        }
    }

    fn fields(mut self) -> Result<Vec<(String, String)>, RowProblem> {
        if let Some(name) = self.unknown {
            let why = format!("the entity &{name}; is not defined");
            return Err(RowProblem::Xml { why });
        }
        if !self.details.is_empty() {
            self.fields
                .push(("product_detail".into(), self.details.join(",")));
        }
        if self
            .fields
            .iter()
            .any(|(_, text)| text.contains(char::REPLACEMENT_CHARACTER))
        {
            return Err(RowProblem::NotText);
        }
        Ok(self.fields)
    }
}

/// The text with its lines counted, and with replacement characters where bytes are no UTF-8, so
/// that they cost one product rather than the file.
struct Lines<R> {
    text: R,
    chunk: Vec<u8>,
    used: usize,
    /// Line up to which text was handed out, from 1.
    line: u64,
}

impl<R: BufRead> Lines<R> {
    fn new(text: R) -> Lines<R> {
        Lines {
            text,
            chunk: Vec::new(),
            used: 0,
            line: 1,
        }
    }
}

impl<R: BufRead> BufRead for Lines<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.used == self.chunk.len() {
            self.chunk.clear();
            self.used = 0;
            // Ends of tags never stand within a character.
            self.text.read_until(b'>', &mut self.chunk)?;
            if let Some(valid) = lossy(&self.chunk) {
                self.chunk = valid;
            }
        }
        Ok(&self.chunk[self.used..])
    }

    fn consume(&mut self, amount: usize) {
        let end = (self.used + amount).min(self.chunk.len());
        let newlines = self.chunk[self.used..end]
            .iter()
            .filter(|&&byte| byte == b'\n');
        self.line += newlines.count() as u64;
        self.used = end;
    }
}

fn lossy(bytes: &[u8]) -> Option<Vec<u8>> {
    match std::str::from_utf8(bytes) {
        Ok(_) => None,
        Err(_) => Some(String::from_utf8_lossy(bytes).into_owned().into_bytes()),
    }
}

impl<R: BufRead> Read for Lines<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let ready = self.fill_buf()?;
        let amount = ready.len().min(into.len());
        into[..amount].copy_from_slice(&ready[..amount]);
        self.consume(amount);
        Ok(amount)
    }
}
