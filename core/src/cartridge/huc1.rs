//! HuC1: banks and an infrared port.
//!
//! Source: Pan Docs, "HuC1", <https://gbdev.io/pandocs/HuC1.html>. It knows of six bits of ROM bank
//! and two of RAM bank; released cartridges have no more.

use serde::{Deserialize, Serialize};

use super::infrared::Infrared;
use super::mapper::RamTarget;

/// The registers of a HuC1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Huc1 {
    /// Whether A000-BFFF is the infrared port and not RAM.
    shows_infrared: bool,
    /// The ROM bank number, six bits; 0 is bank 0, as in `SameBoy` and mGBA.
    bank: u8,
    /// The RAM bank number, two bits.
    ram_bank: u8,
    pub(crate) infrared: Infrared,
}

impl Huc1 {
    pub(crate) fn new() -> Huc1 {
        Huc1 { shows_infrared: false, bank: 1, ram_bank: 0, infrared: Infrared::default() }
    }

    pub(crate) fn write(&mut self, address: u16, value: u8) {
        match address >> 13 {
            // RAM cannot be closed. Games write 0A and 00 all the same, and both mean RAM. That
            // four bits are looked at is what `SameBoy` does.
            0 => self.shows_infrared = value & 0x0F == 0x0E,
            1 => self.bank = value & 0x3F,
            2 => self.ram_bank = value & 0x03,
            _ => {}
        }
    }

    pub(crate) fn rom_banks(&self) -> [usize; 2] {
        [0, self.bank.into()]
    }

    pub(crate) fn ram(&self) -> RamTarget {
        if self.shows_infrared {
            RamTarget::Registers
        } else {
            RamTarget::Bank(self.ram_bank.into())
        }
    }

    pub(crate) fn mask(&mut self) {
        self.bank &= 0x3F;
        self.ram_bank &= 0x03;
    }
}
