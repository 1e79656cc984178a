//! The picture being drawn and the last one completed.

use alloc::vec;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use super::known_lines::KnownLines;

/// The width of the LCD in pixels.
pub const LCD_WIDTH: usize = 160;
/// The height of the LCD in pixels.
pub const LCD_HEIGHT: usize = 144;

/// White on a CGB, as RGB555.
const CGB_WHITE: u16 = 0x7FFF;

/// Two buffers of 160 by 144 pixels.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Frames {
    drawing: Vec<u16>,
    completed: Vec<u16>,
    blank: u16,
    /// Pictures completed since power-on.
    pub(crate) count: u64,
    /// What is known of the lines of `drawing`, and of those of `completed`.
    #[serde(skip)]
    pub(super) known_lines: KnownLines,
    #[serde(skip)]
    completed_lines: KnownLines,
}

impl Frames {
    pub(super) fn new(is_cgb: bool) -> Frames {
        let blank = if is_cgb { CGB_WHITE } else { 0 };
        let pixels = vec![blank; LCD_WIDTH * LCD_HEIGHT];
        Frames {
            drawing: pixels.clone(),
            completed: pixels,
            blank,
            count: 0,
            known_lines: KnownLines::default(),
            completed_lines: KnownLines::default(),
        }
    }

    #[inline]
    pub(super) fn set_pixel(&mut self, x: u8, y: u8, color: u16) {
        if let Some(pixel) = self.drawing.get_mut(usize::from(y) * LCD_WIDTH + usize::from(x)) {
            *pixel = color;
        }
    }

    /// A line from the pixel `x` on, in groups of eight pixels.
    #[inline]
    pub(super) fn tiles_of_line(&mut self, x: u8, y: u8) -> &mut [[u16; 8]] {
        let start = usize::from(y) * LCD_WIDTH;
        let line = self.drawing.get_mut(start + usize::from(x)..start + LCD_WIDTH);
        line.unwrap_or_default().as_chunks_mut().0
    }

    /// So many pixels of a line from `x` on, or none if there are fewer.
    #[inline]
    pub(super) fn pixels_of_line(&mut self, x: u8, y: u8, count: usize) -> &mut [u16] {
        let start = usize::from(y) * LCD_WIDTH + usize::from(x);
        self.drawing.get_mut(start..start + count).unwrap_or_default()
    }

    /// The rest of a line that the PPU left early takes the colour before it.
    pub(super) fn fill_rest_of_line(&mut self, x: u8, y: u8) {
        let start = usize::from(y) * LCD_WIDTH;
        let Some(line) = self.drawing.get_mut(start..start + LCD_WIDTH) else { return };
        let x = usize::from(x).min(LCD_WIDTH);
        let color = x.checked_sub(1).map_or(self.blank, |last| line[last]);
        line[x..].fill(color);
    }

    /// The picture is complete. What is drawn over next is the one before it.
    pub(super) fn complete(&mut self) {
        core::mem::swap(&mut self.completed, &mut self.drawing);
        core::mem::swap(&mut self.completed_lines, &mut self.known_lines);
        self.count += 1;
    }

    /// The LCD shows a blank picture.
    pub(super) fn complete_blank(&mut self) {
        self.completed.fill(self.blank);
        self.completed_lines.forget();
        self.count += 1;
    }

    /// The LCD shows the same picture once more.
    pub(super) fn repeat(&mut self) {
        self.count += 1;
    }

    /// The last completed picture, row by row.
    pub(crate) fn completed(&self) -> &[u16] {
        &self.completed
    }

    /// Whether both buffers have the right size and every pixel is a colour of the model's, which a
    /// damaged save state could break.
    pub(crate) fn is_valid(&self, is_cgb: bool) -> bool {
        let last_color = if is_cgb { 0x7FFF } else { 3 };
        self.blank <= last_color
            && self.count < u64::MAX / 2
            && [&self.drawing, &self.completed].into_iter().all(|pixels| {
                pixels.len() == LCD_WIDTH * LCD_HEIGHT
                    && pixels.iter().all(|&color| color <= last_color)
            })
    }
}
