//! Whole tiles at once.
//!
//! Between two moments at which the CPU can see or change something, most of a line is tiles in
//! which no object is fetched and the window neither begins nor is disturbed. Where such a tile
//! begins, its eight dots are done at once: the FIFO's eight pixels are drawn, and the fetcher reads
//! the next eight. The outcome is the same as that of `mode3` dot by dot, latches included, and a
//! property test in `foretelling` holds the two equal.

#![expect(clippy::inline_always, reason = "a part of the drawing of each dot, as in `mode3`")]

use super::fetcher::Step;
use super::fifo::RowColors;
use super::line::{LINE_DOTS, Phase, X_START};
use super::mode3::Mode3;
use super::registers::LCDC_WINDOW;
use super::{LCD_WIDTH, Ppu};
use crate::time::Ticks;

/// Dots, and pixels.
const TILE: i16 = 8;

impl Ppu {
    /// Begins to draw a line with the eight dots whose pixels are discarded, if they are over by
    /// `now` and nothing else can happen in them. Those that the fine scroll discards come first.
    /// Returns whether it did.
    #[inline(never)]
    pub(super) fn discard_first_tile(&mut self, now: Ticks) -> bool {
        // The last dot compares WX with the first pixel of the LCD, but only with the window disabled.
        let first_wx = if self.regs.lcdc_has(LCDC_WINDOW) { 7 } else { 8 };
        let window_is_elsewhere =
            !self.window.wy_triggered || (first_wx..=166).contains(&self.regs.wx);
        let is_plain = self.x == X_START
            && self.dots_until(now) >= TILE
            && window_is_elsewhere
            && !self.window.active
            && !self.something_is_going_on()
            && self.objects.next().is_none_or(|object| object.x >= 8);
        if !is_plain {
            return false;
        }
        self.prepare_drawing();
        self.phase = Phase::Mode3(Mode3::Pixel);
        self.objects.aborted = false;
        self.objects.fetching = false;
        self.bg_fifo.pop_row();
        let row = self.latch_map_row();
        self.fetch_whole_tile(row);
        self.note_address();
        let fine = self.regs.scx & 7;
        self.fine_scrolled = fine != 0;
        self.x = -i16::from(fine);
        self.pass_dots(TILE);
        true
    }

    /// Whether the next pixel is the first of a tile.
    #[inline(always)]
    pub(super) fn is_at_tile(&self) -> bool {
        self.fetcher.step == Step::TileAddress && self.bg_fifo.len() == TILE as u8 && self.x > -TILE
    }

    /// Draws the tiles that are over by `now`, as long as nothing else can happen. Returns whether
    /// there was any.
    #[inline(never)]
    pub(super) fn draw_whole_tiles(&mut self, now: Ticks) -> bool {
        if self.something_is_going_on() {
            return false;
        }
        let tiles = self.plain_dots(now) / TILE;
        if tiles < 1 {
            return false;
        }
        self.objects.aborted = false;
        self.objects.fetching = false;
        let mut colors = None;
        let row = self.latch_map_row();
        for _ in 0..tiles {
            self.draw_row(&mut colors);
            self.fetch_whole_tile(row);
            self.x += TILE;
        }
        self.note_address();
        self.drop_passed_objects_at(self.x - 1);
        self.pass_dots(tiles * TILE);
        if self.x == LCD_WIDTH as i16 {
            self.end_drawing();
        }
        true
    }

    /// Whether anything that happens in single dots is under way.
    #[inline(always)]
    fn something_is_going_on(&self) -> bool {
        self.insert_pixel
            || self.tile_sel_glitch
            || self.wx_glitch
            || self.window.starting
            || self.window.wy_just_checked
            || self.window.began_at_166
    }

    /// In how many dots before `now` nothing can happen but drawing; it may be a negative number.
    #[inline(always)]
    fn plain_dots(&mut self, now: Ticks) -> i16 {
        let in_line = LINE_DOTS.saturating_sub(self.line_dots) as i16;
        let to_end = LCD_WIDTH as i16 - self.x;
        let due = self.dots_until(now);
        due.min(in_line).min(to_end).min(self.dots_to_window()).min(self.dots_to_object())
    }

    /// The dots before `now`.
    #[inline(always)]
    fn dots_until(&self, now: Ticks) -> i16 {
        now.0.saturating_sub(self.next_at.0).div_ceil(2).min(LINE_DOTS.into()) as i16
    }

    #[inline(always)]
    fn pass_dots(&mut self, dots: i16) {
        self.line_dots += dots as u16;
        self.next_at += Ticks(2 * dots as u64);
    }

    /// The dots until WX is compared with something that matters.
    #[inline(always)]
    fn dots_to_window(&self) -> i16 {
        if !self.window.wy_triggered && !self.window.active {
            return i16::MAX;
        }
        match i16::from(self.regs.wx) {
            // It is compared with pixels left of the LCD.
            0 if self.x < 0 => 0,
            // A DMG also notices WX a dot late, and a tile's last dot compares it with the next pixel.
            wx if wx >= self.x + 6 => wx - 8 - self.x,
            _ => i16::MAX,
        }
    }

    /// The dots until an object is fetched.
    #[inline(always)]
    fn dots_to_object(&mut self) -> i16 {
        self.drop_passed_objects_at(self.x);
        match self.objects.next() {
            Some(object) if self.fetches_objects() => i16::from(object.x) - 8 - self.x,
            _ => i16::MAX,
        }
    }

    /// `colors` are those of the last tile, and its attributes.
    #[inline(always)]
    fn draw_row(&mut self, colors: &mut Option<(u8, RowColors)>) {
        if self.x < 0 || !self.obj_fifo.is_empty() {
            self.draw_row_by_pixels();
            return;
        }
        let row = self.bg_fifo.pop_row();
        let attributes = row.attributes();
        let colors = match *colors {
            Some((of, colors)) if of == attributes => colors,
            _ => colors.insert((attributes, self.background_colors(attributes))).1,
        };
        if let Some(pixels) = self.frames.row_of_tile(self.x as u8, self.line) {
            row.paint(colors, pixels);
        }
    }

    /// With objects, or with pixels that lie left of the LCD.
    #[inline(never)]
    fn draw_row_by_pixels(&mut self) {
        for x in self.x..self.x + TILE {
            let (bg, obj) = (self.bg_fifo.pop(), self.obj_fifo.pop());
            if x >= 0 {
                let color = self.mix(bg, obj);
                self.frames.set_pixel(x as u8, self.line, color);
            }
        }
    }
}
