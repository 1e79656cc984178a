//! Mode 3: the drawing of a line, dot by dot.
//!
//! In each dot the window may begin, an object may be fetched (the drawing waits for that), a
//! pixel is taken from the FIFOs and mixed (`mixer`), and the fetcher moves on by one step. Where
//! none of the rare things can happen, `whole_tiles` does the same for many dots at once.
//!
//! Sources: Pan Docs, "Pixel FIFO"; mealybug-tearoom-tests and their PPU notes; mooneye-test-suite
//! `acceptance/ppu/intr_2_mode0_timing_sprites` for the cost of objects.
//!
//! What most dots do is inlined into one function, and what few do is kept out of it: a call for each
//! dot is felt everywhere, and most of all in a sandbox that looks at the clock in each function.

#![expect(clippy::inline_always, reason = "the compiler's own choice takes a fifth longer")]

use serde::{Deserialize, Serialize};

use super::fetcher::Step;
use super::fifo::BgPixel;
use super::line::{Phase, X_START};
use super::objects::Object;
use super::registers::{LCDC_OBJ, LCDC_WINDOW};
use super::{LCD_WIDTH, Ppu};

/// What the drawing goes on with, after the dots that the last step took.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Mode3 {
    /// The next pixel; or else the window begins, or an object is fetched.
    Pixel,
    /// The window begins, a dot late.
    WindowDelay,
    /// The fetcher is not far enough with its tile for the object to be fetched.
    ObjectWait,
    /// The object's tile number and flags are read.
    ObjectSettle,
    /// The low bit plane is read.
    ObjectTile,
    /// The high bit plane is read; on the DMG a dot later, and from now on nothing aborts the fetch.
    ObjectLow,
    /// The object's row is laid into the FIFO.
    ObjectHigh,
}

/// The X of an object that would be drawn at the pixel `x`.
#[inline]
fn object_match_x(x: i16) -> i16 {
    (x + 8).max(0)
}

impl Ppu {
    /// Goes on with the drawing. Returns the dots until the next step, or phase.
    pub(super) fn draw(&mut self, step: Mode3) -> u16 {
        match step {
            Mode3::Pixel => self.draw_dot(),
            Mode3::WindowDelay => self.window_after_delay(),
            Mode3::ObjectWait => self.wait_for_object_fetch(),
            Mode3::ObjectSettle => self.fetch_object_tile(),
            Mode3::ObjectTile => self.fetch_object_low(),
            Mode3::ObjectLow => self.fetch_object_high(),
            Mode3::ObjectHigh => self.lay_object_down(),
        }
    }

    /// Mode 3 begins to draw, at once.
    pub(super) fn begin_drawing(&mut self) -> u16 {
        self.prepare_drawing();
        self.window.began_at_166 = false;
        self.phase = Phase::Mode3(Mode3::Pixel);
        0
    }

    /// The FIFO starts with eight pixels that will be discarded.
    pub(super) fn prepare_drawing(&mut self) {
        self.window.no_pixel_insertion = false;
        self.bg_fifo.push_row(0, 0, 0);
        self.obj_fifo.clear();
        self.fetcher.restart();
    }

    /// A dot has passed since the last pixel.
    #[inline(always)]
    fn draw_dot(&mut self) -> u16 {
        self.window.began_at_166 = false;
        if self.window.wy_just_checked {
            self.window.wy_just_checked = false;
        } else if self.window.wy_triggered && !self.window.active && self.regs.lcdc_has(LCDC_WINDOW)
        {
            if self.window_begins_here() {
                self.window.line = self.window.line.wrapping_add(1);
                self.window.tile_x = 0;
                self.bg_fifo.clear();
                // At WX=0 a DMG takes a dot more when SCX asks for a fine scroll.
                if self.regs.wx == 0 && self.regs.scx & 7 != 0 && !self.model.is_cgb() {
                    self.phase = Phase::Mode3(Mode3::WindowDelay);
                    return 1;
                }
                self.window.began_at_166 = self.regs.wx == 166;
                self.begin_window();
            } else if !self.model.is_cgb() && self.regs.wx == 166 && self.x + 7 == 166 {
                self.window.line = self.window.line.wrapping_add(1);
            }
        }
        self.draw_dot_after_window()
    }

    #[inline(never)]
    fn window_after_delay(&mut self) -> u16 {
        self.begin_window();
        self.drop_passed_objects_at(self.x);
        self.objects.fetching = true;
        if self.object_here().is_some() {
            return self.begin_object_fetch();
        }
        self.draw_pixel_and_go_on()
    }

    fn begin_window(&mut self) {
        self.window.active = true;
        self.window.starting = true;
        self.fetcher.restart();
    }

    /// Whether WX matches.
    fn window_begins_here(&mut self) -> bool {
        let wx = i16::from(self.regs.wx);
        let cgb = self.model.is_cgb();
        if wx == 0 {
            return match self.x {
                X_START => self.regs.scx & 7 != 0,
                -15..=-7 => true,
                _ => false,
            };
        }
        if wx >= 166 + i16::from(cgb) {
            return false;
        }
        if wx == self.x + 7 {
            return true;
        }
        // A DMG also notices WX a dot late, unless WX has only just been written. (The LCD of some units
        // then takes a pixel less, as mealybug-tearoom-tests show on one DMG-CPU B but not on another.)
        !cgb && wx == self.x + 6 && !self.window.wx_just_written
    }

    #[inline(always)]
    fn draw_dot_after_window(&mut self) -> u16 {
        // WX matching again while the window is drawn inserts a blank pixel, if a tile begins here.
        if self.window.active
            && !self.window.starting
            && self.regs.wx == (self.x + 7) as u8
            && self.fetcher.step == Step::TileAddress
            && self.bg_fifo.len() == 8
        {
            self.insert_pixel = true;
        }
        self.drop_passed_objects_at(self.x);
        self.objects.fetching = true;
        self.fetch_objects_or_draw()
    }

    /// Drops the objects that would have been drawn before the pixel `x`.
    #[inline(always)]
    pub(super) fn drop_passed_objects_at(&mut self, x: i16) {
        self.objects.drop_before(object_match_x(x));
    }

    /// On the DMG disabled objects are not fetched. The CGB fetches them all the same, and leaves
    /// them out when it draws.
    #[inline]
    pub(super) fn fetches_objects(&self) -> bool {
        self.model.is_cgb() || self.regs.lcdc_has(LCDC_OBJ)
    }

    fn object_here(&self) -> Option<Object> {
        self.objects.next().filter(|object| {
            i16::from(object.x) == object_match_x(self.x) && self.fetches_objects()
        })
    }

    #[inline(always)]
    fn fetch_objects_or_draw(&mut self) -> u16 {
        if self.object_here().is_some() {
            return self.begin_object_fetch();
        }
        self.draw_pixel_and_go_on()
    }

    /// The fetcher finishes the tile it is at before it turns to the object.
    #[inline(never)]
    fn begin_object_fetch(&mut self) -> u16 {
        self.phase = if self.fetcher.step < Step::High || self.bg_fifo.is_empty() {
            Phase::Mode3(Mode3::ObjectWait)
        } else {
            Phase::Mode3(Mode3::ObjectSettle)
        };
        self.step_fetcher();
        1
    }

    #[inline(never)]
    fn wait_for_object_fetch(&mut self) -> u16 {
        if self.objects.aborted {
            return self.draw_pixel_and_go_on();
        }
        self.begin_object_fetch()
    }

    #[inline(never)]
    pub(super) fn fetch_object_tile(&mut self) -> u16 {
        let Some(object) = self.objects.next().filter(|_| !self.objects.aborted) else {
            return self.draw_pixel_and_go_on();
        };
        self.step_fetcher();
        self.read_object_attributes(object);
        self.phase = Phase::Mode3(Mode3::ObjectTile);
        if self.model.is_cgb() { 1 } else { 3 }
    }

    #[inline(never)]
    pub(super) fn fetch_object_low(&mut self) -> u16 {
        let Some(object) = self.objects.next().filter(|_| !self.objects.aborted) else {
            return self.draw_pixel_and_go_on();
        };
        self.objects.data_low = self.read_object_plane(object, 0);
        self.phase = Phase::Mode3(Mode3::ObjectLow);
        if self.model.is_cgb() { 2 } else { 1 }
    }

    #[inline(never)]
    pub(super) fn fetch_object_high(&mut self) -> u16 {
        let Some(object) = self.objects.next().filter(|_| !self.objects.aborted) else {
            return self.draw_pixel_and_go_on();
        };
        self.objects.fetching = false;
        self.phase = Phase::Mode3(Mode3::ObjectHigh);
        if self.model.is_cgb() {
            self.objects.data_high = self.read_object_plane(object, 1);
            2
        } else {
            1
        }
    }

    /// A bit plane of an object is read like one of a tile: the DMG's address follows LCDC until the byte is
    /// there, and the CGB's is formed before (mealybug-tearoom-tests, `m3_lcdc_obj_size_change`).
    fn read_object_plane(&mut self, object: Object, plane: usize) -> u8 {
        let address = self.object_row_address(object) + plane;
        self.note_address(address as u16);
        self.read_vram_for_drawing(address)
    }

    #[inline(never)]
    pub(super) fn lay_object_down(&mut self) -> u16 {
        if let Some(object) = self.objects.next() {
            if !self.model.is_cgb() {
                self.objects.data_high = self.read_object_plane(object, 1);
            }
            let order = if self.objects_by_x { 0 } else { object.index };
            self.obj_fifo.overlay_row(
                self.objects.data_low,
                self.objects.data_high,
                self.objects.flags,
                order,
            );
            self.objects.drop_next();
        }
        if self.object_here().is_some() {
            return self.begin_object_fetch();
        }
        self.draw_pixel_and_go_on()
    }

    #[inline(never)]
    fn draw_pixel_and_go_on(&mut self) -> u16 {
        self.objects.aborted = false;
        self.objects.fetching = false;
        self.draw_pixel();
        self.step_fetcher();
        if self.x == LCD_WIDTH as i16 {
            return self.end_drawing();
        }
        self.phase = Phase::Mode3(Mode3::Pixel);
        1
    }

    #[inline(always)]
    fn draw_pixel(&mut self) {
        // Nothing moves while an object at X=0 waits to be fetched.
        if self.fetches_objects() && self.objects.next().is_some_and(|object| object.x == 0) {
            return;
        }
        if self.bg_fifo.is_empty() {
            return;
        }
        let bg = if self.insert_pixel {
            self.insert_pixel = false;
            BgPixel::default()
        } else {
            self.bg_fifo.pop()
        };
        let obj = self.obj_fifo.pop();

        if self.x < -8 {
            let fine = i16::from(self.regs.scx & 7);
            if self.x & 7 == fine || (self.window.starting && self.x & 7 == 6 && fine == 7) {
                self.x = -8;
            } else if self.x == -9 {
                self.x = X_START;
                return;
            } else {
                self.fine_scrolled = true;
            }
        }
        self.window.starting = false;
        if self.x < 0 {
            self.x += 1;
            return;
        }

        let color = self.mix(bg, obj);
        self.frames.set_pixel(self.x as u8, self.line, color);
        self.x += 1;
    }
}
