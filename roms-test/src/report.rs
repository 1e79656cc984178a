//! What came of the trials: the table, the list of what needs attention, and the JSON file.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Serialize;

use crate::executor::Target;
use crate::trial::Skip;

/// What came of one trial on one target.
#[derive(Debug, Clone)]
pub struct TrialResult {
    /// The suite's name.
    pub suite: String,
    /// The test's name.
    pub test: String,
    /// The model's name.
    pub model: String,
    /// Where it ran.
    pub target: Target,
    /// How it ended.
    pub status: Status,
}

/// How a trial ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Status {
    /// As the suite says.
    Passed,
    /// As the suite says, although it is listed as a known failure for this reason.
    PassedUnexpectedly(String),
    /// Not as the suite says: what is different, in words.
    Failed(String),
    /// Not as the suite says, which is known for this reason.
    KnownFailure(String),
    /// It was not run. The number is how many tests that stands for.
    Skipped(Skip, usize),
}

impl TrialResult {
    /// The name, as in `blargg/cpu_instrs/01-special@dmg (wasi)`.
    pub fn name(&self) -> String {
        format!("{}/{}@{} ({})", self.suite, self.test, self.model, self.target)
    }
}

/// One entry of the JSON file.
#[derive(Serialize)]
struct Entry<'a> {
    suite: &'a str,
    test: &'a str,
    model: &'a str,
    target: Target,
    status: &'static str,
}

/// The results as a JSON array of `{suite, test, model, target, status}`, where status is `passed`,
/// `failed` or `skipped`. Known failures are failures there.
///
/// # Errors
/// Output that cannot be written.
pub fn write_json(results: &[TrialResult], output: impl std::io::Write) -> std::io::Result<()> {
    let entries: Vec<Entry<'_>> = results
        .iter()
        .map(|result| Entry {
            suite: &result.suite,
            test: &result.test,
            model: &result.model,
            target: result.target,
            status: match result.status {
                Status::Passed | Status::PassedUnexpectedly(_) => "passed",
                Status::Failed(_) | Status::KnownFailure(_) => "failed",
                Status::Skipped(..) => "skipped",
            },
        })
        .collect();
    serde_json::to_writer_pretty(output, &entries).map_err(std::io::Error::from)
}

/// How many trials ended how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// As the suite says.
    pub passed: usize,
    /// Not as the suite says, and that is new.
    pub failed: usize,
    /// Not as the suite says, which is known.
    pub known: usize,
    /// Not run.
    pub skipped: usize,
}

impl Counts {
    pub(crate) fn add(&mut self, status: &Status) {
        match status {
            Status::Passed | Status::PassedUnexpectedly(_) => self.passed += 1,
            Status::Failed(_) => self.failed += 1,
            Status::KnownFailure(_) => self.known += 1,
            Status::Skipped(_, count) => self.skipped += count,
        }
    }

    /// The counts of `results`.
    pub fn of(results: &[TrialResult]) -> Counts {
        let mut counts = Counts::default();
        for result in results {
            counts.add(&result.status);
        }
        counts
    }
}

/// The table: a row for each suite, model and target, and one for all.
pub fn table(results: &[TrialResult]) -> String {
    let mut rows: BTreeMap<(&str, &str, Target), Counts> = BTreeMap::new();
    for result in results {
        rows.entry((&result.suite, &result.model, result.target)).or_default().add(&result.status);
    }
    let width = rows.keys().map(|(suite, ..)| suite.len()).max().unwrap_or(0).max(5);
    let mut text = String::new();
    let mut line = |suite: &str, model: &str, target: &str, counts: [String; 4]| {
        let [passed, failed, known, skipped] = counts;
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{suite:<width$}  {model:<5}  {target:<6}  {passed:>7}  {failed:>7}  {known:>7}  {skipped:>7}"
        );
    };
    line("suite", "model", "target", ["passed", "failed", "known", "skipped"].map(str::to_owned));
    let figures = |counts: Counts| {
        [counts.passed, counts.failed, counts.known, counts.skipped].map(|n| n.to_string())
    };
    for ((suite, model, target), counts) in &rows {
        line(suite, model, &target.to_string(), figures(*counts));
    }
    line("all", "", "", figures(Counts::of(results)));
    text
}

/// What the table does not say: the failures, what passed against the list of known failures, and
/// why trials were skipped.
pub fn details(results: &[TrialResult], stale: &[String]) -> String {
    let mut text = String::new();
    let mut skips: BTreeMap<&str, usize> = BTreeMap::new();
    for result in results {
        // Writing to a string cannot fail.
        let _ = match &result.status {
            Status::Failed(problem) => writeln!(text, "FAILED  {}: {problem}", result.name()),
            Status::PassedUnexpectedly(reason) => writeln!(
                text,
                "PASSED  {}, which known-failures.toml lists ({reason}): take it off",
                result.name()
            ),
            Status::Skipped(Skip::Absent(what), _) => writeln!(text, "ABSENT  {what}"),
            _ => Ok(()),
        };
        if let Status::Skipped(skip, count) = &result.status {
            *skips.entry(skip.label()).or_default() += count;
        }
    }
    for entry in stale {
        let _ = writeln!(text, "STALE   {entry}");
    }
    for (label, count) in skips {
        let _ = writeln!(text, "skipped {count}: {label}");
    }
    text
}

/// The last line.
pub fn summary(results: &[TrialResult]) -> String {
    let Counts { passed, failed, known, skipped } = Counts::of(results);
    let known = match known {
        0 => String::new(),
        1 => "1 known failure\n".to_owned(),
        _ => format!("{known} known failures\n"),
    };
    format!("{known}{passed} passed, {failed} failed, {skipped} skipped")
}

/// Whether everything is as it should be.
pub fn is_good(results: &[TrialResult], stale: &[String]) -> bool {
    let bad = |status: &Status| matches!(status, Status::Failed(_) | Status::PassedUnexpectedly(_));
    stale.is_empty() && !results.iter().any(|result| bad(&result.status))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn results() -> Vec<TrialResult> {
        let statuses = [
            Status::Passed,
            Status::Failed("B is 42 instead of 03".into()),
            Status::KnownFailure("Not built.".into()),
            Status::Skipped(Skip::NoVerdict, 1),
            Status::Skipped(Skip::Absent("the vectors: 500 tests".into()), 500),
        ];
        let result = |(index, status)| TrialResult {
            suite: "blargg".into(),
            test: format!("test {index}"),
            model: "dmg".into(),
            target: Target::Wasi,
            status,
        };
        statuses.into_iter().enumerate().map(result).collect()
    }

    #[test]
    fn the_table_counts_by_suite_model_and_target() {
        let table = table(&results());
        let words: Vec<Vec<&str>> =
            table.lines().map(|line| line.split_whitespace().collect()).collect();
        assert_eq!(words[1], ["blargg", "dmg", "wasi", "1", "1", "1", "501"]);
        assert_eq!(words[2], ["all", "1", "1", "1", "501"]);
    }

    #[test]
    fn the_json_has_one_word_for_each_status() {
        let mut json = Vec::new();
        write_json(&results(), &mut json).expect("writing to memory");
        let entries: Vec<serde_json::Value> = serde_json::from_slice(&json).expect("JSON");
        let statuses: Vec<&str> = entries.iter().filter_map(|e| e["status"].as_str()).collect();
        assert_eq!(statuses, ["passed", "failed", "failed", "skipped", "skipped"]);
        assert_eq!(entries[0]["target"], "wasi");
        assert_eq!(entries[0].as_object().map(serde_json::Map::len), Some(5));
    }

    #[test]
    fn known_failures_are_good_and_surprises_are_not() {
        let mut results = results();
        assert!(!is_good(&results, &[]));
        results.remove(1);
        assert!(is_good(&results, &[]));
        assert!(!is_good(&results, &["stale".into()]));
        results[0].status = Status::PassedUnexpectedly("Not built.".into());
        assert!(!is_good(&results, &[]));
        assert!(details(&results, &[]).contains("take it off"));
        assert_eq!(summary(&results), "1 known failure\n1 passed, 0 failed, 501 skipped");
    }

    #[test]
    fn details_say_what_failed_and_what_is_absent() {
        let text = details(&results(), &["an entry".into()]);
        for expected in [
            "FAILED  blargg/test 1@dmg (wasi): B is 42 instead of 03",
            "ABSENT  the vectors: 500 tests",
            "STALE   an entry",
            "skipped 500: data absent",
            "skipped 1: no verdict given",
        ] {
            assert!(text.contains(expected), "{text}");
        }
    }
}
