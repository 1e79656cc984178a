//! What the commands do, and how the program ends.

mod raw;
mod render;

use std::ffi::{OsStr, OsString};
use std::fmt::Display;
use std::io::{self, Read, Write};
use std::process::{ExitCode, Termination};

use clap::Parser;
use edgeboy_api::files::STANDARD_STREAM;
use edgeboy_core::Cartridge;
use serde::Serialize;

use crate::args::{Cli, Command, InfoArgs};
use crate::files::Files;
use crate::report::CartridgeInfo;

/// How the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// All was done: 0.
    Success,
    /// Something failed, and standard error says what: 1.
    Failure,
    /// The command line was not understood, and standard error says why: 2.
    Usage,
}

impl Termination for Exit {
    fn report(self) -> ExitCode {
        ExitCode::from(self as u8)
    }
}

/// The streams of a process, or what stands for them.
pub struct Streams<'a> {
    /// Where a file named `-` is read from.
    pub stdin: &'a mut dyn Read,
    /// Where reports go, and a file named `-`.
    pub stdout: &'a mut dyn Write,
    /// Where it is said what went wrong.
    pub stderr: &'a mut dyn Write,
}

/// What ends a command early.
enum Failure {
    /// A fault of a file, or of standard input or output.
    File { name: String, message: String },
    /// Options that do not go together.
    Usage(String),
    /// Whoever read standard output wants no more of it.
    ClosedPipe,
}

/// What a command has around it.
pub(crate) struct World<'a> {
    pub(crate) streams: Streams<'a>,
    pub(crate) files: Files,
    /// Whether it can be told what time it is.
    pub(crate) has_clock: bool,
}

/// Runs the program with these arguments, the first of which is the program's name.
pub fn run(args: impl IntoIterator<Item = OsString>, streams: Streams<'_>) -> Exit {
    perform(args, &mut World { streams, files: Files::System, has_clock: true })
}

/// [`run`], with what is around it given.
pub(crate) fn perform(args: impl IntoIterator<Item = OsString>, world: &mut World<'_>) -> Exit {
    let result = match Cli::try_parse_from(args) {
        Ok(Cli { command: Command::Render(args) }) => render::render(&args, world),
        Ok(Cli { command: Command::Info(args) }) => info(&args, world),
        Err(error) => return explain(&error, &mut world.streams),
    };
    let stderr = &mut world.streams.stderr;
    // There is nowhere left to say that standard error failed.
    match result {
        Ok(()) | Err(Failure::ClosedPipe) => Exit::Success,
        Err(Failure::File { name, message }) => {
            let _ = writeln!(stderr, "edgeboy-headless: {name}: {message}");
            Exit::Failure
        }
        Err(Failure::Usage(message)) => {
            let _ = writeln!(stderr, "edgeboy-headless: {message}");
            Exit::Usage
        }
    }
}

/// Prints what clap has to say: an error, or the help or version that was asked for.
fn explain(error: &clap::Error, streams: &mut Streams<'_>) -> Exit {
    let text = error.render();
    if error.use_stderr() {
        let _ = write!(streams.stderr, "{text}");
        Exit::Usage
    } else {
        let _ = write!(streams.stdout, "{text}");
        Exit::Success
    }
}

fn info(args: &InfoArgs, world: &mut World<'_>) -> Result<(), Failure> {
    let World { streams, files, .. } = world;
    let rom = files.read(&args.rom, streams.stdin).map_err(in_input(&args.rom))?;
    let cartridge = Cartridge::from_bytes(rom).map_err(in_input(&args.rom))?;
    print(&CartridgeInfo::new(&cartridge), args.json, streams.stdout)
}

/// Prints a report as JSON or for people.
fn print<T: Serialize + Display>(
    report: &T,
    json: bool,
    stdout: &mut dyn Write,
) -> Result<(), Failure> {
    let text = if json {
        let json = serde_json::to_string_pretty(report).map_err(in_file("--json"))?;
        json + "\n"
    } else {
        report.to_string()
    };
    write_stdout(text.as_bytes(), stdout)
}

fn write_stdout(bytes: &[u8], stdout: &mut dyn Write) -> Result<(), Failure> {
    stdout.write_all(bytes).and_then(|()| stdout.flush()).map_err(in_output(STANDARD_STREAM))
}

/// Names the input that an error is about.
fn in_input<E: Display>(name: &OsStr) -> impl FnOnce(E) -> Failure {
    in_file(if name == STANDARD_STREAM {
        "standard input".to_owned()
    } else {
        name.display().to_string()
    })
}

/// Names the output that an I/O error is about.
fn in_output(name: impl AsRef<OsStr>) -> impl FnOnce(io::Error) -> Failure {
    move |error| match (name.as_ref(), error.kind()) {
        (name, io::ErrorKind::BrokenPipe) if name == STANDARD_STREAM => Failure::ClosedPipe,
        (name, _) if name == STANDARD_STREAM => in_file("standard output")(error),
        (name, _) => in_file(name.display().to_string())(error),
    }
}

fn in_file<E: Display>(name: impl Into<String>) -> impl FnOnce(E) -> Failure {
    move |error| {
        let message = error.to_string();
        // Systems number their errors differently, and have the same words for them.
        let words = message.split(" (os error ").next().unwrap_or_default();
        Failure::File { name: name.into(), message: words.to_owned() }
    }
}
