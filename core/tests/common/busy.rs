//! A program of our own that keeps every component busy.

use edgeboy_core::Model;

use super::rom::Rom;

/// Sends the 16 bytes from HL on to an SGB.
const SEND_PACKET: [u8; 42] = [
    0xAF, 0xE0, 0x00, 0x3E, 0x30, 0xE0, 0x00, // both lines low, then high
    0x06, 0x10, // LD B,10
    // Byte:
    0x0E, 0x08, 0x56, 0x23, // LD C,8; LD D,(HL); INC HL
    // Bit:
    0x3E, 0x20, 0xCB, 0x1A, 0x30, 0x02, 0x3E, 0x10, // one of the lines, as RR D says
    0xE0, 0x00, 0x3E, 0x30, 0xE0, 0x00, // low, then high
    0x0D, 0x20, 0xEF, 0x05, 0x20, 0xE8, // the next Bit, the next Byte
    0x3E, 0x20, 0xE0, 0x00, 0x3E, 0x30, 0xE0, 0x00, // a 0 at the end
    0xC9,
];
const SEND_PACKET_AT: u16 = 0x0300;

/// Palettes whose colours have the numbers of the shades, a block of another palette, four players, and
/// tiles for a border, which it begins to read off the screen.
#[rustfmt::skip]
const PACKETS: [[u8; 16]; 5] = [
    [0x01, 0, 0, 1, 0, 2, 0, 3, 0, 1, 0, 2, 0, 3, 0, 0],
    [0x09, 0, 0, 1, 0, 2, 0, 3, 0, 1, 0, 2, 0, 3, 0, 0],
    [0x21, 1, 0x03, 0x05, 2, 3, 12, 13, 0, 0, 0, 0, 0, 0, 0, 0],
    [0x89, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    [0x99, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
];
const PACKETS_AT: u16 = 0x0400;

/// Sound, timer, scrolling in the middle of lines, DMA, buttons, HALT; on the CGB also HDMA and
/// double speed; on the SGB also commands.
pub(crate) fn busy_rom(model: Model) -> Vec<u8> {
    #[rustfmt::skip]
    let set_up = [
        0x31, 0xFE, 0xFF, // LD SP,FFFE
        0x3E, 0x80, 0xE0, 0x26, // NR52: sound on
        0x3E, 0x77, 0xE0, 0x24, // NR50: both sides loud
        0x3E, 0xFF, 0xE0, 0x25, // NR51: all channels on both sides
        0x3E, 0xF3, 0xE0, 0x12, // NR12: loud and fading
        0x3E, 0x25, 0xE0, 0x10, // NR10: a sweep
        0x3E, 0xA7, 0xE0, 0x21, // NR42
        0x3E, 0x05, 0xE0, 0xFF, // IE: VBlank and timer
        0x3E, 0xC0, 0xE0, 0x06, // TMA
        0x3E, 0x05, 0xE0, 0x07, // TAC: 262,144 Hz
        0x3E, 0x10, 0xE0, 0x00, // P1: buttons
        0x3E, 0xF3, 0xE0, 0x40, // LCDC: all on, BG tiles from 8000
        0x3E, 0x40, 0xE0, 0x4A, // WY
    ];
    let switch_speed = [
        0x3E, 0x01, 0xE0, 0x4D, // KEY1: arm the switch
        0x10, 0x00, // STOP
    ];
    #[rustfmt::skip]
    let work = [
        0xFB, // EI
        // Again:
        0x76, // HALT
        0x00, // NOP
        0x04, // INC B
        0x78, // LD A,B
        0xE0, 0x43, // SCX
        0xE0, 0x4B, // WX
        0xE0, 0x13, // NR13
        0xE0, 0x22, // NR43
        0x3E, 0x87, 0xE0, 0x14, // NR14: trigger
        0xE0, 0x23, // NR44: trigger
        0xF0, 0x00, // LDH A,(P1)
        0x80, // ADD A,B
        0x26, 0x80, // LD H,80
        0x68, // LD L,B
        0x77, // LD (HL),A: into VRAM
        0x26, 0xC1, // LD H,C1
        0x77, // LD (HL),A: into WRAM
        0x3E, 0xC1, 0xE0, 0x46, // OAM DMA from C100
        0x3E, 0xC1, 0xE0, 0x51, // HDMA from C1x0...
        0x78, 0xE0, 0x52,
        0x78, 0xE0, 0x53, // ... to somewhere
        0x3E, 0x83, 0xE0, 0x55, // four blocks in HBlank
        0x78, 0xE0, 0x01, // SB
        0x3E, 0x81, 0xE0, 0x02, // SC: send
        0x18, (0u8).wrapping_sub(56), // JR Again
    ];
    let mut program = set_up.to_vec();
    if model.is_cgb() {
        program.extend(switch_speed);
    }
    if model.is_sgb() {
        program.extend([0x3E, 0x30, 0xE0, 0x00]); // P1: nothing, from where a packet can begin
        for index in 0..PACKETS.len() as u16 {
            let [low, high] = (PACKETS_AT + 16 * index).to_le_bytes();
            let [send_low, send_high] = SEND_PACKET_AT.to_le_bytes();
            program.extend([0x21, low, high, 0xCD, send_low, send_high]);
        }
        program.extend([0x3E, 0x10, 0xE0, 0x00]); // P1: buttons
    }
    program.extend(work);
    Rom::new(&program)
        .for_cgb()
        .for_sgb()
        .at(SEND_PACKET_AT, &SEND_PACKET)
        .at(PACKETS_AT, PACKETS.as_flattened())
        .at(0x0040, &[0xD9]) // RETI
        .at(0x0050, &[0x0C, 0x79, 0xE0, 0x43, 0xE0, 0x47, 0xD9]) // INC C; SCX and BGP are C
        .build()
}
