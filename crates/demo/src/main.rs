//! The demo shop's workshop: `clean` turns the raw invoice lines of a real shop into a tidy event log and catalog,
//! `bake` turns those into a static shop of a few thousand pages with one drawn picture per product.
//!
//! It knows nothing of recommendations: the shop it bakes carries the script tag and the `<why-shelf>` elements,
//! as any merchant's pages would, and nothing else.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

mod bake;
mod category;
mod clean;
mod error;
mod table;
mod tile;

use error::DemoError;

#[derive(Parser)]
#[command(
    name = "whyshelf-demo",
    version,
    about = "Cleans the demo shop's data and bakes its pages and pictures."
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Clean the raw Online Retail invoice lines into events.parquet and catalog.parquet.
    Clean {
        /// The raw CSV: InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country.
        #[arg(long, value_name = "CSV")]
        from: PathBuf,
        /// Folder that receives the two Parquet files.
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
    /// Write the static shop: pages, pictures, search index and assets.
    Bake {
        /// Folder with events.parquet and catalog.parquet.
        #[arg(long, value_name = "DIR")]
        data: PathBuf,
        /// Folder with the shop's templates (pages/, parts/) and assets/.
        #[arg(long, value_name = "DIR")]
        templates: PathBuf,
        /// The home page's template.
        #[arg(long, value_name = "FILE")]
        index: PathBuf,
        /// Folder that receives the shop; files already there are overwritten, others are left alone.
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
    /// Write an HTML sheet of product pictures, to look at the drawings side by side.
    Sheet {
        /// Folder with catalog.parquet.
        #[arg(long, value_name = "DIR")]
        data: PathBuf,
        /// The HTML file to write.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// Show only products whose title contains this.
        #[arg(long, default_value = "")]
        matching: String,
        /// Products left out between two shown (0 shows all).
        #[arg(long, default_value_t = 0)]
        skip: usize,
    },
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<(), DemoError> {
    match command {
        Command::Clean { from, out } => clean::run(&from, &out),
        Command::Bake {
            data,
            templates,
            index,
            out,
        } => bake::run(&bake::Order {
            data,
            templates,
            index,
            out,
        }),
        Command::Sheet {
            data,
            out,
            matching,
            skip,
        } => tile::sheet::run(&data, &out, &matching, skip),
    }
}
