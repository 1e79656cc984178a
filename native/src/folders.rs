//! Where the program keeps its things.

use std::path::{Path, PathBuf};

use etcetera::base_strategy::choose_native_strategy;
use etcetera::{BaseStrategy, HomeDirError};

/// The program's own places.
#[derive(Clone, Debug)]
pub(crate) struct Folders {
    config: PathBuf,
    data: PathBuf,
}

/// The name of the program's folders.
const NAME: &str = "edgeboy";

impl Folders {
    /// Those that the platform gives to programs. On Linux `XDG_CONFIG_HOME` and `XDG_DATA_HOME`
    /// say where, or else they are `~/.config` and `~/.local/share`.
    ///
    /// # Errors
    ///
    /// If the user has no home folder.
    pub(crate) fn of_this_user() -> Result<Folders, HomeDirError> {
        let platform = choose_native_strategy()?;
        let config = platform.config_dir().join(NAME);
        Ok(Folders { config, data: platform.data_dir().join(NAME) })
    }

    /// Both in one folder, for tests.
    #[cfg(test)]
    pub(crate) fn within(folder: &Path) -> Folders {
        Folders { config: folder.join("config"), data: folder.join("data") }
    }

    /// The configuration file.
    pub(crate) fn config_file(&self) -> PathBuf {
        self.config.join("config.toml")
    }

    /// What the program remembers by itself.
    pub(crate) fn memory_file(&self) -> PathBuf {
        self.data.join("memory.toml")
    }

    /// Battery saves that do not lie beside their ROM.
    pub(crate) fn saves(&self) -> PathBuf {
        self.data.join("saves")
    }

    /// States and earlier battery saves of a game, which is known by its ROM and not by a name.
    pub(crate) fn of_game(&self, sha256: &[u8; 32]) -> PathBuf {
        let (half, _) = sha256.split_at(16);
        let number = half.iter().fold(0_u128, |number, &byte| number << 8 | u128::from(byte));
        self.data.join("games").join(format!("{number:032x}"))
    }

    /// Screenshots and recordings.
    pub(crate) fn captures(&self) -> PathBuf {
        self.data.join("captures")
    }

    /// A path for a player to read: short where it is below the home folder.
    pub(crate) fn shown(path: &Path) -> String {
        let home = etcetera::home_dir().ok();
        match home.and_then(|home| path.strip_prefix(home).ok().map(Path::to_owned)) {
            Some(rest) => Path::new("~").join(rest).display().to_string(),
            None => path.display().to_string(),
        }
    }
}
