//! The length counter, which switches a channel off after a set time.
//!
//! Source: Pan Docs, [Audio details](https://gbdev.io/pandocs/Audio_details.html), "Obscure
//! behavior"; blargg `02-len ctr`, `03-trigger` and `07-len sweep period sync`.

use serde::{Deserialize, Serialize};

/// A counter of 256 Hz clocks; `MAXIMUM` is 64, or 256 for channel 3.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct LengthCounter<const MAXIMUM: u16> {
    remaining: u16,
    enabled: bool,
}

impl<const MAXIMUM: u16> LengthCounter<MAXIMUM> {
    /// A write of `NRx1`: the register counts up, the counter down.
    pub(super) fn load(&mut self, value: u8) {
        self.remaining = MAXIMUM - u16::from(value) % MAXIMUM;
    }

    /// A 256 Hz clock. Returns whether the channel's time is over.
    pub(super) fn clock(&mut self) -> bool {
        self.enabled && self.count()
    }

    fn count(&mut self) -> bool {
        if self.remaining == 0 {
            return false;
        }
        self.remaining -= 1;
        self.remaining == 0
    }

    /// The channel is triggered: a counter that has run out starts over, disabled until the same
    /// write enables it again.
    pub(super) fn trigger(&mut self) {
        if self.remaining == 0 {
            self.remaining = MAXIMUM;
            self.enabled = false;
        }
    }

    /// A write of `NRx4`, after [`trigger`](Self::trigger) if it triggers. Enabling the counter in
    /// the half of the frame sequencer's period whose length clock has already come
    /// (`clocked_half`) clocks it at once, and where `always` is true, so does leaving it disabled.
    /// Returns whether the channel's time is over.
    pub(super) fn write_control(&mut self, value: u8, clocked_half: bool, always: bool) -> bool {
        let enable = value & 0x40 != 0;
        let extra_clock = (enable || always) && !self.enabled && clocked_half;
        self.enabled = enable;
        if !extra_clock || !self.count() {
            return false;
        }
        if value & 0x80 != 0 {
            self.remaining = MAXIMUM - 1;
            return false;
        }
        true
    }

    /// Whether the time is over that the counter counts.
    pub(super) fn has_run_out(&self) -> bool {
        self.remaining == 0
    }

    /// Whether `NRx4` reads back with the counter enabled.
    pub(super) fn is_enabled(&self) -> bool {
        self.enabled
    }

    /// The counter after the APU is switched on or off: disabled, and its count kept or not.
    pub(super) fn across_power(&self, keep: bool) -> Self {
        Self { remaining: if keep { self.remaining } else { 0 }, enabled: false }
    }
}

#[cfg(test)]
mod tests {
    use super::LengthCounter;

    fn loaded(value: u8) -> LengthCounter<64> {
        let mut counter = LengthCounter::default();
        counter.load(value);
        counter
    }

    #[test]
    fn runs_out_after_the_loaded_number_of_clocks() {
        for value in 0..64 {
            let mut counter = loaded(value);
            assert!(!counter.write_control(0x40, false, false));
            let clocks = (1..=64).find(|_| counter.clock());
            assert_eq!(clocks, Some(64 - value));
            assert!(!counter.clock(), "a counter that has run out stays so");
        }
    }

    #[test]
    fn does_not_run_while_disabled() {
        let mut counter = loaded(63);
        assert!((0..100).all(|_| !counter.clock()));
    }

    #[test]
    fn enabling_in_the_clocked_half_counts_once() {
        let mut counter = loaded(62);
        assert!(!counter.write_control(0x40, true, false));
        assert!(counter.clock());
        let mut last = loaded(63);
        assert!(last.write_control(0x40, true, false), "the extra clock can end the channel");
    }

    #[test]
    fn the_first_cgbs_count_in_the_clocked_half_without_enabling() {
        let mut counter = loaded(62);
        assert!(!counter.write_control(0x07, false, true));
        assert!(!counter.write_control(0x07, true, true));
        assert!(counter.write_control(0x07, true, true));
        assert!(counter.has_run_out());
    }

    #[test]
    fn trigger_in_the_clocked_half_reloads_one_less() {
        let mut counter = loaded(63);
        counter.write_control(0x40, false, false);
        assert!(counter.clock());
        counter.trigger();
        assert!(!counter.write_control(0xC0, true, false));
        let clocks = (1..=64).find(|_| counter.clock());
        assert_eq!(clocks, Some(63));
    }
}
