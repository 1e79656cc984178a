//! Channels 1 and 2: a pulse wave of four duties.
//!
//! Source: Pan Docs, [Audio registers](https://gbdev.io/pandocs/Audio_Registers.html) and
//! [Audio details](https://gbdev.io/pandocs/Audio_details.html); `SameSuite`'s `channel_1` and
//! `channel_2` tests for the delays of a trigger and the duty step's survival.

use serde::{Deserialize, Serialize};

use super::envelope::Envelope;
use super::length::LengthCounter;
use super::sink::LevelSink;
use crate::model::Model;

/// For each duty the steps, from bit 0 on, at which the wave is high.
const DUTIES: [u8; 4] = [0b1000_0000, 0b1000_0001, 0b1110_0001, 0b0111_1110];

/// A pulse channel.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Pulse {
    pub(super) envelope: Envelope,
    pub(super) length: LengthCounter<64>,
    active: bool,
    duty: u8,
    /// The 11-bit period: the wave steps every `2 * (2048 - period)` cycles of 2 MHz.
    period: u16,
    /// The period's top bits as last written to `NRx4`; the sweep may have changed the period
    /// since.
    written_high: u8,
    /// Where in the eight steps of the wave the channel stands.
    step: u8,
    /// 2 MHz cycles before the one in which the wave steps.
    timer: u16,
    /// What is left of the delay that a trigger added to the first step.
    delay: u8,
    /// The last cycle reloaded the timer, so a new period still takes effect.
    just_reloaded: bool,
    /// Nothing is heard between a trigger and the first step.
    suppressed: bool,
    /// The wave has stepped since the last trigger.
    stepped: bool,
    output: u8,
}

impl Pulse {
    /// The channel after the APU was switched on or off.
    pub(super) fn new(length: LengthCounter<64>) -> Pulse {
        Pulse {
            envelope: Envelope::default(),
            length,
            active: false,
            duty: 0,
            period: 0,
            written_high: 0,
            step: 0,
            timer: 0xFFFF,
            delay: 0,
            just_reloaded: false,
            suppressed: false,
            stepped: false,
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

    /// The 11-bit period.
    pub(super) fn period(&self) -> u16 {
        self.period & 0x7FF
    }

    /// The sweep unit changes the period; the timer takes it up at its next reload.
    pub(super) fn set_period(&mut self, period: u16) {
        self.period = period & 0x7FF;
    }

    /// Switches the channel off until its next trigger.
    pub(super) fn stop(&mut self) {
        self.active = false;
        self.output = 0;
    }

    /// `NRx1` as it reads, without the bits that cannot be read.
    pub(super) fn duty_register(&self) -> u8 {
        self.duty << 6
    }

    /// A write of `NRx1`'s duty. It is heard from the next step on.
    pub(super) fn write_duty(&mut self, value: u8) {
        self.duty = value >> 6;
    }

    /// A write of `NRx2`.
    pub(super) fn write_envelope(&mut self, value: u8, model: Model) {
        if value & 0xF8 == 0 {
            self.envelope.set_register(value);
            self.stop();
        } else if self.active {
            self.envelope.rewrite_register(value, model.writes_pass_through_ff());
            self.update_output();
        } else {
            self.envelope.set_register(value);
        }
    }

    /// A write of `NRx3`.
    pub(super) fn write_period_low(&mut self, value: u8) {
        self.period = self.period() & 0x700 | u16::from(value);
        self.reload_if_just_reloaded();
    }

    /// A write of `NRx4`: period, trigger and length. `half` is the phase of the 1 MHz clock. For
    /// channel 1 the sweep unit gets its trigger from the caller.
    pub(super) fn write_control(
        &mut self,
        value: u8,
        half: bool,
        clocked_half: bool,
        model: Model,
    ) {
        let trigger = value & 0x80 != 0;
        if !trigger {
            self.undo_step_lost_to_late_write(value, model);
        }
        let old_period = self.period();
        self.period = old_period & 0x0FF | u16::from(value & 7) << 8;
        self.written_high = value & 7;
        self.reload_if_just_reloaded();
        if trigger {
            self.trigger(value, old_period, half, model);
        }
        let always = model.clocks_length_without_enabling();
        if self.length.write_control(value, clocked_half, always) {
            self.stop();
        }
    }

    /// Recomputes the output after the volume changed.
    pub(super) fn update_output(&mut self) {
        if self.active && !self.suppressed {
            let high = DUTIES[usize::from(self.duty & 3)] >> (self.step & 7) & 1 != 0;
            self.output = if high { self.envelope.volume() } else { 0 };
        }
    }

    /// Lets `cycles` (at least one) cycles of 2 MHz pass and tells `sink` of each new output.
    pub(super) fn advance<S: LevelSink>(&mut self, cycles: u32, sink: &mut S) {
        if !self.active {
            return;
        }
        self.delay = u32::from(self.delay).saturating_sub(cycles) as u8;
        let timer = u32::from(self.timer);
        let Some(after_first) = cycles.checked_sub(timer + 1) else {
            self.timer = (timer - cycles) as u16;
            self.just_reloaded = false;
            return;
        };
        let interval = u32::from(self.reload()) + 1;
        let further_steps = after_first / interval;
        let since_last = after_first % interval;
        self.timer = (interval - 1 - since_last) as u16;
        self.just_reloaded = since_last == 0;
        self.suppressed = false;
        self.stepped = true;

        let first = timer + 1;
        if S::HEARD && self.envelope.volume() != 0 {
            for nth in 0..=further_steps {
                self.step = self.step.wrapping_add(1) & 7;
                self.update_output();
                sink.level(first + nth * interval, self.output());
            }
        } else {
            // Nobody hears the steps in between, or they are all silent.
            self.step = (u32::from(self.step) + 1 + further_steps) as u8 & 7;
            self.update_output();
            sink.level(first, self.output());
        }
    }

    fn trigger(&mut self, value: u8, old_period: u16, half: bool, model: Model) {
        self.stepped = false;
        let dac_is_on = self.envelope.dac_is_on();
        let mut heard_at_once = false;
        if self.active {
            let mut extra = 0;
            if model.trigger_may_step_duty() {
                if !self.just_reloaded && self.step_is_pending(value, 1) {
                    self.step = self.step.wrapping_add(1) & 7;
                    self.suppressed = false;
                } else if self.period() == 0x7FF && old_period != 0x7FF && self.suppressed {
                    extra = 2;
                }
            }
            // A channel that is already on starts two cycles earlier.
            self.delay = 4 - u8::from(half) + extra;
        } else {
            if model.trigger_may_step_duty() && self.step_is_pending(value, 0) {
                self.step = self.step.wrapping_add(1) & 7;
                heard_at_once = true;
            }
            self.delay = 6 - u8::from(half);
        }
        self.timer = self.reload() - 1 + u16::from(self.delay);
        self.envelope.trigger();
        // The new volume is heard at once on a wave that was playing already.
        self.update_output();
        if dac_is_on && !self.active {
            self.active = true;
            self.output = 0;
            self.suppressed = !heard_at_once;
        }
        self.length.trigger();
    }

    /// Whether a trigger with the period's top bit clear finds the timer's top bit clear too, in
    /// which case the duty step advances with it.
    fn step_is_pending(&self, value: u8, ahead: i32) -> bool {
        let counted = i32::from(self.timer) - ahead - i32::from(self.delay);
        value & 4 == 0 && (counted / 2) & 0x400 == 0
    }

    /// A write that takes the period from 7xx to below in the cycles right after a step comes
    /// before that step: it does not happen. The CPU's writes land on M-cycles here, so the step is
    /// taken back instead.
    fn undo_step_lost_to_late_write(&mut self, value: u8, model: Model) {
        let leaves_top = self.written_high == 7 && value & 7 != 7;
        let affected = model.trigger_may_step_duty() || self.timer & 1 != 0;
        if self.active
            && leaves_top
            && affected
            && self.stepped
            && self.timer >> 1 == self.period() ^ 0x7FF
        {
            self.step = self.step.wrapping_sub(1) & 7;
            self.suppressed = false;
        }
    }

    fn reload_if_just_reloaded(&mut self) {
        if self.just_reloaded {
            self.timer = self.reload();
        }
    }

    fn reload(&self) -> u16 {
        (self.period() ^ 0x7FF) * 2 + 1
    }
}
