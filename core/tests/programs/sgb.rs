//! The Super Game Boy: several players, and the picture in its border.

use edgeboy_core::{BORDER_HEIGHT, BORDER_WIDTH, Buttons, LCD_WIDTH, Model};

use super::{STAY, program, results, run_frames, start};
use crate::common::rom::Rom;

/// Pulls lines of P1 low, and lets them go high again.
fn pulse(lines: u8) -> [u8; 8] {
    [0x3E, lines, 0xE0, 0x00, 0x3E, 0x30, 0xE0, 0x00]
}

/// Sends a command, filled up with zeros.
fn send(command: &[u8]) -> Vec<u8> {
    let bit =
        |index: usize| command.get(index / 8).is_some_and(|byte| byte >> (index % 8) & 1 != 0);
    let bits = (0..128).flat_map(|index| pulse(if bit(index) { 0x10 } else { 0x20 }));
    pulse(0x00).into_iter().chain(bits).chain(pulse(0x20)).collect()
}

#[test]
fn four_players_hold_buttons_of_their_own() {
    // Reads the buttons that are not directions, puts them at C000 + n, and ends the turn.
    let read = |n: u8| [0x3E, 0x10, 0xE0, 0x00, 0xF0, 0x00, 0xEA, n, 0xC0, 0x3E, 0x30, 0xE0, 0x00];
    let code = [send(&[0x89, 3]), (0..5).flat_map(read).collect(), STAY.to_vec()].concat();
    let held = [Buttons::A, Buttons::B, Buttons::SELECT, Buttons::START];
    let play = |model| {
        let mut gb = start(Rom::new(&code).for_sgb(), model);
        for (player, buttons) in held.into_iter().enumerate() {
            gb.set_buttons_of(player, buttons);
        }
        assert_eq!(gb.buttons(), Buttons::A);
        run_frames(&mut gb, 1);
        results::<5>(&gb)
    };
    assert_eq!(play(Model::Sgb), [0xDE, 0xDD, 0xDB, 0xD7, 0xDE]);
    assert_eq!(play(Model::Sgb2), [0xDE, 0xDD, 0xDB, 0xD7, 0xDE]);
    assert_eq!(play(Model::Dmg), [0xDE; 5], "a DMG has one player");
}

#[test]
fn the_picture_is_in_the_middle_of_its_border() {
    for model in Model::ALL {
        let mut gb = program(model, &[&STAY]);
        run_frames(&mut gb, 2);
        let Some(frame) = gb.border_frame() else {
            assert!(!model.is_sgb());
            continue;
        };
        assert!(model.is_sgb());
        assert_eq!(frame.len(), BORDER_WIDTH * BORDER_HEIGHT);
        for (row, line) in frame.chunks(BORDER_WIDTH).skip(40).zip(gb.frame().chunks(LCD_WIDTH)) {
            assert_eq!(&row[48..48 + LCD_WIDTH], line);
        }
        assert_eq!([frame[0], frame[BORDER_WIDTH * 40 + 47]], [0, 0], "black without a border");
    }
}
