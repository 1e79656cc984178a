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
         A number alone says that so many trials ran on a model and that all of them passed, a dash that \
         none ran.\n\
         `cgb` is CPU revision E, and `cgbb` is A and B; `sm83` is the CPU alone.\n"
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
         here one counts as passed if it passes on every model that it runs on, and not at all if that is \
         none.\n"
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
    add_explained(text, "explanation", explained);
}

fn add_skipped(text: &mut String, results: &[TrialResult]) {
    let skipped = results.iter().filter_map(|result| match &result.status {
        Status::Skipped(skip, _) => Some((result, skip.to_string())),
        _ => None,
    });
    add_explained(text, "reason", skipped);
}

/// A name behind what it is sorted by.
type Name<'a> = (String, &'a str);

/// Sorts as a dictionary does, in which upper and lower case are alike.
fn in_order(name: &str) -> Name<'_> {
    (name.to_lowercase(), name)
}

/// Lists trials with what is said of them. Tests of which the same is said on the same models share
/// a row.
fn add_explained<'a>(
    text: &mut String,
    heading: &str,
    said: impl Iterator<Item = (&'a TrialResult, String)>,
) {
    let mut models: BTreeMap<(Name<'_>, String, &str), BTreeSet<&str>> = BTreeMap::new();
    for (result, words) in said {
        // A bar would end the table's cell.
        let words = words.replace('|', "\\|");
        let key = (in_order(&result.suite), words, result.test.as_str());
        models.entry(key).or_default().insert(&result.model);
    }
    let mut rows: BTreeMap<(Name<'_>, String, String), Vec<&str>> = BTreeMap::new();
    for ((suite, words, test), models) in models {
        let models = models.into_iter().collect::<Vec<_>>().join(", ");
        rows.entry((suite, words, models)).or_default().push(test);
    }
    if rows.is_empty() {
        let _ = writeln!(text, "None.");
        return;
    }
    let _ = writeln!(text, "| suite | tests | models | {heading} |\n|---|---|---|---|");
    for (((_, suite), words, models), tests) in rows {
        let _ = writeln!(text, "| {suite} | {} | {models} | {words} |", tests.join(", "));
    }
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
            result("blargg", "zero", "cgb", known()),
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
            "| blargg | zero | cgb | One dot \\| late. |",
            "| blargg | three | cgb | Not explained: B is 42 |",
            "| blargg | four | sgb | The suite does not say what success looks like on this model. |",
            "| blargg | 1 of 4 | 51 of 52 | oam_bug/7-timing_effect |",
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
