//! The Pocket Camera: banks, and the registers of its sensor.
//!
//! Source: Pan Docs, "Game Boy Camera", <https://gbdev.io/pandocs/Gameboy_Camera.html>.

mod sensor;

use alloc::vec::Vec;

use serde::{Deserialize, Serialize};
use serde_big_array::BigArray;

pub use self::sensor::{HEIGHT, WIDTH};
use super::mapper::{RamTarget, enables_ram};
use crate::time::Ticks;

/// The size of its RAM, whatever the header says.
pub(crate) const RAM_SIZE: usize = 128 * 1024;
/// Where in the RAM the picture goes.
const PICTURE_START: usize = 0x100;

/// The time of the CPU's clock at normal speed, by which the sensor is driven. That it is twice as
/// fast in double speed is left out.
const TICKS_PER_CLOCK: u64 = 8;

/// How far the taking of a picture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Capture {
    /// It ends, or has ended, at a moment.
    Until(Ticks),
    /// It was stopped this long before its end, and can go on.
    Stopped(Ticks),
}

/// The registers of the camera.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Camera {
    ram_writable: bool,
    /// The ROM bank number, six bits; 0 is bank 0.
    bank: u8,
    /// The RAM bank number, four bits.
    ram_bank: u8,
    /// Whether A000-BFFF is the registers and not RAM.
    shows_registers: bool,
    #[serde(with = "BigArray")]
    registers: [u8; sensor::REGISTERS],
    capture: Capture,
    /// What is before the lens, as bytes of grey; empty if nothing is.
    #[serde(with = "serde_bytes")]
    scene: Vec<u8>,
}

impl Camera {
    pub(crate) fn new() -> Camera {
        Camera {
            ram_writable: false,
            bank: 1,
            ram_bank: 0,
            shows_registers: false,
            registers: [0; sensor::REGISTERS],
            capture: Capture::Until(Ticks(0)),
            scene: Vec::new(),
        }
    }

    /// Puts something before the lens.
    pub(crate) fn set_scene(&mut self, grey: &[u8; WIDTH * HEIGHT]) {
        self.scene.clear();
        self.scene.extend_from_slice(grey);
    }

    pub(crate) fn write(&mut self, address: u16, value: u8) {
        match address >> 13 {
            0 => self.ram_writable = enables_ram(value),
            1 => self.bank = value & 0x3F,
            2 => {
                self.ram_bank = value & 0x0F;
                self.shows_registers = value & 0x10 != 0;
            }
            _ => {}
        }
    }

    pub(crate) fn rom_banks(&self) -> [usize; 2] {
        [0, self.bank.into()]
    }

    /// While a picture is taken, RAM reads 00, which the registers do as well.
    pub(crate) fn ram(&self, now: Ticks) -> RamTarget {
        match self.ram_bank.into() {
            _ if self.shows_registers || self.is_busy(now) => RamTarget::Registers,
            bank if self.ram_writable => RamTarget::Bank(bank),
            bank => RamTarget::ReadOnly(bank),
        }
    }

    fn is_busy(&self, now: Ticks) -> bool {
        matches!(self.capture, Capture::Until(end) if now < end)
    }

    /// Reads a register at A000-BFFF. Only the first can be read.
    pub(crate) fn read_register(&self, address: u16, now: Ticks) -> u8 {
        match address & 0x7F {
            0 if self.shows_registers => self.registers[0] & 0x06 | u8::from(self.is_busy(now)),
            _ => 0x00,
        }
    }

    /// Writes a register at A000-BFFF. Gives whether there is a new picture in the RAM.
    pub(crate) fn write_register(
        &mut self,
        address: u16,
        value: u8,
        now: Ticks,
        ram: &mut [u8],
    ) -> bool {
        let place = usize::from(address & 0x7F);
        match self.registers.get_mut(place) {
            Some(register) if self.shows_registers => *register = value,
            _ => return false,
        }
        place == 0 && self.write_trigger(value & 1 != 0, now, ram)
    }

    fn write_trigger(&mut self, start: bool, now: Ticks, ram: &mut [u8]) -> bool {
        match (self.capture, start) {
            (Capture::Stopped(left), true) => self.capture = Capture::Until(now + left),
            (Capture::Until(end), true) if now >= end => {
                self.capture = Capture::Until(now + self.capture_time());
                // Nobody can look until the end, unless the game stops it before.
                let picture = sensor::take(&self.scene, &self.registers);
                for (byte, taken) in ram.iter_mut().skip(PICTURE_START).zip(picture) {
                    *byte = taken;
                }
                return true;
            }
            (Capture::Until(end), false) if now < end => {
                self.capture = Capture::Stopped(end - now);
            }
            _ => {}
        }
        false
    }

    /// How long it takes to take a picture: the exposure, in steps of 16 clocks, and the reading.
    fn capture_time(&self) -> Ticks {
        let exposure = u64::from(sensor::exposure(&self.registers));
        let extra = if self.registers[1] & 0x80 != 0 { 0 } else { 512 };
        Ticks((32_446 + extra + 16 * exposure) * TICKS_PER_CLOCK)
    }

    pub(crate) fn mask(&mut self) {
        self.bank &= 0x3F;
        self.ram_bank &= 0x0F;
        self.scene.truncate(WIDTH * HEIGHT);
    }
}
