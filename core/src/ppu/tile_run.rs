//! Tiles fetched one after another.
//!
//! The outcome, latches included, is that of the `fetcher` going dot by dot while nothing disturbs it.

#![expect(clippy::inline_always, reason = "a part of the drawing of each tile")]

use super::fetcher::{MapRow, row_in_tile};
use super::fifo::BgRow;
use super::registers::LCDC_TILES_8000;
use super::{Ppu, VRAM_BANK};

/// VRAM of a known size, so that an address that is masked needs no check.
type Vram = [u8; 2 * VRAM_BANK];

/// What tiles of a row have in common, and the column that is next. On the DMG, whose tiles have no
/// attributes, there is less to do.
struct TileRun<const IS_CGB: bool> {
    row: MapRow,
    column: u16,
    /// Tiles are numbered from 8000, or from 9000 with a sign.
    first_row: u16,
    sign: u8,
}

impl<const IS_CGB: bool> TileRun<IS_CGB> {
    #[inline(always)]
    fn new(ppu: &Ppu, row: MapRow) -> Self {
        let tiles_8000 = ppu.regs.lcdc_has(LCDC_TILES_8000);
        TileRun {
            row,
            column: ppu.next_column(),
            first_row: if tiles_8000 { 0 } else { 0x0800 },
            sign: if tiles_8000 { 0 } else { 0x80 },
        }
    }

    #[inline(always)]
    fn next(&mut self, vram: &Vram) -> BgRow {
        let at = usize::from(self.row.address + self.column) & (VRAM_BANK - 1);
        self.column = (self.column + 1) & 0x1F;
        let number = vram[at];
        let attributes = if IS_CGB { vram[VRAM_BANK + at] } else { 0 };
        let row = row_in_tile(self.row.y, attributes);
        let address = self.first_row + u16::from(number ^ self.sign) * 16 + row;
        let low = vram[usize::from(address) & (2 * VRAM_BANK - 1)];
        let high = vram[usize::from(address + 1) & (2 * VRAM_BANK - 1)];
        BgRow::new(low, high, attributes)
    }
}

impl Ppu {
    /// The column of the map that the dots from the pixel `x` on fetch: a dot draws before it fetches.
    #[inline(always)]
    fn next_column(&self) -> u16 {
        self.map_column(self.x + 1)
    }

    /// Fetches the tile that the dots from the pixel `x` on fetch. It lies in the FIFO then.
    pub(super) fn fetch_whole_tile(&mut self, row: MapRow) {
        self.fetch_tile_at(row, self.next_column());
    }

    /// Fetches so many tiles in the same way, and draws as many, the first of which lies in the FIFO.
    #[inline(always)]
    pub(super) fn fetch_and_draw_tiles(&mut self, row: MapRow, tiles: usize) {
        self.prepare_paint();
        if self.model.is_cgb() {
            self.draw_run(TileRun::<true>::new(self, row), tiles);
        } else {
            self.draw_run(TileRun::<false>::new(self, row), tiles);
        }
    }

    #[inline(always)]
    fn draw_run<const IS_CGB: bool>(&mut self, mut run: TileRun<IS_CGB>, tiles: usize) {
        let Some(vram) = self.vram.first_chunk() else { return };
        let line = self.frames.tiles_of_line(self.x as u8, self.line);
        let Some((last, others)) = line.get_mut(..tiles).and_then(<[_]>::split_last_mut) else {
            return;
        };
        let mut tile = self.bg_fifo.pop_row();
        for pixels in others {
            self.paint.draw(tile, pixels);
            tile = run.next(vram);
        }
        self.paint.draw(tile, last);
        self.fetch_tile_at(run.row, run.column);
    }

    /// Fetches the tile in a column of the map, into latches and FIFO.
    #[inline(never)]
    fn fetch_tile_at(&mut self, row: MapRow, column: u16) {
        self.fetch_row_at(row, column);
        self.bg_fifo.push_row(self.fetcher.low, self.fetcher.high, self.fetcher.attributes);
    }
}
