//! Transfers of 4 KiB: the game shows the bytes as tiles, and the Super NES reads them off the
//! picture.
//!
//! Source: Pan Docs, "VRAM Transfers".

use serde::{Deserialize, Serialize};

use crate::ppu::LCD_WIDTH;

/// The bytes of a transfer.
pub(super) const DATA: usize = 0x1000;
/// The bytes of a tile, and the tiles in a row of the picture.
const TILE: usize = 16;
const TILES_IN_ROW: usize = LCD_WIDTH / 8;

/// What the data are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Target {
    /// `PAL_TRN`.
    Palettes,
    /// `ATTR_TRN`.
    AttributeFiles,
    /// `CHR_TRN`, the first 128 tiles or the others.
    BorderTiles {
        /// The others.
        upper: bool,
    },
    /// `PCT_TRN`.
    BorderPicture,
}

/// A transfer under way.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Transfer {
    target: Target,
    /// Whether the picture is over that was being drawn when the command came.
    has_begun: bool,
}

impl Transfer {
    pub(super) fn new(target: Target) -> Transfer {
        Transfer { target, has_begun: false }
    }

    pub(super) fn target(&self) -> Target {
        self.target
    }

    /// The next picture is there. The data are read off the first that was begun after the command.
    pub(super) fn is_complete_with_this_picture(&mut self) -> bool {
        core::mem::replace(&mut self.has_begun, true)
    }
}

/// Reads the data off a picture in shades: tiles of two bit planes, in rows of 20.
pub(super) fn read(shades: &[u16]) -> [u8; DATA] {
    core::array::from_fn(|index| {
        let (tile, row, plane) = (index / TILE, index % TILE / 2, index % 2);
        let y = tile / TILES_IN_ROW * 8 + row;
        let x = tile % TILES_IN_ROW * 8;
        let pixels = shades.get(y * LCD_WIDTH + x..).unwrap_or_default();
        pixels.iter().take(8).fold(0, |byte, shade| byte << 1 | (shade >> plane & 1) as u8)
    })
}
