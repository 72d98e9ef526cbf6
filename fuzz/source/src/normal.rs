//! Valid events kept in memory where `crates/source` writes them to a file: encoding that file
//! would be most of the work.

use std::cell::RefCell;
use std::path::PathBuf;

use crate::error::SourceError;

thread_local! {
    static ROWS: RefCell<Vec<Row>> = const { RefCell::new(Vec::new()) };
}

/// An event.
pub(crate) struct Row {
    pub(crate) session: String,
    pub(crate) item: String,
    pub(crate) time: i64,
    pub(crate) kind: i32,
    pub(crate) shopper: Option<String>,
}

/// The table `events`.
pub(crate) struct Events(PathBuf);

/// As in `crates/source`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Event<'a> {
    pub(crate) session: &'a str,
    pub(crate) item: &'a str,
    pub(crate) time: i64,
    pub(crate) kind: u8,
    pub(crate) shopper: Option<&'a str>,
}

impl Events {
    pub(crate) fn create(path: PathBuf) -> Result<Events, SourceError> {
        drop(taken());
        Ok(Events(path))
    }

    pub(crate) fn push(&mut self, event: Event<'_>) -> Result<(), SourceError> {
        let row = Row {
            session: event.session.to_owned(),
            item: event.item.to_owned(),
            time: event.time,
            kind: i32::from(event.kind),
            shopper: event.shopper.map(str::to_owned),
        };
        ROWS.with_borrow_mut(|rows| rows.push(row));
        Ok(())
    }

    pub(crate) fn finish(self) -> Result<PathBuf, SourceError> {
        Ok(self.0)
    }
}

/// All events since the table was created.
pub(crate) fn taken() -> Vec<Row> {
    ROWS.take()
}
