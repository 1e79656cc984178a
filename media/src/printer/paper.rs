//! The roll of paper, and how tiles come onto it.

/// Pixels in a row of the paper.
pub const PAPER_WIDTH: usize = 160;
/// Rows of pixels on a roll: some four metres.
pub const PAPER_ROWS: usize = 0x8000;

/// Bytes of a tile, and rows of pixels in it.
const TILE: usize = 16;
const TILE_ROWS: usize = 8;
/// Bytes of a row of tiles.
pub(super) const TILE_ROW: usize = PAPER_WIDTH / 8 * TILE;
/// Rows for each step of a margin. How far hardware feeds is not documented.
const FEED_ROWS: usize = 8;
const WHITE: u8 = 0xFF;

/// How tiles look on paper.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    /// The shade of each color, two bits each, as in BGP.
    pub(super) palette: u8,
    /// From 0, a quarter lighter, to 127, a quarter darker; 64 is neither.
    pub(super) exposure: u8,
}

impl Look {
    pub(super) fn grey(self, color: u8) -> u8 {
        let shade = u32::from(self.palette >> (2 * color) & 3);
        let darkness = shade * 85 * (192 + u32::from(self.exposure)) / 256;
        WHITE - darkness.min(255) as u8
    }
}

/// What has come out of the printer.
#[derive(Clone, Debug, Default)]
pub(super) struct Paper {
    rows: Vec<u8>,
}

impl Paper {
    pub(super) fn rows(&self) -> &[u8] {
        &self.rows
    }

    pub(super) fn tear_off(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.rows)
    }

    /// Leaves so many steps white. Returns whether there was paper for it.
    pub(super) fn feed(&mut self, steps: u8) -> bool {
        let has_paper = self.has_paper(usize::from(steps) * FEED_ROWS);
        if has_paper {
            let pixels = usize::from(steps) * FEED_ROWS * PAPER_WIDTH;
            self.rows.extend(std::iter::repeat_n(WHITE, pixels));
        }
        has_paper
    }

    /// Prints rows of 20 tiles; tiles that do not fill a row are left out. Returns whether there was
    /// paper for all.
    pub(super) fn print(&mut self, tiles: &[u8], look: Look) -> bool {
        let greys = [0, 1, 2, 3].map(|color| look.grey(color));
        for row_of_tiles in tiles.chunks_exact(TILE_ROW) {
            if !self.has_paper(TILE_ROWS) {
                return false;
            }
            for row in 0..TILE_ROWS {
                for tile in row_of_tiles.chunks_exact(TILE) {
                    let [low, high] = [tile[2 * row], tile[2 * row + 1]];
                    self.rows.extend(
                        (0..8)
                            .rev()
                            .map(|bit| greys[usize::from(low >> bit & 1 | (high >> bit & 1) << 1)]),
                    );
                }
            }
        }
        true
    }

    fn has_paper(&self, rows: usize) -> bool {
        self.rows.len() / PAPER_WIDTH + rows <= PAPER_ROWS
    }
}
