//! HuC3: banks, an infrared port, and a clock that is spoken to through a mailbox.
//!
//! Source: Pan Docs, "HuC-3", <https://gbdev.io/pandocs/HuC3.html>.

mod clock;

use serde::{Deserialize, Serialize};

pub(crate) use self::clock::{Clock, FOOTER_SIZE, MGBA_FOOTER_SIZE};
use super::infrared::Infrared;
use super::mapper::RamTarget;
use crate::time::Ticks;

/// The registers of a HuC3.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Huc3 {
    /// What A000-BFFF is, four bits.
    selected: u8,
    /// The ROM bank number, seven bits. Whether 0 is bank 0 is not known; it is in `SameBoy` and
    /// mGBA.
    bank: u8,
    /// The RAM bank number; of the lines above the lower two none is known to lead anywhere.
    ram_bank: u8,
    pub(crate) infrared: Infrared,
    pub(crate) clock: Clock,
}

impl Huc3 {
    const RAM_READ_ONLY: u8 = 0x0;
    const RAM: u8 = 0xA;
    const COMMAND: u8 = 0xB;
    const RESPONSE: u8 = 0xC;
    const SEMAPHORE: u8 = 0xD;
    const INFRARED: u8 = 0xE;

    pub(crate) fn new() -> Huc3 {
        Huc3 {
            selected: 0,
            bank: 1,
            ram_bank: 0,
            infrared: Infrared::default(),
            clock: Clock::new(),
        }
    }

    pub(crate) fn write(&mut self, address: u16, value: u8) {
        match address >> 13 {
            0 => self.selected = value & 0x0F,
            1 => self.bank = value & 0x7F,
            2 => self.ram_bank = value & 0x0F,
            // Games write 01 here when they start. No effect was ever observed.
            _ => {}
        }
    }

    pub(crate) fn rom_banks(&self) -> [usize; 2] {
        [0, self.bank.into()]
    }

    pub(crate) fn ram(&self) -> RamTarget {
        match self.selected {
            Self::RAM_READ_ONLY => RamTarget::ReadOnly(self.ram_bank.into()),
            Self::RAM => RamTarget::Bank(self.ram_bank.into()),
            Self::COMMAND..=Self::INFRARED => RamTarget::Registers,
            _ => RamTarget::Open,
        }
    }

    /// Reads a register at A000-BFFF. Data line 7 is not connected and reads 1.
    pub(crate) fn read_register(&self) -> u8 {
        match self.selected {
            Self::COMMAND | Self::RESPONSE => 0x80 | self.clock.response(),
            Self::INFRARED => self.infrared.read(),
            // The semaphore. Commands are executed at once, so the clock is always ready.
            _ => 0xFF,
        }
    }

    /// Writes a register at A000-BFFF. Gives whether the clock may be another now.
    pub(crate) fn write_register(&mut self, value: u8, now: Ticks) -> bool {
        match self.selected {
            Self::COMMAND => self.clock.post(value),
            Self::SEMAPHORE if value & 1 == 0 => return self.clock.execute(now),
            Self::INFRARED => self.infrared.write(value),
            _ => {}
        }
        false
    }

    pub(crate) fn mask(&mut self) {
        self.selected &= 0x0F;
        self.bank &= 0x7F;
        self.ram_bank &= 0x0F;
        self.clock.mask();
    }
}
