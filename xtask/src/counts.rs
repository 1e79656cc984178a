//! How many tests passed, failed and were skipped, read from what test programs print.

use std::{
    fmt,
    ops::{Add, AddAssign},
};

/// The outcome of many tests; prints as `N passed, N failed, N skipped`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    pub(crate) skipped: u64,
}

impl Counts {
    /// Sums the `test result:` lines that libtest prints, one for each test program.
    /// `None` if there is not a single one.
    pub(crate) fn of_libtest<'a>(lines: impl IntoIterator<Item = &'a str>) -> Option<Counts> {
        lines.into_iter().filter_map(Counts::of_libtest_line).reduce(Counts::add)
    }

    /// Reads the last line that tells counts (`N passed, N failed, N skipped`, perhaps with others
    /// between them), as `roms-test` ends with. `None` if no line does.
    pub(crate) fn of_last_line<'a>(
        lines: impl IntoIterator<Item = &'a str, IntoIter: DoubleEndedIterator>,
    ) -> Option<Counts> {
        lines.into_iter().rev().find_map(Counts::of_plain_line)
    }

    /// Sums the lines that vitest ends with, one for each workspace: `Tests  1 failed | 40 passed
    /// | 2 skipped (43)`. What is 0 is left out there. `None` if there is not a single one.
    pub(crate) fn of_vitest<'a>(lines: impl IntoIterator<Item = &'a str>) -> Option<Counts> {
        lines.into_iter().filter_map(Counts::of_vitest_line).reduce(Counts::add)
    }

    fn of_vitest_line(line: &str) -> Option<Counts> {
        let line = without_colours(line);
        let (counts, _) = line.trim().strip_prefix("Tests ")?.rsplit_once('(')?;
        Some(Counts::of_present_fields(counts.split('|')))
    }

    /// Reads the lines that Playwright ends with: `40 passed (3.2m)`, `1 failed`, each of which is
    /// left out if it is 0. A test that passed only when it was tried again has passed. `None` if
    /// there is no such line.
    pub(crate) fn of_playwright<'a>(lines: impl IntoIterator<Item = &'a str>) -> Option<Counts> {
        lines.into_iter().filter_map(Counts::of_playwright_line).reduce(Counts::add)
    }

    fn of_playwright_line(line: &str) -> Option<Counts> {
        let line = without_colours(line);
        let mut words = line.trim().splitn(3, ' ');
        let number = words.next()?.parse().ok()?;
        let what = words.next()?;
        if words.next().is_some_and(|rest| !rest.starts_with('(')) {
            return None;
        }
        let mut counts = Counts::default();
        match what {
            "passed" | "flaky" => counts.passed = number,
            "failed" | "interrupted" => counts.failed = number,
            "skipped" => counts.skipped = number,
            _ => return None,
        }
        Some(counts)
    }

    /// The fields of the form `12 passed`; those that are not there are 0.
    fn of_present_fields<'a>(fields: impl Iterator<Item = &'a str>) -> Counts {
        let mut counts = Counts::default();
        for (number, what) in fields.filter_map(|field| field.trim().split_once(' ')) {
            let Ok(number) = number.parse() else { continue };
            match what.trim() {
                "passed" => counts.passed = number,
                "failed" => counts.failed = number,
                "skipped" => counts.skipped = number,
                _ => {}
            }
        }
        counts
    }

    /// For example `test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out`.
    fn of_libtest_line(line: &str) -> Option<Counts> {
        let line = without_colours(line);
        let (_, counts) = line.trim().strip_prefix("test result:")?.split_once('.')?;
        Counts::of_fields(counts.split(';'), "ignored")
    }

    fn of_plain_line(line: &str) -> Option<Counts> {
        Counts::of_fields(without_colours(line).split(','), "skipped")
    }

    fn of_fields<'a>(fields: impl Iterator<Item = &'a str>, skipped: &str) -> Option<Counts> {
        let numbers: Vec<(u64, &str)> = fields
            .filter_map(|field| field.trim().split_once(' '))
            .filter_map(|(number, what)| Some((number.parse().ok()?, what.trim())))
            .collect();
        let number =
            |name: &str| numbers.iter().find(|(_, what)| *what == name).map(|&(number, _)| number);
        Some(Counts {
            passed: number("passed")?,
            failed: number("failed")?,
            skipped: number(skipped)?,
        })
    }
}

impl Add for Counts {
    type Output = Counts;

    fn add(self, other: Counts) -> Counts {
        Counts {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            skipped: self.skipped + other.skipped,
        }
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Counts) {
        *self = *self + other;
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped)
    }
}

/// Drops the escape sequences that colour a terminal: from ESC to the letter that ends each.
fn without_colours(line: &str) -> String {
    let mut pieces = line.split('\x1b');
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        if let Some(end) = piece.find(|c: char| c.is_ascii_alphabetic()) {
            plain.push_str(&piece[end + 1..]);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIBTEST: &str = "\
running 14 tests
test clock::tests::frames ... ok
test result: FAILED. 12 passed; 1 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.00s

   Doc-tests edgeboy_core
test result: \x1b[32mok\x1b[0m. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.20s
";

    #[test]
    fn libtest_lines_are_summed() {
        let counts = Counts::of_libtest(LIBTEST.lines()).unwrap();
        assert_eq!(counts, Counts { passed: 15, failed: 1, skipped: 1 });
        assert_eq!(counts.to_string(), "15 passed, 1 failed, 1 skipped");
    }

    #[test]
    fn output_without_counts_has_none() {
        for text in ["", "error: could not compile `core`", "test result: ok. many passed"] {
            assert_eq!(Counts::of_libtest(text.lines()), None, "{text:?}");
            assert_eq!(Counts::of_last_line(text.lines()), None, "{text:?}");
        }
    }

    #[test]
    fn the_last_plain_line_decides() {
        let text = "blargg: 3 passed, 2 failed, 1 skipped\n\
                    1 passed, 2 failed, 3 skipped\n\
                    40 passed, 0 failed, 7 known failures, 2 skipped\n\
                    \x1b[1mwrote results.json\x1b[0m\n";
        let counts = Counts::of_last_line(text.lines()).unwrap();
        assert_eq!(counts, Counts { passed: 40, failed: 0, skipped: 2 });
    }

    #[test]
    fn vitest_lines_are_summed_over_the_workspaces() {
        let text = " Test Files  1 failed | 9 passed (10)\n      \
                    Tests  1 failed | 40 passed | 2 skipped (43)\n   Start at  12:00:00\n      \
                    \x1b[2mTests\x1b[22m  5 passed (5)\n";
        let counts = Counts::of_vitest(text.lines()).unwrap();
        assert_eq!(counts, Counts { passed: 45, failed: 1, skipped: 2 });
        assert_eq!(Counts::of_vitest(["No test files found"]), None);
    }

    #[test]
    fn playwright_tells_each_outcome_in_a_line() {
        let text = "Running 9 tests using 1 worker\n  \x1b[31m1 failed\x1b[39m\n    \
                    saves.spec.ts:1:1 > 2 saves\n  3 flaky\n  2 skipped\n  4 passed (2.8m)\n";
        let counts = Counts::of_playwright(text.lines()).unwrap();
        assert_eq!(counts, Counts { passed: 7, failed: 1, skipped: 2 });
        assert_eq!(Counts::of_playwright(["Running 0 tests", "1 passed by name"]), None);
    }

    #[test]
    fn a_line_that_misses_a_number_does_not_count() {
        assert_eq!(Counts::of_last_line(["40 passed, 2 skipped"]), None);
    }
}
