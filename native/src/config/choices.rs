//! The settings that the menu changes.

use edgeboy_media::color::CgbColors;
use toml_edit::Value;

use super::settings::Settings;
use super::types::ModelChoice;

/// A setting as a row of the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Choice {
    WholeSteps,
    Palette,
    Colors,
    Volume,
    Muted,
    Fast,
    Slow,
    RewindSeconds,
    Turbo,
    Model,
    Border,
    Resume,
    Rumble,
    PauseUnfocused,
    RememberSize,
}

impl Choice {
    /// In the order of the menu.
    pub(crate) const ALL: [Choice; 15] = [
        Choice::WholeSteps,
        Choice::Palette,
        Choice::Colors,
        Choice::Volume,
        Choice::Muted,
        Choice::Fast,
        Choice::Slow,
        Choice::RewindSeconds,
        Choice::Turbo,
        Choice::Model,
        Choice::Border,
        Choice::Resume,
        Choice::Rumble,
        Choice::PauseUnfocused,
        Choice::RememberSize,
    ];

    /// What it is called.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Choice::WholeSteps => "Size",
            Choice::Palette => "Game Boy colors",
            Choice::Colors => "Game Boy Color",
            Choice::Volume => "Volume",
            Choice::Muted => "Sound",
            Choice::Fast => "Fast-forward",
            Choice::Slow => "Slow motion",
            Choice::RewindSeconds => "Rewind reaches back",
            Choice::Turbo => "Turbo buttons",
            Choice::Model => "Play on",
            Choice::Border => "Super Game Boy",
            Choice::Resume => "A game begins",
            Choice::Rumble => "Rumble",
            Choice::PauseUnfocused => "In another window",
            Choice::RememberSize => "Window size",
        }
    }

    /// What more there is to know, if anything.
    pub(crate) fn hint(self) -> &'static str {
        match self {
            Choice::WholeSteps => "Whole steps keep every pixel a perfect square.",
            Choice::Palette => "For games without colors of their own.",
            Choice::Colors => "As bright as the numbers say, or pale and mixed as its screen was.",
            Choice::RewindSeconds => "Counts from the next game on.",
            Choice::Model => "Counts when a game is started, or started over.",
            Choice::Border => "Black around the picture, unless the game sends one.",
            Choice::Resume => "A save made elsewhere meanwhile is never undone.",
            Choice::RememberSize => "Counts when the program is started.",
            _ => "",
        }
    }

    /// Its value in words.
    pub(crate) fn words(self, settings: &Settings) -> String {
        let either = |is: bool, yes: &str, no: &str| (if is { yes } else { no }).to_owned();
        let Settings { window, picture, sound, speed, game, .. } = settings;
        match self {
            Choice::WholeSteps => either(picture.whole_steps, "Whole steps", "As large as fits"),
            Choice::Palette if picture.palette.to_string().contains('#') => "Your own".to_owned(),
            Choice::Palette => capitalized(&picture.palette.to_string()),
            Choice::Colors => either(picture.colors == CgbColors::Raw, "Vivid", "Like its screen"),
            Choice::Volume => format!("{} %", sound.volume),
            Choice::Muted => either(sound.muted, "Off", "On"),
            Choice::Fast if speed.fast == 0 => "Full speed".to_owned(),
            Choice::Fast => format!("{}×", speed.fast),
            Choice::Slow => format!("{} %", speed.slow),
            Choice::RewindSeconds if speed.rewind_seconds == 0 => "Off".to_owned(),
            Choice::RewindSeconds => format!("{} s", speed.rewind_seconds),
            Choice::Turbo => format!("{} a second", speed.turbo),
            Choice::Model => match game.model {
                ModelChoice::Auto => "What suits it",
                ModelChoice::Dmg => "Game Boy",
                ModelChoice::Mgb => "Game Boy Pocket",
                ModelChoice::Sgb => "Super Game Boy",
                ModelChoice::Cgb => "Game Boy Color",
                ModelChoice::Agb => "Game Boy Advance",
            }
            .to_owned(),
            Choice::Border => either(picture.border, "With its border", "Without border"),
            Choice::Resume => either(game.resume, "Where you left", "Anew"),
            Choice::Rumble => either(game.rumble, "On", "Off"),
            Choice::PauseUnfocused => either(window.pause_unfocused, "Wait", "Go on"),
            Choice::RememberSize => either(window.remember_size, "As you left it", "As set"),
        }
    }

    /// Goes to the value that comes so many after this one.
    pub(crate) fn step(self, settings: &mut Settings, by: isize) {
        let Settings { window, picture, sound, speed, game, .. } = settings;
        match self {
            Choice::WholeSteps => picture.whole_steps ^= true,
            Choice::Palette => picture.palette = picture.palette.step(by),
            Choice::Colors => picture.colors = next(&CgbColors::ALL, picture.colors, by),
            Choice::Volume => {
                sound.volume = sound.volume.saturating_add_signed(by as i32 * 5).min(100);
            }
            Choice::Muted => sound.muted ^= true,
            Choice::Fast => speed.fast = next(&[2, 3, 4, 8, 0], speed.fast, by),
            Choice::Slow => speed.slow = next(&[25, 50, 75], speed.slow, by),
            Choice::RewindSeconds => {
                speed.rewind_seconds = next(&[0, 10, 30, 60, 120, 300], speed.rewind_seconds, by);
            }
            Choice::Turbo => speed.turbo = next(&[6, 10, 15, 30], speed.turbo, by),
            Choice::Model => game.model = next(&ModelChoice::ALL, game.model, by),
            Choice::Border => picture.border ^= true,
            Choice::Resume => game.resume ^= true,
            Choice::Rumble => game.rumble ^= true,
            Choice::PauseUnfocused => window.pause_unfocused ^= true,
            Choice::RememberSize => window.remember_size ^= true,
        }
    }

    /// Where it stands in the file, and what is to stand there.
    pub(crate) fn in_file(self, settings: &Settings) -> (&'static str, &'static str, Value) {
        let Settings { window, picture, sound, speed, game, .. } = settings;
        let number = |number: u32| Value::from(i64::from(number));
        match self {
            Choice::WholeSteps => ("picture", "whole-steps", picture.whole_steps.into()),
            Choice::Palette => ("picture", "palette", picture.palette.to_string().into()),
            Choice::Colors => ("picture", "colors", picture.colors.name().into()),
            Choice::Volume => ("sound", "volume", number(sound.volume)),
            Choice::Muted => ("sound", "muted", sound.muted.into()),
            Choice::Fast => ("speed", "fast", number(speed.fast)),
            Choice::Slow => ("speed", "slow", number(speed.slow)),
            Choice::RewindSeconds => ("speed", "rewind-seconds", number(speed.rewind_seconds)),
            Choice::Turbo => ("speed", "turbo", number(speed.turbo)),
            Choice::Model => ("game", "model", game.model.name().into()),
            Choice::Border => ("picture", "border", picture.border.into()),
            Choice::Resume => ("game", "resume", game.resume.into()),
            Choice::Rumble => ("game", "rumble", game.rumble.into()),
            Choice::PauseUnfocused => ("window", "pause-unfocused", window.pause_unfocused.into()),
            Choice::RememberSize => ("window", "remember-size", window.remember_size.into()),
        }
    }
}

/// The value so many after this one, in a ring; the first for one that is not among them.
fn next<T: Copy + PartialEq>(values: &[T], now: T, by: isize) -> T {
    let place = values.iter().position(|&value| value == now);
    let next = place.map_or(0, |place| (place as isize + by).rem_euclid(values.len() as isize));
    values[next as usize]
}

fn capitalized(word: &str) -> String {
    match word {
        "dmg" => "DMG".to_owned(),
        _ => word[..1].to_uppercase() + &word[1..],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::ConfigFile;

    #[test]
    fn each_step_is_another_value_and_survives_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        for choice in Choice::ALL {
            for by in [1, -1, -1] {
                let (file, mut settings, error) = ConfigFile::read(path.clone());
                assert!(error.is_none(), "{error:?}");
                let before = choice.words(&settings);
                choice.step(&mut settings, by);
                // The volume ends at its ends.
                assert!(choice.words(&settings) != before || choice == Choice::Volume);
                let (table, key, value) = choice.in_file(&settings);
                file.set(table, key, value).unwrap();
                assert_eq!(ConfigFile::read(path.clone()).1, settings, "{choice:?}");
            }
        }
    }
}
