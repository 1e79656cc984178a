//! TPP1: a mapper of our days, with up to 1 GiB of ROM, 2 MiB of RAM, a clock and rumble.
//!
//! Source: its specification, version 1.0, <https://github.com/aaaaaa123456789/tpp1>. Where that
//! leaves something undefined, banks wrap and unknown commands do nothing.

mod clock;

use serde::{Deserialize, Serialize};

pub(crate) use self::clock::{Clock, FOOTER_SIZE};
use super::mapper::RamTarget;
use crate::time::Ticks;

/// What the header says of a TPP1 cartridge behind the header of others, at 0150-0153.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Features {
    pub(crate) ram_size: usize,
    pub(crate) battery: bool,
    pub(crate) rtc: bool,
    /// The highest speed of the motor, 0 if there is none.
    pub(crate) rumble_speeds: u8,
}

impl Features {
    /// The features of a ROM whose header claims to be a TPP1's, of version 1; `None` for others.
    pub(crate) fn of(rom: &[u8]) -> Option<Features> {
        let header = rom.get(0x147..0x154)?;
        let claims = header[0] == 0xBC && header[2] == 0xC1 && header[3] == 0x65 && header[9] == 1;
        let flags = header[12];
        claims.then(|| Features {
            ram_size: match header[11] {
                code @ 1..=9 => 0x2000 << (code - 1),
                _ => 0,
            },
            battery: flags & 0x08 != 0,
            rtc: flags & 0x04 != 0,
            rumble_speeds: match flags & 0x03 {
                0x01 => 1,
                0x03 => 3,
                _ => 0,
            },
        })
    }
}

/// What A000-BFFF is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Shown {
    Registers,
    RamReadOnly,
    Ram,
    Clock,
}

/// The registers of a TPP1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Tpp1 {
    /// MR1 and MR0; 0 is bank 0.
    bank: u16,
    /// MR2.
    ram_bank: u8,
    shown: Shown,
    /// How fast the motor turns, from 0 to 3, and how fast it can.
    rumble: u8,
    rumble_speeds: u8,
    pub(crate) clock: Option<Clock>,
}

impl Tpp1 {
    pub(crate) fn new(features: Features) -> Tpp1 {
        Tpp1 {
            bank: 1,
            ram_bank: 0,
            shown: Shown::Registers,
            rumble: 0,
            rumble_speeds: features.rumble_speeds,
            clock: features.rtc.then(Clock::default),
        }
    }

    pub(crate) fn is_like(&self, other: &Tpp1) -> bool {
        self.rumble_speeds == other.rumble_speeds && self.clock.is_some() == other.clock.is_some()
    }

    /// Whether the motor is on.
    pub(crate) fn rumble(&self) -> bool {
        self.rumble > 0
    }

    /// Takes a write to 0000-7FFF. Gives whether the clock may be another now.
    pub(crate) fn write(&mut self, address: u16, value: u8, now: Ticks) -> bool {
        // Writes to 4000-7FFF reach the ROM, which does not care.
        match address & 0x4003 {
            0 => self.bank = self.bank & 0xFF00 | u16::from(value),
            1 => self.bank = self.bank & 0x00FF | u16::from(value) << 8,
            2 => self.ram_bank = value,
            3 => return self.command(value, now),
            _ => {}
        }
        false
    }

    /// Takes a write to MR3.
    fn command(&mut self, command: u8, now: Ticks) -> bool {
        match command {
            0x00 => self.shown = Shown::Registers,
            0x02 => self.shown = Shown::RamReadOnly,
            0x03 => self.shown = Shown::Ram,
            0x05 => self.shown = Shown::Clock,
            0x20..=0x23 => self.rumble = (command & 0x03).min(self.rumble_speeds),
            _ => {}
        }
        self.clock.as_mut().is_some_and(|clock| clock.command(command, now))
    }

    pub(crate) fn rom_banks(&self) -> [usize; 2] {
        [0, self.bank.into()]
    }

    pub(crate) fn ram(&self) -> RamTarget {
        match self.shown {
            Shown::Registers => RamTarget::Registers,
            Shown::RamReadOnly => RamTarget::ReadOnly(self.ram_bank.into()),
            Shown::Ram => RamTarget::Bank(self.ram_bank.into()),
            Shown::Clock if self.clock.is_some() => RamTarget::Registers,
            Shown::Clock => RamTarget::Open,
        }
    }

    /// Reads MR0, MR1, MR2 and MR4, or the latch of the clock.
    pub(crate) fn read_register(&self, address: u16) -> u8 {
        match (self.shown, address & 3) {
            (Shown::Clock, place) => self.clock.as_ref().map_or(0xFF, |clock| clock.read(place)),
            (_, 0) => self.bank as u8,
            (_, 1) => (self.bank >> 8) as u8,
            (_, 2) => self.ram_bank,
            _ => 0xF0 | self.clock.as_ref().map_or(0, Clock::status) | self.rumble,
        }
    }

    /// Writes the latch of the clock; the others cannot be written here.
    pub(crate) fn write_register(&mut self, address: u16, value: u8) {
        if self.shown == Shown::Clock
            && let Some(clock) = &mut self.clock
        {
            clock.write(address & 3, value);
        }
    }

    pub(crate) fn mask(&mut self) {
        self.rumble = self.rumble.min(self.rumble_speeds);
        if let Some(clock) = &mut self.clock {
            clock.mask();
        }
    }
}
