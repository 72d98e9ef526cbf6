//! Little-endian bytes and varints, written and read.

use crate::PackError;
use crate::rule::Rule;

/// Appends values to a growing buffer.
#[derive(Default)]
pub(crate) struct ByteWriter {
    pub(crate) bytes: Vec<u8>,
}

impl ByteWriter {
    pub(crate) fn u8(&mut self, value: u8) {
        self.bytes.push(value);
    }

    pub(crate) fn u16(&mut self, value: u16) {
        self.bytes.extend_from_slice(&value.to_le_bytes());
    }

    pub(crate) fn u32(&mut self, value: u32) {
        self.bytes.extend_from_slice(&value.to_le_bytes());
    }

    pub(crate) fn varint(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.bytes.push((value as u8) | 0x80);
            value >>= 7;
        }
        self.bytes.push(value as u8);
    }
}

/// Takes values from the front of a slice. What is wrong is noted once, the first that is; from then on
/// there is nothing left, and values mean nothing. Whoever reads asks at the end ([`ByteReader::checked`]):
/// ways out after each value were a tenth of a first shelf's reader.
///
/// The small functions are always inlined here: WebKit 2.50 inlines them too where a loop becomes hot, and of
/// such loops one read in two hundred went wrong on a busy machine. With these hints, and more than 10,000 bytes
/// of [`crate::Pack::parse`] in the built wasm, to which `cargo xtask demo` sees, it is one in a thousand; whoever
/// reads in a browser reads a second time then.
pub(crate) struct ByteReader<'a> {
    rest: &'a [u8],
    section: &'static str,
    wrong: Option<PackError>,
}

impl<'a> ByteReader<'a> {
    pub(crate) fn new(bytes: &'a [u8], section: &'static str) -> Self {
        ByteReader {
            rest: bytes,
            section,
            wrong: None,
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// All that is left, without taking it.
    pub(crate) fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// Reads the next `length` bytes, all of them, as a part of this or of another section.
    pub(crate) fn part<T>(
        &mut self,
        length: usize,
        section: &'static str,
        read: impl FnOnce(&mut ByteReader<'a>) -> T,
    ) -> T {
        let mut part = ByteReader::new(self.take(length), section);
        let value = read(&mut part);
        part.end();
        if let Some(error) = part.wrong {
            self.fail(error);
        }
        value
    }

    #[cold]
    #[inline(never)]
    fn fail(&mut self, error: PackError) {
        self.rest = &[];
        self.wrong.get_or_insert(error);
    }

    /// Notes that a rule does not hold.
    pub(crate) fn invalid(&mut self, rule: Rule) {
        self.fail(PackError::Invalid {
            section: self.section,
            rule,
        });
    }

    /// Notes it unless it does.
    pub(crate) fn must(&mut self, holds: bool, rule: Rule) {
        if !holds {
            self.invalid(rule);
        }
    }

    /// Notes that there are too few bytes.
    pub(crate) fn truncated(&mut self) {
        self.fail(PackError::Truncated {
            section: self.section,
        });
    }

    /// What was wrong with what has been read so far.
    pub(crate) fn checked(&self) -> Result<(), PackError> {
        self.wrong.clone().map_or(Ok(()), Err)
    }

    /// The next `length` bytes; none if there are fewer.
    pub(crate) fn take(&mut self, length: usize) -> &'a [u8] {
        let Some((taken, rest)) = self.rest.split_at_checked(length) else {
            self.truncated();
            return &[];
        };
        self.rest = rest;
        taken
    }

    pub(crate) fn array<const N: usize>(&mut self) -> [u8; N] {
        let taken = self.take(N).first_chunk();
        taken.copied().unwrap_or([0; N])
    }

    #[inline(always)]
    pub(crate) fn u8(&mut self) -> u8 {
        u8::from_le_bytes(self.array())
    }

    #[inline(always)]
    pub(crate) fn u16(&mut self) -> u16 {
        u16::from_le_bytes(self.array())
    }

    #[inline(always)]
    pub(crate) fn u32(&mut self) -> u32 {
        u32::from_le_bytes(self.array())
    }

    #[inline(always)]
    pub(crate) fn varint(&mut self) -> u64 {
        let mut value = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.u8();
            let bits = u64::from(byte & 0x7f);
            if shift == 63 && bits > 1 {
                break;
            }
            value |= bits << shift;
            if byte & 0x80 == 0 {
                return value;
            }
        }
        self.invalid(Rule::Number64);
        0
    }

    /// A varint of at most this.
    #[inline(always)]
    pub(crate) fn varint_to(&mut self, most: u64, rule: Rule) -> u64 {
        let value = self.varint();
        if value > most {
            self.invalid(rule);
            return 0;
        }
        value
    }

    #[inline(always)]
    pub(crate) fn varint_u32(&mut self) -> u32 {
        self.varint_to(u32::MAX.into(), Rule::Number32) as u32
    }

    /// A count of things that take at least one byte each: never more than the bytes left, so
    /// what is allocated for them is bounded by the input.
    #[inline(always)]
    pub(crate) fn count(&mut self) -> usize {
        let count = self.varint();
        if count > self.rest.len() as u64 {
            self.truncated();
            return 0;
        }
        count as usize
    }

    /// How many bytes are left.
    pub(crate) fn len(&self) -> usize {
        self.rest.len()
    }

    /// Notes bytes that are left.
    pub(crate) fn end(&mut self) {
        if !self.rest.is_empty() {
            self.fail(PackError::Leftover {
                section: self.section,
            });
        }
    }
}
