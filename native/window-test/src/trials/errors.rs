//! A file that is no game.

use std::fs;

use anyhow::{Result, ensure};
use edgeboy_media::png;

use super::sleep;
use crate::desk::Desk;
use crate::program::{Program, edgeboy, results};

pub(crate) fn run() -> Result<()> {
    let desk = Desk::silent()?;
    let bad = desk.write("notes.gb", b"buy milk")?.display().to_string();
    let program = Program::start(&desk, &["--mute", &bad])?;
    sleep(300);
    let told = program.log()?;
    ensure!(told.contains("notes.gb cannot be played: the file is 8 bytes long"), "{told}");
    let picture = desk.screen.picture(program.window)?;
    fs::write(results()?.join("error.png"), png::encode(&picture)?)?;
    let colors: std::collections::BTreeSet<_> = picture.pixels().iter().collect();
    ensure!(colors.len() > 20, "the window says nothing");
    ensure!(program.close_any()? == Some(1), "the exit code is not 1");

    let mut command = edgeboy()?;
    let output = desk.seat(&mut command).args([&bad, "--frames", "1"]).output()?;
    ensure!(output.status.code() == Some(1), "a script ends with {}", output.status);
    Ok(())
}
