//! The suite files: `NAME.json` beside a folder `NAME` with the ROMs and pictures it names.
//!
//! The form is that of <https://github.com/adtennant/GameboyTestSuites> (its `schema.json`), read a
//! little more leniently: the schema asks for a register `f` that no suite gives, and one suite has
//! a test without `success`.

use std::collections::HashSet;
use std::fmt;
use std::path::{Component, Path, PathBuf};

use serde::Deserialize;

use crate::model::SuiteModel;

/// A test that gives an opcode but no time is stopped after this many emulated seconds.
pub const DEFAULT_SECONDS: f64 = 30.0;

/// The longest time, in emulated seconds, that a suite may ask for.
pub const MAX_SECONDS: f64 = 600.0;

/// A suite and where it lies.
#[derive(Debug, Clone)]
pub struct Suite {
    /// The file's name without `.json`, which is also the folder's name.
    pub name: String,
    /// The folder that ROM and picture paths are relative to.
    pub folder: PathBuf,
    /// The tests, in the file's order.
    pub tests: Vec<Test>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SuiteFile {
    #[serde(rename = "$schema")]
    _schema: Option<String>,
    #[serde(rename = "name")]
    _name: String,
    #[serde(rename = "url")]
    _url: Option<String>,
    tests: Vec<Test>,
}

/// One test: a ROM, the models it is for, when it ends and what it shows then.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Test {
    /// The name, unique in the suite, often with slashes.
    pub name: String,
    /// Where the test comes from, where that differs from the suite.
    pub url: Option<String>,
    /// Where its source code is.
    pub source: Option<String>,
    /// The ROM's path in the suite's folder.
    pub rom: String,
    /// The models that it should pass on; none named means all.
    pub models: Option<Vec<SuiteModel>>,
    /// When it ends.
    pub exit: Exit,
    /// What counts as success. A test without it says nothing.
    pub success: Option<Success>,
}

/// When a test ends: whatever comes first.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exit {
    /// When this opcode is about to be executed.
    pub opcode: Option<u8>,
    /// After this many emulated seconds.
    pub time: Option<f64>,
}

impl Exit {
    /// The emulated seconds after which the test ends at the latest.
    pub fn seconds(self) -> f64 {
        self.time.unwrap_or(DEFAULT_SECONDS)
    }
}

/// What a test shows when it passed.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Success {
    /// A value in memory.
    pub memory: Option<Memory>,
    /// Values in registers.
    pub registers: Option<Registers>,
    /// A picture on the screen.
    pub screenshot: Option<Screenshot>,
}

/// A value in memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Memory {
    /// The address.
    pub address: u16,
    /// The value that means success.
    pub value: u8,
}

/// Values in registers; those that are not given may hold anything.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[allow(missing_docs, reason = "the fields are the registers")]
pub struct Registers {
    pub a: Option<u8>,
    pub f: Option<u8>,
    pub b: Option<u8>,
    pub c: Option<u8>,
    pub d: Option<u8>,
    pub e: Option<u8>,
    pub h: Option<u8>,
    pub l: Option<u8>,
}

/// The pictures that mean success.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Screenshot {
    /// The same for all models.
    All(OneOrMore),
    /// Other ones for each family of models.
    PerModel(PerModel),
}

/// Pictures for each family of models.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[allow(missing_docs, reason = "the fields are the models")]
pub struct PerModel {
    pub dmg: Option<OneOrMore>,
    pub mgb: Option<OneOrMore>,
    pub cgb: Option<OneOrMore>,
    pub sgb: Option<OneOrMore>,
}

/// A path, or several of which any may match.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum OneOrMore {
    /// One path.
    One(String),
    /// Several paths.
    More(Vec<String>),
}

impl OneOrMore {
    /// The paths.
    pub fn paths(&self) -> &[String] {
        match self {
            OneOrMore::One(path) => std::slice::from_ref(path),
            OneOrMore::More(paths) => paths,
        }
    }

    fn paths_mut(&mut self) -> &mut [String] {
        match self {
            OneOrMore::One(path) => std::slice::from_mut(path),
            OneOrMore::More(paths) => paths,
        }
    }
}

impl Screenshot {
    /// The pictures for a model. A suite that has none for the MGB means the DMG's.
    pub fn for_model(&self, model: SuiteModel) -> &[String] {
        let per_model = match self {
            Screenshot::All(paths) => return paths.paths(),
            Screenshot::PerModel(per_model) => per_model,
        };
        let family = match model.family() {
            SuiteModel::Cgb => per_model.cgb.as_ref(),
            SuiteModel::Sgb => per_model.sgb.as_ref(),
            SuiteModel::Mgb => per_model.mgb.as_ref().or(per_model.dmg.as_ref()),
            _ => per_model.dmg.as_ref(),
        };
        family.map_or(&[], OneOrMore::paths)
    }

    /// All pictures' paths.
    pub fn paths_mut(&mut self) -> Vec<&mut String> {
        match self {
            Screenshot::All(paths) => paths.paths_mut().iter_mut().collect(),
            Screenshot::PerModel(PerModel { dmg, mgb, cgb, sgb }) => [dmg, mgb, cgb, sgb]
                .into_iter()
                .flatten()
                .flat_map(|paths| paths.paths_mut().iter_mut())
                .collect(),
        }
    }

    /// The same.
    pub fn paths(&self) -> Vec<&String> {
        match self {
            Screenshot::All(paths) => paths.paths().iter().collect(),
            Screenshot::PerModel(PerModel { dmg, mgb, cgb, sgb }) => {
                [dmg, mgb, cgb, sgb].into_iter().flatten().flat_map(OneOrMore::paths).collect()
            }
        }
    }
}

/// A suite file that cannot be used.
#[derive(Debug)]
pub struct SuiteError {
    /// The file.
    pub file: PathBuf,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What is wrong with a suite file.
#[derive(Debug)]
pub enum Problem {
    /// It could not be read.
    Read(std::io::Error),
    /// It is not JSON of the expected form.
    Json(serde_json::Error),
    /// Two tests have one name.
    DuplicateTest(String),
    /// A path leads out of the suite's folder.
    PathOutside {
        /// The test.
        test: String,
        /// The path.
        path: String,
    },
    /// A test that never ends.
    NoExit(String),
    /// A time that is not a number from 0 to [`MAX_SECONDS`].
    BadTime {
        /// The test.
        test: String,
        /// What was found.
        seconds: f64,
    },
}

impl fmt::Display for SuiteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.file.display())?;
        match &self.problem {
            Problem::Read(error) => write!(f, "cannot be read: {error}"),
            Problem::Json(error) => write!(f, "is not a suite of test ROMs: {error}"),
            Problem::DuplicateTest(test) => write!(f, "has two tests named `{test}`"),
            Problem::PathOutside { test, path } => {
                write!(f, "test `{test}` names `{path}`, which is not inside the suite's folder")
            }
            Problem::NoExit(test) => {
                write!(f, "test `{test}` has neither an opcode nor a time to end by")
            }
            Problem::BadTime { test, seconds } => {
                write!(
                    f,
                    "test `{test}` asks for {seconds} seconds; 0 to {MAX_SECONDS} are possible"
                )
            }
        }
    }
}

impl std::error::Error for SuiteError {}

impl Suite {
    /// Reads every suite in `folder`: each `NAME.json` with a folder `NAME` beside it, by name.
    /// Other JSON files (the schema, say) are not suites.
    ///
    /// # Errors
    /// A folder that cannot be listed, or the first malformed suite.
    pub fn load_all(folder: &Path) -> Result<Vec<Suite>, SuiteError> {
        let unreadable =
            |error| SuiteError { file: folder.to_owned(), problem: Problem::Read(error) };
        let mut files = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(unreadable)? {
            let path = entry.map_err(unreadable)?.path();
            if path.extension().is_some_and(|e| e == "json") && path.with_extension("").is_dir() {
                files.push(path);
            }
        }
        files.sort();
        files.iter().map(|file| Suite::load(file)).collect()
    }

    /// Reads one suite file.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn load(file: &Path) -> Result<Suite, SuiteError> {
        let fail = |problem| SuiteError { file: file.to_owned(), problem };
        let text = std::fs::read_to_string(file).map_err(|error| fail(Problem::Read(error)))?;
        let parsed: SuiteFile =
            serde_json::from_str(&text).map_err(|error| fail(Problem::Json(error)))?;
        let mut names = HashSet::new();
        for test in &parsed.tests {
            if !names.insert(&test.name) {
                return Err(fail(Problem::DuplicateTest(test.name.clone())));
            }
            test.check().map_err(fail)?;
        }
        let folder = file.with_extension("");
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Suite { name, folder, tests: parsed.tests })
    }
}

impl Test {
    fn check(&self) -> Result<(), Problem> {
        if self.exit.opcode.is_none() && self.exit.time.is_none() {
            return Err(Problem::NoExit(self.name.clone()));
        }
        let seconds = self.exit.seconds();
        if !(0.0..=MAX_SECONDS).contains(&seconds) {
            return Err(Problem::BadTime { test: self.name.clone(), seconds });
        }
        let screenshot = self.success.as_ref().and_then(|success| success.screenshot.as_ref());
        let pictures = screenshot.map(Screenshot::paths).unwrap_or_default();
        for path in std::iter::once(&self.rom).chain(pictures) {
            if path.is_empty()
                || !Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
            {
                let (test, path) = (self.name.clone(), path.clone());
                return Err(Problem::PathOutside { test, path });
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(json: &str) -> Result<Suite, SuiteError> {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = folder.path().join("suite.json");
        std::fs::write(&file, json).expect("the file is written");
        Suite::load(&file)
    }

    fn one(test: &str) -> Result<Test, SuiteError> {
        load(&format!(r#"{{"name": "s", "tests": [{test}]}}"#))
            .map(|mut suite| suite.tests.remove(0))
    }

    #[test]
    fn reads_every_form_of_success() {
        let test = one(r#"{"name": "t", "rom": "a/b.gb", "models": ["dmg", "cgbE"],
                "exit": {"opcode": 64, "time": 1.5},
                "success": {"registers": {"b": 3}, "memory": {"address": 65410, "value": 1},
                            "screenshot": {"dmg": "d.png", "cgb": ["c.png", "d.png"]}}}"#)
        .expect("a good test");
        let success = test.success.expect("a verdict");
        assert_eq!(success.registers.expect("registers").b, Some(3));
        assert_eq!(success.memory, Some(Memory { address: 0xFF82, value: 1 }));
        let pictures = success.screenshot.expect("pictures");
        assert_eq!(pictures.for_model(SuiteModel::CgbE), ["c.png", "d.png"]);
        assert_eq!(pictures.for_model(SuiteModel::Mgb), ["d.png"]);
        assert!(pictures.for_model(SuiteModel::Sgb2).is_empty());
        assert_eq!(test.exit, Exit { opcode: Some(0x40), time: Some(1.5) });
    }

    #[test]
    fn says_what_is_wrong() {
        let cases = [
            (r#"{"rom": "a.gb"}"#, "not a suite of test ROMs"),
            (r#"{"name": "t", "rom": "a.gb", "exit": {}}"#, "neither an opcode nor a time"),
            (r#"{"name": "t", "rom": "../a.gb", "exit": {"time": 1}}"#, "`../a.gb`"),
            (r#"{"name": "t", "rom": "/a.gb", "exit": {"time": 1}}"#, "`/a.gb`"),
            (r#"{"name": "t", "rom": "a.gb", "exit": {"time": 1e9}}"#, "1000000000 seconds"),
            (r#"{"name": "t", "rom": "a.gb", "exit": {"time": -1}}"#, "-1 seconds"),
            (r#"{"name": "t", "rom": "a.gb", "exit": {"opcode": 256}}"#, "256"),
            (r#"{"name": "t", "rom": "a.gb", "exit": {"time": 1}, "models": ["gba"]}"#, "gba"),
            (
                r#"{"name": "t", "rom": "a.gb", "exit": {"time": 1}},
                   {"name": "t", "rom": "a.gb", "exit": {"time": 1}}"#,
                "two tests named `t`",
            ),
        ];
        for (json, expected) in cases {
            let message = one(json).expect_err(json).to_string();
            assert!(message.contains(expected), "{json}: {message}");
        }
    }

    #[test]
    fn only_files_with_a_folder_beside_them_are_suites() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let write = |name: &str, text: &str| {
            std::fs::write(folder.path().join(name), text).expect("the file is written");
        };
        write("schema.json", r#"{"title": "not a suite"}"#);
        write("b.json", r#"{"name": "b", "tests": []}"#);
        write("a.json", r#"{"name": "a", "tests": []}"#);
        for name in ["a", "b"] {
            std::fs::create_dir(folder.path().join(name)).expect("the folder is made");
        }
        let suites = Suite::load_all(folder.path()).expect("two suites");
        assert_eq!(suites.iter().map(|suite| suite.name.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    }
}
