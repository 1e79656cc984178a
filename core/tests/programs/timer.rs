//! The timer's interrupt.

use edgeboy_core::{Model, Ticks};

use super::start;
use crate::common::rom::Rom;

#[test]
fn the_interrupt_comes_at_the_rate_that_tac_and_tma_set() {
    const FRAMES: u64 = 20;
    for (tac, tma, t_cycles) in
        [(4, 0xF0, 1024 * 16), (5, 0xE0, 16 * 32), (6, 0x00, 64 * 256), (7, 0xC0, 256 * 64)]
    {
        #[rustfmt::skip]
        let code = [
            0x11, 0x00, 0x00, // LD DE,0
            0x3E, tma, 0xE0, 0x06, 0xE0, 0x05, // TMA and TIMA
            0x3E, tac, 0xE0, 0x07, // TAC
            0x3E, 0x04, 0xE0, 0xFF, // IE: timer
            0xFB, // EI
            0x76, // HALT
            0x18, 0xFD, // JR -3
        ];
        for model in Model::ALL {
            // INC DE; RETI
            let mut gb = start(Rom::new(&code).at(0x50, &[0x13, 0xD9]), model);
            gb.run_until(Ticks(FRAMES * Ticks::FRAME.0));
            let registers = gb.registers();
            let interrupts = u64::from(u16::from_be_bytes([registers.d, registers.e]));
            let expected = FRAMES * 70_224 / t_cycles;
            assert!(interrupts.abs_diff(expected) <= 1, "TAC {tac}: {interrupts}, not {expected}");
        }
    }
}
