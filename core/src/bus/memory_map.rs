//! The memory map: what answers at an address.
//!
//! Source: Pan Docs, "Memory Map".

use super::{Bus, HIDDEN, WRAM_BANK};
use crate::cartridge::Cover;

impl Bus {
    /// Reads `address` at the present moment. Time does not pass.
    #[inline]
    pub(super) fn read_memory(&mut self, address: u16) -> u8 {
        match address {
            0x0000..=0x7FFF => self.read_rom(address),
            0x8000..=0x9FFF => {
                self.look_at_ppu();
                self.ppu.read_vram(address)
            }
            0xA000..=0xBFFF => self.cartridge.read_ram(address, self.now),
            0xC000..=0xFDFF => self.wram.get(self.wram_index(address)).copied().unwrap_or(0xFF),
            0xFE00..=0xFEFF => {
                self.look_at_ppu();
                self.ppu.read_oam(address)
            }
            0xFF00..=0xFF7F => self.read_io(address),
            0xFF80..=0xFFFE => self.hram[usize::from(address - 0xFF80)],
            0xFFFF => self.interrupts.enabled,
        }
    }

    /// The byte at `address`, if it is one that the CPU alone can change, and nobody hears of a read.
    #[inline]
    pub(super) fn plain_byte(&self, address: u16) -> Option<u8> {
        match address {
            0x0000..=0x7FFF => self.cartridge.rom_byte(address),
            0xC000..=0xFDFF => self.wram.get(self.plain_wram_index(address)).copied(),
            0xFF80.. => self.hram.get(usize::from(address - 0xFF80)).copied(),
            _ => None,
        }
    }

    /// The same, to write to.
    #[inline]
    pub(super) fn plain_byte_mut(&mut self, address: u16) -> Option<&mut u8> {
        match address {
            0xC000..=0xFDFF => {
                let index = self.plain_wram_index(address);
                self.wram.get_mut(index)
            }
            0xFF80.. => self.hram.get_mut(usize::from(address - 0xFF80)),
            _ => None,
        }
    }

    /// To be called when ROM or WRAM may have become plain memory, or may be so no more: a boot ROM or an OAM
    /// DMA has come or gone, or another bank of WRAM is there.
    #[inline(never)]
    pub(crate) fn show_plain_memory(&mut self) {
        let hidden = self.oam_dma.is_active();
        let bank = usize::from(self.wram_bank);
        self.wram_offsets = [0xC, 0xD, 0xE, 0xF].map(|page: usize| {
            let start = if hidden { HIDDEN } else { (page & 1) * bank * WRAM_BANK };
            start.wrapping_sub(page << 12)
        });
        self.cartridge.set_cover(match self.boot_rom.is_mapped() {
            _ if hidden => Cover::All,
            true => Cover::BootRom,
            false => Cover::Nothing,
        });
    }

    #[inline]
    fn plain_wram_index(&self, address: u16) -> usize {
        self.wram_offsets[usize::from(address >> 12 & 3)].wrapping_add(address.into())
    }

    #[inline]
    fn read_rom(&self, address: u16) -> u8 {
        match self.boot_rom.read(address) {
            Some(byte) => byte,
            None => self.cartridge.read_rom(address, self.now),
        }
    }

    /// Writes `address` at the present moment. Time does not pass.
    #[inline]
    pub(super) fn write_memory(&mut self, address: u16, value: u8) {
        match address {
            0x0000..=0x7FFF => self.cartridge.write_rom(address, value, self.now),
            0x8000..=0x9FFF => {
                self.look_at_ppu();
                self.ppu.write_vram(address, value);
            }
            0xA000..=0xBFFF => self.cartridge.write_ram(address, value, self.now),
            0xC000..=0xFDFF => {
                let index = self.wram_index(address);
                if let Some(byte) = self.wram.get_mut(index) {
                    *byte = value;
                }
            }
            0xFE00..=0xFEFF => {
                self.sync_ppu();
                self.ppu.write_oam(address, value);
            }
            0xFF00..=0xFF7F => self.write_io(address, value),
            0xFF80..=0xFFFE => self.hram[usize::from(address - 0xFF80)] = value,
            0xFFFF => {
                self.interrupts.enabled = value;
                self.expect_anything();
            }
        }
    }

    /// C000 to DFFF, and its echo up to FDFF.
    #[inline]
    fn wram_index(&self, address: u16) -> usize {
        let offset = usize::from(address & 0x0FFF);
        if address & 0x1000 == 0 {
            offset
        } else {
            usize::from(self.wram_bank) * WRAM_BANK + offset
        }
    }

    /// What a read of `address` would give, without its side effects, and whatever is locked.
    pub(crate) fn peek(&self, address: u16) -> u8 {
        match address {
            0x0000..=0x7FFF => self.read_rom(address),
            0x8000..=0x9FFF => self.ppu.peek_vram(address),
            0xA000..=0xBFFF => self.cartridge.read_ram(address, self.now),
            0xC000..=0xFDFF => self.wram.get(self.wram_index(address)).copied().unwrap_or(0xFF),
            0xFE00..=0xFEFF => self.ppu.peek_oam(address),
            0xFF00..=0xFF7F => self.peek_io(address),
            0xFF80..=0xFFFE => self.hram[usize::from(address - 0xFF80)],
            0xFFFF => self.interrupts.enabled,
        }
    }
}
