//! What the clocks of cartridges have in common: emulated time passes, and so does the time away,
//! where a save and the frontend say how long that was.
//!
//! The 32,768 Hz crystals are taken to be exact: one of their periods is 256 ticks of the machine's
//! clock.

use serde::{Deserialize, Serialize};

use crate::time::Ticks;

/// The Unix time that a program without a clock writes to a save: later than any other.
pub(crate) const UNKNOWN_TIME: u64 = 0x7FFF_FFFF_7FFF_FFFF;

/// What the time of day outside was at a moment of the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct WallClock {
    unix_seconds: u64,
    at: Ticks,
}

/// Counts seconds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Timekeeper {
    /// Ticks since the second began.
    sub_second: u64,
    /// The moment up to which seconds were counted.
    synced_at: Ticks,
    /// `None` until a save or the frontend has told the time.
    wall_clock: Option<WallClock>,
}

impl Timekeeper {
    /// As a save left it at `now`. Its time is `None`, 0 or [`UNKNOWN_TIME`] if nobody knew it.
    pub(crate) fn resumed(unix_seconds: Option<u64>, now: Ticks) -> Timekeeper {
        let wall_clock = unix_seconds
            .filter(|&time| time != 0 && time < UNKNOWN_TIME)
            .map(|unix_seconds| WallClock { unix_seconds, at: now });
        Timekeeper { sub_second: 0, synced_at: now, wall_clock }
    }

    /// The seconds that have ended since this was last asked. A clock that is not running keeps
    /// the part of a second that it had.
    pub(crate) fn count(&mut self, now: Ticks, running: bool) -> u64 {
        let passed = now.0.saturating_sub(self.synced_at.0);
        self.synced_at = now;
        if !running {
            return 0;
        }
        let ticks = self.sub_second.saturating_add(passed);
        self.sub_second = ticks % Ticks::PER_SECOND;
        ticks / Ticks::PER_SECOND
    }

    /// Begins a second anew.
    pub(crate) fn restart_second(&mut self) {
        self.sub_second = 0;
    }

    /// Takes note of the time outside. Gives the seconds that have passed there and not here since
    /// it was last told; time never goes back.
    pub(crate) fn set_wall_clock(&mut self, unix_seconds: u64, now: Ticks) -> u64 {
        let expected = self.unix_time(now).unwrap_or(unix_seconds);
        self.wall_clock = Some(WallClock { unix_seconds, at: now });
        unix_seconds.saturating_sub(expected)
    }

    /// The Unix time at `now`, if the machine ran as fast as the world since it was told.
    pub(crate) fn unix_time(&self, now: Ticks) -> Option<u64> {
        self.wall_clock.map(|wall_clock| {
            let passed = now.0.saturating_sub(wall_clock.at.0) / Ticks::PER_SECOND;
            wall_clock.unix_seconds.saturating_add(passed)
        })
    }

    /// Brings all values into their ranges, after they came from outside.
    pub(crate) fn mask(&mut self) {
        self.sub_second %= Ticks::PER_SECOND;
    }
}
