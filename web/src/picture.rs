//! The picture, as a canvas takes it.

use edgeboy_core::{LCD_HEIGHT, LCD_WIDTH, Model};
use edgeboy_media::{
    color::{CgbColors, Colors},
    palette::Palette,
};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{Machine, MachineError};

/// Red, green, blue and alpha.
type Rgba = [u8; 4];

/// The values that a pixel can have: RGB555, or one of 4 shades.
const VALUES: usize = 1 << 15;

/// The last picture that was drawn, and the colors to draw the next one in.
pub(crate) struct Screen {
    /// The color of each value.
    colors: Box<[Rgba; VALUES]>,
    pixels: Vec<Rgba>,
    /// The values that `pixels` were drawn of. None if others are to be drawn whatever they are.
    values: Vec<u16>,
}

impl Screen {
    pub(crate) fn new(model: Model) -> Screen {
        let mut screen = Screen {
            colors: vec![[0; 4]; VALUES].try_into().expect("there are as many"),
            pixels: vec![[0xFF; 4]; LCD_WIDTH * LCD_HEIGHT],
            values: Vec::new(),
        };
        screen.set_colors(model, Palette::default(), CgbColors::Raw);
        screen
    }

    fn set_colors(&mut self, model: Model, palette: Palette, cgb: CgbColors) {
        let colors = Colors::of(model, palette, cgb);
        for (value, place) in (0..).zip(self.colors.iter_mut()) {
            let [red, green, blue] = colors.rgb(value);
            *place = [red, green, blue, 0xFF];
        }
        self.values.clear();
    }

    /// Most lines of most pictures are those that are there already.
    fn draw(&mut self, frame: &[u16]) {
        let is_new = self.values.is_empty();
        self.values.resize(LCD_WIDTH * LCD_HEIGHT, 0);
        let pixels = self.pixels.chunks_exact_mut(LCD_WIDTH);
        let lines = frame.chunks_exact(LCD_WIDTH);
        let old_lines = self.values.chunks_exact_mut(LCD_WIDTH);
        for ((pixels, line), old_line) in pixels.zip(lines).zip(old_lines) {
            if is_new || !are_equal(line, old_line) {
                old_line.copy_from_slice(line);
                for (pixel, &value) in pixels.iter_mut().zip(line) {
                    *pixel = self.colors[usize::from(value) % VALUES];
                }
            }
        }
    }
}

/// Compares four at a time, where a module without a C library would compare bytes.
fn are_equal(a: &[u16], b: &[u16]) -> bool {
    a.as_chunks::<4>().0.iter().zip(b.as_chunks::<4>().0).all(|(a, b)| a == b)
}

#[wasm_bindgen]
impl Machine {
    /// Draws the last completed picture and tells where its bytes lie in the module's memory: 160 ×
    /// 144 pixels row by row, red, green, blue and alpha each, as `ImageData` has them. They are to be read
    /// only, and stay until the next call. Make a new view of the memory for each, because views end when
    /// it grows.
    #[wasm_bindgen(js_name = drawPicture)]
    pub fn draw_picture(&mut self) -> *const u8 {
        self.screen.draw(self.game_boy.frame());
        self.screen.pixels.as_flattened().as_ptr()
    }

    /// In which four colors a DMG or MGB is shown from the next `drawPicture` on: a name, or
    /// `#rrggbb,#rrggbb,#rrggbb,#rrggbb`, lightest first. Other models have colors of their own.
    ///
    /// # Errors
    /// `PaletteError` if the text is neither. The colors then stay as they were.
    #[wasm_bindgen(js_name = setPalette)]
    pub fn set_palette(&mut self, text: &str) -> Result<(), MachineError> {
        let palette: Palette = text.parse().map_err(MachineError::Palette)?;
        let model = self.game_boy.model();
        if !model.has_colors() {
            self.screen.set_colors(model, palette, CgbColors::Raw);
        }
        Ok(())
    }

    /// Whether a CGB's colors are shown as its LCD shows them, from the next `drawPicture` on, or raw,
    /// as at first. On other models this means nothing.
    #[wasm_bindgen(js_name = setColorCorrection)]
    pub fn set_color_correction(&mut self, on: bool) {
        let model = self.game_boy.model();
        if model.is_cgb() {
            let colors = if on { CgbColors::Corrected } else { CgbColors::Raw };
            self.screen.set_colors(model, Palette::default(), colors);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine::tests::demo;

    fn drawn(machine: &mut Machine) -> Vec<Rgba> {
        machine.draw_picture();
        machine.screen.pixels.clone()
    }

    #[test]
    fn every_color_is_that_of_the_media_crate_and_opaque() {
        for (model, cgb) in [
            (Model::Dmg, CgbColors::Raw),
            (Model::Sgb, CgbColors::Raw),
            (Model::Cgb, CgbColors::Raw),
            (Model::Cgb, CgbColors::Corrected),
        ] {
            let colors = Colors::of(model, Palette::default(), cgb);
            let mut screen = Screen::new(model);
            screen.set_colors(model, Palette::default(), cgb);
            let values: Vec<u16> = (0..=0x7FFF).cycle().take(2 * LCD_WIDTH * LCD_HEIGHT).collect();
            for values in values.chunks_exact(LCD_WIDTH * LCD_HEIGHT) {
                screen.draw(values);
                for (&value, pixel) in values.iter().zip(&screen.pixels) {
                    let [red, green, blue] = colors.rgb(value);
                    assert_eq!(*pixel, [red, green, blue, 0xFF], "{model:?} {value:04X}");
                }
            }
        }
    }

    #[test]
    fn a_single_pixel_that_changes_is_drawn() {
        let mut screen = Screen::new(Model::Cgb);
        let mut frame = vec![0x1234; LCD_WIDTH * LCD_HEIGHT];
        screen.draw(&frame);
        for index in [0, LCD_WIDTH - 1, LCD_WIDTH, LCD_WIDTH * LCD_HEIGHT - 1] {
            frame[index] = 0x7FFF;
            assert_ne!(screen.pixels[index], [0xFF; 4]);
            screen.draw(&frame);
            assert_eq!(screen.pixels[index], [0xFF; 4]);
        }
    }

    #[test]
    fn the_pointer_is_that_of_the_picture() {
        let mut machine = demo(None);
        assert_eq!(machine.draw_picture(), machine.screen.pixels.as_ptr().cast());
    }

    #[test]
    fn a_palette_colors_a_dmg_and_nonsense_changes_nothing() {
        let mut machine = demo(Some("dmg"));
        (0..120).for_each(|_| machine.run_frame());
        machine.set_palette("#010203,#040506,#070809,#0a0b0c").unwrap();
        let picture = drawn(&mut machine);
        let known = [[1, 2, 3, 0xFF], [4, 5, 6, 0xFF], [7, 8, 9, 0xFF], [10, 11, 12, 0xFF]];
        assert!(picture.iter().all(|pixel| known.contains(pixel)));
        assert!(picture.iter().any(|pixel| *pixel != picture[0]));

        assert!(matches!(machine.set_palette("#fff"), Err(MachineError::Palette(_))));
        assert_eq!(drawn(&mut machine), picture);
    }

    #[test]
    fn correction_can_be_switched_on_and_off_on_a_cgb_only() {
        for model in ["dmg", "sgb", "cgb"] {
            let mut machine = demo(Some(model));
            (0..120).for_each(|_| machine.run_frame());
            let raw = drawn(&mut machine);
            machine.set_color_correction(true);
            assert_eq!(drawn(&mut machine) != raw, model == "cgb");
            machine.set_color_correction(false);
            assert_eq!(drawn(&mut machine), raw);
        }
    }

    #[test]
    fn a_palette_is_nothing_to_a_cgb() {
        let mut machine = demo(Some("cgb"));
        (0..120).for_each(|_| machine.run_frame());
        let picture = drawn(&mut machine);
        machine.set_palette("plum").unwrap();
        assert_eq!(drawn(&mut machine), picture);
    }
}
