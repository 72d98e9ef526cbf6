//! The event log: who looked at or bought what, and when, formed into sessions.

use std::path::{Path, PathBuf};

use datafusion::arrow::array::{Array, StringArray};

use crate::Input;
use crate::columns::{self, ColumnMap};
use crate::error::{RowProblem, SourceError};
use crate::form::{Event, form_sessions};
use crate::interner::Interner;
use crate::problems::Problems;
use crate::table::{As, Rows, Table, Values, filled};
use crate::time::Moment;
use whyshelf_engine::EventKind;
use whyshelf_train::Sessions;

/// An event log, read whole.
#[derive(Clone, Debug)]
pub struct EventLog {
    /// The shop's identifiers of the items; sessions number them by position here.
    pub item_ids: Vec<String>,
    /// Sessions, the one that ended first leading, their events in order of time.
    pub sessions: Sessions,
    /// How many of the events are purchases.
    pub purchases: usize,
    /// Rows that take something back (removals, refunds, returned quantities): read, not counted.
    pub retractions: usize,
    /// The oldest event, in seconds since 1970.
    pub oldest: i64,
    /// The newest event, likewise.
    pub newest: i64,
    /// The first event of each item, likewise.
    pub first_seen: Vec<i64>,
    /// Rows left out.
    pub problems: Problems,
}

impl EventLog {
    /// The same log without its times, as if all of it had been at `moment`.
    #[must_use]
    pub fn without_times(self, moment: i64) -> EventLog {
        EventLog {
            oldest: moment,
            newest: moment,
            first_seen: vec![moment; self.item_ids.len()],
            ..self
        }
    }

    /// Reads event files as one log.
    ///
    /// Events of one moment have no order of their own. They are put into an arbitrary but fixed
    /// one that depends on nothing but their identifiers, so that neither the order of rows nor
    /// the alphabet teaches the model anything.
    ///
    /// # Errors
    /// If a file cannot be read, lacks a column, has a broken row, or if there are no events.
    pub async fn read(input: Input<'_>) -> Result<EventLog, SourceError> {
        let mut reader = Reader::default();
        for file in input.files {
            let table = Table::open(file).await?;
            let layout = Columns::of(&table, input.map)?;
            let (path, progress) = (table.path().to_owned(), input.progress);
            let asked = layout.asked.clone();
            let asked: Vec<_> = asked
                .iter()
                .map(|(name, form)| (name.as_str(), *form))
                .collect();
            let problems = table
                .read(&asked, |rows| {
                    progress.inc(rows.len() as u64);
                    reader.rows(rows, &layout, &path)
                })
                .await?;
            reader.problems.append(problems);
        }
        reader.finish(input.files)
    }

    /// The log of a shop that has none yet; `newest` is the moment it is taken for.
    pub fn without_events(newest: i64) -> EventLog {
        EventLog {
            item_ids: Vec::new(),
            sessions: Sessions::over(0),
            purchases: 0,
            retractions: 0,
            oldest: newest,
            newest,
            first_seen: Vec::new(),
            problems: Problems::default(),
        }
    }
}

/// Where in the rows each role's column stands.
struct Columns {
    asked: Vec<(String, As)>,
    dates: bool,
    shopper: Option<usize>,
    event: Option<usize>,
    quantity: Option<usize>,
}

const SESSION: usize = 0;
const ITEM: usize = 1;
const TIMESTAMP: usize = 2;

impl Columns {
    fn of(table: &Table, map: &ColumnMap) -> Result<Columns, SourceError> {
        let found = table.columns();
        let needed = |role| {
            map.event_column(role, found)
                .ok_or_else(|| map.missing(role, table.path(), found))
        };
        let timestamp = needed(columns::TIMESTAMP)?;
        let dates = table.holds_dates(&timestamp);
        let mut asked = vec![
            (needed(columns::SESSION)?, As::Text),
            (needed(columns::ITEM)?, As::Text),
            (timestamp, As::Time),
        ];
        let mut wanted = |role| {
            asked.push((map.event_column(role, found)?, As::Text));
            Some(asked.len() - 1)
        };
        let (shopper, event, quantity) = (
            wanted(columns::SHOPPER),
            wanted(columns::EVENT),
            wanted(columns::QUANTITY),
        );
        Ok(Columns {
            asked,
            dates,
            shopper,
            event,
            quantity,
        })
    }

    fn name(&self, column: usize) -> String {
        self.asked[column].0.clone()
    }
}

#[derive(Default)]
struct Reader {
    session_ids: Interner,
    item_ids: Interner,
    /// Shopper of each session; of several, the first by name.
    shoppers: Vec<Option<Box<str>>>,
    events: Vec<Event>,
    purchases: usize,
    retractions: usize,
    newest: Option<Moment>,
    problems: Problems,
}

/// The columns of some rows.
struct Batch<'a> {
    columns: &'a Columns,
    sessions: &'a StringArray,
    items: &'a StringArray,
    times: Values<'a>,
    shoppers: Option<&'a StringArray>,
    kinds: Option<&'a StringArray>,
    quantities: Option<&'a StringArray>,
}

/// What a row says.
struct Entry<'a> {
    session: &'a str,
    item: &'a str,
    moment: Moment,
    kind: Kind,
}

impl<'a> Batch<'a> {
    fn of(rows: &'a Rows, columns: &'a Columns) -> Batch<'a> {
        let text = |at: Option<usize>| at.map(|at| rows.text(at));
        Batch {
            columns,
            sessions: rows.text(SESSION),
            items: rows.text(ITEM),
            times: rows.column(TIMESTAMP),
            shoppers: text(columns.shopper),
            kinds: text(columns.event),
            quantities: text(columns.quantity),
        }
    }

    fn needed(
        &self,
        column: &'a StringArray,
        at: usize,
        row: usize,
    ) -> Result<&'a str, RowProblem> {
        filled(column, row).ok_or_else(|| RowProblem::Empty {
            column: self.columns.name(at),
        })
    }

    fn entry(&self, row: usize) -> Result<Entry<'a>, RowProblem> {
        Ok(Entry {
            session: self.needed(self.sessions, SESSION, row)?,
            item: self.needed(self.items, ITEM, row)?,
            moment: self.moment(row)?,
            kind: self.kind(row)?,
        })
    }

    fn moment(&self, row: usize) -> Result<Moment, RowProblem> {
        match self.times {
            Values::Numbers(numbers) if numbers.is_null(row) => Err(RowProblem::Empty {
                column: self.columns.name(TIMESTAMP),
            }),
            Values::Numbers(numbers) if self.columns.dates => Ok(Moment::Date(numbers.value(row))),
            Values::Numbers(numbers) => Ok(Moment::Number(numbers.value(row))),
            Values::Text(texts) => {
                let text = self.needed(texts, TIMESTAMP, row)?;
                Moment::parse(text).ok_or_else(|| RowProblem::Timestamp {
                    column: self.columns.name(TIMESTAMP),
                    value: text.to_owned(),
                })
            }
        }
    }

    fn kind(&self, row: usize) -> Result<Kind, RowProblem> {
        let quantity = self.quantities.and_then(|column| filled(column, row));
        if let (Some(text), Some(at)) = (quantity, self.columns.quantity) {
            let quantity: f64 = text.parse().map_err(|_| RowProblem::Number {
                column: self.columns.name(at),
                value: text.to_owned(),
            })?;
            if quantity <= 0.0 {
                return Ok(Kind::Retraction);
            }
        }
        let name = self.kinds.and_then(|column| filled(column, row));
        Ok(name.map_or(Kind::Of(EventKind::ViewItem), Kind::of))
    }

    fn shopper(&self, row: usize) -> Option<&'a str> {
        self.shoppers.and_then(|column| filled(column, row))
    }
}

impl Reader {
    fn rows(&mut self, rows: &Rows, columns: &Columns, path: &Path) -> Result<(), SourceError> {
        let batch = Batch::of(rows, columns);
        for row in 0..rows.len() {
            match batch.entry(row) {
                Ok(entry) => self.keep(entry, batch.shopper(row), path)?,
                Err(problem) => rows.skip(row, problem),
            }
        }
        Ok(())
    }

    fn keep(
        &mut self,
        entry: Entry<'_>,
        shopper: Option<&str>,
        path: &Path,
    ) -> Result<(), SourceError> {
        self.keep_one_form(entry.moment, path)?;
        let Kind::Of(kind) = entry.kind else {
            self.retractions += 1;
            return Ok(());
        };
        self.purchases += usize::from(kind == EventKind::Purchase);
        let session = self.session_ids.number(entry.session);
        self.note_shopper(session, shopper);
        self.events.push(Event {
            session,
            item: self.item_ids.number(entry.item),
            kind,
            time: entry.moment.value(),
        });
        Ok(())
    }

    fn keep_one_form(&mut self, moment: Moment, path: &Path) -> Result<(), SourceError> {
        let newest = *self.newest.get_or_insert(moment);
        if newest.form() != moment.form() {
            return Err(SourceError::MixedTimestamps {
                path: path.to_owned(),
                here: moment.form(),
                before: newest.form(),
            });
        }
        if moment.value() > newest.value() {
            self.newest = Some(moment);
        }
        Ok(())
    }

    fn note_shopper(&mut self, session: u32, shopper: Option<&str>) {
        let slot = session as usize;
        if slot >= self.shoppers.len() {
            self.shoppers.resize(slot + 1, None);
        }
        if let Some(shopper) = shopper
            && self.shoppers[slot]
                .as_deref()
                .is_none_or(|before| shopper < before)
        {
            self.shoppers[slot] = Some(shopper.into());
        }
    }

    fn finish(self, files: &[PathBuf]) -> Result<EventLog, SourceError> {
        let Some(newest) = self.newest.filter(|_| !self.events.is_empty()) else {
            return Err(SourceError::Empty {
                path: files.first().cloned().unwrap_or_default(),
                what: "events",
            });
        };
        let item_ids = self.item_ids.into_texts();
        let session_ids = self.session_ids.into_texts();
        let seconds = |time| newest.with(time).seconds();
        let mut first = vec![i64::MAX; item_ids.len()];
        for event in &self.events {
            let first = &mut first[event.item as usize];
            *first = event.time.min(*first);
        }
        let first_seen: Vec<i64> = first.into_iter().map(seconds).collect();
        let sessions = form_sessions(self.events, &session_ids, &item_ids, &self.shoppers);
        Ok(EventLog {
            item_ids,
            sessions,
            purchases: self.purchases,
            retractions: self.retractions,
            oldest: first_seen.iter().copied().min().unwrap_or(0),
            newest: newest.seconds(),
            first_seen,
            problems: self.problems,
        })
    }
}

/// What an event says about its item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Of(EventKind),
    Retraction,
}

impl Kind {
    /// The kind by its name in GA4 or in the logs of other systems; what is not known was at least
    /// a look.
    fn of(name: &str) -> Kind {
        match name.to_ascii_lowercase().as_str() {
            "purchase" | "transaction" | "order" | "buy" => Kind::Of(EventKind::Purchase),
            "add_to_cart" | "addtocart" | "add-to-cart" | "cart" => Kind::Of(EventKind::AddToCart),
            "add_to_wishlist" | "addtowishlist" | "wishlist" | "favorite" => {
                Kind::Of(EventKind::AddToWishlist)
            }
            "remove_from_cart" | "removefromcart" | "refund" | "return" => Kind::Retraction,
            _ => Kind::Of(EventKind::ViewItem),
        }
    }
}
