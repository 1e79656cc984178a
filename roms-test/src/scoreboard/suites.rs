//! The scoreboard's table: a row for each suite, a column for each model.

use std::collections::BTreeMap;
use std::fmt::Write;

use edgeboy_core::Model;

use super::{Name, in_order};
use crate::model::SuiteModel;
use crate::report::{Counts, TrialResult};

/// What came of a suite.
#[derive(Default)]
struct Row {
    models: BTreeMap<Model, Counts>,
    /// Those of all models, and of what runs on no model: CPU vectors.
    all: Counts,
}

impl Row {
    fn add(&mut self, result: &TrialResult) {
        if let Some(model) = SuiteModel::from_name(&result.model) {
            self.models.entry(model.machine()).or_default().add(&result.status);
        }
        self.all.add(&result.status);
    }

    fn cells(&self) -> Vec<String> {
        let mut cells: Vec<String> = Model::ALL
            .iter()
            .map(|model| self.models.get(model).map_or_else(String::new, passed))
            .collect();
        cells.push(passed(&self.all));
        cells.push(shown(self.all.skipped));
        cells.iter_mut().filter(|cell| cell.is_empty()).for_each(|cell| cell.push('–'));
        cells
    }
}

/// A number, or nothing for zero.
fn shown(number: usize) -> String {
    if number == 0 { String::new() } else { number.to_string() }
}

fn passed(counts: &Counts) -> String {
    let ran = counts.passed + counts.failed + counts.known;
    if counts.passed == ran {
        return shown(ran);
    }
    format!("{} of {ran}", counts.passed)
}

/// The table of `results` as Markdown.
pub(super) fn table(results: &[TrialResult]) -> String {
    let mut rows: BTreeMap<Name<'_>, Row> = BTreeMap::new();
    let mut all = Row::default();
    for result in results {
        rows.entry(in_order(&result.suite)).or_default().add(result);
        all.add(result);
    }
    let models = Model::ALL.map(Model::name).join(" | ");
    let mut text = format!("| suite | {models} | all | skipped |\n|---|");
    text.push_str(&"--:|".repeat(Model::ALL.len() + 2));
    text.push('\n');
    let rows = rows.into_iter().map(|((_, suite), row)| (suite, row));
    for (suite, row) in rows.chain([("**all**", all)]) {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "| {suite} | {} |", row.cells().join(" | "));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::executor::Target;
    use crate::report::Status;
    use crate::trial::Skip;

    fn result(suite: &str, model: &str, status: Status) -> TrialResult {
        let [suite, test, model] = [suite, "a test", model].map(str::to_owned);
        TrialResult { suite, test, model, target: Target::Native, status }
    }

    #[test]
    fn trials_are_counted_by_suite_and_machine() {
        let known = || Status::KnownFailure("One dot late.".to_owned());
        let table = table(&[
            result("blargg", "dmg", Status::Passed),
            result("blargg", "dmgA", Status::Passed),
            result("blargg", "sgb", Status::Skipped(Skip::NoVerdict, 3)),
            result("blargg", "cgbA", Status::Failed("B is 42".to_owned())),
            result("blargg", "cgbB", Status::Passed),
            result("blargg", "cgb", known()),
            result("sm83", "cpu", Status::Passed),
            result("Own", "agb", Status::Passed),
        ]);
        let expected = "\
            | suite | dmg0 | dmg | mgb | sgb | sgb2 | cgb0 | cgbb | cgbc | cgbd | cgb | agb | all | skipped |\n\
            |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n\
            | blargg | – | 2 | – | – | – | – | 1 of 2 | – | – | 0 of 1 | – | 3 of 5 | 3 |\n\
            | Own | – | – | – | – | – | – | – | – | – | – | 1 | 1 | – |\n\
            | sm83 | – | – | – | – | – | – | – | – | – | – | – | 1 | – |\n\
            | **all** | – | 2 | – | – | – | – | 1 of 2 | – | – | 0 of 1 | 1 | 5 of 7 | 3 |\n";
        assert_eq!(table, expected);
    }
}
