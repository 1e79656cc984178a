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

    /// Goes on from the next pixel up to `now`, as long as nothing happens but that tiles and objects are
    /// fetched and drawn. Returns whether it got anywhere.
    #[inline(never)]
    pub(super) fn draw_at_once(&mut self, now: Ticks) -> bool {
        let start = self.next_at;
        while self.x > -TILE && !self.something_is_going_on() {
            let dots = self.plain_dots(now);
            let in_fifo = i16::from(self.bg_fifo.len());
            if dots >= TILE && in_fifo == TILE && self.fetcher.step == Step::TileAddress {
                self.draw_whole_tiles(dots / TILE);
            } else if dots.min(in_fifo) > 0 {
                self.draw_part_of_tile(dots.min(in_fifo));
            } else if !self.fetch_whole_object(now) {
                break;
            }
            if self.next_at >= now || self.phase != Phase::Mode3(Mode3::Pixel) {
                break;
            }
        }
        self.next_at != start
    }

    /// Draws tiles, the first of which lies in the FIFO.
    #[inline]
    fn draw_whole_tiles(&mut self, tiles: i16) {
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
    }

    /// Draws pixels of a tile that the FIFO holds, while the fetcher goes on.
    #[inline]
    fn draw_part_of_tile(&mut self, dots: i16) {
        self.objects.aborted = false;
        self.objects.fetching = false;
        let first = self.x;
        self.draw_pixels(dots);
        if self.model.is_cgb() {
            self.fetch_meanwhile::<true>(first, dots);
        } else {
            self.fetch_meanwhile::<false>(first, dots);
        }
        self.pass_drawn_dots(dots);
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

    /// Draws pixels of the FIFOs, at most as many as they hold. Those left of the LCD are dropped.
    fn draw_pixels(&mut self, count: i16) {
        if !self.obj_fifo.is_empty() {
            return self.draw_pixels_with_objects(count);
        }
        let hidden = (-self.x).clamp(0, count);
        self.bg_fifo.drop(hidden as u8);
        let row = self.bg_fifo.pop_some((count - hidden) as u8);
        self.prepare_paint();
        let x = (self.x + hidden) as u8;
        let pixels = self.frames.pixels_of_line(x, self.line, (count - hidden) as usize);
        self.paint.draw_some(row, pixels);
    }

    #[inline(never)]
    fn draw_pixels_with_objects(&mut self, count: i16) {
        for x in self.x..self.x + count {
            let (bg, obj) = (self.bg_fifo.pop(), self.obj_fifo.pop());
            if x >= 0 {
                let color = self.mix(bg, obj);
                self.frames.set_pixel(x as u8, self.line, color);
            }
        }
    }
}
