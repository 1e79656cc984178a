//! What the machine is known to get wrong, from `known-failures.toml`, each with its reason.
//!
//! A known failure does not fail the run. When it passes, the run fails until its entry is removed,
//! so that the list says how things stand.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::errata::ListError;
use crate::executor::Target;
use crate::model::SuiteModel;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    known: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    suite: String,
    tests: Vec<String>,
    models: Vec<SuiteModel>,
    #[serde(default)]
    targets: Vec<Target>,
    reason: String,
}

/// Suite, test and model of a trial.
type Key = (String, String, SuiteModel);

/// All known failures, and which of them belong to a trial.
#[derive(Debug, Default)]
pub struct KnownFailures {
    reasons: BTreeMap<Key, (Vec<Target>, String)>,
    used: BTreeSet<Key>,
}

impl KnownFailures {
    /// The known failures in the published collections.
    ///
    /// # Errors
    /// As [`KnownFailures::parse`].
    pub fn published() -> Result<KnownFailures, ListError> {
        KnownFailures::parse(include_str!("../known-failures.toml"))
    }

    /// Reads a list of known failures.
    ///
    /// # Errors
    /// Text that is not TOML of the expected form, an entry without tests, models or reason, and a
    /// trial that is listed twice.
    pub fn parse(text: &str) -> Result<KnownFailures, ListError> {
        let fail = |problem| ListError { file: "known-failures.toml", problem };
        let file: File = toml::from_str(text).map_err(|error| fail(error.to_string()))?;
        let mut reasons = BTreeMap::new();
        for entry in file.known {
            if entry.tests.is_empty() || entry.models.is_empty() || entry.reason.trim().is_empty() {
                let suite = entry.suite;
                return Err(fail(format!("an entry for {suite} lacks tests, models or a reason")));
            }
            for test in &entry.tests {
                for &model in &entry.models {
                    let key = (entry.suite.clone(), test.clone(), model);
                    let value = (entry.targets.clone(), entry.reason.clone());
                    if reasons.insert(key, value).is_some() {
                        let suite = entry.suite;
                        return Err(fail(format!("{suite}/{test}@{model} is listed twice")));
                    }
                }
            }
        }
        Ok(KnownFailures { reasons, used: BTreeSet::new() })
    }

    /// Why a trial is known to fail on a target. The entry counts as used from now on.
    pub fn reason(
        &mut self,
        suite: &str,
        test: &str,
        model: SuiteModel,
        target: Target,
    ) -> Option<&str> {
        let key = (suite.to_owned(), test.to_owned(), model);
        let (targets, reason) = self.reasons.get(&key)?;
        self.used.insert(key);
        (targets.is_empty() || targets.contains(&target)).then_some(reason.as_str())
    }

    /// The entries that belong to no trial of the `loaded` suites.
    pub fn stale(&self, loaded: &BTreeSet<String>) -> Vec<String> {
        let unused =
            self.reasons.keys().filter(|key| loaded.contains(&key.0) && !self.used.contains(key));
        unused
            .map(|(suite, test, model)| {
                format!("known-failures.toml: no trial is {suite}/{test}@{model}")
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = r#"
        [[known]]
        suite = "s"
        tests = ["one", "two"]
        models = ["dmg", "cgb"]
        targets = ["wasi"]
        reason = "Because."
    "#;

    #[test]
    fn knows_a_failure_by_suite_test_model_and_target() {
        let mut known = KnownFailures::parse(LIST).expect("a good list");
        assert_eq!(known.reason("s", "one", SuiteModel::Dmg, Target::Wasi), Some("Because."));
        assert_eq!(known.reason("s", "one", SuiteModel::Cgb, Target::Native), None);
        assert_eq!(known.reason("s", "three", SuiteModel::Dmg, Target::Wasi), None);
        let stale = known.stale(&BTreeSet::from(["s".to_owned()]));
        assert_eq!(
            stale,
            [
                "known-failures.toml: no trial is s/two@dmg",
                "known-failures.toml: no trial is s/two@cgb"
            ]
        );
    }

    #[test]
    fn refuses_a_trial_listed_twice_and_entries_without_a_reason() {
        let twice = KnownFailures::parse(&LIST.repeat(2)).expect_err("listed twice");
        assert!(twice.to_string().contains("s/one@dmg is listed twice"), "{twice}");
        assert!(KnownFailures::parse(&LIST.replace("Because.", "")).is_err());
    }

    #[test]
    fn the_published_list_is_well_formed() {
        KnownFailures::published().expect("known-failures.toml can be read");
    }
}
