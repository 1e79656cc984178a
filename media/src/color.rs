//! From the core's pixels to RGB888.
//!
//! The core gives what the hardware has: shades 0 to 3 on a DMG or MGB, RGB555 on a CGB
//! (Pan Docs, "Palettes": <https://gbdev.io/pandocs/Palettes.html>). Which light they make is a
//! choice of whoever shows them, so it is made here.

use edgeboy_core::Model;

use crate::palette::Palette;
use crate::picture::Rgb;

/// How the pixels of a frame become light.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colors {
    /// Shades 0 to 3 in the colours of a palette.
    Shades(Palette),
    /// RGB555 as it stands, uncorrected: a channel of five bits `c` becomes `c << 3 | c >> 2`,
    /// which spreads 0 to 31 evenly over 0 to 255.
    Rgb555,
}

impl Colors {
    /// The colours of a model; `palette` is for those that have shades only.
    pub fn of(model: Model, palette: Palette) -> Colors {
        if model.is_cgb() { Colors::Rgb555 } else { Colors::Shades(palette) }
    }

    /// The colour of one pixel. Bits that a pixel of this kind does not have are ignored.
    #[inline]
    pub fn rgb(&self, pixel: u16) -> Rgb {
        match self {
            Colors::Shades(palette) => palette.shades()[usize::from(pixel & 3)],
            Colors::Rgb555 => [spread(pixel), spread(pixel >> 5), spread(pixel >> 10)],
        }
    }
}

/// The low five bits as eight.
#[inline]
fn spread(channel: u16) -> u8 {
    let five = (channel & 0x1F) as u8;
    five << 3 | five >> 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn default_shades_are_evenly_spaced_greys() {
        let colors = Colors::of(Model::Dmg, Palette::default());
        let greys: Vec<Rgb> = (0..4).map(|shade| colors.rgb(shade)).collect();
        assert_eq!(greys, [[0xFF; 3], [0xAA; 3], [0x55; 3], [0x00; 3]]);
    }

    #[test]
    fn rgb555_has_red_in_its_low_bits() {
        let colors = Colors::of(Model::Cgb, Palette::default());
        assert_eq!(colors.rgb(0x001F), [0xFF, 0, 0]);
        assert_eq!(colors.rgb(0x03E0), [0, 0xFF, 0]);
        assert_eq!(colors.rgb(0x7C00), [0, 0, 0xFF]);
        assert_eq!(colors.rgb(0x7FFF), [0xFF; 3]);
        // 16 of 31 in binary is 10000, so its eight bits are 10000100.
        assert_eq!(colors.rgb(0x0010), [0x84, 0, 0]);
    }

    #[test]
    fn bits_beyond_the_pixel_are_ignored() {
        assert_eq!(Colors::Rgb555.rgb(0x8000), [0; 3]);
        assert_eq!(Colors::Shades(Palette::default()).rgb(0xFFFC), [0xFF; 3]);
    }
}
