//! The colour palettes of the CGB: BCPS/BGPI, BCPD/BGPD, OCPS/OBPI, OCPD/OBPD.
//!
//! Source: Pan Docs, "Palettes", LCD Color Palettes (CGB only).

use serde::{Deserialize, Serialize};
use serde_big_array::BigArray;

/// Eight palettes of four RGB555 colours behind an index and a data register.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct ColorPalettes {
    #[serde(with = "BigArray")]
    bytes: [u8; 64],
    /// Bit 7: writing data moves the index on; bits 0 to 5: the index.
    index: u8,
}

impl ColorPalettes {
    pub(super) fn new() -> ColorPalettes {
        ColorPalettes { bytes: [0xFF; 64], index: 0 }
    }

    pub(super) fn read_index(&self) -> u8 {
        self.index | 0x40
    }

    pub(super) fn write_index(&mut self, value: u8) {
        self.index = value;
    }

    /// The palette of which a byte can be read and written.
    pub(super) fn selected(&self) -> u8 {
        self.index >> 3 & 7
    }

    pub(super) fn read_data(&self) -> u8 {
        self.bytes[usize::from(self.index & 0x3F)]
    }

    /// Writes the byte at the index unless `blocked`; the index moves on either way.
    pub(super) fn write_data(&mut self, value: u8, blocked: bool) {
        if !blocked {
            self.bytes[usize::from(self.index & 0x3F)] = value;
        }
        if self.index & 0x80 != 0 {
            self.index = self.index.wrapping_add(1) & 0x3F | 0x80;
        }
    }

    /// RGB555 of a colour: `palette` 0 to 7, `color` 0 to 3.
    #[inline]
    pub(super) fn color(&self, palette: u8, color: u8) -> u16 {
        let at = usize::from((palette & 7) * 8 + (color & 3) * 2);
        u16::from_le_bytes([self.bytes[at], self.bytes[at + 1]]) & 0x7FFF
    }

    /// Sets a colour, as a boot ROM does.
    pub(crate) fn set_color(&mut self, palette: u8, color: u8, rgb555: u16) {
        let at = usize::from((palette & 7) * 8 + (color & 3) * 2);
        self.bytes[at..at + 2].copy_from_slice(&rgb555.to_le_bytes());
    }

    /// Sets the index register, as a boot ROM leaves it.
    pub(crate) fn set_index(&mut self, index: u8) {
        self.index = index;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_index_runs_over_after_the_last_byte_even_with_its_unused_bit_set() {
        for last in [0xBF, 0xFF] {
            let mut palettes = ColorPalettes::new();
            palettes.write_index(last);
            palettes.write_data(0x12, false);
            assert_eq!(palettes.read_index() & 0x3F, 0);
        }
    }
}
