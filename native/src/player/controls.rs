//! What keys and gamepads do while a game is played.

use edgeboy_core::Buttons;

use super::{Effect, Player};
use crate::input::{Action, Control, KeyControl};
use crate::menu::Menu;
use crate::tempo::Tempo;

/// Opens the menu whatever is bound to it, so that nobody is locked out.
pub(super) const ESCAPE: Control = Control::Key(KeyControl(minifb::Key::Escape));

impl Player {
    /// Does what was just pressed, and follows what is held.
    pub(super) fn obey_controls(&mut self) {
        let bindings = self.settings.bindings();
        let is_held = |action| self.held.is_held(action, bindings);
        let (fast, back) = (is_held(Action::FastForward), is_held(Action::Rewind));
        let was_back = self.wishes.is_rewinding;
        let pressed: Vec<Action> = Action::ALL
            .into_iter()
            .filter(|&action| self.held.is_pressed(action, bindings))
            .collect();
        self.wishes.is_fast = fast;
        // At its beginning the past ends, until the control is pressed again.
        self.wishes.is_rewinding = back && (was_back || pressed.contains(&Action::Rewind));
        if self.wishes.is_rewinding && !was_back {
            self.begin_rewinding();
        }
        for &action in &pressed {
            self.tapped |= action.button().unwrap_or(Buttons::NONE);
            self.act(action);
        }
        if self.held.pressed().contains(&ESCAPE)
            && self.menu.is_none()
            && !pressed.contains(&Action::Menu)
        {
            self.open_menu();
        }
    }

    /// Does what an action's control does when it is pressed.
    pub(super) fn act(&mut self, action: Action) {
        match action {
            Action::Menu => self.open_menu(),
            Action::SlowMotion => self.wishes.is_slow ^= true,
            Action::Pause => self.pause(),
            Action::FrameStep => self.step(),
            Action::SaveState => self.save_state(self.key_slot()),
            Action::LoadState => self.load_state(self.key_slot()),
            Action::UndoLoad => self.load_state(crate::states::Slot::Undo),
            Action::Screenshot => self.take_screenshot(),
            Action::RecordGif => self.record_gif(),
            Action::RecordSound => self.record_sound(),
            Action::Fullscreen => self.effects.push(Effect::SetFullscreen(!self.is_fullscreen)),
            Action::Mute => {
                self.adjust(crate::config::Choice::Muted, 1);
                let muted = self.settings.sound.muted;
                self.say_briefly(if muted { "Muted" } else { "Sound on" });
            }
            _ => {}
        }
    }

    pub(super) fn open_menu(&mut self) {
        self.wishes.is_fast = false;
        self.wishes.is_rewinding = false;
        self.save_battery();
        self.held.release_all();
        self.menu = Some(Menu::new());
        self.settle_menu();
    }

    /// Goes on with the game.
    pub(super) fn close_menu(&mut self) {
        if self.play.is_some() {
            self.menu = None;
            self.held.release_all();
            self.catch_up();
        }
    }

    fn pause(&mut self) {
        self.wishes.is_paused ^= true;
        if self.wishes.is_paused {
            self.save_battery();
        } else {
            self.catch_up();
        }
    }

    fn step(&mut self) {
        if self.tempo() == Tempo::Still {
            self.steps += 1;
        } else {
            self.pause();
        }
    }

    fn begin_rewinding(&mut self) {
        // What the past does not know yet is saved before it is gone.
        self.save_battery();
        if self.play.as_ref().is_some_and(|play| !play.session.remembers()) {
            self.wishes.is_rewinding = false;
            self.say_briefly("Rewinding is switched off in the settings");
        }
    }
}
