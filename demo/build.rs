//! Makes the game: text art and notes become tiles and music data, and the assembler puts all together.

use std::path::PathBuf;
use std::{env, fs};

#[path = "convert/art.rs"]
mod art;
#[path = "convert/game.rs"]
mod game;
#[path = "convert/music.rs"]
mod music;

fn main() {
    let folder = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    for part in ["art", "game", "music", "convert"] {
        println!("cargo::rerun-if-changed={part}");
    }
    match game::build(&folder) {
        Ok(assembly) => {
            for warning in &assembly.warnings {
                println!("cargo::warning={warning}");
            }
            fs::write(out.join("demo.gb"), &assembly.rom).expect("OUT_DIR is writable");
            fs::write(out.join("demo.sym"), assembly.symbol_file()).expect("OUT_DIR is writable");
        }
        Err(message) => {
            eprintln!("{message}");
            std::process::exit(1);
        }
    }
}
