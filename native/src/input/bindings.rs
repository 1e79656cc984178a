//! Which controls do what.

use std::collections::BTreeMap;
use std::fmt::Display;

use serde::{Deserialize, Deserializer, de::DeserializeOwned};

use super::action::Action;
use super::control::{KeyControl, PadControl};

/// A kind of control that actions can be bound to.
pub(crate) trait Bindable: Copy + Ord + Display + DeserializeOwned {
    /// The names of the controls that an action has at first.
    fn usual(action: Action) -> &'static [&'static str];

    /// The control of a name.
    fn named(name: &str) -> Option<Self>;
}

/// The controls of each action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bindings<C>(BTreeMap<Action, Vec<C>>);

impl<C: Bindable> Bindings<C> {
    /// The controls of an action.
    pub(crate) fn of(&self, action: Action) -> &[C] {
        self.0.get(&action).map_or(&[], Vec::as_slice)
    }

    /// Whether a control is bound to an action.
    pub(crate) fn binds(&self, action: Action, control: C) -> bool {
        self.of(action).contains(&control)
    }

    /// Gives an action these controls and no others.
    pub(crate) fn set(&mut self, action: Action, controls: Vec<C>) {
        self.0.insert(action, controls);
    }

    /// The other actions that a control of this one does as well.
    pub(crate) fn clashes(&self, action: Action) -> Vec<Action> {
        let shares = |other: Action| self.of(other).iter().any(|&c| self.binds(action, c));
        Action::ALL.into_iter().filter(|&other| other != action && shares(other)).collect()
    }

    /// What is usual, except that a control bound to something else here does only that.
    fn completing(mut given: BTreeMap<Action, Vec<C>>) -> Bindings<C> {
        let taken: Vec<C> = given.values().flatten().copied().collect();
        for action in Action::ALL {
            given.entry(action).or_insert_with(|| {
                let usual = C::usual(action).iter().filter_map(|name| C::named(name));
                usual.filter(|control| !taken.contains(control)).collect()
            });
        }
        Bindings(given)
    }
}

impl<C: Bindable> Default for Bindings<C> {
    fn default() -> Bindings<C> {
        Bindings::completing(BTreeMap::new())
    }
}

impl<'de, C: Bindable> Deserialize<'de> for Bindings<C> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Bindings<C>, D::Error> {
        BTreeMap::deserialize(deserializer).map(Bindings::completing)
    }
}

impl Bindable for KeyControl {
    fn usual(action: Action) -> &'static [&'static str] {
        match action {
            Action::Up => &["Up", "W"],
            Action::Down => &["Down", "S"],
            Action::Left => &["Left", "A"],
            Action::Right => &["Right", "D"],
            Action::A => &["X", "K"],
            Action::B => &["Z", "J"],
            Action::Start => &["Enter"],
            Action::Select => &["Backspace", "RightShift"],
            Action::TurboA => &["C"],
            Action::TurboB => &["V"],
            Action::Menu => &["Escape"],
            Action::Rewind => &["R"],
            Action::FastForward => &["Space"],
            Action::SlowMotion => &["E"],
            Action::Pause => &["P"],
            Action::FrameStep => &["Period"],
            Action::SaveState => &["F2"],
            Action::LoadState => &["F4"],
            Action::UndoLoad => &["F6"],
            Action::Screenshot => &["F9"],
            Action::RecordGif => &["F7"],
            Action::RecordSound => &["F8"],
            Action::Fullscreen => &["F", "F11"],
            Action::Mute => &["M"],
        }
    }

    fn named(name: &str) -> Option<KeyControl> {
        KeyControl::try_from(name.to_owned()).ok()
    }
}

impl Bindable for PadControl {
    fn usual(action: Action) -> &'static [&'static str] {
        match action {
            Action::Up => &["Up", "LeftStickUp"],
            Action::Down => &["Down", "LeftStickDown"],
            Action::Left => &["Left", "LeftStickLeft"],
            Action::Right => &["Right", "LeftStickRight"],
            // A is to the right of B, as on a Game Boy.
            Action::A => &["East"],
            Action::B => &["South"],
            Action::TurboA => &["North"],
            Action::TurboB => &["West"],
            Action::Start => &["Start"],
            Action::Select => &["Select"],
            Action::Menu => &["Guide", "RightStick"],
            Action::Rewind => &["LeftTrigger"],
            Action::FastForward => &["RightTrigger"],
            Action::SlowMotion => &["LeftBumper"],
            _ => &[],
        }
    }

    fn named(name: &str) -> Option<PadControl> {
        PadControl::try_from(name.to_owned()).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Bindings<KeyControl> {
        toml::from_str(text).unwrap()
    }

    fn named(names: &[&str]) -> Vec<KeyControl> {
        names.iter().map(|name| KeyControl::named(name).unwrap()).collect()
    }

    #[test]
    fn every_usual_control_exists_and_does_one_thing() {
        fn check<C: Bindable>() {
            let usual = Bindings::<C>::default();
            for action in Action::ALL {
                assert_eq!(usual.of(action).len(), C::usual(action).len(), "{action:?}");
                assert_eq!(usual.clashes(action), [], "{action:?}");
            }
        }
        check::<KeyControl>();
        check::<PadControl>();
    }

    #[test]
    fn what_is_given_replaces_what_is_usual() {
        let bindings = keys("a = [\"R\"]\nstart = []");
        assert_eq!(bindings.of(Action::A), named(&["R"]));
        assert_eq!(bindings.of(Action::Start), []);
        assert_eq!(bindings.of(Action::Rewind), [], "its key has become another's");
        assert_eq!(bindings.of(Action::B), named(&["Z", "J"]));
    }

    #[test]
    fn clashes_are_found() {
        let bindings = keys("a = [\"R\"]\nb = [\"R\"]");
        assert_eq!(bindings.clashes(Action::A), [Action::B]);
    }
}
