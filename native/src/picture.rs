//! The picture in the window.

use edgeboy_core::{LCD_HEIGHT, LCD_WIDTH};
use edgeboy_media::color::Colors;

/// Where the picture is in a window, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Placement {
    pub(crate) left: usize,
    pub(crate) top: usize,
    pub(crate) width: usize,
    pub(crate) height: usize,
}

impl Placement {
    /// In the middle, as large as fits and never stretched; in whole steps if that is wanted and the
    /// window is not smaller than the LCD.
    pub(crate) fn within(width: usize, height: usize, whole_steps: bool) -> Placement {
        let steps = (width / LCD_WIDTH).min(height / LCD_HEIGHT);
        let (shown_width, shown_height) = if whole_steps && steps > 0 {
            (LCD_WIDTH * steps, LCD_HEIGHT * steps)
        } else if width * LCD_HEIGHT <= height * LCD_WIDTH {
            (width, width * LCD_HEIGHT / LCD_WIDTH)
        } else {
            (height * LCD_WIDTH / LCD_HEIGHT, height)
        };
        Placement {
            left: (width - shown_width) / 2,
            top: (height - shown_height) / 2,
            width: shown_width,
            height: shown_height,
        }
    }
}

/// A frame in the window's colors, `0x00RRGGBB`.
#[derive(Clone, Debug)]
pub(crate) struct Shown {
    pixels: Vec<u32>,
}

impl Shown {
    pub(crate) fn new(frame: &[u16], colors: &Colors) -> Shown {
        let rgb = |&pixel: &u16| {
            let [red, green, blue] = colors.rgb(pixel);
            u32::from_be_bytes([0, red, green, blue])
        };
        Shown { pixels: frame.iter().map(rgb).collect() }
    }

    /// Draws it into a window of rows of so many pixels.
    pub(crate) fn draw(&self, window: &mut [u32], width: usize, place: Placement) {
        let mut last_row = None;
        for y in 0..place.height {
            let row = y * LCD_HEIGHT / place.height;
            let start = (place.top + y) * width + place.left;
            if last_row == Some(row) {
                window.copy_within(start - width..start - width + place.width, start);
            } else {
                let from = &self.pixels[row * LCD_WIDTH..][..LCD_WIDTH];
                scale_row(from, &mut window[start..start + place.width]);
            }
            last_row = Some(row);
        }
    }
}

fn scale_row(from: &[u32], to: &mut [u32]) {
    let width = to.len();
    if width.is_multiple_of(from.len()) {
        let step = width / from.len();
        for (pixels, &color) in to.chunks_exact_mut(step).zip(from) {
            pixels.fill(color);
        }
    } else {
        for (x, pixel) in to.iter_mut().enumerate() {
            *pixel = from[x * from.len() / width];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_in_the_middle_and_never_stretched() {
        let check = |size: (usize, usize), whole, expected| {
            let Placement { left, top, width, height } = Placement::within(size.0, size.1, whole);
            assert_eq!((left, top, width, height), expected, "{size:?} {whole}");
        };
        check((640, 576), true, (0, 0, 640, 576));
        check((700, 600), true, (30, 12, 640, 576));
        check((700, 600), false, (17, 0, 666, 600));
        check((320, 600), false, (0, 156, 320, 288));
        check((100, 100), true, (0, 5, 100, 90));
        check((1, 1), false, (0, 0, 1, 0));
    }

    #[test]
    fn each_pixel_is_a_square_and_the_rest_is_left_alone() {
        let frame: Vec<u16> =
            (0..LCD_WIDTH * LCD_HEIGHT).map(|n| (n * 7) as u16 & 0x7FFF).collect();
        let shown = Shown::new(&frame, &Colors::Rgb555);
        let (width, height) = (500, 300);
        let mut window = vec![0xABCDEF; width * height];
        let place = Placement::within(width, height, true);
        shown.draw(&mut window, width, place);
        for (at, &pixel) in window.iter().enumerate() {
            let (x, y) =
                ((at % width).wrapping_sub(place.left), (at / width).wrapping_sub(place.top));
            let inside = x < place.width && y < place.height;
            let expected = if inside { shown.pixels[y / 2 * LCD_WIDTH + x / 2] } else { 0xABCDEF };
            assert_eq!(pixel, expected, "{at}");
        }
    }

    #[test]
    fn red_is_above_green_and_blue() {
        let shown = Shown::new(&[0x001F, 0x7C00], &Colors::Rgb555);
        assert_eq!(shown.pixels, [0x00FF_0000, 0x0000_00FF]);
    }
}
