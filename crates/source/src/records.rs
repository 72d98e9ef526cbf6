//! The records of a delimited file one at a time, with their lines, damaged ones included.
//!
//! DataFusion reads whole files and gives up at the first damage; this reader knows where the
//! damage is and goes on after it.

use std::collections::VecDeque;
use std::io::{self, BufRead};

use csv_core::ReadRecordResult;

use crate::error::RowProblem;

/// A record longer than this has lost its closing quote.
const LONGEST: usize = 1 << 20;

/// A record, the header among them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Record {
    /// Line of its first character, from 1.
    pub(crate) line: u64,
    /// As it stands in the file, with its end of line.
    pub(crate) raw: Vec<u8>,
    /// As many fields as the header has, or what is wrong.
    pub(crate) fields: Result<Vec<String>, RowProblem>,
}

/// Reads records. The first one, the header, tells how many fields the others must have.
///
/// A record that spans lines and is broken costs its first line only: reading goes on at the
/// next, so that a stray quote does not swallow what follows.
pub(crate) struct Records<R> {
    text: R,
    line: u64,
    /// Lines read ahead, with their numbers.
    ahead: VecDeque<(u64, Vec<u8>)>,
    expected: Option<usize>,
    parser: Parser,
}

impl<R: BufRead> Records<R> {
    pub(crate) fn new(text: R, delimiter: u8) -> Records<R> {
        Records {
            text,
            line: 0,
            ahead: VecDeque::new(),
            expected: None,
            parser: Parser::new(delimiter),
        }
    }

    fn next_line(&mut self) -> io::Result<Option<(u64, Vec<u8>)>> {
        if let Some(line) = self.ahead.pop_front() {
            return Ok(Some(line));
        }
        let mut line = read_line(&mut self.text)?;
        if line.is_empty() {
            return Ok(None);
        }
        self.line += 1;
        if self.line == 1 && line.starts_with(b"\xef\xbb\xbf") {
            line.drain(..3);
        }
        Ok(Some((self.line, line)))
    }

    fn read(&mut self) -> io::Result<Option<Record>> {
        let (line, first) = loop {
            match self.next_line()? {
                None => return Ok(None),
                Some((_, text)) if text.trim_ascii().is_empty() => {}
                Some(line) => break line,
            }
        };
        let mut more: Vec<(u64, Vec<u8>)> = Vec::new();
        let mut length = first.len();
        self.parser.begin();
        let mut ended = self.parser.feed(&first);
        while !ended && length <= LONGEST {
            let Some((number, text)) = self.next_line()? else {
                break;
            };
            length += text.len();
            ended = self.parser.feed(&text);
            more.push((number, text));
        }
        let fields = if ended {
            self.counted()
        } else {
            Err(RowProblem::OpenQuote)
        };
        let mut raw = first;
        if fields.is_err() {
            self.again(more);
        } else {
            raw.extend(more.into_iter().flat_map(|(_, text)| text));
        }
        Ok(Some(Record { line, raw, fields }))
    }

    /// The fields of the record, if they are as many as the header's.
    fn counted(&mut self) -> Result<Vec<String>, RowProblem> {
        let fields = self.parser.fields()?;
        let (expected, found) = (*self.expected.get_or_insert(fields.len()), fields.len());
        if expected == found {
            Ok(fields)
        } else {
            Err(RowProblem::FieldCount { expected, found })
        }
    }

    fn again(&mut self, lines: Vec<(u64, Vec<u8>)>) {
        for line in lines.into_iter().rev() {
            self.ahead.push_front(line);
        }
    }
}

impl<R: BufRead> Iterator for Records<R> {
    type Item = io::Result<Record>;

    fn next(&mut self) -> Option<io::Result<Record>> {
        self.read().transpose()
    }
}

/// A line with its end: a line feed, a carriage return, or both. Empty at the end of the text.
fn read_line(text: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut line = Vec::new();
    loop {
        let ahead = look_ahead(text)?;
        let Some(at) = ahead.iter().position(|byte| b"\n\r".contains(byte)) else {
            let all = ahead.len();
            line.extend_from_slice(ahead);
            text.consume(all);
            if all == 0 {
                return Ok(line);
            }
            continue;
        };
        line.extend_from_slice(&ahead[..=at]);
        text.consume(at + 1);
        if line.ends_with(b"\r") && look_ahead(text)?.starts_with(b"\n") {
            line.push(b'\n');
            text.consume(1);
        }
        return Ok(line);
    }
}

/// What comes next, however often reading is interrupted.
fn look_ahead(text: &mut impl BufRead) -> io::Result<&[u8]> {
    while matches!(text.fill_buf(), Err(error) if error.kind() == io::ErrorKind::Interrupted) {}
    text.fill_buf()
}

/// The field splitter that DataFusion's reader uses too, fed line by line.
struct Parser {
    core: csv_core::Reader,
    text: Vec<u8>,
    length: usize,
    ends: Vec<usize>,
    count: usize,
}

impl Parser {
    fn new(delimiter: u8) -> Parser {
        Parser {
            core: csv_core::ReaderBuilder::new().delimiter(delimiter).build(),
            text: vec![0; 4096],
            length: 0,
            ends: vec![0; 64],
            count: 0,
        }
    }

    fn begin(&mut self) {
        self.core.reset();
        (self.length, self.count) = (0, 0);
    }

    /// Whether the record ends with this line; else it goes on in the next.
    fn feed(&mut self, line: &[u8]) -> bool {
        let mut input = line;
        let mut ended = line.ends_with(b"\n") || line.ends_with(b"\r");
        loop {
            let (result, read, written, ends) = self.core.read_record(
                input,
                &mut self.text[self.length..],
                &mut self.ends[self.count..],
            );
            input = &input[read..];
            self.length += written;
            self.count += ends;
            match result {
                ReadRecordResult::OutputFull => self.text.resize(self.text.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record => return true,
                // The last line of a file may lack its end.
                ReadRecordResult::InputEmpty if !ended => {
                    ended = true;
                    input = b"\n";
                }
                ReadRecordResult::InputEmpty | ReadRecordResult::End => return false,
            }
        }
    }

    fn fields(&self) -> Result<Vec<String>, RowProblem> {
        let text =
            std::str::from_utf8(&self.text[..self.length]).map_err(|_| RowProblem::NotText)?;
        let mut start = 0;
        let mut fields = Vec::with_capacity(self.count);
        for &end in &self.ends[..self.count] {
            let field = text.get(start..end).ok_or(RowProblem::NotText)?;
            fields.push(field.to_owned());
            start = end;
        }
        Ok(fields)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn records(text: &[u8]) -> Vec<Record> {
        Records::new(text, b',').map(Result::unwrap).collect()
    }

    fn lines(text: &str) -> Vec<(u64, Result<Vec<String>, RowProblem>)> {
        let records = records(text.as_bytes()).into_iter();
        records.map(|record| (record.line, record.fields)).collect()
    }

    fn row(fields: &[&str]) -> Result<Vec<String>, RowProblem> {
        Ok(fields.iter().map(|&field| field.to_owned()).collect())
    }

    #[test]
    fn quotes_lines_and_marks() {
        assert_eq!(
            lines("\u{feff}a,b\r\n\r\n\"x\ny\",\"say \"\"hi\"\"\"\r\n1,2"),
            [
                (1, row(&["a", "b"])),
                (3, row(&["x\ny", "say \"hi\""])),
                (5, row(&["1", "2"])),
            ]
        );
    }

    #[test]
    fn reading_goes_on_after_damage() {
        assert_eq!(
            lines("a,b\n1\n2,3,4\n5,\"6\n7,8\n9,10\n"),
            [
                (1, row(&["a", "b"])),
                (
                    2,
                    Err(RowProblem::FieldCount {
                        expected: 2,
                        found: 1
                    })
                ),
                (
                    3,
                    Err(RowProblem::FieldCount {
                        expected: 2,
                        found: 3
                    })
                ),
                (4, Err(RowProblem::OpenQuote)),
                (5, row(&["7", "8"])),
                (6, row(&["9", "10"])),
            ]
        );
    }

    #[test]
    fn bytes_that_are_no_text_cost_one_row() {
        let found = records(b"a,b\n1,\xff\n2,3\n");
        assert_eq!(found[1].fields, Err(RowProblem::NotText));
        assert_eq!(found[2].fields, row(&["2", "3"]));
    }

    #[test]
    fn a_quote_far_away_closes_nothing() {
        let long = "x".repeat(LONGEST + 1);
        let found = lines(&format!("a,b\n1,\"{long}\n2,3\n4,\"5\"\n"));
        assert_eq!(
            found[1..],
            [
                (2, Err(RowProblem::OpenQuote)),
                (3, row(&["2", "3"])),
                (4, row(&["4", "5"])),
            ]
        );
    }

    #[test]
    fn lone_carriage_returns_end_lines() {
        assert_eq!(
            lines("a,b\r1,2\r3,4"),
            [
                (1, row(&["a", "b"])),
                (2, row(&["1", "2"])),
                (3, row(&["3", "4"])),
            ]
        );
    }

    proptest! {
        #[test]
        fn any_damage_costs_less_than_what_follows_it(
            damage in proptest::collection::vec(
                prop_oneof![Just(b','), Just(b'\n'), Just(b'\r'), any::<u8>()],
                0..200,
            ),
        ) {
            let mut text = b"a,b\n".to_vec();
            text.extend(damage.iter().filter(|&&byte| byte != b'"'));
            text.extend(b"\nlast,row\n");
            let last = records(&text).pop().unwrap();
            prop_assert_eq!(last.fields, row(&["last", "row"]));
        }

        #[test]
        fn any_bytes_come_to_an_end(bytes in proptest::collection::vec(
            prop_oneof![Just(b'"'), Just(b','), Just(b'\n'), any::<u8>()], 0..300,
        )) {
            prop_assert!(records(&bytes).len() <= bytes.len());
        }
    }
}
