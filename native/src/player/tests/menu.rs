//! Going through the menu.

use std::path::Path;

use super::*;
use crate::input::PadControl;

#[test]
fn escape_opens_and_closes_the_menu_whatever_is_bound() {
    let home = Home::new();
    let mut player = home.player();
    player.settings.keys.set(crate::input::Action::Menu, Vec::new());
    press(&mut player, &[Key::Escape]);
    assert_eq!(player.menu_view().unwrap().title, "demo");
    assert_eq!(player.tempo(), Tempo::Still);
    press(&mut player, &[Key::Escape]);
    assert!(player.menu_view().is_none());
    // What closed the menu does nothing in the game as long as it is held.
    press(&mut player, &[Key::Escape]);
    player.look(BTreeSet::from([key(Key::X)]));
    assert!(player.menu_view().is_none());
    assert_eq!(player.held.buttons(player.settings.bindings()), edgeboy_core::Buttons::NONE);
}

#[test]
fn another_game_is_found_and_played_by_keys_alone() {
    let home = Home::new();
    let other = home.path("other.gb");
    fs::write(&other, edgeboy_demo::ROM).unwrap();
    let mut player = home.player();
    let to_files = [Key::Escape, Key::Down, Key::Down, Key::Enter, Key::Enter];
    press(&mut player, &to_files);
    let view = player.menu_view().unwrap();
    assert_eq!(view.rows[view.row].label, "demo.gb");
    press(&mut player, &[Key::Down, Key::Enter]);
    assert!(player.menu_view().is_none());
    assert_eq!(player.title(None), "other – EdgeBoy");
    let recent: Vec<&Path> = player.memory.games.iter().map(PathBuf::as_path).collect();
    assert_eq!(recent, [other.as_path(), home.rom.as_path()]);
}

#[test]
fn a_file_that_is_no_game_is_told_and_the_game_goes_on() {
    let home = Home::new();
    fs::write(home.path("empty.gb"), b"").unwrap();
    let mut player = home.player();
    run(&mut player, 10);
    let now = hash(&player);
    player.perform(crate::menu::Command::Play(home.path("empty.gb")));
    player.open_menu();
    player.perform(crate::menu::Command::Play(home.path("empty.gb")));
    let view = player.menu_view().unwrap();
    assert!(view.rows[0].label.contains("empty.gb cannot be played"), "{}", view.rows[0].label);
    press(&mut player, &[Key::Enter, Key::Escape]);
    assert!(player.menu_view().is_none());
    assert_eq!(hash(&player), now);
}

#[test]
fn a_key_and_a_pads_button_are_bound_and_kept() {
    let home = Home::new();
    let mut player = home.player();
    for control in [key(Key::Q), Control::Pad(PadControl::RightBumper)] {
        player.open_menu();
        let action = crate::input::Action::Screenshot;
        player.perform(crate::menu::Command::Open(Page::Press(action)));
        player.look(BTreeSet::from([control]));
        player.look(BTreeSet::new());
        player.close_menu();
    }
    drop(player);
    let player = home.player();
    let keys = player.settings.keys.of(crate::input::Action::Screenshot);
    assert_eq!(keys, [KeyControl(Key::F9), KeyControl(Key::Q)]);
    let pad = player.settings.pad.of(crate::input::Action::Screenshot);
    assert_eq!(pad, [PadControl::RightBumper]);
}
