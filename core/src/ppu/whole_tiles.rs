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
use super::line::{LINE_DOTS, Phase};
use super::mode3::Mode3;
use super::{LCD_WIDTH, Ppu};
use crate::time::Ticks;

/// Dots, and pixels.
const TILE: i16 = 8;

impl Ppu {
    /// Goes on from the next pixel up to `now`, as long as nothing happens but that tiles and objects are
    /// fetched and drawn. Returns whether it got anywhere.
    #[inline(never)]
    pub(super) fn draw_at_once(&mut self, now: Ticks) -> bool {
        let start = self.next_at;
        loop {
            let due = self.dots_due(now);
            if due < 1 || self.phase != Phase::Mode3(Mode3::Pixel) || self.something_is_going_on() {
                break;
            }
            let dots = due.min(self.dots_to_window()).min(self.dots_to_object());
            let goes_on = if dots < 1 {
                self.fetch_whole_object(due)
            } else if self.bg_fifo.is_empty() {
                self.fetch_without_pixels(dots)
            } else if self.x > -TILE {
                self.draw_tiles(dots.min(LCD_WIDTH as i16 - self.x));
                true
            } else {
                self.discard_pixels(dots)
            };
            if !goes_on {
                break;
            }
        }
        self.next_at != start
    }

    /// Draws so many pixels, at least one, of tiles the first of which lies in the FIFO.
    #[inline(always)]
    fn draw_tiles(&mut self, mut dots: i16) {
        self.objects.aborted = false;
        self.objects.fetching = false;
        self.window.starting = false;
        self.pass_dots(dots);
        while dots > 0 && !self.wx_glitch {
            let in_fifo = i16::from(self.bg_fifo.len());
            let drawn = if dots >= TILE && in_fifo == TILE && self.fetcher.step == Step::TileAddress
            {
                self.draw_whole_tiles(dots / TILE);
                dots / TILE * TILE
            } else {
                let part = dots.min(in_fifo);
                self.draw_pixels(part);
                self.fetch_meanwhile(self.x, part, true);
                part
            };
            if drawn == 0 {
                break;
            }
            dots -= drawn;
        }
        self.pass_dots(-dots);
        self.drop_passed_objects_at(self.x - 1);
        if self.x == LCD_WIDTH as i16 {
            self.end_drawing();
        }
    }

    /// At the beginning of a line: takes pixels out of the FIFO that SCX's fine scroll discards, and the first of
    /// those that lie left of the LCD.
    #[inline(never)]
    fn discard_pixels(&mut self, dots: i16) -> bool {
        let to_match = (i16::from(self.regs.scx & 7) - self.x).rem_euclid(TILE);
        if self.x + to_match >= -TILE
            || !self.obj_fifo.is_empty()
            || self.window.starting
            || self.objects.next().is_some_and(|object| object.x == 0)
        {
            return false;
        }
        self.objects.aborted = false;
        self.objects.fetching = false;
        let dots = dots.min(self.bg_fifo.len().into()).min(to_match + 1);
        let by_fine_scroll = dots.min(to_match);
        if by_fine_scroll > 0 {
            self.fine_scrolled = true;
            self.bg_fifo.drop(by_fine_scroll as u8);
            self.fetch_meanwhile(self.x, by_fine_scroll, true);
        }
        if dots > by_fine_scroll {
            self.bg_fifo.drop(1);
            self.fetch_meanwhile(-TILE, 1, true);
        }
        self.pass_dots(dots);
        true
    }

    /// While the FIFO is empty, as at the beginning of the window, nothing is drawn until the fetcher has a row.
    #[inline(never)]
    fn fetch_without_pixels(&mut self, dots: i16) -> bool {
        self.objects.aborted = false;
        self.objects.fetching = false;
        let to_row = (Step::Push as i16 - self.fetcher.step as i16).max(1);
        let dots = dots.min(to_row);
        self.fetch_meanwhile(self.x, dots, false);
        self.pass_dots(dots);
        true
    }

    /// Draws whole tiles, the first of which lies in the FIFO.
    fn draw_whole_tiles(&mut self, tiles: i16) {
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
    }

    /// Fetches an object at the next pixel, and draws that pixel.
    #[inline(never)]
    fn fetch_whole_object(&mut self, due: i16) -> bool {
        // The fetcher finishes its tile, the object is fetched, and a pixel is drawn.
        const LONGEST: i16 = 16;
        if due < LONGEST
            || self.x <= -TILE
            || self.window.starting
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

    /// Whether anything that happens in single dots is under way.
    #[inline(always)]
    fn something_is_going_on(&self) -> bool {
        self.insert_pixel
            || self.tile_sel_glitch
            || self.wx_glitch
            || self.window.wy_just_checked
            || self.window.began_at_166
    }

    /// The dots before `now`, and before the end of the line.
    #[inline(always)]
    fn dots_due(&self, now: Ticks) -> i16 {
        let in_line = LINE_DOTS.saturating_sub(self.line_dots);
        now.0.saturating_sub(self.next_at.0).div_ceil(2).min(in_line.into()) as i16
    }

    #[inline(always)]
    fn pass_dots(&mut self, dots: i16) {
        self.line_dots = self.line_dots.wrapping_add_signed(dots);
        self.next_at = Ticks(self.next_at.0.wrapping_add_signed(2 * i64::from(dots)));
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
            // It begins here.
            wx if self.window.starting && wx == self.x + 7 => i16::MAX,
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
