//! Assembles the benchmarks' own ROMs.

use std::path::{Path, PathBuf};
use std::{env, fs};

#[path = "raster/art.rs"]
mod art;

/// The folders and names of the sources.
const PROGRAMS: [(&str, &str); 4] =
    [("raster", "raster_dmg"), ("raster", "raster_cgb"), ("parts", "cpu"), ("parts", "apu")];

fn main() {
    let folder = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    // The registers' names are those of the built-in game.
    let registers = folder.join("../demo/game/hardware.inc");
    for source in [Path::new("raster"), Path::new("parts"), &registers] {
        println!("cargo::rerun-if-changed={}", source.display());
    }
    let art = art::files();
    for (place, name) in PROGRAMS {
        let files = |file: &str| match file {
            "hardware.inc" => fs::read(&registers).ok(),
            _ => art.get(file).cloned().or_else(|| fs::read(folder.join(place).join(file)).ok()),
        };
        let rom = edgeboy_asm::assemble(&files, &format!("{name}.asm")).unwrap_or_else(|error| {
            eprintln!("{error}");
            std::process::exit(1);
        });
        fs::write(out.join(format!("{name}.gb")), rom).expect("OUT_DIR is writable");
    }
}
