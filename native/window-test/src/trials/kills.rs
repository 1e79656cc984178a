//! Killed at any moment, a save is the old one or the new one, whole.

use std::collections::BTreeSet;
use std::fs;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use crate::Extent;
use crate::desk::seat;
use crate::process::Running;
use crate::program::edgeboy;
use crate::roms;

/// The program is killed after so long at most. It runs as fast as it goes and saves every 60 frames, which
/// is many times in this.
const LONGEST: u64 = 120;

pub(crate) fn run(extent: Extent) -> Result<()> {
    let home = tempfile::tempdir()?;
    let rom = home.path().join("count.gb");
    let save = home.path().join("count.sav");
    fs::write(&rom, roms::counting()?)?;
    let (mut last, mut seen) = (None, BTreeSet::new());
    for kill in 0..extent.kills {
        let mut command = edgeboy()?;
        seat(&mut command, home.path()).arg(&rom).args(["--frames", "100000000", "--mute"]);
        let mut running = Running::start(command.stdout(Stdio::null()).stderr(Stdio::null()))?;
        std::thread::sleep(Duration::from_micros(fastrand::u64(..LONGEST * 1000)));
        running.kill()?;
        let Ok(bytes) = fs::read(&save) else {
            ensure!(last.is_none(), "kill {kill}: the save is gone");
            continue;
        };
        let number = roms::counted(&bytes);
        let number = number.with_context(|| format!("kill {kill}: the save is not whole"))?;
        let is_on = last.is_none_or(|last| number.wrapping_sub(last) < 0x8000);
        ensure!(is_on, "kill {kill}: the save is of {number}, and was of {last:?} before");
        last = Some(number);
        seen.insert(number);
    }
    ensure!(seen.len() > extent.kills / 10, "only {} saves were seen", seen.len());
    let names = fs::read_dir(home.path())?.map(|entry| Ok(entry?.file_name()));
    let strange: Vec<_> = names
        .collect::<Result<Vec<_>>>()?
        .into_iter()
        .filter(|name| name.to_string_lossy().contains("damaged"))
        .collect();
    ensure!(strange.is_empty(), "saves were taken for damaged: {strange:?}");
    println!("{} kills, {} different saves, all whole", extent.kills, seen.len());
    Ok(())
}
