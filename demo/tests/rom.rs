//! The ROM as a file: its size, its header, and that it holds what hardware asks for.

#[path = "../convert/art.rs"]
mod art;
#[path = "../convert/game.rs"]
mod game;
#[path = "../convert/music.rs"]
mod music;

use edgeboy_asm::{BOOT_LOGO, HeaderFix, fix_header};
use edgeboy_demo::{ROM, SYMBOLS};

#[test]
fn the_header_is_valid_on_hardware() {
    assert_eq!(ROM.len(), 0x8000);
    assert_eq!(ROM[0x104..0x134], BOOT_LOGO);
    assert_eq!(&ROM[0x134..0x13C], b"EDGEBOY\0");
    assert_eq!(ROM[0x143], 0x80, "runs on DMG, uses colour on CGB");
    assert_eq!(ROM[0x147..0x14A], [0x1B, 0, 2], "MBC5 with battery, 32 KiB ROM, 8 KiB RAM");
    // Writing the header again changes nothing: the checksums are right.
    let mut again = ROM.to_vec();
    fix_header(&mut again, &HeaderFix::default()).unwrap();
    assert_eq!(again, ROM);
    again[0x14D] ^= 1;
    again[0x14F] ^= 1;
    fix_header(&mut again, &HeaderFix::default()).unwrap();
    assert_eq!(again, ROM);
}

#[test]
fn the_symbols_are_sorted_and_name_the_entry() {
    assert!(SYMBOLS.lines().any(|line| line == "00:0150 Start"));
    let places: Vec<&str> = SYMBOLS.lines().map(|line| &line[..7]).collect();
    assert!(places.is_sorted());
}

#[test]
fn assembling_is_reproducible() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let first = game::build(folder).unwrap();
    assert_eq!(first.rom, ROM);
    assert_eq!(first.symbol_file(), SYMBOLS);
    assert_eq!(first, game::build(folder).unwrap());
}
