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

/// A tile that has been fetched, and from where.
struct FetchedTile {
    number: u8,
    attributes: u8,
    /// Where its row is in VRAM.
    address: u16,
    low: u8,
    high: u8,
}

impl FetchedTile {
    #[inline(always)]
    fn row(&self) -> BgRow {
        BgRow::new(self.low, self.high, self.attributes)
    }
}

impl<const IS_CGB: bool> TileRun<IS_CGB> {
    #[inline(always)]
    fn new(ppu: &Ppu, row: MapRow) -> Self {
        let tiles_8000 = ppu.regs.lcdc_has(LCDC_TILES_8000);
        TileRun {
            row,
            // A dot draws before it fetches.
            column: ppu.map_column(ppu.x + 1),
            first_row: if tiles_8000 { 0 } else { 0x0800 },
            sign: if tiles_8000 { 0 } else { 0x80 },
        }
    }

    #[inline(always)]
    fn fetch(&self, vram: &Vram) -> FetchedTile {
        let at = usize::from(self.row.address + self.column) & (VRAM_BANK - 1);
        let number = vram[at];
        let attributes = if IS_CGB { vram[VRAM_BANK + at] } else { 0 };
        let row = row_in_tile(self.row.y, attributes);
        let address = self.first_row + u16::from(number ^ self.sign) * 16 + row;
        let low = vram[usize::from(address) & (2 * VRAM_BANK - 1)];
        let high = vram[usize::from(address + 1) & (2 * VRAM_BANK - 1)];
        FetchedTile { number, attributes, address, low, high }
    }

    #[inline(always)]
    fn move_on(&mut self) {
        self.column = (self.column + 1) & 0x1F;
    }
}

impl Ppu {
    /// Fetches the tile that the dots from the pixel `x` on fetch. It lies in the FIFO then.
    #[inline(always)]
    pub(super) fn fetch_whole_tile(&mut self, row: MapRow) {
        if self.model.is_cgb() {
            self.end_run(TileRun::<true>::new(self, row));
        } else {
            self.end_run(TileRun::<false>::new(self, row));
        }
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
            tile = run.fetch(vram).row();
            run.move_on();
        }
        self.paint.draw(tile, last);
        self.end_run(run);
    }

    /// Fetches the last tile, which stays in the FIFO, and leaves the latches as that does.
    #[inline(always)]
    fn end_run<const IS_CGB: bool>(&mut self, mut run: TileRun<IS_CGB>) {
        let Some(vram) = self.vram.first_chunk() else { return };
        let tile = run.fetch(vram);
        let fetcher = &mut self.fetcher;
        fetcher.map_address = run.row.address + run.column;
        fetcher.tile = tile.number;
        fetcher.attributes = tile.attributes;
        fetcher.tiles_8000 = run.sign == 0;
        fetcher.data_address = tile.address + 1;
        fetcher.low = tile.low;
        fetcher.high = tile.high;
        self.note_data_address();
        self.bg_fifo.push(tile.row());
        run.move_on();
        if self.window.active {
            self.window.tile_x = run.column as u8;
        }
    }
}
