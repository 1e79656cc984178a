//! Small programs of our own, and what the machine makes of them: behaviour as one sees it from
//! outside.

mod common {
    pub(crate) mod rom;
}

mod programs {
    mod boot;
    mod cartridge;
    mod dma;
    mod infrared;
    mod interrupts;
    mod low_power;
    mod memory;
    mod mid_line;
    mod picture;
    mod serial;
    mod sgb;
    mod timer;

    use edgeboy_core::{GameBoy, Model};

    use crate::common::rom::{Rom, machine};

    /// `JR -2`: for ever.
    const STAY: [u8; 2] = [0x18, 0xFE];
    /// `LD A,0; LDH (LCDC),A`: the LCD off, and all memory free.
    const LCD_OFF: [u8; 4] = [0x3E, 0x00, 0xE0, 0x40];

    /// A machine that is about to run a program of several parts.
    fn program(model: Model, parts: &[&[u8]]) -> GameBoy {
        start(Rom::new(&parts.concat()), model)
    }

    fn start(rom: Rom, model: Model) -> GameBoy {
        machine(&rom.build(), model)
    }

    fn run_frames(gb: &mut GameBoy, frames: u32) {
        for _ in 0..frames {
            gb.run_frame();
        }
    }

    /// The bytes at C000, where programs here leave their results.
    fn results<const N: usize>(gb: &GameBoy) -> [u8; N] {
        std::array::from_fn(|index| gb.peek(0xC000 + index as u16))
    }
}
