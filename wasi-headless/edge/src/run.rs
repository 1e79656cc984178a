//! `edgeboy-edge run`: the headless program's command line, through the sandbox.
//!
//! The guest sees no file. It is asked first which files the command line names; they are read
//! here and handed to a second instance, which hands back those to be written. Whatever the
//! guest says, no file is touched that is not named on the command line.

use std::ffi::{OsStr, OsString};
use std::io::{self, Write};
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use edgeboy_api::call::{Answer, Call, Given};
use edgeboy_api::files::{self, OutputFile, STANDARD_STREAM};

use crate::sandbox::{Cancel, Limits, Sandbox};

/// In a shell it is the user who waits, so the limits are those of the address space.
pub(crate) const LIMITS: Limits =
    Limits { time: Duration::from_hours(24), memory: 2 << 30, output: 1 << 30 };

/// Runs `edgeboy-headless render` with these arguments; gives its exit code.
pub(crate) fn run(sandbox: &Sandbox, args: Vec<OsString>) -> Result<ExitCode> {
    let mut call = Call::new(["render"]);
    for arg in args {
        let arg = arg.into_string();
        call.args.push(arg.map_err(|arg| anyhow::anyhow!("{} is not UTF-8", arg.display()))?);
    }
    for name in sandbox.inputs(&call.args, LIMITS)? {
        check(&call.args, &name)?;
        let contents = files::read(OsStr::new(&name), &mut io::stdin().lock());
        call.files.push(Given { name, contents: contents.map_err(|error| error.to_string()) });
    }
    let args = call.args.clone();
    let Answer { exit, stderr, stdout, files } = sandbox.call(call, LIMITS, Cancel::default())?;
    write_all(&args, files)?;
    io::stderr().write_all(stderr.as_bytes())?;
    match io::stdout().write_all(&stdout).and_then(|()| io::stdout().flush()) {
        // Whoever read it wants no more of it.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
        result => result.context("standard output")?,
    }
    Ok(ExitCode::from(exit))
}

/// Writes all files, and lets them appear when each is written.
fn write_all(args: &[String], files: Vec<(String, Vec<u8>)>) -> Result<()> {
    let mut written = Vec::new();
    for (name, bytes) in files {
        check(args, &name)?;
        let mut file = OutputFile::create(OsStr::new(&name)).with_context(|| name.clone())?;
        file.write_all(&bytes).with_context(|| name.clone())?;
        written.push((name, file));
    }
    for (name, file) in written {
        file.commit().context(name)?;
    }
    Ok(())
}

/// Errors unless the command line names the file: as an argument, or as the value of an option.
fn check(args: &[String], name: &str) -> Result<()> {
    let names =
        |arg: &String| arg == name || arg.split_once('=').is_some_and(|(_, value)| value == name);
    if name == STANDARD_STREAM || args.iter().any(names) {
        return Ok(());
    }
    bail!("the guest asked for a file that the command line does not name: {name:?}")
}
