//! `whyshelf`: builds a shop's recommendation pack from its catalog and session logs, measures
//! it, and serves a folder for trying it out.
//!
//! Nothing here runs in a shopper's browser, and nothing here ranks: ranking is the engine's.

mod command;
mod date;
mod error;
mod evaluation;
mod generate;
mod memory;
mod metric;
mod names;
mod numbering;
mod numerals;
mod pack_folder;
mod problems;
mod report;
mod sensitive;
mod steps;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use command::{build, diff, evaluate, explain, inspect, key, serve, verify};

/// Product recommendations that run in the shopper's own browser and tell the truth about why
#[derive(Debug, Parser)]
#[command(name = "whyshelf", version, propagate_version = true)]
#[command(after_help = "\
Example:
  whyshelf build --events orders.csv --catalog products.csv --out public/whyshelf/pack
  whyshelf evaluate --pack public/whyshelf/pack --events last-week.csv
  whyshelf serve public")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Build(Box<build::BuildArgs>),
    Diff(diff::DiffArgs),
    Evaluate(evaluate::EvaluateArgs),
    Explain(explain::ExplainArgs),
    Generate(command::generate::GenerateArgs),
    Inspect(inspect::InspectArgs),
    Key(key::KeyArgs),
    Serve(serve::ServeArgs),
    Verify(verify::VerifyArgs),
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Build(args) => build::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Evaluate(args) => evaluate::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Generate(args) => command::generate::run(&args),
        Command::Inspect(args) => inspect::run(&args),
        Command::Key(args) => key::run(&args),
        Command::Serve(args) => serve::run(&args),
        Command::Verify(args) => verify::run(&args),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            eprintln!("cure: {}", error.cure());
            error.exit_code()
        }
    }
}
