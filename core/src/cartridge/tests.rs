//! Cartridges tested as the CPU sees them: by reads and writes at addresses.

mod battery;
mod clock;
mod files;
mod fuzz;
mod mappers;
mod states;

use alloc::vec;
use alloc::vec::Vec;

use super::Cartridge;
use crate::time::Ticks;

const BANK: usize = 0x4000;

/// A ROM of some banks, each of which has its number in its first two bytes (little-endian), with
/// a valid header of a type and RAM size code.
fn rom(cartridge_type: u8, banks: usize, ram_code: u8) -> Vec<u8> {
    let mut rom = vec![0; banks * BANK];
    for (number, bank) in rom.chunks_exact_mut(BANK).enumerate() {
        bank[..2].copy_from_slice(&(number as u16).to_le_bytes());
    }
    rom[0x147] = cartridge_type;
    rom[0x148] = banks.next_power_of_two().trailing_zeros().saturating_sub(1) as u8;
    rom[0x149] = ram_code;
    rom[0x14D] = super::header::header_checksum(&rom);
    rom
}

/// A cartridge with a bus and a clock.
struct Slot {
    cartridge: Cartridge,
    now: Ticks,
}

impl Slot {
    fn new(cartridge_type: u8, banks: usize, ram_code: u8) -> Slot {
        Slot::with(rom(cartridge_type, banks, ram_code))
    }

    fn with(rom: Vec<u8>) -> Slot {
        Slot { cartridge: Cartridge::from_bytes(rom).unwrap(), now: Ticks(0) }
    }

    fn read(&self, address: u16) -> u8 {
        match address {
            0x0000..=0x7FFF => self.cartridge.read_rom(address),
            _ => self.cartridge.read_ram(address),
        }
    }

    fn write(&mut self, address: u16, value: u8) {
        match address {
            0x0000..=0x7FFF => self.cartridge.write_rom(address, value, self.now),
            _ => self.cartridge.write_ram(address, value, self.now),
        }
    }

    fn wait(&mut self, ticks: u64) {
        self.now += Ticks(ticks);
    }

    fn enable_ram(&mut self) {
        self.write(0x0000, 0x0A);
    }

    /// The numbers of the banks at 0000-3FFF and 4000-7FFF.
    fn banks(&self) -> [u16; 2] {
        [0x0000, 0x4000].map(|start| u16::from_le_bytes([self.read(start), self.read(start + 1)]))
    }
}
