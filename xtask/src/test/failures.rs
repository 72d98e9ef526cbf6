//! What runners say of failed tests, to be told once more at the end, where people look.

/// Lines of one runner's account that are kept.
const LINES: usize = 60;

/// The accounts of failed tests in what runners print.
#[derive(Clone, Debug, Default)]
pub(super) struct Failures {
    lines: Vec<String>,
    /// How many lines of the account that is being read have been kept; none is read otherwise.
    reading: Option<usize>,
}

impl Failures {
    /// Keeps the line if it stands between a runner's `failures:` and its closing line.
    pub(super) fn read(&mut self, line: &str) {
        if line.contains("test result:") {
            self.reading = None;
        } else if line.trim() == "failures:" {
            // Accounts come first; after a second such line all names.
            self.reading = Some(0);
        } else if let Some(kept) = &mut self.reading {
            *kept += 1;
            if *kept <= LINES {
                self.lines.push(line.to_owned());
            }
        }
    }

    /// All lines that were kept, in their order.
    pub(super) fn lines(&self) -> &[String] {
        &self.lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_what_is_said_of_failures_and_nothing_else() {
        let mut failures = Failures::default();
        let long: Vec<String> = (0..100).map(|number| format!("line {number}")).collect();
        let all = ["test one ... FAILED", "failures:", "---- one ----"]
            .into_iter()
            .chain(long.iter().map(String::as_str))
            .chain(["failures:", "    one"])
            .chain(["test result: FAILED. 0 passed; 1 failed", "running 1 test"])
            .chain([
                "failures:",
                "    two",
                "test result: FAILED. 0 passed; 1 failed",
            ]);
        all.for_each(|line| failures.read(line));
        let kept = failures.lines();
        assert_eq!(kept.len(), LINES + 2);
        assert_eq!(kept.first().map(String::as_str), Some("---- one ----"));
        assert_eq!(kept.last().map(String::as_str), Some("    two"));
    }
}
