//! The program that is tried.

use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use x11rb::protocol::xproto::Window;

use crate::desk::Desk;
use crate::process::{Running, run};

/// The program with its window open.
pub(crate) struct Program<'a> {
    desk: &'a Desk,
    running: Running,
    pub(crate) window: Window,
}

impl Program<'_> {
    /// Starts it and waits for its window. What it says is in `log` in the home folder.
    pub(crate) fn start<'a>(desk: &'a Desk, arguments: &[&str]) -> Result<Program<'a>> {
        Program::start_with(desk, arguments, &[])
    }

    /// The same, with variables of its own.
    pub(crate) fn start_with<'a>(
        desk: &'a Desk,
        arguments: &[&str],
        variables: &[(&str, &str)],
    ) -> Result<Program<'a>> {
        let mut command = edgeboy()?;
        desk.seat(&mut command).envs(variables.iter().copied());
        command.args(["--log", "edgeboy=debug"]).args(arguments);
        let log = File::create(desk.home().join("log"))?;
        let running = Running::start(command.stdout(Stdio::null()).stderr(log))?;
        let window = desk.screen.window()?;
        Ok(Program { desk, running, window })
    }

    /// Its process.
    pub(crate) fn id(&self) -> u32 {
        self.running.id()
    }

    /// Closes its window, and waits until it has saved and ended well.
    pub(crate) fn close(self) -> Result<()> {
        let status = self.close_any()?;
        ensure!(status == Some(0), "it ended with {status:?}");
        Ok(())
    }

    /// Sends it a signal, by name, and waits until it has ended well.
    pub(crate) fn ask_to_end(mut self, signal: &str) -> Result<()> {
        run(Command::new("kill").args(["-s", signal, &self.id().to_string()]))?;
        let status = self.running.end(Duration::from_secs(10))?.code();
        ensure!(status == Some(0), "it ended with {status:?}");
        Ok(())
    }

    /// Closes its window. Returns its exit code.
    pub(crate) fn close_any(mut self) -> Result<Option<i32>> {
        self.desk.screen.close(self.window)?;
        Ok(self.running.end(Duration::from_secs(10))?.code())
    }

    /// What it has said so far.
    pub(crate) fn log(&self) -> Result<String> {
        Ok(fs::read_to_string(self.desk.home().join("log"))?)
    }
}

/// The program, which Cargo puts beside this one.
pub(crate) fn edgeboy() -> Result<Command> {
    let path = beside("edgeboy")?;
    ensure!(path.exists(), "{} is missing: cargo build --release -p edgeboy", path.display());
    Ok(Command::new(path))
}

/// Where the trials leave what is to be looked at.
pub(crate) fn results() -> Result<PathBuf> {
    let folder = beside("")?.parent().map(Path::to_owned).context("no target folder")?;
    let folder = folder.join("window");
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

fn beside(name: &str) -> Result<PathBuf> {
    let own = env::current_exe()?;
    Ok(own.parent().context("this program is in no folder")?.join(name))
}
