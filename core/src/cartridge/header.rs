//! The cartridge header at 0100-014F.
//!
//! Source: Pan Docs, "The Cartridge Header", <https://gbdev.io/pandocs/The_Cartridge_Header.html>.
//! Only a boot ROM ever reads the header; nothing in it can be relied upon.

use alloc::string::String;

use sha2::{Digest, Sha256};

use super::detect::Board;
use super::kind::Chip;

/// What a game says about the Game Boy Color (the byte at 0143).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CgbSupport {
    /// Made for the monochrome models. A CGB runs it in its compatibility mode.
    #[default]
    None,
    /// Uses CGB functions where there are any.
    Enhanced,
    /// Needs a CGB.
    Only,
}

/// Where a game is sold (the byte at 014A).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Destination {
    /// Japan, and possibly elsewhere.
    #[default]
    Japan,
    /// Only outside Japan.
    Overseas,
    /// A value without a meaning.
    Undefined(u8),
}

/// The header of a cartridge, decoded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// The title, without padding; a byte that is not printable ASCII becomes `?`.
    pub title: String,
    /// The bytes 0134-0143, of which a CGB's boot ROM makes the hash that chooses the colours of
    /// an older game.
    pub title_bytes: [u8; 16],
    /// The manufacturer code at 013F-0142 of newer games, which is otherwise part of the title.
    pub manufacturer_code: Option<String>,
    /// The CGB flag.
    pub cgb: CgbSupport,
    /// Whether the game uses Super Game Boy functions: the SGB flag is 03 and the old licensee
    /// code 33, without which an SGB ignores the flag.
    pub sgb: bool,
    /// The cartridge type at 0147.
    pub cartridge_type: u8,
    /// The ROM size in bytes that the code at 0148 stands for, 0 if for none. Banking goes by the
    /// size of the file instead.
    pub rom_size: usize,
    /// The bytes of RAM that the cartridge is taken to have, by its type and the code at 0149.
    pub ram_size: usize,
    /// The RAM size code at 0149.
    pub ram_size_code: u8,
    /// The destination code.
    pub destination: Destination,
    /// The old licensee code at 014B; 33 means that the new one counts.
    pub old_licensee: u8,
    /// The new licensee code at 0144-0145, two ASCII characters.
    pub new_licensee: [u8; 2],
    /// The version of the game at 014C.
    pub version: u8,
    /// The checksum of the header at 014D.
    pub header_checksum: u8,
    /// Whether it is right. If not, a boot ROM does not start the game.
    pub header_checksum_valid: bool,
    /// The checksum of the ROM at 014E-014F.
    pub global_checksum: u16,
    /// Whether it is right. Nothing on the hardware looks at it.
    pub global_checksum_valid: bool,
    /// Whether the logo at 0104-0133 is the one that a boot ROM insists on.
    pub logo_valid: bool,
}

/// SHA-256 of the 48 bytes of logo that boot ROMs compare with.
const LOGO_SHA256: [u8; 32] = [
    0xDA, 0xF4, 0xCA, 0xBD, 0xC8, 0x52, 0xBA, 0xA0, 0x29, 0x18, 0x49, 0x20, 0x3F, 0x0B, 0x41, 0xFD,
    0x0B, 0x4E, 0xCD, 0x58, 0xE0, 0xD7, 0xAF, 0xF4, 0xA5, 0x09, 0xF5, 0xDE, 0x4D, 0x7F, 0x9A, 0x2E,
];

impl Header {
    /// Decodes the header of a file that goes onto a board.
    pub(crate) fn parse(file: &[u8], board: &Board) -> Header {
        let rom = &file[board.header_start..];
        let mut title_bytes = [0; 16];
        title_bytes.copy_from_slice(&rom[0x134..0x144]);
        let cgb = match title_bytes[15] {
            flag if flag & 0xC0 == 0xC0 => CgbSupport::Only,
            flag if flag & 0x80 != 0 => CgbSupport::Enhanced,
            _ => CgbSupport::None,
        };
        let old_licensee = rom[0x14B];
        let manufacturer = &title_bytes[11..15];
        let has_manufacturer =
            cgb != CgbSupport::None && old_licensee == 0x33 && is_manufacturer_code(manufacturer);
        let title_length = match cgb {
            _ if has_manufacturer => 11,
            CgbSupport::None => 16,
            _ => 15,
        };
        let largest_size_code = if matches!(board.kind.chip, Chip::Tpp1(_)) { 0x0F } else { 0x08 };
        let global_checksum = u16::from_be_bytes([rom[0x14E], rom[0x14F]]);
        Header {
            title: decode_text(&title_bytes[..title_length]),
            title_bytes,
            manufacturer_code: has_manufacturer.then(|| decode_text(manufacturer)),
            cgb,
            sgb: rom[0x146] == 0x03 && old_licensee == 0x33,
            cartridge_type: rom[0x147],
            rom_size: match rom[0x148] {
                code if code <= largest_size_code => 0x8000 << code,
                _ => 0,
            },
            ram_size: board.ram_size,
            ram_size_code: rom[0x149],
            destination: match rom[0x14A] {
                0 => Destination::Japan,
                1 => Destination::Overseas,
                code => Destination::Undefined(code),
            },
            old_licensee,
            new_licensee: [rom[0x144], rom[0x145]],
            version: rom[0x14C],
            header_checksum: rom[0x14D],
            header_checksum_valid: rom[0x14D] == header_checksum(rom),
            global_checksum,
            global_checksum_valid: global_checksum == sum_of_rom(file, board.header_start),
            logo_valid: Sha256::digest(&rom[0x104..0x134])[..] == LOGO_SHA256,
        }
    }
}

/// The checksum that a boot ROM makes of 0134-014C.
pub(crate) fn header_checksum(rom: &[u8]) -> u8 {
    rom[0x134..0x14D].iter().fold(0u8, |sum, byte| sum.wrapping_sub(*byte).wrapping_sub(1))
}

/// The sum of all bytes but the two of the checksum itself.
fn sum_of_rom(rom: &[u8], header_start: usize) -> u16 {
    let (before, behind) = (header_start + 0x14E, header_start + 0x150);
    let sum = |bytes: &[u8]| bytes.iter().fold(0u16, |sum, byte| sum.wrapping_add(*byte as u16));
    sum(&rom[..before]).wrapping_add(sum(&rom[behind..]))
}

/// Whether four bytes after an eleven-character title are a manufacturer code and not its end.
///
/// No flag says so. The codes of released games are two to three letters or digits behind the
/// product line (A, B, H, K, V) and before the region.
fn is_manufacturer_code(bytes: &[u8]) -> bool {
    matches!(bytes, [b'A' | b'B' | b'H' | b'K' | b'V', middle @ .., region]
        if middle.iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
            && b"DEFIJKPSUXY".contains(region))
}

/// ASCII up to the first zero, without trailing blanks.
fn decode_text(bytes: &[u8]) -> String {
    let end = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
    let printable = |byte: &u8| match *byte {
        0x20..=0x7E => *byte as char,
        _ => '?',
    };
    let text: String = bytes[..end].iter().map(printable).collect();
    text.trim_end().into()
}
