//! From suites to trials: one for each test and model that the suite names.

use std::fmt;
use std::path::{Path, PathBuf};

use edgeboy_core::Model;

use crate::errata::{Errata, Erratum};
use crate::model::SuiteModel;
use crate::picture;
use crate::suite::{Memory, Registers, Screenshot, Suite, Test};

/// The suite in which registers and picture must both be right. In all others the registers say
/// whether a test passed, and the picture shows only what it printed.
const NEEDS_BOTH: &str = "mealybug-tearoom-tests";

/// One test on one model.
#[derive(Debug, Clone)]
pub struct Trial {
    /// The suite's name.
    pub suite: String,
    /// The test's name.
    pub test: String,
    /// The model as the suite names it.
    pub model: SuiteModel,
    /// What to do.
    pub plan: Plan,
}

impl Trial {
    /// The name, as in `blargg/cpu_instrs/01-special@dmg`.
    pub fn name(&self) -> String {
        format!("{}/{}@{}", self.suite, self.test, self.model)
    }
}

/// What to do for a trial.
#[derive(Debug, Clone)]
pub enum Plan {
    /// Run the ROM and look.
    Run(Run),
    /// Nothing, and why.
    Skip(Skip),
}

/// A ROM to run and what it should show.
#[derive(Debug, Clone)]
pub struct Run {
    /// The ROM file.
    pub rom: PathBuf,
    /// The machine to run it on.
    pub machine: Model,
    /// The emulated seconds after which it ends at the latest.
    pub seconds: f64,
    /// The opcode before which it ends.
    pub until_opcode: Option<u8>,
    /// What it should show then.
    pub expect: Expect,
}

impl Run {
    /// Whether all pictures are in the shades of a Game Boy although the machine is a Game Boy
    /// Color. A game for both shows what it likes, but the colours of a Game Boy game are the
    /// player's choice at boot, and greys are among them.
    pub fn is_in_greys(&self) -> bool {
        let pictures = &self.expect.pictures;
        let in_shades =
            |file: &PathBuf| picture::read(file).is_ok_and(|p| picture::is_in_shades(&p));
        self.machine.is_cgb()
            && !self.expect.partition
            && !pictures.is_empty()
            && pictures.iter().all(in_shades)
    }
}

/// What must hold at the end of a trial: everything that is given here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Expect {
    /// Values in registers.
    pub registers: Option<Registers>,
    /// A value in memory.
    pub memory: Option<Memory>,
    /// Pictures of which one must be on the screen; none given means that the screen does not count.
    pub pictures: Vec<PathBuf>,
    /// Compare which pixels share a colour instead of the colours.
    pub partition: bool,
}

impl Expect {
    fn is_empty(&self) -> bool {
        self.registers.is_none() && self.memory.is_none() && self.pictures.is_empty()
    }
}

/// Why a trial is not run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Skip {
    /// The collection has a mistake here.
    Erratum(String),
    /// The suite does not say what success looks like on this model.
    NoVerdict,
    /// What the trial needs is not here.
    Absent(String),
}

impl Skip {
    /// A few words for summaries.
    pub fn label(&self) -> &'static str {
        match self {
            Skip::Erratum(_) => "erratum",
            Skip::NoVerdict => "no verdict given",
            Skip::Absent(_) => "data absent",
        }
    }
}

/// The reason as a sentence.
impl fmt::Display for Skip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Skip::NoVerdict => "The suite does not say what success looks like on this model.",
            Skip::Erratum(reason) | Skip::Absent(reason) => reason,
        })
    }
}

/// The trials of a suite, in its order.
pub fn expand(suite: &Suite, errata: &mut Errata) -> Vec<Trial> {
    let mut trials: Vec<Trial> = Vec::new();
    for test in &suite.tests {
        let first = trials.len();
        for model in models(test) {
            if trials[first..].iter().all(|trial| trial.model != model) {
                let corrections = errata.for_trial(&suite.name, &test.name, model);
                let plan = plan(suite, test, model, &corrections);
                let (suite, test) = (suite.name.clone(), test.name.clone());
                trials.push(Trial { suite, test, model, plan });
            }
        }
    }
    trials
}

/// The models to try a test on: those that it names, under the names of the machines that stand for
/// them, and the revisions that its pictures are of. A test that names none is for every model.
fn models(test: &Test) -> Vec<SuiteModel> {
    let Some(named) = &test.models else {
        return Model::ALL.into_iter().map(SuiteModel::from).collect();
    };
    let screenshot = test.success.as_ref().and_then(|success| success.screenshot.as_ref());
    let pictures = screenshot.map(Screenshot::paths).unwrap_or_default();
    let of_pictures = pictures.iter().filter_map(|file| SuiteModel::of_picture(Path::new(file)));
    let models = named.iter().copied().chain(of_pictures);
    models.map(|model| SuiteModel::from(model.machine())).collect()
}

fn plan(suite: &Suite, test: &Test, model: SuiteModel, corrections: &[&Erratum]) -> Plan {
    if let Some(erratum) = corrections.iter().find(|erratum| erratum.skip) {
        return Plan::Skip(Skip::Erratum(erratum.reason.clone()));
    }
    let machine = model.machine();
    let success = test.success.clone().unwrap_or_default();
    let screenshot = success.screenshot.as_ref();
    let mut expect = Expect {
        registers: success.registers,
        memory: success.memory,
        pictures: screenshot
            .map_or(&[][..], |s| s.for_model(model))
            .iter()
            .map(|path| suite.folder.join(path))
            .collect(),
        partition: false,
    };
    let mut seconds = test.exit.seconds();
    for erratum in corrections {
        if erratum.ignore_registers {
            expect.registers = None;
        }
        if let Some(pictures) = &erratum.pictures {
            expect.pictures = pictures
                .iter()
                .map(|path| suite.folder.join(path))
                .filter(|path| path.is_file())
                .collect();
            if expect.pictures.is_empty() {
                return Plan::Skip(Skip::Erratum(erratum.reason.clone()));
            }
        }
        if let Some(memory) = erratum.memory {
            expect = Expect { memory: Some(memory), ..Expect::default() };
        }
        expect.partition |= erratum.partition;
        seconds = erratum.time.unwrap_or(seconds);
    }
    let is_of_model = |file: &PathBuf| SuiteModel::of_picture(file) == Some(model);
    if expect.pictures.iter().any(is_of_model) {
        expect.pictures.retain(is_of_model);
    }
    if expect.registers.is_some() && suite.name != NEEDS_BOTH {
        expect.pictures.clear();
    }
    if expect.is_empty() {
        return Plan::Skip(match corrections.last() {
            Some(erratum) => Skip::Erratum(erratum.reason.clone()),
            None => Skip::NoVerdict,
        });
    }
    let rom = suite.folder.join(&test.rom);
    Plan::Run(Run { rom, machine, seconds, until_opcode: test.exit.opcode, expect })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expanded(suite: &str, test: &str, errata: &str) -> Vec<Trial> {
        let test: Test = serde_json::from_str(test).expect("a good test");
        let suite = Suite { name: suite.to_owned(), folder: "folder".into(), tests: vec![test] };
        expand(&suite, &mut Errata::parse(errata).expect("good errata"))
    }

    fn run(trial: &Trial) -> &Run {
        match &trial.plan {
            Plan::Run(run) => run,
            Plan::Skip(skip) => panic!("{} is skipped: {skip:?}", trial.name()),
        }
    }

    fn skip(trial: &Trial) -> &Skip {
        match &trial.plan {
            Plan::Run(_) => panic!("{} is not skipped", trial.name()),
            Plan::Skip(skip) => skip,
        }
    }

    const BOTH: &str = r#"{"name": "t", "rom": "t.gb", "exit": {"opcode": 64, "time": 2},
        "models": ["dmgA", "dmgB", "dmg0", "mgb", "cgbD", "cgbE", "sgb"],
        "success": {"registers": {"b": 3}, "screenshot": {"dmg": "d.png"}}}"#;

    #[test]
    fn revisions_share_the_built_model_and_the_rest_is_skipped() {
        let trials = expanded("s", BOTH, "");
        let names: Vec<_> = trials.iter().map(Trial::name).collect();
        assert_eq!(names, ["s/t@dmg", "s/t@dmg0", "s/t@mgb", "s/t@cgbD", "s/t@cgb", "s/t@sgb"]);
        assert_eq!(run(&trials[3]).machine, Model::CgbD);
        assert_eq!(run(&trials[4]).machine, Model::Cgb);
    }

    #[test]
    fn pictures_of_a_revision_are_for_that_revision() {
        let test = r#"{"name": "t", "rom": "t.gb", "exit": {"time": 1}, "models": ["cgb"],
                       "success": {"screenshot": {"cgb": ["t.cgbC.png", "t.cgbD.png"]}}}"#;
        let trials = expanded("s", test, "");
        let names: Vec<_> = trials.iter().map(Trial::name).collect();
        assert_eq!(names, ["s/t@cgb", "s/t@cgbC", "s/t@cgbD"]);
        let pictures = |trial: usize| run(&trials[trial]).expect.pictures.len();
        assert_eq!(pictures(0), 2, "an E may be like either");
        assert_eq!(run(&trials[1]).expect.pictures, [PathBuf::from("folder/t.cgbC.png")]);
        assert_eq!(run(&trials[2]).expect.pictures, [PathBuf::from("folder/t.cgbD.png")]);
    }

    #[test]
    fn a_test_without_models_is_for_all() {
        let test = r#"{"name": "t", "rom": "t.gb", "exit": {"time": 1},
                       "success": {"memory": {"address": 1, "value": 2}}}"#;
        let names: Vec<_> = expanded("s", test, "").iter().map(Trial::name).collect();
        assert_eq!(names, Model::ALL.map(|model| format!("s/t@{}", SuiteModel::from(model))));
    }

    #[test]
    fn registers_decide_but_mealybug_needs_the_picture_too() {
        let trials = expanded("s", BOTH, "");
        assert!(run(&trials[0]).expect.pictures.is_empty());
        let trials = expanded("mealybug-tearoom-tests", BOTH, "");
        let expect = &run(&trials[0]).expect;
        assert!(expect.registers.is_some());
        assert_eq!(expect.pictures, [PathBuf::from("folder/d.png")]);
        assert_eq!(run(&trials[2]).expect.pictures, expect.pictures, "the MGB shows the DMG's");
    }

    #[test]
    fn errata_skip_or_correct() {
        let list = r#"
            [[erratum]]
            suite = "s"
            tests = ["t"]
            models = ["sgb", "mgb"]
            reason = "Not for these."
            skip = true
            [[erratum]]
            suite = "s"
            tests = ["t"]
            models = ["dmg", "cgb"]
            reason = "The ROM never sets them."
            ignore_registers = true
            time = 9
        "#;
        let trials = expanded("s", BOTH, list);
        let dmg = run(&trials[0]);
        assert_eq!(dmg.expect.registers, None);
        assert_eq!(dmg.expect.pictures, [PathBuf::from("folder/d.png")]);
        assert!((dmg.seconds - 9.0).abs() < 1e-9);
        assert_eq!(*skip(&trials[2]), Skip::Erratum("Not for these.".to_owned()));
        let nothing_left = Skip::Erratum("The ROM never sets them.".to_owned());
        assert_eq!(*skip(&trials[4]), nothing_left, "the CGB has no picture");
        assert_eq!(*skip(&trials[5]), Skip::Erratum("Not for these.".to_owned()));
    }

    #[test]
    fn corrected_pictures_that_are_absent_skip_the_trial() {
        let list = "[[erratum]]\nsuite = 's'\ntests = ['t']\nreason = 'r'\npictures = ['no.png']";
        assert_eq!(*skip(&expanded("s", BOTH, list)[0]), Skip::Erratum("r".to_owned()));
    }

    #[test]
    fn a_corrected_memory_value_replaces_the_verdict() {
        let list = "[[erratum]]\nsuite = 's'\ntests = ['t']\nreason = 'r'\n\
                    memory = { address = 0xA000, value = 0 }";
        let trials = expanded("s", BOTH, list);
        let expect = &run(&trials[0]).expect;
        assert_eq!(expect.memory, Some(Memory { address: 0xA000, value: 0 }));
        assert_eq!(expect.registers, None);
    }

    #[test]
    fn a_test_without_success_says_nothing() {
        let test = r#"{"name": "t", "rom": "t.gb", "exit": {"time": 1}, "models": ["dmg"]}"#;
        assert_eq!(*skip(&expanded("s", test, "")[0]), Skip::NoVerdict);
    }
}
