//! MBC5, with or without a rumble motor.
//!
//! Source: Pan Docs, "MBC5", <https://gbdev.io/pandocs/MBC5.html>; tested by mooneye-test-suite's
//! `emulator-only/mbc5`.

use serde::{Deserialize, Serialize};

use super::mapper::RamTarget;

/// The registers of an MBC5.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Mbc5 {
    ram_enabled: bool,
    /// The ROM bank number, nine bits; 0 is bank 0.
    bank: u16,
    /// The RAM bank number, four bits, of which the motor takes bit 3 where there is one.
    ram_bank: u8,
    has_motor: bool,
}

impl Mbc5 {
    pub(crate) fn new(has_motor: bool) -> Mbc5 {
        Mbc5 { ram_enabled: false, bank: 1, ram_bank: 0, has_motor }
    }

    pub(crate) fn has_motor(&self) -> bool {
        self.has_motor
    }

    /// Whether the motor is on.
    pub(crate) fn rumble(&self) -> bool {
        self.has_motor && self.ram_bank & 0x08 != 0
    }

    pub(crate) fn write(&mut self, address: u16, value: u8) {
        match address >> 12 {
            // All eight bits count here, unlike on the older chips, as in `SameBoy`. Pan Docs speaks of
            // four bits; no test at hand decides.
            0 | 1 => self.ram_enabled = value == 0x0A,
            2 => self.bank = self.bank & 0x100 | u16::from(value),
            3 => self.bank = self.bank & 0x0FF | u16::from(value & 1) << 8,
            4 | 5 => self.ram_bank = value & 0x0F,
            _ => {}
        }
    }

    pub(crate) fn rom_banks(&self) -> [usize; 2] {
        [0, self.bank.into()]
    }

    pub(crate) fn ram(&self) -> RamTarget {
        if !self.ram_enabled {
            return RamTarget::Open;
        }
        let mask = if self.has_motor { 0x07 } else { 0x0F };
        RamTarget::Bank(usize::from(self.ram_bank & mask))
    }

    pub(crate) fn mask(&mut self) {
        self.bank &= 0x1FF;
        self.ram_bank &= 0x0F;
    }
}
