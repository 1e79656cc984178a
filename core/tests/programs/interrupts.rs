//! EI's delay, the HALT bug, priority, and the opcodes that lock the CPU.

use edgeboy_core::Model;

use super::{LCD_OFF, STAY, program, results, run_frames, start};
use crate::common::rom::Rom;

/// The timer interrupt enabled and requested, and three bytes of results cleared.
#[rustfmt::skip]
const REQUESTED: &[u8] = &[
    0xF3, // DI
    0x21, 0x00, 0xC0, // LD HL,C000
    0xAF, 0x22, 0x22, 0x77, // three times 0
    0x47, 0x4F, // B and C, too
    0x3E, 0x04, 0xE0, 0xFF, // IE
    0x3E, 0x04, 0xE0, 0x0F, // IF
];
/// The timer's handler: B to C001, C to C002, and FF to C000.
const HANDLER: [u8; 14] =
    [0x78, 0xEA, 0x01, 0xC0, 0x79, 0xEA, 0x02, 0xC0, 0x3E, 0xFF, 0xEA, 0x00, 0xC0, 0xD9];

fn after(code: &[u8], model: Model) -> [u8; 3] {
    let rom = Rom::new(&[LCD_OFF.as_slice(), REQUESTED, code, &STAY].concat()).at(0x50, &HANDLER);
    let mut gb = start(rom, model);
    gb.run_frame();
    results(&gb)
}

#[test]
fn an_interrupt_comes_one_instruction_after_ei() {
    for model in Model::ALL {
        // EI; INC B; INC C
        assert_eq!(after(&[0xFB, 0x04, 0x0C], model), [0xFF, 1, 0]);
        // EI; EI; INC B: a second EI does not put it off.
        assert_eq!(after(&[0xFB, 0xFB, 0x04], model), [0xFF, 0, 0]);
    }
}

#[test]
fn di_right_after_ei_lets_no_interrupt_through() {
    for model in Model::ALL {
        assert_eq!(after(&[0xFB, 0xF3, 0x00, 0x00], model), [0, 0, 0]);
    }
}

#[test]
fn the_halt_bug_fetches_a_byte_twice() {
    for model in Model::ALL {
        // LD A,0; HALT; INC A; LD (C000),A
        let code = [0x3E, 0x00, 0x76, 0x3C, 0xEA, 0x00, 0xC0];
        assert_eq!(after(&code, model), [2, 0, 0]);
    }
}

#[test]
fn the_lowest_bit_goes_first() {
    #[rustfmt::skip]
    let code = [
        0x21, 0x00, 0xC0, // LD HL,C000
        0x3E, 0x1F, 0xE0, 0xFF, // IE: all
        0xE0, 0x0F, // IF: all
        0xFB, // EI
    ];
    for model in Model::ALL {
        let mut rom = Rom::new(&[LCD_OFF.as_slice(), &code, &STAY].concat());
        for vector in [0x40, 0x48, 0x50, 0x58, 0x60] {
            // LD A,vector; LD (HL+),A; RETI
            rom = rom.at(vector, &[0x3E, vector as u8, 0x22, 0xD9]);
        }
        let mut gb = start(rom, model);
        gb.run_frame();
        assert_eq!(results(&gb), [0x40, 0x48, 0x50, 0x58, 0x60]);
        assert_eq!(gb.peek(0xFF0F), 0xE0, "all are acknowledged");
    }
}

#[test]
fn an_opcode_that_does_not_exist_locks_the_cpu_and_not_the_lcd() {
    for opcode in [0xD3, 0xDB, 0xDD, 0xE3, 0xE4, 0xEB, 0xEC, 0xED, 0xF4, 0xFC, 0xFD] {
        let enable = [0x3E, 0x1F, 0xE0, 0xFF, 0xFB, 0x00];
        let mut gb = program(Model::Dmg, &[&enable, &[opcode], &STAY]);
        // VBlank is still requested from the boot ROM: its handler is full of NOPs up to 0100,
        // and comes here again with interrupts disabled.
        run_frames(&mut gb, 2);
        let (registers, instructions) = (gb.registers(), gb.instructions());
        let pictures = gb.frame_count();
        run_frames(&mut gb, 10);
        assert_eq!(gb.registers(), registers, "{opcode:02X}");
        assert_eq!(gb.instructions(), instructions);
        assert_eq!(gb.frame_count(), pictures + 10);
        assert_eq!(gb.peek(registers.pc.wrapping_sub(1)), opcode);
    }
}

#[test]
fn on_the_dmg_clearing_if_just_before_ly_equals_lyc_does_not_hold_back_the_interrupt() {
    for (nops, requested) in [(98, 0xE2), (99, 0xE2), (100, 0xE0)] {
        #[rustfmt::skip]
        let code = [
            0xF3, // DI
            0x3E, 0x91, 0xE0, 0x40, // LCDC
            0x3E, 0x01, 0xE0, 0x45, // LYC
            0x3E, 0x40, 0xE0, 0x41, // STAT
        ];
        // XOR A; LDH (IF),A; LDH A,(IF); LD (C000),A
        let clear = [0xAF, 0xE0, 0x0F, 0xF0, 0x0F, 0xEA, 0x00, 0xC0];
        for model in [Model::Dmg, Model::Mgb] {
            let mut gb = program(model, &[&LCD_OFF, &code, &vec![0x00; nops], &clear, &STAY]);
            run_frames(&mut gb, 2);
            assert_eq!(results(&gb), [requested], "{model:?} after {nops} NOPs");
        }
    }
}
