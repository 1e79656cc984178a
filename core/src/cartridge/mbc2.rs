//! MBC2, with 512 half-bytes of RAM inside.
//!
//! Source: Pan Docs, "MBC2", <https://gbdev.io/pandocs/MBC2.html>; tested by mooneye-test-suite's
//! `emulator-only/mbc2`.

use serde::{Deserialize, Serialize};

use super::mapper::{RamTarget, enables_ram};

/// The registers of an MBC2.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Mbc2 {
    ram_enabled: bool,
    /// The ROM bank number, four bits.
    bank: u8,
}

impl Mbc2 {
    pub(crate) fn new() -> Mbc2 {
        Mbc2 { ram_enabled: false, bank: 1 }
    }

    pub(crate) fn write(&mut self, address: u16, value: u8) {
        // 4000-7FFF holds no register; below, address bit 8 tells the two apart.
        match address & 0x4100 {
            0x0000 => self.ram_enabled = enables_ram(value),
            0x0100 => self.bank = value & 0x0F,
            _ => {}
        }
    }

    pub(crate) fn rom_banks(&self) -> [usize; 2] {
        [0, usize::from(self.bank.max(1))]
    }

    pub(crate) fn ram(&self) -> RamTarget {
        if self.ram_enabled { RamTarget::HalfBytes } else { RamTarget::Open }
    }

    pub(crate) fn mask(&mut self) {
        self.bank &= 0x0F;
    }
}
