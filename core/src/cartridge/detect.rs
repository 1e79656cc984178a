//! Which board a file belongs on: by its header, and where that cannot say by what else is in it.
//!
//! Sources: Pan Docs, "Other MBCs", <https://gbdev.io/pandocs/othermbc.html>, "MMM01" and "M161"; the
//! specification of TPP1. No game is known by name or hash.

use super::header::header_checksum;
use super::kind::{Chip, Kind};
use super::{MIN_ROM_SIZE, camera, mbc7, tpp1};

const KIB: usize = 1024;
/// What M161 and MMM01 switch by.
const BLOCK: usize = 32 * KIB;

/// A board, with what cannot be read off its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Board {
    pub(crate) kind: Kind,
    /// The bytes of RAM, or of EEPROM.
    pub(crate) ram_size: usize,
    /// Where in the file the header is that a boot ROM sees, less 0100.
    pub(crate) header_start: usize,
}

impl Board {
    /// The board for a file of at least [`MIN_ROM_SIZE`] bytes, `None` if there is none.
    pub(crate) fn of(rom: &[u8]) -> Option<Board> {
        if let Some(features) = tpp1::Features::of(rom) {
            let kind = Kind::tpp1(features);
            return Some(Board { kind, ram_size: features.ram_size, header_start: 0 });
        }
        if is_wisdom_tree(rom) {
            return Some(Board::without_ram(Chip::WisdomTree));
        }
        if let Some(board) = mmm01(rom) {
            return Some(board);
        }
        if is_m161(rom) {
            return Some(Board::without_ram(Chip::M161));
        }
        let kind = Kind::from_code(rom[0x147])?;
        let ram_size = ram_size(kind, rom[0x149]);
        let chip = match kind.chip {
            // A header without a mapper over more ROM than fits without one is wrong. An MBC3 is
            // the safe guess: a stray write of 0 or 1 to 2000-3FFF leaves bank 1 in place.
            Chip::None if rom.len() > BLOCK => Chip::Mbc3 { mbc30: false },
            Chip::Mbc1 { .. } => Chip::Mbc1 { multicart: is_mbc1_multicart(rom) },
            // The type is that of an MBC3. Only the sizes tell an MBC30.
            Chip::Mbc3 { .. } => {
                Chip::Mbc3 { mbc30: rom.len() > 2 * KIB * KIB || ram_size > 32 * KIB }
            }
            chip => chip,
        };
        Some(Board { kind: Kind { chip, ..kind }, ram_size, header_start: 0 })
    }

    fn without_ram(chip: Chip) -> Board {
        Board { kind: Kind { chip, ..Kind::default() }, ram_size: 0, header_start: 0 }
    }
}

/// The bytes of RAM on a board of this kind whose header has `code` at 0149.
///
/// No hardware ever looks at that byte, so headers get it wrong. A type with RAM gets 8 KiB, the
/// smallest chip that was ever fitted, where the code says "none" or is undefined; a mapper whose
/// type has no RAM gets what a defined code promises. Where all cartridges have the same, it is not
/// looked at.
fn ram_size(kind: Kind, code: u8) -> usize {
    let promised = match code {
        0x01 => 2 * KIB,
        0x02 => 8 * KIB,
        0x03 => 32 * KIB,
        0x04 => 128 * KIB,
        0x05 => 64 * KIB,
        _ => 0,
    };
    match (kind.chip, kind.ram, promised) {
        (Chip::Mbc2, ..) => 512,
        (Chip::Mbc6, ..) => 32 * KIB,
        (Chip::Mbc7, ..) => mbc7::EEPROM_SIZE,
        (Chip::Camera, ..) => camera::RAM_SIZE,
        (Chip::None, false, _) => 0,
        (_, true, 0) => 8 * KIB,
        (_, _, size) => size,
    }
}

/// A multicart with an MBC1 is 1 MiB, the only size they were made in, with a header's logo also at
/// the start of the second game.
fn is_mbc1_multicart(rom: &[u8]) -> bool {
    const SECOND_GAME: usize = 256 * KIB;
    rom.len().next_power_of_two() == 1024 * KIB && has_logo_of_first(rom, SECOND_GAME)
}

/// The board of an MMM01, where the menu that it starts with is in the last 32 KiB, or, in files of
/// some programs, in the first.
///
/// The menu has the type of an MMM01 or, in collections of Mani's, that of an MBC3 without anything.
fn mmm01(rom: &[u8]) -> Option<Board> {
    let last = rom.len().saturating_sub(BLOCK);
    let is_at_end = rom.len().is_power_of_two() && has_other_header(rom, last);
    let (menu, code) = match (rom[last + 0x147], rom[0x147]) {
        (code @ 0x0B..=0x0D, _) if is_at_end => (last, code),
        (0x11, _) if is_at_end => (last, 0x0B),
        (_, code @ 0x0B..=0x0D) => (0, code),
        _ => return None,
    };
    let kind = Kind { chip: Chip::Mmm01 { menu_first: menu == 0 }, ..Kind::from_code(code)? };
    Some(Board { kind, ram_size: ram_size(kind, rom[menu + 0x149]), header_start: menu })
}

/// The one cartridge with an M161 says that it had an MBC3 with clock. It has up to 256 KiB, and the
/// header of another game after each 32 KiB.
fn is_m161(rom: &[u8]) -> bool {
    matches!(rom[0x147], 0x00 | 0x10) && rom.len() <= 8 * BLOCK && has_other_header(rom, BLOCK)
}

/// Wisdom Tree's games say that they had no mapper, and who made them. The other signature is the
/// one that Pan Docs proposes for new games.
fn is_wisdom_tree(rom: &[u8]) -> bool {
    let is_signed = |bytes: &[u8]| bytes == b"WISDOM TREE" || bytes == b"WISDOM\0TREE";
    let claims = rom[0x147] == 0xC0 && rom[0x14A] == 0xD1;
    claims || rom[0x147] == 0x00 && rom.len() > BLOCK && rom.windows(11).any(is_signed)
}

/// Whether the place of the logo is filled at `start` as it is at the beginning of the file, and not
/// with one value.
fn has_logo_of_first(rom: &[u8], start: usize) -> bool {
    let logo = |start: usize| rom.get(start + 0x104..start + 0x134);
    let first = logo(0).unwrap_or_default();
    logo(start) == Some(first) && first.iter().any(|byte| *byte != first[0])
}

/// Whether there is a header at `start` that is whole and not the one at the beginning of the file.
fn has_other_header(rom: &[u8], start: usize) -> bool {
    let Some(header) = rom.get(start..start + MIN_ROM_SIZE) else { return false };
    has_logo_of_first(rom, start)
        && header[0x134..] != rom[0x134..MIN_ROM_SIZE]
        && header[0x14D] == header_checksum(header)
}
