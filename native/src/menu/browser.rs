//! Choosing a file without a mouse.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::commands::Command;
use super::rows::{Row, RowLook};
use crate::folders::Folders;
use crate::game::EXTENSIONS;

/// A folder's folders and games, as they were when it was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Browser {
    folder: PathBuf,
    folders: Vec<PathBuf>,
    games: Vec<PathBuf>,
}

impl Browser {
    /// Looks into a folder.
    ///
    /// # Errors
    ///
    /// If it cannot be read.
    pub(crate) fn of(folder: &Path) -> io::Result<Browser> {
        let folder = fs::canonicalize(folder)?;
        let (mut folders, mut games) = (Vec::new(), Vec::new());
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            let is_hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes()[0] == b'.');
            if is_hidden {
            } else if path.is_dir() {
                folders.push(path);
            } else if is_game(&path) {
                games.push(path);
            }
        }
        let by_name = |path: &PathBuf| name(path).to_lowercase();
        folders.sort_by_key(by_name);
        games.sort_by_key(by_name);
        Ok(Browser { folder, folders, games })
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where it is, in words.
    pub(crate) fn title(&self) -> String {
        Folders::shown(&self.folder)
    }

    /// Its rows.
    pub(crate) fn rows(&self) -> Vec<Row> {
        let enter = |label: String, path: &Path| {
            let row = Row::doing(label, Command::Enter(path.to_owned()));
            Row { look: RowLook::Folder, ..row }
        };
        let up = self.folder.parent().map(|above| enter("Folder above".to_owned(), above));
        let folders = self.folders.iter().map(|path| enter(name(path), path));
        let games = self.games.iter().map(|path| Row {
            look: RowLook::Game,
            ..Row::doing(name(path), Command::Play(path.clone()))
        });
        let mut rows: Vec<Row> = up.into_iter().chain(folders).chain(games).collect();
        if self.games.is_empty() {
            rows.push(Row::saying("No games here: .gb, .gbc, .sgb and .zip files are shown."));
        }
        rows
    }

    /// The row of a path that is shown; of the first game if there is none of it.
    pub(crate) fn row_of(&self, path: &Path) -> usize {
        let all = || self.folders.iter().chain(&self.games);
        let first_game = if self.games.is_empty() { 0 } else { self.folders.len() };
        let place = all().position(|shown| shown == path).unwrap_or(first_game);
        place + usize::from(self.folder.parent().is_some())
    }
}

fn is_game(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default().to_ascii_lowercase();
    EXTENSIONS.iter().any(|known| extension == *known) && path.is_file()
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().display().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_come_first_and_only_games_are_shown() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.gb", "A.GBC", "c.txt", ".hidden.gb", "z.zip"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        for name in ["roms", ".git", "old.gb"] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        let browser = Browser::of(folder.path()).unwrap();
        let labels: Vec<String> = browser.rows().into_iter().map(|row| row.label).collect();
        assert_eq!(labels, ["Folder above", "old.gb", "roms", "A.GBC", "b.gb", "z.zip"]);
        let real = fs::canonicalize(folder.path()).unwrap();
        assert_eq!(browser.row_of(&real.join("b.gb")), 4);
        assert_eq!(browser.row_of(Path::new("/elsewhere")), 3);
        let inner = Browser::of(&real.join("roms")).unwrap();
        assert_eq!(inner.rows()[0].does, Some(Command::Enter(real)));
        assert_eq!(inner.rows().len(), 2, "there is a word that nothing is there");
        assert!(Browser::of(Path::new("/no/such/folder")).is_err());
    }
}
