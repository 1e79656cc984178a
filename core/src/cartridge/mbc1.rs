//! MBC1, also in its multicart wiring.
//!
//! Source: Pan Docs, "MBC1", <https://gbdev.io/pandocs/MBC1.html>; tested by mooneye-test-suite's
//! `emulator-only/mbc1`.

use serde::{Deserialize, Serialize};

use super::mapper::{RamTarget, enables_ram};

/// The registers of an MBC1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Mbc1 {
    ram_enabled: bool,
    /// The ROM bank number, five bits.
    bank1: u8,
    /// The RAM bank number or the upper bits of the ROM bank number, two bits.
    bank2: u8,
    /// Whether `bank2` also counts for 0000-3FFF and A000-BFFF.
    mode: bool,
    /// Whether `bank2` is wired to the fifth address line above the bank, as in MBC1M multicarts,
    /// and not to the sixth.
    multicart: bool,
}

impl Mbc1 {
    pub(crate) fn new(multicart: bool) -> Mbc1 {
        Mbc1 { ram_enabled: false, bank1: 0, bank2: 0, mode: false, multicart }
    }

    pub(crate) fn is_multicart_wiring(&self) -> bool {
        self.multicart
    }

    pub(crate) fn write(&mut self, address: u16, value: u8) {
        match address >> 13 {
            0 => self.ram_enabled = enables_ram(value),
            1 => self.bank1 = value & 0x1F,
            2 => self.bank2 = value & 0x03,
            _ => self.mode = value & 1 != 0,
        }
    }

    pub(crate) fn rom_banks(&self) -> [usize; 2] {
        let (shift, low_mask) = if self.multicart { (4, 0x0F) } else { (5, 0x1F) };
        let upper = usize::from(self.bank2) << shift;
        // All five bits are compared with zero, also those that lead nowhere: writing 10 selects
        // bank 0 of a multicart and of a ROM of at most 256 KiB.
        let lower = if self.bank1 == 0 { 1 } else { usize::from(self.bank1) & low_mask };
        [if self.mode { upper } else { 0 }, upper | lower]
    }

    pub(crate) fn ram(&self) -> RamTarget {
        match self.ram_enabled {
            false => RamTarget::Open,
            true if self.mode && !self.multicart => RamTarget::Bank(self.bank2.into()),
            true => RamTarget::Bank(0),
        }
    }

    pub(crate) fn mask(&mut self) {
        self.bank1 &= 0x1F;
        self.bank2 &= 0x03;
    }
}
