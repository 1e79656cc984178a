//! Steps at 2 MHz in, samples at any rate out, without aliasing.
//!
//! Each step is spread over the samples around it as the [kernel](super::kernel) says; a sample is
//! the sum of all steps up to it. The output capacitor of the console is a high-pass filter behind
//! that. Everything is integer arithmetic.

use alloc::boxed::Box;
use alloc::collections::VecDeque;

use super::kernel::{self, Kernel, PHASES, TAPS, UNITY_BITS};

/// 2 MHz cycles per second.
const CYCLES_PER_SECOND: u64 = 1 << 21;
/// Samples that a span of [`LONGEST_SPAN`] cycles and a kernel fit into at the highest rate.
const RING: usize = 1024;
/// 2 MHz cycles that may pass between two calls of [`Synth::finish`].
pub(super) const LONGEST_SPAN: u32 = 8192;
/// Fractional bits of the filter's state below those of the kernel.
const FILTER_BITS: u32 = 16;
/// Fractional bits of the capacitor's leak.
const LEAK_BITS: u32 = 20;
/// A level unit is this many bits of the output: four channels at full volume are 4 * 15 * 8
/// units and become 30,720.
const GAIN_BITS: u32 = 6;

/// How fast an output capacitor charges, per second: in a T-cycle the difference shrinks by the
/// factor `exp(-rate / 4194304)`, which is 0.999958 (gbdev wiki, "Gameboy sound hardware", "Obscure
/// Behavior"). The wiki has 0.998943 for MGB and CGB, which would cut below 700 Hz and take the bass
/// from most music; `SameBoy` uses the DMG's figure for all models, and so does this.
const CAPACITOR_RATE: f64 = 176.164;

/// A stereo synthesiser.
#[derive(Clone, Debug)]
pub(super) struct Synth {
    rate: u32,
    kernel: Box<Kernel>,
    /// Changes of the output, left and right, still to be summed up, from the sample at `head` on.
    changes: Box<[[i32; RING]; 2]>,
    head: usize,
    /// The moment of the sample with which the present second began, in 2 MHz cycles.
    origin: u64,
    /// Samples finished since then; the next one lies at `head`.
    finished: u32,
    /// The sum of all changes, left and right.
    level: [i32; 2],
    /// The charge of the two capacitors.
    charge: [i64; 2],
    leak: i64,
}

impl Synth {
    /// A synthesiser for `rate` samples per second from the moment `now` on, whose output
    /// capacitors are charged to the given `level` (so it starts with silence).
    pub(super) fn new(rate: u32, now: u64, level: [i32; 2]) -> Synth {
        let level = level.map(|units| units << UNITY_BITS);
        Synth {
            rate,
            kernel: kernel::build(),
            changes: Box::new([[0; RING]; 2]),
            head: 0,
            origin: now,
            finished: 0,
            level,
            charge: level.map(|level| i64::from(level) << FILTER_BITS),
            leak: leak(CAPACITOR_RATE / f64::from(rate)),
        }
    }

    /// Samples per second.
    pub(super) fn rate(&self) -> u32 {
        self.rate
    }

    /// The output changes by `[left, right]` units at the moment `at`, which must not lie before
    /// the last [`finish`](Self::finish) nor more than [`LONGEST_SPAN`] after it.
    pub(super) fn step(&mut self, at: u64, change: [i16; 2]) {
        let position = self.position(at);
        let ahead = (position / PHASES as u64) as u32 - self.finished;
        let taps = &self.kernel[position as usize % PHASES];
        let start = (self.head + ahead as usize) % RING;
        for (changes, change) in self.changes.iter_mut().zip(change) {
            let change = i32::from(change);
            if let Some(cells) = changes.get_mut(start..start + TAPS) {
                for (cell, &tap) in cells.iter_mut().zip(taps) {
                    *cell += change * i32::from(tap);
                }
            } else {
                for (index, &tap) in taps.iter().enumerate() {
                    changes[(start + index) % RING] += change * i32::from(tap);
                }
            }
        }
    }

    /// All steps before `now` have been told: makes the samples up to there, and puts them behind `samples`, of
    /// which a second is kept.
    pub(super) fn finish(&mut self, now: u64, samples: &mut VecDeque<[i16; 2]>) {
        let end = (self.position(now) / PHASES as u64) as u32;
        while self.finished < end {
            let left_in_ring = (RING - self.head) as u32;
            let count = left_in_ring.min(end - self.finished);
            self.make_samples(count as usize, samples);
            self.head = (self.head + count as usize) % RING;
            self.finished += count;
        }
        // Nobody has fetched samples for a second: the oldest go.
        let too_many = samples.len().saturating_sub(self.rate as usize);
        samples.drain(..too_many);
        while self.finished >= self.rate {
            self.finished -= self.rate;
            self.origin = self.origin.wrapping_add(CYCLES_PER_SECOND);
        }
    }

    /// Time jumps to `now`, as when a state is loaded. Nothing is heard of the jump itself.
    pub(super) fn move_to(&mut self, now: u64) {
        self.origin = now;
        self.finished = 0;
    }

    /// A moment in phases since the present second began.
    fn position(&self, at: u64) -> u64 {
        at.wrapping_sub(self.origin) * u64::from(self.rate) / (CYCLES_PER_SECOND / PHASES as u64)
    }

    /// Makes samples of what the ring holds from its head on, without running over its end.
    fn make_samples(&mut self, count: usize, samples: &mut VecDeque<[i16; 2]>) {
        let (head, leak) = (self.head, self.leak);
        let [left, right] = &mut *self.changes;
        let (Some(left), Some(right)) =
            (left.get_mut(head..head + count), right.get_mut(head..head + count))
        else {
            return;
        };
        let [mut left_filter, mut right_filter] =
            [0, 1].map(|side| Filter { level: self.level[side], charge: self.charge[side] });
        samples.extend(left.iter_mut().zip(right.iter_mut()).map(|(left, right)| {
            [
                left_filter.pass(core::mem::take(left), leak),
                right_filter.pass(core::mem::take(right), leak),
            ]
        }));
        self.level = [left_filter.level, right_filter.level];
        self.charge = [left_filter.charge, right_filter.charge];
    }
}

/// The output capacitor of one side.
struct Filter {
    level: i32,
    charge: i64,
}

impl Filter {
    /// The sample before which the level changes by this much.
    #[inline]
    fn pass(&mut self, change: i32, leak: i64) -> i16 {
        self.level = self.level.wrapping_add(change);
        let output = (i64::from(self.level) << FILTER_BITS) - self.charge;
        self.charge += (output * leak) >> LEAK_BITS;
        let sample = output >> (UNITY_BITS + FILTER_BITS - GAIN_BITS);
        sample.clamp(i16::MIN.into(), i16::MAX.into()) as i16
    }
}

/// By which part of the difference a capacitor charges in a sample: `1 - exp(-x)`, fixed-point.
fn leak(x: f64) -> i64 {
    let mut term = -1.0;
    let mut sum = 0.0;
    for n in 1..20 {
        term *= -x / f64::from(n);
        sum += term;
    }
    (sum * f64::from(1 << LEAK_BITS)) as i64
}
