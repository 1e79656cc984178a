//! Cartridges tested as the CPU sees them: by reads and writes at addresses.

mod battery;
mod boards;
mod camera;
mod clock;
mod detection;
mod files;
mod fuzz;
mod huc;
mod mappers;
mod mbc6;
mod mbc7;
mod mmm01;
mod states;
mod tpp1;

use alloc::vec;
use alloc::vec::Vec;

use super::Cartridge;
use crate::time::Ticks;

const BANK: usize = 0x4000;

/// A ROM of some banks, each of which has its number in its first two bytes (little-endian), with
/// a valid header of a type and RAM size code. Type BC stands for a TPP1 with everything, C0 for
/// Wisdom Tree's board.
fn rom(cartridge_type: u8, banks: usize, ram_code: u8) -> Vec<u8> {
    let mut rom = vec![0; banks * BANK];
    for (number, bank) in rom.chunks_exact_mut(BANK).enumerate() {
        bank[..2].copy_from_slice(&(number as u16).to_le_bytes());
    }
    rom[0x147] = cartridge_type;
    rom[0x148] = banks.next_power_of_two().trailing_zeros().saturating_sub(1) as u8;
    rom[0x149] = ram_code;
    match cartridge_type {
        0xBC => {
            rom[0x149..0x14B].copy_from_slice(&[0xC1, 0x65]);
            rom[0x150..0x154].copy_from_slice(&[1, 0, ram_code, 0x0F]);
        }
        0xC0 => rom[0x14A] = 0xD1,
        _ => {}
    }
    rom[0x14D] = super::header::header_checksum(&rom);
    rom
}

/// Types of all boards.
const ALL_TYPES: [u8; 29] = [
    0x00, 0x01, 0x02, 0x03, 0x05, 0x06, 0x08, 0x09, 0x0B, 0x0C, 0x0D, 0x0F, 0x10, 0x11, 0x12, 0x13,
    0x19, 0x1A, 0x1B, 0x1C, 0x1D, 0x1E, 0x20, 0x22, 0xBC, 0xC0, 0xFC, 0xFE, 0xFF,
];

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
            0x0000..=0x7FFF => self.cartridge.read_rom(address, self.now),
            _ => self.cartridge.read_ram(address, self.now),
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

    fn battery(&self) -> Option<Vec<u8>> {
        self.cartridge.battery(self.now)
    }

    /// A fresh cartridge of the same ROM, with this one's battery save.
    fn with_its_battery(&self) -> Slot {
        let mut fresh = Slot { now: self.now, ..Slot::with(self.cartridge.rom().to_vec()) };
        fresh.cartridge.load_battery(&self.battery().unwrap(), self.now).unwrap();
        fresh
    }

    /// The same cartridge, out of a save state.
    fn through_a_state(&self) -> Slot {
        let bytes = postcard::to_allocvec(&self.cartridge).unwrap();
        let mut cartridge: Cartridge = postcard::from_bytes(&bytes).unwrap();
        cartridge.adopt_rom(&self.cartridge).unwrap();
        assert_eq!(postcard::to_allocvec(&cartridge).unwrap(), bytes);
        Slot { cartridge, now: self.now }
    }

    /// The numbers of the banks at 0000-3FFF and 4000-7FFF.
    fn banks(&self) -> [u16; 2] {
        [0x0000, 0x4000].map(|start| u16::from_le_bytes([self.read(start), self.read(start + 1)]))
    }
}
