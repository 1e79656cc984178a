//! All settings.

use edgeboy_media::color::CgbColors;
use serde::Deserialize;

use super::types::{ModelChoice, PaletteChoice, SaveFolder, cgb_colors, within};
use crate::input::{Bindings, BothBindings, KeyControl, PadControl};

/// The configuration: what `edgeboy --print-config` prints, and explains.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Settings {
    pub(crate) window: WindowSettings,
    pub(crate) picture: PictureSettings,
    pub(crate) sound: SoundSettings,
    pub(crate) speed: SpeedSettings,
    pub(crate) game: GameSettings,
    pub(crate) keys: Bindings<KeyControl>,
    pub(crate) pad: Bindings<PadControl>,
}

impl Settings {
    /// The controls of both kinds.
    pub(crate) fn bindings(&self) -> BothBindings<'_> {
        BothBindings { keys: &self.keys, pad: &self.pad }
    }
}

/// `[window]`
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct WindowSettings {
    #[serde(deserialize_with = "within::<_, 1, 16>")]
    pub(crate) scale: u32,
    pub(crate) remember_size: bool,
    pub(crate) fullscreen: bool,
    pub(crate) borderless: bool,
    pub(crate) pause_unfocused: bool,
}

impl Default for WindowSettings {
    fn default() -> WindowSettings {
        WindowSettings {
            scale: 4,
            remember_size: true,
            fullscreen: false,
            borderless: false,
            pause_unfocused: true,
        }
    }
}

/// `[picture]`
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct PictureSettings {
    pub(crate) whole_steps: bool,
    pub(crate) palette: PaletteChoice,
    #[serde(deserialize_with = "cgb_colors")]
    pub(crate) colors: CgbColors,
    pub(crate) border: bool,
}

impl Default for PictureSettings {
    fn default() -> PictureSettings {
        PictureSettings {
            whole_steps: true,
            palette: PaletteChoice::default(),
            colors: CgbColors::default(),
            border: true,
        }
    }
}

/// `[sound]`
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct SoundSettings {
    #[serde(deserialize_with = "within::<_, 0, 100>")]
    pub(crate) volume: u32,
    pub(crate) muted: bool,
}

impl Default for SoundSettings {
    fn default() -> SoundSettings {
        SoundSettings { volume: 100, muted: false }
    }
}

/// `[speed]`
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct SpeedSettings {
    #[serde(deserialize_with = "within::<_, 0, 16>")]
    pub(crate) fast: u32,
    #[serde(deserialize_with = "within::<_, 10, 90>")]
    pub(crate) slow: u32,
    #[serde(deserialize_with = "within::<_, 0, 300>")]
    pub(crate) rewind_seconds: u32,
    #[serde(deserialize_with = "within::<_, 1, 30>")]
    pub(crate) turbo: u32,
}

impl Default for SpeedSettings {
    fn default() -> SpeedSettings {
        SpeedSettings { fast: 4, slow: 50, rewind_seconds: 60, turbo: 15 }
    }
}

/// `[game]`
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct GameSettings {
    pub(crate) model: ModelChoice,
    pub(crate) saves: SaveFolder,
    pub(crate) resume: bool,
    pub(crate) rumble: bool,
}

impl Default for GameSettings {
    fn default() -> GameSettings {
        GameSettings {
            model: ModelChoice::default(),
            saves: SaveFolder::default(),
            resume: true,
            rumble: true,
        }
    }
}
