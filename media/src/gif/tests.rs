//! The files are read back with a decoder and shown as a browser would.

use edgeboy_core::{Model, Ticks};
use gif::{DecodeOptions, DisposalMethod};
use proptest::prelude::*;

use super::*;

/// One picture on show, and for how many hundredths of a second.
type Shown = (Vec<Rgb>, u64);

fn play(file: &[u8]) -> Vec<Shown> {
    let mut options = DecodeOptions::new();
    options.set_color_output(gif::ColorOutput::RGBA);
    options.check_frame_consistency(true);
    let mut decoder = options.read_info(file).unwrap();
    let width = usize::from(decoder.width());
    let mut canvas = vec![[1, 2, 3]; width * usize::from(decoder.height())];
    let mut shown = Vec::new();
    while let Some(frame) = decoder.read_next_frame().unwrap() {
        assert_eq!(frame.dispose, DisposalMethod::Keep);
        let (left, top) = (usize::from(frame.left), usize::from(frame.top));
        for (index, &[r, g, b, alpha]) in frame.buffer.as_chunks::<4>().0.iter().enumerate() {
            let (x, y) = (index % usize::from(frame.width), index / usize::from(frame.width));
            if alpha != 0 {
                canvas[(top + y) * width + left + x] = [r, g, b];
            }
        }
        shown.push((canvas.clone(), u64::from(frame.delay)));
    }
    shown
}

fn picture(width: usize, pixels: &[Rgb]) -> Picture {
    Picture::from_pixels(width, pixels.to_vec()).unwrap()
}

fn plain(level: u8) -> Picture {
    picture(2, &[[level; 3]; 4])
}

fn frames(count: u64) -> Duration {
    Model::Dmg.duration(Ticks(count * Ticks::FRAME.0))
}

/// The levels of [`plain`] pictures shown for each `every`-th frame, and how long each lasts.
fn delays(levels: &[u8], every: u64) -> Vec<(u8, u64)> {
    let mut recorder = Recorder::new(1);
    for (n, &level) in (0..).zip(levels) {
        recorder.add(&plain(level), frames(n * every)).unwrap();
    }
    let file = recorder.finish(frames(levels.len() as u64 * every)).unwrap();
    play(&file).into_iter().map(|(pixels, lasts)| (pixels[0][0], lasts)).collect()
}

#[test]
fn delays_follow_the_machine_without_drift() {
    // 3 frames are 5.0228 hundredths of a second: once in a while a picture lasts one longer.
    let levels: Vec<u8> = (0..=255).collect();
    let shown = delays(&levels, 3);
    assert_eq!(shown.len(), 256);
    assert!(shown.iter().all(|&(_, lasts)| lasts == 5 || lasts == 6));
    assert_eq!(shown.iter().map(|&(_, lasts)| lasts).sum::<u64>(), 1286); // 1285.84
}

#[test]
fn pictures_too_short_for_browsers_give_way_to_newer_ones() {
    let levels: Vec<u8> = (0..=59).collect();
    let shown = delays(&levels, 1);
    assert!(shown.iter().all(|&(_, lasts)| lasts >= SHORTEST));
    assert_eq!(shown.last().unwrap().0, 59);
    // 60 frames are 100.46 hundredths, and the last picture, which begins at 99, needs its two.
    assert_eq!(shown.iter().map(|&(_, lasts)| lasts).sum::<u64>(), 101);
}

#[test]
fn equal_pictures_are_one() {
    assert_eq!(delays(&[7, 7, 7, 9], 3), [(7, 15), (9, 5)]);
}

#[test]
fn a_picture_that_returns_before_it_could_be_missed_is_one_too() {
    let mut recorder = Recorder::new(1);
    let times = [(1, 0), (1, 3), (2, 6), (1, 7), (3, 9)];
    for (level, frame) in times {
        recorder.add(&plain(level), frames(frame)).unwrap();
    }
    let shown = play(&recorder.finish(frames(12)).unwrap());
    let shown: Vec<(u8, u64)> = shown.into_iter().map(|(pixels, t)| (pixels[0][0], t)).collect();
    // Frames 6 and 7 begin at hundredths 10.05 and 11.72, which round to 10 and 12.
    assert_eq!(shown, [(1, 10), (2, 2), (1, 3), (3, 5)]);
}

#[test]
fn a_picture_may_last_longer_than_a_gif_frame_can() {
    let mut recorder = Recorder::new(1);
    recorder.add(&plain(1), Duration::ZERO).unwrap();
    recorder.add(&plain(2), Duration::from_secs(1400)).unwrap();
    let shown = play(&recorder.finish(Duration::from_secs(1401)).unwrap());
    let of = |level: u8| {
        let all = shown.iter().filter(|(pixels, _)| *pixels == [[level; 3]; 4]);
        all.map(|(_, lasts)| lasts).sum::<u64>()
    };
    assert_eq!((of(1), of(2)), (140_000, 100));
}

#[test]
fn scaling_draws_squares() {
    let pixels = [[1; 3], [2; 3], [3; 3], [4; 3]];
    let mut recorder = Recorder::new(3);
    recorder.add(&picture(2, &pixels), Duration::ZERO).unwrap();
    let mut moved = pixels;
    moved[3] = [9; 3];
    recorder.add(&picture(2, &moved), frames(6)).unwrap();
    let shown = play(&recorder.finish(frames(12)).unwrap());
    assert_eq!(shown.len(), 2);
    assert_eq!(shown[0].0, picture(2, &pixels).scaled(3).pixels());
    assert_eq!(shown[1].0, picture(2, &moved).scaled(3).pixels());
}

/// `count` colours that change from picture to picture.
fn colorful(count: u32, seed: u32) -> Picture {
    let color = |n: u32| {
        let value = n % count + seed * count;
        [value as u8, (value >> 8) as u8, (value >> 16) as u8]
    };
    picture(40, &(0..1600).map(color).collect::<Vec<Rgb>>())
}

#[test]
fn two_hundred_and_fifty_six_colours_a_picture_are_exact() {
    let mut recorder = Recorder::new(1);
    for n in 0..5 {
        recorder.add(&colorful(256, n), frames(u64::from(n) * 3)).unwrap();
    }
    let shown = play(&recorder.finish(frames(15)).unwrap());
    assert_eq!(shown.len(), 5);
    for (n, (pixels, _)) in (0..).zip(&shown) {
        assert_eq!(pixels, colorful(256, n).pixels(), "picture {n}");
    }
}

#[test]
fn more_colours_come_near() {
    let pixels: Vec<Rgb> =
        (0..1024_u32).map(|n| [(n % 32) as u8 * 8, (n / 32) as u8 * 8, 0]).collect();
    let mut recorder = Recorder::new(1);
    recorder.add(&picture(32, &pixels), Duration::ZERO).unwrap();
    let shown = play(&recorder.finish(frames(3)).unwrap());
    let off = |(a, b): (&Rgb, &Rgb)| (0..3).map(|c| u32::from(a[c].abs_diff(b[c]))).sum::<u32>();
    let total: u32 = shown[0].0.iter().zip(&pixels).map(off).sum();
    assert!(total / 1024 < 24, "mean distance {}", total / 1024);
}

#[test]
fn a_small_change_takes_few_bytes() {
    let pixels: Vec<Rgb> = (0..160 * 144_u32).map(|n| [((n * n) >> 4) as u8 & 3; 3]).collect();
    let size = |second: &[Rgb]| {
        let mut recorder = Recorder::new(1);
        recorder.add(&picture(160, &pixels), Duration::ZERO).unwrap();
        recorder.add(&picture(160, second), frames(3)).unwrap();
        recorder.finish(frames(6)).unwrap().len()
    };
    let without = size(&pixels);
    // Two far corners: the rectangle is the whole picture, nearly all of it unchanged.
    let mut second = pixels.clone();
    second[0] = [0xFF; 3];
    second[160 * 144 - 1] = [0xFF; 3];
    let with = size(&second);
    assert!(with < without + 500, "{without} bytes without the change, {with} with it");
}

#[test]
fn mistakes_are_told() {
    let none = Recorder::new(1).finish(Duration::ZERO).unwrap_err();
    assert!(matches!(none, Error::NoPicture));
    let large = Recorder::new(40_000).add(&plain(0), Duration::ZERO).unwrap_err();
    assert!(large.to_string().contains("80000x80000"), "{large}");
    let mut recorder = Recorder::new(2);
    recorder.add(&plain(0), Duration::ZERO).unwrap();
    let other = recorder.add(&picture(1, &[[0; 3]]), Duration::ZERO).unwrap_err();
    assert!(other.to_string().contains("expected 2x2, found 1x1"), "{other}");
}

proptest! {
    /// Pictures of few or of many colours, changing in few or in many places.
    #[test]
    fn what_is_shown_is_what_was_given(
        colors in 1_u32..300,
        changes in proptest::collection::vec(
            proptest::collection::vec((0_usize..400, any::<u32>()), 1..300), 1..12),
    ) {
        let mut pixels = vec![[0_u8; 3]; 400];
        let mut recorder = Recorder::new(1);
        let mut expected: Vec<Vec<Rgb>> = Vec::new();
        for (n, change) in (0..).zip(&changes) {
            for &(place, seed) in change {
                let color = seed % colors;
                pixels[place] = [color as u8, (color >> 8) as u8, 0];
            }
            let mut distinct = pixels.clone();
            distinct.sort_unstable();
            distinct.dedup();
            prop_assume!(distinct.len() <= 256);
            recorder.add(&picture(20, &pixels), frames(n * 3)).unwrap();
            if expected.last() != Some(&pixels) {
                expected.push(pixels.clone());
            }
        }
        let shown = play(&recorder.finish(frames(changes.len() as u64 * 3)).unwrap());
        let shown: Vec<Vec<Rgb>> = shown.into_iter().map(|(pixels, _)| pixels).collect();
        prop_assert_eq!(shown, expected);
    }
}
