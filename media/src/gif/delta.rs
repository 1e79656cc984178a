//! What changes from one picture to the next.

use crate::picture::{Picture, Rgb};

/// What is on show.
#[derive(Debug, Default)]
pub(super) struct Canvas {
    shown: Option<Picture>,
}

/// A rectangle of a picture.
#[derive(Debug)]
pub(super) struct Region {
    /// Columns to the left of it.
    pub(super) left: usize,
    /// Rows above it.
    pub(super) top: usize,
    /// Pixels in a row; not 0.
    pub(super) width: usize,
    /// The pixels, row by row.
    pub(super) pixels: Vec<Pixel>,
}

/// A pixel of a [`Region`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Pixel {
    /// Its colour now.
    pub(super) color: Rgb,
    /// Whether it had another colour before.
    pub(super) changed: bool,
}

impl Region {
    pub(super) fn height(&self) -> usize {
        self.pixels.len() / self.width
    }

    pub(super) fn is_all_changed(&self) -> bool {
        self.pixels.iter().all(|pixel| pixel.changed)
    }
}

impl Canvas {
    /// Shows a picture, and gives the smallest rectangle that holds all changes. The first
    /// picture changes everything; later ones are of its size.
    pub(super) fn draw(&mut self, picture: &Picture) -> Option<Region> {
        let shown = self.shown.replace(picture.clone());
        let before = shown.as_ref().map(Picture::pixels);
        let changed = |index: usize| match before {
            Some(pixels) => pixels[index] != picture.pixels()[index],
            None => true,
        };
        let stride = picture.width();
        let (mut left, mut right, mut top, mut bottom) = (usize::MAX, 0, usize::MAX, 0);
        for index in (0..picture.pixels().len()).filter(|&index| changed(index)) {
            let (x, y) = (index % stride, index / stride);
            (left, right) = (left.min(x), right.max(x));
            (top, bottom) = (top.min(y), bottom.max(y));
        }
        if left > right {
            return None;
        }
        let rows = top..=bottom;
        let inside = rows.flat_map(|y| (left..=right).map(move |x| y * stride + x));
        let pixel = |index| Pixel { color: picture.pixels()[index], changed: changed(index) };
        let pixels = inside.map(pixel).collect();
        Some(Region { left, top, width: right - left + 1, pixels })
    }
}
