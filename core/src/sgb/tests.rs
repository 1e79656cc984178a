//! Commands as a game sends them, and what they do to the picture.

mod border;

use alloc::vec::Vec;

use proptest::prelude::*;

use super::{BORDER_WIDTH, PIXELS, Sgb};
use crate::ppu::LCD_WIDTH;

const BLUE: u16 = 0x7C00;
const GREEN: u16 = 0x03E0;
const RED: u16 = 0x001F;
const WHITE: u16 = 0x7FFF;

/// An SGB with a game's hands on its P1.
struct Game {
    sgb: Sgb,
}

impl Game {
    fn new() -> Game {
        let mut game = Game { sgb: Sgb::new(true) };
        game.sgb.write_p1(0x30);
        game
    }

    fn pulse(&mut self, lines: u8) {
        self.sgb.write_p1(lines);
        self.sgb.write_p1(0x30);
    }

    fn send_packet(&mut self, packet: &[u8], end: u8) {
        self.pulse(0x00);
        for index in 0..128 {
            let bit = packet.get(index / 8).is_some_and(|byte| byte >> (index % 8) & 1 != 0);
            self.pulse(if bit { 0x10 } else { 0x20 });
        }
        self.pulse(end);
    }

    /// Sends a command, filled up with zeros.
    fn send(&mut self, command: &[u8]) {
        for packet in command.chunks(16) {
            self.send_packet(packet, 0x20);
        }
    }

    /// Shows a picture.
    fn show(&mut self, shade: impl Fn(usize, usize) -> u16) {
        let picture: Vec<u16> =
            (0..PIXELS).map(|at| shade(at % LCD_WIDTH, at / LCD_WIDTH)).collect();
        self.sgb.take_picture(&picture);
    }

    /// Sends a command and the 4 KiB that it is about.
    fn transfer(&mut self, command: &[u8], data: impl Fn(usize) -> u8) {
        self.send(command);
        self.show(|_, _| 0);
        self.show(|x, y| {
            let at = (y / 8 * 20 + x / 8) * 16 + y % 8 * 2;
            if at >= 0x1000 {
                return 3;
            }
            let bit = |byte: u8| u16::from(byte >> (7 - x % 8) & 1);
            bit(data(at)) | bit(data(at + 1)) << 1
        });
    }

    /// The colour at a tile's middle.
    fn tile(&self, x: usize, y: usize) -> u16 {
        self.sgb.picture()[(y * 8 + 4) * LCD_WIDTH + x * 8 + 4]
    }
}

fn color(value: u16) -> [u8; 2] {
    value.to_le_bytes()
}

/// A palette command with one backdrop and two palettes whose fourth colours are given.
fn palettes(code: u8, backdrop: u16, fourth: [u16; 2]) -> Vec<u8> {
    let colors = [backdrop, 0, 0, fourth[0], 0, 0, fourth[1]];
    [code << 3 | 1].into_iter().chain(colors.into_iter().flat_map(color)).collect()
}

/// A game whose whole picture is black, and whose four palettes have four colours for it.
fn four_palettes() -> Game {
    let mut game = Game::new();
    game.send(&palettes(0x00, WHITE, [0, RED]));
    game.send(&palettes(0x01, WHITE, [GREEN, BLUE]));
    game.show(|_, _| 3);
    game
}

#[test]
fn palette_commands_set_two_palettes_and_the_backdrop_of_all() {
    for (code, changed) in [(0, [0, 1]), (1, [2, 3]), (2, [0, 3]), (3, [1, 2])] {
        let mut game = Game::new();
        game.send(&palettes(code, BLUE, [RED, GREEN]));
        for palette in 0..4 {
            let shown = game.sgb.palettes.shown(palette as u8);
            let expected = changed.iter().position(|&index| index == palette);
            assert_eq!(shown[0], BLUE);
            match expected {
                Some(which) => assert_eq!(shown[3], [RED, GREEN][which], "command {code}"),
                None => assert_eq!(shown[3], 0x2866, "command {code}"),
            }
        }
    }
}

#[test]
fn a_block_has_an_inside_an_edge_and_an_outside() {
    let mut game = four_palettes();
    game.send(&[0x21, 1, 0b111, 0b11_10_01, 3, 4, 8, 9]);
    assert_eq!([game.tile(5, 6), game.tile(3, 6), game.tile(0, 0)], [RED, GREEN, BLUE]);
    // The edge goes with what alone is changed.
    game.send(&[0x21, 1, 0b001, 0b00_00_10, 3, 4, 8, 9]);
    assert_eq!([game.tile(5, 6), game.tile(8, 9), game.tile(9, 9)], [GREEN, GREEN, BLUE]);
    game.send(&[0x21, 1, 0b100, 0b01_00_00, 3, 4, 8, 9]);
    assert_eq!([game.tile(5, 6), game.tile(8, 9), game.tile(9, 9)], [GREEN, RED, RED]);
}

#[test]
fn several_blocks_fill_several_packets() {
    let mut game = four_palettes();
    let block = |x: u8, palette: u8| [1, palette, x, 0, x, 17];
    let blocks = [block(0, 1), block(2, 2), block(4, 3), block(6, 1)].concat();
    game.send(&[&[0x22, 4][..], &blocks].concat());
    let row: Vec<u16> = (0..8).map(|x| game.tile(x, 9)).collect();
    assert_eq!(row, [RED, 0, GREEN, 0, BLUE, 0, RED, 0]);
}

#[test]
fn lines_and_divisions() {
    let mut game = four_palettes();
    game.send(&[0x29, 2, 0xB1, 0x53]);
    assert_eq!([game.tile(0, 17), game.tile(19, 17), game.tile(0, 0)], [RED, GREEN, 0]);
    game.send(&[0x31, 0x40 | 0b10_01_11, 9]);
    assert_eq!([game.tile(3, 8), game.tile(3, 9), game.tile(3, 10)], [RED, GREEN, BLUE]);
    game.send(&[0x31, 0b10_01_11, 9]);
    assert_eq!([game.tile(8, 3), game.tile(9, 3), game.tile(10, 3)], [RED, GREEN, BLUE]);
}

#[test]
fn tiles_one_by_one_along_rows_and_columns() {
    let mut game = four_palettes();
    game.send(&[0x39, 18, 0, 4, 0, 0, 0b01_10_11_01]);
    assert_eq!([game.tile(18, 0), game.tile(19, 0)], [RED, GREEN]);
    assert_eq!([game.tile(0, 1), game.tile(1, 1), game.tile(2, 1)], [BLUE, RED, 0]);
    game.send(&[0x39, 4, 17, 2, 0, 1, 0b01_10_11_01]);
    assert_eq!([game.tile(4, 17), game.tile(5, 0), game.tile(5, 1)], [RED, GREEN, 0]);
    // Neither a start beside the picture nor too large a count does harm.
    game.send(&[0x39, 20, 0, 4, 0, 0, 0xFF]);
    game.send(&[0x39, 0, 0, 0xFF, 0xFF, 0, 0xFF]);
    assert_eq!(game.tile(0, 0), BLUE);
}

#[test]
fn stored_palettes_and_attribute_files_are_chosen() {
    let mut game = four_palettes();
    // Palette n has n as its fourth colour.
    game.transfer(&[0x59], |at| if at % 8 == 6 { (at / 8) as u8 } else { 0 });
    // Every tile of attribute file 1 has palette 2.
    game.transfer(&[0xA9], |at| if (90..180).contains(&at) { 0xAA } else { 0 });
    game.show(|_, _| 3);
    game.send(&[0x51, 10, 0, 11, 0, 12, 0, 13, 0, 0]);
    assert_eq!(game.tile(7, 7), 10);
    game.send(&[0xB1, 1]);
    assert_eq!(game.tile(7, 7), 12);
    game.send(&[0x51, 10, 0, 11, 0, 20, 0, 13, 0, 0x80]);
    assert_eq!(game.tile(7, 7), 10, "file 0 has palette 0");
    game.send(&[0xB1, 45]);
    assert_eq!(game.tile(7, 7), 10, "there is no file 45");
}

#[test]
fn the_mask_freezes_blackens_and_whitens() {
    let mut game = four_palettes();
    game.send(&[0xB9, 1]);
    game.send(&palettes(0x00, WHITE, [RED, RED]));
    game.show(|_, _| 0);
    assert_eq!(game.tile(0, 0), RED, "a frozen picture takes new colours");
    game.send(&[0xB9, 2]);
    assert_eq!(game.tile(0, 0), 0);
    game.send(&[0xB9, 3]);
    assert_eq!(game.tile(0, 0), WHITE);
    game.send(&[0xB1, 0x40]);
    game.show(|_, _| 3);
    assert_eq!(game.tile(0, 0), RED, "a file can take the mask away");
}

#[test]
fn broken_packets_are_lost() {
    let mut game = four_palettes();
    let red = palettes(0x00, WHITE, [RED, RED]);
    game.send_packet(&red, 0x10);
    assert_eq!(game.tile(0, 0), 0, "it ends with a 1");
    game.pulse(0x00);
    game.pulse(0x10);
    game.send(&red);
    assert_eq!(game.tile(0, 0), RED, "one that begins anew is whole");
    game.send(&[0xB8, 2]);
    assert_eq!(game.tile(0, 0), RED, "a command of no packets is none");
}

#[test]
fn nothing_is_obeyed_unasked() {
    let mut game = Game { sgb: Sgb::new(false) };
    game.sgb.write_p1(0x30);
    game.send(&[0xB9, 2]);
    assert_ne!(game.tile(0, 0), 0);

    let mut game = Game::new();
    game.send(&[0x71, 0x04]);
    game.send(&[0xB9, 2]);
    assert_ne!(game.tile(0, 0), 0, "ICON_EN ends the reception of packets");
}

#[test]
fn sound_and_programs_are_accepted() {
    let mut game = four_palettes();
    for code in [0x08, 0x09, 0x0C, 0x0D, 0x0F, 0x10, 0x12, 0x18, 0x19, 0x1E, 0x1F] {
        game.send(&[code << 3 | 1, 0xFF, 0xFF, 0xFF]);
    }
    game.show(|_, _| 3);
    assert_eq!(game.tile(0, 0), 0);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn any_commands_and_pictures_leave_a_picture(
        commands in prop::collection::vec((0u8..32, prop::collection::vec(any::<u8>(), 15..112)), 1..20),
        noise: u16,
    ) {
        let mut game = Game::new();
        for (code, mut bytes) in commands {
            bytes.insert(0, code << 3 | bytes.len().div_ceil(16) as u8);
            game.send(&bytes);
            game.show(|x, y| (noise ^ (x * y) as u16) >> (x % 8) & 3);
            prop_assert!(game.sgb.is_valid());
            prop_assert!(game.sgb.picture().iter().all(|&pixel| pixel <= 0x7FFF));
            prop_assert!(game.sgb.border_frame().iter().all(|&pixel| pixel <= 0x7FFF));
        }
    }
}
