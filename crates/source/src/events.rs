//! The event log: who looked at or bought what, and when, formed into sessions.

use std::path::{Path, PathBuf};

use datafusion::arrow::array::{Array, AsArray, RecordBatch, StringArray};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Int32Type, Int64Type};

use crate::Input;
use crate::columns::{self, ColumnMap, Header};
use crate::engine::{Engine, failed};
use crate::error::{RowProblem, SourceError};
use crate::form::Former;
use crate::log_files::{self, LogFile};
use crate::normal::{Event, Events};
use crate::problems::Problems;
use crate::remote::Remote;
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
    /// Rows are checked in the order of their file and go to the engine's work folder; from there
    /// a plan brings the events of each session together.
    ///
    /// # Errors
    /// If a file cannot be read, lacks a column, has a broken row, if there are no events, or if
    /// the engine fails.
    pub async fn read(input: Input<'_>, engine: &Engine) -> Result<EventLog, SourceError> {
        let mut reader = Reader::to(engine.path("events.parquet"))?;
        for file in files(input.files).await? {
            let table = Table::open(&file.path).await?.with_keys(file.keys);
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
        reader.finish(input.files, engine).await
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

/// The files of a log, folders taken apart.
async fn files(given: &[PathBuf]) -> Result<Vec<LogFile>, SourceError> {
    let mut files = Vec::new();
    for path in given {
        files.extend(match Remote::at(path)? {
            Some(remote) => remote.below().await?,
            None => log_files::below(path)?,
        });
    }
    Ok(files)
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
        let header = Header::of(found);
        let column = |role| map.event_column(role, &header).map(str::to_owned);
        let needed = |role| column(role).ok_or_else(|| map.missing(role, table.path(), found));
        let timestamp = needed(columns::TIMESTAMP)?;
        let dates = table.holds_dates(&timestamp);
        let mut asked = vec![
            (needed(columns::SESSION)?, As::Text),
            (needed(columns::ITEM)?, As::Text),
            (timestamp, As::Time),
        ];
        let mut wanted = |role| {
            asked.push((column(role)?, As::Text));
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

struct Reader {
    events: Events,
    count: usize,
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
    fn to(path: PathBuf) -> Result<Reader, SourceError> {
        Ok(Reader {
            events: Events::create(path)?,
            count: 0,
            purchases: 0,
            retractions: 0,
            newest: None,
            problems: Problems::default(),
        })
    }

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
        self.count += 1;
        self.events.push(Event {
            session: entry.session,
            item: entry.item,
            time: entry.moment.value(),
            kind: kind as u8,
            shopper,
        })
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

    async fn finish(self, files: &[PathBuf], engine: &Engine) -> Result<EventLog, SourceError> {
        let path = self.events.finish()?;
        let Some(newest) = self.newest.filter(|_| self.count > 0) else {
            return Err(SourceError::Empty {
                path: files.first().cloned().unwrap_or_default(),
                what: "events",
            });
        };
        engine.table("events", &path).await?;
        let mut former = Former::default();
        engine
            .run(SESSIONS, |batch| form(&mut former, batch))
            .await?;
        engine.remove("events", &path)?;
        let formed = former.finish();
        let seconds = |time| newest.with(time).seconds();
        let first_seen: Vec<i64> = formed.first_seen.into_iter().map(seconds).collect();
        Ok(EventLog {
            item_ids: formed.item_ids,
            sessions: formed.sessions,
            purchases: self.purchases,
            retractions: self.retractions,
            oldest: first_seen.iter().copied().min().unwrap_or(0),
            newest: newest.seconds(),
            first_seen,
            problems: self.problems,
        })
    }
}

/// The plan that brings the events of each session together.
const SESSIONS: &str = include_str!("plan/sessions.sql");

/// Hands rows of [`SESSIONS`] to `former`.
fn form(former: &mut Former, batch: &RecordBatch) -> Result<(), SourceError> {
    // Engines may hand out texts in another layout.
    let text = |at: usize| {
        let column = cast(batch.column(at), &DataType::Utf8);
        column.map_err(|error| failed(&error.into()))
    };
    let (session, item, shopper) = (text(0)?, text(1)?, text(4)?);
    let (session, item) = (session.as_string::<i32>(), item.as_string::<i32>());
    let shopper = shopper.as_string::<i32>();
    let time = batch.column(2).as_primitive::<Int64Type>();
    let kind = batch.column(3).as_primitive::<Int32Type>();
    for row in 0..batch.num_rows() {
        former.push(Event {
            session: session.value(row),
            item: item.value(row),
            time: time.value(row),
            kind: kind.value(row) as u8,
            shopper: shopper.is_valid(row).then(|| shopper.value(row)),
        });
    }
    Ok(())
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
