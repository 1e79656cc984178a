//! Random ROM files.

use std::sync::OnceLock;

use edgeboy_core::Cartridge;

use crate::code::code;
use crate::noise::Noise;

/// The types of cartridge that the machine has.
fn supported_types() -> &'static [u8] {
    static TYPES: OnceLock<Vec<u8>> = OnceLock::new();
    TYPES.get_or_init(|| {
        let is_supported = |&cartridge_type: &u8| {
            let mut file = vec![0; 0x8000];
            file[0x147] = cartridge_type;
            set_checksum(&mut file);
            Cartridge::from_bytes(file).is_ok()
        };
        (0..=255).filter(is_supported).collect()
    })
}

/// Makes the header's checksum right.
fn set_checksum(rom: &mut [u8]) {
    rom[0x14D] =
        rom[0x134..0x14D].iter().fold(0u8, |sum, byte| sum.wrapping_sub(*byte).wrapping_sub(1));
}

/// A file with a program, of a type that the machine has.
pub(crate) fn program(noise: &mut Noise) -> Vec<u8> {
    let length = match noise.below(16) {
        0 => 0x8000 << (1 + noise.below(5)),
        1 => 0x8001 + noise.below(0x38000),
        2 => 0x150 + noise.below(0xFEB0),
        _ => 0x8000,
    };
    // The same code again and again: making other would take longer than running it.
    let code = code(noise, 0x1000);
    let mut rom = Vec::with_capacity(length);
    while rom.len() < length {
        rom.extend_from_slice(&code[..code.len().min(length - rom.len())]);
    }
    // The vectors return, mostly, and the entry point jumps behind the header.
    for vector in (0x40..0x68).step_by(8) {
        rom[vector] = if noise.once_in(4) { noise.byte() } else { 0xD9 };
    }
    rom[0x100..0x104].copy_from_slice(&[0x00, 0xC3, 0x50, 0x01]);
    rom[0x143] = noise.one_of(&[0x00, 0x80, 0xC0]);
    rom[0x147] = noise.one_of(supported_types());
    rom[0x148] = noise.byte() & 0x0F;
    rom[0x149] = noise.byte() & 0x07;
    set_checksum(&mut rom);
    rom
}

/// A file with a random header, and often too short for one.
pub(crate) fn header(noise: &mut Noise) -> Vec<u8> {
    let length = match noise.below(8) {
        0 => noise.below(0x160),
        1..4 => 0x150 + noise.below(0x4000),
        4..7 => 0x8000,
        _ => 0x8000 << noise.below(4),
    };
    let mut file = vec![0; length];
    if length < 0x150 || noise.once_in(8) {
        noise.fill(&mut file);
    }
    let code = code(noise, 0x100);
    // Where a mapper that begins with its last bank looks for the header is one as well.
    for start in [0, length.saturating_sub(0x8000)] {
        if let Some(header) = file.get_mut(start..start + 0x150) {
            noise.fill(header);
            if noise.once_in(2) {
                header[..0x100].copy_from_slice(&code);
            }
            if noise.once_in(2) {
                header[0x147] = noise.one_of(supported_types());
            }
            if noise.once_in(32) {
                // TPP1.
                header[0x147] = 0xBC;
                header[0x149..0x14B].copy_from_slice(&[0xC1, 0x65]);
            }
            if !noise.once_in(4) {
                set_checksum(header);
            }
        }
    }
    file
}
