//! The four colours in which a DMG or MGB picture is shown.
//!
//! The hardware knows four shades (Pan Docs, "Palettes":
//! <https://gbdev.io/pandocs/Palettes.html>); what they look like depends on the LCD. A palette
//! is named (`pocket`) or spelled out, lightest first (`#ffffff,#aaaaaa,#555555,#000000`).

use std::fmt;
use std::str::FromStr;

use crate::picture::Rgb;

/// Four colours, for the shades 0 (lightest) to 3 (darkest).
///
/// The default is grey: FF, AA, 55, 00.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette([Rgb; 4]);

impl Palette {
    /// A palette of these colours, lightest first.
    pub const fn new(shades: [Rgb; 4]) -> Palette {
        Palette(shades)
    }

    /// The colours, lightest first.
    pub const fn shades(&self) -> &[Rgb; 4] {
        &self.0
    }

    /// The palette of this name, in any letter case.
    pub fn named(name: &str) -> Option<Palette> {
        let known = NAMED.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        known.map(|&(_, colors)| Palette(colors.map(split)))
    }

    /// The names of all named palettes; the default one comes first.
    pub fn names() -> impl Iterator<Item = &'static str> {
        NAMED.iter().map(|&(name, _)| name)
    }
}

/// The named palettes: `0xRRGGBB`, lightest first.
const NAMED: [(&str, [u32; 4]); 14] = [
    // Evenly spaced greys, as test suites print their expected pictures.
    ("grey", [0xFFFFFF, 0xAAAAAA, 0x555555, 0x000000]),
    // The yellow-green reflective LCD of the first Game Boy.
    ("dmg", [0xD3D89A, 0x9BA45C, 0x566634, 0x232F20]),
    // The olive-grey LCD of the Game Boy Pocket.
    ("pocket", [0xD6D9C6, 0x9FA38F, 0x60645A, 0x22241F]),
    // The turquoise electroluminescent backlight of the Game Boy Light.
    ("light", [0x9AF0D0, 0x5BBFA0, 0x2A7A6C, 0x0A3A3C]),
    // Grey turned round, for dark rooms.
    ("night", [0x10121A, 0x41465A, 0x8F96AC, 0xE8ECF4]),
    ("amber", [0xFFE2A0, 0xF0A830, 0x9A5A10, 0x2E1604]),
    ("autumn", [0xFFF1D6, 0xE9A15B, 0xA1483C, 0x3A1A2C]),
    ("berry", [0xFFE9F0, 0xF08FB0, 0x9A3F78, 0x301A40]),
    ("forest", [0xEEF3CF, 0x9CC069, 0x3F7F54, 0x12302C]),
    ("ice", [0xF2FBFF, 0x9AD0EA, 0x4A7FB8, 0x1A2C54]),
    ("mint", [0xF0FFF4, 0xA0E0C0, 0x4F9A8C, 0x1C3844]),
    ("paper", [0xF7F0DE, 0xC9B894, 0x7C6A54, 0x2C2620]),
    ("plum", [0xF4EAFF, 0xB9A0E6, 0x6A549E, 0x241C44]),
    ("sunset", [0xFFF0B8, 0xFF9E6A, 0xB0487A, 0x2A1E50]),
];

impl Default for Palette {
    fn default() -> Palette {
        Palette(NAMED[0].1.map(split))
    }
}

fn split(color: u32) -> Rgb {
    [(color >> 16) as u8, (color >> 8) as u8, color as u8]
}

/// A palette as its four colours: `#ffffff,#aaaaaa,#555555,#000000`.
impl fmt::Display for Palette {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, [red, green, blue]) in self.0.iter().enumerate() {
            let comma = if index == 0 { "" } else { "," };
            write!(f, "{comma}#{red:02x}{green:02x}{blue:02x}")?;
        }
        Ok(())
    }
}

/// Why a text is no palette.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaletteError {
    /// It holds no `#`, and is no palette's name.
    UnknownName(String),
    /// It is a list of so many colours, where four are needed.
    WrongCount(usize),
    /// A colour of the list is not of the form `#rrggbb`.
    BadColor {
        /// Which colour, from 1.
        position: usize,
        /// What stands there.
        found: String,
    },
}

impl fmt::Display for PaletteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PaletteError::UnknownName(name) => {
                let names: Vec<&str> = Palette::names().collect();
                write!(
                    f,
                    "no palette is named `{name}`: expected four colours such as `{}`, or one of {}",
                    Palette::default(),
                    names.join(", ")
                )
            }
            PaletteError::WrongCount(count) => {
                write!(f, "a palette has 4 colours, lightest first; found {count}")
            }
            PaletteError::BadColor { position, found } => {
                write!(f, "colour {position}: expected `#rrggbb`, found `{found}`")
            }
        }
    }
}

impl std::error::Error for PaletteError {}

impl FromStr for Palette {
    type Err = PaletteError;

    /// Reads a name or four colours `#rrggbb`, separated by commas, lightest first.
    fn from_str(text: &str) -> Result<Palette, PaletteError> {
        let text = text.trim();
        if !text.contains('#') {
            return Palette::named(text).ok_or_else(|| PaletteError::UnknownName(text.to_owned()));
        }
        let mut shades = Vec::with_capacity(4);
        for (index, part) in text.split(',').enumerate() {
            let part = part.trim();
            let bad = || PaletteError::BadColor { position: index + 1, found: part.to_owned() };
            let color = parse_color(part).ok_or_else(bad)?;
            shades.push(split(color));
        }
        let count = shades.len();
        shades.try_into().map(Palette).map_err(|_| PaletteError::WrongCount(count))
    }
}

/// `#rrggbb` as a number.
fn parse_color(text: &str) -> Option<u32> {
    let digits = text.strip_prefix('#')?;
    // `from_str_radix` alone would also take a sign.
    let plain = digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit());
    plain.then(|| u32::from_str_radix(digits, 16).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> PaletteError {
        text.parse::<Palette>().unwrap_err()
    }

    #[test]
    fn every_name_is_read_and_every_palette_darkens_or_lightens_throughout() {
        for name in Palette::names() {
            let palette: Palette = name.to_uppercase().parse().unwrap();
            let light = palette.shades().map(|rgb| rgb.map(u32::from).iter().sum::<u32>());
            let down = light.is_sorted_by(|a, b| a > b);
            let up = light.is_sorted_by(|a, b| a < b);
            assert!(down || up, "{name}: {light:?}");
        }
    }

    #[test]
    fn names_are_distinct() {
        let mut names: Vec<&str> = Palette::names().collect();
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{names:?}");
    }

    #[test]
    fn four_colours_are_read_and_written_back() {
        let text = "#fffefd,#0a0B0c,#010203,#000000";
        let palette: Palette = text.parse().unwrap();
        assert_eq!(palette.shades()[0], [0xFF, 0xFE, 0xFD]);
        assert_eq!(palette.to_string(), text.to_lowercase());
        assert_eq!(Palette::default().to_string().parse(), Ok(Palette::default()));
    }

    #[test]
    fn errors_say_where_and_what() {
        assert_eq!(error("#000000"), PaletteError::WrongCount(1));
        assert_eq!(
            error("#000000,#00000,#0,#0").to_string(),
            "colour 2: expected `#rrggbb`, found `#00000`"
        );
        assert_eq!(
            error("#000000,#+00000,#0,#0").to_string(),
            "colour 2: expected `#rrggbb`, found `#+00000`"
        );
        let unknown = error("gray-ish").to_string();
        assert!(unknown.contains("`gray-ish`") && unknown.contains("pocket"), "{unknown}");
    }
}
