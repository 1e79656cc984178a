//! A sound device that vanishes does not stop the game, and is used again when it is back.

use anyhow::{Context, Result, ensure};

use super::pace::readings;
use super::sleep;
use crate::desk::Desk;
use crate::process::wait_for;
use crate::program::Program;

pub(crate) fn run() -> Result<()> {
    let mut desk = Desk::new()?;
    let mut pulse = desk.pulse.take().context("there is no sound on this desk")?;
    let server = pulse.server();
    let config = pulse.alsa_config().display().to_string();
    let program = Program::start_with(
        &desk,
        &[],
        &[("PULSE_SERVER", &server), ("ALSA_CONFIG_PATH", &config)],
    )?;
    let opened = || program.log().map_or(0, |log| log.matches("INFO edgeboy::sound").count());
    wait_for("the device", || (opened() == 1).then_some(()))?;
    sleep(2000);
    let before = readings(&program.log()?).len();

    pulse.vanish()?;
    sleep(4000);
    let without = readings(&program.log()?).len();
    ensure!(without >= before + 3, "the game stood still: {before} and {without} seconds");

    pulse.come_back()?;
    wait_for("the device", || (opened() == 2).then_some(()))?;
    let file = desk.home().join("recording");
    let recorder = pulse.record(&file)?;
    sleep(2500);
    drop(recorder);
    program.close()?;
    let heard = std::fs::read(&file)?;
    ensure!(heard.iter().any(|byte| *byte != 0), "nothing is heard afterwards");
    Ok(())
}
