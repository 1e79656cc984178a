//! The clock in an MBC3.
//!
//! Source: Pan Docs, "MBC3", <https://gbdev.io/pandocs/MBC3.html>; tested by rtc3test and
//! mealybug's `mbc3_rtc`.

use serde::{Deserialize, Serialize};

use super::timekeeper::{Timekeeper, UNKNOWN_TIME};
use crate::time::Ticks;

/// The length of the clock's part of a battery save, as VBA-M, BGB, `SameBoy` and mGBA write it.
///
/// Five live and five latched registers, each as a 32-bit number, and the Unix time at which they
/// held, all little-endian; <https://bgb.bircd.org/rtcsave.html>.
pub(crate) const FOOTER_SIZE: usize = 48;
/// Its length with a 32-bit time, as old versions of VBA write it.
pub(crate) const OLD_FOOTER_SIZE: usize = 44;

/// The unknown time of a footer with a 32-bit time.
const UNKNOWN_OLD_TIME: u64 = 0x7FFF_FFFF;

const SECONDS_PER_DAY: u64 = 24 * 60 * 60;

/// A register of the clock, in the order of the numbers 08-0C that select them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Register {
    Seconds,
    Minutes,
    Hours,
    DaysLow,
    DaysHigh,
}

impl Register {
    pub(crate) fn from_number(number: u8) -> Option<Register> {
        Some(match number {
            0x08 => Register::Seconds,
            0x09 => Register::Minutes,
            0x0A => Register::Hours,
            0x0B => Register::DaysLow,
            0x0C => Register::DaysHigh,
            _ => return None,
        })
    }
}

/// The five registers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Registers {
    seconds: u8,
    minutes: u8,
    hours: u8,
    days_low: u8,
    /// Bit 0: bit 8 of the day counter; bit 6: halt; bit 7: the day counter overflowed.
    days_high: u8,
}

impl Registers {
    const DAY_BIT: u8 = 0x01;
    const HALT: u8 = 0x40;
    const CARRY: u8 = 0x80;

    fn get(self, register: Register) -> u8 {
        match register {
            Register::Seconds => self.seconds,
            Register::Minutes => self.minutes,
            Register::Hours => self.hours,
            Register::DaysLow => self.days_low,
            Register::DaysHigh => self.days_high,
        }
    }

    fn set(&mut self, register: Register, value: u8) {
        match register {
            Register::Seconds => self.seconds = value,
            Register::Minutes => self.minutes = value,
            Register::Hours => self.hours = value,
            Register::DaysLow => self.days_low = value,
            Register::DaysHigh => self.days_high = value,
        }
        self.mask();
    }

    /// Drops the bits that the registers do not have; they read 0.
    fn mask(&mut self) {
        self.seconds &= 0x3F;
        self.minutes &= 0x3F;
        self.hours &= 0x1F;
        self.days_high &= Self::DAY_BIT | Self::HALT | Self::CARRY;
    }

    fn is_halted(self) -> bool {
        self.days_high & Self::HALT != 0
    }

    /// Lets a number of seconds pass, in a bounded number of steps.
    fn advance(&mut self, mut seconds: u64) {
        while !self.is_time_of_day() {
            // A value out of range counts on to the register's last one and then to 0, without a
            // carry (rtc3test, "Invalid rollovers").
            let (rollover, carries) = if self.seconds < 60 { (60, true) } else { (64, false) };
            let left = rollover - u64::from(self.seconds);
            if seconds < left {
                // Also where no second passes: what is out of range stays so.
                self.seconds += seconds as u8;
                return;
            }
            seconds -= left;
            self.seconds = 0;
            if carries {
                self.count_minute();
            }
        }
        let time_of_day =
            u64::from(self.seconds) + 60 * (u64::from(self.minutes) + 60 * u64::from(self.hours));
        let time = time_of_day + seconds % SECONDS_PER_DAY;
        self.count_days(seconds / SECONDS_PER_DAY + time / SECONDS_PER_DAY);
        self.seconds = (time % 60) as u8;
        self.minutes = (time / 60 % 60) as u8;
        self.hours = (time / 3600 % 24) as u8;
    }

    fn is_time_of_day(self) -> bool {
        self.seconds < 60 && self.minutes < 60 && self.hours < 24
    }

    fn count_minute(&mut self) {
        self.minutes = (self.minutes + 1) & 0x3F;
        if self.minutes == 60 {
            self.minutes = 0;
            self.hours = (self.hours + 1) & 0x1F;
            if self.hours == 24 {
                self.hours = 0;
                self.count_days(1);
            }
        }
    }

    fn count_days(&mut self, days: u64) {
        let before = u64::from(self.days_low) | u64::from(self.days_high & Self::DAY_BIT) << 8;
        let total = before + days;
        self.days_low = total as u8;
        self.days_high = self.days_high & !Self::DAY_BIT | (total >> 8) as u8 & Self::DAY_BIT;
        if total > 0x1FF {
            self.days_high |= Self::CARRY;
        }
    }

    fn to_bytes(self) -> [u8; 20] {
        let registers = [self.seconds, self.minutes, self.hours, self.days_low, self.days_high];
        let mut bytes = [0; 20];
        for (field, register) in bytes.chunks_exact_mut(4).zip(registers) {
            field[0] = register;
        }
        bytes
    }

    /// Reads 20 bytes; of each 32-bit field only the lowest byte means anything.
    fn from_bytes(bytes: &[u8]) -> Registers {
        let mut registers = Registers {
            seconds: bytes[0],
            minutes: bytes[4],
            hours: bytes[8],
            days_low: bytes[12],
            days_high: bytes[16],
        };
        registers.mask();
        registers
    }
}

/// The clock.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Rtc {
    live: Registers,
    /// What the CPU reads.
    latched: Registers,
    time: Timekeeper,
}

impl Rtc {
    /// Counts up to `now`.
    fn sync(&mut self, now: Ticks) {
        let seconds = self.time.count(now, !self.live.is_halted());
        self.live.advance(seconds);
    }

    /// Copies the counters to where the CPU reads them.
    pub(crate) fn latch(&mut self, now: Ticks) {
        self.sync(now);
        self.latched = self.live;
    }

    /// What the CPU reads: the register as last latched.
    pub(crate) fn read(&self, register: Register) -> u8 {
        self.latched.get(register)
    }

    /// Takes a write of the CPU, which goes to the counters and not to the latch.
    pub(crate) fn write(&mut self, register: Register, value: u8, now: Ticks) {
        self.sync(now);
        self.live.set(register, value);
        if register == Register::Seconds {
            // The divider below starts anew, also while halted. Writes to the other registers
            // leave it alone (rtc3test, "Sub-second writes").
            self.time.restart_second();
        }
    }

    /// Tells the clock the time outside, so that it catches up on what has passed there. A halted
    /// one stays where it is.
    pub(crate) fn set_wall_clock(&mut self, unix_seconds: u64, now: Ticks) {
        self.sync(now);
        let away = self.time.set_wall_clock(unix_seconds, now);
        if !self.live.is_halted() {
            self.live.advance(away);
        }
    }

    /// The clock's part of a battery save.
    pub(crate) fn to_footer(&self, now: Ticks) -> [u8; FOOTER_SIZE] {
        let mut synced = self.clone();
        synced.sync(now);
        let time = self.time.unix_time(now).unwrap_or(UNKNOWN_TIME);
        let mut footer = [0; FOOTER_SIZE];
        footer[..20].copy_from_slice(&synced.live.to_bytes());
        footer[20..40].copy_from_slice(&synced.latched.to_bytes());
        footer[40..].copy_from_slice(&time.to_le_bytes());
        footer
    }

    /// Takes over a footer of [`FOOTER_SIZE`] or [`OLD_FOOTER_SIZE`] bytes.
    pub(crate) fn load_footer(&mut self, footer: &[u8], now: Ticks) {
        let mut time = [0; 8];
        let field = &footer[40..];
        time[..field.len()].copy_from_slice(field);
        let time = u64::from_le_bytes(time);
        let known = footer.len() != OLD_FOOTER_SIZE || time < UNKNOWN_OLD_TIME;
        *self = Rtc {
            live: Registers::from_bytes(&footer[..20]),
            latched: Registers::from_bytes(&footer[20..40]),
            time: Timekeeper::resumed(known.then_some(time), now),
        };
    }

    /// Brings all values into their ranges, after they came from outside.
    pub(crate) fn mask(&mut self) {
        self.live.mask();
        self.latched.mask();
        self.time.mask();
    }
}
