//! Tests of the whole APU through the interface that the bus uses.

extern crate std;

mod channels;
mod laziness;
mod registers;
mod sound;

use super::{Apu, Channel};
use crate::model::Model;
use crate::time::Ticks;

/// Ticks of an M-cycle in normal speed.
const M_CYCLE: u64 = 8;
/// Ticks between two edges of the same kind of the DIV-APU bit.
const DIV_APU: u64 = 16_384;

/// An APU with the DIV that clocks it, and a clock of its own.
#[derive(Clone)]
struct Console {
    apu: Apu,
    now: u64,
}

impl Console {
    /// Switched on just after an edge of the DIV-APU bit, sound registers at full volume.
    fn new(model: Model) -> Console {
        let mut console = Console { apu: Apu::new(model), now: 0 };
        console.write(0xFF26, 0x80);
        console.write(0xFF24, 0x77);
        console.write(0xFF25, 0xFF);
        console
    }

    fn write(&mut self, address: u16, value: u8) {
        let div_bit = self.now % DIV_APU >= DIV_APU / 2;
        self.apu.write(address, value, Ticks(self.now), div_bit);
    }

    fn read(&mut self, address: u16) -> u8 {
        self.apu.read(address, Ticks(self.now))
    }

    /// Lets time pass with DIV's edges in it.
    fn run(&mut self, ticks: u64) {
        let end = self.now + ticks;
        loop {
            let edge = (self.now / (DIV_APU / 2) + 1) * (DIV_APU / 2);
            if edge > end {
                break;
            }
            self.now = edge;
            if edge.is_multiple_of(DIV_APU) {
                self.apu.div_apu_falling(Ticks(edge));
            } else {
                self.apu.div_apu_rising(Ticks(edge));
            }
        }
        self.now = end;
        self.apu.sync(Ticks(end));
    }

    /// Lets `count` events of the frame sequencer pass.
    fn events(&mut self, count: u64) {
        self.run(count * DIV_APU);
    }

    fn is_on(&mut self, channel: Channel) -> bool {
        self.read(0xFF26) >> (channel as u8) & 1 != 0
    }
}

/// For each channel the address of its `NRx0`.
fn base(channel: Channel) -> u16 {
    0xFF10 + 5 * channel as u16
}

/// Switches a channel's DAC on (at full volume) and triggers it.
fn start(console: &mut Console, channel: Channel, control: u8) {
    match channel {
        Channel::Wave => {
            console.write(0xFF1A, 0x80);
            console.write(0xFF1C, 0x20);
        }
        _ => console.write(base(channel) + 2, 0xF0),
    }
    console.write(base(channel) + 4, 0x80 | control);
}
