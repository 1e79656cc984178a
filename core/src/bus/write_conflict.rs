//! Writes to registers that other components read at the same time.
//!
//! Most writes take effect at the end of their M-cycle. Some registers are wired so that the PPU
//! sees the new value a little earlier or later, or a mixture of old and new in between.
//!
//! Sources: mealybug-tearoom-tests (`m3_*_change`), mooneye-test-suite, and the table of such races
//! in `SameBoy` for DMG and CGB.

use super::Bus;
use crate::model::Model;

/// How a write to a register takes effect.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Conflict {
    /// At the usual moment.
    Plain,
    /// One T-cycle earlier.
    Early,
    /// Two T-cycles earlier.
    Earlier,
    /// One T-cycle later. On the CGB, where CPU and hardware write to IF at the same time, the CPU's
    /// value stays.
    Late,
    /// STAT on the DMG: all enable bits are set for a T-cycle.
    StatDmg,
    /// STAT on the CGB: the LYC bit follows a T-cycle after the others.
    StatCgb,
    /// STAT in double speed: the mode-0 bit follows a T-cycle after the others.
    StatDoubleSpeed,
    /// A palette on the DMG: old and new value are mixed for a T-cycle.
    PaletteDmg,
    /// LCDC on the DMG: bit 0 changes a T-cycle before the others.
    LcdcDmg,
    /// LCDC on the CGB: a change of bit 4 disturbs a fetch for a T-cycle.
    LcdcCgb,
    /// LCDC in double speed: bits 0 and 7 follow two T-cycles after the others.
    LcdcDoubleSpeed,
    /// WX on the DMG is not compared a second time for a T-cycle.
    WxDmg,
}

/// LCDC bits that change late in double speed.
const LCDC_LATE_BITS: u8 = 0x81;

fn conflict_on_dmg(model: Model, address: u16) -> Conflict {
    match address {
        // The Super NES sees pixels, not what the LCD makes of them.
        0xFF47..=0xFF49 if model.is_sgb() => Conflict::Early,
        0xFF40 => Conflict::LcdcDmg,
        0xFF41 => Conflict::StatDmg,
        0xFF43 => Conflict::Earlier,
        0xFF47..=0xFF49 => Conflict::PaletteDmg,
        0xFF4B => Conflict::WxDmg,
        _ => Conflict::Plain,
    }
}

fn conflict_on_cgb(model: Model, address: u16) -> Conflict {
    match address {
        0xFF47..=0xFF49 if model.is_before_cgb_d() => Conflict::Early,
        0xFF0F | 0xFF45 | 0xFF4B => Conflict::Late,
        0xFF40 => Conflict::LcdcCgb,
        0xFF41 => Conflict::StatCgb,
        0xFF47..=0xFF49 => Conflict::Earlier,
        _ => Conflict::Plain,
    }
}

fn conflict_in_double_speed(address: u16) -> Conflict {
    match address {
        0xFF0F => Conflict::Late,
        0xFF40 => Conflict::LcdcDoubleSpeed,
        0xFF41 => Conflict::StatDoubleSpeed,
        0xFF43 => Conflict::Earlier,
        _ => Conflict::Plain,
    }
}

impl Bus {
    /// Writes `value` to one of FF00 to FF7F at the moment, or moments, when it takes effect.
    pub(super) fn write_io_in_its_time(&mut self, address: u16, value: u8) {
        let conflict = if !self.model.is_cgb() {
            conflict_on_dmg(self.model, address)
        } else if self.double_speed {
            conflict_in_double_speed(address)
        } else {
            conflict_on_cgb(self.model, address)
        };
        match conflict {
            Conflict::Plain => self.write_io_at(0, address, value),
            Conflict::Early => self.write_io_at(-1, address, value),
            Conflict::Earlier => self.write_io_at(-2, address, value),
            Conflict::Late => self.write_io_at(1, address, value),
            Conflict::StatDmg => {
                self.pass_until(0, address, value);
                let transient = self.ppu.stat_during_dmg_write();
                self.write_ppu(address, transient);
                self.pass_within_access(1, address, value);
                self.write_ppu(address, value);
                self.pending = 3;
            }
            Conflict::StatCgb => self.write_bits_late(address, value, 0x40),
            Conflict::StatDoubleSpeed => self.write_bits_late(address, value, 0x08),
            Conflict::PaletteDmg => {
                self.flush_with(-2);
                let mixed = self.peek_io(address) | value;
                self.sync_ppu_before_write(address, mixed);
                self.write_ppu(address, mixed);
                self.pending = 6;
                if mixed != value {
                    self.pass_within_access(1, address, value);
                    self.write_ppu(address, value);
                    self.pending = 5;
                }
            }
            Conflict::LcdcDmg => {
                self.flush_with(-2);
                let old = self.peek_io(address);
                if self.ppu.lcdc_has_transient(value) {
                    self.sync_ppu_before_write(address, value);
                    let transient = self.ppu.lcdc_during_dmg_write(value);
                    self.write_ppu(address, transient);
                }
                self.pass_within_access(1, address, value);
                self.write_ppu(address, value);
                self.ppu.after_dmg_lcdc_write(old);
                self.pending = 5;
            }
            Conflict::LcdcCgb => {
                self.pass_until(0, address, value);
                let disturbs = self.ppu.disturbs_tile_data(value);
                self.write_ppu(address, value);
                self.pending = 4;
                if disturbs {
                    self.ppu.set_tile_sel_glitch(true);
                    self.pass_within_access(1, address, value);
                    self.ppu.set_tile_sel_glitch(false);
                    self.pending = 3;
                }
            }
            Conflict::LcdcDoubleSpeed => {
                self.pass_until(-2, address, value);
                let old = self.peek_io(address);
                self.ppu.set_tile_sel_glitch(self.ppu.disturbs_tile_data(value));
                self.write_ppu(address, value & !LCDC_LATE_BITS | old & LCDC_LATE_BITS);
                self.pass_within_access(2, address, value);
                self.ppu.set_tile_sel_glitch(false);
                self.write_ppu(address, value);
                self.pending = 4;
            }
            Conflict::WxDmg => {
                self.pass_until(0, address, value);
                self.write_ppu(address, value);
                self.pending = 4;
                if self.ppu.is_near_window() {
                    self.ppu.set_wx_just_written(true);
                    self.pass_within_access(1, address, value);
                    self.ppu.set_wx_just_written(false);
                    self.pending = 3;
                }
            }
        }
    }

    /// Writes `offset` T-cycles after the usual moment.
    fn write_io_at(&mut self, offset: i8, address: u16, value: u8) {
        self.flush_with(offset);
        self.write_io(address, value);
        self.pending = 4u32.saturating_add_signed((-offset).into());
    }

    /// Writes all but `late_bits` at the usual moment, and those a T-cycle later.
    fn write_bits_late(&mut self, address: u16, value: u8, late_bits: u8) {
        self.pass_until(0, address, value);
        let old = self.peek_io(address);
        self.write_ppu(address, value & !late_bits | old & late_bits);
        self.pass_within_access(1, address, value);
        self.write_ppu(address, value);
        self.pending = 3;
    }

    /// Lets time pass until `offset` T-cycles after the moment of a usual access, and brings the PPU there.
    fn pass_until(&mut self, offset: i8, address: u16, value: u8) {
        self.flush_with(offset);
        self.sync_ppu_before_write(address, value);
    }

    /// Lets T-cycles pass between two writes of one access, and brings the PPU to their end.
    fn pass_within_access(&mut self, t_cycles: u32, address: u16, value: u8) {
        self.pending = 0;
        self.pass_time(t_cycles);
        self.sync_ppu_before_write(address, value);
    }
}
