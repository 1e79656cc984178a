//! The registers at FF00 to FF7F.
//!
//! Source: Pan Docs, "Hardware Registers" and "CGB Registers".

use alloc::boxed::Box;

use serde::{Deserialize, Serialize};

use super::Bus;
use crate::infrared::InfraredPort;
use crate::joypad::Buttons;
use crate::sgb::Sgb;

/// The registers that belong to no component.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Leftovers {
    /// KEY0 (FF4C), which the boot ROM sets before it locks it.
    key0: u8,
    /// RP (FF56).
    infrared: InfraredPort,
    /// FF72, FF73 and FF74: plain storage without known use.
    storage: [u8; 3],
    /// SVBK (FF70) as it was written, in which 0 stands for bank 1.
    svbk: u8,
    /// Bits 4 to 6 of FF75.
    ff75: u8,
}

/// KEY0: the CGB runs a DMG game.
const KEY0_DMG: u8 = 0x0C;

/// Whether after a write to this register, which is not the PPU's, an event may come earlier than was
/// thought.
#[inline]
fn changes_what_comes(address: u16) -> bool {
    matches!(address, 0xFF02 | 0xFF04..=0xFF07 | 0xFF0F | 0xFF46 | 0xFF51..=0xFF55)
}

impl Bus {
    pub(super) fn read_io(&mut self, address: u16) -> u8 {
        match address {
            0xFF04..=0xFF07 => {
                self.sync_timer();
                self.timer.read(address)
            }
            0xFF10..=0xFF3F | 0xFF76 | 0xFF77 => self.apu.read(address, self.now),
            0xFF40..=0xFF4B | 0xFF68..=0xFF6B => {
                self.look_at_ppu();
                self.peek_io(address)
            }
            _ => self.peek_io(address),
        }
    }

    /// Reads a register; none but the APU's change by being read.
    pub(super) fn peek_io(&self, address: u16) -> u8 {
        let cgb = self.model.is_cgb();
        match address {
            0xFF00 => self.joypad.read(),
            0xFF01 | 0xFF02 => self.serial.read(address),
            0xFF04..=0xFF07 => self.timer.read(address),
            0xFF0F => 0xE0 | self.interrupts.requested,
            0xFF10..=0xFF3F | 0xFF76 | 0xFF77 => self.apu.peek(address),
            0xFF46 => self.oam_dma.read_register(),
            0xFF4D if self.cgb_mode() => self.read_key1(),
            0xFF55 if self.cgb_mode() => self.hdma.read(),
            0xFF56 if self.cgb_mode() => self.io.infrared.read(self.model.has_infrared()),
            0xFF70 if self.cgb_mode() => 0xF8 | self.io.svbk,
            0xFF72 | 0xFF73 if cgb => self.io.storage[usize::from(address - 0xFF72)],
            0xFF74 if self.cgb_mode() => self.io.storage[2],
            0xFF75 if cgb => 0x8F | self.io.ff75,
            _ => self.ppu.read_register(address).unwrap_or(0xFF),
        }
    }

    pub(super) fn write_io(&mut self, address: u16, value: u8) {
        if changes_what_comes(address) {
            self.sync_timer();
            self.expect_anything();
        }
        let cgb = self.model.is_cgb();
        match address {
            0xFF00 => self.write_p1(value),
            0xFF01 => self.serial.write_sb(value),
            0xFF02 => {
                self.serial.write_sc(value, self.cgb_mode(), &mut self.interrupts);
                self.update_watched_divider_bits();
            }
            0xFF04 => self.clear_divider(),
            0xFF05..=0xFF07 => self.timer.write(address, value),
            0xFF0F => self.interrupts.requested = value & 0x1F,
            0xFF10..=0xFF3F => {
                self.sync_timer();
                let div_bit = self.timer.counter() & self.div_apu_bit() != 0;
                self.apu.write(address, value, self.now, div_bit);
            }
            0xFF46 => self.begin_oam_dma(value),
            0xFF4C if cgb && self.boot_rom.is_mapped() => {
                self.io.key0 = value;
                self.sync_ppu();
                self.ppu.set_cgb_mode(value & KEY0_DMG == 0);
            }
            0xFF4D if self.cgb_mode() => self.write_key1(value),
            0xFF50 => {
                self.boot_rom.unmap_if(value & 1 != 0);
                self.show_plain_memory();
            }
            0xFF51..=0xFF55 if self.cgb_mode() => {
                self.sync_ppu();
                let in_hblank = self.ppu.is_in_hblank();
                self.hdma.write(address, value, in_hblank);
                self.notice_news();
            }
            0xFF56 if cgb => self.io.infrared.write(value),
            0xFF6C if cgb && (self.boot_rom.is_mapped() || self.io.key0 & 8 != 0) => {
                self.sync_ppu();
                self.ppu.set_objects_by_x(value & 1 != 0);
            }
            0xFF70 if self.cgb_mode() => {
                self.io.svbk = value & 7;
                self.wram_bank = self.io.svbk.max(1);
                self.show_plain_memory();
            }
            0xFF72 | 0xFF73 if cgb => self.io.storage[usize::from(address - 0xFF72)] = value,
            0xFF74 if self.cgb_mode() => self.io.storage[2] = value,
            0xFF75 if cgb => self.io.ff75 = value & 0x70,
            _ => {
                self.sync_ppu_before_write(address, value);
                self.write_ppu(address, value);
            }
        }
    }

    /// Writes a register of the PPU, which has been brought to the present moment.
    pub(super) fn write_ppu(&mut self, address: u16, value: u8) {
        if self.ppu.write_register(address, value, self.now, &mut self.interrupts) {
            self.notice_news();
            self.expect_anything();
        }
    }

    fn write_p1(&mut self, value: u8) {
        self.joypad.write(value, &mut self.interrupts);
        if self.interrupts.pending() != 0 {
            self.expect_anything();
        }
        if self.sgb.is_some() {
            self.write_p1_of_sgb(value);
        }
    }

    #[inline(never)]
    fn write_p1_of_sgb(&mut self, value: u8) {
        if let Some(sgb) = &mut self.sgb {
            sgb.write_p1(value);
        }
        self.connect_player();
    }

    /// Puts the Super NES in place that a state holds.
    pub(crate) fn adopt_sgb(&mut self, mut sgb: Sgb) {
        sgb.update_picture();
        self.joypad.adopt_player(sgb.player());
        self.sgb = Some(Box::new(sgb));
    }

    /// Puts the buttons of an SGB's player whose turn it is before the game.
    fn connect_player(&mut self) {
        if let Some(sgb) = &self.sgb {
            let player = sgb.player();
            let held = sgb.held(usize::from(player));
            self.joypad.set_held(player, held, &mut self.interrupts);
        }
    }

    /// The buttons that a player holds.
    pub(crate) fn buttons(&self, player: usize) -> Buttons {
        match &self.sgb {
            Some(sgb) => sgb.held(player),
            None if player == 0 => self.joypad.held(),
            None => Buttons::NONE,
        }
    }

    /// Sets which buttons a player holds, if there is such a player: all but the first are an SGB's.
    pub(crate) fn set_buttons(&mut self, player: usize, held: Buttons) {
        match &mut self.sgb {
            Some(sgb) => {
                sgb.set_held(player, held);
                self.connect_player();
            }
            None if player == 0 => self.joypad.set_held(0, held, &mut self.interrupts),
            None => {}
        }
    }

    /// Clears the divider, with all that its falling bits set off.
    pub(super) fn clear_divider(&mut self) {
        self.sync_timer();
        self.expect_anything();
        let edges = self.timer.clear_counter();
        self.clock_serial(edges);
        if edges.fell & self.div_apu_bit() != 0 {
            self.apu.div_apu_reset(self.now);
        }
    }

    /// Leaves the registers as the boot ROM does that starts a DMG game on a CGB.
    pub(crate) fn enter_dmg_compatibility(&mut self) {
        self.io.key0 = 0x04;
        self.ppu.set_cgb_mode(false);
        self.ppu.set_objects_by_x(true);
    }

    /// The infrared port, if the model has one.
    pub(crate) fn infrared(&self) -> Option<&InfraredPort> {
        self.model.has_infrared().then_some(&self.io.infrared)
    }

    /// The same, to change what it sees.
    pub(crate) fn infrared_mut(&mut self) -> Option<&mut InfraredPort> {
        self.model.has_infrared().then_some(&mut self.io.infrared)
    }

    /// Leaves P1 as the boot ROMs of the CGB and the SGB do: neither the d-pad nor the other buttons
    /// are selected.
    pub(crate) fn select_no_buttons(&mut self) {
        self.write_p1(0x30);
    }

    /// Leaves FF46 and the divider as a boot ROM does.
    pub(crate) fn set_post_boot_registers(&mut self, dma: u8, divider: u16) {
        self.oam_dma.set_register(dma);
        self.timer.set_post_boot_counter(divider);
    }
}
