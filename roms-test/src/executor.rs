//! Runs ROMs: in this process, or as WebAssembly. Both run the headless program with the same
//! arguments and read the same output, so that a trial is the same on every target.

mod native;
mod output;
mod wasi;

use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};

use edgeboy_core::{Model, Registers};
use edgeboy_media::picture::Picture;
use serde::{Deserialize, Serialize};

use crate::trial::Run;

pub use native::Native;
pub use wasi::{Wasi, WasiError};

/// Where a ROM is run.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, clap::ValueEnum,
)]
#[serde(rename_all = "lowercase")]
pub enum Target {
    /// In this process, compiled for this machine.
    Native,
    /// Compiled to `wasm32-wasip1`, under Node.
    Wasi,
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Target::Native => "native",
            Target::Wasi => "wasi",
        })
    }
}

/// Something that runs ROMs.
pub trait Executor: Sync {
    /// Where it runs them.
    fn target(&self) -> Target;

    /// Runs one ROM to its end.
    ///
    /// # Errors
    /// A ROM that the program refuses, and a program that does not run.
    fn run(&self, job: &Job) -> Result<Outcome, RunError>;
}

/// A ROM to run.
#[derive(Debug, Clone)]
pub struct Job {
    /// The ROM file.
    pub rom: PathBuf,
    /// The machine to run it on.
    pub machine: Model,
    /// How long.
    pub length: Length,
    /// The opcode before which to end.
    pub until_opcode: Option<u8>,
    /// An address to read at the end.
    pub peek: Option<u16>,
    /// Whether to tell a CGB to show a DMG game in greys.
    pub greys: bool,
    /// The buttons to press, as the headless program's `--input` takes them.
    pub input: Option<String>,
}

/// How long a ROM runs at most.
#[derive(Debug, Clone, Copy)]
pub enum Length {
    /// Emulated seconds.
    Seconds(f64),
    /// Frames of 70,224 dots.
    Frames(u32),
}

impl Job {
    /// The job for a trial.
    pub fn for_run(run: &Run) -> Job {
        Job {
            rom: run.rom.clone(),
            machine: run.machine,
            length: Length::Seconds(run.seconds),
            until_opcode: run.until_opcode,
            peek: run.expect.memory.map(|memory| memory.address),
            greys: run.is_in_greys(),
            input: None,
        }
    }

    /// The headless program's arguments, without its own name. `rom` and `raw` are the paths by
    /// which the program finds the ROM and writes its last frame.
    pub fn arguments(&self, rom: &Path, raw: &Path) -> Vec<OsString> {
        let mut arguments: Vec<OsString> = vec!["render".into(), rom.into()];
        let mut option = |name: &str, value: OsString| arguments.extend([name.into(), value]);
        option("--model", self.machine.name().into());
        match self.length {
            Length::Seconds(seconds) => option("--seconds", seconds.to_string().into()),
            Length::Frames(frames) => option("--frames", frames.to_string().into()),
        }
        if let Some(opcode) = self.until_opcode {
            option("--until-opcode", format!("{opcode:02X}").into());
        }
        if let Some(address) = self.peek {
            option("--peek", format!("{address:04X}").into());
        }
        if self.greys {
            option("--boot-buttons", "LEFT&B".into());
        }
        if let Some(input) = &self.input {
            option("--input", input.into());
        }
        option("--raw", raw.into());
        arguments.push("--json".into());
        arguments
    }
}

/// What a ROM showed at its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The last frame.
    pub picture: Picture,
    /// The CPU's registers.
    pub registers: Registers,
    /// The byte at [`Job::peek`], if that was asked for.
    pub peeks: Vec<u8>,
    /// What must be equal on every target.
    pub hashes: Hashes,
    /// Whether the ROM makes use of a Game Boy Color's features.
    pub colour_rom: bool,
}

/// Hashes of everything that a run produced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hashes {
    /// Of the last frame.
    pub frame: String,
    /// Of all samples.
    pub audio: String,
    /// Of the machine.
    pub state: String,
}

impl Hashes {
    /// Which of the hashes differ from `other`'s, in words.
    pub fn differences(&self, other: &Hashes) -> Vec<&'static str> {
        let pairs = [
            ("frame", &self.frame, &other.frame),
            ("audio", &self.audio, &other.audio),
            ("state", &self.state, &other.state),
        ];
        pairs.into_iter().filter(|(_, a, b)| a != b).map(|(name, ..)| name).collect()
    }
}

/// A ROM that could not be run.
#[derive(Debug)]
pub enum RunError {
    /// The program ended with an error.
    Program {
        /// Its exit code; `None` if it was ended by a signal.
        code: Option<i32>,
        /// What it wrote to standard error.
        message: String,
    },
    /// The program's output is not what it should be.
    Output(String),
    /// A file or process could not be used.
    Io(std::io::Error),
}

impl fmt::Display for RunError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RunError::Program { code: Some(code), message } => {
                write!(f, "the headless program ended with {code}: {}", message.trim())
            }
            RunError::Program { code: None, message } => {
                write!(f, "the headless program was killed: {}", message.trim())
            }
            RunError::Output(problem) => write!(f, "the headless program's output: {problem}"),
            RunError::Io(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for RunError {}

impl From<std::io::Error> for RunError {
    fn from(error: std::io::Error) -> RunError {
        RunError::Io(error)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// An outcome for tests of what reads it.
    pub(crate) fn outcome() -> Outcome {
        Outcome {
            picture: Picture::from_pixels(1, vec![[0xFF; 3]]).expect("one pixel"),
            registers: Registers::default(),
            peeks: Vec::new(),
            hashes: Hashes { frame: "f".into(), audio: "a".into(), state: "s".into() },
            colour_rom: false,
        }
    }

    #[test]
    fn arguments_say_the_whole_job() {
        let job = Job {
            rom: "here.gb".into(),
            machine: Model::Cgb,
            length: Length::Seconds(1.5),
            until_opcode: Some(0x40),
            peek: Some(0xFF82),
            greys: true,
            input: Some("60:A".into()),
        };
        let expected = "render there.gb --model cgb --seconds 1.5 --until-opcode 40 --peek FF82 \
                        --boot-buttons LEFT&B --input 60:A --raw frame --json";
        let arguments = job.arguments(Path::new("there.gb"), Path::new("frame"));
        assert_eq!(arguments, expected.split(' ').map(OsString::from).collect::<Vec<_>>());
    }

    #[test]
    fn differing_hashes_are_named() {
        let hashes = outcome().hashes;
        let other = Hashes { audio: "x".into(), ..hashes.clone() };
        assert_eq!(hashes.differences(&other), ["audio"]);
        assert!(hashes.differences(&hashes).is_empty());
    }
}
