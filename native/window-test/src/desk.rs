//! A computer for one trial: screen, sound, and a home of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;
use tempfile::TempDir;

use crate::pulse::Pulse;
use crate::screen::Screen;

/// Everything is gone when it is dropped.
pub(crate) struct Desk {
    pub(crate) screen: Screen,
    pub(crate) pulse: Option<Pulse>,
    home: TempDir,
}

impl Desk {
    /// A desk without sound.
    pub(crate) fn silent() -> Result<Desk> {
        Ok(Desk { screen: Screen::start()?, pulse: None, home: TempDir::new()? })
    }

    /// A desk with sound.
    pub(crate) fn new() -> Result<Desk> {
        let mut desk = Desk::silent()?;
        desk.pulse = Some(Pulse::start(desk.home.path())?);
        Ok(desk)
    }

    /// Its home folder.
    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    /// Writes a file into the home folder.
    pub(crate) fn write(&self, name: &str, bytes: &[u8]) -> Result<PathBuf> {
        let path = self.home().join(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&path, bytes)?;
        Ok(path)
    }

    /// The file of a state of a game whose states are all in one folder.
    pub(crate) fn state(&self, slot: &str) -> Option<PathBuf> {
        let games = fs::read_dir(self.home().join("data/edgeboy/games")).ok()?;
        let mut files =
            games.filter_map(|game| Some(game.ok()?.path().join(format!("{slot}.state"))));
        files.find(|file| file.exists())
    }

    /// Lets a program see this desk and no other.
    pub(crate) fn seat<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        seat(command, self.home()).env("DISPLAY", self.screen.display());
        let sound = self.home().join("no-sound.conf");
        let sound = self.pulse.as_ref().map_or(sound, |pulse| pulse.alsa_config().to_owned());
        command.env("ALSA_CONFIG_PATH", sound);
        if let Some(pulse) = &self.pulse {
            command.env("PULSE_SERVER", pulse.server());
        }
        command
    }
}

/// Gives a program this home and nothing of the user's.
pub(crate) fn seat<'a>(command: &'a mut Command, home: &Path) -> &'a mut Command {
    command
        .env("HOME", home)
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("XDG_DATA_HOME", home.join("data"))
        .env_remove("DISPLAY")
        .env_remove("PULSE_SERVER")
        .current_dir(home)
}
