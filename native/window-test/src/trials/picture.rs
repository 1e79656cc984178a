//! The window shows the frames that the core makes, scaled, and no other pixel.

use std::collections::HashMap;

use anyhow::{Context, Result, ensure};
use edgeboy_media::color::Colors;
use edgeboy_media::picture::{Picture, Rgb};
use x11rb::protocol::xproto::Window;

use super::{demo, sleep};
use crate::desk::Desk;
use crate::program::Program;
use crate::screen::unscaled;

/// How often the screen is looked at: on a busy machine a look may fall between two parts of a picture
/// that the X server is drawing.
const LOOKS: u32 = 3;

pub(crate) fn run() -> Result<()> {
    let mut machine = demo()?;
    // The same picture may come again.
    let mut frames: HashMap<Vec<Rgb>, Vec<u32>> = HashMap::new();
    for number in 1..1500 {
        machine.run_frame();
        let picture = Picture::from_frame(machine.frame(), &Colors::Rgb555);
        frames.entry(picture.pixels().to_vec()).or_default().push(number);
    }

    for scale in [1, 3, 4] {
        let desk = Desk::silent()?;
        let program = Program::start(&desk, &["--mute", "--scale", &scale.to_string()])?;
        let mut last = 0;
        for _ in 0..4 {
            sleep(400);
            let numbers = shown_frames(&frames, &desk, program.window, scale)?;
            let number = numbers.iter().copied().find(|&number| number > last);
            let number = number.with_context(|| format!("after frame {last} comes {numbers:?}"))?;
            last = number;
        }
        let title = desk.screen.title(program.window)?;
        ensure!(title.starts_with("The built-in game"), "the title is {title:?}");
        program.close()?;
    }
    Ok(())
}

/// The numbers of the frames that the window shows now.
fn shown_frames<'a>(
    frames: &'a HashMap<Vec<Rgb>, Vec<u32>>,
    desk: &Desk,
    window: Window,
    scale: usize,
) -> Result<&'a Vec<u32>> {
    let look = || {
        let shown = unscaled(&desk.screen.picture(window)?, scale)?;
        frames.get(&shown).context("the window shows no frame of the game")
    };
    let mut seen = look();
    for _ in 1..LOOKS {
        if seen.is_err() {
            sleep(50);
            seen = look();
        }
    }
    seen
}
