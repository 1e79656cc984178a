//! HALT, STOP and the speed switch.

use edgeboy_core::{Buttons, GameBoy, Model, Ticks};

use super::{STAY, program, results, run_frames, start};
use crate::common::rom::Rom;

/// Waits for a joypad interrupt; `enable` is EI or NOP.
#[rustfmt::skip]
fn halting(enable: u8, model: Model) -> GameBoy {
    let rom = Rom::new(&[
        0xAF, // XOR A
        0xEA, 0x00, 0xC0, // LD (C000),A
        0xEA, 0x01, 0xC0, // LD (C001),A
        0x3E, 0x10, 0xE0, 0x00, // P1: buttons
        0xE0, 0xFF, // IE: joypad, which is 10 as well
        0xAF, 0xE0, 0x0F, // IF: nothing
        enable,
        0x76, // HALT
        0x00, // NOP
        0x3E, 0x77, 0xEA, 0x00, 0xC0, // LD (C000),77
        0x18, 0xFE, // JR -2
    ])
    .at(0x60, &[0x3E, 0x66, 0xEA, 0x01, 0xC0, 0xD9]); // LD (C001),66; RETI
    start(rom, model)
}

#[test]
fn the_joypad_interrupt_wakes_halt() {
    for model in Model::ALL {
        let mut gb = halting(0xFB, model);
        run_frames(&mut gb, 3);
        assert_eq!(results(&gb), [0, 0], "still waiting");
        gb.set_buttons(Buttons::RIGHT);
        gb.run_frame();
        assert_eq!(results(&gb), [0, 0], "the d-pad is not selected");
        gb.set_buttons(Buttons::START);
        gb.run_frame();
        assert_eq!(results(&gb), [0x77, 0x66]);
    }
}

#[test]
fn with_interrupts_disabled_halt_wakes_without_a_call() {
    for model in Model::ALL {
        let mut gb = halting(0x00, model);
        run_frames(&mut gb, 3);
        assert_eq!(results(&gb), [0, 0], "still waiting");
        gb.set_buttons(Buttons::A);
        gb.run_frame();
        assert_eq!(results(&gb), [0x77, 0]);
    }
}

#[test]
fn stop_sleeps_until_a_button_is_pressed() {
    #[rustfmt::skip]
    let code = [
        0xAF, 0xE0, 0xFF, // IE: nothing
        0xEA, 0x00, 0xC0, // LD (C000),0
        0x3E, 0x10, 0xE0, 0x00, // P1: buttons
        0x10, 0x00, // STOP
        0x3E, 0x77, 0xEA, 0x00, 0xC0, // LD (C000),77
    ];
    for model in Model::ALL {
        let mut gb = program(model, &[&code, &STAY]);
        run_frames(&mut gb, 2);
        let instructions = gb.instructions();
        run_frames(&mut gb, 10);
        assert_eq!(gb.instructions(), instructions, "asleep");
        assert_eq!(gb.peek(0xFF04), 0, "STOP clears DIV and keeps it so");
        assert!(gb.now() >= Ticks(12 * Ticks::FRAME.0), "time passes");
        assert_eq!(results(&gb), [0]);
        gb.set_buttons(Buttons::B);
        gb.run_frame();
        assert_eq!(results(&gb), [0x77], "{}", model.name());
        assert!(gb.instructions() > instructions + 1000);
    }
}

#[test]
fn stop_does_nothing_with_a_button_held_and_an_interrupt_pending() {
    #[rustfmt::skip]
    let code = [
        0x3E, 0x01, 0xE0, 0xFF, 0xE0, 0x0F, // IE and IF: VBlank
        0x3E, 0x10, 0xE0, 0x00, // P1: buttons
        0x10, 0x3C, // STOP; INC A: it is one byte long here
        0xEA, 0x00, 0xC0, // LD (C000),A
    ];
    for model in Model::ALL {
        let mut gb = program(model, &[&[0xF3], &code, &STAY]);
        gb.set_buttons(Buttons::A);
        gb.run_frame();
        assert_eq!(results(&gb), [0x11]);
    }
}

/// Instructions and steps of DIV in the time of 100 steps at normal speed.
fn speed(gb: &mut GameBoy) -> (u64, u8) {
    let before = (gb.instructions(), gb.peek(0xFF04));
    gb.run_until(Ticks(gb.now().0 + 100 * 512));
    (gb.instructions() - before.0, gb.peek(0xFF04).wrapping_sub(before.1))
}

#[test]
fn double_speed_doubles_instructions_and_div() {
    const SWITCH: [u8; 6] = [0x3E, 0x01, 0xE0, 0x4D, 0x10, 0x00];
    let cgb = |parts: &[&[u8]]| {
        let mut gb = start(Rom::new(&parts.concat()).for_cgb(), Model::Cgb);
        run_frames(&mut gb, 5);
        gb
    };
    // JR takes 12 T-cycles, DIV counts every 256.
    let near = |(instructions, div): (u64, u8), times: u64| {
        instructions.abs_diff(25_600 / 12 * times) <= 2 && u64::from(div).abs_diff(100 * times) <= 1
    };
    let mut normal = cgb(&[&STAY]);
    assert_eq!(normal.peek(0xFF4D), 0x7E);
    assert!(near(speed(&mut normal), 1));

    let mut double = cgb(&[&SWITCH, &STAY]);
    assert_eq!(double.peek(0xFF4D), 0xFE);
    assert!(near(speed(&mut double), 2));
    let frames = double.frame_count();
    run_frames(&mut double, 10);
    assert_eq!(double.frame_count() - frames, 10, "the LCD keeps its speed");

    let mut back = cgb(&[&SWITCH, &SWITCH, &STAY]);
    assert_eq!(back.peek(0xFF4D), 0x7E);
    assert!(near(speed(&mut back), 1));
}

#[test]
fn a_game_for_the_dmg_has_no_double_speed() {
    let mut gb = program(Model::Cgb, &[&[0x3E, 0x01, 0xE0, 0x4D], &STAY]);
    gb.run_frame();
    assert_eq!(gb.peek(0xFF4D), 0xFF);
}
