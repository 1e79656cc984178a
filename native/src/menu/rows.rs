//! The rows of each page, from what is so at the moment.

use std::path::PathBuf;

use edgeboy_media::picture::Picture;

use super::commands::Command;
use super::control_rows;
use super::page::Page;
use crate::config::{Choice, Settings};
use crate::input::Action;
use crate::states::Slot;

/// A row of a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Row {
    pub(crate) label: String,
    /// At the right.
    pub(crate) value: String,
    /// What is said while it is chosen.
    pub(crate) hint: String,
    pub(crate) does: Option<Command>,
    pub(crate) adjusts: Option<Choice>,
    pub(crate) removes: Option<Command>,
    pub(crate) picture: Option<Picture>,
    pub(crate) look: RowLook,
}

/// How a row looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum RowLook {
    #[default]
    Plain,
    /// Something is lost by it.
    Danger,
    /// It says something and cannot be chosen.
    Text,
    Folder,
    Game,
    /// A slot, with its picture.
    Card,
}

impl Row {
    pub(crate) fn doing(label: impl Into<String>, does: Command) -> Row {
        Row { label: label.into(), does: Some(does), ..Row::default() }
    }

    pub(crate) fn saying(label: impl Into<String>) -> Row {
        Row { label: label.into(), look: RowLook::Text, ..Row::default() }
    }

    pub(crate) fn choosing(choice: Choice, value: String) -> Row {
        let hint = choice.hint().to_owned();
        let label = choice.label().to_owned();
        Row { label, value, hint, adjusts: Some(choice), ..Row::default() }
    }

    pub(super) fn with(self, value: impl Into<String>) -> Row {
        Row { value: value.into(), ..self }
    }

    pub(crate) fn can_be_chosen(&self) -> bool {
        self.look != RowLook::Text
    }
}

/// What the rows depend on.
pub(crate) struct Facts<'a> {
    pub(crate) settings: &'a Settings,
    /// `None` if no game is played.
    pub(crate) playing: Option<Playing<'a>>,
    pub(crate) recent: &'a [PathBuf],
    pub(crate) is_fullscreen: bool,
}

/// The game that is played.
pub(crate) struct Playing<'a> {
    pub(crate) name: &'a str,
    /// In the order of [`Slot::all`].
    pub(crate) states: &'a [StateFacts],
    pub(crate) is_recording_gif: bool,
    pub(crate) is_recording_sound: bool,
}

/// What is in a slot.
#[derive(Clone, Debug)]
pub(crate) struct StateFacts {
    pub(crate) slot: Slot,
    /// Its age in words and its picture; `None` if it is empty.
    pub(crate) kept: Option<(String, Option<Picture>)>,
}

/// What a page is called.
pub(crate) fn title(page: &Page, facts: &Facts<'_>) -> String {
    match page {
        Page::Main => facts.playing.as_ref().map_or("EdgeBoy", |playing| playing.name).to_owned(),
        Page::States => "Save states".to_owned(),
        Page::Slot(slot) => slot.label(),
        Page::Recent => "Games".to_owned(),
        Page::Browse(browser) => browser.title(),
        Page::Settings => "Settings".to_owned(),
        Page::Controls => "Controls".to_owned(),
        Page::Action(action) | Page::Press(action) => action.label().to_owned(),
        Page::Trouble(trouble) => trouble.title.clone(),
    }
}

/// The rows of a page.
pub(crate) fn rows(page: &Page, facts: &Facts<'_>) -> Vec<Row> {
    match page {
        Page::Main => main(facts),
        Page::States => facts.playing.iter().flat_map(|p| p.states).map(state).collect(),
        Page::Slot(slot) => slot_rows(*slot, facts),
        Page::Recent => recent(facts),
        Page::Browse(browser) => browser.rows(),
        Page::Settings => Choice::ALL
            .into_iter()
            .map(|choice| Row::choosing(choice, choice.words(facts.settings)))
            .collect(),
        Page::Controls => control_rows::controls(facts.settings),
        Page::Action(action) => control_rows::of_action(*action, facts.settings),
        Page::Press(_) => vec![Row::saying("Press a key or a gamepad's button. Escape gives up.")],
        Page::Trouble(trouble) => {
            vec![Row::saying(&trouble.text), Row::doing("All right", Command::Back)]
        }
    }
}

/// What is said at the foot of a page about its keys.
pub(crate) fn foot(page: &Page) -> &'static str {
    match page {
        Page::Settings => "←→ change   Esc back",
        Page::Action(_) => "Enter choose   Delete remove   Esc back",
        Page::Press(_) => "",
        _ => "↑↓ move   Enter choose   Esc back",
    }
}

fn main(facts: &Facts<'_>) -> Vec<Row> {
    let open = |label: &str, page| Row::doing(label, Command::Open(page));
    let doing = |label: &str, action| Row::doing(label, Command::Do(action));
    let mut rows = Vec::new();
    if facts.playing.is_some() {
        rows.push(Row::doing("Go on", Command::Resume));
        rows.push(open("Save states", Page::States));
    } else {
        rows.push(Row::doing("Play the built-in game", Command::PlayDemo));
    }
    rows.push(open("Games", Page::Recent));
    rows.push(open("Settings", Page::Settings));
    rows.push(open("Controls", Page::Controls));
    if let Some(playing) = &facts.playing {
        let key = |action| control_rows::first_key(facts.settings, action);
        let gif = if playing.is_recording_gif { "End the GIF" } else { "Record a GIF" };
        let sound =
            if playing.is_recording_sound { "End the recording" } else { "Record the sound" };
        let screen = if facts.is_fullscreen { "Leave full screen" } else { "Full screen" };
        rows.extend([
            doing("Screenshot", Action::Screenshot).with(key(Action::Screenshot)),
            doing(gif, Action::RecordGif).with(key(Action::RecordGif)),
            doing(sound, Action::RecordSound).with(key(Action::RecordSound)),
            doing(screen, Action::Fullscreen).with(key(Action::Fullscreen)),
            Row { look: RowLook::Danger, ..Row::doing("Start over", Command::StartOver) },
        ]);
    }
    rows.push(Row::doing("Quit", Command::Quit));
    rows
}

fn state(facts: &StateFacts) -> Row {
    let (age, picture) = match &facts.kept {
        Some((age, picture)) => (age.clone(), picture.clone()),
        None => ("Empty".to_owned(), None),
    };
    let row = Row::doing(facts.slot.label(), Command::Open(Page::Slot(facts.slot))).with(age);
    Row { picture, look: RowLook::Card, ..row }
}

fn slot_rows(slot: Slot, facts: &Facts<'_>) -> Vec<Row> {
    let states = facts.playing.as_ref().map_or(&[][..], |playing| playing.states);
    let kept = states.iter().find(|state| state.slot == slot).and_then(|state| state.kept.as_ref());
    let mut rows = Vec::new();
    if let Some((age, picture)) = kept {
        if picture.is_some() {
            let load = Row::doing("Load", Command::Load(slot)).with(age);
            let hint = "The moment before can be gone back to.".to_owned();
            rows.push(Row { hint, picture: picture.clone(), ..load });
        } else {
            rows.push(Row::saying(
                "This state is of another model or version, and cannot be loaded.",
            ));
        }
    }
    if matches!(slot, Slot::Own(_)) {
        let label = if kept.is_some() { "Save over it" } else { "Save here" };
        rows.push(Row::doing(label, Command::Save(slot)));
    }
    if kept.is_some() {
        rows.push(Row { look: RowLook::Danger, ..Row::doing("Delete", Command::Clear(slot)) });
    } else if !matches!(slot, Slot::Own(_)) {
        rows.push(Row::saying("Nothing is kept here yet."));
        rows.push(Row::doing("Back", Command::Back));
    }
    rows
}

fn recent(facts: &Facts<'_>) -> Vec<Row> {
    let open = Row { look: RowLook::Folder, ..Row::doing("Open a file…", Command::Browse) };
    let games = facts.recent.iter().map(|path| {
        let name = path.file_stem().unwrap_or_default().display().to_string();
        Row { look: RowLook::Game, ..Row::doing(name, Command::Play(path.clone())) }
    });
    let demo = Row::doing("The built-in game", Command::PlayDemo);
    let demo = Row { look: RowLook::Game, ..demo };
    std::iter::once(open).chain(games).chain([demo]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(page: &Page, playing: Option<Playing<'_>>) -> Vec<String> {
        let settings = Settings::default();
        let facts = Facts { settings: &settings, playing, recent: &[], is_fullscreen: false };
        rows(page, &facts).into_iter().map(|row| row.label).collect()
    }

    #[test]
    fn every_page_has_a_row_to_choose() {
        let states: Vec<StateFacts> =
            Slot::all().map(|slot| StateFacts { slot, kept: None }).collect();
        let pages = [
            Page::Main,
            Page::States,
            Page::Slot(Slot::Auto),
            Page::Slot(Slot::Own(1)),
            Page::Recent,
            Page::Settings,
            Page::Controls,
            Page::Action(Action::A),
        ];
        let settings = Settings::default();
        for page in pages {
            let playing = Playing {
                name: "Game",
                states: &states,
                is_recording_gif: false,
                is_recording_sound: false,
            };
            let playing = Some(playing);
            let facts = Facts { settings: &settings, playing, recent: &[], is_fullscreen: false };
            assert!(rows(&page, &facts).iter().any(Row::can_be_chosen), "{page:?}");
            assert_ne!(title(&page, &facts), "");
        }
    }

    #[test]
    fn without_a_game_there_is_nothing_to_save() {
        let rows = labels(&Page::Main, None);
        assert_eq!(rows, ["Play the built-in game", "Games", "Settings", "Controls", "Quit"]);
    }
}
