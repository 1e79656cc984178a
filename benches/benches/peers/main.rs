//! EdgeBoy beside other emulators, on the same ROMs for the same frames, with picture and sound:
//! `cargo xtask bench`, which installs them and then runs this with what it found.
//!
//! Every runner is a program of its own that measures the CPU time of the frames alone, start-up left out. They take
//! turns, ROM by ROM and round by round, so that what else the computer does meanwhile meets all alike; the best round
//! of each counts. The picture in which a run ends is compared with ours. What comes of it is written to
//! `benches/RESULTS.md` and `benches/results.svg`.

#![expect(clippy::cast_precision_loss, reason = "counts of a few hundred become ratios")]

mod bars;
mod chart;
mod cli;
mod computer;
mod ours;
mod report;
mod results;
mod roms;
mod runner;

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use benches::likeness;
use cli::Options;
use edgeboy_media::picture::Picture;
use results::{Cell, Results};
use runner::Runner;

/// Frames that are run beyond those that are measured, to find the same picture a little earlier or later: one
/// emulator counts frames from the end of its boot ROM, another from its start.
const MORE: u32 = 120;

fn main() -> ExitCode {
    match ours::as_child().unwrap_or_else(|| cli::parse().and_then(|options| compare(&options))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Whatever goes wrong here is told to the user as text.
type Outcome<T> = Result<T, String>;

fn compare(options: &Options) -> Outcome<()> {
    let folder = options.peers.join("pictures");
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let roms = roms::all(&options.games, &options.peers)?;
    let runners = runner::all(options);
    let mut results = Results::new(options, &roms, &runners);
    for (row, rom) in roms.iter().enumerate() {
        for round in 0..options.runs {
            // The pictures of the first round are looked at, so no other may replace them.
            let (more, kind) = if round == 0 { (MORE, "rgb") } else { (0, "again") };
            for (column, runner) in runners.iter().enumerate() {
                let raw = folder.join(format!("{}-{}.{kind}", rom.name, runner.name));
                let run = runner.run(&rom.path, options.frames, more, &raw);
                let cell = &mut results.cells[row][column];
                if let (Err(error), false) = (&run, matches!(cell, Cell::Failed(_))) {
                    eprintln!("{}, {}: {error}", rom.name, runner.name);
                }
                cell.add(run);
            }
        }
        look(&folder, &rom.name, &runners, &mut results.cells[row])?;
        println!("{}: {}", rom.name, results.line(row));
    }
    let benches = Path::new(env!("CARGO_MANIFEST_DIR"));
    write(&benches.join("RESULTS.md"), &report::markdown(&results))?;
    write(&benches.join("results.svg"), &chart::svg(&results))?;
    println!("\n{}", bars::table(&results));
    Ok(())
}

/// Compares the pictures that each runner has left with those of the first, which is ours, and leaves a PNG of each.
fn look(folder: &Path, rom: &str, runners: &[Runner], cells: &mut [Cell]) -> Outcome<()> {
    let read = |runner: &Runner| fs::read(folder.join(format!("{rom}-{}.rgb", runner.name)));
    let ours = read(&runners[0]).map_err(|error| format!("{rom}: no picture of ours: {error}"))?;
    for (runner, cell) in runners.iter().zip(cells) {
        let Cell::Ran { likeness, .. } = cell else { continue };
        let theirs = read(runner).map_err(|error| format!("{rom}, {}: {error}", runner.name))?;
        *likeness = Some(likeness::compare(&ours, &theirs));
        let png = folder.join(format!("{rom}-{}.png", runner.name));
        fs::write(&png, first_as_png(&theirs)?).map_err(|e| format!("{}: {e}", png.display()))?;
    }
    for runner in runners {
        // They take 8 MB each; who failed has left none.
        for kind in ["rgb", "again"] {
            let _ = fs::remove_file(folder.join(format!("{rom}-{}.{kind}", runner.name)));
        }
    }
    Ok(())
}

/// The first of several pictures.
fn first_as_png(rgb: &[u8]) -> Outcome<Vec<u8>> {
    let pixels = rgb.as_chunks().0.iter().copied().take(160 * 144).collect();
    let picture = Picture::from_pixels(160, pixels).ok_or("there is no picture")?;
    edgeboy_media::png::encode(&picture).map_err(|error| error.to_string())
}

fn write(path: &Path, text: &str) -> Outcome<()> {
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}
