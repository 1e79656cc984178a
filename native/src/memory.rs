//! What the program remembers by itself from one time to the next.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml_edit::{Array, DocumentMut, value};

use crate::files;

/// How many games are remembered.
const GAMES: usize = 12;

/// The size of the window, and the games that were played.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(crate) struct Memory {
    /// Width and height in pixels.
    pub(crate) window: Option<[u16; 2]>,
    /// The games played, the last one first.
    pub(crate) games: Vec<PathBuf>,
}

impl Memory {
    /// Reads what was written; what cannot be read is forgotten, for nothing depends on it.
    pub(crate) fn read(path: &Path) -> Memory {
        let bytes = files::read_if_there(path).ok().flatten().unwrap_or_default();
        toml::from_slice(&bytes).unwrap_or_else(|error| {
            tracing::warn!("{} is not understood: {error}", path.display());
            Memory::default()
        })
    }

    /// A game is played.
    pub(crate) fn played(&mut self, path: &Path) {
        self.games.retain(|game| game != path);
        self.games.insert(0, path.to_owned());
        self.games.truncate(GAMES);
    }

    /// What is to be written. Paths that are no text are left out.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut document = DocumentMut::new();
        if let Some(size) = self.window {
            document["window"] = value(size.iter().map(|&side| i64::from(side)).collect::<Array>());
        }
        let games = self.games.iter().filter_map(|game| game.to_str());
        document["games"] = value(games.collect::<Array>());
        document.to_string().into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("memory.toml");
        assert_eq!(Memory::read(&path), Memory::default());
        let mut memory = Memory { window: Some([640, 576]), games: Vec::new() };
        for name in ["/a.gb", "/b \"c\".gb", "/a.gb"] {
            memory.played(Path::new(name));
        }
        assert_eq!(memory.games, [Path::new("/a.gb"), Path::new("/b \"c\".gb")]);
        files::write_whole(&path, &memory.to_bytes()).unwrap();
        assert_eq!(Memory::read(&path), memory);
        files::write_whole(&path, b"?").unwrap();
        assert_eq!(Memory::read(&path), Memory::default());
    }
}
