//! The tile fetcher: reads tile number and both bit planes for background and window.
//!
//! A read of VRAM takes two dots. The CGB forms the address in the first and reads the byte in the
//! second. The DMG's address follows LCDC and SCY until the byte is read; only the column is formed in
//! the first dot.
//!
//! Sources: Pan Docs, "Pixel FIFO"; mealybug-tearoom-tests, "The Comprehensive Game Boy PPU
//! Documentation", for what writes in the middle of a fetch do.

#![expect(clippy::inline_always, reason = "a part of the drawing of each dot, as in `mode3`")]

use serde::{Deserialize, Serialize};

use super::fifo::{ATTRIBUTE_BANK, ATTRIBUTE_Y_FLIP};
use super::registers::{LCDC_BG_MAP, LCDC_TILES_8000, LCDC_WINDOW, LCDC_WINDOW_MAP};
use super::{Ppu, VRAM_BANK};

/// What the fetcher does in the next dot.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum Step {
    #[default]
    TileAddress,
    Tile,
    LowAddress,
    Low,
    HighAddress,
    High,
    Push,
}

/// The fetcher's latches.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Fetcher {
    pub(super) step: Step,
    pub(super) tile: u8,
    pub(super) attributes: u8,
    pub(super) low: u8,
    pub(super) high: u8,
    /// Within VRAM.
    pub(super) map_address: u16,
    /// Within VRAM, bank included.
    pub(super) data_address: u16,
    /// The row of the map, latched with the tile (CGB).
    y: u8,
    /// TILE_SEL at the time of the last data address.
    pub(super) tiles_8000: bool,
    /// The lower half of the last address below 9000 that VRAM was read at for a row of pixels. The
    /// upper one is `Ppu::stale_address_high`, where states have had room for it from the first version.
    stale_address_low: u8,
}

/// A row of the tile map.
#[derive(Clone, Copy, Debug)]
pub(super) struct MapRow {
    /// Within VRAM.
    pub(super) address: u16,
    /// The row of pixels that is drawn, of 256.
    pub(super) y: u8,
}

/// What the attributes of a tile add to its address in VRAM for the row `y` of pixels.
#[inline(always)]
pub(super) fn row_in_tile(y: u8, attributes: u8) -> u16 {
    let bank = if attributes & ATTRIBUTE_BANK != 0 { VRAM_BANK as u16 } else { 0 };
    let flip = if attributes & ATTRIBUTE_Y_FLIP != 0 { 7 } else { 0 };
    bank + ((u16::from(y) & 7) ^ flip) * 2
}

/// The dots in which a tile is fetched.
const WHOLE_TILE: i16 = Step::Push as i16;

/// All steps in their order.
const STEPS: [Step; 8] = [
    Step::TileAddress,
    Step::Tile,
    Step::LowAddress,
    Step::Low,
    Step::HighAddress,
    Step::High,
    Step::Push,
    Step::Push,
];

impl Fetcher {
    /// Its latches and the addresses in them, but for the one that stays on the bus.
    #[inline]
    pub(super) fn packed(&self) -> [u64; 2] {
        let &Fetcher { step, tile, attributes, low, high, y, tiles_8000, .. } = self;
        let bytes = [step as u8, tile, attributes, low, high, y, tiles_8000.into(), 0];
        let addresses = u64::from(self.map_address) << 16 | u64::from(self.data_address);
        [u64::from_le_bytes(bytes), addresses]
    }

    pub(super) fn restart(&mut self) {
        self.step = Step::TileAddress;
    }

    /// A line that ends between the two planes leaves the one that was read in both.
    pub(super) fn end_line(&mut self) {
        if matches!(self.step, Step::HighAddress | Step::High) {
            self.high = self.low;
        }
    }
}

impl Ppu {
    /// VRAM as the PPU reads it.
    #[inline]
    pub(super) fn read_vram_for_drawing(&self, address: usize) -> u8 {
        self.vram.get(address & (2 * VRAM_BANK - 1)).copied().unwrap_or(0xFF)
    }

    /// One dot of the fetcher.
    pub(super) fn step_fetcher(&mut self) {
        self.fetch_meanwhile(self.x, 1, false);
    }

    /// So many dots of the fetcher, one to eight, from the pixel `first` on. If the drawing `moves`, each draws a
    /// pixel, and all of these have been taken from the FIFO. Only after the last one can it be empty.
    #[inline(always)]
    pub(super) fn fetch_meanwhile(&mut self, first: i16, dots: i16, moves: bool) {
        self.x = if moves { first + dots } else { first };
        match self.fetcher.step {
            // Once it has a row, it does nothing until the FIFO is empty.
            Step::Push if !self.bg_fifo.is_empty() => {}
            Step::TileAddress if dots >= WHOLE_TILE && !self.may_meet_wx(first, dots) => {
                self.fetch_row(if moves { first + 1 } else { first });
            }
            _ => self.make_steps(first, dots, moves),
        }
    }

    /// Makes all steps for a tile, undisturbed.
    #[inline(never)]
    fn fetch_row(&mut self, x: i16) {
        let row = self.latch_map_row();
        self.fetch_row_at(row, self.map_column(x));
        self.fetcher.step = Step::Push;
        self.push_row();
    }

    /// Fetches the tile in a column of the map into the latches.
    #[inline(always)]
    pub(super) fn fetch_row_at(&mut self, row: MapRow, column: u16) {
        self.fetcher.map_address = row.address + column;
        self.fetch_tile();
        self.latch_data_address(row.y, 1);
        let high = usize::from(self.fetcher.data_address);
        self.fetcher.low = self.read_vram_for_drawing(high & !1);
        self.fetcher.high = self.read_vram_for_drawing(high);
        self.note_data_address();
        if self.window.active {
            self.window.tile_x = (column + 1) as u8 & 0x1F;
        }
    }

    /// Whether a fetch in so many dots from the pixel `x` on may meet WX, where a CGB reads something else.
    #[inline(always)]
    fn may_meet_wx(&self, x: i16, dots: i16) -> bool {
        let distance = self.regs.wx.wrapping_sub((x + 7) as u8);
        self.model.is_cgb()
            && self.window.wy_triggered
            && self.regs.lcdc_has(LCDC_WINDOW)
            && (i16::from(distance) <= dots + 2 || self.regs.wx == 0 && x < 0)
    }

    /// Makes some of the steps for a tile, or meets what disturbs them.
    #[inline(never)]
    fn make_steps(&mut self, first: i16, dots: i16, moves: bool) {
        let start = self.fetcher.step as i16;
        let end = start + dots;
        let does = |step: Step| start <= step as i16 && (step as i16) < end;
        let x_at = |step: Step| if moves { first + step as i16 - start + 1 } else { first };
        if self.model.is_cgb() {
            self.fetch_on_cgb(does, x_at);
        } else {
            self.fetch_on_dmg(does, x_at);
        }
        if end > Step::Push as i16 {
            self.fetcher.step = Step::Push;
            self.push_row();
        } else {
            self.fetcher.step = STEPS[(end & 7) as usize];
            if self.fetcher.step == Step::Push && !self.wx_glitch {
                self.push_row();
            }
        }
    }

    /// What the DMG's fetcher does in these steps.
    #[inline(always)]
    fn fetch_on_dmg(&mut self, does: impl Fn(Step) -> bool, x_at: impl Fn(Step) -> i16) {
        let y = if does(Step::TileAddress) {
            let row = self.latch_map_row();
            self.fetcher.map_address = row.address + self.map_column(x_at(Step::TileAddress));
            row.y
        } else if does(Step::Tile) {
            self.follow_map_row(x_at(Step::Tile))
        } else {
            self.fetch_y()
        };
        if does(Step::Tile) {
            self.fetch_tile();
        }
        let reads_low = does(Step::Low);
        if reads_low {
            self.latch_data_address(y, 0);
            self.fetcher.low = self.fetch_plane();
        }
        if does(Step::High) {
            if reads_low {
                self.fetcher.data_address += 1;
            } else {
                self.latch_data_address(y, 1);
            }
            self.fetcher.high = self.fetch_plane();
            self.move_to_next_column();
        }
    }

    /// What the CGB's fetcher does in these steps.
    #[inline(always)]
    fn fetch_on_cgb(&mut self, does: impl Fn(Step) -> bool, x_at: impl Fn(Step) -> i16) {
        if does(Step::TileAddress) {
            let x = x_at(Step::TileAddress);
            self.update_wx_glitch_at(x);
            let row = self.latch_map_row();
            self.fetcher.map_address = row.address + self.map_column(x);
        }
        if does(Step::Tile) && !self.wx_glitch {
            self.fetch_tile();
        }
        if does(Step::LowAddress) {
            self.update_wx_glitch_at(x_at(Step::LowAddress));
            self.latch_plane_address(0);
        }
        if does(Step::Low) {
            let glitch = self.wx_glitch;
            self.fetcher.low = if glitch { self.fetcher.high } else { self.fetch_plane() };
        }
        if does(Step::HighAddress) {
            self.update_wx_glitch_at(x_at(Step::HighAddress));
            self.latch_plane_address(1);
        }
        if does(Step::High) {
            let glitch = self.wx_glitch;
            self.fetcher.high = if glitch { self.fetcher.low } else { self.fetch_plane() };
            self.move_to_next_column();
        }
    }

    #[inline(always)]
    pub(super) fn fetch_tile(&mut self) {
        let address = usize::from(self.fetcher.map_address);
        self.fetcher.tile = self.read_vram_for_drawing(address);
        if self.model.is_cgb() {
            // Number and attributes come in one read: the CGB's VRAM bus is 16 bits wide.
            self.fetcher.attributes = self.read_vram_for_drawing(address + VRAM_BANK);
        }
    }

    #[inline(always)]
    fn move_to_next_column(&mut self) {
        if self.window.active {
            self.window.tile_x = (self.window.tile_x + 1) & 0x1F;
        }
    }

    #[inline(always)]
    fn follow_map_row(&mut self, x: i16) -> u8 {
        let was_window = self.window.active;
        let row = self.latch_map_row();
        let column = if self.window.active == was_window {
            self.fetcher.map_address & 0x1F
        } else {
            self.map_column(x)
        };
        self.fetcher.map_address = row.address + column;
        row.y
    }

    /// Decides between background and window, and finds the row of the map.
    #[inline(always)]
    pub(super) fn latch_map_row(&mut self) -> MapRow {
        if !self.regs.lcdc_has(LCDC_WINDOW) {
            self.window.active = false;
        }
        let map_bit = if self.window.active { LCDC_WINDOW_MAP } else { LCDC_BG_MAP };
        let map = if self.regs.lcdc_has(map_bit) { 0x1C00 } else { 0x1800 };
        let y = self.fetch_y();
        self.fetcher.y = y;
        MapRow { address: map + (u16::from(y) >> 3) * 32, y }
    }

    /// The column of the map that is fetched after the pixel before `x`.
    #[inline(always)]
    pub(super) fn map_column(&self, x: i16) -> u16 {
        if self.window.active {
            return u16::from(self.window.tile_x);
        }
        if x < -8 {
            return u16::from(self.regs.scx >> 3);
        }
        // The CGB computes the column a dot earlier than the DMG.
        let early = i16::from(self.model.is_cgb() && !self.objects.fetching);
        ((i16::from(self.regs.scx) + x + 8 - early) >> 3) as u16 & 0x1F
    }

    #[inline(always)]
    fn latch_plane_address(&mut self, plane: u16) {
        let y = if self.model.latches_scy() { self.fetcher.y } else { self.fetch_y() };
        self.latch_data_address(y, plane);
    }

    #[inline(always)]
    pub(super) fn latch_data_address(&mut self, y: u8, plane: u16) {
        self.fetcher.tiles_8000 = self.regs.lcdc_has(LCDC_TILES_8000);
        let tile = self.fetcher.tile;
        let mut address = if self.fetcher.tiles_8000 {
            u16::from(tile) * 16
        } else {
            0x1000u16.wrapping_add_signed(i16::from(tile as i8) * 16)
        };
        address += row_in_tile(y, self.fetcher.attributes);
        self.fetcher.data_address = address + plane;
    }

    /// The row of the map that is fetched.
    #[inline]
    fn fetch_y(&self) -> u8 {
        if self.window.active { self.window.line } else { self.line.wrapping_add(self.regs.scy) }
    }

    /// Reads a bit plane of the tile. A CGB reads something else where TILE_SEL has changed since the
    /// address was formed, unless the tile is one of those that both areas have: the tile's number if
    /// the bit was cleared; if it was set, that plane of the row that was last read below 9000
    /// (mealybug-tearoom-tests, `m3_lcdc_tile_sel_change2`).
    #[inline(always)]
    fn fetch_plane(&mut self) -> u8 {
        let &Fetcher { tile, tiles_8000, data_address, .. } = &self.fetcher;
        self.note_data_address();
        if self.tile_sel_glitch && tile & 0x80 == 0 {
            if tiles_8000 {
                return tile;
            }
            let plane = self.noted_address() | data_address & 1;
            return self.read_vram_for_drawing(usize::from(plane));
        }
        self.read_vram_for_drawing(usize::from(data_address))
    }

    #[inline(always)]
    pub(super) fn note_data_address(&mut self) {
        if self.fetcher.tiles_8000 {
            self.note_address(self.fetcher.data_address);
        }
    }

    /// VRAM is read for a row of pixels, at `address` below 9000. When TILE_SEL is set in the middle of a
    /// later read, the address of that row stays on the bus (CGB).
    #[inline(always)]
    pub(super) fn note_address(&mut self, address: u16) {
        self.watch.has_noted_address = true;
        [self.stale_address_high, self.fetcher.stale_address_low] = address.to_be_bytes();
    }

    pub(super) fn noted_address(&self) -> u16 {
        u16::from_be_bytes([self.stale_address_high, self.fetcher.stale_address_low])
    }

    #[inline(always)]
    pub(super) fn push_row(&mut self) {
        if !self.bg_fifo.is_empty() {
            return;
        }
        if self.inserts_pixel_instead_of_row() {
            self.bg_fifo.push_blank_pixel();
            return;
        }
        self.bg_fifo.push_row(self.fetcher.low, self.fetcher.high, self.fetcher.attributes);
        self.fetcher.step = Step::TileAddress;
    }

    /// With the window disabled after WY has matched, a DMG draws one blank pixel where the window
    /// would have begun, if that is where a tile ends.
    #[inline(always)]
    fn inserts_pixel_instead_of_row(&self) -> bool {
        if self.model.is_cgb()
            || !self.window.wy_triggered
            || self.regs.lcdc_has(LCDC_WINDOW)
            || self.window.no_pixel_insertion
        {
            return false;
        }
        let x = if (0..=167).contains(&(self.x + 7)) { self.x + 7 } else { 0 };
        i16::from(self.regs.wx) == x
    }

    /// On the CGB a fetch that coincides with WX finds nothing on the bus.
    #[inline(always)]
    pub(super) fn update_wx_glitch(&mut self) {
        if self.model.is_cgb() {
            self.update_wx_glitch_at(self.x);
        }
    }

    #[inline(always)]
    fn update_wx_glitch_at(&mut self, x: i16) {
        self.wx_glitch = if !self.regs.lcdc_has(LCDC_WINDOW) || !self.window.wy_triggered {
            false
        } else if self.regs.wx == 0 {
            x <= -8 || (x == -7 && self.fine_scrolled)
        } else {
            (x + 7 + i16::from(self.window.starting)) as u8 == self.regs.wx
        };
    }
}
