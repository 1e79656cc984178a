//! Whole tiles at once.
//!
//! Between two moments at which the CPU can see or change something, most of a line is tiles in
//! which no object is fetched and the window neither begins nor is disturbed. Where such a tile
//! begins, its eight dots are done at once: the FIFO's eight pixels are drawn, and the fetcher reads
//! the next eight. The outcome is the same as that of `mode3` dot by dot, latches included, and a
//! property test (`ppu/tests/whole_tiles`) holds the two equal.

#![expect(clippy::inline_always, reason = "a part of the drawing of each dot, as in `mode3`")]

use super::fetcher::Step;
use super::line::{LINE_DOTS, Phase};
use super::mode3::Mode3;
use super::{LCD_WIDTH, Ppu};
use crate::time::Ticks;

/// Dots, and pixels.
const TILE: u8 = 8;

impl Ppu {
    /// Draws the tiles that are over by `now`, as long as nothing else can happen.
    #[inline(never)]
    pub(super) fn draw_whole_tiles(&mut self, now: Ticks) {
        while self.is_at_plain_tile(now) {
            self.draw_tile();
            self.line_dots += u16::from(TILE);
            self.next_at += Ticks(2 * u64::from(TILE));
        }
    }

    /// Whether a tile begins, is over by `now`, and nothing but drawing can happen in it.
    #[inline(always)]
    fn is_at_plain_tile(&mut self, now: Ticks) -> bool {
        let last = self.x + i16::from(TILE) - 1;
        self.phase == Phase::Mode3(Mode3::Pixel)
            && self.fetcher.step == Step::TileAddress
            && self.bg_fifo.len() == TILE
            && self.next_at + Ticks(2 * u64::from(TILE - 1)) < now
            && self.line_dots + u16::from(TILE) <= LINE_DOTS
            // The last pixel ends the drawing.
            && self.x >= 0
            && last < LCD_WIDTH as i16 - 1
            && !self.insert_pixel
            && !self.tile_sel_glitch
            && !self.wx_glitch
            && !self.window_is_near(last)
            && !self.object_comes(last)
    }

    /// Whether WX or WY is compared with something that matters up to the pixel `last`.
    #[inline(always)]
    fn window_is_near(&self, last: i16) -> bool {
        let window = &self.window;
        // A DMG also notices WX one pixel late, and the fetcher's last step comes one pixel further.
        let compared = self.x + 6..=last + 8;
        window.starting
            || window.wy_just_checked
            || window.began_at_166
            || (window.wy_triggered || window.active) && compared.contains(&self.regs.wx.into())
    }

    /// Whether an object is fetched before the pixel after `last`.
    #[inline(always)]
    fn object_comes(&mut self, last: i16) -> bool {
        self.drop_passed_objects();
        self.fetches_objects()
            && self.objects.next().is_some_and(|object| i16::from(object.x) <= last + 8)
    }

    #[inline(always)]
    fn draw_tile(&mut self) {
        self.objects.aborted = false;
        self.objects.fetching = false;
        self.draw_row();
        let x = self.x;
        self.x = x + 1;
        self.fetch_whole_tile();
        // In the tile's last dot, objects that are not fetched are dropped for the last time.
        self.x = x + i16::from(TILE) - 1;
        self.drop_passed_objects();
        self.x += 1;
        self.lcd_x += TILE;
    }

    #[inline(always)]
    fn draw_row(&mut self) {
        if !self.obj_fifo.is_empty() {
            self.draw_row_with_objects();
            return;
        }
        let (indices, attributes) = self.bg_fifo.pop_row();
        let colors = self.background_colors(attributes);
        if let Some(row) = self.frames.row_of_tile(self.lcd_x, self.line) {
            *row = indices.map(|index| colors[usize::from(index & 3)]);
        }
    }

    #[inline(never)]
    fn draw_row_with_objects(&mut self) {
        for x in self.lcd_x..self.lcd_x + TILE {
            let (bg, obj) = (self.bg_fifo.pop(), self.obj_fifo.pop());
            let color = self.mix(bg, obj);
            self.frames.set_pixel(x, self.line, color);
        }
    }
}
