//! The picture in the window.

use edgeboy_core::{LCD_HEIGHT, LCD_WIDTH};
use edgeboy_media::color::Colors;

/// Width and height of the LCD's picture.
pub(crate) const LCD: (usize, usize) = (LCD_WIDTH, LCD_HEIGHT);

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
    /// window is not smaller than the `picture`, whose width and height these are.
    pub(crate) fn within(
        (width, height): (usize, usize),
        picture: (usize, usize),
        whole_steps: bool,
    ) -> Placement {
        let steps = (width / picture.0).min(height / picture.1);
        let (shown_width, shown_height) = if whole_steps && steps > 0 {
            (picture.0 * steps, picture.1 * steps)
        } else if width * picture.1 <= height * picture.0 {
            (width, width * picture.1 / picture.0)
        } else {
            (height * picture.0 / picture.1, height)
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
    width: usize,
    pixels: Vec<u32>,
}

impl Shown {
    /// A frame of rows of `width` pixels.
    pub(crate) fn new(frame: &[u16], width: usize, colors: &Colors) -> Shown {
        let rgb = |&pixel: &u16| {
            let [red, green, blue] = colors.rgb(pixel);
            u32::from_be_bytes([0, red, green, blue])
        };
        Shown { width, pixels: frame.iter().map(rgb).collect() }
    }

    /// Width and height.
    pub(crate) fn size(&self) -> (usize, usize) {
        (self.width, self.pixels.len() / self.width)
    }

    /// Draws it into a window of rows of so many pixels.
    pub(crate) fn draw(&self, window: &mut [u32], width: usize, place: Placement) {
        let rows = self.size().1;
        let mut last_row = None;
        for y in 0..place.height {
            let row = y * rows / place.height;
            let start = (place.top + y) * width + place.left;
            if last_row == Some(row) {
                window.copy_within(start - width..start - width + place.width, start);
            } else {
                let from = &self.pixels[row * self.width..][..self.width];
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
            let Placement { left, top, width, height } = Placement::within(size, LCD, whole);
            assert_eq!((left, top, width, height), expected, "{size:?} {whole}");
        };
        check((640, 576), true, (0, 0, 640, 576));
        check((700, 600), true, (30, 12, 640, 576));
        check((700, 600), false, (17, 0, 666, 600));
        check((320, 600), false, (0, 156, 320, 288));
        check((100, 100), true, (0, 5, 100, 90));
        check((1, 1), false, (0, 0, 1, 0));
        let with_border = Placement::within((640, 576), (256, 224), true);
        assert_eq!(with_border, Placement { left: 64, top: 64, width: 512, height: 448 });
    }

    #[test]
    fn each_pixel_is_a_square_and_the_rest_is_left_alone() {
        let frame: Vec<u16> =
            (0..LCD_WIDTH * LCD_HEIGHT).map(|n| (n * 7) as u16 & 0x7FFF).collect();
        let shown = Shown::new(&frame, LCD_WIDTH, &Colors::Rgb555);
        let (width, height) = (500, 300);
        let mut window = vec![0xABCDEF; width * height];
        let place = Placement::within((width, height), shown.size(), true);
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
        let shown = Shown::new(&[0x001F, 0x7C00], 2, &Colors::Rgb555);
        assert_eq!(shown.pixels, [0x00FF_0000, 0x0000_00FF]);
    }
}
