//! The two pixel FIFOs: background and window, and objects.
//!
//! Source: Pan Docs, "Pixel FIFO".

use serde::{Deserialize, Serialize};

/// Bit 7 of a tile's attributes or an object's flags: the BG covers objects, or the object is
/// behind colours 1 to 3 of the BG.
pub(super) const ATTRIBUTE_PRIORITY: u8 = 0x80;
/// Bit 6: mirrored vertically.
pub(super) const ATTRIBUTE_Y_FLIP: u8 = 0x40;
/// Bit 5: mirrored horizontally.
pub(super) const ATTRIBUTE_X_FLIP: u8 = 0x20;
/// Bit 4 of an object's flags: OBP1 instead of OBP0.
pub(super) const ATTRIBUTE_DMG_PALETTE: u8 = 0x10;
/// Bit 3: the tile is in VRAM bank 1.
pub(super) const ATTRIBUTE_BANK: u8 = 0x08;
/// Bits 0 to 2: the CGB palette.
pub(super) const ATTRIBUTE_CGB_PALETTE: u8 = 0x07;

/// A pixel of the background or the window, before palettes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct BgPixel {
    /// The colour index, 0 to 3.
    pub(super) color: u8,
    /// The attributes of its tile; 0 on the DMG.
    pub(super) attributes: u8,
}

/// The background FIFO. It takes a whole row of a tile whenever it runs empty, so the row's bit
/// planes are all that it needs to hold.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct BgFifo {
    low: u8,
    high: u8,
    attributes: u8,
    len: u8,
}

impl BgFifo {
    #[inline]
    pub(super) fn len(&self) -> u8 {
        self.len
    }

    #[inline]
    pub(super) fn is_empty(&self) -> bool {
        self.len == 0
    }

    #[inline]
    pub(super) fn clear(&mut self) {
        self.len = 0;
    }

    /// Whether this is what a save state can hold.
    pub(super) fn is_valid(&self) -> bool {
        self.len <= 8
    }

    #[inline]
    pub(super) fn push_row(&mut self, low: u8, high: u8, attributes: u8) {
        self.push(BgRow::new(low, high, attributes));
    }

    #[inline]
    pub(super) fn push(&mut self, row: BgRow) {
        let BgRow { low, high, attributes } = row;
        *self = BgFifo { low, high, attributes, len: 8 };
    }

    /// Puts one pixel of colour 0 into the empty FIFO.
    pub(super) fn push_blank_pixel(&mut self) {
        *self = BgFifo { low: 0, high: 0, attributes: 0, len: 1 };
    }

    /// Takes all eight pixels of a full FIFO.
    #[inline]
    pub(super) fn pop_row(&mut self) -> BgRow {
        let &mut BgFifo { low, high, attributes, .. } = self;
        *self = BgFifo { low: 0, high: 0, attributes, len: 0 };
        BgRow { low, high, attributes }
    }

    /// Takes pixels of which as many are there. They are the first ones of the row.
    #[inline]
    pub(super) fn pop_some(&mut self, count: u8) -> BgRow {
        let &mut BgFifo { low, high, attributes, .. } = self;
        self.drop(count);
        BgRow { low, high, attributes }
    }

    /// Drops pixels of which as many are there.
    #[inline]
    pub(super) fn drop(&mut self, count: u8) {
        self.low = (u32::from(self.low) << count) as u8;
        self.high = (u32::from(self.high) << count) as u8;
        self.len -= count;
    }

    #[inline]
    pub(super) fn pop(&mut self) -> BgPixel {
        let color = self.low >> 7 | self.high >> 7 << 1;
        self.low <<= 1;
        self.high <<= 1;
        self.len = self.len.wrapping_sub(1);
        BgPixel { color, attributes: self.attributes }
    }
}

/// Eight pixels of a tile, the leftmost in the highest bit.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct BgRow {
    low: u8,
    high: u8,
    /// The attributes of the tile; 0 on the DMG.
    pub(super) attributes: u8,
}

impl BgRow {
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "a part of the drawing of each tile")]
    pub(super) fn new(low: u8, high: u8, attributes: u8) -> BgRow {
        if attributes & ATTRIBUTE_X_FLIP != 0 {
            BgRow { low: low.reverse_bits(), high: high.reverse_bits(), attributes }
        } else {
            BgRow { low, high, attributes }
        }
    }

    /// Two bits for each pixel: its color index.
    #[inline]
    pub(super) fn indices(self) -> u16 {
        SPREAD[usize::from(self.low)] | SPREAD[usize::from(self.high)] << 1
    }
}

/// The bits of each byte, with a 0 before each.
static SPREAD: [u16; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut bit = 0;
        while bit < 8 {
            table[byte] |= (byte as u16 >> bit & 1) << (2 * bit);
            bit += 1;
        }
        byte += 1;
    }
    table
};

/// A pixel of an object, before palettes. Colour 0 is transparent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ObjPixel {
    /// The colour index, 0 to 3.
    pub(super) color: u8,
    /// The object's flags.
    pub(super) flags: u8,
    /// The smaller, the further to the front.
    order: u8,
}

/// The object FIFO: the next eight pixels, on top of which further objects can be laid.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct ObjFifo {
    pixels: [ObjPixel; 8],
    head: u8,
    /// Pixels from here on are transparent.
    len: u8,
}

impl ObjFifo {
    #[inline]
    pub(super) fn clear(&mut self) {
        *self = ObjFifo::default();
    }

    /// Lays a row of an object over what is there. A pixel stays where it is opaque and no later
    /// in `order`.
    pub(super) fn overlay_row(&mut self, mut low: u8, mut high: u8, flags: u8, order: u8) {
        if flags & ATTRIBUTE_X_FLIP != 0 {
            low = low.reverse_bits();
            high = high.reverse_bits();
        }
        self.len = 8;
        for i in 0..8 {
            let color = low >> 7 | high >> 7 << 1;
            low <<= 1;
            high <<= 1;
            let below = &mut self.pixels[usize::from((self.head + i) & 7)];
            if color != 0 && (below.color == 0 || below.order > order) {
                *below = ObjPixel { color, flags, order };
            }
        }
    }

    #[inline]
    pub(super) fn pop(&mut self) -> ObjPixel {
        if self.len == 0 {
            return ObjPixel::default();
        }
        self.len -= 1;
        let head = usize::from(self.head & 7);
        self.head = (self.head + 1) & 7;
        core::mem::take(&mut self.pixels[head])
    }

    /// Whether no pixel of an object is left.
    #[inline]
    pub(super) fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Whether this is what a save state can hold.
    pub(super) fn is_valid(&self) -> bool {
        self.head < 8 && self.len <= 8 && self.pixels.iter().all(|pixel| pixel.color < 4)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_comes_out_leftmost_pixel_first() {
        let mut fifo = BgFifo::default();
        fifo.push_row(0b1010_0000, 0b1100_0000, 0x07);
        let colors: [u8; 4] = core::array::from_fn(|_| fifo.pop().color);
        assert_eq!(colors, [3, 2, 1, 0]);
        assert_eq!(fifo.len(), 4);
    }

    #[test]
    fn a_fifo_of_more_than_a_row_is_damaged() {
        let fifo = BgFifo { len: 200, ..BgFifo::default() };
        assert!(!fifo.is_valid());
        let mut ppu = super::super::Ppu::new(crate::model::Model::Dmg);
        assert!(ppu.is_valid(crate::model::Model::Dmg, crate::time::Ticks(0)));
        ppu.bg_fifo = fifo;
        assert!(!ppu.is_valid(crate::model::Model::Dmg, crate::time::Ticks(0)));
    }

    #[test]
    fn a_flipped_row_comes_out_rightmost_pixel_first() {
        let mut fifo = BgFifo::default();
        fifo.push_row(0b0000_0001, 0, ATTRIBUTE_X_FLIP);
        assert_eq!(fifo.pop().color, 1);
        assert_eq!(fifo.pop().color, 0);
    }

    #[test]
    fn an_object_in_front_covers_one_behind_and_never_the_reverse() {
        let mut fifo = ObjFifo::default();
        fifo.clear();
        fifo.overlay_row(0xF0, 0x00, 0, 5);
        fifo.overlay_row(0xFF, 0xFF, 0, 9);
        fifo.overlay_row(0x80, 0x80, 0, 2);
        let colors: [u8; 8] = core::array::from_fn(|_| fifo.pop().color);
        assert_eq!(colors, [3, 1, 1, 1, 3, 3, 3, 3]);
        assert_eq!(fifo.pop(), ObjPixel::default());
    }
}
