//! WRAM: its banks and its echo.

use edgeboy_core::Model;

use super::{STAY, program, results, start};
use crate::common::rom::Rom;

/// Writes each bank's number into it, and then puts what banks 0 to 7 hold at C000 to C007.
#[rustfmt::skip]
const BANKS: &[u8] = &[
    0x06, 0x07, // LD B,7
    0x78, 0xE0, 0x70, // SVBK: bank B
    0xEA, 0x00, 0xD0, // LD (D000),A
    0x05, 0x20, 0xF7, // down to 1
    0x21, 0x00, 0xC0, // LD HL,C000
    0x06, 0x00, // LD B,0
    0x78, 0xE0, 0x70, // SVBK: bank B
    0xFA, 0x00, 0xD0, // LD A,(D000)
    0x22, // LD (HL+),A
    0x04, 0x78, 0xFE, 0x08, 0x20, 0xF2, // up to 7
];

#[test]
fn the_cgb_has_seven_banks_at_d000() {
    let rom = Rom::new(&[BANKS, &STAY].concat()).for_cgb();
    let mut gb = start(rom, Model::Cgb);
    gb.run_frame();
    assert_eq!(results(&gb), [1, 1, 2, 3, 4, 5, 6, 7], "bank 0 selects bank 1");
}

#[test]
fn without_cgb_functions_there_is_one_bank() {
    for model in Model::ALL {
        let mut gb = program(model, &[BANKS, &STAY]);
        gb.run_frame();
        assert_eq!(results(&gb), [1; 8], "the last write was of 1");
    }
}

#[test]
fn e000_to_fdff_is_an_echo() {
    #[rustfmt::skip]
    let code = [
        0x3E, 0xAB, 0xEA, 0x23, 0xC1, // LD (C123),AB
        0x3E, 0xCD, 0xEA, 0x45, 0xF2, // LD (F245),CD
        0xFA, 0x23, 0xE1, 0xEA, 0x00, 0xC0, // (E123) to C000
        0xFA, 0x45, 0xD2, 0xEA, 0x01, 0xC0, // (D245) to C001
    ];
    for model in Model::ALL {
        let mut gb = program(model, &[&code, &STAY]);
        gb.run_frame();
        assert_eq!(results(&gb), [0xAB, 0xCD]);
    }
}
