//! The cartridge header: what a console's boot ROM and an emulator read at $0100–$014F.
//!
//! Source: Pan Docs, "The Cartridge Header", <https://gbdev.io/pandocs/The_Cartridge_Header.html>.

use crate::error::Error;

const LOGO: usize = 0x104;
const TITLE: usize = 0x134;
const CGB_FLAG: usize = 0x143;
const TYPE: usize = 0x147;
const ROM_SIZE: usize = 0x148;
const RAM_SIZE: usize = 0x149;
const HEADER_CHECKSUM: usize = 0x14D;
const GLOBAL_CHECKSUM: usize = 0x14E;

/// The bytes at $0104–$0133. The boot ROM compares them with its own copy and does not start a cartridge whose bytes
/// differ, so that every ROM that runs on hardware carries them.
pub const BOOT_LOGO: [u8; 48] = [
    0xCE, 0xED, 0x66, 0x66, 0xCC, 0x0D, 0x00, 0x0B, 0x03, 0x73, 0x00, 0x83, 0x00, 0x0C, 0x00, 0x0D,
    0x00, 0x08, 0x11, 0x1F, 0x88, 0x89, 0x00, 0x0E, 0xDC, 0xCC, 0x6E, 0xE6, 0xDD, 0xDD, 0xD9, 0x99,
    0xBB, 0xBB, 0x67, 0x63, 0x6E, 0x0E, 0xEC, 0xCC, 0xDD, 0xDC, 0x99, 0x9F, 0xBB, 0xB9, 0x33, 0x3E,
];

/// What to write into the header besides logo, ROM size and checksums; `None` keeps what the source put there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HeaderFix {
    /// The title, at most 15 ASCII characters (the sixteenth byte is the CGB flag).
    pub title: Option<String>,
    /// The CGB flag: $80 runs on both and uses colour, $C0 needs a CGB.
    pub cgb_flag: Option<u8>,
    /// The cartridge type, such as $1B for MBC5 with RAM and battery.
    pub cartridge_type: Option<u8>,
    /// The RAM size code: 0 none, 2 8 KiB, 3 32 KiB, 4 128 KiB, 5 64 KiB.
    pub ram_size: Option<u8>,
}

/// Pads `rom` with $FF to the next size that the header can name and writes the header's fixed parts, its checksums and what
/// `fix` asks for.
///
/// # Errors
///
/// The ROM has no room for a header or is larger than 8 MiB, or the title is too long or not ASCII.
pub fn fix_header(rom: &mut Vec<u8>, fix: &HeaderFix) -> Result<(), Error> {
    if rom.len() < 0x150 || rom.len() > 0x80_0000 {
        return Err(Error::general(format!(
            "a ROM has $150 to $800000 bytes, this one has ${:X}",
            rom.len()
        )));
    }
    if let Some(title) = &fix.title {
        if !title.is_ascii() || title.len() > 15 {
            return Err(Error::general(format!(
                "a title is at most 15 ASCII characters, found \"{title}\""
            )));
        }
        rom[TITLE..CGB_FLAG].fill(0);
        rom[TITLE..TITLE + title.len()].copy_from_slice(title.as_bytes());
    }
    let bytes = [(CGB_FLAG, fix.cgb_flag), (TYPE, fix.cartridge_type), (RAM_SIZE, fix.ram_size)];
    for (address, value) in bytes {
        if let Some(value) = value {
            rom[address] = value;
        }
    }
    let size = rom.len().max(0x8000).next_power_of_two();
    rom.resize(size, 0xFF);
    rom[LOGO..TITLE].copy_from_slice(&BOOT_LOGO);
    // 32 KiB is size code 0, and each step doubles it.
    rom[ROM_SIZE] = (size.trailing_zeros() - 15) as u8;
    rom[HEADER_CHECKSUM] = header_checksum(rom);
    let global = global_checksum(rom);
    rom[GLOBAL_CHECKSUM..GLOBAL_CHECKSUM + 2].copy_from_slice(&global.to_be_bytes());
    Ok(())
}

/// The checksum over $0134–$014C, which the boot ROM verifies.
fn header_checksum(rom: &[u8]) -> u8 {
    rom[TITLE..HEADER_CHECKSUM]
        .iter()
        .fold(0, |sum: u8, byte| sum.wrapping_sub(*byte).wrapping_sub(1))
}

/// The sum of all bytes but its own two, which no console verifies.
fn global_checksum(rom: &[u8]) -> u16 {
    let sum =
        |bytes: &[u8]| bytes.iter().fold(0_u16, |sum, byte| sum.wrapping_add(u16::from(*byte)));
    sum(&rom[..GLOBAL_CHECKSUM]).wrapping_add(sum(&rom[GLOBAL_CHECKSUM + 2..]))
}
