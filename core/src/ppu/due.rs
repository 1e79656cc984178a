//! How far the PPU may lag behind.
//!
//! Unless somebody reads the PPU or writes to it, all that is heard of it is its interrupts, and the
//! beginning of HBlank where HDMA waits for that. What is found here is a moment before which
//! neither can come: it may be too early, and is never too late. A property test in `foretelling`
//! holds it so.

use super::Ppu;
use super::line::{DRAWING_DOT, FRAME_LINES, LAST_LINE, LINE_DOTS, PALETTE_LOCK_DOT, Phase};
use super::registers::{STAT_LYC, STAT_MODE0, STAT_MODE2};
use super::{LCD_HEIGHT, LCD_WIDTH};
use crate::time::Ticks;

/// The line with which VBlank begins.
const VBLANK_LINE: u8 = LCD_HEIGHT as u8;

impl Ppu {
    /// To be called when the PPU has moved on, or something may come earlier than before.
    #[inline]
    pub(super) fn update_due_at(&mut self) {
        self.due_at = self.find_due_at();
    }

    /// A moment up to which nothing can be heard of the PPU.
    pub(super) fn find_due_at(&self) -> Ticks {
        if self.next_at == Ticks::NEVER {
            return Ticks::NEVER;
        }
        let quiet = self.after_next(self.quiet_dots());
        Ticks(quiet.0.saturating_add(1))
    }

    /// The moment so many dots after the next phase. Only a damaged state waits for so long that this runs
    /// over.
    #[inline]
    fn after_next(&self, dots: u32) -> Ticks {
        Ticks(self.next_at.0.saturating_add(2 * u64::from(dots)))
    }

    /// For how many dots after the next phase nothing can be heard.
    fn quiet_dots(&self) -> u32 {
        let enabled = self.regs.stat_enable;
        let mut dots = self.dots_to_line(VBLANK_LINE);
        if enabled == 0 && !self.hblank_is_awaited {
            return dots;
        }
        if enabled & STAT_LYC != 0 && self.regs.lyc <= LAST_LINE {
            dots = dots.min(self.dots_to_line(self.regs.lyc));
            if self.regs.lyc == 0 {
                // LY is 0 for most of line 153.
                dots = dots.min(self.dots_to_line(LAST_LINE));
            }
        }
        if enabled & STAT_MODE2 != 0 {
            dots = dots.min(self.dots_to_mode_2());
        }
        if enabled & STAT_MODE0 != 0 || self.hblank_is_awaited {
            dots = dots.min(self.dots_to_hblank());
        }
        dots
    }

    /// At the beginning of a line LY is compared with LYC, and modes 1 and 2 begin.
    #[inline]
    fn is_at_line_start(&self) -> bool {
        self.line_dots <= if self.line < VBLANK_LINE { 4 } else { 12 }
    }

    /// The dots that the first line after the LCD is switched on still has to leave out.
    #[inline]
    fn missing_dots(&self) -> u16 {
        match self.phase {
            Phase::FirstLine | Phase::FirstLineOamWriteLock | Phase::FirstLineMode3 => 8,
            _ => 0,
        }
    }

    #[inline]
    fn dots_to_line_end(&self) -> u32 {
        LINE_DOTS.saturating_sub(self.line_dots + self.missing_dots()).into()
    }

    /// None while that line begins.
    #[inline]
    fn dots_to_line(&self, line: u8) -> u32 {
        if line == self.line && self.is_at_line_start() {
            return 0;
        }
        let next_frame = if line > self.line { 0 } else { FRAME_LINES };
        let lines = (u32::from(line) + next_frame).saturating_sub(u32::from(self.line) + 1);
        self.dots_to_line_end() + lines * u32::from(LINE_DOTS)
    }

    fn dots_to_mode_2(&self) -> u32 {
        if self.line < VBLANK_LINE && self.is_at_line_start() {
            0
        } else if self.line < VBLANK_LINE - 1 {
            self.dots_to_line_end()
        } else {
            self.dots_to_line(0)
        }
    }

    /// Whether a line is drawn before `now`, or has been begun.
    pub(super) fn draws_before(&self, now: Ticks) -> bool {
        self.dots_to_drawing().is_some_and(|dots| self.after_next(dots) < now)
    }

    /// Whether the palettes are locked, or may be before `now`.
    pub(super) fn may_lock_palettes_before(&self, now: Ticks) -> bool {
        let are_open = match self.phase {
            Phase::LineEnds
            | Phase::NextLine
            | Phase::OamWriteLock
            | Phase::LyChanges
            | Phase::Mode2
            | Phase::OamScan => true,
            _ => self.line >= VBLANK_LINE,
        };
        let lock = u32::from(DRAWING_DOT - PALETTE_LOCK_DOT);
        let dots = self.dots_to_drawing().map(|dots| dots.saturating_sub(lock));
        !are_open || dots.is_none_or(|dots| self.after_next(dots) < now)
    }

    /// The same as [`draws_before`](Ppu::draws_before), or OAM is scanned.
    pub(super) fn scans_or_draws_before(&self, now: Ticks) -> bool {
        let scan = u32::from(DRAWING_DOT);
        let dots = self.dots_to_drawing().map(|dots| dots.saturating_sub(scan));
        dots.is_some_and(|dots| self.after_next(dots) < now)
    }

    /// The dots from the next phase to the beginning of the drawing of a line, or fewer; `None` with the LCD off.
    fn dots_to_drawing(&self) -> Option<u32> {
        Some(match self.phase {
            Phase::LcdOff => return None,
            Phase::OamWriteLock
            | Phase::LyChanges
            | Phase::Mode2
            | Phase::OamScan
            | Phase::PaletteLock => u32::from(DRAWING_DOT.saturating_sub(self.line_dots)),
            Phase::Mode0
            | Phase::HBlank
            | Phase::PaletteRelock
            | Phase::PaletteUnlock
            | Phase::LineEnds
            | Phase::NextLine => self.dots_to_line_end() + u32::from(DRAWING_DOT),
            _ if self.line >= VBLANK_LINE => self.dots_to_line(0) + u32::from(DRAWING_DOT),
            _ => 0,
        })
    }

    /// Whether OAM is scanned, or drawn from, before a moment that lies at or after the present one. It is not
    /// in VBlank, nor with the LCD off.
    pub(crate) fn looks_at_oam_before(&self, then: Ticks) -> bool {
        match self.phase {
            Phase::LcdOff => false,
            _ if self.line < VBLANK_LINE => true,
            _ => self.after_next(self.dots_to_line(0)) <= then,
        }
    }

    /// Whether the line that is drawn, or about to be, is drawn for longer than to `now`. Until then nothing
    /// that can be read of the PPU changes.
    pub(super) fn is_surely_drawing(&mut self, now: Ticks) -> bool {
        if self.phase == Phase::Drawing {
            self.look_up_line();
        }
        now <= self.after_next(self.dots_to_hblank())
    }

    /// A pixel takes a dot, or more. A line that is not drawn in its time ends without an HBlank.
    fn dots_to_hblank(&self) -> u32 {
        const WIDTH: u16 = LCD_WIDTH as u16 - 1;
        const FROM_LINE_START: u32 = (DRAWING_DOT + WIDTH) as u32;
        if self.line >= VBLANK_LINE {
            return self.dots_to_line(0) + FROM_LINE_START;
        }
        match self.phase {
            Phase::Mode0 | Phase::HBlank | Phase::Overrun | Phase::OverrunLy => 0,
            Phase::PaletteRelock | Phase::PaletteUnlock | Phase::LineEnds | Phase::NextLine => {
                self.dots_to_line_end() + FROM_LINE_START
            }
            Phase::Drawing if self.known_dots() > 0 => u32::from(self.known_dots()) - 1,
            Phase::FirstLineDrawing | Phase::Drawing | Phase::Mode3(_) => {
                let pixels = WIDTH.saturating_sub(self.x.max(0) as u16);
                pixels.min(LINE_DOTS.saturating_sub(self.line_dots)).into()
            }
            _ => {
                let to_drawing = DRAWING_DOT.saturating_sub(self.line_dots + self.missing_dots());
                (to_drawing + WIDTH).into()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::registers::LCDC_ON;
    use super::*;
    use crate::interrupts::Interrupts;
    use crate::model::Model;

    #[test]
    fn what_is_foretold_of_the_first_line_stays_so() {
        for model in [Model::Dmg, Model::Cgb] {
            let (mut ppu, mut interrupts) = (Ppu::new(model), Interrupts::default());
            ppu.write_register(0xFF41, STAT_MODE0, Ticks(0), &mut interrupts);
            ppu.write_register(0xFF40, LCDC_ON, Ticks(0), &mut interrupts);
            let mut foretold = ppu.find_due_at();
            while ppu.phase != Phase::Mode2 {
                ppu.run(ppu.next_at + Ticks(1), false, &mut interrupts);
                assert!(ppu.find_due_at() >= foretold, "{:?}", ppu.phase);
                foretold = ppu.find_due_at();
            }
        }
    }

    #[test]
    fn a_damaged_state_that_waits_for_ever_is_never_due() {
        let mut ppu = Ppu::new(Model::Dmg);
        ppu.phase = Phase::NextLine;
        ppu.next_at = Ticks(Ticks::NEVER.0 - 1);
        assert!(ppu.is_valid(Model::Dmg, Ticks(0)));
        assert_eq!(ppu.find_due_at(), Ticks::NEVER);
        assert!(!ppu.draws_before(Ticks::FRAME) && !ppu.scans_or_draws_before(Ticks::FRAME));
        ppu.line = LAST_LINE;
        ppu.phase = Phase::FrameEnd;
        assert!(!ppu.looks_at_oam_before(Ticks::FRAME));
    }
}
