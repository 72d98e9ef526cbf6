//! One target under libFuzzer.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::failure::Failure;
use crate::project::Project;
use crate::shell;

/// How a run ended.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    pub(super) runs: u64,
    /// Branches of the code that were taken.
    pub(super) edges: u64,
    /// Branches by how often an input took them.
    pub(super) features: u64,
    pub(super) time: Duration,
    /// Files with inputs that break the reader.
    pub(super) findings: Vec<PathBuf>,
}

/// Runs a target on its stored corpus and what it makes of that. What it finds interesting stays
/// under the target folder, for the next run; the stored corpus stays as it is.
///
/// # Errors
/// When the program cannot be run; a finding is none.
pub(super) fn run(
    project: &Project,
    programs: &Path,
    target: &str,
    runs: u64,
) -> Result<Outcome, Failure> {
    let start = Instant::now();
    let work = project.target.join("fuzz");
    let grown = work.join("corpus").join(target);
    let broken = work.join("findings").join(target);
    let log = work.join(format!("{target}.log"));
    for folder in [&grown, &broken] {
        fs::create_dir_all(folder).map_err(|error| shell::cannot_write(folder, &error))?;
    }
    let before = files(&broken);
    let mut log_file = File::create(&log).map_err(|error| shell::cannot_write(&log, &error))?;

    let program = programs.join(target).display().to_string();
    let stored = project.root.join("fuzz").join("corpus").join(target);
    let words = [
        format!("-runs={runs}"),
        // No reader needs a second for four kilobytes.
        "-timeout=10".to_owned(),
        format!("-artifact_prefix={}/", broken.display()),
        grown.display().to_string(),
        stored.display().to_string(),
    ];
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let mut command = shell::command(project, &program, &words);
    let no_start =
        |error| Failure::new(format!("cannot run {program}: {error}"), "cargo xtask fuzz");
    let mut child = command
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(no_start)?;
    let mut outcome = Outcome::default();
    if let Some(output) = child.stderr.take() {
        for line in BufReader::new(output).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line);
            writeln!(log_file, "{line}").map_err(|error| shell::cannot_write(&log, &error))?;
            outcome.read(&line);
            if line.contains("\tpulse ") {
                println!("  {}", line.trim());
            }
        }
    }
    let status = child.wait().map_err(no_start)?;
    outcome.findings = files(&broken);
    outcome.findings.retain(|file| !before.contains(file));
    outcome.time = start.elapsed();
    if status.success() || !outcome.findings.is_empty() {
        return Ok(outcome);
    }
    Err(Failure::new(
        format!("{target} ended with {status}"),
        format!("read {}", log.display()),
    ))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).collect()
}

impl Outcome {
    /// Takes note of a line like `#1024 pulse cov: 21 ft: 40 corp: 3/9b …`.
    fn read(&mut self, line: &str) {
        let Some(rest) = line.strip_prefix('#') else {
            return;
        };
        let mut words = rest.split_whitespace();
        let number = |word: Option<&str>| word.and_then(|word| word.parse().ok());
        self.runs = number(words.next()).unwrap_or(self.runs);
        while let Some(word) = words.next() {
            match word {
                "cov:" => self.edges = number(words.next()).unwrap_or(self.edges),
                "ft:" => self.features = number(words.next()).unwrap_or(self.features),
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_status_line_counts() {
        let mut outcome = Outcome::default();
        for line in [
            "INFO: Seed: 1",
            "#5\tNEW    cov: 17 ft: 18 corp: 2/5b lim: 4 exec/s: 0 rss: 27Mb",
            "#200000\tDONE   cov: 19 ft: 44 corp: 2/5b lim: 1990 exec/s: 0 rss: 27Mb",
            "Done 200000 runs in 0 second(s)",
        ] {
            outcome.read(line);
        }
        assert_eq!(
            (outcome.runs, outcome.edges, outcome.features),
            (200_000, 19, 44)
        );
    }
}
