//! The CPU's view of the PPU: its registers, VRAM and OAM.
//!
//! Sources: Pan Docs, "LCD Control" to "Palettes" and "Accessing VRAM and OAM".

use super::line::Phase;
use super::registers::{LCDC_BG, LCDC_OBJ, LCDC_ON, LCDC_TILES_8000, LCDC_WINDOW, STAT_MODE2};
use super::{LCD_HEIGHT, Ppu, VRAM_BANK};
use crate::interrupts::Interrupts;
use crate::time::Ticks;

/// How many dots after a write to WY or LCDC the comparison of WY with LY comes, on a grid of four
/// dots: a write at the grid's start waits this long. In ticks.
const WY_CHECK_DELAY_DMG: u64 = 6;
const WY_CHECK_DELAY_CGB: u64 = 8;
const WY_CHECK_DELAY_DOUBLE_SPEED: u64 = 2;

impl Ppu {
    /// Reads FF40 to FF4B, FF4F, FF68 to FF6C; `None` for an address that is not the PPU's.
    pub(crate) fn read_register(&self, address: u16) -> Option<u8> {
        let cgb = self.model.is_cgb();
        Some(match address {
            0xFF40 => self.regs.lcdc,
            0xFF41 => {
                0x80 | self.regs.stat_enable | u8::from(self.stat.coincidence) << 2 | self.stat.mode
            }
            0xFF42 => self.regs.scy,
            0xFF43 => self.regs.scx,
            0xFF44 => self.ly,
            0xFF45 => self.regs.lyc,
            0xFF47 => self.regs.bgp,
            0xFF48 => self.regs.obp[0],
            0xFF49 => self.regs.obp[1],
            0xFF4A => self.regs.wy,
            0xFF4B => self.regs.wx,
            0xFF4F if cgb => 0xFE | self.vram_bank,
            0xFF68 if cgb => self.bg_palettes.read_index(),
            0xFF6A if cgb => self.obj_palettes.read_index(),
            0xFF69 if self.cgb_mode && !self.locks.palettes => self.bg_palettes.read_data(),
            0xFF6B if self.cgb_mode && !self.locks.palettes => self.obj_palettes.read_data(),
            0xFF6C if cgb => 0xFE | u8::from(self.objects_by_x),
            _ => return None,
        })
    }

    /// Writes a register of the PPU at the moment `now`, to which it has been brought if the register is
    /// [used](Ppu::uses_before) before. Returns whether it is heard of: an interrupt may come of it, or come
    /// at another moment.
    pub(crate) fn write_register(
        &mut self,
        address: u16,
        value: u8,
        now: Ticks,
        interrupts: &mut Interrupts,
    ) -> bool {
        let mut is_heard_of = false;
        if !matches!(address, 0xFF41 | 0xFF45 | 0xFF4F | 0xFF68 | 0xFF6A) {
            self.disturb_line();
        }
        match address {
            0xFF40 => is_heard_of = self.write_lcdc(value, now),
            0xFF41 => {
                self.write_stat(value, now, interrupts);
                is_heard_of = true;
            }
            0xFF42 => self.regs.scy = value,
            0xFF43 => self.regs.scx = value,
            0xFF45 => {
                self.write_lyc(value, interrupts);
                is_heard_of = true;
            }
            0xFF47 => {
                self.regs.bgp = value;
                self.forget_shades();
            }
            0xFF48 => self.regs.obp[0] = value,
            0xFF49 => self.regs.obp[1] = value,
            0xFF4A => {
                self.regs.wy = value;
                self.schedule_wy_check(now);
            }
            0xFF4B => {
                self.regs.wx = value;
                self.update_wx_glitch();
            }
            0xFF4F if self.cgb_mode => self.vram_bank = value & 1,
            0xFF68 if self.model.is_cgb() => self.bg_palettes.write_index(value),
            0xFF6A if self.model.is_cgb() => self.obj_palettes.write_index(value),
            0xFF69 if self.cgb_mode => {
                self.paint.forget_palette(self.bg_palettes.selected());
                self.note_new_contents();
                self.bg_palettes.write_data(value, self.locks.palettes);
            }
            0xFF6B if self.cgb_mode => {
                self.note_new_contents();
                self.obj_palettes.write_data(value, self.locks.palettes);
            }
            _ => {}
        }
        if is_heard_of {
            self.update_due_at();
        }
        is_heard_of
    }

    /// Whether the PPU has to be brought to `now` before `value` is written to a register: not if it has not
    /// used what is there since the moment to which it has been brought, nor if that is what is there already.
    pub(crate) fn uses_before(&self, address: u16, value: u8, now: Ticks) -> bool {
        if self.next_at >= now && self.window.wy_check_at.is_none() {
            return false;
        }
        match address {
            0xFF40 => {
                let changes = self.regs.lcdc ^ value;
                changes & LCDC_ON != 0
                    || self.window.wy_check_at.is_some()
                    || (changes != 0 || !self.wy_has_matched() || self.tile_sel_glitch)
                        && self.scans_or_draws_before(now)
            }
            0xFF42 => value != self.regs.scy && self.draws_before(now),
            0xFF43 => value != self.regs.scx && self.draws_before(now),
            0xFF47 => value != self.regs.bgp && self.draws_before(now),
            0xFF48 => value != self.regs.obp[0] && self.draws_before(now),
            0xFF49 => value != self.regs.obp[1] && self.draws_before(now),
            // Between two lines, a latch of the CGB's fetcher follows WX until WY has matched.
            0xFF4B => self.draws_before(now) || self.model.is_cgb() && !self.wy_has_matched(),
            0xFF69 | 0xFF6B => self.may_lock_palettes_before(now),
            // Only the CPU uses them.
            0xFF4F | 0xFF68 | 0xFF6A => false,
            _ => true,
        }
    }

    /// Whether WY has matched, and still has when the next line is drawn.
    fn wy_has_matched(&self) -> bool {
        self.window.wy_triggered && usize::from(self.line) < LCD_HEIGHT - 1
    }

    /// BGP has changed, or whether the BG is blank. In CGB mode no color comes of it.
    fn forget_shades(&mut self) {
        if !self.cgb_mode {
            self.paint.forget();
        }
    }

    /// Returns whether events come at another moment after that.
    fn write_lcdc(&mut self, value: u8, now: Ticks) -> bool {
        let old = self.regs.lcdc;
        let mut is_heard_of = (old ^ value) & LCDC_ON != 0;
        // Clearing the objects' bit aborts a fetch under way (DMG; mealybug-tearoom-tests,
        // `m3_lcdc_obj_en_change`).
        let fetches = self.objects.fetching && matches!(self.phase, Phase::Mode3(_));
        if !self.model.is_cgb() && old & !value & LCDC_OBJ != 0 && fetches {
            self.objects.aborted = true;
            is_heard_of = true;
            self.line_dots -= ((self.next_at - now).0 / 2).min(u64::from(self.line_dots)) as u16;
            self.next_at = now;
        }
        self.regs.lcdc = value;
        if (old ^ value) & LCDC_BG != 0 {
            self.forget_shades();
        }
        if value & !old & LCDC_ON != 0 {
            self.switch_lcd_on(now);
        } else if old & !value & LCDC_ON != 0 {
            self.switch_lcd_off(now);
        }
        self.schedule_wy_check(now);
        is_heard_of
    }

    fn write_stat(&mut self, value: u8, now: Ticks, interrupts: &mut Interrupts) {
        self.regs.stat_enable = value & 0x78;
        // In double speed the moment of mode 2's interrupt is met exactly by some writes.
        if self.double_speed
            && self.phase == Phase::OamScan
            && self.objects.scanning == 0
            && self.next_at == now
            && value & STAT_MODE2 != 0
        {
            self.stat.interrupt_mode = Some(2);
            self.update_stat(interrupts);
            self.stat.interrupt_mode = None;
        } else {
            self.update_stat(interrupts);
        }
    }

    /// A write to LYC meets the comparator at work: on the CGB the moments at which LY changes
    /// react in ways of their own.
    fn write_lyc(&mut self, value: u8, interrupts: &mut Interrupts) {
        if !self.model.is_cgb() {
            self.regs.lyc = value;
            self.update_stat(interrupts);
            return;
        }
        if self.phase == Phase::Line153Rest {
            self.stat.compared_ly = Some(153);
            self.update_stat(interrupts);
            self.stat.compared_ly = Some(0);
        }
        self.regs.lyc = value;
        match self.phase {
            Phase::OamWriteLock
            | Phase::VBlankLy
            | Phase::Line153LyIsZero
            | Phase::Line153CompareZero => {}
            Phase::Line153Compare => {
                self.stat.compared_ly = Some(153);
                self.update_stat(interrupts);
                self.stat.compared_ly = None;
            }
            _ => self.update_stat(interrupts),
        }
    }

    fn schedule_wy_check(&mut self, now: Ticks) {
        if self.window.wy_triggered {
            return;
        }
        let delay = if self.double_speed {
            WY_CHECK_DELAY_DOUBLE_SPEED
        } else if self.model.is_cgb() {
            WY_CHECK_DELAY_CGB
        } else {
            WY_CHECK_DELAY_DMG
        };
        let since_grid = (now - self.lcd_on_at).0 % 8;
        let wait = (delay + 8 - since_grid) % 8;
        self.window.wy_check_at = Some(now + Ticks(if wait == 0 { 8 } else { wait }));
    }

    #[inline]
    fn vram_index(&self, address: u16) -> usize {
        usize::from(address & 0x1FFF) + usize::from(self.vram_bank & 1) * VRAM_BANK
    }

    /// Reads 8000 to 9FFF: FF while the PPU draws.
    #[inline]
    pub(crate) fn read_vram(&self, address: u16) -> u8 {
        if self.locks.vram_read { 0xFF } else { self.peek_vram(address) }
    }

    /// Reads 8000 to 9FFF whether or not the PPU draws.
    #[inline]
    pub(crate) fn peek_vram(&self, address: u16) -> u8 {
        self.vram.get(self.vram_index(address)).copied().unwrap_or(0xFF)
    }

    /// Writes 8000 to 9FFF, unless the PPU draws. It need not have drawn all that it has to by then.
    #[inline]
    pub(crate) fn write_vram(&mut self, address: u16, value: u8) {
        if !self.locks.vram_write {
            self.set_vram(self.vram_index(address), value);
        }
    }

    #[inline]
    fn set_vram(&mut self, index: usize, value: u8) {
        if let Some(byte) = self.vram.get_mut(index)
            && *byte != value
        {
            *byte = value;
            self.note_new_contents();
        }
    }

    /// Writes a byte of an HDMA block. While the PPU draws it ends up in both banks.
    pub(crate) fn write_vram_by_dma(&mut self, address: u16, value: u8) {
        let index = self.vram_index(address);
        self.set_vram(index, value);
        if self.locks.vram_write {
            self.set_vram(index ^ VRAM_BANK, value);
        }
    }

    /// Reads FE00 to FEFF.
    pub(crate) fn read_oam(&mut self, address: u16) -> u8 {
        if self.locks.oam_write && !self.model.is_cgb() {
            self.disturb_oam_by_read(address);
            return 0xFF;
        }
        if self.oam_dma.locks_oam || self.locks.oam_read {
            return 0xFF;
        }
        self.peek_oam(address)
    }

    /// Reads FE00 to FEFF without side effects and whatever is locked.
    pub(crate) fn peek_oam(&self, address: u16) -> u8 {
        let low = address as u8;
        match self.oam.get(usize::from(low)) {
            Some(&byte) => byte,
            // The last CGB repeats the upper half of the address; a DMG reads 00.
            None if self.model.is_cgb() => low & 0xF0 | low >> 4,
            None => 0x00,
        }
    }

    /// Writes FE00 to FEFF.
    pub(crate) fn write_oam(&mut self, address: u16, value: u8) {
        if self.locks.oam_write {
            self.disturb_oam(address);
            return;
        }
        if self.oam_dma.active {
            return;
        }
        self.oam.set(usize::from(address & 0xFF), value);
    }

    /// The enable bits of STAT that a write to it shows for one T-cycle before it takes effect. On
    /// the DMG all are set, which is why any write to STAT can raise its interrupt.
    pub(crate) fn stat_during_dmg_write(&self) -> u8 {
        // Between HBlank and mode 2, an enabled mode-0 interrupt hides mode 2's.
        if self.phase == Phase::Mode2 && self.regs.stat_enable & 0x28 == 0x08 {
            !0x20
        } else {
            0xFF
        }
    }

    /// The transient value of LCDC, one T-cycle before a DMG's write takes effect.
    pub(crate) fn lcdc_during_dmg_write(&self, value: u8) -> u8 {
        let mut old = self.regs.lcdc;
        if self.x == 0 {
            old &= value | !LCDC_OBJ;
        }
        old | value & LCDC_BG
    }

    /// Whether a DMG's write to LCDC does anything before it takes effect: the transient value is another, or
    /// lets WY be compared.
    pub(crate) fn lcdc_has_transient(&self, value: u8) -> bool {
        let old = self.regs.lcdc;
        (value & !old & LCDC_BG) | (old & !value & LCDC_OBJ) != 0 || !self.wy_has_matched()
    }

    /// LCDC has been written on a DMG.
    pub(crate) fn after_dmg_lcdc_write(&mut self, old: u8) {
        if old & !self.regs.lcdc & LCDC_WINDOW != 0 && self.window.starting {
            self.window.no_pixel_insertion = true;
        }
    }

    /// Whether writing `value` to LCDC disturbs a fetch under way on a CGB.
    pub(crate) fn disturbs_tile_data(&self, value: u8) -> bool {
        (self.regs.lcdc ^ value) & LCDC_TILES_8000 != 0
    }

    pub(crate) fn set_tile_sel_glitch(&mut self, glitch: bool) {
        self.tile_sel_glitch = glitch;
        self.disturb_line();
    }

    pub(crate) fn set_wx_just_written(&mut self, just: bool) {
        self.window.wx_just_written = just;
        self.disturb_line();
    }

    /// Whether it makes a difference in the next dot that WX has just been written.
    pub(crate) fn is_near_window(&self) -> bool {
        (self.x + 4..self.x + 10).contains(&self.regs.wx.into())
    }

    /// Whether HDMA may start at once: in mode 0, but not just before mode 2.
    pub(crate) fn is_in_hblank(&self) -> bool {
        self.stat.mode == 0 && self.phase != Phase::Mode2
    }

    /// The mode that STAT reports.
    pub(crate) fn reported_mode(&self) -> u8 {
        self.stat.mode
    }

    /// An OAM DMA has begun or ended.
    pub(crate) fn oam_dma_changed(&mut self, view: super::OamDmaView, interrupts: &mut Interrupts) {
        let was_active = self.oam_dma.active;
        self.oam_dma = view;
        self.disturb_line();
        if was_active && !view.active && self.phase == Phase::OamScan {
            self.stat.mode = 2;
        }
        if was_active != view.active {
            self.update_stat(interrupts);
        }
    }

    /// Switches CGB features on or off, which only a boot ROM can.
    pub(crate) fn set_cgb_mode(&mut self, on: bool) {
        self.cgb_mode = on;
        self.paint.forget();
        self.note_new_contents();
    }

    /// Sets OPRI, which only a boot ROM can.
    pub(crate) fn set_objects_by_x(&mut self, by_x: bool) {
        self.objects_by_x = by_x;
        self.note_new_contents();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Model;

    #[test]
    fn an_object_fetch_that_ends_with_the_lcd_cannot_be_aborted_later() {
        let (mut ppu, mut interrupts) = (Ppu::new(Model::Dmg), Interrupts::default());
        ppu.objects.fetching = true;
        ppu.write_register(0xFF40, LCDC_ON | LCDC_OBJ, Ticks(0), &mut interrupts);
        ppu.sync(Ticks(8), &mut interrupts);
        let next = ppu.next_at;
        assert!(next > Ticks(8));
        ppu.write_register(0xFF40, LCDC_ON, Ticks(8), &mut interrupts);
        assert_eq!(ppu.next_at, next);
    }
}
