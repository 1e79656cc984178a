//! The player without window, sound or gamepad.

mod menu;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use minifb::Key;

use super::*;
use crate::input::KeyControl;
use crate::states::Slot;

/// A folder with a game in it, which is gone after the test.
struct Home {
    folder: tempfile::TempDir,
    rom: PathBuf,
}

impl Home {
    fn new() -> Home {
        let folder = tempfile::tempdir().unwrap();
        let rom = folder.path().join("demo.gb");
        fs::write(&rom, edgeboy_demo::ROM).unwrap();
        Home { folder, rom }
    }

    fn player(&self) -> Player {
        let folders = Folders::within(self.folder.path());
        let (config, settings, error) = ConfigFile::read(folders.config_file());
        assert!(error.is_none());
        let clock = || SystemTime::UNIX_EPOCH + Duration::from_hours(500_000);
        let mut player = Player::new(Parts { settings, config, folders, model: None, clock });
        player.open(&self.rom).unwrap();
        player
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

fn key(key: Key) -> Control {
    Control::Key(KeyControl(key))
}

fn press(player: &mut Player, keys: &[Key]) {
    for &pressed in keys {
        player.look(BTreeSet::from([key(pressed)]));
        player.look(BTreeSet::new());
    }
}

fn run(player: &mut Player, frames: u32) {
    let mut sound = Vec::new();
    (0..frames).for_each(|_| player.frame(&mut sound));
}

fn hash(player: &Player) -> u64 {
    player.play.as_ref().unwrap().session.machine().state_hash()
}

fn said(player: &mut Player) -> Vec<String> {
    player.settle_writes();
    let effects = player.take_effects().into_iter();
    effects.filter_map(|e| if let Effect::Say(note) = e { Some(note.text) } else { None }).collect()
}

#[test]
fn a_state_is_saved_loaded_and_the_load_undone() {
    let home = Home::new();
    let mut player = home.player();
    run(&mut player, 50);
    press(&mut player, &[Key::F2]);
    let saved = hash(&player);
    run(&mut player, 50);
    let later = hash(&player);
    press(&mut player, &[Key::F4]);
    assert_eq!(hash(&player), saved);
    press(&mut player, &[Key::F6]);
    assert_eq!(hash(&player), later);
    assert_eq!(said(&mut player), ["Saved in slot 1", "Loaded slot 1", "Back before the load"]);
}

#[test]
fn a_damaged_state_changes_nothing_and_keeps_the_undo() {
    let home = Home::new();
    let mut player = home.player();
    run(&mut player, 10);
    press(&mut player, &[Key::F2, Key::F4]);
    player.settle_writes();
    let shelf = player.play.as_ref().unwrap().shelf.clone();
    let (undo, now) = (shelf.get(Slot::Undo).unwrap(), hash(&player));
    let folder = player.folders.of_game(&player.play.as_ref().unwrap().game.cartridge.rom_sha256());
    fs::write(folder.join("slot-1.state"), b"broken").unwrap();
    press(&mut player, &[Key::F4]);
    assert_eq!((shelf.get(Slot::Undo).unwrap(), hash(&player)), (undo, now));
    let last = said(&mut player).pop().unwrap();
    assert!(last.starts_with("Slot 1 was not loaded: "), "{last}");
}

#[test]
fn a_game_goes_on_where_it_was_left() {
    let home = Home::new();
    let mut player = home.player();
    run(&mut player, 100);
    let left = hash(&player);
    assert_eq!(player.quit(), [""; 0]);
    let mut player = home.player();
    assert_eq!(hash(&player), left);
    assert_eq!(said(&mut player), ["Where you left"]);
}

#[test]
fn a_newer_save_is_never_undone_by_going_on() {
    let home = Home::new();
    let mut player = home.player();
    run(&mut player, 100);
    let machine = player.play.as_ref().unwrap().session.machine();
    let Some(mut save) = machine.battery() else { panic!("the demo has a battery") };
    assert_eq!(player.quit(), [""; 0]);
    save[5] ^= 0xFF;
    fs::write(home.path("demo.sav"), &save).unwrap();
    let mut player = home.player();
    let battery = player.play.as_ref().unwrap().session.machine().battery();
    assert_eq!(battery.as_ref(), Some(&save));
    assert!(said(&mut player)[0].starts_with("The save is newer"));
}

#[test]
fn what_the_battery_keeps_is_written_and_the_one_before_kept() {
    let home = Home::new();
    fs::write(home.path("demo.sav"), vec![7; 0x2000]).unwrap();
    let mut player = home.player();
    let battery = player.play.as_ref().unwrap().session.machine().battery().unwrap();
    if battery.len() != 0x2000 {
        fs::write(home.path("demo.sav"), vec![7; battery.len()]).unwrap();
        player = home.player();
    }
    run(&mut player, 30);
    player.play.as_mut().unwrap().battery_due = true;
    player.save_battery();
    player.settle_writes();
    let sha = player.play.as_ref().unwrap().game.cartridge.rom_sha256();
    let earlier = fs::read(player.folders.of_game(&sha).join("earlier-1.sav")).unwrap();
    assert!(earlier.iter().all(|byte| *byte == 7));
    let machine = player.play.as_ref().unwrap().session.machine();
    assert_eq!(fs::read(home.path("demo.sav")).unwrap(), machine.battery().unwrap());
}

#[test]
fn a_save_that_cannot_be_written_is_told_and_tried_again() {
    let home = Home::new();
    let mut player = home.player();
    fs::create_dir(home.path("demo.sav")).unwrap();
    player.play.as_mut().unwrap().battery_due = true;
    player.save_battery();
    assert!(said(&mut player)[0].contains("demo.sav was not written"));
    fs::remove_dir(home.path("demo.sav")).unwrap();
    run(&mut player, 121);
    player.settle_writes();
    assert!(home.path("demo.sav").is_file());
}

#[test]
fn rewinding_lasts_as_long_as_its_key_and_as_the_past() {
    let home = Home::new();
    let mut player = home.player();
    let beginning = hash(&player);
    run(&mut player, 40);
    player.look(BTreeSet::from([key(Key::R)]));
    assert_eq!(player.tempo(), Tempo::Back);
    run(&mut player, 41);
    assert_eq!(hash(&player), beginning);
    assert_eq!(player.tempo(), Tempo::Forward(1.0), "the past has ended");
    player.look(BTreeSet::new());
    run(&mut player, 1);
    assert_ne!(hash(&player), beginning);
}

#[test]
fn a_tap_between_two_frames_is_felt() {
    let home = Home::new();
    let mut player = home.player();
    let buttons = |player: &Player| player.play.as_ref().unwrap().session.machine().buttons();
    press(&mut player, &[Key::X]);
    run(&mut player, 1);
    assert_eq!(buttons(&player), Buttons::A);
    run(&mut player, 1);
    assert_eq!(buttons(&player), Buttons::NONE);
}

#[test]
fn a_pause_a_step_and_another_window() {
    let home = Home::new();
    let mut player = home.player();
    press(&mut player, &[Key::P]);
    assert_eq!((player.tempo(), player.has_step()), (Tempo::Still, false));
    press(&mut player, &[Key::Period]);
    assert!(player.has_step());
    run(&mut player, 1);
    assert!(!player.has_step());
    press(&mut player, &[Key::P]);
    player.set_focus(false);
    assert_eq!(player.tempo(), Tempo::Still);
    player.set_focus(true);
    assert_eq!(player.tempo(), Tempo::Forward(1.0));
    player.look(BTreeSet::from([key(Key::Space)]));
    assert_eq!(player.tempo(), Tempo::Forward(4.0));
}

#[test]
fn captures_are_files_that_others_read() {
    let home = Home::new();
    let mut player = home.player();
    player.set_sample_rate(48_000);
    press(&mut player, &[Key::F9, Key::F7, Key::F8]);
    run(&mut player, 30);
    press(&mut player, &[Key::F7, Key::F8]);
    player.settle_writes();
    let folder = player.folders.captures();
    let mut begins: Vec<Vec<u8>> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| fs::read(entry.unwrap().path()).unwrap()[..4].to_vec())
        .collect();
    begins.sort();
    assert_eq!(begins, [b"GIF8".to_vec(), b"RIFF".to_vec(), b"\x89PNG".to_vec()]);
}

/// The time for the next test, in seconds since 1970.
static NOW: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(1_000_000);

#[test]
fn a_cartridges_clock_goes_on_while_nobody_plays() {
    let home = Home::new();
    // An MBC3 with clock, RAM and battery, whose program is `JR -2`.
    let mut rom = vec![0; 0x8000];
    rom[0x100..0x102].copy_from_slice(&[0x18, 0xFE]);
    (rom[0x147], rom[0x149]) = (0x10, 2);
    fs::write(&home.rom, rom).unwrap();
    let player = || {
        let mut player = home.player();
        player.end_game();
        player.clock = || {
            let now = NOW.load(std::sync::atomic::Ordering::Relaxed);
            SystemTime::UNIX_EPOCH + Duration::from_secs(now)
        };
        player.open(&home.rom).unwrap();
        player
    };
    let seconds = |player: &Player| {
        let save = player.play.as_ref().unwrap().session.machine().battery().unwrap();
        u32::from(save[0x2000]) + 60 * u32::from(save[0x2004])
    };
    let mut first = player();
    run(&mut first, 60);
    let before = seconds(&first);
    assert_eq!(first.quit(), [""; 0]);
    NOW.fetch_add(100, std::sync::atomic::Ordering::Relaxed);
    let after = seconds(&player());
    assert!((99..=101).contains(&(after - before)), "from {before} to {after}");
}

#[test]
fn starting_over_can_be_undone() {
    let home = Home::new();
    let mut player = home.player();
    run(&mut player, 80);
    let before = hash(&player);
    player.start_over();
    assert_ne!(hash(&player), before);
    press(&mut player, &[Key::F6]);
    assert_eq!(hash(&player), before);
}

#[test]
fn a_super_game_boy_is_faster_and_has_a_border() {
    let home = Home::new();
    let mut player = home.player();
    assert_eq!(player.picture().unwrap().size(), (160, 144));
    assert_eq!(player.frame_time(), FRAME);
    crate::config::Choice::Model.step(&mut player.settings, 3);
    player.open(&home.rom).unwrap();
    assert_eq!(player.picture().unwrap().size(), (256, 224));
    assert_eq!(player.frame_time(), frame_of(Model::Sgb));
    player.settings.picture.border = false;
    assert_eq!(player.picture().unwrap().size(), (160, 144));
}
