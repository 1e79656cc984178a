//! The kinds of values in the configuration.

use std::fmt;

use edgeboy_core::Model;
use edgeboy_media::{color::CgbColors, palette::Palette};
use serde::{Deserialize, Deserializer, de::Error};

/// A palette, by name or by its four colors.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct PaletteChoice {
    text: String,
    palette: Palette,
}

impl PaletteChoice {
    /// The colors.
    pub(crate) fn palette(&self) -> Palette {
        self.palette
    }

    /// The named palette that comes so many after this one.
    pub(crate) fn step(&self, by: isize) -> PaletteChoice {
        let names: Vec<&str> = Palette::names().collect();
        let now = names.iter().position(|name| name.eq_ignore_ascii_case(&self.text));
        let next = now.map_or(0, |now| now.wrapping_add_signed(by + names.len() as isize));
        let text = names[next % names.len()].to_owned();
        PaletteChoice::try_from(text).unwrap_or_default()
    }
}

impl Default for PaletteChoice {
    fn default() -> PaletteChoice {
        PaletteChoice { text: "grey".to_owned(), palette: Palette::default() }
    }
}

impl TryFrom<String> for PaletteChoice {
    type Error = String;

    fn try_from(text: String) -> Result<PaletteChoice, String> {
        let palette = text.parse::<Palette>().map_err(|error| error.to_string())?;
        Ok(PaletteChoice { text, palette })
    }
}

impl fmt::Display for PaletteChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// The model that a game is played on: one of each family, as the menu offers them. The command line
/// takes the other revisions as well.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ModelChoice {
    /// A CGB for games that know it, else a DMG.
    #[default]
    Auto,
    Dmg,
    Mgb,
    Sgb,
    Cgb,
    Agb,
}

impl ModelChoice {
    pub(crate) const ALL: [ModelChoice; 6] = [
        ModelChoice::Auto,
        ModelChoice::Dmg,
        ModelChoice::Mgb,
        ModelChoice::Sgb,
        ModelChoice::Cgb,
        ModelChoice::Agb,
    ];

    /// The model, unless the cartridge decides.
    pub(crate) fn model(self) -> Option<Model> {
        match self {
            ModelChoice::Auto => None,
            ModelChoice::Dmg => Some(Model::Dmg),
            ModelChoice::Mgb => Some(Model::Mgb),
            ModelChoice::Sgb => Some(Model::Sgb),
            ModelChoice::Cgb => Some(Model::Cgb),
            ModelChoice::Agb => Some(Model::Agb),
        }
    }

    /// Its name in the configuration file.
    pub(crate) fn name(self) -> &'static str {
        self.model().map_or("auto", Model::name)
    }
}

/// Where battery saves are kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum SaveFolder {
    /// Beside the ROM, as other emulators do.
    #[default]
    Beside,
    /// In the program's own folder.
    Data,
}

/// Reads one of the ways to show a CGB's colors.
pub(super) fn cgb_colors<'de, D: Deserializer<'de>>(from: D) -> Result<CgbColors, D::Error> {
    String::deserialize(from)?.parse().map_err(D::Error::custom)
}

/// Reads a number from `LEAST` to `MOST`.
pub(super) fn within<'de, D: Deserializer<'de>, const LEAST: u32, const MOST: u32>(
    from: D,
) -> Result<u32, D::Error> {
    let number = i64::deserialize(from)?;
    let fitting = u32::try_from(number).ok().filter(|number| (LEAST..=MOST).contains(number));
    let wrong = || D::Error::custom(format!("expected {LEAST} to {MOST}, found {number}"));
    fitting.ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn palettes_follow_each_other_in_a_ring() {
        let grey = PaletteChoice::default();
        assert_eq!(grey.step(1).to_string(), "dmg");
        assert_eq!(grey.step(-1).step(1), grey);
        let own = PaletteChoice::try_from("#ffffff,#aaaaaa,#555555,#000000".to_owned()).unwrap();
        assert_eq!(own.step(1), grey, "one of one's own is before all others");
    }

    #[test]
    fn models_have_the_names_of_the_core() {
        let names = ["auto", "dmg", "mgb", "sgb", "cgb", "agb"];
        assert_eq!(ModelChoice::ALL.map(ModelChoice::name), names);
    }
}
