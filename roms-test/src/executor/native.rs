//! Runs ROMs in this process.

use std::ffi::OsString;

use edgeboy_headless::{Streams, run};

use crate::executor::{Executor, Job, Outcome, RunError, Target, output};

/// Runs ROMs in this process, with the library of the headless program.
#[derive(Debug, Default)]
pub struct Native;

impl Executor for Native {
    fn target(&self) -> Target {
        Target::Native
    }

    fn run(&self, job: &Job) -> Result<Outcome, RunError> {
        let folder = tempfile::tempdir()?;
        let raw = folder.path().join("frame");
        let program = std::iter::once(OsString::from("edgeboy-headless"));
        let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
        let streams =
            Streams { stdin: &mut std::io::empty(), stdout: &mut stdout, stderr: &mut stderr };
        let exit = run(program.chain(job.arguments(&job.rom, &raw)), streams);
        output::read(Some(exit as i32), &stdout, &stderr, &raw)
    }
}
