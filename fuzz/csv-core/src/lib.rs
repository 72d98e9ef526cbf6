//! Stands in for `csv-core` where `crates/source` is built for fuzzing: the same readers, but an
//! automaton is built once instead of for every input.

use std::cell::RefCell;
use std::ops::{Deref, DerefMut};

pub use real::ReadRecordResult;

thread_local! {
    /// Readers that nobody uses, and what fields end with. They are handed on: a reader that is cloned
    /// has not all of its automaton.
    static IDLE: RefCell<Vec<(u8, real::Reader)>> = const { RefCell::new(Vec::new()) };
}

/// See `csv_core::ReaderBuilder`.
#[derive(Clone, Copy, Debug)]
pub struct ReaderBuilder(u8);

impl Default for ReaderBuilder {
    fn default() -> Self {
        Self::new()
    }
}

impl ReaderBuilder {
    /// Fields end with commas.
    pub fn new() -> Self {
        Self(b',')
    }

    /// What fields end with.
    pub fn delimiter(self, delimiter: u8) -> Self {
        Self(delimiter)
    }

    /// A reader that has read nothing.
    pub fn build(&self) -> Reader {
        let idle = IDLE.with_borrow_mut(|idle| {
            let at = idle.iter().position(|(delimiter, _)| *delimiter == self.0);
            at.map(|at| idle.swap_remove(at).1)
        });
        let build = || real::ReaderBuilder::new().delimiter(self.0).build();
        let mut reader = idle.unwrap_or_else(build);
        reader.reset();
        Reader {
            delimiter: self.0,
            reader: Some(reader),
        }
    }
}

/// See `csv_core::Reader`.
pub struct Reader {
    delimiter: u8,
    /// There until it is dropped.
    reader: Option<real::Reader>,
}

impl Deref for Reader {
    type Target = real::Reader;

    fn deref(&self) -> &real::Reader {
        self.reader
            .as_ref()
            .expect("it is there until it is dropped")
    }
}

impl DerefMut for Reader {
    fn deref_mut(&mut self) -> &mut real::Reader {
        self.reader
            .as_mut()
            .expect("it is there until it is dropped")
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        if let Some(reader) = self.reader.take() {
            IDLE.with_borrow_mut(|idle| idle.push((self.delimiter, reader)));
        }
    }
}
