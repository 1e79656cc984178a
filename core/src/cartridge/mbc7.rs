//! MBC7: ROM banks, an accelerometer and an EEPROM.
//!
//! Source: Pan Docs, "MBC7", <https://gbdev.io/pandocs/MBC7.html>.

mod eeprom;

use serde::{Deserialize, Serialize};

use self::eeprom::Eeprom;
pub(crate) use self::eeprom::SIZE as EEPROM_SIZE;
use super::mapper::RamTarget;
use crate::time::Ticks;

/// The accelerometer's value at rest, and what it differs by for an acceleration of 1 g.
const CENTER: u16 = 0x81D0;
const PER_G: f32 = 112.0;
/// The most that an ADXL202 measures, in g.
const RANGE: f32 = 2.0;
/// What the latch holds while it is erased.
const ERASED: u16 = 0x8000;

/// The registers of an MBC7.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Mbc7 {
    /// Whether each of the two locks on A000-AFFF is open.
    first_open: bool,
    second_open: bool,
    /// The ROM bank number, seven bits. That 0 is bank 0 has not been confirmed.
    bank: u8,
    /// What the accelerometer shows, x and y.
    tilt: [u16; 2],
    latched: [u16; 2],
    /// Whether the latch was erased since it last took anything.
    erased: bool,
    eeprom: Eeprom,
}

impl Mbc7 {
    pub(crate) fn new() -> Mbc7 {
        Mbc7 {
            first_open: false,
            second_open: false,
            bank: 1,
            tilt: [CENTER; 2],
            latched: [ERASED; 2],
            erased: true,
            eeprom: Eeprom::default(),
        }
    }

    /// Sets the acceleration to the right and to the bottom in g. Values grow to the left and to
    /// the top.
    pub(crate) fn set_tilt(&mut self, x: f32, y: f32) {
        self.tilt = [x, y].map(|g| {
            // What is no number becomes 0 in the conversion.
            let steps = g.clamp(-RANGE, RANGE) * PER_G;
            let rounded = (steps + 0.5_f32.copysign(steps)) as i16;
            CENTER.wrapping_add_signed(-rounded)
        });
    }

    pub(crate) fn write(&mut self, address: u16, value: u8) {
        match address >> 13 {
            0 => self.first_open = value == 0x0A,
            1 => self.bank = value & 0x7F,
            2 => self.second_open = value == 0x40,
            _ => {}
        }
    }

    pub(crate) fn rom_banks(&self) -> [usize; 2] {
        [0, self.bank.into()]
    }

    pub(crate) fn ram(&self) -> RamTarget {
        if self.first_open && self.second_open { RamTarget::Registers } else { RamTarget::Open }
    }

    /// Reads a register at A000-AFFF, which bits 4 to 7 of the address choose.
    pub(crate) fn read_register(&self, address: u16, now: Ticks) -> u8 {
        let [x, y] = self.latched;
        match address & 0x10F0 {
            0x0020 => x as u8,
            0x0030 => (x >> 8) as u8,
            0x0040 => y as u8,
            0x0050 => (y >> 8) as u8,
            0x0060 => 0x00,
            0x0080 => self.eeprom.read(now),
            _ => 0xFF,
        }
    }

    /// Writes a register at A000-AFFF. Gives whether the EEPROM's contents may be others now.
    pub(crate) fn write_register(
        &mut self,
        address: u16,
        value: u8,
        now: Ticks,
        memory: &mut [u8],
    ) -> bool {
        match (address & 0x10F0, value) {
            (0x0000, 0x55) => {
                self.latched = [ERASED; 2];
                self.erased = true;
            }
            (0x0010, 0xAA) if self.erased => {
                self.latched = self.tilt;
                self.erased = false;
            }
            (0x0080, _) => return self.eeprom.write(value, now, memory),
            _ => {}
        }
        false
    }

    pub(crate) fn mask(&mut self) {
        self.bank &= 0x7F;
    }
}
