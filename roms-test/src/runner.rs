//! Runs trials and says how each ended.

use std::path::{Path, PathBuf};

use crate::executor::{Executor, Job, Outcome, RunError};
use crate::known::KnownFailures;
use crate::parallel;
use crate::picture;
use crate::report::{Status, TrialResult};
use crate::trial::{Plan, Run, Trial};
use crate::verdict::{Mismatch, mismatches};

/// How to run trials.
#[derive(Debug)]
pub struct Options {
    /// How many at once.
    pub threads: usize,
    /// Where the pictures of failures go.
    pub pictures: PathBuf,
}

/// Runs the trials on one target. A failure that is not known leaves pictures of what was on the
/// screen, what should have been, and where they differ.
pub fn run(
    trials: &[Trial],
    executor: &dyn Executor,
    known: &mut KnownFailures,
    options: &Options,
) -> Vec<TrialResult> {
    // What an earlier run left would say that something fails which does not.
    let pictures = options.pictures.join(executor.target().to_string());
    let _ = std::fs::remove_dir_all(&pictures);
    let what = format!("test ROMs ({})", executor.target());
    let verdicts = parallel::map(&what, trials, options.threads, Trial::name, |trial| {
        let Plan::Run(run) = &trial.plan else {
            return None;
        };
        Some(executor.run(&Job::for_run(run)))
    });
    let mut results = Vec::with_capacity(trials.len());
    for (trial, outcome) in trials.iter().zip(verdicts) {
        let target = executor.target();
        let status = match (&trial.plan, outcome) {
            (Plan::Run(run), Some(outcome)) => {
                let reason = known.reason(&trial.suite, &trial.test, trial.model, target);
                let (problem, mismatches) = judge(run, &outcome);
                match (problem, reason) {
                    (None, None) => Status::Passed,
                    (None, Some(reason)) => Status::PassedUnexpectedly(reason.to_owned()),
                    (Some(_), Some(reason)) => Status::KnownFailure(reason.to_owned()),
                    (Some(problem), None) => {
                        let folder = pictures.join(trial.name());
                        Status::Failed(match keep_pictures(&folder, &outcome, &mismatches) {
                            Ok(()) => problem,
                            Err(error) => format!("{problem} (no pictures: {error})"),
                        })
                    }
                }
            }
            (Plan::Skip(skip), _) => Status::Skipped(skip.clone(), 1),
            (Plan::Run(_), None) => continue,
        };
        let (suite, test) = (trial.suite.clone(), trial.test.clone());
        results.push(TrialResult { suite, test, model: trial.model.to_string(), target, status });
    }
    results
}

/// What is wrong, in words and one by one. No words: nothing is.
fn judge(run: &Run, outcome: &Result<Outcome, RunError>) -> (Option<String>, Vec<Mismatch>) {
    match outcome {
        Ok(outcome) => {
            let found = mismatches(run, outcome);
            let words: Vec<String> = found.iter().map(Mismatch::to_string).collect();
            ((!words.is_empty()).then(|| words.join(", ")), found)
        }
        Err(error) => (Some(error.to_string()), Vec::new()),
    }
}

fn keep_pictures(
    folder: &Path,
    outcome: &Result<Outcome, RunError>,
    mismatches: &[Mismatch],
) -> Result<(), Box<dyn std::error::Error>> {
    let Ok(outcome) = outcome else {
        return Ok(());
    };
    std::fs::create_dir_all(folder)?;
    picture::write(&outcome.picture, &folder.join("actual.png"))?;
    for mismatch in mismatches {
        if let Mismatch::Screen { expected, differences, .. } = mismatch {
            picture::write(expected, &folder.join("expected.png"))?;
            let marked = differences.as_ref().and_then(|d| picture::with_marks(expected, d));
            if let Some(marked) = marked {
                picture::write(&marked, &folder.join("difference.png"))?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use edgeboy_core::Model;
    use edgeboy_media::picture::Picture;

    use super::*;
    use crate::executor::Target;
    use crate::executor::tests::outcome;
    use crate::model::SuiteModel;
    use crate::suite::Registers;
    use crate::trial::{Expect, Skip};

    /// Shows register B as the number in the ROM's name, and fails for a ROM without one.
    struct Fake;

    impl Executor for Fake {
        fn target(&self) -> Target {
            Target::Native
        }

        fn run(&self, job: &Job) -> Result<Outcome, RunError> {
            let name = job.rom.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
            let b = name.parse().map_err(|_| RunError::Output(format!("no number in {name}")))?;
            let mut outcome = outcome();
            outcome.registers.b = b;
            Ok(outcome)
        }
    }

    fn trial(rom: &str) -> Trial {
        let registers = Some(Registers { b: Some(3), ..Registers::default() });
        let expect = Expect { registers, ..Expect::default() };
        let plan = Plan::Run(Run {
            rom: rom.into(),
            machine: Model::Dmg,
            seconds: 1.0,
            until_opcode: None,
            expect,
        });
        Trial { suite: "s".into(), test: rom.into(), model: SuiteModel::Dmg, plan }
    }

    #[test]
    fn passes_fails_knows_and_skips() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let list = "[[known]]\nsuite = 's'\nmodels = ['dmg']\nreason = 'r'\n\
                    tests = ['3.known', '4.known']";
        let mut known = KnownFailures::parse(list).expect("a good list");
        let mut trials: Vec<Trial> =
            ["3.gb", "4.gb", "3.known", "4.known", "none.gb"].into_iter().map(trial).collect();
        let skip = Plan::Skip(Skip::NoVerdict);
        trials.push(Trial { plan: skip, ..trial("skipped.gb") });
        let options = Options { threads: 2, pictures: folder.path().to_owned() };
        let results = run(&trials, &Fake, &mut known, &options);
        let statuses: Vec<Status> = results.into_iter().map(|result| result.status).collect();
        assert_eq!(
            statuses,
            [
                Status::Passed,
                Status::Failed("B is 04 instead of 03".into()),
                Status::PassedUnexpectedly("r".into()),
                Status::KnownFailure("r".into()),
                Status::Failed("the headless program's output: no number in none".into()),
                Status::Skipped(Skip::NoVerdict, 1),
            ]
        );
        assert!(folder.path().join("native/s/4.gb@dmg/actual.png").is_file());
        assert!(!folder.path().join("native/s/4.known@dmg").exists(), "it is known");
    }

    #[test]
    fn a_wrong_screen_leaves_three_pictures() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let black = folder.path().join("black.png");
        let picture = Picture::from_pixels(1, vec![[0; 3]]).expect("one pixel");
        picture::write(&picture, &black).expect("the picture is written");
        let mut trial = trial("3.gb");
        if let Plan::Run(run) = &mut trial.plan {
            run.expect.pictures.push(black);
        }
        let options = Options { threads: 1, pictures: folder.path().join("pictures") };
        run(&[trial], &Fake, &mut KnownFailures::default(), &options);
        let left = options.pictures.join("native/s/3.gb@dmg");
        for name in ["actual.png", "expected.png", "difference.png"] {
            assert!(picture::read(&left.join(name)).is_ok(), "{name}");
        }
    }
}
