//! Puts the game together: pictures, songs and source become the ROM.

use std::collections::HashMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use crate::art::{self, Picture, Tile};
use crate::music;

/// Generated files by the names under which the game includes them.
type Generated = HashMap<String, Vec<u8>>;

/// Builds the game from the crate's folder.
pub(crate) fn build(folder: &Path) -> Result<edgeboy_asm::Assembly, String> {
    let mut generated = Generated::new();
    let pictures = |name: &str| -> Result<Vec<Picture>, String> {
        let path = folder.join("art").join(format!("{name}.txt"));
        let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        art::parse(&text).map_err(|e| format!("{}: {e}", path.display()))
    };
    objects(&pictures("sprites")?, &mut generated);
    singles("font", &pictures("font")?, &mut generated);
    singles("tiles", &pictures("tiles")?, &mut generated);
    for name in ["moon", "skyline", "clouds", "logo"] {
        mapped(name, &pictures(name)?[0], &mut generated);
    }
    generated.insert("near.bin".into(), shifted(&pictures("near")?[0]));
    let path = folder.join("music/songs.txt");
    let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let songs = music::compile(&text).map_err(|e| format!("{}: {e}", path.display()))?;
    generated.insert("songs.asm".into(), songs.into_bytes());
    let files = |name: &str| {
        generated.get(name).cloned().or_else(|| fs::read(folder.join("game").join(name)).ok())
    };
    edgeboy_asm::assemble_all(&files, "main.asm").map_err(|e| e.to_string())
}

/// Objects: tiles column by column, and the number of each object's first tile.
fn objects(pictures: &[Picture], generated: &mut Generated) {
    let mut tiles = Vec::new();
    let mut names = String::new();
    for picture in pictures {
        let _ = writeln!(names, "DEF OBJ_{} EQU {}", picture.name, tiles.len());
        tiles.extend(picture.object_tiles());
    }
    generated.insert("sprites.2bpp".into(), tiles.concat());
    generated.insert("sprites.inc".into(), names.into_bytes());
}

/// Single tiles, with the index of each.
fn singles(file: &str, pictures: &[Picture], generated: &mut Generated) {
    let prefix = file.to_uppercase();
    let mut names = String::new();
    let mut tiles: Vec<Tile> = Vec::new();
    for picture in pictures {
        let _ = writeln!(names, "DEF {prefix}_{} EQU {}", picture.name, tiles.len());
        tiles.extend(picture.tiles());
    }
    let _ = writeln!(names, "DEF {prefix}_COUNT EQU {}", tiles.len());
    generated.insert(format!("{file}.2bpp"), tiles.concat());
    generated.insert(format!("{file}.inc"), names.into_bytes());
}

/// A large picture: its different tiles and the map of them.
fn mapped(file: &str, picture: &Picture, generated: &mut Generated) {
    let (unique, map) = art::deduplicate(&picture.tiles());
    let prefix = file.to_uppercase();
    let names = format!("DEF {prefix}_COUNT EQU {}\n", unique.len());
    generated.insert(format!("{file}.2bpp"), unique.concat());
    generated.insert(format!("{file}.map"), map);
    generated.insert(format!("{file}.inc"), names.into_bytes());
}

/// The near city's 8 tiles (4 by 2), once for each of 32 shifts to the left.
fn shifted(picture: &Picture) -> Vec<u8> {
    let mut bytes = Vec::new();
    for shift in 0..picture.width() {
        for y in [0, 8] {
            for x in (0..picture.width()).step_by(8) {
                bytes.extend(picture.tile(x, y, shift));
            }
        }
    }
    bytes
}
