//! What is held, and what was just pressed.

use std::collections::BTreeSet;

use edgeboy_core::Buttons;

use super::action::Action;
use super::bindings::Bindings;
use super::control::{Control, KeyControl, PadControl};

/// Follows the controls from one look to the next.
#[derive(Debug, Default)]
pub(crate) struct Held {
    controls: BTreeSet<Control>,
    /// Held since before it counted: it counts again when it has been let go.
    stale: BTreeSet<Control>,
    /// Pressed since the last look.
    pressed: Vec<Control>,
}

/// The controls of both kinds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BothBindings<'a> {
    pub(crate) keys: &'a Bindings<KeyControl>,
    pub(crate) pad: &'a Bindings<PadControl>,
}

impl BothBindings<'_> {
    fn binds(self, action: Action, control: Control) -> bool {
        match control {
            Control::Key(key) => self.keys.binds(action, key),
            Control::Pad(pad) => self.pad.binds(action, pad),
        }
    }
}

impl Held {
    /// These controls are held now, and no others.
    pub(crate) fn look(&mut self, controls: BTreeSet<Control>) {
        self.pressed = controls.difference(&self.controls).copied().collect();
        self.stale.retain(|control| controls.contains(control));
        self.controls = controls;
    }

    /// What is held counts no more until it is pressed anew.
    pub(crate) fn release_all(&mut self) {
        self.stale.clone_from(&self.controls);
        self.pressed.clear();
    }

    /// The controls that were just pressed.
    pub(crate) fn pressed(&self) -> &[Control] {
        &self.pressed
    }

    /// Whether a control is held.
    pub(crate) fn holds(&self, control: Control) -> bool {
        self.controls.contains(&control) && !self.stale.contains(&control)
    }

    /// Whether an action's control was just pressed.
    pub(crate) fn is_pressed(&self, action: Action, bindings: BothBindings<'_>) -> bool {
        self.pressed.iter().any(|&control| bindings.binds(action, control))
    }

    /// Whether an action is held.
    pub(crate) fn is_held(&self, action: Action, bindings: BothBindings<'_>) -> bool {
        let counts = self.controls.difference(&self.stale);
        counts.into_iter().any(|&control| bindings.binds(action, control))
    }

    /// The Game Boy's buttons that are held.
    pub(crate) fn buttons(&self, bindings: BothBindings<'_>) -> Buttons {
        self.all(bindings, Action::button)
    }

    /// The buttons that are held for turbo.
    pub(crate) fn turbo(&self, bindings: BothBindings<'_>) -> Buttons {
        self.all(bindings, Action::turbo)
    }

    fn all(
        &self,
        bindings: BothBindings<'_>,
        button: impl Fn(Action) -> Option<Buttons>,
    ) -> Buttons {
        let held = Action::ALL.into_iter().filter(|&action| self.is_held(action, bindings));
        held.filter_map(button).fold(Buttons::NONE, |all, button| all | button)
    }
}

#[cfg(test)]
mod tests {
    use minifb::Key;

    use super::*;

    const X: Control = Control::Key(KeyControl(Key::X));
    const LEFT: Control = Control::Pad(PadControl::Left);

    fn check(held: &Held, pressed: bool, buttons: Buttons) {
        let (keys, pad) = (Bindings::default(), Bindings::default());
        let bindings = BothBindings { keys: &keys, pad: &pad };
        assert_eq!(held.is_pressed(Action::A, bindings), pressed);
        assert_eq!(held.buttons(bindings), buttons);
    }

    #[test]
    fn a_press_is_told_once_and_held_until_it_ends() {
        let mut held = Held::default();
        held.look([X, LEFT].into());
        check(&held, true, Buttons::A | Buttons::LEFT);
        held.look([X].into());
        check(&held, false, Buttons::A);
        held.look([].into());
        check(&held, false, Buttons::NONE);
    }

    #[test]
    fn what_was_released_has_to_be_pressed_anew() {
        let mut held = Held::default();
        held.look([X].into());
        held.release_all();
        check(&held, false, Buttons::NONE);
        held.look([X, LEFT].into());
        check(&held, false, Buttons::LEFT);
        held.look([].into());
        held.look([X].into());
        check(&held, true, Buttons::A);
    }
}
