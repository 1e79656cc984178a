//! The gamepads, if there can be any.

use std::collections::BTreeSet;

use crate::input::Control;
use crate::input::pads::{PadNews, Pads};

/// What plays along with the keyboard.
pub(super) struct Gamepads {
    pads: Option<Box<dyn Pads>>,
    rumbles: bool,
}

impl Gamepads {
    /// `None` where gamepads cannot be asked for.
    pub(super) fn new(pads: Option<Box<dyn Pads>>) -> Gamepads {
        Gamepads { pads, rumbles: false }
    }

    /// The controls that are held on any of them.
    pub(super) fn look(&mut self) -> BTreeSet<Control> {
        let held = self.pads.as_mut().map(|pads| pads.poll()).unwrap_or_default();
        held.into_iter().map(Control::Pad).collect()
    }

    /// What came or went since this was last asked, in words.
    pub(super) fn news(&mut self) -> Vec<String> {
        let news = self.pads.as_mut().map(|pads| pads.news()).unwrap_or_default();
        let words = |news: &PadNews| match news {
            PadNews::Connected(name) => format!("Gamepad: {name}"),
            PadNews::Disconnected(name) => format!("Gamepad gone: {name}"),
        };
        news.iter().map(words).collect()
    }

    /// Lets them rumble, or not; they are told of changes only.
    pub(super) fn rumble(&mut self, on: bool) {
        if on != self.rumbles
            && let Some(pads) = &mut self.pads
        {
            pads.rumble(on);
        }
        self.rumbles = on;
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

    use edgeboy_core::Buttons;

    use super::*;
    use crate::config::Settings;
    use crate::input::{Held, PadControl};

    /// A gamepad that does what a test says, and tells what was asked of it.
    #[derive(Clone, Default)]
    struct FakePads(Rc<RefCell<Fake>>);

    #[derive(Default)]
    struct Fake {
        held: BTreeSet<PadControl>,
        news: Vec<PadNews>,
        rumbles: Vec<bool>,
    }

    impl Pads for FakePads {
        fn poll(&mut self) -> BTreeSet<PadControl> {
            self.0.borrow().held.clone()
        }

        fn news(&mut self) -> Vec<PadNews> {
            std::mem::take(&mut self.0.borrow_mut().news)
        }

        fn rumble(&mut self, on: bool) {
            self.0.borrow_mut().rumbles.push(on);
        }
    }

    fn plugged_in() -> (FakePads, Gamepads) {
        let fake = FakePads::default();
        (fake.clone(), Gamepads::new(Some(Box::new(fake))))
    }

    #[test]
    fn its_controls_are_the_games_buttons() {
        let (fake, mut gamepads) = plugged_in();
        let (settings, mut held) = (Settings::default(), Held::default());
        let mut buttons = |controls: &[PadControl]| {
            fake.0.borrow_mut().held = controls.iter().copied().collect();
            held.look(gamepads.look());
            (held.buttons(settings.bindings()), held.turbo(settings.bindings()))
        };
        let up_and_a = buttons(&[PadControl::East, PadControl::LeftStickUp]);
        assert_eq!(up_and_a, (Buttons::A | Buttons::UP, Buttons::NONE));
        assert_eq!(buttons(&[PadControl::West]), (Buttons::NONE, Buttons::B));
        assert_eq!(buttons(&[]), (Buttons::NONE, Buttons::NONE));
    }

    #[test]
    fn one_that_comes_or_goes_is_told_once() {
        let (fake, mut gamepads) = plugged_in();
        let name = || "Pad".to_owned();
        fake.0.borrow_mut().news = vec![PadNews::Connected(name()), PadNews::Disconnected(name())];
        assert_eq!(gamepads.news(), ["Gamepad: Pad", "Gamepad gone: Pad"]);
        assert_eq!(gamepads.news(), [""; 0]);
    }

    #[test]
    fn rumbling_is_told_when_it_changes() {
        let (fake, mut gamepads) = plugged_in();
        for on in [false, true, true, false, false] {
            gamepads.rumble(on);
        }
        assert_eq!(fake.0.borrow().rumbles, [true, false]);
    }

    #[test]
    fn without_any_nothing_happens() {
        let mut gamepads = Gamepads::new(None);
        gamepads.rumble(true);
        assert!(gamepads.look().is_empty() && gamepads.news().is_empty());
    }
}
