//! What a player can ask for by a key or a gamepad.

use edgeboy_core::Buttons;
use serde::Deserialize;

/// All that a control can be bound to, in the order of the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Action {
    Up,
    Down,
    Left,
    Right,
    A,
    B,
    Start,
    Select,
    TurboA,
    TurboB,
    Menu,
    Rewind,
    FastForward,
    SlowMotion,
    Pause,
    FrameStep,
    SaveState,
    LoadState,
    UndoLoad,
    Screenshot,
    RecordGif,
    RecordSound,
    Fullscreen,
    Mute,
}

impl Action {
    /// Every action.
    pub(crate) const ALL: [Action; 24] = [
        Action::Up,
        Action::Down,
        Action::Left,
        Action::Right,
        Action::A,
        Action::B,
        Action::Start,
        Action::Select,
        Action::TurboA,
        Action::TurboB,
        Action::Menu,
        Action::Rewind,
        Action::FastForward,
        Action::SlowMotion,
        Action::Pause,
        Action::FrameStep,
        Action::SaveState,
        Action::LoadState,
        Action::UndoLoad,
        Action::Screenshot,
        Action::RecordGif,
        Action::RecordSound,
        Action::Fullscreen,
        Action::Mute,
    ];

    /// Its name in the configuration file.
    pub(crate) const fn name(self) -> &'static str {
        self.words().0
    }

    /// Its name for a player.
    pub(crate) const fn label(self) -> &'static str {
        self.words().1
    }

    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Action::Up => ("up", "Up"),
            Action::Down => ("down", "Down"),
            Action::Left => ("left", "Left"),
            Action::Right => ("right", "Right"),
            Action::A => ("a", "A"),
            Action::B => ("b", "B"),
            Action::Start => ("start", "Start"),
            Action::Select => ("select", "Select"),
            Action::TurboA => ("turbo-a", "Turbo A"),
            Action::TurboB => ("turbo-b", "Turbo B"),
            Action::Menu => ("menu", "Menu"),
            Action::Rewind => ("rewind", "Rewind"),
            Action::FastForward => ("fast-forward", "Fast-forward"),
            Action::SlowMotion => ("slow-motion", "Slow motion"),
            Action::Pause => ("pause", "Pause"),
            Action::FrameStep => ("frame-step", "Next frame"),
            Action::SaveState => ("save-state", "Save state"),
            Action::LoadState => ("load-state", "Load state"),
            Action::UndoLoad => ("undo-load", "Undo the load"),
            Action::Screenshot => ("screenshot", "Screenshot"),
            Action::RecordGif => ("record-gif", "Record a GIF"),
            Action::RecordSound => ("record-sound", "Record the sound"),
            Action::Fullscreen => ("fullscreen", "Full screen"),
            Action::Mute => ("mute", "Mute"),
        }
    }

    /// The button of the Game Boy that it holds down.
    pub(crate) const fn button(self) -> Option<Buttons> {
        Some(match self {
            Action::Up => Buttons::UP,
            Action::Down => Buttons::DOWN,
            Action::Left => Buttons::LEFT,
            Action::Right => Buttons::RIGHT,
            Action::A => Buttons::A,
            Action::B => Buttons::B,
            Action::Start => Buttons::START,
            Action::Select => Buttons::SELECT,
            _ => return None,
        })
    }

    /// The button that it presses again and again.
    pub(crate) const fn turbo(self) -> Option<Buttons> {
        match self {
            Action::TurboA => Some(Buttons::A),
            Action::TurboB => Some(Buttons::B),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_whole_and_in_order() {
        assert!(Action::ALL.is_sorted());
        assert_eq!(Action::ALL.len(), Action::Mute as usize + 1);
        let buttons = Action::ALL.iter().filter_map(|action| action.button());
        assert_eq!(buttons.fold(Buttons::NONE, |all, button| all | button).bits(), 0xFF);
    }

    #[test]
    fn names_are_those_that_the_configuration_reads() {
        for action in Action::ALL {
            let text = format!("it = \"{}\"", action.name());
            let read: std::collections::BTreeMap<String, Action> = toml::from_str(&text).unwrap();
            assert_eq!(read["it"], action);
        }
    }
}
