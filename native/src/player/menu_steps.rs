//! Going through the menu by keys and gamepads.

use minifb::Key;

use super::Player;
use super::controls::ESCAPE;
use crate::input::{Action, Bindable, Bindings, Control, KeyControl, PadControl};
use crate::menu::{Page, Step, rows};

/// A direction that is held is taken again after so many looks, then every so many.
const FIRST_REPEAT: u32 = 24;
const NEXT_REPEAT: u32 = 5;

/// How long a direction has been held.
#[derive(Debug, Default)]
pub(super) struct Repeat {
    step: Option<Step>,
    looks: u32,
}

impl Repeat {
    /// The direction that is held, if it is to be taken again.
    fn look(&mut self, held: Option<Step>) -> Option<Step> {
        self.looks = if held == self.step { self.looks + 1 } else { 0 };
        self.step = held;
        let since = self.looks.checked_sub(FIRST_REPEAT)?;
        held.filter(|_| since.is_multiple_of(NEXT_REPEAT))
    }
}

impl Player {
    /// Takes the steps that were just pressed.
    pub(super) fn step_through_menu(&mut self) {
        let held = DIRECTIONS.into_iter().find(|&(_, action, key)| {
            self.held.is_held(action, self.settings.bindings()) || self.held.holds(fixed(key))
        });
        let again = self.repeat.look(held.map(|(step, ..)| step));
        let pressed = self.held.pressed().to_vec();
        if let Some(&Page::Press(action)) = self.menu.as_ref().map(crate::menu::Menu::page) {
            if let Some(&control) = pressed.first() {
                self.bind(action, control);
            }
            return;
        }
        let steps = pressed.into_iter().filter_map(|control| self.step_of(control));
        for step in steps.chain(again).collect::<Vec<_>>() {
            self.take_step(step);
        }
    }

    fn take_step(&mut self, step: Step) {
        let Some(menu) = &self.menu else { return };
        let rows = rows(menu.page(), &self.facts());
        let columns = if *menu.page() == Page::States { self.columns } else { 1 };
        let command = self.menu.as_mut().and_then(|menu| menu.step(step, &rows, columns));
        if let Some(command) = command {
            self.perform(command);
        }
    }

    /// Makes sure that a row is chosen that can be.
    pub(super) fn settle_menu(&mut self) {
        let Some(menu) = &self.menu else { return };
        let rows = rows(menu.page(), &self.facts());
        if let Some(menu) = &mut self.menu {
            menu.settle(&rows);
        }
    }

    /// What a control does in the menu: what is bound to the Game Boy's buttons, and some keys always.
    fn step_of(&self, control: Control) -> Option<Step> {
        let fixed = FIXED.iter().find(|&&(key, _)| fixed(key) == control).map(|&(_, step)| step);
        let bound = || {
            let found = BOUND.iter().find(|&&(action, _)| {
                let bindings = self.settings.bindings();
                match control {
                    Control::Key(key) => bindings.keys.binds(action, key),
                    Control::Pad(pad) => bindings.pad.binds(action, pad),
                }
            });
            found.map(|&(_, step)| step)
        };
        let pad = || {
            let found = PADS.iter().find(|&&(pad, _)| Control::Pad(pad) == control);
            found.map(|&(_, step)| step)
        };
        fixed.or_else(bound).or_else(pad)
    }

    /// An action gets a control.
    fn bind(&mut self, action: Action, control: Control) {
        if control != ESCAPE || action == Action::Menu {
            match control {
                Control::Key(key) => add(&mut self.settings.keys, action, key),
                Control::Pad(pad) => add(&mut self.settings.pad, action, pad),
            }
            self.write_bindings(action);
        }
        // What was pressed must not be taken for a step as well.
        self.held.release_all();
        if let Some(menu) = &mut self.menu {
            menu.back();
        }
        self.settle_menu();
    }
}

fn add<C: Bindable>(bindings: &mut Bindings<C>, action: Action, control: C) {
    let mut controls = bindings.of(action).to_vec();
    if !controls.contains(&control) {
        controls.push(control);
        bindings.set(action, controls);
    }
}

fn fixed(key: Key) -> Control {
    Control::Key(KeyControl(key))
}

const DIRECTIONS: [(Step, Action, Key); 4] = [
    (Step::Up, Action::Up, Key::Up),
    (Step::Down, Action::Down, Key::Down),
    (Step::Left, Action::Left, Key::Left),
    (Step::Right, Action::Right, Key::Right),
];

const FIXED: [(Key, Step); 8] = [
    (Key::Up, Step::Up),
    (Key::Down, Step::Down),
    (Key::Left, Step::Left),
    (Key::Right, Step::Right),
    (Key::Enter, Step::Choose),
    (Key::Space, Step::Choose),
    (Key::Delete, Step::Remove),
    (Key::Escape, Step::Back),
];

const BOUND: [(Action, Step); 9] = [
    (Action::Up, Step::Up),
    (Action::Down, Step::Down),
    (Action::Left, Step::Left),
    (Action::Right, Step::Right),
    (Action::A, Step::Choose),
    (Action::Start, Step::Choose),
    (Action::Select, Step::Remove),
    (Action::B, Step::Back),
    (Action::Menu, Step::Back),
];

const PADS: [(PadControl, Step); 7] = [
    (PadControl::Up, Step::Up),
    (PadControl::Down, Step::Down),
    (PadControl::Left, Step::Left),
    (PadControl::Right, Step::Right),
    (PadControl::Start, Step::Choose),
    (PadControl::East, Step::Choose),
    (PadControl::South, Step::Back),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_direction_that_is_held_goes_on_after_a_while() {
        let mut repeat = Repeat::default();
        let taken: Vec<u32> = (0..40).filter(|_| repeat.look(Some(Step::Down)).is_some()).collect();
        assert_eq!(taken, [24, 29, 34, 39]);
        assert_eq!(repeat.look(Some(Step::Up)), None);
        assert_eq!(repeat.look(None), None);
    }
}
