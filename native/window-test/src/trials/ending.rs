//! The program is asked to end, as Ctrl+C and systems that shut down do.

use anyhow::{Result, ensure};

use super::sleep;
use crate::desk::Desk;
use crate::program::Program;
use crate::roms;

pub(crate) fn run() -> Result<()> {
    for signal in ["INT", "TERM"] {
        let desk = Desk::silent()?;
        let rom = desk.write("count.gb", &roms::counting()?)?;
        let program = Program::start(&desk, &["--mute", &rom.display().to_string()])?;
        sleep(1000);
        program.ask_to_end(signal)?;
        ensure!(desk.state("auto").is_some(), "SIG{signal}: where the game was left is lost");
        let save = std::fs::read(desk.home().join("count.sav"))?;
        ensure!(roms::counted(&save).is_some(), "SIG{signal}: the save is not whole");
    }
    Ok(())
}
