//! MBC6: two windows of ROM or flash memory and two of RAM, each with a bank of its own.
//!
//! Source: Pan Docs, "MBC6", <https://gbdev.io/pandocs/MBC6.html>.

mod flash;

use serde::{Deserialize, Serialize};

use self::flash::Flash;
pub(crate) use self::flash::SIZE as FLASH_SIZE;
use super::mapper::{RamTarget, enables_ram};
use crate::time::Ticks;

/// The size of the banks of ROM and of flash memory.
const BANK_SIZE: usize = 0x2000;

/// What a window at 4000-5FFF (A) or 6000-7FFF (B) shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Window {
    /// The number of the 8 KiB bank, seven bits.
    bank: u8,
    /// Whether the bank is one of flash memory and not of ROM.
    is_flash: bool,
}

/// The registers of an MBC6, and the flash memory beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Mbc6 {
    ram_enabled: bool,
    /// The numbers of the 4 KiB banks of RAM, three bits.
    ram_banks: [u8; 2],
    windows: [Window; 2],
    flash_enabled: bool,
    flash: Flash,
}

impl Mbc6 {
    pub(crate) fn new() -> Mbc6 {
        let window = |bank| Window { bank, is_flash: false };
        Mbc6 {
            ram_enabled: false,
            ram_banks: [0; 2],
            windows: [window(2), window(3)],
            flash_enabled: false,
            flash: Flash::new(),
        }
    }

    /// Takes a write to 0000-7FFF. Gives whether the flash memory's contents may be others now.
    pub(crate) fn write(&mut self, address: u16, value: u8, now: Ticks) -> bool {
        let window = usize::from(address >> 12 & 1);
        match address >> 10 {
            0x00 => self.ram_enabled = enables_ram(value),
            0x01 => self.ram_banks[0] = value & 0x07,
            0x02 => self.ram_banks[1] = value & 0x07,
            0x03 => self.flash_enabled = value & 1 != 0,
            // Pan Docs names 1000 alone; the others here have 1 KiB each.
            0x04 => self.flash.set_sector_0_writable(value & 1 != 0),
            0x08 | 0x09 | 0x0C | 0x0D => self.windows[window].bank = value & 0x7F,
            0x0A | 0x0B | 0x0E | 0x0F => self.windows[window].is_flash = value & 0x08 != 0,
            0x10..=0x1F => {
                return match self.flash_address(address) {
                    Some(at) => self.flash.write(at, value, now),
                    None => false,
                };
            }
            _ => {}
        }
        false
    }

    /// Where in the ROM each 8 KiB of 0000-7FFF begins; `None` if it is not ROM.
    pub(crate) fn rom_windows(&self) -> [Option<usize>; 4] {
        let [a, b] = [0, 1].map(|window| {
            let window = &self.windows[window];
            (!window.is_flash).then_some(usize::from(window.bank) * BANK_SIZE)
        });
        [Some(0), Some(BANK_SIZE), a, b]
    }

    /// Reads 4000-7FFF where it is not ROM.
    pub(crate) fn read_flash(&self, address: u16, now: Ticks) -> u8 {
        self.flash_address(address).map_or(0xFF, |at| self.flash.read(at, now))
    }

    /// The flash memory's address for one of 4000-7FFF, if it is there and enabled.
    fn flash_address(&self, address: u16) -> Option<usize> {
        let window = &self.windows[usize::from(address >> 13 & 1)];
        (self.flash_enabled && window.is_flash)
            .then(|| usize::from(window.bank) * BANK_SIZE + usize::from(address & 0x1FFF))
    }

    pub(crate) fn ram(&self) -> RamTarget {
        if self.ram_enabled {
            RamTarget::HalfBanks(self.ram_banks.map(usize::from))
        } else {
            RamTarget::Open
        }
    }

    /// The flash memory's contents.
    pub(crate) fn flash(&self) -> &[u8] {
        self.flash.contents()
    }

    /// Replaces the flash memory's contents by as many bytes.
    pub(crate) fn load_flash(&mut self, contents: &[u8]) {
        self.flash.load(contents);
    }

    pub(crate) fn mask(&mut self) {
        self.ram_banks.iter_mut().for_each(|bank| *bank &= 0x07);
        self.windows.iter_mut().for_each(|window| window.bank &= 0x7F);
        self.flash.mask();
    }
}
