//! A write of NR43 while the divider runs.
//!
//! The LFSR steps on a rising edge of the selected counter bit, however it comes about: selecting
//! a bit that is set after one that is clear is an edge too. The bits of NR43 do not arrive at
//! the same time; in between, another bit of the counter is selected, which can make an edge of
//! its own. What such a glitch does to the bits of the LFSR differs from one console to the next;
//! here it steps it.
//!
//! Source: `SameSuite` `channel_4_freq_change`.

use super::Noise;
use crate::model::Model;

impl Noise {
    /// A write of NR43.
    pub(in crate::apu) fn write_clock(&mut self, value: u8, model: Model) {
        if self.just_reloaded {
            self.reload_again(value, model);
        }
        if model.writes_pass_through_ff() {
            self.select(0xFF, model);
        }
        self.select(value, model);
    }

    /// The countdown that was loaded in this very cycle is loaded again from the new divisor,
    /// aligned to 512 kHz.
    fn reload_again(&mut self, value: u8, model: Model) {
        self.countdown = match value & 7 {
            0 => 2,
            code => code * 4 + model.noise_reload_alignment()[usize::from(self.phase())],
        };
    }

    fn select(&mut self, new: u8, model: Model) {
        let old = core::mem::replace(&mut self.clock_register, new);
        if (old ^ new) & 0xF0 == 0 {
            return;
        }
        let mut counter = self.counter;
        if model.writes_pass_through_ff() && self.just_reloaded {
            // The counter is changing from the value before.
            counter |= self.counter.wrapping_sub(1) & super::COUNTER_MASK;
        }
        let selected = |register: u8| counter >> (register >> 4) & 1 != 0;
        let before = selected(old);
        // The top bit arrives first.
        let between = selected(old & 0x7F | new & 0x80);
        let after = selected(new);

        let dips = before && !between && after && new & 0x80 == 0;
        let spikes = !before && between && !after;
        let rises = !before && after;
        if (dips || spikes) && !model.writes_pass_through_ff() {
            self.lfsr.step(self.is_narrow());
        } else if rises {
            // On the way from FF the LFSR is still narrow.
            self.lfsr.step(self.is_narrow() || model.writes_pass_through_ff());
        } else if spikes {
            self.lfsr.step(self.is_narrow());
        }
        self.update_output();
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Lfsr, Noise};
    use crate::apu::length::LengthCounter;
    use crate::apu::sink::Unheard;
    use crate::model::Model;

    /// A channel that has counted to `counter` without stepping its LFSR.
    fn counted_to(counter: u16) -> Noise {
        let mut noise = Noise::new(LengthCounter::default());
        // The counter has no bit 15.
        noise.write_clock(0xF0, Model::Cgb);
        noise.write_envelope(0xF0, Model::Cgb);
        noise.write_control(0x80, false, Model::Cgb);
        while noise.counter != counter {
            noise.advance(1, &mut Unheard);
        }
        noise.advance(1, &mut Unheard);
        assert_eq!((noise.counter, noise.lfsr), (counter, Lfsr(0)));
        noise
    }

    #[test]
    fn selecting_a_bit_that_is_set_steps_the_lfsr() {
        for shift in 0..7 {
            let mut noise = counted_to(0b010_1101);
            noise.write_clock(shift << 4, Model::Cgb);
            let is_set = 0b010_1101 >> shift & 1 != 0;
            assert_eq!(noise.lfsr != Lfsr(0), is_set, "bit {shift}");
        }
    }

    #[test]
    fn a_bit_selected_on_the_way_steps_the_lfsr() {
        // From bit 15 to bit 0, bit 7 is selected in between; neither end is set.
        let mut noise = counted_to(0x0080);
        noise.write_clock(0x00, Model::Cgb);
        assert_eq!(noise.lfsr, Lfsr(0x4000));
    }
}
