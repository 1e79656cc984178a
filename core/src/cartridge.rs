//! Cartridges: the ROM, the mapper that shows parts of it, RAM, battery and clock.
//!
//! Source: Pan Docs, "MBCs", <https://gbdev.io/pandocs/MBCs.html>.
//!
//! A ROM file is filled up with FF, as unconnected data lines read, to a power of two of at least
//! 32 KiB. Bank numbers beyond that wrap, as they do where a ROM chip lacks address lines. The
//! sizes in the header play no part in this.

mod battery;
mod camera;
mod detect;
mod equipment;
mod error;
mod header;
mod huc1;
mod huc3;
mod infrared;
mod kind;
mod m161;
mod mapper;
mod mbc1;
mod mbc2;
mod mbc3;
mod mbc5;
mod mbc6;
mod mbc7;
mod mmm01;
mod rtc;
mod save_tail;
mod signature;
#[cfg(test)]
mod tests;
mod timekeeper;
mod tpp1;
mod wisdom_tree;

use alloc::boxed::Box;
use alloc::sync::Arc;
use alloc::vec;
use alloc::vec::Vec;

use once_cell::race::OnceBox;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

pub use self::camera::{HEIGHT as CAMERA_HEIGHT, WIDTH as CAMERA_WIDTH};
use self::detect::Board;
pub use self::error::{BatteryError, CartridgeError};
pub use self::header::{CgbSupport, Destination, Header};
use self::kind::Kind;
pub use self::kind::cartridge_type_name;
use self::mapper::{Mapper, RamTarget};
use crate::time::Ticks;

/// The least bytes that a ROM file has: up to the end of the header.
pub const MIN_ROM_SIZE: usize = 0x150;
/// The most bytes that a ROM file has: what an MBC5 addresses, 8 MiB. TPP1 cartridges have up to
/// [`MAX_TPP1_ROM_SIZE`].
pub const MAX_ROM_SIZE: usize = 8 * 1024 * 1024;
/// The most bytes that the ROM file of a TPP1 cartridge has: 1 GiB.
pub const MAX_TPP1_ROM_SIZE: usize = 1024 * 1024 * 1024;

const ROM_BANK_SIZE: usize = 0x4000;
const RAM_BANK_SIZE: usize = 0x2000;
/// The smallest part of the ROM that a mapper shows on its own.
const WINDOW_SIZE: usize = 0x2000;
/// Where a window begins that is not ROM: no place in it is inside of one.
const NO_ROM: usize = usize::MAX - (WINDOW_SIZE - 1);

/// Why a byte of the ROM may not be what the CPU reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Cover {
    /// It is.
    #[default]
    Nothing,
    /// A boot ROM lies over parts of the first window.
    BootRom,
    /// Others use the wires.
    All,
}

/// A cartridge, as it is after power-on or in use.
///
/// Serialised, it is the mapper's registers, the clock and the RAM, but not the ROM: after
/// decoding, it is of no use until it has adopted one (`adopt_rom`).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Cartridge {
    /// The file, filled up to a power of two.
    #[serde(skip)]
    rom: Arc<[u8]>,
    /// The length of the file.
    #[serde(skip)]
    file_size: usize,
    /// Found when first asked for: of a large file it takes longer than a frame.
    #[serde(skip)]
    sha256: OnceBox<[u8; 32]>,
    #[serde(skip)]
    header: Header,
    #[serde(skip)]
    kind: Kind,
    /// For each 8 KiB of 0000-7FFF, what an address there and its place in `rom` differ by; or no sum of both is in
    /// `rom`.
    #[serde(skip)]
    windows: [usize; 4],
    /// What lies over the ROM.
    #[serde(skip)]
    cover: Cover,
    /// Counts changes of what a battery save holds. A frontend's business and no state of the
    /// machine.
    #[serde(skip)]
    battery_writes: u64,
    mapper: Mapper,
    /// A power of two long, or empty.
    #[serde(with = "serde_bytes")]
    ram: Vec<u8>,
}

impl Cartridge {
    /// Makes a cartridge of a ROM file. RAM is filled with FF.
    ///
    /// Wrong checksums and sizes in the header are no errors; [`Header`] tells of them.
    ///
    /// # Errors
    ///
    /// [`CartridgeError`] if the file is shorter than [`MIN_ROM_SIZE`] or longer than
    /// [`MAX_ROM_SIZE`] ([`MAX_TPP1_ROM_SIZE`] for a TPP1), if it is of another format, or if the
    /// cartridge type is not supported.
    pub fn from_bytes(rom: Vec<u8>) -> Result<Cartridge, CartridgeError> {
        let header_checksum_valid =
            rom.len() >= MIN_ROM_SIZE && header::header_checksum(&rom) == rom[0x14D];
        if !header_checksum_valid && let Some(looks_like) = signature::looks_like(&rom) {
            return Err(CartridgeError::NotARom { looks_like });
        }
        if rom.len() < MIN_ROM_SIZE {
            return Err(CartridgeError::TooShort { length: rom.len() });
        }
        let limit =
            if tpp1::Features::of(&rom).is_some() { MAX_TPP1_ROM_SIZE } else { MAX_ROM_SIZE };
        if rom.len() > limit {
            return Err(CartridgeError::TooLong { length: rom.len(), limit });
        }
        let board = Board::of(&rom).ok_or(CartridgeError::UnsupportedType {
            cartridge_type: rom[0x147],
            header_checksum_valid,
        })?;
        let header = Header::parse(&rom, &board);
        let file_size = rom.len();
        let mut rom = rom;
        rom.resize(file_size.next_power_of_two().max(2 * ROM_BANK_SIZE), 0xFF);
        let mut cartridge = Cartridge {
            windows: [NO_ROM; 4],
            cover: Cover::Nothing,
            mapper: Mapper::new(board.kind),
            ram: vec![0xFF; board.ram_size],
            rom: rom.into(),
            file_size,
            sha256: OnceBox::new(),
            header,
            kind: board.kind,
            battery_writes: 0,
        };
        cartridge.move_windows();
        Ok(cartridge)
    }

    /// The header, decoded.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// The ROM file.
    pub fn rom(&self) -> &[u8] {
        &self.rom[..self.file_size]
    }

    /// SHA-256 of the ROM file.
    pub fn rom_sha256(&self) -> [u8; 32] {
        *self.sha256.get_or_init(|| Box::new(Sha256::digest(self.rom()).into()))
    }

    /// The name of the mapper chip that is emulated, "ROM" if none. It is what the header says,
    /// unless that cannot be.
    pub fn mapper_name(&self) -> &'static str {
        self.mapper.name()
    }

    /// A number that rises whenever the CPU, a loaded save or a loaded state changes what
    /// [`battery`](Cartridge::battery) gives, other than by the clock's running.
    pub fn battery_writes(&self) -> u64 {
        self.battery_writes
    }

    /// Reads ROM at 0000-7FFF, or what a mapper shows in its place.
    #[inline]
    pub(crate) fn read_rom(&self, address: u16, now: Ticks) -> u8 {
        match self.rom_byte(address) {
            Some(byte) => byte,
            None => self.read_out_of_windows(address, now),
        }
    }

    #[inline(never)]
    fn read_out_of_windows(&self, address: u16, now: Ticks) -> u8 {
        let window = self.mapped_windows()[usize::from(address >> 13) & 3];
        match self.rom.get(window | usize::from(address) & (WINDOW_SIZE - 1)) {
            Some(&byte) => byte,
            None => self.mapper.read_in_place_of_rom(address, now),
        }
    }

    /// Tells what lies over the ROM.
    pub(crate) fn set_cover(&mut self, cover: Cover) {
        self.cover = cover;
        self.move_windows();
    }

    /// The byte at 0000-7FFF, if it is ROM and nothing lies over it.
    #[inline]
    pub(crate) fn rom_byte(&self, address: u16) -> Option<u8> {
        let window = self.windows[usize::from(address >> 13) & 3];
        self.rom.get(window.wrapping_add(address.into())).copied()
    }

    /// Takes a write to 0000-7FFF, where the mapper's registers are.
    pub(crate) fn write_rom(&mut self, address: u16, value: u8, now: Ticks) {
        let changed = self.mapper.write(address, value, now);
        self.battery_writes += u64::from(changed && self.kind.battery);
        self.move_windows();
    }

    /// Reads RAM or registers at A000-BFFF; FF where nothing answers. Has no side effects.
    #[inline]
    pub(crate) fn read_ram(&self, address: u16, now: Ticks) -> u8 {
        let target = self.mapper.ram(now);
        if target == RamTarget::Registers {
            return self.mapper.read_register(address, now);
        }
        self.ram_index(target, address).map_or(0xFF, |index| self.ram[index])
    }

    /// Writes RAM or registers at A000-BFFF.
    pub(crate) fn write_ram(&mut self, address: u16, value: u8, now: Ticks) {
        let changed = match self.mapper.ram(now) {
            RamTarget::ReadOnly(_) => false,
            RamTarget::Registers => self.mapper.write_register(address, value, now, &mut self.ram),
            target => self.ram_index(target, address).is_some_and(|index| {
                // The upper half of a half-byte reads as ones.
                let value = if target == RamTarget::HalfBytes { value | 0xF0 } else { value };
                core::mem::replace(&mut self.ram[index], value) != value
            }),
        };
        self.battery_writes += u64::from(changed && self.kind.battery);
    }

    /// Takes ROM and header over from a running cartridge, after the rest was decoded from a save
    /// state, and brings all that was decoded into its range.
    ///
    /// # Errors
    ///
    /// What does not fit, if the state is of another board or has another size of RAM.
    pub(crate) fn adopt_rom(&mut self, from: &Cartridge) -> Result<(), &'static str> {
        if !self.mapper.is_same_board(&from.mapper) {
            return Err("the mapper is not the cartridge's");
        }
        if self.ram.len() != from.ram.len() {
            return Err("the size of the cartridge RAM is not the cartridge's");
        }
        self.rom = Arc::clone(&from.rom);
        self.file_size = from.file_size;
        self.sha256 = from.sha256.clone();
        self.header = from.header.clone();
        self.kind = from.kind;
        self.battery_writes = from.battery_writes + 1;
        self.mapper.mask();
        if matches!(self.mapper, Mapper::Mbc2(_)) {
            self.ram.iter_mut().for_each(|byte| *byte |= 0xF0);
        }
        self.move_windows();
        Ok(())
    }

    /// Counts battery writes on from a cartridge whose place this one takes, and the change as one
    /// of them if the save is another now.
    pub(crate) fn count_writes_from(&mut self, replaced: &Cartridge) {
        let changed = self.kind.rtc
            || self.ram != replaced.ram
            || self.mapper.flash() != replaced.mapper.flash();
        let changed = changed && self.kind.battery;
        self.battery_writes = replaced.battery_writes + u64::from(changed);
    }

    /// Where in the RAM an access goes. Banks beyond its end wrap, as address lines that are not
    /// there do nothing.
    #[inline]
    fn ram_index(&self, target: RamTarget, address: u16) -> Option<usize> {
        let mask = self.ram.len().checked_sub(1)?;
        Some(target.ram_offset(address)? & mask)
    }

    /// Follows the mapper's registers. Banks beyond the ROM's end wrap.
    #[inline(never)]
    fn move_windows(&mut self) {
        let mut starts = self.mapped_windows();
        match self.cover {
            Cover::Nothing => {}
            Cover::BootRom => starts[0] = NO_ROM,
            Cover::All => starts = [NO_ROM; 4],
        }
        for (place, (window, start)) in self.windows.iter_mut().zip(starts).enumerate() {
            *window = start.wrapping_sub(place * WINDOW_SIZE);
        }
    }

    #[inline(never)]
    fn mapped_windows(&self) -> [usize; 4] {
        let mask = self.rom.len().saturating_sub(1);
        self.mapper.rom_windows().map(|start| start.map_or(NO_ROM, |start| start & mask))
    }
}
