//! A ROM for tests, in machine code written by hand.
//!
//! Each frame it scrolls one pixel, reads the buttons, counts the frames in which A is held in
//! the cartridge's battery RAM, sets the palette and the pitch of a tone from that count, and
//! executes LD B,B after [`FRAMES_TO_OPCODE`] frames.

/// Where the program keeps the number of frames (16 bits, low byte first).
pub const FRAME_COUNTER: u16 = 0xC000;
/// Where the program keeps the number of frames in which A was held, in battery RAM.
pub const PRESS_COUNTER: u16 = 0xA000;
/// The number of frames after which the program executes LD B,B, once.
pub const FRAMES_TO_OPCODE: u8 = 100;

/// The ROM: 32 KiB with MBC1, 8 KiB of RAM and a battery; for DMG and CGB if `cgb`.
pub fn rom(cgb: bool) -> Vec<u8> {
    let mut rom = vec![0; 0x8000];
    rom[0x100..0x104].copy_from_slice(&[0x00, 0xC3, 0x50, 0x01]); // NOP; JP 0150
    rom[0x134..0x13C].copy_from_slice(b"EDGETEST");
    rom[0x143] = if cgb { 0x80 } else { 0x00 };
    rom[0x147] = 0x03; // MBC1 with RAM and battery
    rom[0x149] = 0x02; // 8 KiB
    rom[0x14D] =
        rom[0x134..0x14D].iter().fold(0, |sum: u8, &b| sum.wrapping_sub(b).wrapping_sub(1));
    rom[0x150..][..PROGRAM.len()].copy_from_slice(PROGRAM);
    rom
}

/// A ROM that prints two rows of tiles, of which all pixels are black, with a margin of one step below.
pub fn printing_rom() -> Vec<u8> {
    let settings = [1, 0x01, 0xE4, 0x40];
    // Five runs of 128 bytes.
    let tiles = [0xFE, 0xFF].repeat(5);
    let packets =
        [packet(1, 0, &[]), packet(4, 1, &tiles), packet(4, 0, &[]), packet(2, 0, &settings)];
    let bytes = packets.concat();
    let mut rom = rom(false);
    rom[0x150..][..SEND.len()].copy_from_slice(SEND);
    rom[0x1FF] = u8::try_from(bytes.len()).expect("few bytes");
    rom[0x200..][..bytes.len()].copy_from_slice(&bytes);
    rom
}

/// A packet for the printer, with two bytes for its answer.
fn packet(command: u8, compressed: u8, data: &[u8]) -> Vec<u8> {
    let length = u8::try_from(data.len()).expect("a short packet");
    let mut content = vec![command, compressed, length, 0];
    content.extend(data);
    let sum: u16 = content.iter().map(|&byte| u16::from(byte)).sum();
    [&[0x88, 0x33], &content[..], &sum.to_le_bytes(), &[0, 0]].concat()
}

/// Sends as many bytes as 01FF says, from 0200 on, through the serial port.
#[rustfmt::skip]
const SEND: &[u8] = &[
    // 0150:
    0x21, 0xFF, 0x01,       // LD HL,01FF
    0x2A,                   // LD A,(HL+)
    0x47,                   // LD B,A
    // 0155: send a byte, and wait until it is out.
    0x2A,                   // LD A,(HL+)
    0xE0, 0x01,             // LDH (SB),A
    0x3E, 0x81, 0xE0, 0x02, // LD A,81; LDH (SC),A
    0xF0, 0x02,             // LDH A,(SC)
    0xCB, 0x7F,             // BIT 7,A
    0x20, 0xFA,             // JR NZ,015C
    0x05,                   // DEC B
    0x20, 0xF0,             // JR NZ,0155
    0x18, 0xFE,             // JR 0165
];

#[rustfmt::skip]
const PROGRAM: &[u8] = &[
    // 0150: no interrupts; stack; RAM on.
    0xF3,                   // DI
    0x31, 0xFE, 0xFF,       // LD SP,FFFE
    0x3E, 0x0A,             // LD A,0A
    0xEA, 0x00, 0x00,       // LD (0000),A
    // 0159: wait for line 144, then turn the LCD off.
    0xF0, 0x44,             // LDH A,(LY)
    0xFE, 0x90,             // CP 90
    0x20, 0xFA,             // JR NZ,0159
    0xAF,                   // XOR A
    0xE0, 0x40,             // LDH (LCDC),A
    0xEA, 0x00, 0xC0,       // LD (C000),A
    0xEA, 0x01, 0xC0,       // LD (C001),A
    // 0168: fill 8000-9FFF (tiles and maps) with L xor H.
    0x21, 0x00, 0x80,       // LD HL,8000
    0x7D,                   // LD A,L
    0xAC,                   // XOR H
    0x22,                   // LD (HL+),A
    0x7C,                   // LD A,H
    0xFE, 0xA0,             // CP A0
    0x20, 0xF8,             // JR NZ,016B
    // 0173: sound on, a tone of pulse 1 at full volume on both sides; LCD on.
    0x3E, 0x80, 0xE0, 0x26, // LD A,80; LDH (NR52),A
    0x3E, 0x77, 0xE0, 0x24, // LD A,77; LDH (NR50),A
    0x3E, 0xFF, 0xE0, 0x25, // LD A,FF; LDH (NR51),A
    0x3E, 0xF0, 0xE0, 0x12, // LD A,F0; LDH (NR12),A
    // 0183: on CGB, four colours of palette 0, of which the first is to change.
    0x3E, 0x80, 0xE0, 0x68, // LD A,80; LDH (BCPS),A
    0x06, 0x08,             // LD B,08
    0x78,                   // LD A,B
    0xCB, 0x37,             // SWAP A
    0xE0, 0x69,             // LDH (BCPD),A
    0x05,                   // DEC B
    0x20, 0xF8,             // JR NZ,0189
    0xAF,                   // XOR A
    0xE0, 0x68,             // LDH (BCPS),A
    0x3E, 0x91, 0xE0, 0x40, // LD A,91; LDH (LCDC),A
    // 0198: wait for line 144 to end and to come again.
    0xF0, 0x44,             // LDH A,(LY)
    0xFE, 0x90,             // CP 90
    0x28, 0xFA,             // JR Z,0198
    0xF0, 0x44,             // LDH A,(LY)
    0xFE, 0x90,             // CP 90
    0x20, 0xFA,             // JR NZ,019E
    // 01A4: count the frame.
    0x21, 0x00, 0xC0,       // LD HL,C000
    0x34,                   // INC (HL)
    0x20, 0x02,             // JR NZ,01AC
    0x2C,                   // INC L
    0x34,                   // INC (HL)
    // 01AC: scroll.
    0xF0, 0x43,             // LDH A,(SCX)
    0x3C,                   // INC A
    0xE0, 0x43,             // LDH (SCX),A
    // 01B1: is A (bit 0 of the buttons, 0 if pressed) held?
    0x3E, 0x10,             // LD A,10
    0xE0, 0x00,             // LDH (P1),A
    0xF0, 0x00,             // LDH A,(P1)
    0xF0, 0x00,             // LDH A,(P1)
    0x21, 0x00, 0xA0,       // LD HL,A000
    0xCB, 0x47,             // BIT 0,A
    0x20, 0x01,             // JR NZ,01C1
    0x34,                   // INC (HL)
    // 01C1: palette and pitch from the count.
    0x7E,                   // LD A,(HL)
    0xEE, 0xE4,             // XOR E4
    0xE0, 0x47,             // LDH (BGP),A
    0xE0, 0x69,             // LDH (BCPD),A
    0xE0, 0x13,             // LDH (NR13),A
    0x3E, 0x86,             // LD A,86
    0xE0, 0x14,             // LDH (NR14),A
    // 01CE: LD B,B if it is time.
    0xFA, 0x00, 0xC0,       // LD A,(C000)
    0xFE, FRAMES_TO_OPCODE, // CP FRAMES_TO_OPCODE
    0x20, 0xC3,             // JR NZ,0198
    0x40,                   // LD B,B
    0x18, 0xC0,             // JR 0198
];
