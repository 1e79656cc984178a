//! The program as a user runs it: natively, or as WASI in Node.js.

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use edgeboy_headless::Report;

/// A way to run the program in a folder of its own.
#[derive(Clone, Copy)]
pub enum Program<'a> {
    Native,
    /// The compiled guest.
    Wasi(&'a Path),
}

impl Program<'_> {
    pub fn command(self, folder: &Path) -> Command {
        let mut command = match self {
            Program::Native => Command::new(env!("CARGO_BIN_EXE_edgeboy-headless")),
            Program::Wasi(guest) => {
                let runner = Path::new(env!("CARGO_MANIFEST_DIR")).join("../run-in-node.mjs");
                let mut node = Command::new("node");
                node.arg(runner).arg(guest);
                node
            }
        };
        command.current_dir(folder).stdin(Stdio::null());
        command
    }

    /// Runs it to its end.
    pub fn run<S: AsRef<OsStr>>(self, folder: &Path, args: &[S]) -> Output {
        self.command(folder).args(args).output().unwrap()
    }

    /// Runs it with these bytes as standard input.
    pub fn run_with_stdin(self, folder: &Path, args: &[&str], stdin: &[u8]) -> Output {
        let mut command = self.command(folder);
        command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(stdin).unwrap();
        child.wait_with_output().unwrap()
    }
}

/// A folder with the test ROM as `dmg.gb` and `cgb.gbc`.
pub struct Folder(tempfile::TempDir);

impl Folder {
    pub fn new() -> Folder {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("dmg.gb"), super::rom::rom(false)).unwrap();
        std::fs::write(folder.path().join("cgb.gbc"), super::rom::rom(true)).unwrap();
        Folder(folder)
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.path().join(name)
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.file(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The names of all files, sorted.
    pub fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.path()).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// Runs the native program, which must succeed, and gives what it prints.
    pub fn succeed(&self, args: &[&str]) -> Vec<u8> {
        let output = Program::Native.run(self.path(), args);
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{args:?}: {}: {stderr}", output.status);
        assert_eq!(stderr, "", "{args:?}");
        output.stdout
    }

    /// Runs the native program with `--json`.
    pub fn report(&self, args: &[&str]) -> Report {
        let mut args = args.to_vec();
        args.push("--json");
        serde_json::from_slice(&self.succeed(&args)).unwrap()
    }

    /// Runs the native program, which must end with this code, and gives what it says.
    pub fn fail(&self, code: i32, args: &[&str]) -> String {
        let output = Program::Native.run(self.path(), args);
        assert_eq!(output.status.code(), Some(code), "{args:?}");
        assert_eq!(output.stdout, b"", "{args:?}");
        String::from_utf8(output.stderr).unwrap()
    }
}
