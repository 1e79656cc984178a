//! The mistakes of the published collections, from `errata.toml`, each with its reason.
//!
//! A mistake either makes a trial say nothing, and then it is skipped, or it has a correction that is
//! at least as strict, and then the trial runs with that. What our machine gets wrong is not listed
//! here but in the [known failures](crate::known).

use std::collections::BTreeSet;
use std::fmt;

use serde::Deserialize;

use crate::model::SuiteModel;
use crate::suite::{MAX_SECONDS, Memory};

/// One mistake and what to do about it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Erratum {
    /// The suite's name.
    pub suite: String,
    /// The tests' names, in which `*` stands for any text.
    pub tests: Vec<String>,
    /// The models as the suite names them; none named means all.
    #[serde(default)]
    pub models: Vec<SuiteModel>,
    /// What is wrong and how that is known.
    pub reason: String,
    /// The mistake is in the whole collection but not in every selection from it.
    #[serde(default)]
    pub elsewhere: bool,
    /// The trial cannot say anything.
    #[serde(default)]
    pub skip: bool,
    /// The registers do not count, because the ROM never sets them.
    #[serde(default)]
    pub ignore_registers: bool,
    /// Colours are not compared, only which pixels share one.
    #[serde(default)]
    pub partition: bool,
    /// The pictures to compare with, instead of those that the suite names. Where none of them is
    /// there, the trial is skipped.
    pub pictures: Option<Vec<String>>,
    /// The emulated seconds to run for, instead of the suite's.
    pub time: Option<f64>,
    /// A value in memory that must hold, instead of what the suite gives.
    pub memory: Option<Memory>,
}

impl Erratum {
    fn corrects(&self) -> bool {
        self.ignore_registers
            || self.partition
            || self.pictures.is_some()
            || self.time.is_some()
            || self.memory.is_some()
    }

    fn matches(&self, suite: &str, test: &str, model: SuiteModel) -> bool {
        self.suite == suite
            && (self.models.is_empty() || self.models.contains(&model))
            && self.tests.iter().any(|pattern| glob(pattern, test))
    }
}

/// All errata, and which of them were of use.
#[derive(Debug, Default)]
pub struct Errata {
    entries: Vec<Erratum>,
    used: BTreeSet<usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    erratum: Vec<Erratum>,
}

/// A list of errata or known failures that cannot be used.
#[derive(Debug)]
pub struct ListError {
    /// The file's name.
    pub file: &'static str,
    /// What is wrong with it.
    pub problem: String,
}

impl fmt::Display for ListError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.file, self.problem)
    }
}

impl std::error::Error for ListError {}

impl Errata {
    /// The errata of the published collections.
    ///
    /// # Errors
    /// As [`Errata::parse`].
    pub fn published() -> Result<Errata, ListError> {
        Errata::parse(include_str!("../errata.toml"))
    }

    /// Reads a list of errata.
    ///
    /// # Errors
    /// Text that is not TOML of the expected form, and entries that say nothing or contradict
    /// themselves.
    pub fn parse(text: &str) -> Result<Errata, ListError> {
        let fail = |problem| ListError { file: "errata.toml", problem };
        let file: File = toml::from_str(text).map_err(|error| fail(error.to_string()))?;
        for entry in &file.erratum {
            let name = format!("the entry for {} {:?}", entry.suite, entry.tests);
            if entry.skip == entry.corrects() {
                return Err(fail(format!("{name} must have either `skip` or a correction")));
            }
            if entry.reason.trim().is_empty() || entry.tests.is_empty() {
                return Err(fail(format!("{name} must name tests and give a reason")));
            }
            if entry.time.is_some_and(|time| !(0.0..=MAX_SECONDS).contains(&time)) {
                return Err(fail(format!("{name} has a time outside 0 to {MAX_SECONDS} seconds")));
            }
        }
        Ok(Errata { entries: file.erratum, used: BTreeSet::new() })
    }

    /// The errata for a trial; they count as used from now on.
    pub fn for_trial(&mut self, suite: &str, test: &str, model: SuiteModel) -> Vec<&Erratum> {
        let mut found = Vec::new();
        for (index, entry) in self.entries.iter().enumerate() {
            if entry.matches(suite, test, model) {
                self.used.insert(index);
                found.push(entry);
            }
        }
        found
    }

    /// What does not match any trial of the `loaded` suites: it should be corrected or removed.
    pub fn stale(&self, loaded: &BTreeSet<String>) -> Vec<String> {
        let unused = self.entries.iter().enumerate().filter(|(index, entry)| {
            loaded.contains(&entry.suite) && !entry.elsewhere && !self.used.contains(index)
        });
        unused
            .map(|(_, entry)| {
                let models = entry.models.iter().map(|m| m.name()).collect::<Vec<_>>().join(", ");
                let tests = entry.tests.join(", ");
                format!("errata.toml: no trial is {} {tests} [{models}]", entry.suite)
            })
            .collect()
    }
}

/// Whether `text` is what `pattern` says, in which each `*` stands for any text.
pub fn glob(pattern: &str, text: &str) -> bool {
    let Some((head, rest)) = pattern.split_once('*') else {
        return pattern == text;
    };
    let Some(text) = text.strip_prefix(head) else {
        return false;
    };
    (0..=text.len()).any(|start| text.get(start..).is_some_and(|tail| glob(rest, tail)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = r#"
        [[erratum]]
        suite = "s"
        tests = ["a/*"]
        models = ["cgb"]
        reason = "It does not."
        skip = true

        [[erratum]]
        suite = "s"
        tests = ["a/one"]
        reason = "Other colours."
        partition = true
    "#;

    #[test]
    fn finds_the_entries_for_a_trial_and_the_stale_ones() {
        let mut errata = Errata::parse(LIST).expect("a good list");
        assert_eq!(errata.for_trial("s", "a/two", SuiteModel::Dmg).len(), 0);
        assert_eq!(errata.for_trial("other", "a/one", SuiteModel::Cgb).len(), 0);
        assert_eq!(errata.for_trial("s", "a/one", SuiteModel::Dmg).len(), 1);
        let loaded = BTreeSet::from(["s".to_owned()]);
        let stale = errata.stale(&loaded);
        assert_eq!(stale.len(), 1);
        assert!(stale[0].contains("a/* [cgb]"), "{stale:?}");
        assert_eq!(errata.stale(&BTreeSet::new()), Vec::<String>::new());
        assert_eq!(errata.for_trial("s", "a/one", SuiteModel::Cgb).len(), 2);
        assert_eq!(errata.stale(&loaded), Vec::<String>::new());
    }

    #[test]
    fn refuses_entries_that_say_nothing() {
        for entry in [
            "suite = 's'\ntests = ['a']\nreason = 'r'",
            "suite = 's'\ntests = ['a']\nreason = 'r'\nskip = true\npartition = true",
            "suite = 's'\ntests = ['a']\nreason = ' '\nskip = true",
            "suite = 's'\ntests = []\nreason = 'r'\nskip = true",
            "suite = 's'\ntests = ['a']\nreason = 'r'\nskipped = true",
            "suite = 's'\ntests = ['a']\nreason = 'r'\ntime = 1e9",
        ] {
            assert!(Errata::parse(&format!("[[erratum]]\n{entry}")).is_err(), "{entry}");
        }
    }

    #[test]
    fn the_published_list_is_well_formed() {
        Errata::published().expect("errata.toml can be read");
    }

    #[test]
    fn a_star_stands_for_any_text() {
        for (pattern, text, expected) in [
            ("a/b", "a/b", true),
            ("a/b", "a/bc", false),
            ("a/*", "a/", true),
            ("a/*", "b/a/", false),
            ("*-C", "x-C-C", true),
            ("a*c*e", "abcde", true),
            ("a*c*e", "abde", false),
        ] {
            assert_eq!(glob(pattern, text), expected, "{pattern} {text}");
        }
    }
}
