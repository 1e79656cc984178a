//! The rows that show and change what actions are bound to.

use super::commands::Command;
use super::page::Page;
use super::rows::{Row, RowLook};
use crate::config::Settings;
use crate::input::{Action, Control};

/// Each action with its controls.
pub(super) fn controls(settings: &Settings) -> Vec<Row> {
    let row = |action: Action| {
        let names: Vec<String> = bound(settings, action).into_iter().map(named).collect();
        let value = if names.is_empty() { "–".to_owned() } else { names.join(", ") };
        let row = Row::doing(action.label(), Command::Open(Page::Action(action))).with(value);
        Row { hint: "Enter changes it. ◦ is on a gamepad.".to_owned(), ..row }
    };
    let usual = Row::doing("Back to the usual ones", Command::UsualControls);
    let usual = Row { look: RowLook::Danger, ..usual };
    Action::ALL.into_iter().map(row).chain([usual]).collect()
}

/// The controls of one action.
pub(super) fn of_action(action: Action, settings: &Settings) -> Vec<Row> {
    let clashes = settings.keys.clashes(action).into_iter().chain(settings.pad.clashes(action));
    let clashes: Vec<&str> = clashes.map(Action::label).collect();
    let mut rows: Vec<Row> = bound(settings, action)
        .into_iter()
        .map(|control| {
            let remove = Command::Unbind(action, control);
            let device = match control {
                Control::Key(_) => "Key",
                Control::Pad(_) => "Gamepad",
            };
            let row = Row::doing(named(control), remove.clone()).with(device);
            Row { removes: Some(remove), hint: "Enter removes it.".to_owned(), ..row }
        })
        .collect();
    rows.push(Row::doing("Add…", Command::Open(Page::Press(action))));
    if !clashes.is_empty() {
        rows.push(Row::saying(format!("Also does: {}.", clashes.join(", "))));
    }
    rows
}

fn bound(settings: &Settings, action: Action) -> Vec<Control> {
    let keys = settings.keys.of(action).iter().map(|&key| Control::Key(key));
    keys.chain(settings.pad.of(action).iter().map(|&pad| Control::Pad(pad))).collect()
}

fn named(control: Control) -> String {
    match control {
        Control::Key(key) => spaced(&key.to_string()),
        Control::Pad(pad) => format!("{} ◦", spaced(&pad.to_string())),
    }
}

/// `LeftShift` as `Left Shift`.
fn spaced(name: &str) -> String {
    let name = name.strip_prefix("Key").unwrap_or(name);
    let mut words = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && words.ends_with(char::is_lowercase) {
            words.push(' ');
        }
        words.push(letter);
    }
    words
}

/// The first key of an action; nothing if it has none.
pub(super) fn first_key(settings: &Settings, action: Action) -> String {
    settings.keys.of(action).first().map(|key| spaced(&key.to_string())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_controls_are_words() {
        assert_eq!(spaced("LeftShift"), "Left Shift");
        assert_eq!(spaced("Key1"), "1");
        assert_eq!(spaced("F10"), "F10");
    }
}
