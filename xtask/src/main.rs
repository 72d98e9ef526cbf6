//! The repository's own commands: `cargo xtask demo`, `test`, `size`, `bench`, `fuzz`, `tidy`.
//!
//! They run the workspace's members and never link them, so that this program compiles in seconds.

mod bench;
mod demo;
mod failure;
mod fuzz;
mod messages;
mod project;
mod report;
mod shell;
mod size;
mod test;
mod tidy;
mod tools;
mod widget;

use std::process::ExitCode;

use crate::failure::Failure;
use crate::project::Project;

const HELP: &str = "\
Usage: cargo xtask COMMAND

  demo [--no-serve] [--port N]
      installs what is missing, builds the demo shop and serves it on localhost (port 8080)
  test [--engine chromium|firefox|webkit]... [--only STEP]... [--list]
      installs what the tests need and runs every check and test
  size
      bytes of what a shopper's browser loads, raw and compressed
  bench [--only page|load|ranking]
      in headless Chromium: time to the first shelf and of one re-rank; one recommendation natively,
      in wasm and in plain JavaScript, for catalogs of 10,000 to 1,000,000 items (needs 3 GB of memory)
  bench --only lighthouse
      a product page of the demo shop with the widget and without, three runs each
  bench --only scale [EVENTS:ITEMS | LOG]...
      time and memory of `whyshelf build`, release profile; 10,000,000:100,000 and ten times that without
      a word, which takes an hour
  fuzz [--runs N] [TARGET]...
      every reader of outside bytes under libFuzzer, ten million runs each
  tidy
      checks the house rules that the compiler cannot see";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&words) {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[&str]) -> Result<ExitCode, Failure> {
    let Some((command, options)) = words.split_first() else {
        println!("{HELP}");
        return Ok(ExitCode::SUCCESS);
    };
    let project = Project::find()?;
    match *command {
        "demo" => demo::run(&project, options)?,
        "test" => return test::run(&project, options),
        "size" => size::run(&project, options)?,
        "bench" => bench::run(&project, options)?,
        "fuzz" => fuzz::run(&project, options)?,
        "tidy" => tidy::run(&project, options)?,
        "help" | "--help" | "-h" => println!("{HELP}"),
        _ => {
            let what = format!("there is no command `{command}`");
            return Err(Failure::new(what, "cargo xtask help"));
        }
    }
    Ok(ExitCode::SUCCESS)
}
