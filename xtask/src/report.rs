//! Progress and tables in a terminal.

use std::time::{Duration, Instant};

use crate::failure::Failure;

/// Numbered steps with the time that each took.
pub(crate) struct Progress {
    start: Instant,
    total: usize,
    begun: usize,
}

impl Progress {
    pub(crate) fn new(total: usize) -> Self {
        Self {
            start: Instant::now(),
            total,
            begun: 0,
        }
    }

    /// Announces a step, runs it and says how long it took.
    ///
    /// # Errors
    /// Those of the step.
    pub(crate) fn step<T>(
        &mut self,
        what: &str,
        step: impl FnOnce() -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let number = self.announce(what);
        timed(&number, step)
    }

    /// Announces a step that runs beside others and returns its number, for [`timed`].
    pub(crate) fn announce(&mut self, what: &str) -> String {
        self.begun += 1;
        let number = format!("[{}/{}]", self.begun, self.total);
        println!("{number} {what}");
        number
    }

    /// The time since the first step.
    pub(crate) fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }
}

/// Runs an announced step and says how long it took.
///
/// # Errors
/// Those of the step.
pub(crate) fn timed<T>(
    number: &str,
    step: impl FnOnce() -> Result<T, Failure>,
) -> Result<T, Failure> {
    let start = Instant::now();
    let outcome = step();
    let word = if outcome.is_ok() { "done" } else { "FAILED" };
    println!("{number} {word} in {}", seconds(start.elapsed()));
    outcome
}

/// `7.3 s` or `12 min 05 s`.
pub(crate) fn seconds(time: Duration) -> String {
    let whole = time.as_secs();
    if whole < 60 {
        format!("{:.1} s", time.as_secs_f64())
    } else {
        format!("{} min {:02} s", whole / 60, whole % 60)
    }
}

/// Lines up columns: the first to the left, the others to the right.
pub(crate) fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        rows.iter()
            .filter_map(|row| row.get(column))
            .map(|cell| cell.chars().count())
            .max()
            .unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let lines = rows.iter().map(|row| {
        let cells = row
            .iter()
            .zip(&widths)
            .enumerate()
            .map(|(column, (cell, &width))| {
                if column == 0 {
                    format!("{cell:<width$}")
                } else {
                    format!("{cell:>width$}")
                }
            });
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_line_up_on_the_right() {
        let rows = [["name", "bytes"], ["a", "10000"]];
        let rows: Vec<Vec<String>> = rows
            .iter()
            .map(|row| row.iter().map(|&cell| cell.to_owned()).collect())
            .collect();
        assert_eq!(table(&rows), "name  bytes\na     10000");
    }

    #[test]
    fn minutes_appear_when_there_are_any() {
        assert_eq!(seconds(Duration::from_millis(7340)), "7.3 s");
        assert_eq!(seconds(Duration::from_secs(725)), "12 min 05 s");
    }
}
