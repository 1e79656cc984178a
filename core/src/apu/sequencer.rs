//! The frame sequencer: what the edges of DIV's bit 4 (5 in double speed) do.
//!
//! Source: Pan Docs, [Audio details](https://gbdev.io/pandocs/Audio_details.html), "DIV-APU";
//! `SameSuite` `div_write_trigger`, `div_trigger_volume_10`.

use serde::{Deserialize, Serialize};

use super::Apu;
use crate::time::Ticks;

/// Whether an event is left out after the APU was switched on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
enum Skip {
    #[default]
    Nothing,
    /// The next event does nothing at all.
    Next,
    /// The next event acts, but does not count.
    CountOfNext,
}

/// The counter of DIV-APU events.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Sequencer {
    count: u8,
    skip: Skip,
    /// 2 MHz cycles until the envelopes act on an event.
    envelope_delay: u8,
}

impl Sequencer {
    /// The sequencer of an APU that is switched on. While DIV's bit is set, the first event that
    /// follows is lost (`SameSuite` `div_write_trigger`).
    pub(super) fn switched_on(div_bit: bool) -> Sequencer {
        if div_bit {
            Sequencer { count: 1, skip: Skip::Next, envelope_delay: 0 }
        } else {
            Sequencer::default()
        }
    }

    /// Whether the last event clocked the length counters, so the next one does not.
    pub(super) fn clocked_length(&self) -> bool {
        self.count & 1 != 0
    }

    /// Whether envelopes have yet to act on an event.
    pub(super) fn envelopes_are_pending(&self) -> bool {
        self.envelope_delay != 0
    }

    /// A cycle of 2 MHz has passed. Returns whether the envelopes act now.
    pub(super) fn count_envelope_delay(&mut self) -> bool {
        let were_pending = self.envelopes_are_pending();
        self.envelope_delay = self.envelope_delay.saturating_sub(1);
        were_pending && self.envelope_delay == 0
    }

    /// Counts an event. Returns the count, or `None` if the event is lost.
    fn event(&mut self) -> Option<u8> {
        match self.skip {
            Skip::Nothing => self.count = self.count.wrapping_add(1) & 7,
            Skip::Next => {
                self.skip = Skip::CountOfNext;
                return None;
            }
            Skip::CountOfNext => self.skip = Skip::Nothing,
        }
        Some(self.count & 7)
    }
}

impl Apu {
    /// DIV's bit 4 (bit 5 in double speed) fell as DIV counted.
    pub(crate) fn div_apu_falling(&mut self, now: Ticks) {
        self.sync(now);
        let sweep_start = 1 + u8::from(self.half);
        self.sequencer_event(sweep_start);
    }

    /// DIV's bit 4 (bit 5 in double speed) fell because the CPU wrote DIV, which comes earlier
    /// within the M-cycle than the write of other registers.
    pub(crate) fn div_apu_reset(&mut self, now: Ticks) {
        self.sync(now);
        let sweep_start = if self.double_speed { 1 + u8::from(self.half) } else { 1 };
        self.sequencer_event(sweep_start);
    }

    /// DIV's bit 4 (bit 5 in double speed) rose: envelopes that are due get their clock.
    pub(crate) fn div_apu_rising(&mut self, now: Ticks) {
        self.sync(now);
        if !self.power {
            return;
        }
        for pulse in [&mut self.pulse1, &mut self.pulse2] {
            if pulse.is_active() {
                pulse.envelope.arm();
            }
        }
        if self.noise.is_active() {
            self.noise.envelope.arm();
        }
    }

    /// The envelopes whose clock is high change their channel's volume.
    pub(super) fn tick_envelopes(&mut self) {
        for pulse in [&mut self.pulse1, &mut self.pulse2] {
            if pulse.envelope.tick() {
                pulse.update_output();
            }
        }
        if self.noise.envelope.tick() {
            self.noise.update_output();
        }
    }

    fn sequencer_event(&mut self, sweep_start: u8) {
        if !self.power {
            return;
        }
        let Some(count) = self.sequencer.event() else {
            return;
        };
        if count == 7 {
            self.pulse1.envelope.count();
            self.pulse2.envelope.count();
            self.noise.envelope.count();
        }
        if self.double_speed && self.model.envelope_lags_in_double_speed() {
            self.sequencer.envelope_delay = 1;
        } else {
            self.tick_envelopes();
        }
        if count & 1 == 1 {
            self.clock_lengths();
        }
        if count & 3 == 3 {
            self.sweep.clock(sweep_start, &mut self.pulse1);
        }
        self.publish();
    }

    fn clock_lengths(&mut self) {
        if self.pulse1.length.clock() {
            self.pulse1.stop();
        }
        if self.pulse2.length.clock() {
            self.pulse2.stop();
        }
        if self.wave.length.clock() {
            self.wave.stop();
        }
        if self.noise.length.clock() {
            self.noise.stop();
        }
    }
}
