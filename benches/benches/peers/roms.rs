//! The ROMs that all emulators run.

use std::fs;
use std::path::{Path, PathBuf};

use super::Outcome;

/// A ROM as a file.
pub(crate) struct Rom {
    /// The file's name without its ending.
    pub(crate) name: String,
    pub(crate) path: PathBuf,
}

/// The games of a folder in the order of their names, and our own ROMs, which are written as files into another.
pub(crate) fn all(games: &Path, own: &Path) -> Outcome<Vec<Rom>> {
    let mut roms = games_in(games)?;
    let ours = [
        ("demo", edgeboy_demo::ROM),
        ("raster_dmg", benches::RASTER_DMG),
        ("raster_cgb", benches::RASTER_CGB),
    ];
    for (name, bytes) in ours {
        let path = own.join(format!("{name}.gb"));
        fs::write(&path, bytes).map_err(|error| format!("{}: {error}", path.display()))?;
        roms.push(Rom { name: name.to_owned(), path });
    }
    Ok(roms)
}

fn games_in(folder: &Path) -> Outcome<Vec<Rom>> {
    let failed = |error| format!("{}: {error}", folder.display());
    let mut roms = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let is_rom = path.extension().is_some_and(|ending| ending == "gb" || ending == "gbc");
        if let (true, Some(name)) = (is_rom, path.file_stem()) {
            roms.push(Rom { name: name.to_string_lossy().into_owned(), path });
        }
    }
    roms.sort_by_key(|rom| rom.name.to_lowercase());
    Ok(roms)
}

/// Whether it is one that changes registers of the PPU in the middle of every line.
pub(crate) fn is_raster(name: &str) -> bool {
    name.starts_with("raster_")
}
