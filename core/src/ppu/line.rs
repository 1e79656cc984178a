//! What happens when: the phases of a line, and of the frame.
//!
//! A line is 456 dots; lines 144 to 153 are VBlank. LY, STAT's mode, the interrupt and the locks
//! of VRAM and OAM each change at a moment of their own near the start of a line, which is why
//! there are more phases than modes.
//!
//! Sources: Pan Docs, "Rendering"; mooneye-test-suite `acceptance/ppu`; gbmicrotest; and the
//! moments as `SameBoy` measured them.

use serde::{Deserialize, Serialize};

use super::mode3::Mode3;
use super::objects::{ENTRIES, LOCKS_CHANGE, row_after_step};
use super::registers::{LCDC_ON, LCDC_WINDOW, STAT_MODE2};
use super::{LCD_HEIGHT, LCD_WIDTH, News, Ppu};
use crate::interrupts::{self, Interrupts};
use crate::time::Ticks;

/// Dots in a line.
pub(super) const LINE_DOTS: u16 = 456;
/// The last line of a frame.
pub(super) const LAST_LINE: u8 = 153;
/// Lines in a frame.
pub(super) const FRAME_LINES: u32 = LAST_LINE as u32 + 1;
/// The dot of a line in which the palettes are locked.
pub(super) const PALETTE_LOCK_DOT: u16 = 87;
/// The dot of a line in which its drawing begins.
pub(super) const DRAWING_DOT: u16 = 89;
/// `x` at the start of a line.
pub(super) const X_START: i16 = -16;

/// What takes effect next. The numbers are dots from the start of the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Phase {
    LcdOff,

    /// The first line after the LCD is switched on has no mode 2, and is shorter.
    FirstLine,
    FirstLineOamWriteLock,
    FirstLineMode3,
    FirstLinePaletteLock,
    FirstLineDrawing,

    /// 2
    OamWriteLock,
    /// 3
    LyChanges,
    /// 4
    Mode2,
    /// 6 to 84, every two dots
    OamScan,
    /// 87
    PaletteLock,
    /// 89
    Drawing,
    /// From 90 on, dot by dot.
    Mode3(Mode3),
    /// One dot after the last pixel.
    Mode0,
    /// A dot later: an HDMA block may begin (mealybug-tearoom-tests, `hdma_timing-C`).
    HBlank,
    /// A dot later.
    PaletteRelock,
    /// Two dots later.
    PaletteUnlock,
    /// 454
    LineEnds,
    /// 456
    NextLine,
    /// Mode 3 was still busy when its line ended.
    Overrun,
    /// Two dots later.
    OverrunLy,

    /// Lines 144 to 152: 2
    VBlankLy,
    /// 4
    VBlankCompare,
    /// 5
    VBlankMode1,
    /// 456
    VBlankLineEnd,

    /// Line 153: 2
    Line153Ly,
    /// 4 (newer CGB) or 6
    Line153Compare,
    /// 8: LY reads 0 already.
    Line153LyIsZero,
    /// 12
    Line153CompareZero,
    /// 24
    Line153Rest,
    /// 456
    FrameEnd,
}

impl Ppu {
    /// Lets the phase take effect. Returns the dots until the next one.
    #[inline]
    pub(super) fn enter_phase(&mut self, interrupts: &mut Interrupts) -> u16 {
        let dots = self.take_effect(interrupts);
        self.line_dots += dots;
        if self.line_dots > LINE_DOTS && matches!(self.phase, Phase::Mode3(_)) {
            // The line ends whether or not it has been drawn.
            let dots = dots.saturating_sub(self.line_dots - LINE_DOTS);
            self.frames.fill_rest_of_line(self.x.max(0) as u8, self.line);
            self.phase = Phase::Overrun;
            return dots;
        }
        dots
    }

    fn then(&mut self, phase: Phase, dots: u16) -> u16 {
        self.phase = phase;
        dots
    }

    #[inline]
    fn take_effect(&mut self, interrupts: &mut Interrupts) -> u16 {
        let cgb = self.model.is_cgb();
        match self.phase {
            Phase::Mode3(step) => {
                if step == Mode3::Pixel && self.window.began_at_166 {
                    self.stat.interrupt_mode = Some(0);
                    self.update_stat(interrupts);
                }
                self.draw(step)
            }
            Phase::FirstLine => {
                self.line = 0;
                self.line_dots = 0;
                self.begin_frame();
                self.x = X_START;
                self.fine_scrolled = false;
                self.stat.compared_ly = Some(0);
                self.stat.mode = 0;
                self.stat.interrupt_mode = None;
                self.unlock_all();
                self.update_stat(interrupts);
                self.then(Phase::FirstLineOamWriteLock, 76)
            }
            Phase::FirstLineOamWriteLock => {
                self.locks.oam_write = true;
                self.update_stat(interrupts);
                self.then(Phase::FirstLineMode3, 2)
            }
            Phase::FirstLineMode3 => {
                self.objects.begin_scan();
                self.objects.end_scan();
                self.line_dots += 8;
                self.stat.mode = 3;
                self.stat.interrupt_mode = Some(3);
                self.locks.oam_write = true;
                self.locks.oam_read = true;
                self.locks.vram_read = !cgb || self.double_speed;
                self.locks.vram_write = !cgb || self.double_speed;
                self.then(Phase::FirstLinePaletteLock, 2)
            }
            Phase::FirstLinePaletteLock => {
                self.locks.palettes = true;
                self.then(Phase::FirstLineDrawing, 3)
            }
            Phase::FirstLineDrawing => {
                self.locks.vram_read = true;
                self.locks.vram_write = true;
                self.window.active = false;
                self.forget_line();
                self.begin_drawing()
            }

            Phase::OamWriteLock => {
                self.locks.oam_write = cgb;
                self.then(Phase::LyChanges, 1)
            }
            Phase::LyChanges => {
                self.ly = self.line;
                self.locks.oam_read = true;
                // The mode-2 interrupt comes a dot before STAT reports mode 2, but for line 0.
                if self.line == 0 {
                    self.stat.compared_ly = Some(0);
                    if !cgb {
                        self.stat.mode = 0;
                    }
                } else {
                    self.stat.compared_ly = None;
                    self.stat.interrupt_mode = Some(2);
                    self.stat.mode = 0;
                }
                self.update_stat(interrupts);
                self.then(Phase::Mode2, 1)
            }
            Phase::Mode2 => {
                self.locks.oam_read = true;
                self.locks.oam_write = true;
                self.stat.mode = 2;
                self.stat.interrupt_mode = Some(2);
                self.stat.compared_ly = Some(self.line);
                self.check_wy();
                self.update_stat(interrupts);
                self.stat.interrupt_mode = None;
                self.update_stat(interrupts);
                self.objects.begin_scan();
                if cgb {
                    self.scan_object();
                }
                self.then(Phase::OamScan, 2)
            }
            Phase::OamScan => self.scan_on(interrupts),
            Phase::PaletteLock => {
                self.locks.palettes = true;
                self.then(Phase::Drawing, 2)
            }
            Phase::Drawing => self.begin_drawing(),

            Phase::Mode0 => {
                self.stat.mode = 0;
                self.stat.interrupt_mode = Some(0);
                self.unlock_memory();
                self.update_stat(interrupts);
                self.then(Phase::HBlank, 1)
            }
            Phase::HBlank => {
                self.news.0 |= News::HBLANK;
                self.then(Phase::PaletteRelock, 1)
            }
            Phase::PaletteRelock => {
                self.locks.palettes = !self.double_speed;
                self.then(Phase::PaletteUnlock, 2)
            }
            Phase::PaletteUnlock => {
                self.locks.palettes = false;
                if self.line_dots > LINE_DOTS - 2 {
                    return self.then(Phase::Overrun, LINE_DOTS.saturating_sub(self.line_dots));
                }
                let rest = LINE_DOTS - 2 - self.line_dots;
                self.then(Phase::LineEnds, rest)
            }
            Phase::LineEnds => self.then(Phase::NextLine, 2),
            Phase::NextLine => {
                if self.line < LCD_HEIGHT as u8 - 1 {
                    self.stat.interrupt_mode = Some(2);
                }
                self.line += 1;
                self.begin_line(interrupts)
            }
            Phase::Overrun => self.overrun(interrupts),
            Phase::OverrunLy => {
                self.ly = self.line;
                self.update_stat(interrupts);
                self.x = X_START + 1;
                self.forget_line();
                self.begin_drawing()
            }

            Phase::VBlankLy => {
                self.ly = self.line;
                if self.line == LCD_HEIGHT as u8
                    && !self.stat.line()
                    && self.regs.stat_enable & STAT_MODE2 != 0
                {
                    interrupts.request(interrupts::STAT);
                }
                self.then(Phase::VBlankCompare, 2)
            }
            Phase::VBlankCompare => {
                if core::mem::take(&mut self.late_hblank_interrupt) {
                    self.stat.interrupt_mode = Some(0);
                }
                self.stat.compared_ly = Some(self.line);
                self.update_stat(interrupts);
                self.then(Phase::VBlankMode1, 1)
            }
            Phase::VBlankMode1 => {
                if self.line == LCD_HEIGHT as u8 {
                    self.enter_vblank(interrupts);
                }
                self.then(Phase::VBlankLineEnd, LINE_DOTS - 5)
            }
            Phase::VBlankLineEnd => {
                self.line += 1;
                self.begin_line(interrupts)
            }

            Phase::Line153Ly => {
                self.ly = LAST_LINE;
                self.then(Phase::Line153Compare, if cgb { 2 } else { 4 })
            }
            Phase::Line153Compare => {
                if !cgb {
                    self.ly = 0;
                }
                self.stat.compared_ly = Some(LAST_LINE);
                self.update_stat(interrupts);
                self.then(Phase::Line153LyIsZero, if cgb { 4 } else { 2 })
            }
            Phase::Line153LyIsZero => {
                self.ly = 0;
                self.stat.compared_ly = cgb.then_some(LAST_LINE);
                self.update_stat(interrupts);
                self.then(Phase::Line153CompareZero, 4)
            }
            Phase::Line153CompareZero => {
                self.stat.compared_ly = Some(0);
                self.update_stat(interrupts);
                self.then(Phase::Line153Rest, 12)
            }
            Phase::Line153Rest => self.then(Phase::FrameEnd, LINE_DOTS - 24),
            Phase::FrameEnd => {
                self.line = 0;
                self.window.wy_triggered = false;
                self.begin_line(interrupts)
            }

            Phase::LcdOff => self.begin_line(interrupts),
        }
    }

    /// The start of `self.line`, whichever kind it is.
    fn begin_line(&mut self, interrupts: &mut Interrupts) -> u16 {
        self.line_dots = 0;
        if usize::from(self.line) < LCD_HEIGHT {
            self.check_wy();
            self.locks.oam_write = self.model.is_cgb() && !self.double_speed;
            self.oam_row_under_scan(Some(0));
            return self.then(Phase::OamWriteLock, 2);
        }
        self.stat.compared_ly = None;
        self.update_stat(interrupts);
        if self.line < LAST_LINE {
            self.then(Phase::VBlankLy, 2)
        } else {
            self.then(Phase::Line153Ly, 2)
        }
    }

    /// Two dots of the OAM scan have passed.
    fn scan_on(&mut self, interrupts: &mut Interrupts) -> u16 {
        let cgb = self.model.is_cgb();
        let index = self.objects.scanning;
        if !cgb {
            self.scan_object();
            self.oam_row_under_scan(Some(row_after_step(index)));
        }
        if index == LOCKS_CHANGE {
            self.locks.vram_read = !cgb;
            self.locks.vram_write = false;
            self.locks.palettes = false;
            self.locks.oam_write = cgb;
        }
        self.objects.scanning += 1;
        if self.objects.scanning < ENTRIES {
            if cgb {
                self.scan_object();
            }
            return self.then(Phase::OamScan, 2);
        }
        self.objects.end_scan();
        self.oam_row_under_scan(None);
        self.stat.mode = 3;
        self.stat.interrupt_mode = Some(3);
        self.lock_memory();
        self.locks.palettes = false;
        self.update_stat(interrupts);
        self.then(Phase::PaletteLock, 3)
    }

    /// The last pixel has been drawn.
    pub(super) fn end_drawing(&mut self) -> u16 {
        self.x = X_START;
        self.fine_scrolled = false;
        self.fetcher.end_line();
        if usize::from(self.line) == LCD_HEIGHT - 1 {
            self.window.line = 0xFF;
        }
        // At WX=166 the DMG's window begins in HBlank, and so lasts into the next line.
        self.window.active = !self.model.is_cgb()
            && self.window.wy_triggered
            && self.regs.lcdc_has(LCDC_WINDOW)
            && self.regs.wx == 166;
        if self.window.active {
            self.window.tile_x = 1;
            self.window.line = self.window.line.wrapping_add(1);
        }
        self.report_end_of_drawing();
        1
    }

    /// Mode 0 begins, for most who look.
    pub(super) fn report_end_of_drawing(&mut self) {
        self.phase = Phase::Mode0;
        if !self.double_speed {
            self.stat.mode = 0;
            self.stat.interrupt_mode = Some(0);
            self.unlock_memory();
            self.locks.oam_read = self.model.is_cgb();
        }
    }

    /// A line that mode 3 did not finish: the next one is drawn without mode 2.
    fn overrun(&mut self, interrupts: &mut Interrupts) -> u16 {
        self.late_hblank_interrupt |= self.x >= 156;
        self.objects.restore();
        self.line += 1;
        self.line_dots = 0;
        self.check_wy();
        if usize::from(self.line) < LCD_HEIGHT {
            return self.then(Phase::OverrunLy, 2);
        }
        self.x = X_START;
        self.fine_scrolled = false;
        self.begin_line(interrupts)
    }

    fn enter_vblank(&mut self, interrupts: &mut Interrupts) {
        self.stat.mode = 1;
        interrupts.request(interrupts::VBLANK);
        // Entering VBlank raises the mode-2 interrupt too (mooneye-test-suite, vblank_stat_intr).
        if !self.stat.line() && self.regs.stat_enable & STAT_MODE2 != 0 {
            interrupts.request(interrupts::STAT);
        }
        self.stat.interrupt_mode = Some(1);
        self.update_stat(interrupts);

        if !self.first_frame {
            self.frames.complete();
            self.news.0 |= News::PICTURE;
        } else if self.model.is_cgb() {
            self.frames.repeat();
        } else {
            self.frames.complete_blank();
        }
        self.first_frame = false;
    }

    fn begin_frame(&mut self) {
        self.window.line = 0xFF;
        self.window.wy_triggered = false;
    }

    fn lock_memory(&mut self) {
        self.locks.oam_read = true;
        self.locks.oam_write = true;
        self.locks.vram_read = true;
        self.locks.vram_write = true;
    }

    pub(super) fn lock_all(&mut self) {
        self.lock_memory();
        self.locks.palettes = true;
    }

    fn unlock_memory(&mut self) {
        self.locks.oam_read = false;
        self.locks.oam_write = false;
        self.locks.vram_read = false;
        self.locks.vram_write = false;
    }

    pub(super) fn unlock_all(&mut self) {
        self.unlock_memory();
        self.locks.palettes = false;
    }

    /// Whether line, dot and pixel are such that counting on from them never overflows.
    pub(super) fn is_at_valid_place(&self) -> bool {
        let drawing = matches!(self.phase, Phase::Mode3(_));
        let last_dot = if drawing { LINE_DOTS } else { 2 * LINE_DOTS };
        self.line <= LAST_LINE
            && self.line_dots <= last_dot
            && (X_START..=LCD_WIDTH as i16).contains(&self.x)
            && (self.phase != Phase::OamScan || self.objects.scanning < ENTRIES)
    }

    #[inline]
    pub(super) fn lcd_is_on(&self) -> bool {
        self.regs.lcdc & LCDC_ON != 0
    }

    /// LCDC bit 7 was set.
    pub(super) fn switch_lcd_on(&mut self, now: Ticks) {
        self.phase = Phase::FirstLine;
        self.next_at = if self.model.is_cgb() { now } else { now + Ticks::DOT };
        self.lcd_on_at = now;
        self.blank_at = Ticks::NEVER;
        self.first_frame = true;
    }

    /// LCDC bit 7 was cleared. LY and the mode read 0, and nothing is locked.
    pub(super) fn switch_lcd_off(&mut self, now: Ticks) {
        if self.stat.mode != 0 {
            self.news.0 |= News::HBLANK;
        }
        self.phase = Phase::LcdOff;
        self.next_at = Ticks::NEVER;
        self.blank_at = now + Ticks::FRAME;
        self.ly = 0;
        self.line = 0;
        self.line_dots = 0;
        self.stat.mode = 0;
        self.stat.compared_ly = Some(0);
        self.unlock_all();
        self.oam_row_under_scan(None);
        self.window.wy_triggered = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Model;

    #[test]
    fn a_line_that_a_damaged_state_begins_too_late_is_over_at_once() {
        for phase in [Phase::Drawing, Phase::FirstLineDrawing, Phase::OverrunLy] {
            let mut ppu = Ppu::new(Model::Dmg);
            ppu.regs.lcdc = LCDC_ON;
            ppu.phase = phase;
            ppu.next_at = Ticks(0);
            ppu.line_dots = 2 * LINE_DOTS;
            assert!(ppu.is_valid(Model::Dmg, Ticks(0)));
            ppu.sync(Ticks::FRAME, &mut Interrupts::default());
            assert!(ppu.line_dots <= LINE_DOTS, "{phase:?}");
        }
    }
}
