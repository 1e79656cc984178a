//! Saves and states go from the desktop program to the headless one, and back.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use anyhow::{Result, bail, ensure};
use edgeboy_headless::Streams;

use super::sleep;
use crate::desk::Desk;
use crate::process::{run as run_program, wait_for};
use crate::program::{Program, edgeboy};
use crate::roms;

pub(crate) fn run() -> Result<()> {
    let desk = Desk::silent()?;
    let rom = desk.write("count.gb", &roms::counting()?)?;
    let path = |name: &str| desk.home().join(name).display().to_string();
    let rom_name = rom.display().to_string();

    // A script of this program and a run of the headless one are the same.
    let mut command = edgeboy()?;
    command.args([&rom_name, "--frames", "300", "--screenshot", "here.png", "--mute"]);
    run_program(desk.seat(&mut command))?;
    let [png, sav, state] = ["there.png", "there.sav", "there.state"].map(path);
    let written = ["--png", &png, "--sav-out", &sav, "--state-out", &state];
    headless(&[&["render", &rom_name, "--frames", "300"], &written[..]].concat())?;
    same(desk.home(), "here.png", "there.png")?;
    same(desk.home(), "count.sav", "there.sav")?;

    // What the window saves, the headless program goes on from.
    let program = Program::start(&desk, &["--mute", &rom_name])?;
    sleep(1500);
    desk.screen.press(&["F2"])?;
    let mine = wait_for("the save state", || desk.state("slot-1"))?;
    program.close()?;
    let mine_name = mine.display().to_string();
    headless(&[
        "render",
        &rom_name,
        "--frames",
        "0",
        "--state-in",
        &mine_name,
        "--state-out",
        &state,
    ])?;
    ensure!(fs::read(&mine)? == fs::read(&state)?, "the state is another one afterwards");
    headless(&[
        "render",
        &rom_name,
        "--frames",
        "60",
        "--sav-in",
        &path("count.sav"),
        "--sav-out",
        &sav,
    ])?;
    let count = |file: &str| -> Result<Option<u16>> { Ok(roms::counted(&fs::read(path(file))?)) };
    let (before, after) = (count("count.sav")?, count("there.sav")?);
    let counts_on =
        matches!((before, after), (Some(b), Some(a)) if (55..=61).contains(&a.wrapping_sub(b)));
    ensure!(counts_on, "headless counted from {before:?} to {after:?}");

    // And what the headless program saves, the window goes on from.
    headless(&[
        "render",
        &rom_name,
        "--frames",
        "200",
        "--sav-in",
        &sav,
        "--state-out",
        &mine_name,
    ])?;
    let expected = fs::read(&mine)?;
    let program = Program::start(&desk, &["--mute", &rom_name])?;
    desk.screen.press(&["p", "F4", "F2"])?;
    sleep(500);
    program.close()?;
    ensure!(fs::read(&mine)? == expected, "the state that was loaded is another one");
    Ok(())
}

/// Runs the headless program, in this process.
fn headless(arguments: &[&str]) -> Result<()> {
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let streams =
        Streams { stdin: &mut std::io::empty(), stdout: &mut stdout, stderr: &mut stderr };
    let arguments = ["edgeboy-headless"].iter().chain(arguments).map(OsString::from);
    edgeboy_headless::run(arguments, streams);
    if !stderr.is_empty() {
        bail!("{}", String::from_utf8_lossy(&stderr));
    }
    Ok(())
}

fn same(folder: &Path, one: &str, other: &str) -> Result<()> {
    let read = |name: &str| fs::read(folder.join(name));
    ensure!(read(one)? == read(other)?, "{one} is not the same as {other}");
    Ok(())
}
