//! MMM01: an MBC1 for each game of a collection. A menu sets which part of the ROM and of the RAM
//! is that game's and then locks the choice.
//!
//! Source: Pan Docs, "MMM01", <https://gbdev.io/pandocs/MMM01.html>.

use serde::{Deserialize, Serialize};

use super::mapper::{RamTarget, enables_ram};

/// The registers of an MMM01, all zero at power-on. Those that a game of the collection cannot
/// write are marked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Mmm01 {
    ram_enabled: bool,
    /// Which bits of `ram_low` are locked, two bits. Menu only.
    ram_mask: u8,
    /// Whether a game is mapped, and not the menu in the last 32 KiB. Menu only.
    mapped: bool,
    /// As MBC1's ROM bank register, five bits.
    rom_low: u8,
    /// The next two bits of the ROM bank number. Menu only.
    rom_mid: u8,
    /// As MBC1's RAM bank register, two bits.
    ram_low: u8,
    /// The upper two bits of the RAM bank number. Menu only.
    ram_high: u8,
    /// The upper two bits of the ROM bank number. Menu only.
    rom_high: u8,
    /// Whether `mode` is locked. Menu only.
    mode_locked: bool,
    /// As MBC1's mode.
    mode: bool,
    /// Which bits of `rom_low` are locked, five bits, of which the lowest is always 0. Menu only.
    rom_mask: u8,
    /// Whether `rom_mid` and `ram_low` change places. Menu only.
    multiplex: bool,
    /// Whether the file has the menu's 32 KiB first and not last, as some programs wrote it.
    menu_first: bool,
}

impl Mmm01 {
    pub(crate) fn new(menu_first: bool) -> Mmm01 {
        Mmm01 { menu_first, ..Mmm01::default() }
    }

    pub(crate) fn is_like(&self, other: &Mmm01) -> bool {
        self.menu_first == other.menu_first
    }

    pub(crate) fn write(&mut self, address: u16, value: u8) {
        let menu = !self.mapped;
        match address >> 13 {
            0 => {
                self.ram_enabled = enables_ram(value);
                if menu {
                    // Whether the write that maps the game also sets the mask is not known. Pan
                    // Docs tells of one cartridge with RAM, which writes the mask before as well.
                    self.ram_mask = value >> 4 & 0x03;
                    self.mapped = value & 0x40 != 0;
                }
            }
            1 => {
                self.rom_low = self.rom_low & self.rom_mask | value & !self.rom_mask & 0x1F;
                if menu {
                    self.rom_mid = value >> 5 & 0x03;
                }
            }
            2 => {
                self.ram_low = self.ram_low & self.ram_mask | value & !self.ram_mask & 0x03;
                if menu {
                    self.ram_high = value >> 2 & 0x03;
                    self.rom_high = value >> 4 & 0x03;
                    self.mode_locked = value & 0x40 != 0;
                }
            }
            _ => {
                if !self.mode_locked {
                    self.mode = value & 1 != 0;
                }
                if menu {
                    self.rom_mask = value >> 1 & 0x1E;
                    self.multiplex = value & 0x40 != 0;
                }
            }
        }
    }

    pub(crate) fn rom_banks(&self) -> [usize; 2] {
        let [low, high] = self.chip_banks();
        // In such a file, everything lies two banks behind where the chip has it.
        if self.menu_first { [low.wrapping_add(2), high.wrapping_add(2)] } else { [low, high] }
    }

    /// Banks on the ROM chip. The last two are -2 and -1.
    fn chip_banks(&self) -> [usize; 2] {
        if !self.mapped {
            return [usize::MAX - 1, usize::MAX];
        }
        let mids = match (self.multiplex, self.mode) {
            (false, _) => [self.rom_mid; 2],
            (true, false) => [self.ram_low & self.ram_mask, self.ram_low],
            (true, true) => [self.ram_low; 2],
        };
        // A game's bank 0 is where all bits that are not locked are 0, and its bank 1 is shown at
        // 4000 in its place.
        let is_zero = self.rom_low & !self.rom_mask & 0x1F == 0;
        let lows = [self.rom_low & self.rom_mask, self.rom_low | u8::from(is_zero)];
        [0, 1].map(|window| {
            usize::from(self.rom_high) << 7
                | usize::from(mids[window]) << 5
                | usize::from(lows[window])
        })
    }

    pub(crate) fn ram(&self) -> RamTarget {
        if !self.ram_enabled {
            return RamTarget::Open;
        }
        let low = match (self.multiplex, self.mode) {
            (true, _) => self.rom_mid,
            (false, false) => self.ram_low & self.ram_mask,
            (false, true) => self.ram_low,
        };
        RamTarget::Bank(usize::from(self.ram_high << 2 | low))
    }

    pub(crate) fn mask(&mut self) {
        self.ram_mask &= 0x03;
        self.rom_low &= 0x1F;
        self.rom_mid &= 0x03;
        self.ram_low &= 0x03;
        self.ram_high &= 0x03;
        self.rom_high &= 0x03;
        self.rom_mask &= 0x1E;
    }
}
