//! The volume envelope of channels 1, 2 and 4.
//!
//! The unit counts its pace down with every eighth DIV-APU event. When the count is over, the
//! next *rising* edge of the DIV-APU bit raises a clock line, and the falling edge after
//! that changes the volume and lowers the line again. A volume at its end when the line goes up
//! locks the envelope until the next trigger. Writes to `NRx2` disturb this wiring ("zombie mode").
//!
//! Source: Pan Docs, [Audio details](https://gbdev.io/pandocs/Audio_details.html), "Obscure
//! behavior"; `SameSuite` `channel_1_nrx2_speed_change`, `channel_2_nrx2_glitch`,
//! `div_write_trigger_volume`.

use serde::{Deserialize, Serialize};

/// `NRx2` and what it steers.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Envelope {
    register: u8,
    volume: u8,
    countdown: u8,
    clock_is_high: bool,
    locks_when_clock_falls: bool,
    locked: bool,
}

const RISING: u8 = 0x08;
const PACE: u8 = 0x07;

impl Envelope {
    /// The register as it reads.
    pub(super) fn register(&self) -> u8 {
        self.register
    }

    /// Whether the channel's DAC is on.
    pub(super) fn dac_is_on(&self) -> bool {
        self.register & 0xF8 != 0
    }

    /// The present volume, 0 to 15.
    pub(super) fn volume(&self) -> u8 {
        self.volume & 0x0F
    }

    /// The channel is triggered.
    pub(super) fn trigger(&mut self) {
        self.volume = self.register >> 4;
        self.countdown = self.register & PACE;
        self.locked = false;
        self.clock_is_high = false;
    }

    /// The channel is triggered, but its start is still to come (channel 4 of the DMG).
    pub(super) fn release(&mut self) {
        self.locked = false;
        self.clock_is_high = false;
    }

    /// The 64 Hz event of the frame sequencer.
    pub(super) fn count(&mut self) {
        if !self.clock_is_high {
            self.countdown = self.countdown.wrapping_sub(1) & 7;
        }
    }

    /// The DIV-APU bit rose: a running channel whose countdown is over gets its clock.
    pub(super) fn arm(&mut self) {
        if self.countdown == 0 {
            self.countdown = self.register & PACE;
            if self.countdown != 0 {
                self.raise_clock();
            } else {
                self.lower_clock();
            }
        }
    }

    /// The DIV-APU bit fell: a clock that is high takes effect. Returns whether the volume changed.
    pub(super) fn tick(&mut self) -> bool {
        if !self.clock_is_high {
            return false;
        }
        self.lower_clock();
        if self.locked || self.register & PACE == 0 {
            return false;
        }
        self.step(self.register);
        true
    }

    /// A write of `NRx2` while the channel is off.
    pub(super) fn set_register(&mut self, value: u8) {
        self.register = value;
    }

    /// A write of `NRx2` while the channel runs. Revisions before CGB D take FF on the way.
    pub(super) fn rewrite_register(&mut self, value: u8, passes_through_ff: bool) {
        if passes_through_ff {
            self.disturb(0xFF);
        }
        self.disturb(value);
    }

    fn disturb(&mut self, new: u8) {
        let old = core::mem::replace(&mut self.register, new);
        if self.clock_is_high {
            self.countdown = new & PACE;
        }
        let starts = new & PACE != 0 && old & PACE == 0;
        let stays_rising_and_stopped = new & 0x0F == RISING && old & 0x0F == RISING;
        let mut ticks = (starts || stays_rising_and_stopped) && !self.locked;
        if (new ^ old) & RISING != 0 {
            if new & RISING == 0 {
                // Falling counters are the complement of rising ones; the wiring adds one more.
                self.volume = 0x10_u8.wrapping_sub(self.volume) & 0x0F;
            } else {
                let complement = if old & PACE == 0 && !self.locked { 0x0F } else { 0x0E };
                self.volume = u8::wrapping_sub(complement, self.volume) & 0x0F;
                ticks = false;
            }
        }
        if ticks {
            self.step(new);
        } else if new & PACE == 0 && self.clock_is_high {
            self.lower_clock();
        }
    }

    fn step(&mut self, register: u8) {
        let change = if register & RISING != 0 { 1 } else { 0xFF };
        self.volume = self.volume.wrapping_add(change) & 0x0F;
    }

    fn raise_clock(&mut self) {
        if !self.clock_is_high {
            let end = if self.register & RISING != 0 { 0x0F } else { 0x00 };
            self.clock_is_high = true;
            self.locks_when_clock_falls = self.volume() == end;
        }
    }

    fn lower_clock(&mut self) {
        if self.clock_is_high {
            self.clock_is_high = false;
            self.locked |= self.locks_when_clock_falls;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Envelope;
    use alloc::vec::Vec;

    fn triggered(register: u8) -> Envelope {
        let mut envelope = Envelope::default();
        envelope.set_register(register);
        envelope.trigger();
        envelope
    }

    /// One 64 Hz period as the frame sequencer plays it.
    fn period(envelope: &mut Envelope) -> u8 {
        envelope.count();
        envelope.arm();
        envelope.tick();
        envelope.volume()
    }

    #[test]
    fn falls_at_its_pace_and_stays_at_zero() {
        let mut envelope = triggered(0x32);
        let volumes: Vec<u8> = (0..10).map(|_| period(&mut envelope)).collect();
        assert_eq!(volumes, [3, 2, 2, 1, 1, 0, 0, 0, 0, 0]);
    }

    #[test]
    fn rises_to_fifteen_and_stays() {
        let mut envelope = triggered(0xD9);
        let volumes: Vec<u8> = (0..5).map(|_| period(&mut envelope)).collect();
        assert_eq!(volumes, [14, 15, 15, 15, 15]);
    }

    #[test]
    fn pace_zero_holds_the_volume() {
        let mut envelope = triggered(0xA0);
        assert!((0..20).all(|_| period(&mut envelope) == 10));
    }

    #[test]
    fn rewriting_a_stopped_rising_envelope_raises_the_volume() {
        // The well-known software volume control: NRx2 = V8, then 08 again and again.
        let mut envelope = triggered(0x58);
        envelope.rewrite_register(0x08, false);
        assert_eq!(envelope.volume(), 6);
        envelope.rewrite_register(0x08, false);
        assert_eq!(envelope.volume(), 7);
    }

    #[test]
    fn volume_stays_in_four_bits_whatever_is_written() {
        for old in 0..=255 {
            for new in 0..=255 {
                for through_ff in [false, true] {
                    let mut envelope = triggered(old);
                    envelope.rewrite_register(new, through_ff);
                    assert!(envelope.volume < 16);
                }
            }
        }
    }
}
