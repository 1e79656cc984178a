//! The border around the game's picture.
//!
//! Source: Pan Docs, "Border and OBJ Commands".

use alloc::vec;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

use crate::ppu::{LCD_HEIGHT, LCD_WIDTH};

use super::palettes::color_at;
use super::transfer::DATA;

/// The width of a Super Game Boy's picture with its border in pixels.
pub const BORDER_WIDTH: usize = 256;
/// The height of a Super Game Boy's picture with its border in pixels.
pub const BORDER_HEIGHT: usize = 224;

/// Tiles in a row of the border, and the bytes of one: four bit planes.
const COLUMNS: usize = BORDER_WIDTH / 8;
const TILE: usize = 32;
/// Where the data of `PCT_TRN` have their palettes, and the bytes of one.
const PALETTES: usize = 0x800;
const PALETTE: usize = 32;
/// Where the game's picture lies in the border's.
const LEFT: usize = (BORDER_WIDTH - LCD_WIDTH) / 2;
const TOP: usize = (BORDER_HEIGHT - LCD_HEIGHT) / 2;

/// Tiles as they are sent, and with them the picture that is shown. Without one the border is black:
/// that of the SGB itself is not ours to show.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Border {
    sent_tiles: ByteBuf,
    shown: Option<Shown>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Shown {
    tiles: ByteBuf,
    /// The map of 32 by 28 tiles and the palettes, as `PCT_TRN` gives them.
    picture: ByteBuf,
}

impl Default for Border {
    fn default() -> Border {
        Border { sent_tiles: ByteBuf::from(vec![0; 2 * DATA]), shown: None }
    }
}

impl Border {
    /// `CHR_TRN`: 128 tiles, the first or the others.
    pub(super) fn send_tiles(&mut self, upper: bool, data: &[u8; DATA]) {
        let start = if upper { DATA } else { 0 };
        self.sent_tiles[start..start + DATA].copy_from_slice(data);
    }

    /// `PCT_TRN`: a new border is complete.
    pub(super) fn show(&mut self, data: &[u8; DATA]) {
        let picture = ByteBuf::from(data.to_vec());
        self.shown = Some(Shown { tiles: self.sent_tiles.clone(), picture });
    }

    /// The border with the game's picture in it; `backdrop` is the colour where neither has any.
    pub(super) fn draw_around(&self, picture: &[u16], backdrop: u16) -> Vec<u16> {
        let ground = if self.shown.is_some() { backdrop } else { 0 };
        let mut frame = vec![ground; BORDER_WIDTH * BORDER_HEIGHT];
        let rows = frame.chunks_exact_mut(BORDER_WIDTH).skip(TOP);
        for (row, line) in rows.zip(picture.chunks_exact(LCD_WIDTH)) {
            row[LEFT..LEFT + LCD_WIDTH].copy_from_slice(line);
        }
        if let Some(shown) = &self.shown {
            for (y, row) in frame.chunks_exact_mut(BORDER_WIDTH).enumerate() {
                for (x, pixel) in row.iter_mut().enumerate() {
                    *pixel = shown.color(x, y).unwrap_or(*pixel);
                }
            }
        }
        frame
    }

    pub(super) fn is_valid(&self) -> bool {
        self.sent_tiles.len() == 2 * DATA
            && self
                .shown
                .as_ref()
                .is_none_or(|shown| shown.tiles.len() == 2 * DATA && shown.picture.len() == DATA)
    }
}

impl Shown {
    /// The colour of a pixel, or `None` where the border is transparent.
    fn color(&self, x: usize, y: usize) -> Option<u16> {
        let entry = 2 * (y / 8 * COLUMNS + x / 8);
        let (tile, attributes) = (self.picture[entry], self.picture[entry + 1]);
        let column = if attributes & 0x40 != 0 { x % 8 } else { 7 - x % 8 };
        let row = if attributes & 0x80 != 0 { 7 - y % 8 } else { y % 8 };
        let first = usize::from(tile) * TILE + 2 * row;
        // Two pairs of bit planes, the second 16 bytes behind the first.
        let index = [first, first + 1, first + 16, first + 17]
            .into_iter()
            .rev()
            .fold(0, |index, byte| index << 1 | usize::from(self.tiles[byte] >> column & 1));
        // Palettes 4 to 7 of the Super NES are the first to the fourth here.
        let palette = usize::from(attributes >> 2 & 3);
        (index != 0).then(|| color_at(&self.picture, PALETTES + palette * PALETTE + 2 * index))
    }
}
