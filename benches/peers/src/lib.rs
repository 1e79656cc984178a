//! What every runner of an emulator does: `PROGRAM ROM FRAMES MORE PICTURES`.
//!
//! It runs so many frames and prints a line of JSON with the CPU time that they took. Then it runs so many more, without
//! measuring, and writes the pictures of the last measured frame and of these to a file: 160 by 144 pixels of three
//! bytes each.

use std::{env, fs, io::Write};

use anyhow::{Context, Result, ensure};
use rustix::time::{ClockId, clock_gettime};

/// An emulator with a cartridge in it.
pub trait Peer {
    /// Runs a frame, with its sound, which is thrown away.
    fn run_frame(&mut self);

    /// Appends the last picture: 160 by 144 pixels, each as red, green and blue.
    fn picture(&mut self, rgb: &mut Vec<u8>);
}

/// Whether a ROM knows of color, as its header says.
pub fn has_color(rom: &[u8]) -> bool {
    rom.get(0x143).is_some_and(|flag| flag & 0x80 != 0)
}

/// Runs what the last four arguments ask for. `start` gets the ROM's path and bytes.
///
/// # Errors
/// If an argument is missing or wrong, or a file cannot be read or written, or the emulator does not start.
pub fn run<P: Peer>(version: &str, start: impl FnOnce(&str, &[u8]) -> Result<P>) -> Result<()> {
    let arguments: Vec<String> = env::args().collect();
    let [.., path, frames, more, pictures] = &arguments[..] else {
        anyhow::bail!("usage: PROGRAM ROM FRAMES MORE PICTURES");
    };
    let (frames, more): (u32, u32) =
        (frames.parse().context("FRAMES")?, more.parse().context("MORE")?);
    let rom = fs::read(path).with_context(|| path.clone())?;
    let mut peer = start(path, &rom)?;

    let before = cpu_seconds();
    for _ in 0..frames {
        peer.run_frame();
    }
    let seconds = cpu_seconds() - before;

    let mut rgb = Vec::new();
    peer.picture(&mut rgb);
    for _ in 0..more {
        peer.run_frame();
        peer.picture(&mut rgb);
    }
    ensure!(rgb.len() == 160 * 144 * 3 * (more as usize + 1), "a picture is not 160 by 144 pixels");
    fs::File::create(pictures)
        .and_then(|mut file| file.write_all(&rgb))
        .context(pictures.clone())?;
    println!(r#"{{"version": "{version}", "cpu_seconds": {seconds}}}"#);
    Ok(())
}

/// The version of a package in this project's lock file.
pub fn locked_version(package: &str) -> &'static str {
    let lock = include_str!("../Cargo.lock");
    let start = format!("name = \"{package}\"\nversion = \"");
    let after = lock.split_once(&start).map_or("", |(_, after)| after);
    after.split('"').next().unwrap_or_default()
}

/// The CPU time of this process, all its threads together.
fn cpu_seconds() -> f64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    #[expect(clippy::cast_precision_loss, reason = "a run takes seconds")]
    let seconds = time.tv_sec as f64 + time.tv_nsec as f64 / 1e9;
    seconds
}
