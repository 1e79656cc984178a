//! What is heard.

extern crate std;

use std::vec::Vec;

use super::{Console, start};
use crate::apu::Channel;
use crate::model::Model;
use crate::time::Ticks;

const SECOND: u64 = Ticks::PER_SECOND;

/// A signal under a Blackman-Harris window, whose side lobes are 92 dB down.
#[expect(clippy::cast_precision_loss, reason = "signals are short")]
fn windowed(signal: &[f64]) -> Vec<f64> {
    let weight = |index: usize| {
        let phase = core::f64::consts::TAU * index as f64 / signal.len() as f64;
        0.35875 - 0.48829 * phase.cos() + 0.14128 * (2.0 * phase).cos()
            - 0.01168 * (3.0 * phase).cos()
    };
    signal.iter().enumerate().map(|(index, sample)| sample * weight(index)).collect()
}

/// The magnitude of one frequency in a windowed signal, by Goertzel's method.
fn magnitude(signal: &[f64], cycles_per_sample: f64) -> f64 {
    let coefficient = 2.0 * (core::f64::consts::TAU * cycles_per_sample).cos();
    let (mut s1, mut s2) = (0.0, 0.0);
    for sample in signal {
        let s0 = sample + coefficient * s1 - s2;
        (s2, s1) = (s1, s0);
    }
    (s1 * s1 + s2 * s2 - coefficient * s1 * s2).max(0.0).sqrt()
}

/// Half a second of a full-volume square wave of channel 2, after half a second to settle,
/// windowed.
fn square(period: u16, rate: u32) -> Vec<f64> {
    let mut console = Console::new(Model::Dmg);
    console.apu.set_sample_rate(rate);
    console.write(0xFF16, 0x80);
    console.write(0xFF18, period as u8);
    start(&mut console, Channel::Pulse2, (period >> 8) as u8);
    console.run(SECOND / 2);
    drop(console.apu.take_samples());
    console.run(SECOND / 2);
    let signal: Vec<f64> =
        console.apu.take_samples().iter().map(|[left, _]| f64::from(*left)).collect();
    windowed(&signal)
}

#[test]
fn squares_do_not_alias() {
    const RATE: f64 = 48_000.0;
    // From 1 kHz to 10.1 kHz; none divides the sample rate.
    for period in [1917_u16, 1983, 2005, 2015, 2022, 2027, 2031, 2033, 2034, 2035] {
        let frequency = 131_072.0 / f64::from(2048 - period);
        let signal = square(period, RATE as u32);
        let fundamental = magnitude(&signal, frequency / RATE);
        let harmonics = (1..).map(|n| f64::from(n) * frequency).take_while(|&f| f < RATE / 2.0);
        let harmonics: Vec<f64> = harmonics.collect();
        for step in 1..1200 {
            let probe = f64::from(step) * 20.0;
            // The window's main lobe is 16 Hz wide at this length.
            if harmonics.iter().all(|harmonic| (harmonic - probe).abs() > 16.0) && probe > 16.0 {
                let decibels = 20.0 * (magnitude(&signal, probe / RATE) / fundamental).log10();
                assert!(decibels < -60.0, "{decibels:.1} dB at {probe} Hz of {frequency:.0} Hz");
            }
        }
    }
}

#[test]
fn harmonics_have_the_strength_of_a_square_wave() {
    const RATE: f64 = 48_000.0;
    let frequency = 131_072.0 / f64::from(2048 - 1917);
    let signal = square(1917, RATE as u32);
    let fundamental = magnitude(&signal, frequency / RATE);
    for n in [3.0, 5.0, 9.0, 17.0] {
        let ratio = magnitude(&signal, n * frequency / RATE) / fundamental * n;
        assert!((0.98..1.02).contains(&ratio), "harmonic {n}: {ratio}");
    }
}

#[test]
fn a_second_is_as_many_samples_as_the_rate_says() {
    for rate in [8_000, 11_025, 44_100, 48_000, 96_000, 192_000] {
        let mut console = Console::new(Model::Cgb);
        console.apu.set_sample_rate(rate);
        for _ in 0..3 {
            console.run(SECOND);
            assert_eq!(console.apu.take_samples().len(), rate as usize);
        }
    }
}

#[test]
fn samples_that_nobody_fetches_are_bounded() {
    let mut console = Console::new(Model::Dmg);
    console.apu.set_sample_rate(8_000);
    console.run(5 * SECOND);
    assert_eq!(console.apu.take_samples().len(), 8_000);
}

/// The loudest sample left and right in a quarter of a second, after the capacitors have settled.
fn loudness(console: &mut Console) -> [i32; 2] {
    console.run(SECOND / 4);
    drop(console.apu.take_samples());
    console.run(SECOND / 4);
    console.apu.take_samples().into_iter().fold([0, 0], |loudest, sample| {
        [0, 1].map(|side| i32::max(loudest[side], i32::from(sample[side]).abs()))
    })
}

#[test]
fn panning_volume_and_mute() {
    let mut console = Console::new(Model::Dmg);
    console.apu.set_sample_rate(48_000);
    console.write(0xFF16, 0x80);
    start(&mut console, Channel::Pulse2, 7);
    let [left, right] = loudness(&mut console);
    assert_eq!(left, right);
    assert!((7_680..10_000).contains(&left), "{left}");

    console.write(0xFF25, 0x20);
    let [only_left, silent] = loudness(&mut console);
    assert_eq!(only_left, left);
    assert_eq!(silent, 0);

    console.write(0xFF24, 0x30);
    let [half, _] = loudness(&mut console);
    assert!((half * 2 - left).abs() <= 4, "{half} is half of {left}");

    console.apu.set_channel_enabled(Channel::Pulse2, false);
    assert_eq!(loudness(&mut console), [0, 0]);
    console.apu.set_channel_enabled(Channel::Pulse2, true);
    assert_eq!(loudness(&mut console)[0], half);
}

#[test]
fn the_capacitor_takes_a_constant_level_away() {
    let after_10_ms = |model: Model| {
        let mut console = Console::new(model);
        console.apu.set_sample_rate(48_000);
        // A DAC that is switched on gives a constant voltage.
        console.write(0xFF17, 0xF0);
        console.run(SECOND / 100);
        i32::from(console.apu.take_samples().last().expect("samples")[0])
    };
    // 7,680 * exp(-176 * 9.7 ms)
    for model in Model::ALL {
        let level = after_10_ms(model);
        assert!((1_250..1_550).contains(&level), "{model:?}: {level}");
    }
}

#[test]
fn host_settings_move_to_a_loaded_machine() {
    let mut old = Console::new(Model::Dmg);
    old.apu.set_sample_rate(48_000);
    old.apu.set_channel_enabled(Channel::Pulse2, false);
    old.run(SECOND / 8);
    let mut new = Console::new(Model::Dmg);
    start(&mut new, Channel::Pulse2, 7);
    new.run(SECOND * 7);
    new.apu.adopt_host_settings(&mut old.apu);
    assert_eq!(new.apu.take_samples().len(), 6_000);
    assert_eq!(loudness(&mut new), [0, 0], "still muted");
    new.apu.set_channel_enabled(Channel::Pulse2, true);
    assert!(loudness(&mut new)[0] > 1_000);
    assert_eq!(old.apu.take_samples().len(), 0);
}
