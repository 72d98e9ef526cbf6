//! `whyshelf build`: from logs and catalog to a pack folder.

use std::path::PathBuf;

use clap::Args;
use comfy_table::{CellAlignment, Table, presets};
use whyshelf_pack::{Card, Item, PackContents, Relation};

use crate::date::{self, rfc3339};
use crate::error::Error;
use crate::pack_folder::{self, Draft, Layout, SecretKey, Written};
use crate::steps::Steps;
use whyshelf_source::{Catalog, ColumnMap, EventLog, Input};
use whyshelf_train::Sessions;
use whyshelf_train::{self as train, Fitted, Progress, Settings, Trained, popularity};

/// Train on a shop's logs and write the pack its pages load
#[derive(Debug, Args)]
#[command(after_help = "\
Event logs have the columns session_id, item_id, timestamp and, where known, shopper_id, event,
quantity. Catalogs have item_id and, where known, title, url, image, price, currency, category,
brand. Files are CSV, TSV, JSON Lines or Parquet; all but Parquet also as .gz, .xz or .zst.

Example:
  whyshelf build --events orders.csv.gz --catalog products.parquet --out public/whyshelf/pack \\
      --map session=invoice,item=sku,timestamp=date,catalog.title=name")]
pub(crate) struct BuildArgs {
    /// Event logs, read as one
    #[arg(long, required = true, num_args = 1.., value_name = "FILE")]
    events: Vec<PathBuf>,
    /// Catalogs, read as one
    #[arg(long, num_args = 1.., value_name = "FILE")]
    catalog: Vec<PathBuf>,
    /// Folder for the pack; a pack that is there is replaced at the end, in one step
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Your column names: session=invoice,item=sku,catalog.title=name
    #[arg(long, value_name = "ROLE=COLUMN,…")]
    map: Vec<String>,
    /// Distinct shoppers (sessions, where the log names no shoppers) that a pair of items needs
    /// before it may be shown: protects single shoppers. 1 keeps every pair
    #[arg(long, default_value_t = 3, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    min_support: u32,
    /// Related items that every item keeps at most: more is better and larger
    #[arg(long, default_value_t = 50, value_name = "K", value_parser = clap::value_parser!(u32).range(1..=1000))]
    neighbours: u32,
    /// Into how many files the pack goes
    #[arg(long, value_enum, default_value_t)]
    layout: Layout,
    /// Secret key to sign the manifest with: see `whyshelf key`
    #[arg(long, value_name = "FILE")]
    sign: Option<PathBuf>,
    /// Number of this release: pages that have seen it refuse smaller ones [default: one more
    /// than the pack that is there]
    #[arg(long, value_name = "N")]
    sequence: Option<u64>,
    /// Day from whose beginning (UTC) pages no longer use the pack, for example 2027-01-31
    #[arg(long, value_name = "DATE", value_parser = date::midnight)]
    expires: Option<String>,
}

/// Runs the command.
pub(crate) fn run(args: &BuildArgs) -> Result<(), Error> {
    let map = ColumnMap::parse(&args.map)?;
    // Before the long work, so that a wrong key costs no time.
    let signer = args.sign.as_deref().map(SecretKey::read).transpose()?;
    let steps = Steps::default();
    let (log, catalog) = read(args, &map, &steps)?;
    let (items, sessions) = number_by_popularity(&log, &catalog);
    let settings = Settings {
        min_support: args.min_support,
        neighbours: args.neighbours as usize,
        relation: relation(&log),
    };
    let (trained, fitted) = train::train(&sessions, settings, &steps);

    steps.begin("write", 1);
    let neighbours = trained.rows.iter().map(|row| row.neighbours.len()).sum();
    let summary = Summary {
        log: &log,
        catalog: &catalog,
        items: items.len(),
        pairs: (trained.pairs_kept, trained.pairs_dropped),
        neighbours,
        fitted,
    };
    let draft = Draft {
        contents: &contents(items, trained),
        created: rfc3339(log.newest),
        sequence: args.sequence,
        expires: args.expires.clone(),
        signer: signer.as_ref(),
        layout: args.layout,
    };
    let written = pack_folder::write(&args.out, &draft)?;
    steps.end();

    println!("{}", summary.table(args, &written, &steps));
    println!("Wrote {}", args.out.join("manifest.json").display());
    Ok(())
}

fn read(args: &BuildArgs, map: &ColumnMap, steps: &Steps) -> Result<(EventLog, Catalog), Error> {
    let progress = steps.begin_counting("read");
    let input = |files| Input {
        files,
        map,
        progress: &progress,
    };
    let read = super::block_on(async {
        let catalog = Catalog::read(input(args.catalog.as_slice())).await?;
        EventLog::read(input(args.events.as_slice()))
            .await
            .map(|log| (log, catalog))
    });
    steps.end();
    read
}

/// What most events are decides what the items of a session share.
fn relation(log: &EventLog) -> Relation {
    if log.purchases * 2 > log.sessions.event_count() {
        Relation::BoughtTogether
    } else {
        Relation::ViewedTogether
    }
}

/// The items of log and catalog, most popular first, equals by identifier; and the sessions in
/// these numbers.
fn number_by_popularity(log: &EventLog, catalog: &Catalog) -> (Vec<Item>, Sessions) {
    let counts = popularity::sessions_by_item(&log.sessions);
    let mut cards: std::collections::HashMap<&str, &Card> = catalog
        .items
        .iter()
        .map(|(id, card)| (id.as_str(), card))
        .collect();
    let mut order: Vec<(u32, &str, Card, Option<usize>)> = log
        .item_ids
        .iter()
        .zip(counts)
        .enumerate()
        .map(|(number, (id, count))| {
            let card = cards.remove(id.as_str()).cloned().unwrap_or_default();
            (count, id.as_str(), card, Some(number))
        })
        .collect();
    order.extend(
        cards
            .into_iter()
            .map(|(id, card)| (0, id, card.clone(), None)),
    );
    order.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));

    let mut numbers = vec![0; log.item_ids.len()];
    let mut items = Vec::with_capacity(order.len());
    for (place, (_, id, card, number)) in (0_u32..).zip(order) {
        if let Some(number) = number {
            numbers[number] = place;
        }
        items.push(Item {
            id: id.to_owned(),
            card,
            ..Item::default()
        });
    }
    let sessions = log.sessions.renumbered(&numbers, items.len());
    (items, sessions)
}

fn contents(mut items: Vec<Item>, trained: Trained) -> PackContents {
    for (item, popularity) in items.iter_mut().zip(trained.popularity) {
        item.popularity = popularity;
    }
    PackContents {
        model: trained.model,
        items,
        rows: trained.rows,
    }
}

struct Summary<'a> {
    log: &'a EventLog,
    catalog: &'a Catalog,
    items: usize,
    pairs: (usize, usize),
    neighbours: usize,
    fitted: Fitted,
}

impl Summary<'_> {
    fn table(&self, args: &BuildArgs, written: &Written, steps: &Steps) -> Table {
        let mut table = Table::new();
        table.load_style(presets::UTF8_FULL_CONDENSED);
        let mut row = |name: String, value: String| {
            table.add_row([name, value]);
        };
        let log = self.log;
        row("events".into(), grouped(log.sessions.event_count()));
        if log.retractions > 0 {
            row(
                "removals and returns, not counted".into(),
                grouped(log.retractions),
            );
        }
        row("sessions".into(), grouped(log.sessions.len()));
        row("items".into(), grouped(self.items));
        let without_card = self.items - self.catalog.items.len();
        if !args.catalog.is_empty() && without_card > 0 {
            row(
                "  not in the catalog, never shown".into(),
                grouped(without_card),
            );
        }
        if self.catalog.repeated > 0 {
            row(
                "  repeated catalog rows left out".into(),
                grouped(self.catalog.repeated),
            );
        }
        row("pairs kept".into(), grouped(self.pairs.0));
        let below = format!("pairs dropped (support below {})", args.min_support);
        row(below, grouped(self.pairs.1));
        row("neighbours in the pack".into(), grouped(self.neighbours));
        if let Some((hit_rate, reciprocal_rank, queries)) = self.fitted.held_out {
            let name = format!(
                "fitted on the newest {} events: HR@20, MRR@20",
                grouped(queries)
            );
            row(
                name,
                format!(
                    "{:.1} %, {:.1} %",
                    100.0 * hit_rate,
                    100.0 * reciprocal_rank
                ),
            );
        }
        row("release".into(), written.manifest.sequence.to_string());
        let files = match &written.manifest.shards {
            None => "bytes in one file".to_owned(),
            Some(shards) => format!("bytes in {} shards", grouped(shards.shards as usize)),
        };
        row(files, grouped(written.bytes as usize));
        for (name, seconds) in steps.seconds() {
            row(format!("seconds to {name}"), format!("{seconds:.1}"));
        }
        if let Some(values) = table.column_mut(1) {
            values.set_cell_alignment(CellAlignment::Right);
        }
        table
    }
}

/// A number with its digits in groups of three.
pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_in_threes() {
        assert_eq!(grouped(7), "7");
        assert_eq!(grouped(1_000), "1,000");
        assert_eq!(grouped(12_345_678), "12,345,678");
    }
}
