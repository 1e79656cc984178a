//! `benches/RESULTS.md`.

use std::fmt::Write;

use benches::likeness::Likeness;

use super::results::{Cell, Results, mean};
use super::runner::{GAMBATTE, is_ours};
use super::{bars, computer};

/// The whole file.
pub(crate) fn markdown(results: &Results) -> String {
    let mut text = format!(
        "# EdgeBoy beside other emulators\n\n\
         Written by `cargo xtask bench` on {date}: {frames} frames of each ROM from power-on, no buttons, picture and \
         sound on, default options.\n\
         Frames per second of CPU time, start-up and V8's first 600 frames left out; the best of {runs} rounds, in which all \
         took turns.\n\
         The computer was shared, so take each figure as ±25 %; ratios are steadier.\n\n\
         {computer}; {rust}; Node {node}.\n\n\
         ![Speed of each emulator as a part of EdgeBoy's](results.svg)\n\n\
         ## Bars\n\n{bars}\n",
        date = computer::date(),
        frames = results.frames,
        runs = results.runs,
        computer = computer::description(),
        rust = computer::version("rustc"),
        node = computer::version("node"),
        bars = bars::table(results),
    );
    text += "## Frames per second\n\nThe columns `native`, `eager` (native, all in its M-cycle), `wasmtime` and `node` are EdgeBoy.\n\n";
    speeds(results, &mut text);
    text += "\n## Times as fast as libretro-gambatte\n\n";
    ratios(results, &mut text);
    text += "\n## Pictures\n\n\
             What a peer shows in the end beside what EdgeBoy shows, up to colors: *same*, perhaps so many frames \
             later (+) or earlier (-), since not all begin to count at the same moment; or how much of the picture \
             is, 0 if it has less than half as many colors. \
             Games that roll dice differ, and so does what an emulator draws less exactly.\n\n";
    likenesses(results, &mut text);
    text += "\n## Versions\n\n";
    versions(results, &mut text);
    text
}

fn head(results: &Results, text: &mut String, skip: usize) {
    let names = results.runners[skip..].join(" | ");
    let _ = writeln!(text, "| ROM | {names} |");
    let _ = writeln!(text, "|---|{}", "--:|".repeat(results.runners.len() - skip));
}

fn speeds(results: &Results, text: &mut String) {
    table(results, text, |rom, runner| results.speed(rom, runner), |speed| format!("{speed:.0}"));
}

fn ratios(results: &Results, text: &mut String) {
    let Some(base) = results.runners.iter().position(|runner| *runner == GAMBATTE) else {
        *text += "It is not there.\n";
        return;
    };
    let ratio = |rom, runner| Some(results.speed(rom, runner)? / results.speed(rom, base)?);
    table(results, text, ratio, |ratio| format!("{ratio:.2}"));
}

/// A row for each ROM, and one for the geometric means over those that ran.
fn table(
    results: &Results,
    text: &mut String,
    value: impl Fn(usize, usize) -> Option<f64>,
    shown: impl Fn(f64) -> String,
) {
    head(results, text, 0);
    let cell = |value: Option<f64>| value.map_or_else(|| "failed".to_owned(), &shown);
    let columns = || 0..results.runners.len();
    for (rom, name) in results.roms.iter().enumerate() {
        let cells: Vec<_> = columns().map(|runner| cell(value(rom, runner))).collect();
        let _ = writeln!(text, "| {name} | {} |", cells.join(" | "));
    }
    let mean_of = |runner| mean((0..results.roms.len()).filter_map(|rom| value(rom, runner)));
    let cells: Vec<_> = columns().map(|runner| format!("**{}**", cell(mean_of(runner)))).collect();
    let _ = writeln!(text, "| **geometric mean** | {} |", cells.join(" | "));
}

fn likenesses(results: &Results, text: &mut String) {
    head(results, text, 1);
    for (name, cells) in results.roms.iter().zip(&results.cells) {
        let shown: Vec<_> = cells[1..].iter().map(likeness).collect();
        let _ = writeln!(text, "| {name} | {} |", shown.join(" | "));
    }
    for (name, cells) in results.roms.iter().zip(&results.cells) {
        for (runner, cell) in results.runners.iter().zip(cells) {
            if let Cell::Failed(reason) = cell {
                let _ = writeln!(
                    text,
                    "\n{runner} failed on {name}: {}.",
                    reason.trim_end_matches('.')
                );
            }
        }
    }
}

fn likeness(cell: &Cell) -> String {
    match cell {
        Cell::Ran { likeness: Some(Likeness::Same(0)), .. } => "same".to_owned(),
        Cell::Ran { likeness: Some(Likeness::Same(frames)), .. } => format!("same, {frames:+}"),
        Cell::Ran { likeness: Some(Likeness::Part(part)), .. } => format!("{:.1} %", part * 100.0),
        Cell::Ran { likeness: Some(Likeness::Blank), .. } => "**blank**".to_owned(),
        Cell::Ran { likeness: None, .. } | Cell::Waiting | Cell::Failed(_) => "failed".to_owned(),
    }
}

fn versions(results: &Results, text: &mut String) {
    for (runner, name) in results.runners.iter().enumerate() {
        let owner = if is_ours(name) { "EdgeBoy, " } else { "" };
        let version = results.version(runner).unwrap_or("no run succeeded");
        let _ = writeln!(text, "* {owner}{name}: {version}");
    }
    for (name, reason) in &results.missing {
        let _ = writeln!(text, "* {name} is missing: {}", reason.trim_end());
    }
}
