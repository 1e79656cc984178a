//! The colors of background tiles, two pixels at a time.

use super::fifo::{ATTRIBUTE_CGB_PALETTE, BgRow};

/// For the color indices of two neighbours, the left one in the higher bits, their two colors, the
/// left one in the lower half.
type Pairs = [u32; 16];

/// The colors of each palette, found when they are first needed.
#[derive(Clone, Debug, Default)]
pub(super) struct Paint {
    palettes: [Pairs; 8],
    /// A bit for each palette whose colors are known.
    known: u8,
}

impl Paint {
    /// To be called when a palette changes, or what else decides about colors.
    #[inline]
    pub(super) fn forget(&mut self) {
        self.known = 0;
    }

    /// Whether the colors for these attributes are known.
    #[inline]
    pub(super) fn knows(&self, attributes: u8) -> bool {
        self.known >> (attributes & ATTRIBUTE_CGB_PALETTE) & 1 != 0
    }

    /// Tells the colors of the four indices.
    pub(super) fn learn(&mut self, attributes: u8, colors: [u16; 4]) {
        let palette = attributes & ATTRIBUTE_CGB_PALETTE;
        self.known |= 1 << palette;
        for (pair, place) in (0..).zip(&mut self.palettes[usize::from(palette)]) {
            let [left, right] = [pair >> 2, pair & 3].map(|index: usize| u32::from(colors[index]));
            *place = left | right << 16;
        }
    }

    /// Draws a row of a tile whose colors are known.
    #[inline]
    pub(super) fn draw(&self, row: BgRow, pixels: &mut [u16; 8]) {
        let pairs = &self.palettes[usize::from(row.attributes & ATTRIBUTE_CGB_PALETTE)];
        let indices = usize::from(row.indices());
        for (two, shift) in pixels.as_chunks_mut::<2>().0.iter_mut().zip([12, 8, 4, 0]) {
            let pair = pairs[indices >> shift & 0x0F];
            *two = [pair as u16, (pair >> 16) as u16];
        }
    }
}
