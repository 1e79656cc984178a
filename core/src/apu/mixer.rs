//! From four digital outputs to two analog ones: DACs, NR51's panning and NR50's volumes.
//!
//! This is the host's side of the APU: nothing here is seen by the CPU, saved in a state, or
//! done at all while no sample rate is set.
//!
//! Source: Pan Docs, [Audio details](https://gbdev.io/pandocs/Audio_details.html), "Mixer" and
//! "DACs".

use alloc::vec::Vec;
use core::mem;

use super::Channel;
use super::sink::LevelSink;
use super::synth::Synth;

/// The mixer with the synthesiser behind it.
#[derive(Clone, Debug, Default)]
pub(super) struct Mixer {
    synth: Option<Synth>,
    /// Those that nobody has fetched yet.
    samples: Vec<[i16; 2]>,
    muted: [bool; 4],
    /// NR50 and NR51 as last told.
    registers: [u8; 2],
    /// The DACs' outputs as last told: -15 to 15, 0 with the DAC off.
    analog: [i8; 4],
}

impl Mixer {
    /// Whether samples are made.
    pub(super) fn is_on(&self) -> bool {
        self.synth.is_some()
    }

    /// Makes `rate` samples in 2<sup>21</sup> cycles, which are a second of all models but one, from
    /// `now` on, or none for 0. Samples that were not fetched are lost, unless the rate is the same
    /// as before.
    pub(super) fn set_rate(&mut self, rate: u32, now: u64) {
        if rate == 0 {
            self.synth = None;
            self.samples.clear();
            return;
        }
        if self.synth.as_ref().is_none_or(|synth| synth.rate() != rate) {
            let gains = self.gains();
            let level = |side: usize| {
                (0..4).map(|n| i32::from(self.analog[n]) * i32::from(gains[n][side])).sum()
            };
            self.synth = Some(Synth::new(rate, now, [level(0), level(1)]));
            self.samples.clear();
        }
    }

    /// Whether `channel` is heard.
    pub(super) fn set_muted(&mut self, channel: Channel, muted: bool, now: u64) {
        self.change_gains(now, |mixer| mixer.muted[channel as usize] = muted);
    }

    /// NR50 and NR51 as they are from `now` on.
    pub(super) fn set_registers(&mut self, registers: [u8; 2], now: u64) {
        if registers != self.registers {
            self.change_gains(now, |mixer| mixer.registers = registers);
        }
    }

    /// A channel's digital output from `now` on, `None` with its DAC off.
    pub(super) fn set_level(&mut self, channel: Channel, level: Option<u8>, now: u64) {
        let index = channel as usize;
        let analog = level.map_or(0, analog);
        let change = i16::from(analog) - i16::from(self.analog[index]);
        if change != 0 {
            self.analog[index] = analog;
            let [left, right] = self.gain(index);
            if let Some(synth) = &mut self.synth {
                synth.step(now, [change * left, change * right]);
            }
        }
    }

    /// A receiver of the levels of `channel` in a span that starts at `start`.
    pub(super) fn voice(&mut self, channel: Channel, start: u64) -> Voice<'_> {
        Voice { mixer: self, channel, start }
    }

    /// All levels before `now` have been told.
    pub(super) fn finish(&mut self, now: u64) {
        if let Some(synth) = &mut self.synth {
            synth.finish(now, &mut self.samples);
        }
    }

    /// Time jumps to `now`, as when a state is loaded.
    pub(super) fn move_to(&mut self, now: u64) {
        if let Some(synth) = &mut self.synth {
            synth.move_to(now);
        }
    }

    /// Takes the finished samples out.
    pub(super) fn take_samples(&mut self) -> Vec<[i16; 2]> {
        if let Some(synth) = &self.synth {
            synth.drop_old(&mut self.samples);
        }
        let room = Vec::with_capacity(self.samples.len());
        mem::replace(&mut self.samples, room)
    }

    fn change_gains(&mut self, now: u64, change: impl FnOnce(&mut Mixer)) {
        let before = self.gains();
        change(self);
        let after = self.gains();
        for index in 0..4 {
            let analog = i16::from(self.analog[index]);
            let step = [0, 1].map(|side| analog * (after[index][side] - before[index][side]));
            if let Some(synth) = &mut self.synth
                && step != [0, 0]
            {
                synth.step(now, step);
            }
        }
    }

    fn gains(&self) -> [[i16; 2]; 4] {
        [0, 1, 2, 3].map(|index| self.gain(index))
    }

    /// How loud a channel is left and right: 0, or 1 to 8.
    fn gain(&self, index: usize) -> [i16; 2] {
        let [nr50, nr51] = self.registers;
        [4, 0].map(|side| {
            let connected = nr51 >> side >> index & 1 != 0 && !self.muted[index];
            if connected { i16::from(nr50 >> side & 7) + 1 } else { 0 }
        })
    }
}

/// A channel's way into the mixer while a span of time passes.
pub(super) struct Voice<'a> {
    mixer: &'a mut Mixer,
    channel: Channel,
    start: u64,
}

impl LevelSink for Voice<'_> {
    const HEARD: bool = true;

    fn level(&mut self, after: u32, level: u8) {
        // A channel that plays has its DAC on.
        let at = self.start.wrapping_add(u64::from(after));
        self.mixer.set_level(self.channel, Some(level), at);
    }
}

/// The DAC's slope is negative: digital 0 is the highest voltage.
fn analog(level: u8) -> i8 {
    15 - 2 * (level & 0x0F) as i8
}
