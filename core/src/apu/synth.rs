//! Steps at 2 MHz in, samples at any rate out, without aliasing.
//!
//! Each step is spread over the samples around it as the [kernel](super::kernel) says; a sample is
//! the sum of all steps up to it. The output capacitor of the console is a high-pass filter behind
//! that. Everything is integer arithmetic.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::{iter, mem};

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
    /// By how much the left output changes.
    left: Ring,
    /// By how much more the right one does: by nothing, as long as both are the same.
    apart: Ring,
    /// Where in the rings the next sample lies.
    head: usize,
    /// The moment of the sample with which the present second began, in 2 MHz cycles.
    origin: u64,
    /// Samples finished since then.
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
            left: Ring::new(),
            apart: Ring::new(),
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
        let [left, right] = change.map(i32::from);
        self.left.add(self.head, ahead, left, taps);
        if right != left {
            self.apart.add(self.head, ahead, right - left, taps);
        }
    }

    /// All steps before `now` have been told: makes the samples up to there, and puts them behind `samples`, of
    /// which a second or two are kept.
    pub(super) fn finish(&mut self, now: u64, samples: &mut Vec<[i16; 2]>) {
        let end = (self.position(now) / PHASES as u64) as u32;
        while self.finished < end {
            let left_in_ring = (RING - self.head) as u32;
            let count = left_in_ring.min(end - self.finished);
            self.make_samples(count as usize, samples);
            self.head = (self.head + count as usize) % RING;
            self.left.pass(count);
            self.apart.pass(count);
            self.finished += count;
        }
        if samples.len() >= 2 * self.rate as usize {
            self.drop_old(samples);
        }
        while self.finished >= self.rate {
            self.finished -= self.rate;
            self.origin = self.origin.wrapping_add(CYCLES_PER_SECOND);
        }
    }

    /// Drops all samples but those of the last second.
    #[inline(never)]
    pub(super) fn drop_old(&self, samples: &mut Vec<[i16; 2]>) {
        let too_many = samples.len().saturating_sub(self.rate as usize);
        samples.drain(..too_many);
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
    fn make_samples(&mut self, count: usize, samples: &mut Vec<[i16; 2]>) {
        let leak = self.leak;
        let [mut left, mut right] =
            [0, 1].map(|side| Filter { level: self.level[side], charge: self.charge[side] });
        let is_mono = self.apart.is_empty() && left == right;
        if self.left.is_empty()
            && self.apart.is_empty()
            && left.is_at_rest(leak)
            && right.is_at_rest(leak)
        {
            samples.extend(iter::repeat_n([left.pass(0, leak), right.pass(0, leak)], count));
            return;
        }
        let changes = self.left.take(self.head, count);
        if is_mono {
            samples.extend(changes.map(|change| [left.pass(change, leak); 2]));
            right = left;
        } else {
            let apart = self.apart.take(self.head, count);
            samples.extend(changes.zip(apart).map(|(change, apart)| {
                [left.pass(change, leak), right.pass(change + apart, leak)]
            }));
        }
        self.level = [left.level, right.level];
        self.charge = [left.charge, right.charge];
    }
}

/// Changes of the output that are still to be summed up.
#[derive(Clone, Debug)]
struct Ring {
    changes: Box<[i32; RING]>,
    /// Behind so many samples from the head on, nothing changes.
    used: u32,
}

impl Ring {
    fn new() -> Ring {
        Ring { changes: Box::new([0; RING]), used: 0 }
    }

    fn is_empty(&self) -> bool {
        self.used == 0
    }

    /// The output changes by so many units, `ahead` samples behind the head.
    fn add(&mut self, head: usize, ahead: u32, change: i32, taps: &[i16; TAPS]) {
        self.used = self.used.max(ahead + TAPS as u32);
        let start = (head + ahead as usize) % RING;
        if let Some(cells) = self.changes.get_mut(start..start + TAPS) {
            for (cell, &tap) in cells.iter_mut().zip(taps) {
                *cell += change * i32::from(tap);
            }
        } else {
            for (index, &tap) in taps.iter().enumerate() {
                self.changes[(start + index) % RING] += change * i32::from(tap);
            }
        }
    }

    /// Takes the changes of so many samples out, which must not lie over the ring's end.
    fn take(&mut self, head: usize, count: usize) -> impl Iterator<Item = i32> {
        let changes = self.changes.get_mut(head..head + count).unwrap_or_default();
        changes.iter_mut().map(mem::take)
    }

    /// The head moves on, behind samples that have been taken or do not change.
    fn pass(&mut self, count: u32) {
        self.used = self.used.saturating_sub(count);
    }
}

/// The output capacitor of one side.
#[derive(Clone, Copy, PartialEq)]
struct Filter {
    level: i32,
    charge: i64,
}

impl Filter {
    /// Whether all samples are equal until the level changes.
    fn is_at_rest(&self, leak: i64) -> bool {
        (self.output() * leak) >> LEAK_BITS == 0
    }

    /// What the capacitor lets through.
    #[inline]
    fn output(&self) -> i64 {
        (i64::from(self.level) << FILTER_BITS) - self.charge
    }

    /// The sample before which the level changes by this much.
    #[inline]
    fn pass(&mut self, change: i32, leak: i64) -> i16 {
        self.level = self.level.wrapping_add(change);
        let output = self.output();
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The samples of a synthesiser that hears of a step, and every so often of one that changes nothing.
    fn samples(change: [i16; 2], nothing_every: u64) -> Vec<[i16; 2]> {
        let mut synth = Synth::new(48_000, 0, [40, 40]);
        let mut samples = Vec::new();
        synth.step(5_000, change);
        for span in 1..=200 {
            let end = span * u64::from(LONGEST_SPAN);
            for at in (end - u64::from(LONGEST_SPAN)..end).filter(|at| at % nothing_every == 0) {
                synth.step(at, [0, 0]);
            }
            synth.finish(end, &mut samples);
        }
        samples
    }

    #[test]
    fn a_level_that_stays_dies_away_and_then_makes_equal_samples() {
        let with_nothing = samples([-30, 50], 300);
        let alone = samples([-30, 50], u64::MAX);
        assert!(alone == with_nothing, "what changes nothing is not heard");
        assert!(alone.iter().any(|&[left, right]| left < -1000 && right > 1000));
        assert!(alone[alone.len() / 2..].iter().all(|sample| *sample == alone[alone.len() - 1]));
    }

    #[test]
    fn what_both_sides_have_in_common_is_what_each_would_have_alone() {
        let [mono, left, right] = [[50, 50], [50, -30], [0, 50]].map(|change| samples(change, 300));
        assert!(mono.iter().all(|[left, right]| left == right));
        assert!(mono.iter().zip(&left).all(|(mono, stereo)| mono[0] == stereo[0]));
        assert!(mono.iter().zip(&right).all(|(mono, stereo)| mono[1] == stereo[1]));
    }
}
