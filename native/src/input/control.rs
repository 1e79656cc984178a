//! The things on a keyboard or gamepad that can be pressed.

use std::fmt;

use serde::Deserialize;

use super::keys::{self, Key};

/// A key or a gamepad's control.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Control {
    Key(KeyControl),
    Pad(PadControl),
}

/// A key, by the name that it has on a US keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct KeyControl(pub(crate) Key);

impl TryFrom<String> for KeyControl {
    type Error = String;

    fn try_from(name: String) -> Result<KeyControl, String> {
        let known = keys::ALL.iter().find(|key| format!("{key:?}").eq_ignore_ascii_case(&name));
        known.map(|&key| KeyControl(key)).ok_or_else(|| {
            format!("there is no key {name:?}; keys are called A, Key1, F1, Space, LeftShift, …")
        })
    }
}

impl fmt::Display for KeyControl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.0)
    }
}

/// A gamepad's button, or a direction of one of its sticks, by its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub(crate) enum PadControl {
    South,
    East,
    North,
    West,
    LeftBumper,
    RightBumper,
    LeftTrigger,
    RightTrigger,
    Select,
    Start,
    Guide,
    LeftStick,
    RightStick,
    Up,
    Down,
    Left,
    Right,
    LeftStickUp,
    LeftStickDown,
    LeftStickLeft,
    LeftStickRight,
    RightStickUp,
    RightStickDown,
    RightStickLeft,
    RightStickRight,
}

impl PadControl {
    /// Every control of a gamepad.
    pub(crate) const ALL: [PadControl; 25] = [
        PadControl::South,
        PadControl::East,
        PadControl::North,
        PadControl::West,
        PadControl::LeftBumper,
        PadControl::RightBumper,
        PadControl::LeftTrigger,
        PadControl::RightTrigger,
        PadControl::Select,
        PadControl::Start,
        PadControl::Guide,
        PadControl::LeftStick,
        PadControl::RightStick,
        PadControl::Up,
        PadControl::Down,
        PadControl::Left,
        PadControl::Right,
        PadControl::LeftStickUp,
        PadControl::LeftStickDown,
        PadControl::LeftStickLeft,
        PadControl::LeftStickRight,
        PadControl::RightStickUp,
        PadControl::RightStickDown,
        PadControl::RightStickLeft,
        PadControl::RightStickRight,
    ];
}

impl TryFrom<String> for PadControl {
    type Error = String;

    fn try_from(name: String) -> Result<PadControl, String> {
        let mut all = PadControl::ALL.into_iter();
        all.find(|control| control.to_string().eq_ignore_ascii_case(&name)).ok_or_else(|| {
            let names = PadControl::ALL.map(|control| control.to_string()).join(", ");
            format!("gamepads have no {name:?}; their controls are {names}")
        })
    }
}

impl fmt::Display for PadControl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_control_is_found_by_its_name() {
        for &key in keys::ALL {
            assert_eq!(KeyControl::try_from(KeyControl(key).to_string()), Ok(KeyControl(key)));
        }
        for control in PadControl::ALL {
            assert_eq!(PadControl::try_from(control.to_string().to_lowercase()), Ok(control));
        }
        assert!(KeyControl::try_from("Any".to_owned()).unwrap_err().contains("\"Any\""));
        assert!(PadControl::try_from("Z".to_owned()).unwrap_err().contains("South, East"));
    }
}
