//! From the core's pixels to RGB888.
//!
//! The core gives what the hardware has: shades 0 to 3 on a DMG or MGB, RGB555 on a CGB or SGB
//! (Pan Docs, "Palettes": <https://gbdev.io/pandocs/Palettes.html>). Which light they make is a
//! choice of whoever shows them, so it is made here.

mod cgb_lcd;

use std::fmt;
use std::str::FromStr;

use edgeboy_core::Model;

use crate::palette::Palette;
use crate::picture::Rgb;

/// How the colours of a CGB are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CgbColors {
    /// As they stand in the machine.
    #[default]
    Raw,
    /// As its LCD shows them: paler and mixed. White, black and greys are the same.
    Corrected,
}

impl CgbColors {
    /// Every way, the default first.
    pub const ALL: [CgbColors; 2] = [CgbColors::Raw, CgbColors::Corrected];

    /// The name: `raw` or `corrected`.
    pub const fn name(self) -> &'static str {
        match self {
            CgbColors::Raw => "raw",
            CgbColors::Corrected => "corrected",
        }
    }
}

/// The text does not name a way to show colours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownColors(String);

impl fmt::Display for UnknownColors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = CgbColors::ALL.map(CgbColors::name).join(" or ");
        write!(f, "expected {names}, found `{}`", self.0)
    }
}

impl std::error::Error for UnknownColors {}

impl FromStr for CgbColors {
    type Err = UnknownColors;

    /// Reads a [name](CgbColors::name), in any letter case.
    fn from_str(text: &str) -> Result<CgbColors, UnknownColors> {
        let known = CgbColors::ALL.into_iter().find(|way| way.name().eq_ignore_ascii_case(text));
        known.ok_or_else(|| UnknownColors(text.to_owned()))
    }
}

/// How the pixels of a frame become light.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colors {
    /// Shades 0 to 3 in the colours of a palette.
    Shades(Palette),
    /// RGB555 as it stands, uncorrected: a channel of five bits `c` becomes `c << 3 | c >> 2`,
    /// which spreads 0 to 31 evenly over 0 to 255.
    Rgb555,
    /// RGB555 as a CGB's LCD shows it.
    CgbLcd,
}

impl Colors {
    /// The colours of a model; `palette` is for those that have shades only, `cgb` for Game Boy
    /// Colors. A Super Game Boy has no LCD, and its colours are as they stand.
    pub fn of(model: Model, palette: Palette, cgb: CgbColors) -> Colors {
        match cgb {
            _ if !model.has_colors() => Colors::Shades(palette),
            _ if model.is_sgb() => Colors::Rgb555,
            CgbColors::Raw => Colors::Rgb555,
            CgbColors::Corrected => Colors::CgbLcd,
        }
    }

    /// The colour of one pixel. Bits that a pixel of this kind does not have are ignored.
    #[inline]
    pub fn rgb(&self, pixel: u16) -> Rgb {
        match self {
            Colors::Shades(palette) => palette.shades()[usize::from(pixel & 3)],
            Colors::Rgb555 => [spread(pixel), spread(pixel >> 5), spread(pixel >> 10)],
            Colors::CgbLcd => cgb_lcd::table()[usize::from(pixel & 0x7FFF)],
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

    fn of(model: Model, cgb: CgbColors) -> Colors {
        Colors::of(model, Palette::default(), cgb)
    }

    #[test]
    fn default_shades_are_evenly_spaced_greys() {
        for cgb in CgbColors::ALL {
            let colors = of(Model::Dmg, cgb);
            let greys: Vec<Rgb> = (0..4).map(|shade| colors.rgb(shade)).collect();
            assert_eq!(greys, [[0xFF; 3], [0xAA; 3], [0x55; 3], [0x00; 3]]);
        }
    }

    #[test]
    fn a_super_game_boy_has_raw_colours_and_no_palette() {
        for cgb in CgbColors::ALL {
            assert_eq!(of(Model::Sgb, cgb), Colors::Rgb555);
        }
    }

    #[test]
    fn rgb555_has_red_in_its_low_bits() {
        let colors = of(Model::Cgb, CgbColors::Raw);
        assert_eq!(colors.rgb(0x001F), [0xFF, 0, 0]);
        assert_eq!(colors.rgb(0x03E0), [0, 0xFF, 0]);
        assert_eq!(colors.rgb(0x7C00), [0, 0, 0xFF]);
        assert_eq!(colors.rgb(0x7FFF), [0xFF; 3]);
        // 16 of 31 in binary is 10000, so its eight bits are 10000100.
        assert_eq!(colors.rgb(0x0010), [0x84, 0, 0]);
    }

    #[test]
    fn white_black_and_greys_are_the_same_raw_and_corrected() {
        let [raw, corrected] = CgbColors::ALL.map(|cgb| of(Model::Cgb, cgb));
        for grey in (0..32).map(|level| level | level << 5 | level << 10) {
            assert_eq!(corrected.rgb(grey), raw.rgb(grey), "{grey:04X}");
        }
        assert_ne!(corrected.rgb(0x001F), raw.rgb(0x001F));
    }

    #[test]
    fn bits_beyond_the_pixel_are_ignored() {
        assert_eq!(Colors::Rgb555.rgb(0x8000), [0; 3]);
        assert_eq!(Colors::CgbLcd.rgb(0x8000), [0; 3]);
        assert_eq!(Colors::Shades(Palette::default()).rgb(0xFFFC), [0xFF; 3]);
    }

    #[test]
    fn names_are_read() {
        assert_eq!("Corrected".parse(), Ok(CgbColors::Corrected));
        assert_eq!("raw".parse(), Ok(CgbColors::Raw));
        let error = "vivid".parse::<CgbColors>().unwrap_err().to_string();
        assert_eq!(error, "expected raw or corrected, found `vivid`");
    }
}
