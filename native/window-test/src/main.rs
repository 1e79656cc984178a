//! Tries the desktop program as a player has it: `cargo run --release -p window-test`, after
//! `cargo build --release -p edgeboy`.
//!
//! It starts a screen (Xvfb) and a sound server (PulseAudio) of its own, presses keys by xdotool, and looks
//! and listens. With `EDGEBOY_WINDOW_FULL=1` it does so for as long as the claims in `docs/desktop.md` say.
//! What is missing on the computer fails a trial; none is skipped.

#![forbid(unsafe_code)]
#![allow(
    clippy::cast_precision_loss,
    reason = "pixels, frames and samples are fewer than a floating-point number tells apart"
)]

mod desk;
mod process;
mod program;
mod pulse;
mod roms;
mod screen;
mod trials;

use std::env;
use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};

/// How much is tried.
#[derive(Clone, Copy, Debug)]
struct Extent {
    sound_seconds: u64,
    pace_seconds: u64,
    /// The rate may be off by so much of it.
    pace_tolerance: f64,
    kills: usize,
    /// How often a trial of time is made until it succeeds: a shared computer may stand still for a moment.
    tries: usize,
}

const SHORT: Extent =
    Extent { sound_seconds: 10, pace_seconds: 10, pace_tolerance: 0.001, kills: 100, tries: 3 };
const FULL: Extent =
    Extent { sound_seconds: 60, pace_seconds: 60, pace_tolerance: 0.0005, kills: 1000, tries: 1 };

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    // Each trial may use both cores, and what they measure is time.
    arguments.test_threads = Some(1);
    let extent = if env::var_os("EDGEBOY_WINDOW_FULL").is_some() { FULL } else { SHORT };
    let trial = |name: &str, run: fn(Extent) -> anyhow::Result<()>| {
        Trial::test(name, move || run(extent).map_err(|error| Failed::from(format!("{error:#}"))))
    };
    let timed = |name: &'static str, run: fn(Extent) -> anyhow::Result<()>| {
        Trial::test(name, move || {
            for _ in 1..extent.tries {
                match run(extent) {
                    Ok(()) => return Ok(()),
                    Err(error) => println!("{name} is tried again: {error:#}"),
                }
            }
            run(extent).map_err(|error| Failed::from(format!("{error:#}")))
        })
    };
    let all = vec![
        trial("window_shows_the_headless_frames_scaled", |_| trials::picture::run()),
        trial("keys_reach_the_game", |_| trials::keys::run()),
        trial("menu_is_walked_through", |_| trials::menu::run()),
        trial("a_bad_rom_is_told_on_terminal_and_in_the_window", |_| trials::errors::run()),
        trial("asked_to_end_it_saves_first", |_| trials::ending::run()),
        trial("same_machine_as_headless", |_| trials::same_machine::run()),
        timed("sound_is_that_of_the_core_without_a_gap", trials::sound::run),
        trial("a_sound_device_may_vanish_and_return", |_| trials::vanishing::run()),
        timed("pace_is_that_of_a_game_boy", trials::pace::run),
        trial("no_kill_breaks_a_save", trials::kills::run),
    ];
    libtest_mimic::run(&arguments, all).exit_code()
}
