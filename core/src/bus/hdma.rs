//! The CGB's VRAM DMA: HDMA1 to HDMA5 (FF51 to FF55).
//!
//! A general-purpose transfer stops the CPU until it is done. An HBlank transfer moves 16 bytes in
//! each HBlank.
//!
//! Source: Pan Docs, "LCD VRAM DMA Transfers".

use serde::{Deserialize, Serialize};

use super::Bus;

/// The state of VRAM DMA.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Hdma {
    source: u16,
    destination: u16,
    /// Blocks of 16 bytes that are left; 0 stands for 128 once all are done.
    blocks_left: u8,
    /// A block is due now.
    running: bool,
    /// Blocks are due in HBlank.
    in_hblank: bool,
    /// The mode was not 0 when HALT or STOP began, so that an HBlank reached since then counts.
    may_start_on_wake: bool,
}

impl Hdma {
    pub(super) fn new() -> Hdma {
        Hdma {
            source: 0xFFF0,
            destination: 0x1FF0,
            blocks_left: 0,
            running: false,
            in_hblank: false,
            may_start_on_wake: false,
        }
    }

    #[inline]
    pub(super) fn is_due(&self) -> bool {
        self.running
    }

    /// Whether a block is due in the next HBlank.
    #[inline]
    pub(super) fn awaits_hblank(&self) -> bool {
        self.in_hblank
    }

    /// HBlank, which was awaited, has begun while the CPU runs.
    #[inline]
    pub(super) fn hblank_began(&mut self) {
        self.running = true;
    }

    pub(super) fn cpu_waits(&mut self, mode: u8) {
        self.may_start_on_wake = mode != 0;
    }

    pub(super) fn cpu_wakes(&mut self, mode: u8) {
        self.running |= self.in_hblank && mode == 0 && self.may_start_on_wake;
    }

    /// Reads FF55.
    pub(super) fn read(&self) -> u8 {
        let idle = if self.running || self.in_hblank { 0 } else { 0x80 };
        idle | self.blocks_left.wrapping_sub(1) & 0x7F
    }

    /// Writes FF51 to FF55; `in_hblank` says whether the PPU is in HBlank.
    pub(super) fn write(&mut self, address: u16, value: u8, in_hblank: bool) {
        match address {
            0xFF51 => {
                self.source = self.source & 0x00F0 | u16::from(value) << 8;
                // E000 and up behave as F000 and up do.
                if self.source >= 0xE000 {
                    self.source |= 0xF000;
                }
            }
            0xFF52 => self.source = self.source & 0xFF00 | u16::from(value & 0xF0),
            0xFF53 => self.destination = self.destination & 0x00F0 | u16::from(value) << 8,
            0xFF54 => self.destination = self.destination & 0xFF00 | u16::from(value & 0xF0),
            _ => {
                self.blocks_left = (value & 0x7F) + 1;
                if value & 0x80 == 0 && self.in_hblank {
                    self.in_hblank = false;
                    return;
                }
                self.in_hblank = value & 0x80 != 0;
                self.running = !self.in_hblank || in_hblank;
            }
        }
    }
}

impl Bus {
    /// Moves the blocks that are due while the CPU waits.
    pub(super) fn run_hdma(&mut self) {
        // A byte takes half an M-cycle in normal speed and a whole one in double speed.
        let t_cycles = if self.double_speed { 4 } else { 2 };
        self.pass_time(t_cycles);
        while self.hdma.running {
            let source = self.hdma.source;
            let byte = match source {
                0x0000..=0x7FFF | 0xA000..=0xDFFF => self.read_memory(source),
                _ => 0xFF,
            };
            self.hdma.source = source.wrapping_add(1);
            self.pass_time(t_cycles);
            self.sync_ppu();
            self.ppu.write_vram_by_dma(self.hdma.destination, byte);
            self.hdma.destination = self.hdma.destination.wrapping_add(1);
            if self.hdma.destination & 0x0F == 0 {
                self.hdma.blocks_left = self.hdma.blocks_left.wrapping_sub(1);
                if self.hdma.blocks_left == 0 || self.hdma.destination == 0 {
                    self.hdma.running = false;
                    self.hdma.in_hblank = false;
                } else if self.hdma.in_hblank {
                    self.hdma.running = false;
                }
            }
        }
        if !self.double_speed {
            self.pass_time(2);
        }
    }
}
