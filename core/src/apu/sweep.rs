//! The period sweep of channel 1.
//!
//! The unit is an adder that works bit-serially: a sequencer event (or a trigger) starts it, the
//! addend is shifted for as many 1 MHz cycles as the shift says, and only then is the sum checked
//! for overflow. What the CPU changes meanwhile is taken up half-way.
//!
//! Source: Pan Docs, [Audio details](https://gbdev.io/pandocs/Audio_details.html), "Pulse channel
//! with sweep (CH1)"; blargg `04-sweep`, `05-sweep details`, `06-overflow on trigger`; `SameSuite`
//! `channel_1_sweep`, `channel_1_sweep_restart_2`.

use serde::{Deserialize, Serialize};

use super::pulse::Pulse;
use crate::model::Model;

/// NR10 and what it steers.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Sweep {
    register: u8,
    /// Counts sequencer events up to 7, starting at the pace's complement.
    pace_counter: u8,
    /// 1 MHz cycles until the shifting begins.
    start_countdown: u8,
    /// 1 MHz cycles of shifting still to do.
    shift_countdown: u8,
    /// The running calculation has nothing to shift and is over when it begins.
    instant: bool,
    /// The running calculation was started with a shift of zero, so that one does not pause it.
    unshifted: bool,
    /// The period that the sum is made from.
    shadow: u16,
    addend: u16,
    /// The addend of the last calculation that was completed.
    completed_addend: u16,
    /// 2 MHz cycles for which a trigger keeps the shadow from being loaded.
    hold: u8,
}

impl Sweep {
    /// NR10 without its unreadable bit.
    pub(super) fn register(&self) -> u8 {
        self.register & 0x7F
    }

    /// Whether the coming 2 MHz cycles change anything here.
    pub(super) fn is_busy(&self) -> bool {
        self.start_countdown != 0 || self.hold != 0 || self.is_shifting()
    }

    /// A 2 MHz cycle passes; `clocked` says whether it also is a 1 MHz one.
    pub(super) fn advance(&mut self, clocked: bool, pulse: &mut Pulse) {
        if clocked {
            if self.start_countdown != 0 {
                self.start_countdown -= 1;
                if self.start_countdown == 0 {
                    if self.instant && self.shift_countdown == 0 {
                        self.complete(pulse);
                    }
                    self.instant = false;
                }
            } else if self.is_shifting() {
                self.shift_countdown -= 1;
                if self.shift_countdown == 0 {
                    self.complete(pulse);
                }
            }
        }
        self.hold = self.hold.saturating_sub(1);
    }

    /// The 128 Hz event of the frame sequencer. `start` is the number of 1 MHz cycles until a
    /// calculation begins.
    pub(super) fn clock(&mut self, start: u8, pulse: &mut Pulse) {
        self.pace_counter = self.pace_counter.wrapping_add(1) & 7;
        self.start_if_due(start, pulse);
    }

    /// Channel 1 is triggered. `was_active` says whether it was on before, `half` is the phase of
    /// the 1 MHz clock.
    pub(super) fn trigger(&mut self, was_active: bool, half: bool, pulse: &Pulse, model: Model) {
        self.instant = false;
        self.shadow = 0;
        self.completed_addend = 0;
        self.addend = 0;
        if self.shift() != 0 {
            // With a shift, overflow is checked on a trigger too (blargg `06-overflow on trigger`).
            let late = model.sweep_start_depends_on_alignment() && !half;
            self.shift_countdown = self.shift();
            self.start_countdown = 2 + u8::from(late) + u8::from(!was_active);
            self.unshifted = false;
            self.addend = pulse.period() >> self.shift();
        }
        self.hold = 2 - u8::from(half) + model.extra_sweep_hold();
        self.pace_counter = self.pace() ^ 7;
    }

    /// A write of NR10.
    pub(super) fn write(&mut self, value: u8, half: bool, pulse: &mut Pulse, model: Model) {
        if self.start_countdown != 0 || self.shift_countdown != 0 {
            self.disturb(value, half, pulse, model);
        }
        let was_decreasing = self.is_decreasing() || model.nr10_write_assumes_decrease();
        self.register = value;
        // Leaving the decreasing mode checks the last sum (blargg `05-sweep details`).
        let sum =
            u32::from(self.shadow) + u32::from(self.completed_addend) + u32::from(was_decreasing);
        if sum > 0x7FF && !self.is_decreasing() {
            pulse.stop();
        }
        self.start_if_due(1 + u8::from(half), pulse);
    }

    fn start_if_due(&mut self, start: u8, pulse: &mut Pulse) {
        if self.pace() == 0 || self.pace_counter & 7 != 7 {
            return;
        }
        if self.shift() != 0 {
            let sum = self.addend.wrapping_add(self.shadow);
            pulse.set_period(sum.wrapping_add(u16::from(self.is_decreasing())));
        }
        if self.hold == 0 {
            self.addend = pulse.period() >> self.shift();
        }
        self.shift_countdown = self.shift();
        self.start_countdown = start;
        self.unshifted = self.shift() == 0;
        self.instant |= self.shift() == 0;
        self.pace_counter = self.pace() ^ 7;
    }

    fn complete(&mut self, pulse: &mut Pulse) {
        if self.hold == 0 {
            self.shadow = pulse.period();
        }
        if self.is_decreasing() {
            self.addend ^= 0x7FF;
        } else if u32::from(self.shadow) + u32::from(self.addend) > 0x7FF {
            pulse.stop();
        }
        self.completed_addend = self.addend;
    }

    /// A write of NR10 while a calculation runs.
    fn disturb(&mut self, value: u8, half: bool, pulse: &mut Pulse, model: Model) {
        let gains_shift = self.shift() == 0;
        if model.writes_pass_through_ff() {
            // The FF on the way lets a paused calculation shift once.
            if self.start_countdown == 0 && gains_shift && half {
                self.shift_countdown = self.shift_countdown.saturating_sub(1);
                if self.shift_countdown <= 1 {
                    self.shift_countdown = 0;
                    self.complete(pulse);
                }
            }
            return;
        }
        if self.start_countdown == 2 {
            // The count was loaded just now and is loaded again.
            self.shift_countdown = value & 7;
            if self.shift_countdown == 0 {
                self.start_countdown = 0;
            }
        }
        if value & 7 != 0 && gains_shift && !half && self.shift_countdown > 1 {
            self.shift_countdown -= 1;
        }
    }

    fn is_shifting(&self) -> bool {
        // With a shift of zero a calculation that needs one pauses.
        self.shift_countdown != 0 && (self.shift() != 0 || self.unshifted)
    }

    fn shift(&self) -> u8 {
        self.register & 7
    }

    fn pace(&self) -> u8 {
        self.register >> 4 & 7
    }

    fn is_decreasing(&self) -> bool {
        self.register & 8 != 0
    }
}
