//! Counting tests by the closing lines of their runners.

use std::iter::Sum;

/// Tests, and checks that count as one each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) passed: u64,
    pub(super) failed: u64,
}

impl Count {
    /// Adds what a runner's closing line says: `test result: ok. 5 passed; 0 failed; …`.
    pub(super) fn read(&mut self, line: &str) {
        let Some((_, counts)) = line.split_once("test result:") else {
            return;
        };
        self.passed += number_before(counts, " passed").unwrap_or(0);
        self.failed += number_before(counts, " failed").unwrap_or(0);
    }

    /// Brings the count in line with how the step ended.
    ///
    /// A check counts as one. A runner that failed without a failed test (it did not compile, say)
    /// counts as one failed; so does one that ran no test at all.
    pub(super) fn settle(&mut self, runs_tests: bool, succeeded: bool) {
        if !succeeded {
            self.failed = self.failed.max(1);
        } else if runs_tests {
            if self.passed == 0 {
                self.failed = self.failed.max(1);
            }
        } else {
            self.passed = 1;
        }
    }
}

impl Sum for Count {
    fn sum<I: Iterator<Item = Self>>(counts: I) -> Self {
        counts.fold(Self::default(), |sum, count| Self {
            passed: sum.passed + count.passed,
            failed: sum.failed + count.failed,
        })
    }
}

/// The number that stands right before `word`.
fn number_before(text: &str, word: &str) -> Option<u64> {
    let before = text.split_once(word)?.0;
    let digits = before
        .rsplit(|letter: char| !letter.is_ascii_digit())
        .next()?;
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[&str]) -> Count {
        let mut count = Count::default();
        lines.iter().for_each(|line| count.read(line));
        count
    }

    #[test]
    fn adds_up_the_closing_lines_and_no_others() {
        let count = read(&[
            "running 3 tests",
            "test says 9 passed ... ok",
            "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.1s",
            "test result: \u{1b}[31mFAILED\u{1b}[m. 12 passed; 2 failed; 0 ignored; 0 measured",
        ]);
        assert_eq!(
            count,
            Count {
                passed: 15,
                failed: 2
            }
        );
    }

    #[test]
    fn a_check_counts_as_one() {
        let mut count = Count::default();
        count.settle(false, true);
        assert_eq!(
            count,
            Count {
                passed: 1,
                failed: 0
            }
        );
        let mut count = Count::default();
        count.settle(false, false);
        assert_eq!(
            count,
            Count {
                passed: 0,
                failed: 1
            }
        );
    }

    #[test]
    fn a_runner_that_died_or_ran_nothing_has_failed() {
        let mut died = read(&["test result: ok. 3 passed; 0 failed"]);
        died.settle(true, false);
        assert_eq!(
            died,
            Count {
                passed: 3,
                failed: 1
            }
        );
        let mut idle = Count::default();
        idle.settle(true, true);
        assert_eq!(
            idle,
            Count {
                passed: 0,
                failed: 1
            }
        );
    }
}
