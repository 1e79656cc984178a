//! What was measured.

use benches::likeness::Likeness;

use super::Outcome;
use super::cli::Options;
use super::roms::{Rom, is_raster};
use super::runner::{NATIVE, Run, Runner};

/// What a runner did with a ROM.
pub(crate) enum Cell {
    /// It has not been run.
    Waiting,
    /// It ran in every round, and took so long in the best.
    Ran { cpu_seconds: f64, version: String, likeness: Option<Likeness> },
    /// It failed in a round.
    Failed(String),
}

/// All measurements of all runners.
pub(crate) struct Results {
    pub(crate) frames: u32,
    pub(crate) runs: u32,
    pub(crate) roms: Vec<String>,
    pub(crate) runners: Vec<&'static str>,
    /// By ROM and runner.
    pub(crate) cells: Vec<Vec<Cell>>,
    /// Peers that are not there, and why.
    pub(crate) missing: Vec<(String, String)>,
}

impl Cell {
    /// Adds a round.
    pub(crate) fn add(&mut self, run: Outcome<Run>) {
        match (&mut *self, run) {
            (Cell::Failed(_), _) => {}
            (_, Err(error)) => *self = Cell::Failed(error),
            (Cell::Ran { cpu_seconds, .. }, Ok(run)) => {
                *cpu_seconds = cpu_seconds.min(run.cpu_seconds);
            }
            (Cell::Waiting, Ok(Run { version, cpu_seconds })) => {
                *self = Cell::Ran { cpu_seconds, version, likeness: None };
            }
        }
    }
}

impl Results {
    pub(crate) fn new(options: &Options, roms: &[Rom], runners: &[Runner]) -> Results {
        let row = || runners.iter().map(|_| Cell::Waiting).collect();
        Results {
            frames: options.frames,
            runs: options.runs,
            roms: roms.iter().map(|rom| rom.name.clone()).collect(),
            runners: runners.iter().map(|runner| runner.name).collect(),
            cells: roms.iter().map(|_| row()).collect(),
            missing: options.without.clone(),
        }
    }

    /// The frames per second of CPU time; `None` if it failed.
    pub(crate) fn speed(&self, rom: usize, runner: usize) -> Option<f64> {
        match self.cells[rom][runner] {
            Cell::Ran { cpu_seconds, .. } => Some(f64::from(self.frames) / cpu_seconds),
            _ => None,
        }
    }

    /// How many times as fast one is as another, ROM by ROM, where both ran.
    pub(crate) fn ratios(&self, fast: &str, slow: &str) -> Vec<(&str, f64)> {
        let column = |name| self.runners.iter().position(|runner| *runner == name);
        let (Some(fast), Some(slow)) = (column(fast), column(slow)) else { return Vec::new() };
        let ratio = |rom| Some(self.speed(rom, fast)? / self.speed(rom, slow)?);
        let ratios = self.roms.iter().enumerate();
        ratios.filter_map(|(rom, name)| Some((name.as_str(), ratio(rom)?))).collect()
    }

    /// The geometric means of a runner's speed as a part of the native one's: over all ROMs, and over the raster ROMs.
    pub(crate) fn shares(&self, runner: &str) -> [Option<f64>; 2] {
        let ratios = self.ratios(runner, NATIVE);
        let raster = ratios.iter().filter(|(rom, _)| is_raster(rom));
        [mean(ratios.iter().map(|ratio| ratio.1)), mean(raster.map(|ratio| ratio.1))]
    }

    /// The version of a runner, as it said in its first run.
    pub(crate) fn version(&self, runner: usize) -> Option<&str> {
        self.cells.iter().find_map(|row| match &row[runner] {
            Cell::Ran { version, .. } => Some(version.as_str()),
            _ => None,
        })
    }

    /// A row in short, to show while the next one is at work.
    pub(crate) fn line(&self, rom: usize) -> String {
        let columns = self.runners.iter().enumerate();
        let shown = columns.map(|(runner, name)| {
            let speed = self.speed(rom, runner);
            format!("{name} {}", speed.map_or_else(|| "failed".to_owned(), |s| format!("{s:.0}")))
        });
        shown.collect::<Vec<_>>().join(", ")
    }
}

/// The geometric mean; `None` of nothing.
pub(crate) fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let logarithms: Vec<f64> = values.map(f64::ln).collect();
    let sum: f64 = logarithms.iter().sum();
    (!logarithms.is_empty()).then(|| (sum / logarithms.len() as f64).exp())
}
