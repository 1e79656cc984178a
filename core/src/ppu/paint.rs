//! The colors of background tiles, two pixels at a time.

use super::fifo::{ATTRIBUTE_CGB_PALETTE, BgRow};

/// For the color indices of two neighbours, the left one in the higher bits, their two colors, the
/// left one in the lower half.
type Pairs = [u32; 16];

/// The colors of each palette, found when they are first needed.
#[derive(Clone, Debug)]
pub(super) struct Paint {
    palettes: [Pairs; 8],
    /// A bit for each palette whose colors have to be found.
    unknown: u8,
    /// The bits of a tile's attributes that choose its palette.
    choice: u8,
}

impl Default for Paint {
    fn default() -> Paint {
        Paint { palettes: Default::default(), unknown: 0xFF, choice: 0 }
    }
}

impl Paint {
    /// To be called when anything changes that decides about the colors of all tiles.
    #[inline]
    pub(super) fn forget(&mut self) {
        self.unknown = 0xFF;
    }

    /// To be called when one of a CGB's palettes changes.
    #[inline]
    pub(super) fn forget_palette(&mut self, palette: u8) {
        self.unknown |= 1 << (palette & ATTRIBUTE_CGB_PALETTE);
    }

    /// Whether all colors are known.
    #[inline]
    pub(super) fn is_complete(&self) -> bool {
        self.unknown == 0
    }

    /// Tells whether each tile has one of eight palettes, or all have one.
    pub(super) fn set_choice(&mut self, is_one_for_all: bool) {
        self.choice = if is_one_for_all { 0 } else { ATTRIBUTE_CGB_PALETTE };
        self.unknown &= if is_one_for_all { 1 } else { 0xFF };
    }

    /// A palette whose colors have to be found.
    pub(super) fn next_unknown(&self) -> Option<u8> {
        (self.unknown != 0).then_some(self.unknown.trailing_zeros() as u8)
    }

    /// Takes a palette's colors of the four indices.
    #[inline(never)]
    pub(super) fn learn(&mut self, palette: u8, colors: [u16; 4]) {
        self.unknown &= !(1 << palette);
        for (pair, place) in (0..).zip(&mut self.palettes[usize::from(palette & 7)]) {
            let [left, right] = [pair >> 2, pair & 3].map(|index: usize| u32::from(colors[index]));
            *place = left | right << 16;
        }
    }

    /// The color of an index in a tile. All colors have to be known.
    #[inline]
    pub(super) fn color(&self, index: u8, attributes: u8) -> u16 {
        let pairs = &self.palettes[usize::from(attributes & self.choice & 7)];
        (pairs[usize::from(index & 3)] >> 16) as u16
    }

    /// Draws the first pixels of a row of a tile. All colors have to be known.
    #[inline]
    pub(super) fn draw_some(&self, row: BgRow, pixels: &mut [u16]) {
        let pairs = &self.palettes[usize::from(row.attributes & self.choice & 7)];
        let mut indices = row.indices();
        for pixel in pixels {
            // The right one of two, beside color 0.
            *pixel = (pairs[usize::from(indices >> 14)] >> 16) as u16;
            indices <<= 2;
        }
    }

    /// Draws a row of a tile. All colors have to be known.
    #[inline]
    pub(super) fn draw(&self, row: BgRow, pixels: &mut [u16; 8]) {
        let pairs = &self.palettes[usize::from(row.attributes & self.choice & 7)];
        let indices = usize::from(row.indices());
        for (two, shift) in pixels.as_chunks_mut::<2>().0.iter_mut().zip([12, 8, 4, 0]) {
            let pair = pairs[indices >> shift & 0x0F];
            *two = [pair as u16, (pair >> 16) as u16];
        }
    }
}
