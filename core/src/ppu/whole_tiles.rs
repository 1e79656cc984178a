//! Tiles, parts of tiles and objects at once.
//!
//! Between two moments at which the CPU can see or change something, most of a line is tiles in
//! which no object is fetched and the window neither begins nor is disturbed. Where such a tile
//! begins, its eight dots are done at once: the FIFO's eight pixels are drawn, and the fetcher reads
//! the next eight. Elsewhere a part of a tile is done, the fetch of an object, or what comes before the
//! first pixel of the line or of the window; and what is left, dot by dot. The outcome is the same as that
//! of `mode3` alone, latches included, and property tests in `foretelling` hold the two equal.

#![expect(clippy::inline_always, reason = "a part of the drawing of each dot, as in `mode3`")]

use super::fetcher::Step;
use super::line::{LINE_DOTS, Phase};
use super::mode3::Mode3;
use super::{LCD_WIDTH, Ppu};
use crate::time::Ticks;

/// Dots, and pixels.
const TILE: i16 = 8;

impl Ppu {
    /// Goes on with the drawing up to `now`: tiles and objects at once where nothing else can happen, and
    /// otherwise dot by dot. Returns whether it got anywhere.
    #[inline(never)]
    pub(super) fn draw_at_once(&mut self, now: Ticks) -> bool {
        let start = self.next_at;
        let mut due = self.dots_due(now);
        while due > 0 && !self.dot_by_dot {
            let drawn = match self.phase {
                Phase::Mode3(Mode3::Pixel) => self.draw_from_next_pixel(due),
                Phase::Mode3(step) => self.draw_step(step, due),
                _ => 0,
            };
            if drawn == 0 {
                break;
            }
            due -= drawn;
        }
        self.next_at != start
    }

    /// Does what can be done at once from the next pixel on. Returns the dots that it took.
    #[inline(always)]
    fn draw_from_next_pixel(&mut self, due: i16) -> i16 {
        if self.something_is_going_on() {
            return 0;
        }
        let to_end = LCD_WIDTH as i16 - self.x;
        let dots = due.min(to_end).min(self.dots_to_window()).min(self.dots_to_object());
        let drawn = if dots < 1 {
            self.fetch_whole_object(due)
        } else if self.bg_fifo.is_empty() {
            self.fetch_without_pixels(dots)
        } else if self.x > -TILE {
            self.draw_tiles(dots)
        } else {
            self.discard_pixels(dots)
        };
        if drawn == 0 { self.draw_step(Mode3::Pixel, due) } else { drawn }
    }

    /// Goes on dot by dot, but not at the end of the line. Returns the dots until the next step.
    #[inline(never)]
    fn draw_step(&mut self, step: Mode3, due: i16) -> i16 {
        // The longest step takes three dots.
        if due < 3 || self.window.began_at_166 {
            return 0;
        }
        let dots = self.draw(step) as i16;
        self.pass_dots(dots);
        dots
    }

    /// Draws so many pixels, at least one, of tiles the first of which lies in the FIFO.
    #[inline(always)]
    fn draw_tiles(&mut self, dots: i16) -> i16 {
        self.objects.aborted = false;
        self.objects.fetching = false;
        self.window.starting = false;
        let mut left = dots;
        while left > 0 && !self.wx_glitch {
            let in_fifo = i16::from(self.bg_fifo.len());
            let drawn = if left >= TILE && in_fifo == TILE && self.fetcher.step == Step::TileAddress
            {
                self.draw_whole_tiles(left / TILE);
                left / TILE * TILE
            } else {
                let part = left.min(in_fifo);
                self.draw_pixels(part);
                self.fetch_meanwhile(self.x, part, true);
                part
            };
            if drawn == 0 {
                break;
            }
            left -= drawn;
        }
        let drawn = dots - left;
        self.pass_dots(drawn);
        self.drop_passed_objects_at(self.x - 1);
        if self.x == LCD_WIDTH as i16 {
            self.end_drawing();
        }
        drawn
    }

    /// At the beginning of a line: takes pixels out of the FIFO that SCX's fine scroll discards, and the first of
    /// those that lie left of the LCD.
    #[inline(never)]
    fn discard_pixels(&mut self, dots: i16) -> i16 {
        let to_match = (i16::from(self.regs.scx & 7) - self.x).rem_euclid(TILE);
        if self.x + to_match >= -TILE
            || !self.obj_fifo.is_empty()
            || self.window.starting
            || self.objects.next().is_some_and(|object| object.x == 0)
        {
            return 0;
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
        dots
    }

    /// While the FIFO is empty, as at the beginning of the window, nothing is drawn until the fetcher has a row.
    #[inline(never)]
    fn fetch_without_pixels(&mut self, dots: i16) -> i16 {
        self.objects.aborted = false;
        self.objects.fetching = false;
        let to_row = (Step::Push as i16 - self.fetcher.step as i16).max(1);
        let dots = dots.min(to_row);
        self.fetch_meanwhile(self.x, dots, false);
        self.pass_dots(dots);
        dots
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
    fn fetch_whole_object(&mut self, due: i16) -> i16 {
        // The fetcher finishes its tile; then come the object's attributes and planes, and a pixel.
        const REST: i16 = 6;
        let to_end_of_tile = (Step::Push as i16 - self.fetcher.step as i16).max(1);
        if due < to_end_of_tile + REST
            || self.bg_fifo.is_empty()
            || self.x <= -TILE
            || self.window.starting
            || self.dots_to_window() < 1
            || self.dots_to_object() != 0
        {
            return 0;
        }
        self.objects.fetching = true;
        self.fetch_meanwhile(self.x, to_end_of_tile, false);
        let mut dots = self.fetch_object_tile();
        dots += self.fetch_object_low();
        dots += self.fetch_object_high();
        dots += self.lay_object_down();
        let dots = to_end_of_tile + dots as i16;
        self.pass_dots(dots);
        dots
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
        self.prepare_paint();
        let row = self.bg_fifo.pop_some(count as u8);
        let mut indices = u32::from(row.indices());
        for x in self.x..self.x + count {
            let object = self.obj_fifo.pop();
            let index = (indices >> 14 & 3) as u8;
            indices <<= 2;
            if x >= 0 {
                let color = if self.object_shows(object, index, row.attributes) {
                    self.object_color(object)
                } else {
                    self.paint.color(index, row.attributes)
                };
                self.frames.set_pixel(x as u8, self.line, color);
            }
        }
    }
}
