//! Random programs that stay alive for a while.

use crate::noise::Noise;

/// Opcodes that lock the CPU, after which nothing interesting happens.
const LOCKING: [u8; 11] = [0xD3, 0xDB, 0xDD, 0xE3, 0xE4, 0xEB, 0xEC, 0xED, 0xF4, 0xFC, 0xFD];

/// HALT, STOP, and what goes to addresses that lie anywhere: all are wanted, but not all the time.
const ENDING: [u8; 9] = [0x10, 0x76, 0xC0, 0xC8, 0xC9, 0xD0, 0xD8, 0xD9, 0xE9];
/// Jumps and calls with an address behind them.
const ABSOLUTE: [u8; 10] = [0xC2, 0xC3, 0xC4, 0xCA, 0xCC, 0xCD, 0xD2, 0xD4, 0xDA, 0xDC];

/// A byte that does no harm as an opcode, most of the time.
fn byte(noise: &mut Noise) -> u8 {
    loop {
        let byte = noise.byte();
        if !LOCKING.contains(&byte) && (!ENDING.contains(&byte) || noise.once_in(16)) {
            return byte;
        }
    }
}

/// Random code: plain bytes, and often enough writes to registers and to places that matter.
pub(crate) fn code(noise: &mut Noise, length: usize) -> Vec<u8> {
    let mut code = Vec::with_capacity(length + 8);
    while code.len() < length {
        let [a, b, c] = [byte(noise), byte(noise), byte(noise)];
        match noise.below(12) {
            // LD A,n; LDH (n),A: any register.
            0 | 1 => code.extend([0x3E, a, 0xE0, b & 0x7F]),
            // The same for the PPU, with the LCD mostly on.
            2 => code.extend([0x3E, a | 0x80, 0xE0, 0x40]),
            3 => code.extend([0x3E, a, 0xE0, 0x41 + b % 12]),
            // IE, and EI.
            4 => code.extend([0x3E, a & 0x1F, 0xE0, 0xFF, 0xFB]),
            // LD HL,nn.
            5 => code.extend([0x21, a, b]),
            // LD A,n; LD (nn),A: mapper registers, VRAM, RAM, OAM.
            6 => code.extend([0x3E, a, 0xEA, b, c]),
            7 => code.extend([0x3E, 0x0A, 0xEA, b, c & 0x1F]),
            // Arm a speed switch, and STOP.
            8 if a < 64 => code.extend([0x3E, 0x01, 0xE0, 0x4D, 0x10, 0x00]),
            // A loop, so that the same place is come by again.
            9 if a < 32 => code.extend([0x18, b | 0x80]),
            _ if ABSOLUTE.contains(&a) => code.extend([a, b, c & 0x7F]),
            _ => code.push(a),
        }
    }
    code.truncate(length);
    code
}
