//! The APU: four channels, the frame sequencer that DIV clocks, and the sound output.
//!
//! The APU runs at 2 MHz, that is one cycle per four [`Ticks`]. Nothing runs per cycle: the
//! channels jump from one change of their output to the next, and only when something could see
//! the difference ([`Apu::sync`]). What the CPU sees does not depend on when that happens, nor
//! on whether sound is made.
//!
//! Source: Pan Docs, chapters [Audio](https://gbdev.io/pandocs/Audio.html),
//! [Audio registers](https://gbdev.io/pandocs/Audio_Registers.html) and
//! [Audio details](https://gbdev.io/pandocs/Audio_details.html).

mod envelope;
mod kernel;
mod length;
mod mixer;
mod noise;
mod pulse;
mod quirks;
mod registers;
mod sequencer;
mod sink;
mod sweep;
mod synth;
#[cfg(test)]
mod tests;
mod wave;

use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use self::mixer::Mixer;
use self::noise::Noise;
use self::pulse::Pulse;
use self::sequencer::Sequencer;
use self::sink::Unheard;
use self::sweep::Sweep;
use self::wave::Wave;
use crate::model::Model;
use crate::time::Ticks;

/// A sound channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Channel {
    /// Channel 1, the pulse wave with a sweep.
    Pulse1,
    /// Channel 2, the pulse wave without one.
    Pulse2,
    /// Channel 3, with its waveform in RAM.
    Wave,
    /// Channel 4, noise.
    Noise,
}

impl Channel {
    /// Every channel, in the order of their numbers.
    pub const ALL: [Channel; 4] = [Channel::Pulse1, Channel::Pulse2, Channel::Wave, Channel::Noise];
}

/// [`Ticks`] per cycle of the APU.
const TICKS_PER_CYCLE: u64 = 4;

/// The lowest and the highest sample rate.
const LOWEST_RATE: u32 = 8_000;
const HIGHEST_RATE: u32 = 192_000;

/// The longest time, in cycles (32 s), that the APU is ever behind. DIV brings it up to date a
/// thousand times a second; only a damaged state asks for more, and gets no more.
const LONGEST_LAG: u64 = 1 << 26;

/// The audio processing unit.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Apu {
    model: Model,
    /// The cycle up to which everything here has been brought.
    clock: u64,
    power: bool,
    double_speed: bool,
    /// The phase of the 1 MHz clock; set at power-on.
    half: bool,
    sequencer: Sequencer,
    pulse1: Pulse,
    sweep: Sweep,
    pulse2: Pulse,
    wave: Wave,
    noise: Noise,
    nr50: u8,
    nr51: u8,
    #[serde(skip)]
    mixer: Mixer,
}

impl Apu {
    /// The APU of a console that was just switched on, before any boot ROM: off.
    pub(crate) fn new(model: Model) -> Apu {
        use length::LengthCounter;
        Apu {
            model,
            clock: 0,
            power: false,
            double_speed: false,
            half: false,
            sequencer: Sequencer::default(),
            pulse1: Pulse::new(LengthCounter::default()),
            sweep: Sweep::default(),
            pulse2: Pulse::new(LengthCounter::default()),
            wave: Wave::new(LengthCounter::default(), model.initial_wave_ram()),
            noise: Noise::new(LengthCounter::default()),
            nr50: 0,
            nr51: 0,
            mixer: Mixer::default(),
        }
    }

    /// Brings the state to that which a boot ROM leaves at `Ticks(0)`. It sets channel 1's tone,
    /// which is its chime if it triggers the channel as well: it has died away then, and the
    /// channel is still on. `events` are the DIV-APU events before and after that, which are 8,192
    /// T-cycles apart.
    pub(crate) fn post_boot(&mut self, events: [u32; 2], plays_chime: bool) {
        const T_CYCLES: u64 = 8192;

        let now = |events: u32| Ticks(u64::from(events) * T_CYCLES * 2);
        for (address, value) in
            [(0xFF26, 0x80), (0xFF11, 0x80), (0xFF12, 0xF3), (0xFF25, 0xF3), (0xFF24, 0x77)]
        {
            self.write(address, value, Ticks(0), false);
        }
        for event in 0..=events[0] + events[1] {
            if event == events[0] {
                let trigger = if plays_chime { 0x80 } else { 0 };
                self.write(0xFF13, 0xC1, now(event), false);
                self.write(0xFF14, 0x07 | trigger, now(event), false);
            }
            if event < events[0] + events[1] {
                self.div_apu_rising(now(event));
                self.div_apu_falling(now(event + 1));
            }
        }
        self.clock = 0;
        self.mixer.move_to(0);
    }

    /// Brings the APU to `now`. Calling it more often changes nothing.
    #[inline]
    pub(crate) fn sync(&mut self, now: Ticks) {
        let target = now.0 / TICKS_PER_CYCLE;
        if target > self.clock {
            self.advance_to(target);
        }
    }

    /// The CPU runs in double speed, or no longer does, from `now` on.
    pub(crate) fn set_double_speed(&mut self, on: bool, now: Ticks) {
        self.sync(now);
        self.double_speed = on;
    }

    /// Makes `hz` samples per second (8,000 to 192,000; other rates are brought into that range)
    /// from the present on; 0, the default, makes none.
    pub(crate) fn set_sample_rate(&mut self, hz: u32) {
        self.publish();
        let hz = if hz == 0 { 0 } else { hz.clamp(LOWEST_RATE, HIGHEST_RATE) };
        // The mixer knows no clock but the usual one: where a model's is faster, it makes fewer
        // samples in so many cycles.
        let second = self.model.ticks_per_second();
        let rate = (u64::from(hz) * Ticks::PER_SECOND + second / 2) / second;
        self.mixer.set_rate(rate as u32, self.clock);
    }

    /// Whether a channel is heard. What the CPU sees of it is not affected.
    pub(crate) fn set_channel_enabled(&mut self, channel: Channel, enabled: bool) {
        self.mixer.set_muted(channel, !enabled, self.clock);
    }

    /// Takes out the stereo samples made since the last call. Of samples that were not fetched for
    /// more than a second, the last second's are kept.
    pub(crate) fn take_samples(&mut self) -> Vec<[i16; 2]> {
        self.mixer.take_samples()
    }

    /// Takes over what belongs to the host rather than to the machine (sample rate, samples not yet
    /// fetched, muted channels) from `old`, which makes no sound from then on.
    pub(crate) fn adopt_host_settings(&mut self, old: &mut Apu) {
        self.mixer = core::mem::take(&mut old.mixer);
        self.mixer.move_to(self.clock);
        self.publish();
    }

    /// Drops what belongs to the host, which makes this a silent copy.
    pub(crate) fn forget_host_settings(&mut self) {
        self.mixer = Mixer::default();
    }

    /// Whether this is the APU of a `model`. The rest of a damaged state is masked where it is used.
    pub(crate) fn is_valid(&self, model: Model) -> bool {
        self.model == model
    }

    fn advance_to(&mut self, target: u64) {
        if !self.power && !self.mixer.is_on() {
            self.clock = target;
        } else if target - self.clock > LONGEST_LAG {
            self.clock = target - LONGEST_LAG;
            self.mixer.move_to(self.clock);
        }
        while self.clock < target {
            let span = (target - self.clock).min(synth::LONGEST_SPAN.into()) as u32;
            if !self.power {
                self.clock += u64::from(span);
            } else if self.is_delicate() {
                self.advance_one();
            } else {
                self.advance_channels(span);
            }
            self.mixer.finish(self.clock);
        }
    }

    /// Whether something else than the channels' timers is counting cycles.
    fn is_delicate(&self) -> bool {
        self.sweep.is_busy()
            || self.noise.start_is_pending()
            || self.sequencer.envelopes_are_pending()
    }

    /// One cycle in which units act on each other.
    fn advance_one(&mut self) {
        let one_megahertz = self.half;
        self.sweep.advance(one_megahertz, &mut self.pulse1);
        self.advance_channels(1);
        if self.sequencer.count_envelope_delay() {
            self.tick_envelopes();
        }
        if self.noise.count_start_delay() {
            self.start_noise();
        }
        self.publish();
    }

    fn advance_channels(&mut self, cycles: u32) {
        let start = self.clock;
        self.clock += u64::from(cycles);
        self.half ^= cycles & 1 != 0;
        if self.mixer.is_on() {
            self.pulse1.advance(cycles, &mut self.mixer.voice(Channel::Pulse1, start));
            self.pulse2.advance(cycles, &mut self.mixer.voice(Channel::Pulse2, start));
            self.wave.advance(cycles, &mut self.mixer.voice(Channel::Wave, start));
            self.noise.advance(cycles, &mut self.mixer.voice(Channel::Noise, start));
        } else {
            self.pulse1.advance(cycles, &mut Unheard);
            self.pulse2.advance(cycles, &mut Unheard);
            self.wave.advance(cycles, &mut Unheard);
            self.noise.advance(cycles, &mut Unheard);
        }
    }

    /// Tells the mixer of what changed at the present moment.
    fn publish(&mut self) {
        let now = self.clock;
        let level = |dac_is_on: bool, output: u8| dac_is_on.then_some(output);
        let pulse = |pulse: &Pulse| level(pulse.envelope.dac_is_on(), pulse.output());
        let levels = [
            pulse(&self.pulse1),
            pulse(&self.pulse2),
            level(self.wave.dac_is_on(), self.wave.output()),
            level(self.noise.envelope.dac_is_on(), self.noise.output()),
        ];
        self.mixer.set_registers([self.nr50, self.nr51], now);
        for (channel, level) in Channel::ALL.into_iter().zip(levels) {
            self.mixer.set_level(channel, level, now);
        }
    }
}
