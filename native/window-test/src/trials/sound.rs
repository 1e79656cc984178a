//! What the device plays are the core's own samples, each once and in order.

use std::collections::BTreeSet;
use std::fs;

use anyhow::{Context, Result, ensure};

use super::{demo, sleep};
use crate::Extent;
use crate::desk::Desk;
use crate::program::Program;
use crate::pulse::RATE;

/// So much of the beginning is used to find where the recording is in the core's sound.
const KEY: usize = 4096;

pub(crate) fn run(extent: Extent) -> Result<()> {
    let desk = Desk::new()?;
    let pulse = desk.pulse.as_ref().context("there is no sound on this desk")?;
    let file = desk.home().join("recording");
    let recorder = pulse.record(&file)?;
    let program = Program::start(&desk, &[])?;
    sleep((extent.sound_seconds + 5) * 1000);
    drop(recorder);
    let log = program.log()?;
    program.close()?;

    let heard = fs::read(&file)?;
    let level = |bytes: &[u8; 2]| i16::from_le_bytes(*bytes);
    let heard: Vec<i16> = heard.as_chunks::<2>().0.iter().map(level).collect();
    let heard = heard.as_chunks::<2>().0;
    let made = core_sound(extent.sound_seconds + 10)?;

    // A second after its beginning the sound has faded in.
    let begin = heard.iter().position(|sample| *sample != [0, 0]).context("nothing was heard")?;
    let mut begin = begin + RATE as usize;
    // A rest in the music is like any other.
    while heard.get(begin..begin + KEY).is_some_and(|part| !is_telling(part)) {
        begin += KEY;
    }
    let key = heard.get(begin..begin + KEY).context("the recording is silent")?;
    let place = made.windows(KEY).position(|part| part == key);
    let place = place.with_context(|| format!("what was heard is not the core's sound\n{log}"))?;

    // The last tenth of a second may be cut off anywhere.
    let count = heard.len() - begin - RATE as usize / 10;
    let equal = heard[begin..].iter().zip(&made[place..]).take_while(|(a, b)| a == b).count();
    let seconds = equal as f64 / f64::from(RATE);
    ensure!(equal >= count, "after {seconds:.2} s the sound differs\n{log}");
    ensure!(seconds >= extent.sound_seconds as f64, "only {seconds:.2} s were recorded");
    println!("{seconds:.2} s of sound, {equal} samples, are the core's");
    Ok(())
}

/// Whether so much happens in it that it is hardly to be found twice.
fn is_telling(sound: &[[i16; 2]]) -> bool {
    sound.iter().collect::<BTreeSet<_>>().len() > KEY / 8
}

/// What the core plays in the built-in game, left alone.
fn core_sound(seconds: u64) -> Result<Vec<[i16; 2]>> {
    let mut machine = demo()?;
    machine.set_sample_rate(RATE);
    let mut sound = Vec::new();
    while sound.len() < seconds as usize * RATE as usize {
        machine.run_frame();
        sound.extend(machine.take_audio());
    }
    Ok(sound)
}
