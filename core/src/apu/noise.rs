//! Channel 4: a shift register clocked by a divider.
//!
//! A prescaler counts 2 MHz cycles down from NR43's divisor and increments a 14-bit counter; the
//! LFSR steps when the counter's bit that NR43 selects rises. The counter keeps counting when the
//! channel goes off, until its DAC does.
//!
//! Source: Pan Docs, [Audio details](https://gbdev.io/pandocs/Audio_details.html), "Noise channel
//! (CH4)"; `SameSuite`'s `channel_4` tests.

mod lfsr;
mod reclock;
mod start;

use serde::{Deserialize, Serialize};

use self::lfsr::Lfsr;
use super::envelope::Envelope;
use super::length::LengthCounter;
use super::sink::LevelSink;
use crate::model::Model;

/// The prescaler increments a counter of 14 bits.
const COUNTER_MASK: u16 = 0x3FFF;

/// The noise channel.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Noise {
    pub(super) envelope: Envelope,
    pub(super) length: LengthCounter<64>,
    active: bool,
    /// NR43.
    clock_register: u8,
    lfsr: Lfsr,
    counter: u16,
    /// 2 MHz cycles until the counter is incremented.
    countdown: u8,
    /// The last cycle reloaded the countdown.
    just_reloaded: bool,
    /// The counter was incremented since the last trigger.
    counted: bool,
    /// 2 MHz cycles since the APU was switched on, modulo 4.
    alignment: u8,
    /// The counter runs, because the channel was triggered with its DAC on...
    counting: bool,
    /// ... or because nothing has stopped it since.
    counting_in_background: bool,
    triggered_without_dac: bool,
    /// 2 MHz cycles until a trigger that waits for the 512 kHz clock takes effect.
    start_delay: u8,
    output: u8,
}

impl Noise {
    /// The channel after the APU was switched on or off.
    pub(super) fn new(length: LengthCounter<64>) -> Noise {
        Noise {
            envelope: Envelope::default(),
            length,
            active: false,
            clock_register: 0,
            lfsr: Lfsr::default(),
            counter: 0,
            countdown: 0,
            just_reloaded: false,
            counted: false,
            alignment: 0,
            counting: false,
            counting_in_background: false,
            triggered_without_dac: false,
            start_delay: 0,
            output: 0,
        }
    }

    /// Whether NR52 shows the channel as on.
    pub(super) fn is_active(&self) -> bool {
        self.active
    }

    /// The digital output that the DAC gets, 0 to 15; 0 while the channel is off.
    pub(super) fn output(&self) -> u8 {
        if self.active { self.output & 0x0F } else { 0 }
    }

    /// NR43.
    pub(super) fn clock_register(&self) -> u8 {
        self.clock_register
    }

    /// Whether a delayed trigger is pending.
    pub(super) fn start_is_pending(&self) -> bool {
        self.start_delay != 0
    }

    /// A cycle of 2 MHz has passed. Returns whether a delayed trigger takes effect.
    pub(super) fn count_start_delay(&mut self) -> bool {
        let was_pending = self.start_is_pending();
        self.start_delay = self.start_delay.saturating_sub(1);
        was_pending && self.start_delay == 0
    }

    /// Switches the channel off until its next trigger.
    pub(super) fn stop(&mut self) {
        self.active = false;
        self.output = 0;
    }

    /// A write of NR42.
    pub(super) fn write_envelope(&mut self, value: u8, model: Model) {
        if value & 0xF8 == 0 {
            if self.active && self.divisor_code() != 0 {
                if self.countdown <= 2 {
                    self.increment_counter();
                }
                self.counting_in_background = false;
            }
            self.counting = false;
            self.envelope.set_register(value);
            self.stop();
        } else if self.active {
            self.envelope.rewrite_register(value, model.writes_pass_through_ff());
            self.update_output();
        } else {
            self.envelope.set_register(value);
        }
    }

    /// A write of NR44: trigger and length.
    pub(super) fn write_control(&mut self, value: u8, clocked_half: bool, model: Model) {
        if value & 0x80 != 0 {
            self.envelope.release();
            if model.noise_trigger_waits_for_alignment() && self.phase() != 0 {
                self.start_delay = 6;
            } else {
                self.trigger(model);
            }
        }
        let always = model.clocks_length_without_enabling();
        if self.length.write_control(value, clocked_half, always) {
            self.stop();
        }
    }

    /// Recomputes the output after the volume or the LFSR changed.
    pub(super) fn update_output(&mut self) {
        if self.active {
            self.output = if self.lfsr.output() { self.envelope.volume() } else { 0 };
        }
    }

    /// Lets `cycles` (at least one) cycles of 2 MHz pass and tells `sink` of each new output.
    pub(super) fn advance<S: LevelSink>(&mut self, cycles: u32, sink: &mut S) {
        self.alignment = (u32::from(self.alignment) + cycles) as u8 & 3;
        if !self.counting && !self.counting_in_background {
            return;
        }
        let interval = u32::from(self.divisor());
        let first = match self.countdown {
            0 => interval,
            countdown => u32::from(countdown),
        };
        let Some(after_first) = cycles.checked_sub(first) else {
            self.countdown = (first - cycles) as u8;
            self.just_reloaded = false;
            return;
        };
        let increments = 1 + after_first / interval;
        let since_last = after_first % interval;
        self.countdown = (interval - since_last) as u8;
        self.just_reloaded = since_last == 0;
        self.counted = true;
        if self.active {
            self.step_lfsr_during(increments, first, interval, sink);
        }
        self.counter = (u32::from(self.counter) + increments) as u16 & COUNTER_MASK;
    }

    /// Steps the LFSR at each of the coming counter increments that raises the selected bit.
    fn step_lfsr_during<S: LevelSink>(
        &mut self,
        increments: u32,
        first: u32,
        interval: u32,
        sink: &mut S,
    ) {
        let shift = self.shift();
        if shift >= 14 {
            // The counter has no such bit.
            return;
        }
        let bit = 1_u32 << shift;
        let cycle = bit * 2;
        // Increments until the counter's lower bits stand at exactly the selected bit.
        let mut nth = bit.wrapping_sub(u32::from(self.counter)) & (cycle - 1);
        if nth == 0 {
            nth = cycle;
        }
        let Some(after_first) = increments.checked_sub(nth) else { return };
        let (mut at, period) = (first + (nth - 1) * interval, cycle * interval);
        let mut steps = 1 + after_first / cycle;
        let narrow = self.is_narrow();
        let is_heard = S::HEARD && self.envelope.volume() != 0;
        if is_heard {
            // From here on the level is that of the register's last step.
            self.lfsr.step(narrow);
            self.update_output();
            sink.level(at, self.output());
            at += period;
            steps -= 1;
        }
        while steps > 0 {
            let now = steps.min(Lfsr::most_steps(narrow));
            steps -= now;
            let mut is_high = self.lfsr.output();
            let mut changes = self.lfsr.step_often(now, narrow);
            while is_heard && changes != 0 {
                is_high = !is_high;
                let level = if is_high { self.envelope.volume() } else { 0 };
                sink.level(at + changes.trailing_zeros() * period, level);
                changes &= changes - 1;
            }
            at += now * period;
        }
        self.update_output();
        if S::HEARD && !is_heard {
            sink.level(at - period, self.output());
        }
    }

    fn increment_counter(&mut self) {
        self.counter = self.counter.wrapping_add(1) & COUNTER_MASK;
    }

    /// The phase of the 512 kHz clock, in 2 MHz cycles.
    fn phase(&self) -> u8 {
        self.alignment & 3
    }

    fn divisor_code(&self) -> u8 {
        self.clock_register & 7
    }

    /// 2 MHz cycles between two increments of the counter.
    fn divisor(&self) -> u8 {
        match self.divisor_code() {
            0 => 2,
            code => code * 4,
        }
    }

    fn shift(&self) -> u8 {
        self.clock_register >> 4
    }

    fn is_narrow(&self) -> bool {
        self.clock_register & 8 != 0
    }
}
