//! The parts of a line around its drawing, at once.
//!
//! Modes 2 and 0 are sequences of moments at which LY, STAT and the locks of memory change. Where
//! nobody looks in between and no interrupt comes of them, only the outcome counts. It is the same
//! as that of `line` phase by phase, and a property test in `foretelling` holds the two equal.

use super::line::{DRAWING_DOT, LINE_DOTS, Phase};
use super::registers::{STAT_LYC, STAT_MODE0, STAT_MODE2};
use super::{News, Ppu};
use crate::interrupts::Interrupts;
use crate::time::Ticks;

/// The dots from `Phase::OamWriteLock` to `Phase::Drawing`.
const TO_DRAWING: u16 = DRAWING_DOT - 2;
/// The dots that a line needs from `Phase::Mode0` to `Phase::LineEnds`.
const TO_LINE_END: u16 = 4;

impl Ppu {
    /// Goes from the start of a line to its drawing, if that has come by `now`. Returns whether it
    /// did.
    #[inline(never)]
    pub(super) fn begin_quiet_line(&mut self, now: Ticks, interrupts: &mut Interrupts) -> bool {
        self.skip_known_lines(now, interrupts);
        let is_compared = self.regs.stat_enable & STAT_LYC != 0 && self.regs.lyc == self.line;
        let drawing_at = self.next_at + Ticks(2 * u64::from(TO_DRAWING));
        if drawing_at >= now
            || is_compared
            || self.regs.stat_enable & STAT_MODE2 != 0
            || self.oam_dma.active
        {
            return false;
        }
        self.ly = self.line;
        self.stat.compared_ly = Some(self.line);
        self.check_wy();
        self.scan_all_objects();
        self.oam_row_under_scan(None);
        self.stat.mode = 3;
        self.stat.interrupt_mode = Some(3);
        self.lock_all();
        self.update_stat(interrupts);
        self.line_dots += TO_DRAWING;
        self.next_at = drawing_at;
        self.phase = Phase::Drawing;
        true
    }

    /// Goes from the beginning of HBlank to the end of the line, if that has come by `now`. Returns
    /// whether it did.
    #[inline(never)]
    pub(super) fn end_quiet_line(&mut self, now: Ticks, interrupts: &mut Interrupts) -> bool {
        let rest = LINE_DOTS.saturating_sub(self.line_dots);
        let ends_at = self.next_at + Ticks(2 * u64::from(rest));
        if ends_at >= now || rest < TO_LINE_END + 2 || self.regs.stat_enable & STAT_MODE0 != 0 {
            return false;
        }
        self.stat.mode = 0;
        self.stat.interrupt_mode = Some(0);
        self.unlock_all();
        self.update_stat(interrupts);
        self.news.0 |= News::HBLANK;
        self.line_dots += rest;
        self.next_at = ends_at;
        self.phase = Phase::NextLine;
        true
    }
}
