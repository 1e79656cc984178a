//! Whether the lazy machine is the eager one: picture, sound and the whole state, at every frame.

use std::fs;

use edgeboy_core::{Cartridge, GameBoy, SyncPolicy, Ticks};
use edgeboy_media::input::Script;

use crate::compare::Comparison;
use crate::executor::{Job, Length};
use crate::parallel;

/// Samples per second.
const SAMPLE_RATE: u32 = 48_000;

/// Runs each ROM on two machines, one of each policy, side by side, for `most` frames or fewer. What
/// differs, in words; nothing if all is equal.
pub fn run(comparisons: &[Comparison], most: u64, threads: usize) -> Vec<String> {
    let name = |comparison: &Comparison| comparison.name.clone();
    let found = parallel::map("comparisons", comparisons, threads, name, |comparison| {
        let problem = compare(&comparison.job, most).err()?;
        Some(format!("{}: {problem}", comparison.name))
    });
    found.into_iter().flatten().collect()
}

fn compare(job: &Job, most: u64) -> Result<(), String> {
    let rom = fs::read(&job.rom).map_err(|error| error.to_string())?;
    let cartridge = Cartridge::from_bytes(rom).map_err(|error| error.to_string())?;
    let script: Script = match &job.input {
        Some(text) => text.parse().map_err(|error| format!("{error}"))?,
        None => Script::default(),
    };
    let mut lazy = GameBoy::new(cartridge, job.machine);
    lazy.set_sample_rate(SAMPLE_RATE);
    let mut eager = lazy.clone();
    eager.set_sync_policy(SyncPolicy::Eager);
    for frame in 0..frames(job).min(most) {
        for game_boy in [&mut lazy, &mut eager] {
            game_boy.set_buttons(script.held(frame));
            game_boy.run_frame();
        }
        if let Some(what) = difference(&mut lazy, &mut eager) {
            return Err(format!("frame {frame}: the {what} differs"));
        }
    }
    Ok(())
}

fn frames(job: &Job) -> u64 {
    match job.length {
        Length::Frames(frames) => frames.into(),
        Length::Seconds(seconds) => {
            let frames = seconds / job.machine.duration(Ticks::FRAME).as_secs_f64();
            frames.ceil() as u64
        }
    }
}

fn difference(lazy: &mut GameBoy, eager: &mut GameBoy) -> Option<&'static str> {
    if lazy.frame() != eager.frame() {
        Some("picture")
    } else if lazy.take_audio() != eager.take_audio() {
        Some("sound")
    } else if lazy.state_hash() != eager.state_hash() {
        Some("state")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare;
    use crate::errata::Errata;
    use crate::find;
    use crate::own;
    use crate::trial;

    #[test]
    fn our_own_roms_run_alike() {
        let own = own::build(&find::own()).expect("our ROMs assemble");
        let trials = trial::expand(&own, &mut Errata::default());
        let comparisons = compare::of_trials(&trials);
        assert!(comparisons.len() > 100);
        assert_eq!(run(&comparisons, 10, parallel::default_threads()), Vec::<String>::new());
    }

    #[test]
    fn what_differs_is_found() {
        let cartridge = Cartridge::from_bytes(vec![0; 0x8000]).expect("NOPs are a ROM");
        let mut machine = GameBoy::new(cartridge, edgeboy_core::Model::Dmg);
        machine.run_frame();
        let mut other = machine.clone();
        assert_eq!(difference(&mut machine, &mut other), None);
        other.step();
        assert_eq!(difference(&mut machine, &mut other), Some("state"));
    }
}
