//! What the project holds itself to.

use std::fmt::Write;

use super::results::{Results, mean};
use super::roms::is_raster;
use super::runner::{EAGER, GAMBATTE, NATIVE, NODE, WASMBOY, WASMTIME};

/// The bars as a table, each with what was measured.
pub(crate) fn table(results: &Results) -> String {
    let mut text = String::from("| bar | measured | |\n|---|---|---|\n");
    let mut row = |what: &str, measured: Option<(String, bool)>| {
        let (measured, verdict) = match measured {
            Some((measured, true)) => (measured, "met"),
            Some((measured, false)) => (measured, "**missed**"),
            None => ("one of the two did not run".to_owned(), "not known"),
        };
        let _ = writeln!(text, "| {what} | {measured} | {verdict} |");
    };

    let mean_of = |fast, slow| mean(results.ratios(fast, slow).iter().map(|ratio| ratio.1));
    let ratio = mean_of(NATIVE, GAMBATTE).map(|ratio| (times(ratio), ratio >= 2.0));
    row("native is at least 2 times as fast as libretro-gambatte in the mean", ratio);

    let ratios = results.ratios(NATIVE, GAMBATTE);
    let slowest = ratios.iter().min_by(|a, b| a.1.total_cmp(&b.1));
    let slowest = slowest.map(|(rom, ratio)| (format!("{rom}: {}", times(*ratio)), *ratio >= 1.0));
    row("and slower on no ROM", slowest);

    let ratio = mean_of(NATIVE, EAGER).map(|ratio| (times(ratio), ratio >= 6.0));
    row("native is at least 6 times as fast as in its eager mode in the mean", ratio);

    let ratios = results.ratios(NATIVE, EAGER);
    let raster = mean(ratios.iter().filter(|(rom, _)| is_raster(rom)).map(|ratio| ratio.1));
    let raster = raster.map(|ratio| (times(ratio), ratio >= 3.0));
    row("and at least 3 times on the raster ROMs", raster);

    let ratio = mean_of(NATIVE, WASMTIME).map(|ratio| (times(ratio), ratio <= 1.25));
    row("wasmtime takes at most 1.25 times the CPU time of native", ratio);

    let ratio = mean_of(NODE, WASMBOY).map(|ratio| (times(ratio), ratio >= 8.0));
    row("Node is at least 8 times as fast as WasmBoy with its fastest options", ratio);
    text
}

fn times(ratio: f64) -> String {
    format!("{ratio:.2} times")
}
