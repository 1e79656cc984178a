//! Writes to LCDC and WX while a line is drawn, and when the PPU sees them.
//!
//! Objects are the ruler: eight lines at a time have one at the same X, which delays what comes after
//! it by a dot less than eight lines above, for the first six. What hardware does is known from
//! mealybug-tearoom-tests: its notes on the PPU, and its pictures for a DMG and for CGBs of the
//! revisions C and D.

use edgeboy_core::{LCD_WIDTH, Model};

use super::{LCD_OFF, run_frames};
use crate::common::rom::{Rom, machine};

/// Where the program waits for interrupts, one NOP after another, and how long.
const SLED: u16 = 0x1000;
const SLED_BYTES: u16 = 1400;
/// Frames until such a program has drawn its picture; clearing VRAM takes four of them.
const SET_UP: u32 = 10;

/// A pixel of each of the first tiles, where no object is.
const TILES: [usize; 4] = [3, 11, 19, 27];

const LCDC: u8 = 0x40;
const BGP: u8 = 0x47;
const OBP0: u8 = 0x48;
const WY: u8 = 0x4A;
const WX: u8 = 0x4B;

/// What is drawn, and what is written meanwhile.
struct Scene<'a> {
    /// VRAM: where, how many bytes (0 for 256), and of which value. All else is 00.
    fills: &'a [(u16, u8, u8)],
    /// Registers and their values, LCDC among them.
    registers: &'a [(u8, u8)],
    /// A register that has another value for two M-cycles of each line, and that value.
    pulse: (u8, u8),
    /// NOPs before that, in the handler of mode 2's interrupt.
    nops: usize,
    /// X, tile and flags of the objects in eight lines, given which eight these are.
    objects: fn(u8) -> Vec<[u8; 3]>,
    /// How many times eight lines there are.
    bands: u8,
}

impl Scene<'_> {
    fn program(&self) -> Vec<u8> {
        let mut code = LCD_OFF.to_vec();
        // LD HL,8000; XOR A; LD (HL+),A…: all of VRAM, and OAM.
        code.extend([0x21, 0x00, 0x80, 0xAF, 0x22, 0x7C, 0xFE, 0xA0, 0x20, 0xF9]);
        code.extend([0x21, 0x00, 0xFE, 0xAF, 0x22, 0x7D, 0xFE, 0xA0, 0x20, 0xF9]);
        for &(at, bytes, value) in self.fills {
            let [low, high] = at.to_le_bytes();
            code.extend([0x21, low, high, 0x06, bytes, 0x3E, value, 0x22, 0x05, 0x20, 0xFC]);
        }
        code.extend([0x21, 0x00, 0xFE]);
        for band in 0..self.bands {
            for [x, tile, flags] in (self.objects)(band) {
                let bytes = [16 + 8 * band, x, tile, flags];
                code.extend(bytes.into_iter().flat_map(|byte| [0x36, byte, 0x2C]));
            }
        }
        for &(register, value) in self.registers {
            code.extend([0x3E, value, 0xE0, register]);
        }
        // Mode 2's interrupt; HL is the register, C and B its two values.
        let (register, value) = self.pulse;
        let usual = self.registers.iter().find(|&&(other, _)| other == register).unwrap().1;
        code.extend([0x3E, 0x20, 0xE0, 0x41, 0x3E, 0x02, 0xE0, 0xFF]);
        code.extend([0x06, usual, 0x0E, value, 0x21, register, 0xFF, 0xFB]);
        let [low, high] = SLED.to_le_bytes();
        code.extend([0xC3, low, high]);
        code
    }

    /// The shades of the given pixels of the second line of each band.
    fn bands<const N: usize>(&self, model: Model, columns: [usize; N]) -> Vec<[u16; N]> {
        let [low, high] = SLED.to_le_bytes();
        // LD (HL),C; LD (HL),B; POP DE; LD DE,SLED; PUSH DE; RETI
        let mut handler = vec![0x00; self.nops];
        handler.extend([0x71, 0x70, 0xD1, 0x11, low, high, 0xD5, 0xD9]);
        let end_of_sled = SLED + SLED_BYTES;
        let rom = Rom::new(&self.program()).at(0x48, &handler).at(end_of_sled, &[0xC3, low, high]);
        let mut gb = machine(&rom.build(), model);
        run_frames(&mut gb, SET_UP);
        let line = |band: u8| &gb.frame()[(8 * usize::from(band) + 1) * LCD_WIDTH..];
        let shades = |band| columns.map(|x| shade(model, line(band)[x]));
        (0..self.bands).map(shades).collect()
    }
}

/// The shade of a pixel. A CGB shows a DMG game that it does not know in these colors, of which the
/// second is an object's, and an SGB in the last ones.
fn shade(model: Model, color: u16) -> u16 {
    match color {
        _ if !model.is_cgb() && !model.is_sgb() => color,
        0x7FFF | 0x67BF => 0,
        0x1BEF | 0x421F | 0x265B => 1,
        0x6180 | 0x1CF2 | 0x10B5 => 2,
        0x0000 | 0x2866 => 3,
        _ => panic!("{color:04X} is none of the colors"),
    }
}

/// An object at X = 0, 1, 2… whose pixels nobody sees: they are behind the BG, and white.
fn ruler(band: u8) -> Vec<[u8; 3]> {
    vec![[band, 2, 0x80]]
}

/// The first columns in which tiles are black.
fn black_tiles<const N: usize>(shades: &[[u16; N]]) -> Vec<Vec<usize>> {
    let columns = |tiles: &[u16; N]| (0..N).filter(|&column| tiles[column] == 3).collect();
    shades.iter().map(columns).collect()
}

#[test]
fn the_map_is_chosen_at_the_end_of_a_fetch_and_on_the_cgb_two_dots_earlier() {
    let scene = Scene {
        // Tile 1 is black, and 9C00 is full of it.
        fills: &[(0x9010, 16, 0xFF), (0x9C00, 0, 1), (0x9D00, 0, 1)],
        registers: &[(BGP, 0xE4), (LCDC, 0x83)],
        pulse: (LCDC, 0x8B),
        nops: 20,
        objects: ruler,
        bands: 16,
    };
    for model in Model::ALL {
        let black = black_tiles(&scene.bands(model, TILES));
        let last = if model.is_cgb() { 0 } else { 2 };
        for (x, tiles) in black.into_iter().enumerate() {
            let expected = match x {
                0..8 if x <= last => vec![1],
                8.. if x <= 8 + last => vec![],
                _ => vec![2],
            };
            assert_eq!(tiles, expected, "{model:?}, X = {x}");
        }
    }
}

#[test]
fn the_map_of_the_window_is_chosen_in_the_same_way() {
    let scene = Scene {
        fills: &[(0x9010, 16, 0xFF), (0x9C00, 0, 1)],
        registers: &[(BGP, 0xE4), (WY, 0), (WX, 7), (LCDC, 0xA3)],
        pulse: (LCDC, 0xE3),
        nops: 20,
        objects: ruler,
        bands: 8,
    };
    for model in Model::ALL {
        let black = black_tiles(&scene.bands(model, TILES));
        let expected: [&[usize]; 8] = if model.is_cgb() {
            [&[0, 1], &[1], &[1], &[1], &[1], &[1], &[1], &[1]]
        } else {
            [&[0], &[0, 1], &[0, 1], &[1], &[1], &[1], &[1], &[1]]
        };
        assert_eq!(black, expected, "{model:?}");
    }
}

#[test]
fn on_the_dmg_each_plane_of_a_tile_is_read_from_where_tile_sel_says_by_then() {
    let scene = Scene {
        fills: &[(0x8000, 16, 0xFF)],
        registers: &[(BGP, 0xE4), (LCDC, 0x83)],
        pulse: (LCDC, 0x93),
        nops: 20,
        objects: ruler,
        bands: 18,
    };
    for model in [Model::Dmg, Model::Mgb] {
        for (x, tiles) in scene.bands(model, TILES).into_iter().enumerate() {
            let expected = match x {
                0..=4 => [0, 3, 0, 0],
                5..=7 => [0, 2, 1, 0],
                8..=12 => [0, 0, 0, 0],
                13..=15 => [0, 0, 1, 0],
                _ => [0, 0, 3, 0],
            };
            assert_eq!(tiles, expected, "{model:?}, X = {x}");
        }
    }
}

#[test]
fn on_the_cgb_a_plane_read_while_tile_sel_changes_comes_from_elsewhere() {
    let scene = Scene {
        // The BG is full of tile 35, black in the one area and white in the other.
        fills: &[(0x9800, 0, 0x35), (0x8350, 16, 0xFF), (0x8020, 16, 0xC3)],
        registers: &[(BGP, 0xE4), (LCDC, 0x83)],
        pulse: (LCDC, 0x93),
        nops: 20,
        objects: ruler,
        bands: 6,
    };
    let lines = scene.bands(Model::Cgb, std::array::from_fn::<_, 16, _>(|x| 8 + x));
    let row =
        |low: u8, high: u8| (0..8).rev().map(move |bit| low >> bit & 1 | high >> bit << 1 & 2);
    let rows = |planes: [[u8; 2]; 2]| planes.map(|[low, high]| row(low, high).map(u16::from));
    let rows = |planes| rows(planes).into_iter().flatten().collect::<Vec<_>>();
    // Where it has just been set, that of the object: its second plane, C3. Where it has just been
    // cleared, the tile's number.
    assert_eq!(lines[3].to_vec(), rows([[0xC3, 0xFF], [0x35, 0x00]]));
    assert_eq!(lines[4].to_vec(), rows([[0x00, 0xFF], [0xFF, 0x00]]), "no read at the time");
    assert_eq!(lines[5].to_vec(), rows([[0x00, 0xC3], [0xFF, 0x35]]));
}

#[test]
fn each_plane_of_an_object_has_the_height_of_its_time() {
    let scene = Scene {
        fills: &[(0x8030, 16, 0xFF)],
        registers: &[(BGP, 0x00), (OBP0, 0xE4), (LCDC, 0x87)],
        pulse: (LCDC, 0x83),
        nops: 28,
        // The second object is upside down: its first line is that of tile 3 if it is tall, or else
        // that of tile 2.
        objects: |band| {
            if band % 2 == 0 { vec![[band / 2, 4, 0], [32, 2, 0x40]] } else { vec![] }
        },
        bands: 16,
    };
    for model in Model::ALL {
        let shades: Vec<_> = scene.bands(model, [27]).into_iter().step_by(2).flatten().collect();
        // 1: only the first plane was read after the end of the pulse. The CGB reads three dots earlier.
        let expected =
            if model.is_cgb() { [1, 1, 3, 3, 3, 3, 3, 3] } else { [0, 0, 0, 1, 1, 3, 3, 3] };
        assert_eq!(shades, expected, "{model:?}");
    }
}

#[test]
fn wx_met_again_where_a_tile_of_the_window_begins_inserts_a_white_pixel() {
    let scene = Scene {
        fills: &[(0x9000, 16, 0xFF)],
        registers: &[(BGP, 0xE4), (WY, 0), (WX, 7), (LCDC, 0xA3)],
        pulse: (WX, 7 + 16),
        nops: 22,
        objects: |_| vec![],
        bands: 1,
    };
    for model in Model::ALL {
        assert_eq!(scene.bands(model, [14, 15, 16, 17, 18]), [[3, 3, 0, 3, 3]], "{model:?}");
    }
}
