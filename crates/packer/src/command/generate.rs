//! `whyshelf generate`: a synthetic shop, for trying things out and for measuring them.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use clap::{Args, ValueEnum};
use comfy_table::{CellAlignment, Table, presets};
use rayon::prelude::*;
use whyshelf_source::{TableFormat, TableWriter, Values, WriteError};
use whyshelf_train::Progress;

use crate::error::Error;
use crate::generate::{CATALOG_COLUMNS, EVENT_COLUMNS, Generator, Shape, WEEKS};
use crate::numerals::grouped;
use crate::steps::Steps;

/// Make a synthetic event log and catalog that behave like those of a real shop
#[derive(Debug, Args)]
#[command(after_help = "\
Writes DIR/events.parquet (session_id, shopper_id, item_id, timestamp, event) and DIR/catalog.parquet
(item_id, title, url, image, price, currency, category, brand, availability, added), or .csv.

Half a year of visits: popularity falls like 1/rank, items form clusters in a tree of categories,
sessions walk through a cluster and jump now and then, shoppers come back with their tastes, items
arrive, popularity and clusters drift. The same seed makes the same files on any machine, with any
number of threads.

Example:
  whyshelf generate --events 1000000 --items 20000 --out shop
  whyshelf build --events shop/events.parquet --catalog shop/catalog.parquet --out shop/pack")]
pub(crate) struct GenerateArgs {
    /// Events of the log, exactly
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=100_000_000_000))]
    events: u64,
    /// Items of the catalog, exactly
    #[arg(long, value_name = "M", value_parser = clap::value_parser!(u32).range(1..=100_000_000))]
    items: u32,
    /// Folder for the two files; files of these names are replaced
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Another seed makes another shop
    #[arg(long, default_value_t = 1, value_name = "S")]
    seed: u64,
    /// File format
    #[arg(long, value_enum, default_value_t = Format::Parquet)]
    format: Format,
}

/// As the command line calls them.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Parquet,
    Csv,
}

impl From<Format> for TableFormat {
    fn from(format: Format) -> TableFormat {
        match format {
            Format::Parquet => TableFormat::Parquet,
            Format::Csv => TableFormat::Csv,
        }
    }
}

/// Runs the command.
pub(crate) fn run(args: &GenerateArgs) -> Result<(), Error> {
    fs::create_dir_all(&args.out).map_err(Error::io("create", &args.out))?;
    let steps = Steps::default();
    steps.begin("items", 1);
    let generator = Generator::new(args.seed, args.events, args.items);
    steps.end();

    let catalog = write_catalog(args, &generator, &steps)?;
    let (log, shape) = write_events(args, &generator, &steps)?;
    println!("{}", summary(args, &shape, &steps));
    for path in [log, catalog] {
        println!("Wrote {}", path.display());
    }
    Ok(())
}

fn write_catalog(
    args: &GenerateArgs,
    generator: &Generator,
    steps: &Steps,
) -> Result<PathBuf, Error> {
    let pieces = generator.catalog_pieces();
    steps.begin("catalog", pieces.len());
    let result = write_file(args, "catalog", &CATALOG_COLUMNS, |write| {
        for some in pieces.chunks(at_once()) {
            let made: Vec<_> = some
                .par_iter()
                .map(|items| generator.catalog(items.clone()))
                .collect();
            for columns in made {
                steps.advance();
                if !write(columns) {
                    return;
                }
            }
        }
    });
    steps.end();
    result
}

fn write_events(
    args: &GenerateArgs,
    generator: &Generator,
    steps: &Steps,
) -> Result<(PathBuf, Shape), Error> {
    let mut shape = Shape::new(args.items);
    let pieces: Vec<_> = (0..WEEKS).map(|week| generator.pieces(week)).collect();
    steps.begin("events", pieces.iter().map(Vec::len).sum());
    let result = write_file(args, "events", &EVENT_COLUMNS, |write| {
        for (week, pieces) in pieces.iter().enumerate() {
            let weights = generator.weights(week);
            for some in pieces.chunks(at_once()) {
                let made: Vec<_> = some
                    .par_iter()
                    .map(|piece| {
                        let rows = generator.events(&weights, piece);
                        let columns = generator.event_columns(&rows);
                        (rows, columns)
                    })
                    .collect();
                for (rows, columns) in made {
                    steps.advance();
                    shape.add(&rows);
                    if !write(columns) {
                        return;
                    }
                }
            }
        }
    });
    steps.end();
    Ok((result?, shape))
}

/// Pieces that are made before they are written: enough that no thread waits for the last.
fn at_once() -> usize {
    4 * rayon::current_num_threads()
}

/// Writes what `make` hands over while it makes more; `make` is told when to give up. A file takes
/// its name when it is whole.
fn write_file(
    args: &GenerateArgs,
    name: &str,
    columns: &[&'static str],
    make: impl FnOnce(&mut dyn FnMut(Vec<Values>) -> bool),
) -> Result<PathBuf, Error> {
    let format = TableFormat::from(args.format);
    let path = args.out.join(format!("{name}.{}", format.extension()));
    let unfinished = args.out.join(format!("{name}.unfinished"));
    let writer = TableWriter::new(&unfinished, format, columns);
    let written = thread::scope(|scope| {
        let (send, receive) = sync_channel(at_once());
        let writing = scope.spawn(move || write_all(writer, &receive));
        // The writer hangs up only when it has failed, and then says why.
        make(&mut |columns| send.send(columns).is_ok());
        drop(send);
        writing.join()
    });
    match written {
        Ok(result) => result?,
        Err(panic) => std::panic::resume_unwind(panic),
    }
    rename(&unfinished, &path)?;
    Ok(path)
}

fn write_all(mut writer: TableWriter, pieces: &Receiver<Vec<Values>>) -> Result<(), WriteError> {
    for columns in pieces {
        writer.write(columns)?;
    }
    writer.finish()
}

fn rename(from: &Path, to: &Path) -> Result<(), Error> {
    fs::rename(from, to).map_err(Error::io("write", to))
}

fn summary(args: &GenerateArgs, shape: &Shape, steps: &Steps) -> Table {
    let percent = |share: f64| format!("{:.1} %", 100.0 * share);
    let exponent = shape.popularity_exponent();
    let rows = [
        ("events", grouped(args.events as usize)),
        ("  views", percent(shape.kind_share(0))),
        ("  carts", percent(shape.kind_share(1))),
        ("  purchases", percent(shape.kind_share(2))),
        ("sessions", grouped(shape.sessions() as usize)),
        (
            "  events a session",
            format!("{:.2}", shape.session_length()),
        ),
        (
            "  views of what the session has seen",
            percent(shape.repeats()),
        ),
        ("shoppers", grouped(shape.shoppers())),
        (
            "  sessions a shopper",
            format!("{:.2}", shape.sessions_by_shopper()),
        ),
        ("items", grouped(args.items as usize)),
        ("  with events", grouped(shape.items_seen())),
        (
            "  popularity: exponent of 1/rank",
            exponent.map_or("too few events to tell".into(), |s| format!("{s:.2}")),
        ),
    ];
    let mut table = Table::new();
    table.load_style(presets::UTF8_FULL_CONDENSED);
    for (name, value) in rows {
        table.add_row([name, &value]);
    }
    for (name, seconds) in steps.seconds() {
        table.add_row([format!("seconds for {name}"), format!("{seconds:.1}")]);
    }
    if let Some(values) = table.column_mut(1) {
        values.set_cell_alignment(CellAlignment::Right);
    }
    table
}
