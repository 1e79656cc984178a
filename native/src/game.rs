//! A game: a ROM, and where it came from.

mod archive;

use std::io;
use std::path::{Path, PathBuf};

use edgeboy_core::{Cartridge, CartridgeError, Model, cartridge::CgbSupport};

use crate::files;
pub(crate) use archive::ArchiveError;

/// The names of files that may be games.
pub(crate) const EXTENSIONS: [&str; 5] = ["gb", "gbc", "cgb", "sgb", "zip"];

/// A game that can be played.
#[derive(Clone, Debug)]
pub(crate) struct Game {
    /// Its name for a player.
    pub(crate) name: String,
    /// The file that it came from; `None` for the built-in demo.
    pub(crate) path: Option<PathBuf>,
    pub(crate) cartridge: Cartridge,
}

/// Why a file cannot be played. In words for a player.
#[derive(Debug, thiserror::Error)]
pub(crate) enum OpenError {
    /// The file cannot be read.
    #[error("{name} cannot be read: {error}")]
    Unreadable { name: String, error: io::Error },
    /// The archive has no game in it, or cannot be unpacked.
    #[error("{name} cannot be opened: {error}")]
    Archive { name: String, error: ArchiveError },
    /// The file is no game.
    #[error("{name} cannot be played: {error}")]
    NotAGame { name: String, error: CartridgeError },
}

impl Game {
    /// The game in a file: a ROM, or a `.zip` with one in it.
    ///
    /// # Errors
    ///
    /// [`OpenError`] with the file's name and what is wrong.
    pub(crate) fn open(path: &Path) -> Result<Game, OpenError> {
        let name = || path.file_name().unwrap_or(path.as_os_str()).display().to_string();
        let bytes =
            files::read(path).map_err(|error| OpenError::Unreadable { name: name(), error })?;
        let rom = if archive::is_archive(&bytes) {
            archive::first_rom(&bytes)
                .map_err(|error| OpenError::Archive { name: name(), error })?
        } else {
            bytes
        };
        let cartridge = Cartridge::from_bytes(rom)
            .map_err(|error| OpenError::NotAGame { name: name(), error })?;
        let name = path.file_stem().unwrap_or_default().display().to_string();
        // Two ways to the same file have to find the same save.
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        Ok(Game { name, path: Some(path), cartridge })
    }

    /// The built-in game.
    pub(crate) fn demo() -> Game {
        let cartridge = Cartridge::from_bytes(edgeboy_demo::ROM.to_vec());
        let cartridge = cartridge.expect("the tests of the demo play it");
        Game { name: "The built-in game".to_owned(), path: None, cartridge }
    }

    /// The model that suits it.
    pub(crate) fn usual_model(&self) -> Model {
        match self.cartridge.header().cgb {
            CgbSupport::None => Model::Dmg,
            CgbSupport::Enhanced | CgbSupport::Only => Model::Cgb,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(name: &str, bytes: &[u8]) -> Result<Game, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        Game::open(&path).map_err(|error| error.to_string())
    }

    #[test]
    fn a_rom_is_a_game_by_the_name_of_its_file() {
        let game = opened("My game.gb", edgeboy_demo::ROM).unwrap();
        assert_eq!(game.name, "My game");
        assert!(game.path.unwrap().is_absolute());
    }

    #[test]
    fn what_is_no_game_is_told_by_name() {
        assert_eq!(
            opened("a.gb", b"short").unwrap_err(),
            "a.gb cannot be played: the file is 5 bytes long; a Game Boy ROM has at least 336"
        );
        let missing = Game::open(Path::new("no/such.gb")).unwrap_err().to_string();
        assert!(missing.starts_with("such.gb cannot be read: "), "{missing}");
        let archive = opened("a.zip", b"PK\x05\x06 and no more").unwrap_err();
        assert!(archive.starts_with("a.zip cannot be opened: the archive is damaged"), "{archive}");
    }
}
