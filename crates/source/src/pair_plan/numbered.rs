//! The table that pairs are counted from: a row an event, by session and position.

use std::path::PathBuf;
use std::sync::Arc;

use datafusion::arrow::array::{Int32Array, Int64Array};
use datafusion::arrow::datatypes::DataType;
use whyshelf_train::{Counting, Sessions};

use super::fixed_point::FixedPoint;
use crate::error::SourceError;
use crate::normal::WorkTable;

/// Rows gathered before they are encoded.
const BATCH: usize = 65_536;

/// Rows to come.
#[derive(Default)]
struct Rows {
    session: Vec<i32>,
    position: Vec<i32>,
    item: Vec<i32>,
    shopper: Vec<i32>,
    once: Vec<i64>,
    weight: Vec<i64>,
    share: Vec<i64>,
}

/// Writes the table to `path`. Sessions with a single item have no pairs and are left out.
pub(super) fn write(
    sessions: &Sessions,
    counting: Counting,
    scale: FixedPoint,
    path: PathBuf,
) -> Result<(), SourceError> {
    let int = |name| (name, DataType::Int32, false);
    let long = |name| (name, DataType::Int64, false);
    let columns = [
        int("session"),
        int("position"),
        int("item"),
        int("shopper"),
        long("once"),
        long("weight"),
        long("share"),
    ];
    let mut table = WorkTable::create(path, &columns)?;
    let mut rows = Rows::default();
    let mut last_seen_in = vec![usize::MAX; sessions.item_count()];
    for (session, items) in sessions.iter().enumerate() {
        let begin = rows.item.len();
        let mut distinct = 0;
        for (position, &item) in items.iter().enumerate() {
            let before = std::mem::replace(&mut last_seen_in[item as usize], session);
            let once = before != session;
            distinct += usize::from(once);
            rows.session.push(session as i32);
            rows.position.push(position as i32);
            rows.item.push(item as i32);
            rows.shopper.push(sessions.group(session) as i32);
            rows.once.push(i64::from(once));
        }
        if distinct < 2 {
            rows.cut(begin);
            continue;
        }
        let weight = f64::from(counting.weight(session, sessions.len()));
        let share = weight / (distinct - 1) as f64;
        rows.weight.resize(rows.item.len(), scale.fixed(weight));
        rows.share.resize(rows.item.len(), scale.fixed(share));
        if rows.item.len() >= BATCH {
            rows.flush(&mut table)?;
        }
    }
    rows.flush(&mut table)?;
    table.finish()?;
    Ok(())
}

/// Whether any shopper has several sessions.
pub(super) fn shoppers_return(sessions: &Sessions) -> bool {
    let groups = (0..sessions.len()).map(|session| sessions.group(session) as usize);
    let mut seen = vec![false; groups.clone().max().map_or(0, |most| most + 1)];
    let mut groups = groups;
    groups.any(|group| std::mem::replace(&mut seen[group], true))
}

impl Rows {
    fn cut(&mut self, length: usize) {
        self.session.truncate(length);
        self.position.truncate(length);
        self.item.truncate(length);
        self.shopper.truncate(length);
        self.once.truncate(length);
    }

    fn flush(&mut self, table: &mut WorkTable) -> Result<(), SourceError> {
        let rows = std::mem::take(self);
        let int = |values: Vec<i32>| Arc::new(Int32Array::from(values));
        let long = |values: Vec<i64>| Arc::new(Int64Array::from(values));
        table.write(vec![
            int(rows.session),
            int(rows.position),
            int(rows.item),
            int(rows.shopper),
            long(rows.once),
            long(rows.weight),
            long(rows.share),
        ])
    }
}
