//! Tiles, parts of tiles and objects at once.
//!
//! Between two moments at which the CPU can see or change something, most of a line is tiles in
//! which no object is fetched and the window neither begins nor is disturbed. Where such a tile
//! begins, its eight dots are done at once: the FIFO's eight pixels are drawn, and the fetcher reads
//! the next eight. Elsewhere a part of a tile is done, or the fetch of an object. The outcome is the
//! same as that of `mode3` dot by dot, latches included, and a
//! property test in `foretelling` holds the two equal.

#![expect(clippy::inline_always, reason = "a part of the drawing of each dot, as in `mode3`")]

use super::fetcher::Step;
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
        let fine = self.regs.scx & 7;
        self.fine_scrolled = fine != 0;
        self.x = -i16::from(fine);
        self.pass_dots(TILE);
        true
    }

    /// Does what comes next at the next pixel, if it is over by `now` and nothing else can happen in
    /// it: whole tiles, a part of one, or the fetch of an object. Returns whether it did.
    #[inline]
    pub(super) fn draw_at_once(&mut self, now: Ticks) -> bool {
        let draws = match self.fetcher.step {
            _ if self.x <= -TILE => false,
            Step::TileAddress if self.bg_fifo.len() == TILE as u8 => {
                self.draw_whole_tiles(now) || self.draw_part_of_tile(now)
            }
            _ => self.draw_part_of_tile(now),
        };
        draws || self.fetch_whole_object(now)
    }

    /// Draws the tiles that are over by `now`, as long as nothing else can happen. Returns whether
    /// there was any.
    #[inline(never)]
    fn draw_whole_tiles(&mut self, now: Ticks) -> bool {
        if self.something_is_going_on() {
            return false;
        }
        let tiles = self.plain_dots(now) / TILE;
        if tiles < 1 {
            return false;
        }
        self.objects.aborted = false;
        self.objects.fetching = false;
        let row = self.latch_map_row();
        let mut left = tiles as usize;
        while left > 0 && (self.x < 0 || !self.obj_fifo.is_empty()) {
            self.draw_pixels(TILE);
            self.fetch_whole_tile(row);
            self.x += TILE;
            left -= 1;
        }
        if left > 0 {
            self.fetch_and_draw_tiles(row, left);
            self.x += left as i16 * TILE;
        }
        self.pass_drawn_dots(tiles * TILE);
        true
    }

    /// Draws what the FIFO holds, or as much of it as is over by `now`, while the fetcher goes on. Returns
    /// whether there was any.
    #[inline(never)]
    fn draw_part_of_tile(&mut self, now: Ticks) -> bool {
        if self.something_is_going_on() {
            return false;
        }
        let dots = self.plain_dots(now).min(self.bg_fifo.len().into());
        if dots < 1 {
            return false;
        }
        self.objects.aborted = false;
        self.objects.fetching = false;
        let first = self.x;
        self.draw_pixels(dots - 1);
        for dot in 1..=dots {
            if dot == dots {
                // The fetcher looks whether the FIFO has run empty.
                self.x = first + dots - 1;
                self.draw_pixels(1);
            } else if self.fetcher.step == Step::Push {
                continue;
            }
            self.x = first + dot;
            self.step_fetcher();
        }
        self.pass_drawn_dots(dots);
        true
    }

    /// Fetches an object at the next pixel, and draws that pixel.
    #[inline(never)]
    fn fetch_whole_object(&mut self, now: Ticks) -> bool {
        // The fetcher finishes its tile, the object is fetched, and a pixel is drawn.
        const LONGEST: i16 = 16;
        let in_line = LINE_DOTS.saturating_sub(self.line_dots) as i16;
        if self.dots_until(now).min(in_line) < LONGEST
            || self.something_is_going_on()
            || self.dots_to_window() < 1
            || self.dots_to_object() != 0
        {
            return false;
        }
        self.objects.fetching = true;
        let mut dots = self.begin_object_fetch();
        while self.phase == Phase::Mode3(Mode3::ObjectWait) {
            dots += self.begin_object_fetch();
        }
        dots += self.fetch_object_tile();
        dots += self.fetch_object_low();
        dots += self.fetch_object_high();
        dots += self.lay_object_down();
        self.pass_dots(dots as i16);
        true
    }

    /// So many pixels have been drawn.
    #[inline(always)]
    fn pass_drawn_dots(&mut self, dots: i16) {
        self.drop_passed_objects_at(self.x - 1);
        self.pass_dots(dots);
        if self.x == LCD_WIDTH as i16 {
            self.end_drawing();
        }
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

    /// Draws pixels of the FIFOs. Those left of the LCD are dropped.
    #[inline(never)]
    fn draw_pixels(&mut self, count: i16) {
        if self.obj_fifo.is_empty() && self.x >= 0 {
            self.prepare_paint();
            for pixel in self.frames.pixels_of_line(self.x as u8, self.line, count as usize) {
                *pixel = self.paint.color(self.bg_fifo.pop());
            }
            return;
        }
        for x in self.x..self.x + count {
            let (bg, obj) = (self.bg_fifo.pop(), self.obj_fifo.pop());
            if x >= 0 {
                let color = self.mix(bg, obj);
                self.frames.set_pixel(x as u8, self.line, color);
            }
        }
    }
}
