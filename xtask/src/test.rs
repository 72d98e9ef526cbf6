//! `cargo xtask test`: every check and test that this repository has, and one count at the end.

mod count;
mod failures;
mod options;
mod step;

use std::process::ExitCode;
use std::time::Instant;

use crate::failure::Failure;
use crate::project::Project;
use crate::report::{seconds, table};
use count::Count;
use failures::Failures;
use options::Options;
use step::{Outcome, Step};

/// Runs the steps; whether all passed is the exit code, and the last line is the count.
///
/// # Errors
/// For options that make no sense.
pub(crate) fn run(project: &Project, words: &[&str]) -> Result<ExitCode, Failure> {
    let options = Options::parse(words)?;
    let steps = step::all(&options.engines);
    if options.list {
        for step in &steps {
            println!("{}", step.name());
        }
        return Ok(ExitCode::SUCCESS);
    }
    let chosen: Vec<Step> = steps
        .into_iter()
        .filter(|step| options.wants(&step.name()))
        .collect();
    if chosen.is_empty() {
        return Err(Failure::new(
            format!("no step is called {}", options.only.join(" or ")),
            "cargo xtask test --list",
        ));
    }
    let start = Instant::now();
    let mut results = Vec::new();
    for (at, step) in chosen.iter().enumerate() {
        println!(
            "\n[{}/{}] {}: {}",
            at + 1,
            chosen.len(),
            step.name(),
            step.what()
        );
        let outcome = run_step(project, *step);
        println!(
            "[{}/{}] {} in {}",
            at + 1,
            chosen.len(),
            outcome.word(),
            seconds(outcome.time)
        );
        results.push((step.name(), outcome));
    }
    let total = results
        .iter()
        .map(|(_, outcome)| outcome.count)
        .sum::<Count>();
    print_table(&results, total, &seconds(start.elapsed()));
    for (name, outcome) in &results {
        if let Some(failure) = &outcome.failure {
            println!("{name}: {failure}");
        }
        for line in outcome.failures.lines() {
            println!("  {line}");
        }
    }
    let again: Vec<String> = results
        .iter()
        .filter(|(_, outcome)| outcome.count.failed > 0)
        .map(|(name, _)| format!("--only {name}"))
        .collect();
    if !again.is_empty() {
        println!("\nonly these again: cargo xtask test {}", again.join(" "));
    }
    println!("\n{} passed, {} failed", total.passed, total.failed);
    Ok(if total.failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn run_step(project: &Project, step: Step) -> Outcome {
    let start = Instant::now();
    let mut count = Count::default();
    let mut failures = Failures::default();
    let result = step.run(project, &mut |line| {
        count.read(line);
        failures.read(line);
    });
    count.settle(step.runs_tests(), result.is_ok());
    let failure = match result {
        Err(failure) => Some(failure),
        Ok(()) if count.failed > 0 => Some(Failure::new(
            "no test ran",
            format!("cargo xtask test --only {}", step.name()),
        )),
        Ok(()) => None,
    };
    Outcome {
        count,
        failure,
        failures,
        time: start.elapsed(),
    }
}

fn print_table(results: &[(String, Outcome)], total: Count, time: &str) {
    let row = |cells: [&str; 5]| cells.map(str::to_owned).to_vec();
    let mut rows = vec![row(["step", "result", "passed", "failed", "time"])];
    for (name, outcome) in results {
        let (passed, failed) = (
            outcome.count.passed.to_string(),
            outcome.count.failed.to_string(),
        );
        rows.push(row([
            name,
            outcome.word(),
            &passed,
            &failed,
            &seconds(outcome.time),
        ]));
    }
    rows.push(row([
        "all",
        "",
        &total.passed.to_string(),
        &total.failed.to_string(),
        time,
    ]));
    println!("\n{}\n", table(&rows));
}
