//! OAM DMA and the CGB's VRAM DMA.

use edgeboy_core::Model;

use super::{LCD_OFF, STAY, program, results, start};
use crate::common::rom::Rom;

#[test]
fn oam_dma_copies_160_bytes() {
    #[rustfmt::skip]
    let code = [
        0x21, 0x00, 0xC1, // LD HL,C100
        0x7D, 0xEE, 0x5A, // L xor 5A
        0x22, // LD (HL+),A
        0x7D, 0xFE, 0xFF, // up to C1FE
        0x20, 0xF7, // JR NZ
        0x21, 0x80, 0xFF, // LD HL,FF80: six bytes of code
        0x3E, 0xE0, 0x22, 0x3E, 0x46, 0x22, // LDH (46),A
        0x3E, 0x3D, 0x22, // DEC A
        0x3E, 0x20, 0x22, 0x3E, 0xFD, 0x22, // JR NZ,-3
        0x3E, 0xC9, 0x77, // RET
        0x3E, 0xC1, // LD A,C1: the source, and a long enough wait
        0xCD, 0x80, 0xFF, // CALL FF80
    ];
    for model in Model::ALL {
        let mut gb = program(model, &[&LCD_OFF, &code, &STAY]);
        gb.run_frame();
        for offset in 0..0xA0 {
            assert_eq!(gb.peek(0xFE00 + offset), offset as u8 ^ 0x5A, "{offset:02X}");
        }
        assert_eq!(gb.peek(0xFF46), 0xC1);
    }
}

/// A ROM for the CGB whose second bank holds a pattern.
fn with_pattern(parts: &[&[u8]]) -> Rom {
    let pattern: Vec<u8> = (0..0x800u16).map(|n| (n * 7 + n / 256) as u8 | 1).collect();
    Rom::new(&parts.concat()).for_cgb().at(0x4000, &pattern)
}

/// From 4000 to 8800.
#[rustfmt::skip]
const ADDRESSES: &[u8] = &[
    0x3E, 0x40, 0xE0, 0x51, // HDMA1
    0xAF, 0xE0, 0x52, // HDMA2
    0x3E, 0x88, 0xE0, 0x53, // HDMA3
    0xAF, 0xE0, 0x54, // HDMA4
];

#[test]
fn a_general_purpose_dma_copies_at_once() {
    let code = [0x3E, 0x03, 0xE0, 0x55, 0xF0, 0x55, 0xEA, 0x00, 0xC0];
    let mut gb = start(with_pattern(&[&LCD_OFF, ADDRESSES, &code, &STAY]), Model::Cgb);
    gb.run_frame();
    assert_eq!(results(&gb), [0xFF], "the instruction after it finds it done");
    for offset in 0..0x40 {
        assert_eq!(gb.peek(0x8800 + offset), gb.peek(0x4000 + offset), "{offset:02X}");
    }
    assert_eq!(gb.peek(0x8840), 0, "four blocks and no more");
}

#[test]
fn an_hblank_dma_copies_a_block_a_line() {
    #[rustfmt::skip]
    let code = [
        0xF0, 0x44, 0xB7, 0x20, 0xFB, // wait for LY=0
        0x3E, 0xBF, 0xE0, 0x55, // 64 blocks, one in each HBlank
        0xF0, 0x44, 0xFE, 0x0A, 0x20, 0xFA, // wait for LY=10
        0xF0, 0x55, 0xEA, 0x00, 0xC0, // HDMA5 to C000
        0xF0, 0x44, 0xFE, 0x50, 0x20, 0xFA, // wait for LY=80
        0xF0, 0x55, 0xEA, 0x01, 0xC0, // HDMA5 to C001
    ];
    let mut gb = start(with_pattern(&[ADDRESSES, &code, &STAY]), Model::Cgb);
    gb.run_frame();
    gb.run_frame();
    assert_eq!(results(&gb), [63 - 10, 0xFF]);
    for offset in 0..0x400 {
        assert_eq!(gb.peek(0x8800 + offset), gb.peek(0x4000 + offset), "{offset:02X}");
    }
    assert_eq!(gb.peek(0x8C00), 0, "64 blocks and no more");
}

#[test]
fn there_is_no_vram_dma_for_a_dmg_game() {
    for model in Model::ALL {
        let mut gb = program(model, &[&LCD_OFF, ADDRESSES, &[0x3E, 0x03, 0xE0, 0x55], &STAY]);
        gb.run_frame();
        assert_eq!(gb.peek(0x8800), 0);
        assert_eq!(gb.peek(0xFF55), 0xFF);
    }
}
