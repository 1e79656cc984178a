//! The trigger of channel 4.
//!
//! The prescaler runs on a 512 kHz clock that the CPU does not know the phase of, and a trigger
//! reloads it through several flip-flops. So the time to the first increment depends on the
//! phase, on the divisor, and on whether the counter was running.
//!
//! Source: `SameSuite` `channel_4_align`, `channel_4_delay`, `channel_4_lfsr_restart`,
//! `channel_4_lfsr_restart_fast`.

use super::Noise;
use super::lfsr::Lfsr;
use crate::model::Model;

/// What a trigger finds when it comes in the very cycle of an increment.
#[derive(Clone, Copy, Default)]
struct Collision {
    /// The divisor code that the prescaler is loaded with instead of NR43's.
    code: Option<u8>,
    /// The prescaler is loaded four cycles early.
    early: bool,
    /// The increment that came with the trigger steps the cleared LFSR.
    steps_lfsr: bool,
}

impl Noise {
    /// The trigger itself, once it is aligned.
    pub(super) fn trigger(&mut self, model: Model) {
        self.start_prescaler(model);
        self.envelope.trigger();
        self.counted = self.phase() == 2;
        if self.envelope.dac_is_on() {
            self.active = true;
            self.output = 0;
        }
        self.length.trigger();
    }

    fn start_prescaler(&mut self, model: Model) {
        let dac_is_on = self.envelope.dac_is_on();
        let was_counting = core::mem::replace(&mut self.counting_in_background, true);
        let was_without_dac = core::mem::replace(&mut self.triggered_without_dac, !dac_is_on);
        self.counting = dac_is_on;

        let collision = self.collide();
        let code = collision.code.unwrap_or(self.divisor_code());
        let phase = self.phase();
        let mut countdown = i16::from(code) * 4 + 6;
        countdown += match (phase, code) {
            (1 | 3, 0) if was_counting && !model.writes_pass_through_ff() => -1,
            (1 | 3, 0) => 1,
            (1, 1) if self.active => -5,
            (1, _) => -1,
            (3, 1) if !self.active => 1,
            (3, _) => -3,
            (_, 0) => 0,
            (2, _) => -2,
            (_, 1) if !self.active || self.shift() != 0 => 0,
            _ => -4,
        };
        if phase == 0 {
            countdown += match code {
                0 if was_counting && !self.active && was_without_dac => 28,
                1 if was_counting && !self.active => -4,
                2.. if !dac_is_on => 4,
                _ => 0,
            };
        }
        if collision.early {
            countdown -= 4;
        }
        self.countdown = countdown.max(1) as u8;

        // A restart on that phase with the smallest divisor does not quite clear the register.
        let damaged = code == 0 && self.active && phase == 3;
        self.lfsr = Lfsr(if damaged { 0x0055 } else { 0 });
        if collision.steps_lfsr {
            self.lfsr.step(self.is_narrow());
        }
    }

    fn collide(&mut self) -> Collision {
        let code = self.divisor_code();
        let mut collision = Collision::default();
        if code > 1 && self.countdown == 1 {
            self.increment_counter();
        } else if self.countdown == 2 && self.phase() == 0 && self.active {
            match code {
                0 => collision.code = Some(8),
                1 => {
                    collision.early = !self.counted;
                    let bit = u32::from(self.counter) >> self.shift() & 1;
                    self.increment_counter();
                    let new_bit = u32::from(self.counter) >> self.shift() & 1;
                    collision.steps_lfsr = new_bit > bit;
                }
                _ => {}
            }
        }
        collision
    }
}
