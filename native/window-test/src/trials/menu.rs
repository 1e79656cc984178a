//! Each page of the menu is reached by keys alone; its pictures lie in `target/window` afterwards.

use std::fs;

use anyhow::{Result, ensure};
use edgeboy_media::picture::Picture;
use edgeboy_media::png;

use super::sleep;
use crate::desk::Desk;
use crate::program::{Program, results};

/// Sizes of the window that the pages are looked at in.
const SIZES: [(u32, u32); 3] = [(160, 144), (640, 576), (1200, 900)];

/// What is pressed one after another, and what is seen then.
const WALK: [(&[&str], &str); 13] = [
    (&["Escape"], "main"),
    (&["Down", "Return"], "states"),
    (&["Right", "Right", "Return"], "slot"),
    (&["Escape", "Escape", "Down", "Return"], "games"),
    (&["Return"], "files"),
    (&["Escape", "Escape", "Down", "Return"], "settings"),
    (&["Down", "Down", "Down", "Left"], "volume"),
    (&["Escape", "Down", "Return"], "controls"),
    (&["Down", "Down", "Down", "Down", "Return"], "action"),
    (&["Down", "Down", "Down", "Return"], "press"),
    (&["q"], "bound"),
    (&["Escape"], "controls-after"),
    (&["Escape", "Escape"], "game"),
];

pub(crate) fn run() -> Result<()> {
    for (width, height) in SIZES {
        walk(width, height)?;
    }
    Ok(())
}

fn walk(width: u32, height: u32) -> Result<()> {
    let desk = Desk::silent()?;
    desk.write("roms/Another game.gb", edgeboy_demo::ROM)?;
    let rom = desk.write("roms/A game.gb", edgeboy_demo::ROM)?;
    let program = Program::start(&desk, &["--mute", &rom.display().to_string()])?;
    desk.screen.resize(program.window, width, height)?;
    desk.screen.press(&["F2"])?;
    sleep(500);
    let mut before: Option<Picture> = None;
    for (step, (keys, page)) in WALK.into_iter().enumerate() {
        desk.screen.press(keys)?;
        sleep(150);
        let picture = desk.screen.picture(program.window)?;
        let path = results()?.join(format!("{width}x{height}-{step:02}-{page}.png"));
        fs::write(path, png::encode(&picture)?)?;
        ensure!(before.as_ref() != Some(&picture), "{page} looks like the page before it");
        before = Some(picture);
    }
    program.close()?;

    let config = fs::read_to_string(desk.home().join("config/edgeboy/config.toml"))?;
    ensure!(config.contains("\nvolume = 95\n"), "the volume was not written");
    ensure!(config.contains("\na = [\"X\", \"K\", \"Q\"]\n"), "the key was not written");
    ensure!(config.contains("# In percent, 0 to 100."), "the comments are gone");
    Ok(())
}
