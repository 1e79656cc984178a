//! The battery save of a game: where it lies, how it is read, and earlier ones.

mod watch;
mod writer;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use edgeboy_core::GameBoy;

use crate::config::SaveFolder;
use crate::files;
use crate::folders::Folders;
use crate::game::Game;
pub(crate) use watch::BatteryWatch;
pub(crate) use writer::{Job, Outcome, Writer};

/// How many earlier saves are kept of a game.
const GENERATIONS: u32 = 3;

/// The file of a game's battery save.
#[derive(Clone, Debug)]
pub(crate) struct SaveFile {
    path: PathBuf,
    /// Where earlier saves are kept.
    earlier: PathBuf,
}

/// What became of a save when it was read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Loaded {
    /// There is none.
    Nothing,
    /// It is in the cartridge.
    Save,
    /// The cartridge cannot read it, so it was put aside, under this path.
    PutAside(PathBuf),
}

/// Why a save that is there cannot be used, nor another be written.
#[derive(Debug, thiserror::Error)]
#[error("the save {} cannot be read: {error}", path.display())]
pub(crate) struct SaveError {
    path: PathBuf,
    error: io::Error,
}

impl SaveFile {
    /// Where a game's save is, or is to be.
    pub(crate) fn of(game: &Game, folders: &Folders, wanted: SaveFolder) -> SaveFile {
        let name = match &game.path {
            Some(path) => path.file_stem().unwrap_or_default().to_owned(),
            None => "demo".into(),
        };
        let named = |folder: &Path| {
            let mut name = name.clone();
            name.push(".sav");
            folder.join(name)
        };
        let own = named(&folders.saves());
        let beside = game.path.as_deref().and_then(Path::parent).map(|folder| {
            let can_be_used = wanted == SaveFolder::Beside && files::is_writable(folder);
            (named(folder), can_be_used)
        });
        let path = match beside {
            Some((beside, _)) if beside.exists() => beside,
            Some((beside, true)) if !own.exists() => beside,
            _ => own,
        };
        let earlier = folders.of_game(&game.cartridge.rom_sha256());
        SaveFile { path, earlier }
    }

    /// Puts the save into the machine's cartridge.
    ///
    /// # Errors
    ///
    /// If the file is there but cannot be read: nothing may be written over it then.
    pub(crate) fn load(&self, machine: &mut GameBoy) -> Result<Loaded, SaveError> {
        let failed = |error| SaveError { path: self.path.clone(), error };
        let Some(save) = files::read_if_there(&self.path).map_err(failed)? else {
            return Ok(Loaded::Nothing);
        };
        if !machine.cartridge().has_battery() {
            return Ok(Loaded::Nothing);
        }
        match machine.load_battery(&save) {
            Ok(()) => Ok(Loaded::Save),
            Err(error) => {
                tracing::warn!("{}: {error}", self.path.display());
                files::put_aside(&self.path, "damaged").map(Loaded::PutAside).map_err(failed)
            }
        }
    }

    /// What writes a save. With `keep_earlier`, the one that is replaced is kept.
    pub(crate) fn job(&self, bytes: Vec<u8>, keep_earlier: bool) -> Job {
        let before = keep_earlier.then(|| self.earlier.clone());
        Job::Battery { path: self.path.clone(), bytes, keep_earlier_in: before }
    }
}

/// Copies a save into the folder of earlier ones, as the newest of them.
fn keep_earlier(path: &Path, folder: &Path) -> io::Result<()> {
    let Some(save) = files::read_if_there(path)? else { return Ok(()) };
    let named = |number: u32| folder.join(format!("earlier-{number}.sav"));
    if files::read_if_there(&named(1))?.as_ref() == Some(&save) {
        return Ok(());
    }
    for number in (1..GENERATIONS).rev() {
        match fs::rename(named(number), named(number + 1)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    files::write_whole(&named(1), &save)
}

#[cfg(test)]
mod tests {
    use edgeboy_core::Model;

    use super::*;

    fn demo_in(folder: &Path) -> Game {
        let path = folder.join("roms/demo.gb");
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, edgeboy_demo::ROM).unwrap();
        Game::open(&path).unwrap()
    }

    fn machine(game: &Game) -> GameBoy {
        GameBoy::new(game.cartridge.clone(), Model::Cgb)
    }

    #[test]
    fn a_save_lies_beside_its_rom_unless_it_is_elsewhere_already() {
        let folder = tempfile::tempdir().unwrap();
        let (game, folders) = (demo_in(folder.path()), Folders::within(folder.path()));
        let of = |wanted| SaveFile::of(&game, &folders, wanted).path;
        let (beside, own) =
            (folder.path().join("roms/demo.sav"), folder.path().join("data/saves/demo.sav"));
        assert_eq!(of(SaveFolder::Beside), beside);
        assert_eq!(of(SaveFolder::Data), own);
        files::write_whole(&own, b"").unwrap();
        assert_eq!(of(SaveFolder::Beside), own);
        files::write_whole(&beside, b"").unwrap();
        assert_eq!(of(SaveFolder::Data), beside);
    }

    #[test]
    fn a_damaged_save_is_put_aside() {
        let folder = tempfile::tempdir().unwrap();
        let (game, folders) = (demo_in(folder.path()), Folders::within(folder.path()));
        let file = SaveFile::of(&game, &folders, SaveFolder::Beside);
        assert_eq!(file.load(&mut machine(&game)).unwrap(), Loaded::Nothing);
        fs::write(&file.path, b"half a sa").unwrap();
        let aside = folder.path().join("roms/demo.sav.damaged-1");
        assert_eq!(file.load(&mut machine(&game)).unwrap(), Loaded::PutAside(aside.clone()));
        assert_eq!(fs::read(aside).unwrap(), b"half a sa");
        assert_eq!(file.load(&mut machine(&game)).unwrap(), Loaded::Nothing);
    }

    #[test]
    fn a_save_that_cannot_be_read_is_no_missing_one() {
        let folder = tempfile::tempdir().unwrap();
        let (game, folders) = (demo_in(folder.path()), Folders::within(folder.path()));
        let file = SaveFile::of(&game, &folders, SaveFolder::Beside);
        fs::create_dir(&file.path).unwrap();
        assert!(file.load(&mut machine(&game)).is_err());
    }

    #[test]
    fn the_last_earlier_saves_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let (path, earlier) = (folder.path().join("a.sav"), folder.path().join("earlier"));
        for number in 0..6_u8 {
            keep_earlier(&path, &earlier).unwrap();
            keep_earlier(&path, &earlier).unwrap();
            files::write_whole(&path, &[number]).unwrap();
        }
        let kept = |n| fs::read(earlier.join(format!("earlier-{n}.sav"))).unwrap();
        assert_eq!([kept(1), kept(2), kept(3)], [[4], [3], [2]]);
        assert_eq!(fs::read_dir(&earlier).unwrap().count(), 3);
    }
}
