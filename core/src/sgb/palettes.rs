//! The palettes of the game's picture.
//!
//! Source: Pan Docs, "Palette Commands" and "Color Palettes Overview".

use alloc::vec;

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

use super::transfer::DATA;

/// The palette that a game has which sends none, 1-A of the SGB's menu.
const DEFAULT: [u16; 4] = [0x67BF, 0x265B, 0x10B5, 0x2866];

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Palettes {
    /// Four colours for each of the four palettes. Their first colour is one and the same.
    shown: [[u16; 4]; 4],
    /// 512 palettes of four colours from `PAL_TRN`, of which `PAL_SET` chooses.
    stored: ByteBuf,
}

impl Default for Palettes {
    fn default() -> Palettes {
        Palettes { shown: [DEFAULT; 4], stored: ByteBuf::from(vec![0; DATA]) }
    }
}

/// The colour at an offset of `bytes`, without the bit that colours do not have.
pub(super) fn color_at(bytes: &[u8], offset: usize) -> u16 {
    match bytes.get(offset..offset + 2) {
        Some(&[low, high]) => u16::from_le_bytes([low, high]) & 0x7FFF,
        _ => 0,
    }
}

impl Palettes {
    pub(super) fn shown(&self, palette: u8) -> [u16; 4] {
        self.shown[usize::from(palette & 3)]
    }

    /// The first colour of all palettes, which shows wherever nothing else does.
    pub(super) fn backdrop(&self) -> u16 {
        self.shown[0][0]
    }

    fn set_backdrop(&mut self, color: u16) {
        for palette in &mut self.shown {
            palette[0] = color;
        }
    }

    /// `PAL01` and the like: a first colour for all, and three colours for each of two palettes.
    pub(super) fn set_two(&mut self, command: &[u8], palettes: [usize; 2]) {
        self.set_backdrop(color_at(command, 1));
        for (palette, first) in palettes.into_iter().zip([3, 9]) {
            for color in 1..4 {
                self.shown[palette][color] = color_at(command, first + 2 * (color - 1));
            }
        }
    }

    /// `PAL_TRN`.
    pub(super) fn store(&mut self, data: &[u8; DATA]) {
        self.stored.copy_from_slice(data);
    }

    /// `PAL_SET`: takes four of the stored ones.
    pub(super) fn choose(&mut self, command: &[u8]) {
        for palette in 0..4 {
            let number = usize::from(color_at(command, 1 + 2 * palette) & 0x1FF);
            for color in 0..4 {
                self.shown[palette][color] = color_at(&self.stored, 8 * number + 2 * color);
            }
        }
        self.set_backdrop(self.shown[0][0]);
    }

    pub(super) fn is_valid(&self) -> bool {
        self.stored.len() == DATA && self.shown.as_flattened().iter().all(|&color| color <= 0x7FFF)
    }
}
