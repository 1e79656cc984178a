//! MBC3 with or without its clock, and MBC30, which has one more line for ROM and for RAM banks.
//!
//! Source: Pan Docs, "MBC3", <https://gbdev.io/pandocs/MBC3.html>; tested by rtc3test, mealybug's
//! `mbc3_rtc`, and `ramg-mbc3-test` and `rtc-invalid-banks-test` by `CasualPokePlayer`.

use serde::{Deserialize, Serialize};

use super::mapper::{RamTarget, enables_ram};
use super::rtc::{Register, Rtc};
use crate::time::Ticks;

/// The registers of an MBC3 or MBC30.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Mbc3 {
    ram_enabled: bool,
    /// The ROM bank number, seven bits, on an MBC30 eight.
    bank: u8,
    /// The RAM bank or clock register at A000-BFFF, four bits.
    selected: u8,
    mbc30: bool,
    pub(crate) rtc: Option<Rtc>,
}

impl Mbc3 {
    pub(crate) fn new(mbc30: bool, rtc: Option<Rtc>) -> Mbc3 {
        Mbc3 { ram_enabled: false, bank: 1, selected: 0, mbc30, rtc }
    }

    pub(crate) fn is_mbc30(&self) -> bool {
        self.mbc30
    }

    pub(crate) fn write(&mut self, address: u16, value: u8, now: Ticks) {
        match address >> 13 {
            0 => self.ram_enabled = enables_ram(value),
            1 => self.bank = value & if self.mbc30 { 0xFF } else { 0x7F },
            2 => self.selected = value & 0x0F,
            // Revision A of the chip latches at any write, revision B when an odd value follows
            // an even one. Games write 0 and then 1, which both understand.
            _ => {
                if let Some(rtc) = &mut self.rtc {
                    rtc.latch(now);
                }
            }
        }
    }

    pub(crate) fn rom_banks(&self) -> [usize; 2] {
        [0, usize::from(self.bank.max(1))]
    }

    pub(crate) fn ram(&self) -> RamTarget {
        if !self.ram_enabled {
            return RamTarget::Open;
        }
        let banks = if self.mbc30 { 0x07 } else { 0x03 };
        // With the clock, all four bits are decoded, and numbers that select nothing read open
        // bus (rtc-invalid-banks-test). Without, the upper bits lead nowhere.
        match (self.selected, &self.rtc) {
            (bank, None) => RamTarget::Bank(usize::from(bank & banks)),
            (bank, _) if bank <= banks => RamTarget::Bank(bank.into()),
            (number, _) => match Register::from_number(number) {
                Some(_) => RamTarget::Registers,
                None => RamTarget::Open,
            },
        }
    }

    /// Reads the clock's register at A000-BFFF.
    pub(crate) fn read_register(&self) -> u8 {
        match (&self.rtc, Register::from_number(self.selected)) {
            (Some(rtc), Some(register)) => rtc.read(register),
            _ => 0xFF,
        }
    }

    /// Writes the clock's register at A000-BFFF. Gives whether the clock may be another now.
    pub(crate) fn write_register(&mut self, value: u8, now: Ticks) -> bool {
        match (&mut self.rtc, Register::from_number(self.selected)) {
            (Some(rtc), Some(register)) => rtc.write(register, value, now),
            _ => return false,
        }
        true
    }

    pub(crate) fn mask(&mut self) {
        if !self.mbc30 {
            self.bank &= 0x7F;
        }
        self.selected &= 0x0F;
        if let Some(rtc) = &mut self.rtc {
            rtc.mask();
        }
    }
}
