//! What a player does and sees: the game, its saves and states, the menu.
//!
//! Controls go in, pictures, sound and [`Effect`]s come out. It knows neither window nor sound device nor
//! gamepad, and time only as a function that it is given, so that all of it is tested without any.

mod captures;
mod commands;
mod controls;
mod games;
mod menu_steps;
mod play;
mod seen;
mod slots;
#[cfg(test)]
mod tests;
mod writing;

use std::collections::BTreeSet;
use std::time::{Duration, SystemTime};

use edgeboy_core::{Buttons, Model};

use crate::clock::{FRAME, frame_of};
use crate::config::{ConfigFile, Settings};
use crate::folders::Folders;
use crate::input::{Control, Held, Turbo};
use crate::memory::Memory;
use crate::menu::{Menu, Page, StateFacts, Trouble};
use crate::saves::Writer;
use crate::sound::Sample;
use crate::tempo::{Tempo, Wishes};
use menu_steps::Repeat;
use play::Play;
pub(crate) use seen::MenuView;
use writing::Retry;

/// What is to be done outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// Shown over the picture for a moment.
    Say(Note),
    SetFullscreen(bool),
    Quit,
}

/// A message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Note {
    pub(crate) text: String,
    pub(crate) tone: Tone,
}

/// What a message is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    Plain,
    Good,
    Bad,
}

/// What the player cannot do without.
pub(crate) struct Parts {
    pub(crate) settings: Settings,
    pub(crate) config: ConfigFile,
    pub(crate) folders: Folders,
    /// The model that the command line asks for.
    pub(crate) model: Option<Model>,
    /// What time it is.
    pub(crate) clock: fn() -> SystemTime,
}

/// See the [module](self).
pub(crate) struct Player {
    settings: Settings,
    config: ConfigFile,
    folders: Folders,
    model: Option<Model>,
    clock: fn() -> SystemTime,
    memory: Memory,
    play: Option<Play>,
    wishes: Wishes,
    /// Frames to be run although the game is still.
    steps: u32,
    has_focus: bool,
    is_fullscreen: bool,
    held: Held,
    /// Buttons that went down since the last frame, also those that are up again by then.
    tapped: Buttons,
    turbo: Turbo,
    menu: Option<Menu>,
    /// Rows side by side, as the menu is drawn.
    columns: usize,
    repeat: Repeat,
    /// The slots as the menu shows them.
    states: Vec<StateFacts>,
    writer: Writer,
    retry: Option<Retry>,
    sample_rate: u32,
    /// The number of the last screenshot or recording.
    captures: u64,
    effects: Vec<Effect>,
}

impl Player {
    pub(crate) fn new(parts: Parts) -> Player {
        let Parts { settings, config, folders, model, clock } = parts;
        let memory = Memory::read(&folders.memory_file());
        Player {
            turbo: Turbo::new(settings.speed.turbo),
            is_fullscreen: settings.window.fullscreen,
            settings,
            config,
            folders,
            model,
            clock,
            memory,
            play: None,
            wishes: Wishes::default(),
            steps: 0,
            has_focus: true,
            held: Held::default(),
            tapped: Buttons::NONE,
            menu: None,
            columns: 1,
            repeat: Repeat::default(),
            states: Vec::new(),
            writer: Writer::start(),
            retry: None,
            sample_rate: 0,
            captures: 0,
            effects: Vec::new(),
        }
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.settings
    }

    /// What is to be done outside, in this order.
    pub(crate) fn take_effects(&mut self) -> Vec<Effect> {
        self.hear_from_writer();
        std::mem::take(&mut self.effects)
    }

    /// These controls are held now.
    pub(crate) fn look(&mut self, controls: BTreeSet<Control>) {
        self.held.look(controls);
        if self.menu.is_some() {
            self.step_through_menu();
        } else {
            self.obey_controls();
        }
    }

    /// Whether the window has the focus.
    pub(crate) fn set_focus(&mut self, has_focus: bool) {
        if has_focus == self.has_focus {
            return;
        }
        self.has_focus = has_focus;
        self.held.release_all();
        if has_focus {
            self.catch_up();
        } else {
            self.save_battery();
        }
    }

    /// How the game goes now.
    pub(crate) fn tempo(&self) -> Tempo {
        let waits = !self.has_focus && self.settings.window.pause_unfocused;
        if self.play.is_none() || self.menu.is_some() || waits {
            return Tempo::Still;
        }
        let speed = &self.settings.speed;
        self.wishes.tempo(speed.fast, speed.slow)
    }

    /// How long a frame lasts at the machine's own speed.
    pub(crate) fn frame_time(&self) -> Duration {
        self.play.as_ref().map_or(FRAME, |play| frame_of(play.session.machine().model()))
    }

    /// Whether a frame is to be run although the game is still.
    pub(crate) fn has_step(&self) -> bool {
        self.steps > 0 && self.menu.is_none()
    }

    /// Runs a frame, forwards or back, and gives its sound.
    pub(crate) fn frame(&mut self, sound: &mut Vec<Sample>) {
        let tempo = self.tempo();
        let held = self.held.buttons(self.settings.bindings());
        let turbo = self.turbo.next_frame(self.held.turbo(self.settings.bindings()));
        let tapped = std::mem::take(&mut self.tapped);
        let Some(play) = &mut self.play else { return };
        if tempo == Tempo::Back {
            if !play.session.back() {
                self.say_briefly("That is as far back as it goes");
                self.wishes.is_rewinding = false;
            }
            return;
        }
        self.steps = self.steps.saturating_sub(1);
        let is_due = play.session.forward(held | tapped | turbo);
        let start = sound.len();
        play.session.take_sound(sound);
        play.frames += 1;
        if is_due {
            play.battery_due = true;
            self.save_battery();
        }
        self.record_frame(&sound[start..]);
        self.after_frame();
    }

    /// Sound is wanted with so many samples a second; 0 for none.
    pub(crate) fn set_sample_rate(&mut self, hz: u32) {
        if hz != self.sample_rate {
            self.sample_rate = hz;
            if let Some(play) = &mut self.play {
                play.session.set_sample_rate(hz);
            }
        }
    }

    /// Whether gamepads should rumble.
    pub(crate) fn rumble(&self) -> bool {
        let runs = matches!(self.tempo(), Tempo::Forward(_)) && self.settings.game.rumble;
        runs && self.play.as_ref().is_some_and(|play| play.session.machine().rumble())
    }

    /// So many rows are drawn side by side.
    pub(crate) fn set_columns(&mut self, columns: usize) {
        self.columns = columns.max(1);
    }

    /// Whether the window is a full screen by now.
    pub(crate) fn set_fullscreen(&mut self, is_fullscreen: bool) {
        self.is_fullscreen = is_fullscreen;
    }

    /// The size of the window the last time, if it is to be that again.
    pub(crate) fn remembered_size(&self) -> Option<[u16; 2]> {
        self.memory.window.filter(|_| self.settings.window.remember_size)
    }

    /// The size of the window, to be remembered.
    pub(crate) fn remember_size(&mut self, size: [u16; 2]) {
        self.memory.window = Some(size);
    }

    /// Shows that something went wrong, and what.
    pub(crate) fn show_trouble(&mut self, title: &str, text: String) {
        let menu = self.menu.get_or_insert_with(Menu::new);
        menu.open(Page::Trouble(Trouble { title: title.to_owned(), text }));
        self.settle_menu();
    }

    pub(crate) fn say(&mut self, text: impl Into<String>, tone: Tone) {
        self.effects.push(Effect::Say(Note { text: text.into(), tone }));
    }

    fn say_briefly(&mut self, text: &str) {
        self.say(text, Tone::Plain);
    }

    /// Seconds since 1970.
    fn unix_seconds(&self) -> u64 {
        (self.clock)().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs()
    }

    /// Time went by while the game stood still: its cartridge's clock is told.
    fn catch_up(&mut self) {
        let now = self.unix_seconds();
        if let Some(play) = &mut self.play {
            play.session.set_clock(now);
        }
    }
}
