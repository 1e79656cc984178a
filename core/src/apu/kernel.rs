//! The shape of a band-limited step: what an infinitely sharp change becomes in samples.
//!
//! The step is the integral of a windowed sinc. A table holds by how much it rises from each
//! sample to the next, for [`PHASES`] positions of the step between two samples. It is computed
//! with `+ - * /` on `f64` alone, which IEEE 754 defines to the last bit, so it is the same table
//! on every platform.

use alloc::boxed::Box;
use alloc::vec::Vec;

/// Samples that a step spreads over.
pub(super) const TAPS: usize = 32;
/// Positions of a step between two samples.
pub(super) const PHASES: usize = 512;
/// The sum of the taps of a phase: a step by one, once complete.
pub(super) const UNITY_BITS: u32 = 15;

/// The -6 dB frequency in cycles per sample. With the window below, the stop band begins at 0.5.
const CUTOFF: f64 = 0.437;
/// The Kaiser window's parameter, for a stop band at about -63 dB.
const KAISER_BETA: f64 = 6.0;
const PI: f64 = core::f64::consts::PI;

/// The table.
pub(super) type Kernel = [[i16; TAPS]];

/// Computes the table.
pub(super) fn build() -> Box<Kernel> {
    let step = step_response();
    (0..PHASES).map(|phase| phase_taps(&step, phase)).collect()
}

/// The band-limited step itself, `PHASES` times per sample over `TAPS` samples.
fn step_response() -> Vec<f64> {
    let half = f64::from(TAPS as u32) / 2.0;
    let mut sum = 0.0;
    (0..=(TAPS * PHASES) as u32)
        .map(|index| {
            let before = sum;
            // A tap looks half a sample to either side.
            let x = (f64::from(index) + 0.5) / f64::from(PHASES as u32) - half;
            sum += impulse(x, half - 0.5);
            before
        })
        .collect()
}

/// The taps for a step that comes `phase / PHASES` of a sample after the first tap's sample,
/// delayed by half the kernel: by how much the step rises from each sample to the next. They sum
/// to exactly one unit, so that no error builds up.
fn phase_taps(step: &[f64], phase: usize) -> [i16; TAPS] {
    let last = step.len() - 1;
    let at = |index: usize| step[(index * PHASES + PHASES / 2).saturating_sub(phase).min(last)];
    let unity = f64::from(1 << UNITY_BITS);
    let mut taps = [0; TAPS];
    for (index, tap) in taps.iter_mut().enumerate() {
        *tap = round((at(index + 1) - at(index)) / step[last] * unity) as i16;
    }
    let error = (1 << UNITY_BITS) - taps.iter().map(|&tap| i32::from(tap)).sum::<i32>();
    let peak = if phase < PHASES / 2 { TAPS / 2 - 1 } else { TAPS / 2 };
    taps[peak] += error as i16;
    taps
}

/// A sinc of the cut-off frequency under a Kaiser window from `-half` to `half`.
fn impulse(x: f64, half: f64) -> f64 {
    let position = x / half;
    let inside = 1.0 - position * position;
    if inside <= 0.0 {
        return 0.0;
    }
    // The window is I0(beta * sqrt(inside)), and the series of I0 has even powers only.
    sinc(2.0 * CUTOFF * x) * bessel_i0_of_square(KAISER_BETA * KAISER_BETA * inside)
}

/// `sin(pi x) / (pi x)`.
fn sinc(x: f64) -> f64 {
    // Reduced to a quarter turn around the nearest integer, where the series converges fast.
    let nearest = round(x);
    let angle = (x - nearest) * PI;
    let square = angle * angle;
    let mut term = 1.0;
    let mut sum = 1.0;
    for n in 1..12 {
        let n = f64::from(n) * 2.0;
        term *= -square / (n * (n + 1.0));
        sum += term;
    }
    if nearest == 0.0 {
        return sum;
    }
    let sign = if (nearest as i32) % 2 == 0 { 1.0 } else { -1.0 };
    sign * sum * angle / (x * PI)
}

/// The modified Bessel function I0 of the square root of `square`.
fn bessel_i0_of_square(square: f64) -> f64 {
    let mut term = 1.0;
    let mut sum = 1.0;
    for n in 1..24 {
        let n = f64::from(n);
        term *= square / (4.0 * n * n);
        sum += term;
    }
    sum
}

/// To the nearest integer; exact for the small values here.
fn round(x: f64) -> f64 {
    f64::from((if x < 0.0 { x - 0.5 } else { x + 0.5 }) as i32)
}

#[cfg(test)]
mod tests {
    use super::{PHASES, TAPS, UNITY_BITS, build};

    #[test]
    fn each_phase_sums_to_one() {
        for taps in &build() {
            assert_eq!(taps.iter().map(|&tap| i32::from(tap)).sum::<i32>(), 1 << UNITY_BITS);
        }
    }

    #[test]
    fn phases_mirror_each_other() {
        let kernel = build();
        for phase in 1..PHASES {
            for tap in 0..TAPS {
                let (this, mirror) = (kernel[phase][tap], kernel[PHASES - phase][TAPS - 1 - tap]);
                assert!((i32::from(this) - i32::from(mirror)).abs() <= 8, "{phase} {tap}");
            }
        }
    }

    #[test]
    #[expect(clippy::cast_precision_loss, reason = "all of these are small")]
    fn stop_band_is_sixty_decibels_down() {
        // The response of all phases together: the impulse sampled PHASES times as densely.
        let kernel = build();
        for tenths in 0..100 {
            let frequency = 0.5 + f64::from(tenths) * 0.05;
            let (mut re, mut im) = (0.0, 0.0);
            for (phase, taps) in kernel.iter().enumerate() {
                for (index, &tap) in taps.iter().enumerate() {
                    let x = ((index * PHASES) as f64 - phase as f64) / PHASES as f64;
                    let angle = core::f64::consts::TAU * frequency * x;
                    re += f64::from(tap) * angle.cos();
                    im += f64::from(tap) * angle.sin();
                }
            }
            let gain = re.hypot(im) / f64::from(1 << UNITY_BITS) / PHASES as f64;
            assert!(gain < 0.001, "gain {gain} at {frequency} cycles per sample");
        }
    }
}
