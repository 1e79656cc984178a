//! The window: shows pictures, and asks which keys are held.

use std::{thread, time::Instant};

use anyhow::{Context, Result};
use edgeboy_core::{GameBoy, LCD_HEIGHT, LCD_WIDTH};
use edgeboy_media::{
    color::{CgbColors, Colors},
    palette::Palette,
};
use minifb::{Key, Scale, Window, WindowOptions};

use crate::{keys, pace::Pace};

/// Plays until the window is closed or Escape is pressed.
pub(crate) fn play(game_boy: &mut GameBoy, scale: Scale) -> Result<()> {
    let title = match game_boy.cartridge().header().title.trim() {
        "" => "EdgeBoy".to_owned(),
        title => format!("{title} – EdgeBoy"),
    };
    let options = WindowOptions { scale, ..WindowOptions::default() };
    let mut window = Window::new(&title, LCD_WIDTH, LCD_HEIGHT, options)
        .context("cannot open a window; is there a screen?")?;
    // The machine's own pace is kept here, and it is not one of whole frames per second.
    window.set_target_fps(0);

    let colors = Colors::of(game_boy.model(), Palette::default(), CgbColors::Raw);
    let mut picture = vec![0; LCD_WIDTH * LCD_HEIGHT];
    let mut pace = Pace::starting(Instant::now());
    while window.is_open() && !window.is_key_down(Key::Escape) {
        game_boy.set_buttons(keys::buttons(&window.get_keys()));
        game_boy.run_frame();
        draw(game_boy.frame(), &colors, &mut picture);
        thread::sleep(pace.until_next_frame(Instant::now()));
        window
            .update_with_buffer(&picture, LCD_WIDTH, LCD_HEIGHT)
            .context("cannot draw into the window")?;
    }
    Ok(())
}

/// Turns the core's pixels into the window's, `0x00RRGGBB`.
fn draw(frame: &[u16], colors: &Colors, picture: &mut [u32]) {
    for (to, &from) in picture.iter_mut().zip(frame) {
        let [red, green, blue] = colors.rgb(from);
        *to = u32::from_be_bytes([0, red, green, blue]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn red_is_above_green_and_blue() {
        let mut picture = [0xFFFF_FFFF; 2];
        draw(&[0x001F, 0x7C00], &Colors::Rgb555, &mut picture);
        assert_eq!(picture, [0x00FF_0000, 0x0000_00FF]);
    }
}
