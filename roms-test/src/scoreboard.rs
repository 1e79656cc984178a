//! The scoreboard: every suite on every model, each failure with its explanation, as Markdown.
//!
//! It lies in the repository, so a run can tell whether it still says how things stand. That can
//! only be told with the data that it was made with, which its line about them identifies.

mod suites;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write};
use std::path::Path;

use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::report::{Status, TrialResult};

/// How the line begins that says what data the scoreboard was made with.
const DATA: &str = "Made with ";

/// The public data that trials were run on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Data {
    /// A checksum of all suite files.
    pub suites: String,
    /// The number of CPU vectors.
    pub vectors: usize,
}

impl Data {
    /// What identifies the suites in `folder`, beside which there are so many CPU vectors.
    ///
    /// # Errors
    /// A folder or suite file that cannot be read.
    pub fn of(folder: &Path, vectors: usize) -> std::io::Result<Data> {
        let mut files = Vec::new();
        for entry in folder.read_dir()? {
            files.push(entry?.path());
        }
        files.retain(|file| file.extension().is_some_and(|extension| extension == "json"));
        files.sort();
        let mut hash = Sha256::new();
        for file in files {
            hash.update(std::fs::read(file)?);
        }
        let mut suites = format!("{:x}", hash.finalize());
        suites.truncate(16);
        Ok(Data { suites, vectors })
    }
}

impl fmt::Display for Data {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Data { suites, vectors } = self;
        write!(
            f,
            "{DATA}suite files whose SHA-256 begins with `{suites}`, and {vectors} CPU vectors."
        )
    }
}

/// What another emulator does with the same ROMs.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Other {
    name: String,
    passed: String,
    misses: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Others {
    suite: Vec<Other>,
}

/// The scoreboard's text.
///
/// # Panics
/// Not with the list of SameBoy's figures that is compiled in, which the tests read.
pub fn markdown(results: &[TrialResult], data: &Data) -> String {
    let others: Others =
        toml::from_str(include_str!("../sameboy.toml")).expect("sameboy.toml is well formed");
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(
        text,
        "# Scoreboard\n\n\
         ```console\n\
         cargo xtask scoreboard    # runs all suites and writes this file\n\
         ```\n\n\
         `cargo xtask test` fails if what is said here is no longer so.\n\
         A trial is one test on one model; [roms-test](../roms-test/README.md) says when it passes.\n\
         {data}\n\n\
         ## Suites\n\n\
         A number alone says that so many trials ran on a model, and that all of them passed.\n"
    );
    text.push_str(&suites::table(results));
    let _ = writeln!(text, "\n## Failures\n");
    add_failures(&mut text, results);
    let _ = writeln!(text, "\n## Skipped\n");
    add_skipped(&mut text, results);
    let _ = writeln!(
        text,
        "\n## Beside SameBoy 1.0.3\n\n\
         Measured on the same ROMs, and counted in tests:\n\
         here one counts as passed if it passes on every model that it names.\n"
    );
    add_others(&mut text, results, &others.suite);
    text
}

fn add_failures(text: &mut String, results: &[TrialResult]) {
    let explained = results.iter().filter_map(|result| match &result.status {
        Status::Failed(what) => Some((result, format!("Not explained: {what}"))),
        Status::KnownFailure(reason) => Some((result, reason.clone())),
        _ => None,
    });
    let groups = group(explained);
    if groups.is_empty() {
        let _ = writeln!(text, "None.");
        return;
    }
    let _ = writeln!(text, "| suite | tests | models | explanation |\n|---|---|---|---|");
    for ((suite, explanation), (tests, models)) in groups {
        let _ =
            writeln!(text, "| {suite} | {} | {} | {explanation} |", list(&tests), list(&models));
    }
}

fn add_skipped(text: &mut String, results: &[TrialResult]) {
    let skipped = results.iter().filter_map(|result| match &result.status {
        Status::Skipped(skip, _) => Some((result, skip.to_string())),
        _ => None,
    });
    let groups = group(skipped);
    if groups.is_empty() {
        let _ = writeln!(text, "None.");
        return;
    }
    let _ = writeln!(text, "| suite | tests | models | reason |\n|---|---|---|---|");
    for ((suite, reason), (tests, models)) in groups {
        let tests = if tests.len() > 16 { format!("{} tests", tests.len()) } else { list(&tests) };
        let _ = writeln!(text, "| {suite} | {tests} | {} | {reason} |", list(&models));
    }
}

/// Tests and models by suite and what is said of them.
type Groups<'a> = BTreeMap<(&'a str, String), (BTreeSet<&'a str>, BTreeSet<&'a str>)>;

fn group<'a>(said: impl Iterator<Item = (&'a TrialResult, String)>) -> Groups<'a> {
    let mut groups = Groups::new();
    for (result, words) in said {
        // A bar would end the table's cell.
        let words = words.replace('|', "\\|");
        let (tests, models) = groups.entry((&result.suite, words)).or_default();
        tests.insert(&result.test);
        models.insert(&result.model);
    }
    groups
}

fn list(names: &BTreeSet<&str>) -> String {
    names.iter().copied().collect::<Vec<_>>().join(", ")
}

fn add_others(text: &mut String, results: &[TrialResult], others: &[Other]) {
    let _ =
        writeln!(text, "| suite | EdgeBoy | SameBoy | which SameBoy misses |\n|---|---|---|---|");
    for Other { name, passed, misses } in others {
        // Whether it passed on all models that it ran on.
        let mut tests: BTreeMap<&str, bool> = BTreeMap::new();
        for result in results.iter().filter(|result| result.suite == *name) {
            let good = matches!(result.status, Status::Passed | Status::PassedUnexpectedly(_));
            if good || !matches!(result.status, Status::Skipped(..)) {
                *tests.entry(&result.test).or_insert(true) &= good;
            }
        }
        let ours = tests.values().filter(|good| **good).count();
        let _ = writeln!(text, "| {name} | {ours} of {} | {passed} | {misses} |", tests.len());
    }
}

/// What became of comparing a scoreboard with a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// It says how things stand.
    Same,
    /// It was made with other data, so it cannot be told.
    OtherData,
    /// It is out of date.
    Different,
}

/// Compares the scoreboard `found` in a file with the `right` one.
pub fn compare(found: &str, right: &str) -> Comparison {
    let data = |text: &str| {
        text.lines().find(|line| line.starts_with(DATA)).unwrap_or_default().to_owned()
    };
    if found == right {
        Comparison::Same
    } else if !data(found).is_empty() && data(found) != data(right) {
        Comparison::OtherData
    } else {
        Comparison::Different
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::executor::Target;
    use crate::trial::Skip;

    fn result(suite: &str, test: &str, model: &str, status: Status) -> TrialResult {
        let [suite, test, model] = [suite, test, model].map(str::to_owned);
        TrialResult { suite, test, model, target: Target::Native, status }
    }

    fn data() -> Data {
        Data { suites: "0123".to_owned(), vectors: 2 }
    }

    fn board() -> String {
        let known = || Status::KnownFailure("One dot | late.".to_owned());
        let results = [
            result("blargg", "one", "dmg", Status::Passed),
            result("blargg", "two", "dmg", known()),
            result("blargg", "two", "cgb", known()),
            result("blargg", "three", "cgb", Status::Failed("B is 42".to_owned())),
            result("blargg", "four", "sgb", Status::Skipped(Skip::NoVerdict, 1)),
            result("sm83", "00 0000", "cpu", Status::Passed),
            result("sm83", "00 0001", "cpu", Status::Passed),
        ];
        markdown(&results, &data())
    }

    #[test]
    fn it_counts_and_names_and_explains() {
        let board = board();
        for line in [
            "| sm83 | – | – | – | – | – | – | – | – | – | – | – | 2 | – |",
            "| blargg | two | cgb, dmg | One dot \\| late. |",
            "| blargg | three | cgb | Not explained: B is 42 |",
            "| blargg | four | sgb | The suite does not say what success looks like on this model. |",
            "| blargg | 1 of 3 | 51 of 52 | oam_bug/7-timing_effect |",
        ] {
            assert!(board.lines().any(|found| found == line), "{line}\nis not in\n{board}");
        }
    }

    #[test]
    fn it_is_out_of_date_if_anything_differs_but_not_with_other_data() {
        let right = board();
        assert_eq!(compare(&right, &right), Comparison::Same);
        assert_eq!(compare(&right.replace("51 of", "50 of"), &right), Comparison::Different);
        assert_eq!(compare("", &right), Comparison::Different);
        let other = markdown(&[], &Data { vectors: 3, ..data() });
        assert_eq!(compare(&other, &right), Comparison::OtherData);
    }

    #[test]
    fn data_are_identified_by_the_suite_files() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let of = |vectors| Data::of(folder.path(), vectors).expect("the folder is there");
        let write = |name: &str| std::fs::write(folder.path().join(name), name).expect("written");
        write("a.json");
        let one = of(1);
        assert_eq!(one.suites.len(), 16);
        write("LICENSE");
        assert_eq!(of(1), one);
        assert_ne!(of(2), one);
        write("b.json");
        assert_ne!(of(1), one);
    }
}
