//! Which palette each of the picture's 20 by 18 tiles has.
//!
//! Source: Pan Docs, "Color Attribute Commands".

use alloc::vec;

use serde::{Deserialize, Serialize};
use serde_big_array::BigArray;
use serde_bytes::ByteBuf;

use super::transfer::DATA;

const WIDTH: usize = 20;
const HEIGHT: usize = 18;
/// Files that `ATTR_TRN` stores, and bytes in each, with four tiles in a byte.
const FILES: usize = 45;
const FILE: usize = WIDTH * HEIGHT / 4;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Attributes {
    #[serde(with = "BigArray")]
    map: [u8; WIDTH * HEIGHT],
    files: ByteBuf,
}

impl Default for Attributes {
    fn default() -> Attributes {
        Attributes { map: [0; WIDTH * HEIGHT], files: ByteBuf::from(vec![0; DATA]) }
    }
}

/// The two bits of tile `index` in bytes that hold the first tile in their highest bits.
fn unpack(bytes: &[u8], index: usize) -> Option<u8> {
    bytes.get(index / 4).map(|byte| byte >> (6 - 2 * (index % 4)) & 3)
}

impl Attributes {
    /// The palette of a tile.
    pub(super) fn at(&self, x: usize, y: usize) -> u8 {
        self.map[y * WIDTH + x]
    }

    /// Sets each tile for which `choose` gives a palette.
    fn set(&mut self, choose: impl Fn(usize, usize) -> Option<u8>) {
        for (index, palette) in self.map.iter_mut().enumerate() {
            if let Some(chosen) = choose(index % WIDTH, index / WIDTH) {
                *palette = chosen & 3;
            }
        }
    }

    /// `ATTR_BLK`: the inside, the edge and the outside of rectangles.
    pub(super) fn set_blocks(&mut self, command: &[u8]) {
        let count = usize::from(command[1]).min(18);
        for block in command[2..].chunks_exact(6).take(count) {
            self.set_block(block);
        }
    }

    fn set_block(&mut self, block: &[u8]) {
        let corner = |index: usize| usize::from(block[index] & 0x1F);
        let (left, top, right, bottom) = (corner(2), corner(3), corner(4), corner(5));
        let part = |bit: u8| (block[0] >> bit & 1 != 0).then_some(block[1] >> (2 * bit));
        let (inside, outside) = (part(0), part(2));
        // If only the inside or only the outside is set, the edge goes with it.
        let edge = part(1).or(inside.xor(outside));
        self.set(|x, y| {
            if x < left || x > right || y < top || y > bottom {
                outside
            } else if x > left && x < right && y > top && y < bottom {
                inside
            } else {
                edge
            }
        });
    }

    /// `ATTR_LIN`: rows and columns.
    pub(super) fn set_lines(&mut self, command: &[u8]) {
        for line in command[2..].iter().take(usize::from(command[1])) {
            let (number, palette) = (usize::from(line & 0x1F), line >> 5);
            let is_row = line & 0x80 != 0;
            self.set(|x, y| ((if is_row { y } else { x }) == number).then_some(palette));
        }
    }

    /// `ATTR_DIV`: what is left of or above a line, the line, and what is right of or below it.
    pub(super) fn divide(&mut self, command: &[u8]) {
        let (palettes, line) = (command[1], usize::from(command[2] & 0x1F));
        let is_row = palettes & 0x40 != 0;
        self.set(|x, y| {
            Some(match (if is_row { y } else { x }).cmp(&line) {
                core::cmp::Ordering::Less => palettes >> 2,
                core::cmp::Ordering::Equal => palettes >> 4,
                core::cmp::Ordering::Greater => palettes,
            })
        });
    }

    /// `ATTR_CHR`: tile by tile, along rows or along columns.
    pub(super) fn set_tiles(&mut self, command: &[u8]) {
        let (mut x, mut y) = (usize::from(command[1]), usize::from(command[2]));
        if x >= WIDTH || y >= HEIGHT {
            return;
        }
        let count = usize::from(u16::from_le_bytes([command[3], command[4]])).min(WIDTH * HEIGHT);
        let down = command[5] & 1 != 0;
        for index in 0..count {
            let Some(palette) = unpack(&command[6..], index) else { return };
            self.map[y * WIDTH + x] = palette;
            if down {
                y = (y + 1) % HEIGHT;
                x = (x + usize::from(y == 0)) % WIDTH;
            } else {
                x = (x + 1) % WIDTH;
                y = (y + usize::from(x == 0)) % HEIGHT;
            }
        }
    }

    /// `ATTR_TRN`.
    pub(super) fn store_files(&mut self, data: &[u8; DATA]) {
        self.files.copy_from_slice(data);
    }

    /// `ATTR_SET`: takes the stored file with this number, if there is one.
    pub(super) fn load_file(&mut self, number: u8) {
        let number = usize::from(number);
        if number >= FILES {
            return;
        }
        let file = &self.files[number * FILE..(number + 1) * FILE];
        for (index, palette) in self.map.iter_mut().enumerate() {
            *palette = unpack(file, index).unwrap_or(0);
        }
    }

    pub(super) fn is_valid(&self) -> bool {
        self.files.len() == DATA && self.map.iter().all(|&palette| palette < 4)
    }
}
