//! What is seen: shades, colours, window, objects, and the blank LCD.

use edgeboy_core::{GameBoy, LCD_HEIGHT, LCD_WIDTH, Model, Ticks};

use super::{LCD_OFF, STAY, program, run_frames, start};
use crate::common::rom::Rom;

/// The palette with which an SGB shows a game that sends none.
const SGB_COLORS: [u16; 4] = [0x67BF, 0x265B, 0x10B5, 0x2866];

/// Frames until such a program has drawn its picture; clearing VRAM takes four of them.
const SET_UP: u32 = 8;

/// Clears VRAM.
const CLEAR: [u8; 10] = [0x21, 0x00, 0x80, 0xAF, 0x22, 0x7C, 0xFE, 0xA0, 0x20, 0xF9];
/// Eight rows of the colours 0, 1, 2, 3, 0, 1, 2, 3 in tile 0, with which the BG is then full.
const STRIPES: [u8; 14] =
    [0x21, 0x00, 0x80, 0x06, 0x08, 0x36, 0x55, 0x23, 0x36, 0x33, 0x23, 0x05, 0x20, 0xF7];

#[test]
fn bgp_gives_each_colour_its_shade() {
    for model in [Model::Dmg, Model::Mgb] {
        for (bgp, shades) in [(0xE4, [0, 1, 2, 3]), (0x1B, [3, 2, 1, 0]), (0x6C, [0, 3, 2, 1])] {
            let palette = [0x3E, bgp, 0xE0, 0x47, 0x3E, 0x91, 0xE0, 0x40];
            let mut gb = program(model, &[&LCD_OFF, &CLEAR, &STRIPES, &palette, &STAY]);
            run_frames(&mut gb, SET_UP);
            for (index, &shade) in gb.frame().iter().enumerate() {
                assert_eq!(shade, shades[index % 4], "pixel {index}");
            }
        }
    }
}

/// Writes four colours into palette 0 behind the index register `index`.
fn palette(index: u8, colors: [u16; 4]) -> Vec<u8> {
    let mut code = vec![0x3E, 0x80, 0xE0, index];
    for byte in colors.into_iter().flat_map(u16::to_le_bytes) {
        code.extend([0x3E, byte, 0xE0, index + 1]);
    }
    code
}

#[test]
fn the_cgb_shows_its_palettes_colours() {
    let colors = [0x7FFF, 0x001F, 0x1234, 0x7C00];
    let on = [0x3E, 0x91, 0xE0, 0x40];
    let parts = [&LCD_OFF, CLEAR.as_slice(), &STRIPES, &palette(0x68, colors), &on, &STAY].concat();
    let mut gb = start(Rom::new(&parts).for_cgb(), Model::Cgb);
    run_frames(&mut gb, SET_UP);
    for (index, &color) in gb.frame().iter().enumerate() {
        assert_eq!(color, colors[index % 4], "pixel {index}");
    }
}

/// A window of colour 1 from (80, 100) on and an object of colour 3 at (50, 30). On the CGB the
/// colours' values are those of the DMG's shades.
fn window_and_object(model: Model) -> GameBoy {
    #[rustfmt::skip]
    let scene = [
        0x21, 0x10, 0x80, // LD HL,8010: tile 1 is of colour 3
        0x06, 0x10, 0x36, 0xFF, 0x23, 0x05, 0x20, 0xFA,
        0x06, 0x08, // tile 2 is of colour 1
        0x36, 0xFF, 0x23, 0x36, 0x00, 0x23, 0x05, 0x20, 0xF7,
        0x21, 0x00, 0x9C, // LD HL,9C00: the window's map is full of tile 2
        0x3E, 0x02, 0x22, 0x7C, 0xFE, 0xA0, 0x20, 0xF8,
        0x21, 0x00, 0xFE, // LD HL,FE00: OAM
        0x36, 16 + 30, 0x2C, 0x36, 8 + 50, 0x2C, 0x36, 0x01, 0x2C, 0x36, 0x00, 0x2C,
        0xAF, 0x22, 0x7D, 0xFE, 0xA0, 0x20, 0xF9, // and nothing else
        0x3E, 0xE4, 0xE0, 0x47, 0xE0, 0x48, // BGP and OBP0
        0x3E, 100, 0xE0, 0x4A, // WY
        0x3E, 80 + 7, 0xE0, 0x4B, // WX
        0xAF, 0xE0, 0x42, 0xE0, 0x43, // SCY and SCX
    ];
    let on = [0x3E, 0xF3, 0xE0, 0x40];
    let palettes = [palette(0x68, [0, 1, 2, 3]), palette(0x6A, [0, 1, 2, 3])].concat();
    let parts = [&LCD_OFF, CLEAR.as_slice(), &scene, &palettes, &on, &STAY].concat();
    start(Rom::new(&parts).for_cgb(), model)
}

#[test]
fn window_and_object_are_where_they_should_be() {
    for model in Model::ALL {
        let mut gb = window_and_object(model);
        run_frames(&mut gb, SET_UP);
        let colors = if model.is_sgb() { SGB_COLORS } else { [0, 1, 2, 3] };
        for y in 0..LCD_HEIGHT {
            for x in 0..LCD_WIDTH {
                let expected = if (50..58).contains(&x) && (30..38).contains(&y) {
                    3
                } else {
                    usize::from(x >= 80 && y >= 100)
                };
                assert_eq!(gb.frame()[y * LCD_WIDTH + x], colors[expected], "({x}, {y})");
            }
        }
    }
}

#[test]
fn with_the_lcd_off_blank_pictures_go_on() {
    for model in Model::ALL {
        let mut gb = program(model, &[&LCD_OFF, &STAY]);
        run_frames(&mut gb, 2);
        let blank = match model {
            _ if model.is_cgb() => 0x7FFF,
            _ if model.is_sgb() => SGB_COLORS[0],
            _ => 0,
        };
        let before = gb.frame_count();
        for passed in 1..20 {
            gb.run_frame();
            assert_eq!(gb.frame_count(), before + passed);
            assert!(gb.frame().iter().all(|&pixel| pixel == blank));
            assert_eq!([gb.peek(0xFF44), gb.peek(0xFF41) & 3], [0, 0], "LY and mode");
        }
    }
}

#[test]
fn a_frame_is_70224_t_cycles_whatever_the_lcd_does() {
    // The LCD goes on and off all the time.
    let toggling = [0xF0, 0x40, 0xEE, 0x80, 0xE0, 0x40, 0x04, 0x20, 0xFD, 0x18, 0xF5];
    for model in Model::ALL {
        for code in [STAY.as_slice(), &[LCD_OFF, [0x00; 4]].concat(), &toggling, &[0x76]] {
            let mut gb = program(model, &[code, &STAY]);
            for frame in 1..30 {
                gb.run_frame();
                let late = gb.now().0 - frame * Ticks::FRAME.0;
                assert_eq!(Ticks::FRAME.0, 2 * 70_224);
                assert!(late < 2 * 24, "an instruction has at most six M-cycles: {late}");
            }
        }
    }
}
