//! Runs ROMs as WebAssembly under Node, one process for each.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::executor::{Executor, Job, Outcome, RunError, Target, output};
use crate::find;

/// Runs ROMs with the headless program compiled to `wasm32-wasip1`.
#[derive(Debug)]
pub struct Wasi {
    node: PathBuf,
    script: PathBuf,
    program: PathBuf,
}

/// Something that running WebAssembly needs and that is not there.
#[derive(Debug)]
pub enum WasiError {
    /// The compiled program.
    NoProgram(PathBuf),
    /// Node, or it does not run.
    NoNode(String),
}

impl fmt::Display for WasiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WasiError::NoProgram(path) => write!(
                f,
                "{} is not there; `cargo xtask test` builds it, or name one with --wasm",
                path.display()
            ),
            WasiError::NoNode(problem) => write!(f, "Node is needed to run WebAssembly: {problem}"),
        }
    }
}

impl std::error::Error for WasiError {}

impl Wasi {
    /// An executor for the program `wasm`, or else for the one that the build leaves in the target
    /// folder.
    ///
    /// # Errors
    /// See [`WasiError`].
    pub fn new(wasm: Option<&Path>) -> Result<Wasi, WasiError> {
        let repository = find::repository();
        let built = || repository.join("target/wasm/wasm32-wasip1/release/edgeboy-headless.wasm");
        let program = wasm.map_or_else(built, Path::to_owned);
        if !program.is_file() {
            return Err(WasiError::NoProgram(program));
        }
        let node = PathBuf::from("node");
        let version = Command::new(&node).arg("--version").stdout(Stdio::null()).status();
        match version {
            Ok(status) if status.success() => {}
            Ok(status) => return Err(WasiError::NoNode(status.to_string())),
            Err(error) => return Err(WasiError::NoNode(error.to_string())),
        }
        let script = repository.join("wasi-headless/run-in-node.mjs");
        Ok(Wasi { node, script, program })
    }
}

impl Executor for Wasi {
    fn target(&self) -> Target {
        Target::Wasi
    }

    fn run(&self, job: &Job) -> Result<Outcome, RunError> {
        let folder = tempfile::tempdir()?;
        let raw = folder.path().join("frame");
        let done = Command::new(&self.node)
            .arg(&self.script)
            .arg(&self.program)
            .args(job.arguments(&std::path::absolute(&job.rom)?, &raw))
            .stdin(Stdio::null())
            .output()?;
        output::read(done.status.code(), &done.stdout, &done.stderr, &raw)
    }
}
