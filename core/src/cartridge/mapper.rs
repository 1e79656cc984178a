//! The mapper chips under one roof: which banks the CPU sees, and what lies at A000-BFFF.
//!
//! Source: Pan Docs, "MBCs", <https://gbdev.io/pandocs/MBCs.html>.

use serde::{Deserialize, Serialize};

use super::camera::Camera;
use super::huc1::Huc1;
use super::huc3::Huc3;
use super::infrared::Infrared;
use super::kind::{Chip, Kind};
use super::m161::M161;
use super::mbc1::Mbc1;
use super::mbc2::Mbc2;
use super::mbc3::Mbc3;
use super::mbc5::Mbc5;
use super::mbc6::Mbc6;
use super::mbc7::Mbc7;
use super::mmm01::Mmm01;
use super::rtc::Rtc;
use super::tpp1::Tpp1;
use super::wisdom_tree::WisdomTree;
use super::{RAM_BANK_SIZE, ROM_BANK_SIZE, WINDOW_SIZE};
use crate::time::Ticks;

/// What A000-BFFF leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RamTarget {
    /// Nothing: reads give FF.
    Open,
    /// An 8 KiB bank of the RAM.
    Bank(usize),
    /// The same, but writes do nothing.
    ReadOnly(usize),
    /// A 4 KiB bank of the RAM at A000 and another at B000.
    HalfBanks([usize; 2]),
    /// The 512 half-bytes of an MBC2, again and again.
    HalfBytes,
    /// Registers of the mapper.
    Registers,
}

impl RamTarget {
    /// Where in the RAM an access goes, if it were endless; `None` if it does not go there.
    #[inline]
    pub(crate) fn ram_offset(self, address: u16) -> Option<usize> {
        let offset = usize::from(address) & (RAM_BANK_SIZE - 1);
        match self {
            RamTarget::Bank(bank) | RamTarget::ReadOnly(bank) => {
                Some(bank * RAM_BANK_SIZE + offset)
            }
            RamTarget::HalfBanks(banks) => {
                const SIZE: usize = RAM_BANK_SIZE / 2;
                Some(banks[offset / SIZE] * SIZE + offset % SIZE)
            }
            RamTarget::HalfBytes => Some(offset),
            RamTarget::Open | RamTarget::Registers => None,
        }
    }
}

/// A mapper chip and its registers. Save states number the kinds in this order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Mapper {
    /// None: 32 KiB of ROM and up to 8 KiB of RAM, always there.
    None,
    Mbc1(Mbc1),
    Mbc2(Mbc2),
    Mbc3(Mbc3),
    Mbc5(Mbc5),
    Mbc6(Mbc6),
    Mbc7(Mbc7),
    Mmm01(Mmm01),
    M161(M161),
    Huc1(Huc1),
    Huc3(Huc3),
    Camera(Camera),
    WisdomTree(WisdomTree),
    Tpp1(Tpp1),
}

impl Mapper {
    /// The mapper of a board as it is at power-on.
    pub(crate) fn new(kind: Kind) -> Mapper {
        match kind.chip {
            Chip::None => Mapper::None,
            Chip::Mbc1 { multicart } => Mapper::Mbc1(Mbc1::new(multicart)),
            Chip::Mbc2 => Mapper::Mbc2(Mbc2::new()),
            Chip::Mbc3 { mbc30 } => Mapper::Mbc3(Mbc3::new(mbc30, kind.rtc.then(Rtc::default))),
            Chip::Mbc5 => Mapper::Mbc5(Mbc5::new(kind.rumble)),
            Chip::Mbc6 => Mapper::Mbc6(Mbc6::new()),
            Chip::Mbc7 => Mapper::Mbc7(Mbc7::new()),
            Chip::Mmm01 { menu_first } => Mapper::Mmm01(Mmm01::new(menu_first)),
            Chip::M161 => Mapper::M161(M161::default()),
            Chip::Huc1 => Mapper::Huc1(Huc1::new()),
            Chip::Huc3 => Mapper::Huc3(Huc3::new()),
            Chip::Camera => Mapper::Camera(Camera::new()),
            Chip::WisdomTree => Mapper::WisdomTree(WisdomTree::default()),
            Chip::Tpp1(features) => Mapper::Tpp1(Tpp1::new(features)),
        }
    }

    pub(crate) fn name(&self) -> &'static str {
        match self {
            Mapper::None => "ROM",
            Mapper::Mbc1(mbc) if mbc.is_multicart_wiring() => "MBC1M",
            Mapper::Mbc1(_) => "MBC1",
            Mapper::Mbc2(_) => "MBC2",
            Mapper::Mbc3(mbc) if mbc.is_mbc30() => "MBC30",
            Mapper::Mbc3(_) => "MBC3",
            Mapper::Mbc5(_) => "MBC5",
            Mapper::Mbc6(_) => "MBC6",
            Mapper::Mbc7(_) => "MBC7",
            Mapper::Mmm01(_) => "MMM01",
            Mapper::M161(_) => "M161",
            Mapper::Huc1(_) => "HuC1",
            Mapper::Huc3(_) => "HuC3",
            Mapper::Camera(_) => "Pocket Camera",
            Mapper::WisdomTree(_) => "Wisdom Tree",
            Mapper::Tpp1(_) => "TPP1",
        }
    }

    /// Whether two mappers are the same chip on the same board, whatever their registers hold.
    pub(crate) fn is_same_board(&self, other: &Mapper) -> bool {
        self.name() == other.name()
            && match (self, other) {
                (Mapper::Mbc3(a), Mapper::Mbc3(b)) => a.rtc.is_some() == b.rtc.is_some(),
                (Mapper::Mbc5(a), Mapper::Mbc5(b)) => a.has_motor() == b.has_motor(),
                (Mapper::Mmm01(a), Mapper::Mmm01(b)) => a.is_like(b),
                (Mapper::Tpp1(a), Mapper::Tpp1(b)) => a.is_like(b),
                _ => true,
            }
    }

    /// Takes a write to 0000-7FFF. Gives whether what a battery keeps may be another now.
    pub(crate) fn write(&mut self, address: u16, value: u8, now: Ticks) -> bool {
        match self {
            Mapper::None => {}
            Mapper::Mbc1(mbc) => mbc.write(address, value),
            Mapper::Mbc2(mbc) => mbc.write(address, value),
            Mapper::Mbc3(mbc) => mbc.write(address, value, now),
            Mapper::Mbc5(mbc) => mbc.write(address, value),
            Mapper::Mbc6(mbc) => return mbc.write(address, value, now),
            Mapper::Mbc7(mbc) => mbc.write(address, value),
            Mapper::Mmm01(mmm) => mmm.write(address, value),
            Mapper::M161(latch) => latch.write(value),
            Mapper::Huc1(huc) => huc.write(address, value),
            Mapper::Huc3(huc) => huc.write(address, value),
            Mapper::Camera(camera) => camera.write(address, value),
            Mapper::WisdomTree(latch) => latch.write(address),
            Mapper::Tpp1(tpp1) => return tpp1.write(address, value, now),
        }
        false
    }

    /// Where in the ROM each 8 KiB of 0000-7FFF begins, possibly beyond its end; `None` if it is
    /// not ROM.
    pub(crate) fn rom_windows(&self) -> [Option<usize>; 4] {
        let [low, high] = match self {
            Mapper::None => [0, 1],
            Mapper::Mbc1(mbc) => mbc.rom_banks(),
            Mapper::Mbc2(mbc) => mbc.rom_banks(),
            Mapper::Mbc3(mbc) => mbc.rom_banks(),
            Mapper::Mbc5(mbc) => mbc.rom_banks(),
            Mapper::Mbc6(mbc) => return mbc.rom_windows(),
            Mapper::Mbc7(mbc) => mbc.rom_banks(),
            Mapper::Mmm01(mmm) => mmm.rom_banks(),
            Mapper::M161(latch) => latch.rom_banks(),
            Mapper::Huc1(huc) => huc.rom_banks(),
            Mapper::Huc3(huc) => huc.rom_banks(),
            Mapper::Camera(camera) => camera.rom_banks(),
            Mapper::WisdomTree(latch) => latch.rom_banks(),
            Mapper::Tpp1(tpp1) => tpp1.rom_banks(),
        }
        .map(|bank| bank.wrapping_mul(ROM_BANK_SIZE));
        let [upper_low, upper_high] = [low | WINDOW_SIZE, high | WINDOW_SIZE];
        [Some(low), Some(upper_low), Some(high), Some(upper_high)]
    }

    /// Reads 4000-7FFF where it is not ROM.
    pub(crate) fn read_in_place_of_rom(&self, address: u16, now: Ticks) -> u8 {
        match self {
            Mapper::Mbc6(mbc) => mbc.read_flash(address, now),
            _ => 0xFF,
        }
    }

    /// The contents of flash memory, if there is any.
    pub(crate) fn flash(&self) -> Option<&[u8]> {
        match self {
            Mapper::Mbc6(mbc) => Some(mbc.flash()),
            _ => None,
        }
    }

    /// What A000-BFFF leads to.
    #[inline]
    pub(crate) fn ram(&self, now: Ticks) -> RamTarget {
        match self {
            Mapper::None => RamTarget::Bank(0),
            Mapper::Mbc1(mbc) => mbc.ram(),
            Mapper::Mbc2(mbc) => mbc.ram(),
            Mapper::Mbc3(mbc) => mbc.ram(),
            Mapper::Mbc5(mbc) => mbc.ram(),
            Mapper::Mbc6(mbc) => mbc.ram(),
            Mapper::Mbc7(mbc) => mbc.ram(),
            Mapper::Mmm01(mmm) => mmm.ram(),
            Mapper::M161(_) | Mapper::WisdomTree(_) => RamTarget::Open,
            Mapper::Huc1(huc) => huc.ram(),
            Mapper::Huc3(huc) => huc.ram(),
            Mapper::Camera(camera) => camera.ram(now),
            Mapper::Tpp1(tpp1) => tpp1.ram(),
        }
    }

    /// Reads A000-BFFF where it leads to [`RamTarget::Registers`].
    pub(crate) fn read_register(&self, address: u16, now: Ticks) -> u8 {
        match self {
            Mapper::Mbc3(mbc) => mbc.read_register(),
            Mapper::Mbc7(mbc) => mbc.read_register(address, now),
            Mapper::Huc1(huc) => huc.infrared.read(),
            Mapper::Huc3(huc) => huc.read_register(),
            Mapper::Camera(camera) => camera.read_register(address, now),
            Mapper::Tpp1(tpp1) => tpp1.read_register(address),
            _ => 0xFF,
        }
    }

    /// Writes A000-BFFF where it leads to [`RamTarget::Registers`]. Gives whether what a battery
    /// keeps may be another now.
    pub(crate) fn write_register(
        &mut self,
        address: u16,
        value: u8,
        now: Ticks,
        ram: &mut [u8],
    ) -> bool {
        match self {
            Mapper::Mbc3(mbc) => return mbc.write_register(value, now),
            Mapper::Mbc7(mbc) => return mbc.write_register(address, value, now, ram),
            Mapper::Huc1(huc) => huc.infrared.write(value),
            Mapper::Huc3(huc) => return huc.write_register(value, now),
            Mapper::Camera(camera) => return camera.write_register(address, value, now, ram),
            Mapper::Tpp1(tpp1) => tpp1.write_register(address, value),
            _ => {}
        }
        false
    }

    pub(crate) fn rumble(&self) -> bool {
        match self {
            Mapper::Mbc5(mbc) => mbc.rumble(),
            Mapper::Tpp1(tpp1) => tpp1.rumble(),
            _ => false,
        }
    }

    pub(crate) fn infrared(&self) -> Option<&Infrared> {
        match self {
            Mapper::Huc1(huc) => Some(&huc.infrared),
            Mapper::Huc3(huc) => Some(&huc.infrared),
            _ => None,
        }
    }

    pub(crate) fn infrared_mut(&mut self) -> Option<&mut Infrared> {
        match self {
            Mapper::Huc1(huc) => Some(&mut huc.infrared),
            Mapper::Huc3(huc) => Some(&mut huc.infrared),
            _ => None,
        }
    }

    /// Cuts all registers to the bits that they have, after they came from outside.
    pub(crate) fn mask(&mut self) {
        match self {
            Mapper::None | Mapper::WisdomTree(_) => {}
            Mapper::Mbc1(mbc) => mbc.mask(),
            Mapper::Mbc2(mbc) => mbc.mask(),
            Mapper::Mbc3(mbc) => mbc.mask(),
            Mapper::Mbc5(mbc) => mbc.mask(),
            Mapper::Mbc6(mbc) => mbc.mask(),
            Mapper::Mbc7(mbc) => mbc.mask(),
            Mapper::Mmm01(mmm) => mmm.mask(),
            Mapper::M161(latch) => latch.mask(),
            Mapper::Huc1(huc) => huc.mask(),
            Mapper::Huc3(huc) => huc.mask(),
            Mapper::Camera(camera) => camera.mask(),
            Mapper::Tpp1(tpp1) => tpp1.mask(),
        }
    }
}

/// Whether a write to the RAM enable register of MBC1, MBC2 and MBC3 enables: they look at the
/// lower four bits only (mooneye's `bits_ramg`, `ramg-mbc3-test` by `CasualPokePlayer`). Of the
/// chips that are described as "the same as MBC1" it is assumed.
pub(crate) fn enables_ram(value: u8) -> bool {
    value & 0x0F == 0x0A
}
