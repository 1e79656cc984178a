//! States of earlier programs: players have them on their disks.
//!
//! Those in `data` were written by the last program that knew no models but these three, which a
//! state's first version was made for: 100 frames of the program here with A held.

use edgeboy_core::{Buttons, Cartridge, GameBoy, Model};
use miniz_oxide::inflate::decompress_to_vec_zlib;

const STATES: [(Model, &[u8]); 3] = [
    (Model::Dmg, include_bytes!("data/version-1.dmg.state.z")),
    (Model::Mgb, include_bytes!("data/version-1.mgb.state.z")),
    (Model::Cgb, include_bytes!("data/version-1.cgb.state.z")),
];

/// Clears WRAM, draws a tile, sounds a tone, and then, once a picture, counts at C000, scrolls by that,
/// and has the buttons at C001.
#[rustfmt::skip]
const PROGRAM: [u8; 108] = [
    0xF3, 0xAF, 0xE0, 0x40, // DI; LCDC: off
    0x16, 0x07, // LD D,7
    // Bank:
    0x7A, 0xE0, 0x70, 0x21, 0x00, 0xC0, // SVBK; LD HL,C000
    // Byte:
    0xAF, 0x22, 0x7C, 0xFE, 0xE0, 0x20, 0xF9, // LD (HL+),0; the next Byte below E000
    0x15, 0x20, 0xF0, // DEC D; the next Bank
    0x21, 0x10, 0x80, 0x06, 0x10, 0x3E, 0x3C, 0x22, 0x05, 0x20, 0xFC, // tile 1
    0x3E, 0x01, 0xEA, 0x21, 0x98, // and its place
    0x3E, 0x80, 0xE0, 0x68, 0x3E, 0xE0, 0xE0, 0x69, 0x3E, 0x03, 0xE0, 0x69, // green behind it on a CGB
    0x3E, 0x80, 0xE0, 0x26, 0x3E, 0xFF, 0xE0, 0x25, 0x3E, 0x77, 0xE0, 0x24, // NR52, NR51, NR50
    0x3E, 0xF0, 0xE0, 0x12, 0xAF, 0xE0, 0x13, 0x3E, 0x87, 0xE0, 0x14, // NR12, NR13, NR14
    0x3E, 0x05, 0xE0, 0x07, 0x3E, 0x91, 0xE0, 0x40, // TAC; LCDC: on
    0x3E, 0x01, 0xE0, 0xFF, 0x3E, 0x10, 0xE0, 0x00, // IE; P1
    // Picture:
    0x76, 0x00, 0xAF, 0xE0, 0x0F, // HALT; clear IF
    0x21, 0x00, 0xC0, 0x34, 0x7E, 0xE0, 0x43, // count, and scroll by that
    0xF0, 0x00, 0xEA, 0x01, 0xC0, 0x18, 0xED, // the buttons; the next Picture
];

fn start(model: Model) -> GameBoy {
    // A state knows its ROM by all of its bytes, so that this one is put together here alone.
    let mut rom = vec![0; 0x8000];
    rom[0x100..0x103].copy_from_slice(&[0xC3, 0x50, 0x01]); // JP 0150
    rom[0x143] = 0x80; // It knows the CGB.
    rom[0x14D] = 0x67; // The header's checksum.
    rom[0x150..][..PROGRAM.len()].copy_from_slice(&PROGRAM);
    GameBoy::new(Cartridge::from_bytes(rom).unwrap(), model)
}

/// The different pixels of the picture.
fn colors(gb: &GameBoy) -> Vec<u16> {
    let mut colors = gb.frame().to_vec();
    colors.sort_unstable();
    colors.dedup();
    colors
}

#[test]
fn states_of_the_first_version_go_on() {
    for (model, packed) in STATES {
        let state = decompress_to_vec_zlib(packed).unwrap();
        let mut gb = start(model);
        gb.load_state(&state).unwrap();
        assert!(gb.save_state() == state, "{model:?} is saved as it was");

        assert_eq!((gb.buttons(), gb.peek(0xC001)), (Buttons::A, 0xDE), "{model:?}");
        let counted = gb.peek(0xC000);
        gb.set_sample_rate(48_000);
        gb.set_buttons(Buttons::B);
        (0..120).for_each(|_| gb.run_frame());
        assert_eq!(gb.peek(0xC000), counted + 120, "{model:?}");
        assert_eq!(gb.peek(0xC001), 0xDD, "{model:?}");
        let expected = if model.is_cgb() { [0x03E0, 0x7FFF] } else { [0, 3] };
        assert_eq!(colors(&gb), expected, "{model:?}");
        assert!(gb.take_audio().iter().any(|[left, _]| *left > 1000), "{model:?} is heard");
    }
}
