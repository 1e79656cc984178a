//! The program without a process around it: a call in, an answer out.
//!
//! Nothing here touches a stream, a file or a clock, so it runs wherever there is memory.

use std::ffi::OsString;
use std::io;

use clap::Parser;
use edgeboy_api::call::{Answer, Call};

use crate::args::{Cli, Command};
use crate::commands::{Streams, World, perform};
use crate::files::{Files, MemoryFiles};

/// Runs a call. Bad arguments and files give an answer that says so, as they do in a shell.
pub fn call(call: Call) -> Answer {
    let args = command_line(call.args);
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let streams = Streams { stdin: &mut io::empty(), stdout: &mut stdout, stderr: &mut stderr };
    let files = Files::InMemory(MemoryFiles { given: call.files, written: Vec::new() });
    let mut world = World { streams, files, has_clock: false };
    let exit = perform(args, &mut world);
    let files = match world.files {
        Files::InMemory(files) => files.written,
        Files::System => Vec::new(),
    };
    Answer {
        exit: exit as u8,
        stderr: String::from_utf8_lossy(&stderr).into_owned(),
        stdout,
        files,
    }
}

/// The files that a command line would read, in order; one may be named twice. There are none if
/// it is not understood: [`call`] says why.
pub fn inputs(args: Vec<String>) -> Vec<String> {
    let names: Vec<OsString> = match Cli::try_parse_from(command_line(args)) {
        Ok(Cli { command: Command::Render(args) }) if args.check().is_ok() => {
            args.inputs().map(ToOwned::to_owned).collect()
        }
        Ok(Cli { command: Command::Info(args) }) => vec![args.rom],
        Ok(_) | Err(_) => Vec::new(),
    };
    // The arguments were strings, and each name is a part of one.
    names.into_iter().filter_map(|name| name.into_string().ok()).collect()
}

fn command_line(args: Vec<String>) -> impl Iterator<Item = OsString> + Clone {
    std::iter::once("edgeboy-headless".to_owned()).chain(args).map(OsString::from)
}
