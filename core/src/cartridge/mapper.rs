//! The mapper chips under one roof: which banks the CPU sees, and what lies at A000-BFFF.
//!
//! Source: Pan Docs, "MBCs", <https://gbdev.io/pandocs/MBCs.html>.

use serde::{Deserialize, Serialize};

use super::header::Header;
use super::kind::{Chip, Kind};
use super::mbc1::Mbc1;
use super::mbc2::Mbc2;
use super::mbc3::Mbc3;
use super::mbc5::Mbc5;
use super::rtc::{Register, Rtc};
use crate::time::Ticks;

/// What A000-BFFF leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RamTarget {
    /// Nothing: reads give FF.
    Open,
    /// An 8 KiB bank of the RAM.
    Bank(usize),
    /// The 512 half-bytes of an MBC2, again and again.
    HalfBytes,
    /// A register of the clock.
    Clock(Register),
}

/// A mapper chip and its registers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Mapper {
    /// None: 32 KiB of ROM and up to 8 KiB of RAM, always there.
    None,
    Mbc1(Mbc1),
    Mbc2(Mbc2),
    Mbc3(Mbc3),
    Mbc5(Mbc5),
}

impl Mapper {
    /// The mapper of a board as it is at power-on. `rom` is a power of two long.
    pub(crate) fn new(kind: Kind, header: &Header, rom: &[u8]) -> Mapper {
        match kind.chip {
            // A header without a mapper over more ROM than fits without one is wrong. An MBC3 is
            // the safe guess: a stray write of 0 or 1 to 2000-3FFF leaves bank 1 in place.
            Chip::None if rom.len() > 0x8000 => Mapper::Mbc3(Mbc3::new(false, None)),
            Chip::None => Mapper::None,
            Chip::Mbc1 => Mapper::Mbc1(Mbc1::new(Mbc1::is_multicart(rom))),
            Chip::Mbc2 => Mapper::Mbc2(Mbc2::new()),
            Chip::Mbc3 => {
                // The type is that of an MBC3. Only the sizes tell an MBC30.
                let mbc30 = rom.len() > 0x80 * 0x4000 || header.ram_size > 4 * 0x2000;
                Mapper::Mbc3(Mbc3::new(mbc30, kind.rtc.then(Rtc::default)))
            }
            Chip::Mbc5 => Mapper::Mbc5(Mbc5::new(kind.rumble)),
        }
    }

    pub(crate) fn name(&self) -> &'static str {
        match self {
            Mapper::None => "ROM",
            Mapper::Mbc1(mbc) if mbc.is_multicart_wiring() => "MBC1M",
            Mapper::Mbc1(_) => "MBC1",
            Mapper::Mbc2(_) => "MBC2",
            Mapper::Mbc3(mbc) if mbc.is_mbc30() => "MBC30",
            Mapper::Mbc3(_) => "MBC3",
            Mapper::Mbc5(_) => "MBC5",
        }
    }

    /// Whether two mappers are the same chip on the same board, whatever their registers hold.
    pub(crate) fn is_same_board(&self, other: &Mapper) -> bool {
        self.name() == other.name()
            && self.rtc().is_some() == other.rtc().is_some()
            && self.has_motor() == other.has_motor()
    }

    /// Takes a write to 0000-7FFF.
    pub(crate) fn write(&mut self, address: u16, value: u8, now: Ticks) {
        match self {
            Mapper::None => {}
            Mapper::Mbc1(mbc) => mbc.write(address, value),
            Mapper::Mbc2(mbc) => mbc.write(address, value),
            Mapper::Mbc3(mbc) => mbc.write(address, value, now),
            Mapper::Mbc5(mbc) => mbc.write(address, value),
        }
    }

    /// The numbers of the ROM banks at 0000-3FFF and 4000-7FFF. They may lie beyond the ROM.
    pub(crate) fn rom_banks(&self) -> [usize; 2] {
        match self {
            Mapper::None => [0, 1],
            Mapper::Mbc1(mbc) => mbc.rom_banks(),
            Mapper::Mbc2(mbc) => mbc.rom_banks(),
            Mapper::Mbc3(mbc) => mbc.rom_banks(),
            Mapper::Mbc5(mbc) => mbc.rom_banks(),
        }
    }

    /// What A000-BFFF leads to.
    #[inline]
    pub(crate) fn ram(&self) -> RamTarget {
        match self {
            Mapper::None => RamTarget::Bank(0),
            Mapper::Mbc1(mbc) => mbc.ram(),
            Mapper::Mbc2(mbc) => mbc.ram(),
            Mapper::Mbc3(mbc) => mbc.ram(),
            Mapper::Mbc5(mbc) => mbc.ram(),
        }
    }

    pub(crate) fn rtc(&self) -> Option<&Rtc> {
        match self {
            Mapper::Mbc3(mbc) => mbc.rtc.as_ref(),
            _ => None,
        }
    }

    pub(crate) fn rtc_mut(&mut self) -> Option<&mut Rtc> {
        match self {
            Mapper::Mbc3(mbc) => mbc.rtc.as_mut(),
            _ => None,
        }
    }

    pub(crate) fn rumble(&self) -> bool {
        matches!(self, Mapper::Mbc5(mbc) if mbc.rumble())
    }

    fn has_motor(&self) -> bool {
        matches!(self, Mapper::Mbc5(mbc) if mbc.has_motor())
    }

    /// Cuts all registers to the bits that they have, after they came from outside.
    pub(crate) fn mask(&mut self) {
        match self {
            Mapper::None => {}
            Mapper::Mbc1(mbc) => mbc.mask(),
            Mapper::Mbc2(mbc) => mbc.mask(),
            Mapper::Mbc3(mbc) => mbc.mask(),
            Mapper::Mbc5(mbc) => mbc.mask(),
        }
    }
}

/// Whether a write to the RAM enable register of MBC1, MBC2 and MBC3 enables: they look at the
/// lower four bits only (mooneye's `bits_ramg`, `ramg-mbc3-test` by `CasualPokePlayer`).
pub(crate) fn enables_ram(value: u8) -> bool {
    value & 0x0F == 0x0A
}
