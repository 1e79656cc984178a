//! How fast the game goes, and what that costs.

use std::fs;

use anyhow::{Context, Result, ensure};

use super::sleep;
use crate::Extent;
use crate::desk::Desk;
use crate::program::Program;

/// Frames per second of a Game Boy (Pan Docs, "Rendering").
const RATE: f64 = 4_194_304.0 / 70_224.0;
/// Seconds until sound has begun and settled.
const SETTLING: u64 = 5;
/// The most of one core that real time may take.
const MOST_CPU: f64 = 0.25;
/// The kernel counts processor time in hundredths of a second.
const CLOCK_TICKS: f64 = 100.0;

/// What the program says about its speed, once a second.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading {
    /// Frames since it began to run, and the seconds that they took.
    pub(super) frames: f64,
    pub(super) seconds: f64,
    pub(super) underruns: f64,
}

/// The readings in a log.
pub(super) fn readings(log: &str) -> Vec<Reading> {
    let number = |line: &str, name: &str| -> Option<f64> {
        line.split_once(&format!("{name}="))?.1.split_whitespace().next()?.parse().ok()
    };
    let reading = |line: &str| {
        Some(Reading {
            frames: number(line, "frames")?,
            seconds: number(line, "seconds")?,
            underruns: number(line, "underruns")?,
        })
    };
    log.lines().filter(|line| line.contains(" speed ")).filter_map(reading).collect()
}

pub(crate) fn run(extent: Extent) -> Result<()> {
    let desk = Desk::new()?;
    let program = Program::start(&desk, &[])?;
    sleep(SETTLING * 1000);
    let before = processor_seconds(program.id())?;
    sleep(extent.pace_seconds * 1000);
    let cpu = (processor_seconds(program.id())? - before) / extent.pace_seconds as f64;
    sleep(1500);
    let log = program.log()?;
    program.close()?;

    let readings = readings(&log);
    let first = readings.iter().find(|reading| reading.seconds >= SETTLING as f64);
    let first = first.context("the program did not tell its speed")?;
    let last = readings.last().unwrap_or(first);
    let rate = (last.frames - first.frames) / (last.seconds - first.seconds);
    let off = rate / RATE - 1.0;
    let seconds = last.seconds - first.seconds;
    println!(
        "{rate:.4} frames a second over {seconds:.1} s ({:+.4} %), {:.1} % of a core, {} underruns",
        off * 100.0,
        cpu * 100.0,
        last.underruns
    );
    ensure!(seconds >= extent.pace_seconds as f64 - 2.0, "only {seconds:.1} s were told");
    ensure!(off.abs() <= extent.pace_tolerance, "{rate:.4} frames a second, not {RATE:.4}");
    ensure!(cpu < MOST_CPU, "{:.1} % of a core", cpu * 100.0);
    ensure!(last.underruns == 0.0, "sound ran out {} times", last.underruns);
    Ok(())
}

/// Time that a process has spent on processors.
fn processor_seconds(id: u32) -> Result<f64> {
    let stat = fs::read_to_string(format!("/proc/{id}/stat"))?;
    // The program's name, in parentheses, is the only field that may have spaces.
    let fields = stat.rsplit_once(')').context("no such process")?.1;
    let fields: Vec<&str> = fields.split_whitespace().collect();
    let ticks = |field: usize| fields.get(field).and_then(|ticks| ticks.parse::<f64>().ok());
    let (user, system) = (ticks(11).context("utime")?, ticks(12).context("stime")?);
    Ok((user + system) / CLOCK_TICKS)
}
