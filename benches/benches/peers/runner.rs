//! The programs that run the emulators.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::Deserialize;

use super::cli::Options;
use super::{Outcome, ours};

/// An emulator, and how it is run.
pub(crate) struct Runner {
    pub(crate) name: &'static str,
    /// The program and its first arguments.
    command: Vec<OsString>,
    /// What [`ours::CHILD`] is set to, if the program is this one.
    child: Option<&'static str>,
}

/// What a runner says of its run.
#[derive(Debug, Deserialize)]
pub(crate) struct Run {
    pub(crate) version: String,
    /// The CPU time of the frames alone, of all threads together.
    pub(crate) cpu_seconds: f64,
}

/// The names that others in this program know.
pub(crate) const NATIVE: &str = "native";
/// The native one, in its eager mode.
pub(crate) const EAGER: &str = "eager";
pub(crate) const WASMTIME: &str = "wasmtime";
pub(crate) const NODE: &str = "node";
pub(crate) const GAMBATTE: &str = "libretro-gambatte";
pub(crate) const WASMBOY: &str = "wasmboy";

/// Whether it is one of ours.
pub(crate) fn is_ours(name: &str) -> bool {
    [NATIVE, EAGER, WASMTIME, NODE].contains(&name)
}

/// Ours, the native one first, and those of the peers that are there.
pub(crate) fn all(options: &Options) -> Vec<Runner> {
    let this = || env::current_exe().map_or_else(|_| OsString::new(), OsString::from);
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("peers");
    let package = Path::new(env!("CARGO_MANIFEST_DIR")).join("../web/packages/edgeboy");
    let peers = &options.peers;
    let program = |name: &str| peers.join("release").join(name).into_os_string();
    let libretro = |name: &'static str, core: &str| Runner {
        name,
        command: vec![program("libretro"), libretro_core(core).into()],
        child: None,
    };
    let node = |name, script: &str, package: PathBuf| Runner {
        name,
        command: vec!["node".into(), sources.join(script).into(), package.into()],
        child: None,
    };
    let mut runners = vec![
        Runner { name: NATIVE, command: vec![this()], child: Some(NATIVE) },
        Runner { name: EAGER, command: vec![this()], child: Some(EAGER) },
        Runner { name: WASMTIME, command: vec![this()], child: Some(WASMTIME) },
        node(NODE, "edgeboy.mjs", package),
    ];
    let others = [
        libretro(GAMBATTE, "gambatte"),
        libretro("libretro-mgba", "mgba"),
        node(WASMBOY, "wasmboy.mjs", peers.join("node_modules/wasmboy")),
        Runner {
            name: "pyboy",
            command: vec![
                peers.join("python/bin/python").into(),
                sources.join("pyboy_runner.py").into(),
            ],
            child: None,
        },
        Runner { name: "boytacean", command: vec![program("boytacean")], child: None },
        Runner { name: "mizu", command: vec![program("mizu")], child: None },
    ];
    runners
        .extend(others.into_iter().filter(|runner| options.with.iter().any(|w| w == runner.name)));
    runners
}

/// Where Debian puts a libretro core on this kind of computer.
fn libretro_core(name: &str) -> PathBuf {
    let folder = format!("/usr/lib/{}-linux-gnu/libretro", env::consts::ARCH);
    Path::new(&folder).join(format!("{name}_libretro.so"))
}

impl Runner {
    /// Runs frames of a ROM; the pictures of the last and of `more` after it are left in a file.
    pub(crate) fn run(&self, rom: &Path, frames: u32, more: u32, pictures: &Path) -> Outcome<Run> {
        let mut command = Command::new(&self.command[0]);
        command.args(&self.command[1..]);
        if let Some(child) = self.child {
            command.env(ours::CHILD, child);
        }
        command.arg(rom).args([frames.to_string(), more.to_string()]).arg(pictures);
        let output = command.stdin(Stdio::null()).output().map_err(|error| error.to_string())?;
        let text = String::from_utf8_lossy(&output.stdout);
        if !output.status.success() {
            let stderr = String::from_utf8_lossy(&output.stderr);
            return Err(format!("{} ({})", reason(&stderr), output.status));
        }
        // Some emulators print what they think before.
        let line = text.lines().rev().find(|line| line.starts_with('{'));
        let line = line.ok_or("it said nothing of its run")?;
        serde_json::from_str(line).map_err(|error| format!("{line}: {error}"))
    }
}

/// What a program says of its end: what follows the place of a panic, or else its last line.
fn reason(stderr: &str) -> &str {
    let mut lines = stderr.lines();
    let panic = lines.find(|line| line.contains("panicked at")).and_then(|_| lines.next());
    let last = || stderr.lines().rev().find(|line| !line.trim().is_empty());
    panic.or_else(last).unwrap_or("no message")
}
