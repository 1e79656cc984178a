//! Keys are the Game Boy's buttons, and the program's own.

use std::fs;

use anyhow::{Result, ensure};
use edgeboy_core::Buttons;

use super::{demo, sleep};
use crate::desk::Desk;
use crate::process::wait_for;
use crate::program::Program;

pub(crate) fn run() -> Result<()> {
    let desk = Desk::silent()?;
    let program = Program::start(&desk, &["--mute"])?;
    desk.screen.press(&["Return"])?;
    desk.screen.xdotool(&["keydown", "Right", "keydown", "x"])?;
    sleep(300);
    desk.screen.press(&["F2"])?;
    let state = wait_for("the save state", || desk.state("slot-1"))?;
    desk.screen.xdotool(&["keyup", "Right", "keyup", "x"])?;
    let mut machine = demo()?;
    machine.load_state(&fs::read(state)?)?;
    let held = machine.buttons();
    ensure!(held == Buttons::RIGHT | Buttons::A, "the game saw {held:?}");

    // A pause stands still, and a step is one frame.
    desk.screen.press(&["p"])?;
    sleep(300);
    let frame = |slot: &str| -> Result<u64> {
        desk.screen.press(&[slot])?;
        sleep(200);
        let state = wait_for("the save state", || desk.state("slot-1"))?;
        let mut machine = demo()?;
        machine.load_state(&fs::read(state)?)?;
        Ok(machine.now().0)
    };
    let (first, second) = (frame("F2")?, frame("F2")?);
    ensure!(first == second, "time went on in a pause");
    desk.screen.press(&["period", "period"])?;
    let stepped = frame("F2")? - second;
    let expected = 2 * edgeboy_core::Ticks::FRAME.0;
    ensure!(stepped.abs_diff(expected) < 100, "two steps took {stepped} ticks, not {expected}");
    program.close()
}
