//! Little-endian bytes and varints, written and read.

use crate::PackError;

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

/// Takes values from the front of a slice; every error names the section being read.
pub(crate) struct ByteReader<'a> {
    rest: &'a [u8],
    section: &'static str,
}

impl<'a> ByteReader<'a> {
    pub(crate) fn new(bytes: &'a [u8], section: &'static str) -> Self {
        ByteReader {
            rest: bytes,
            section,
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// All that is left, without taking it.
    pub(crate) fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// The next `length` bytes by themselves.
    pub(crate) fn part(&mut self, length: usize) -> Result<ByteReader<'a>, PackError> {
        Ok(ByteReader {
            rest: self.take(length)?,
            section: self.section,
        })
    }

    pub(crate) fn invalid(&self, rule: &'static str) -> PackError {
        PackError::Invalid {
            section: self.section,
            rule,
        }
    }

    pub(crate) fn take(&mut self, length: usize) -> Result<&'a [u8], PackError> {
        let (taken, rest) = self
            .rest
            .split_at_checked(length)
            .ok_or(PackError::Truncated {
                section: self.section,
            })?;
        self.rest = rest;
        Ok(taken)
    }

    pub(crate) fn array<const N: usize>(&mut self) -> Result<[u8; N], PackError> {
        let mut array = [0; N];
        array.copy_from_slice(self.take(N)?);
        Ok(array)
    }

    pub(crate) fn u8(&mut self) -> Result<u8, PackError> {
        Ok(u8::from_le_bytes(self.array()?))
    }

    pub(crate) fn u16(&mut self) -> Result<u16, PackError> {
        Ok(u16::from_le_bytes(self.array()?))
    }

    pub(crate) fn u32(&mut self) -> Result<u32, PackError> {
        Ok(u32::from_le_bytes(self.array()?))
    }

    pub(crate) fn varint(&mut self) -> Result<u64, PackError> {
        let mut value = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.u8()?;
            let bits = u64::from(byte & 0x7f);
            if shift == 63 && bits > 1 {
                break;
            }
            value |= bits << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(self.invalid("a number is longer than 64 bits"))
    }

    pub(crate) fn varint_u32(&mut self) -> Result<u32, PackError> {
        let value = self.varint()?;
        u32::try_from(value).map_err(|_| self.invalid("a number is longer than 32 bits"))
    }

    /// A count of things that take at least one byte each: never more than the bytes left, so
    /// what is allocated for them is bounded by the input.
    pub(crate) fn count(&mut self) -> Result<usize, PackError> {
        let count = self.varint()?;
        match usize::try_from(count) {
            Ok(count) if count <= self.rest.len() => Ok(count),
            _ => Err(PackError::Truncated {
                section: self.section,
            }),
        }
    }

    /// How many bytes are left.
    pub(crate) fn len(&self) -> usize {
        self.rest.len()
    }

    pub(crate) fn end(&self) -> Result<(), PackError> {
        if self.rest.is_empty() {
            Ok(())
        } else {
            Err(PackError::Leftover {
                section: self.section,
            })
        }
    }
}
