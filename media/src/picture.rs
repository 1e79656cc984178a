//! An RGB888 picture.

use edgeboy_core::{BORDER_WIDTH, LCD_WIDTH};

use crate::color::Colors;

/// Red, green and blue, 0 to 255 each.
pub type Rgb = [u8; 3];

/// A picture of 24-bit pixels, row by row from the top left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    width: usize,
    pixels: Vec<Rgb>,
}

impl Picture {
    /// The picture that a [frame](edgeboy_core::GameBoy::frame) shows in these colours.
    pub fn from_frame(frame: &[u16], colors: &Colors) -> Picture {
        let pixels = frame.iter().map(|&pixel| colors.rgb(pixel)).collect();
        Picture { width: LCD_WIDTH, pixels }
    }

    /// The picture that a [frame with a border](edgeboy_core::GameBoy::border_frame) shows in these
    /// colours.
    pub fn from_border_frame(frame: &[u16], colors: &Colors) -> Picture {
        Picture { width: BORDER_WIDTH, ..Picture::from_frame(frame, colors) }
    }

    /// A picture of whole rows of `width` pixels.
    ///
    /// Returns `None` if `pixels` is empty or not a multiple of `width`.
    pub fn from_pixels(width: usize, pixels: Vec<Rgb>) -> Option<Picture> {
        let whole = width > 0 && !pixels.is_empty() && pixels.len().is_multiple_of(width);
        whole.then_some(Picture { width, pixels })
    }

    /// Pixels in a row.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Rows.
    pub fn height(&self) -> usize {
        self.pixels.len() / self.width
    }

    /// The pixels, row by row.
    pub fn pixels(&self) -> &[Rgb] {
        &self.pixels
    }

    /// The same as bytes: red, green, blue of the first pixel, then of the next (RGB888).
    pub fn bytes(&self) -> &[u8] {
        self.pixels.as_flattened()
    }

    /// This picture with each pixel drawn as a square of `factor` by `factor`.
    ///
    /// A factor of 0 counts as 1.
    #[must_use]
    pub fn scaled(&self, factor: usize) -> Picture {
        let factor = factor.max(1);
        Picture { width: self.width * factor, pixels: scale_rows(&self.pixels, self.width, factor) }
    }
}

/// Repeats every item of a row, and every row, `factor` times.
pub(crate) fn scale_rows<T: Copy>(items: &[T], width: usize, factor: usize) -> Vec<T> {
    let mut scaled = Vec::with_capacity(items.len() * factor * factor);
    for row in items.chunks_exact(width) {
        let start = scaled.len();
        for &item in row {
            scaled.extend(std::iter::repeat_n(item, factor));
        }
        let end = scaled.len();
        for _ in 1..factor {
            scaled.extend_from_within(start..end);
        }
    }
    scaled
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: Rgb = [1, 2, 3];
    const B: Rgb = [4, 5, 6];

    #[test]
    fn each_pixel_becomes_a_square() {
        let picture = Picture::from_pixels(2, vec![A, B]).unwrap().scaled(2);
        assert_eq!((picture.width(), picture.height()), (4, 2));
        assert_eq!(picture.pixels(), [A, A, B, B, A, A, B, B]);
        assert_eq!(picture.bytes()[..9], [1, 2, 3, 1, 2, 3, 4, 5, 6]);
    }

    #[test]
    fn a_factor_below_two_changes_nothing() {
        let picture = Picture::from_pixels(1, vec![A, B]).unwrap();
        assert_eq!(picture.scaled(0), picture);
        assert_eq!(picture.scaled(1), picture);
    }

    #[test]
    fn ragged_or_empty_pictures_are_refused() {
        assert_eq!(Picture::from_pixels(2, vec![A]), None);
        assert_eq!(Picture::from_pixels(0, vec![A]), None);
        assert_eq!(Picture::from_pixels(2, Vec::new()), None);
    }
}
