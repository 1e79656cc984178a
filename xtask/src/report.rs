//! What is said while steps run and at the end.

use std::{fmt::Write, time::Duration};

use crate::counts::Counts;

/// How a step went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Passed,
    Failed,
    /// An earlier step failed, so this one was not begun.
    NotRun,
}

/// One row of the table at the end.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) step: &'static str,
    pub(crate) outcome: Outcome,
    pub(crate) time: Duration,
    pub(crate) counts: Option<Counts>,
}

/// The table of all steps and, as its last line, the counts summed over all of them.
pub(crate) fn table(rows: &[Row]) -> String {
    let width = rows.iter().map(|row| row.step.len()).max().unwrap_or(0);
    let mut text = String::new();
    for row in rows {
        let outcome = match row.outcome {
            Outcome::Passed => "ok",
            Outcome::Failed => "FAILED",
            Outcome::NotRun => "not run",
        };
        let time = human(row.time);
        let counts = row.counts.map_or_else(String::new, |counts| format!("  {counts}"));
        let line = format!("{:width$}  {outcome:7}  {time:>12}{counts}", row.step);
        let _ = writeln!(text, "{}", line.trim_end());
    }
    let total: Duration = rows.iter().map(|row| row.time).sum();
    let _ = writeln!(text, "{:width$}  {:7}  {:>12}", "in all", "", human(total));
    let mut counts = Counts::default();
    rows.iter().filter_map(|row| row.counts).for_each(|some| counts += some);
    let _ = write!(text, "\n{counts}");
    text
}

/// A time as people say it: `0.3 s`, `42.0 s`, `3 min 5 s`.
pub(crate) fn human(time: Duration) -> String {
    if time < Duration::from_mins(1) {
        format!("{:.1} s", time.as_secs_f64())
    } else {
        format!("{} min {} s", time.as_secs() / 60, time.as_secs() % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_ends_with_the_sum() {
        let tests = |passed, skipped| Some(Counts { passed, failed: 0, skipped });
        let row = |step, outcome, seconds, counts| Row {
            step,
            outcome,
            time: Duration::from_secs(seconds),
            counts,
        };
        let rows = [
            row("format", Outcome::Passed, 1, None),
            row("test", Outcome::Passed, 125, tests(40, 1)),
            row("rom-native", Outcome::Failed, 10, tests(500, 3)),
            row("docs", Outcome::NotRun, 0, None),
        ];
        let expected = "\
format      ok              1.0 s
test        ok          2 min 5 s  40 passed, 0 failed, 1 skipped
rom-native  FAILED         10.0 s  500 passed, 0 failed, 3 skipped
docs        not run         0.0 s
in all                 2 min 16 s

540 passed, 0 failed, 4 skipped";
        assert_eq!(table(&rows), expected);
    }
}
