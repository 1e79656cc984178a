//! What the menu asks for.

use std::path::{Path, PathBuf};

use toml_edit::{Array, Value};

use super::{Effect, Player, Tone};
use crate::config::Choice;
use crate::input::{Action, Bindable, Bindings, Control, Turbo};
use crate::menu::{Browser, Command, Page};

impl Player {
    /// Does what was chosen.
    pub(super) fn perform(&mut self, command: Command) {
        match command {
            Command::Back => {
                if !self.menu.as_mut().is_some_and(crate::menu::Menu::back) {
                    self.close_menu();
                }
            }
            Command::Resume => self.close_menu(),
            Command::Open(page) => self.open_page(page),
            Command::Browse => self.browse(),
            Command::Enter(folder) => self.enter(&folder),
            Command::Play(path) => {
                if let Err(error) = self.open(&path) {
                    self.show_trouble("The game was not opened", format!("{error}."));
                }
            }
            Command::PlayDemo => self.open_demo(),
            Command::StartOver => {
                self.start_over();
                self.say_briefly("Started over");
            }
            Command::Save(slot) => {
                self.save_state(slot);
                self.close_menu();
            }
            Command::Load(slot) => {
                self.load_state(slot);
                self.close_menu();
            }
            Command::Clear(slot) => {
                self.clear_state(slot);
                self.look_at_states();
                self.perform(Command::Back);
            }
            Command::Adjust(choice, by) => self.adjust(choice, by),
            Command::Unbind(action, control) => self.unbind(action, control),
            Command::UsualControls => self.back_to_usual_controls(),
            Command::Do(action) => {
                self.close_menu();
                self.act(action);
            }
            Command::Quit => self.effects.push(Effect::Quit),
        }
        self.settle_menu();
    }

    fn open_page(&mut self, page: Page) {
        if page == Page::States {
            self.look_at_states();
        }
        if let Some(menu) = &mut self.menu {
            menu.open(page);
        }
    }

    /// Shows the folder of the game that was played last, or the one that the program was started in.
    fn browse(&mut self) {
        let last = self.memory.games.first().cloned();
        let folder = last.as_deref().and_then(Path::parent).filter(|folder| folder.is_dir());
        let folder = folder.map_or_else(|| PathBuf::from("."), Path::to_owned);
        match Browser::of(&folder) {
            Ok(browser) => {
                let row = browser.row_of(last.as_deref().unwrap_or(&folder));
                if let Some(menu) = &mut self.menu {
                    menu.open(Page::Browse(browser.clone()));
                    menu.replace(Page::Browse(browser), row);
                }
            }
            Err(error) => self.show_trouble("The folder was not opened", format!("{error}.")),
        }
    }

    fn enter(&mut self, folder: &Path) {
        let Some(menu) = &mut self.menu else { return };
        let Page::Browse(from) = menu.page() else { return };
        match Browser::of(folder) {
            Ok(browser) => {
                let row = browser.row_of(from.folder());
                menu.replace(Page::Browse(browser), row);
            }
            Err(error) => self.show_trouble("The folder was not opened", format!("{error}.")),
        }
    }

    /// Changes a setting, here and in the file.
    pub(super) fn adjust(&mut self, choice: Choice, by: isize) {
        choice.step(&mut self.settings, by);
        self.turbo = Turbo::new(self.settings.speed.turbo);
        let (table, key, value) = choice.in_file(&self.settings);
        self.write_setting(table, key, value);
    }

    fn unbind(&mut self, action: Action, control: Control) {
        fn remove<C: Bindable>(bindings: &mut Bindings<C>, action: Action, control: C) {
            let left = bindings.of(action).iter().copied().filter(|&other| other != control);
            bindings.set(action, left.collect());
        }
        match control {
            Control::Key(key) => remove(&mut self.settings.keys, action, key),
            Control::Pad(pad) => remove(&mut self.settings.pad, action, pad),
        }
        self.write_bindings(action);
    }

    fn back_to_usual_controls(&mut self) {
        self.settings.keys = Bindings::default();
        self.settings.pad = Bindings::default();
        for action in Action::ALL {
            self.write_bindings(action);
        }
        self.say("All controls are the usual ones", Tone::Good);
    }

    /// Writes the controls of an action into the file.
    pub(super) fn write_bindings(&mut self, action: Action) {
        fn array<C: Bindable>(bindings: &Bindings<C>, action: Action) -> Value {
            bindings.of(action).iter().map(ToString::to_string).collect::<Array>().into()
        }
        let (keys, pad) = (array(&self.settings.keys, action), array(&self.settings.pad, action));
        self.write_setting("keys", action.name(), keys);
        self.write_setting("pad", action.name(), pad);
    }

    fn write_setting(&mut self, table: &str, key: &str, value: Value) {
        if let Err(error) = self.config.set(table, key, value) {
            tracing::error!("{error}");
            self.say(format!("The setting holds for now only: {error}"), Tone::Bad);
        }
    }
}
