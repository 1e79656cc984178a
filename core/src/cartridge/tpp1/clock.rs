//! The clock of a TPP1: seconds, minutes, hours, days of the week and 256 weeks.
//!
//! Source: the specification, "RTC operation", <https://github.com/aaaaaa123456789/tpp1>.

use serde::{Deserialize, Serialize};

use crate::cartridge::timekeeper::{Timekeeper, UNKNOWN_TIME};
use crate::time::Ticks;

/// The length of the clock's part of a battery save, as `SameBoy` writes it: `TPP1`, a version of
/// 01 00, the status register, a zero, the Unix time as a little-endian number of 64 bits, and the
/// registers in the order in which they are read.
pub(crate) const FOOTER_SIZE: usize = 20;
const FOOTER_START: [u8; 6] = *b"TPP1\x01\0";

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;
const WEEK: u64 = 7 * DAY;

const RUNNING: u8 = 0x04;
const OVERFLOW: u8 = 0x08;

/// The registers in the order in which they are read: RTCW, RTCDH with the day in the upper three
/// bits, RTCM and RTCS.
type Registers = [u8; 4];

/// The clock. One that was never used is stopped.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Clock {
    live: Registers,
    /// What the CPU reads and writes.
    latched: Registers,
    running: bool,
    overflow: bool,
    time: Timekeeper,
}

impl Clock {
    /// The clock's bits of MR4.
    pub(crate) fn status(&self) -> u8 {
        let running = if self.running { RUNNING } else { 0 };
        let overflow = if self.overflow { OVERFLOW } else { 0 };
        running | overflow
    }

    /// Takes a write to MR3. Gives whether what is saved is another now.
    pub(crate) fn command(&mut self, command: u8, now: Ticks) -> bool {
        self.sync(now);
        match command {
            0x10 => self.latched = self.live,
            0x11 => self.live = self.latched,
            0x14 => self.overflow = false,
            0x18 => self.running = false,
            0x19 => self.running = true,
            _ => {}
        }
        matches!(command, 0x11 | 0x14 | 0x18 | 0x19)
    }

    pub(crate) fn read(&self, place: u16) -> u8 {
        self.latched[usize::from(place & 3)]
    }

    pub(crate) fn write(&mut self, place: u16, value: u8) {
        self.latched[usize::from(place & 3)] = value;
    }

    /// Counts up to `now`.
    fn sync(&mut self, now: Ticks) {
        let seconds = self.time.count(now, self.running);
        self.advance(seconds);
    }

    /// Lets seconds pass. What values out of range do is not specified; here they count for what
    /// they say.
    fn advance(&mut self, seconds: u64) {
        if seconds == 0 {
            return;
        }
        let [weeks, day_and_hour, minutes, rest] = self.live.map(u64::from);
        let before = weeks * WEEK
            + (day_and_hour >> 5) * DAY
            + (day_and_hour & 0x1F) * HOUR
            + minutes * MINUTE
            + rest;
        let after = before.saturating_add(seconds);
        self.overflow |= after >= 256 * WEEK;
        let day_and_hour = 0x20 * (after % WEEK / DAY) + after % DAY / HOUR;
        self.live = [after / WEEK, day_and_hour, after % HOUR / MINUTE, after % MINUTE]
            .map(|value| value as u8);
    }

    /// Tells the clock the time outside, so that it catches up on what has passed there. A stopped
    /// one stays where it is.
    pub(crate) fn set_wall_clock(&mut self, unix_seconds: u64, now: Ticks) {
        self.sync(now);
        let away = self.time.set_wall_clock(unix_seconds, now);
        if self.running {
            self.advance(away);
        }
    }

    /// The clock's part of a battery save.
    pub(crate) fn to_footer(&self, now: Ticks) -> [u8; FOOTER_SIZE] {
        let mut synced = self.clone();
        synced.sync(now);
        let time = self.time.unix_time(now).unwrap_or(UNKNOWN_TIME);
        let mut footer = [0; FOOTER_SIZE];
        footer[..6].copy_from_slice(&FOOTER_START);
        footer[6] = synced.status();
        footer[8..16].copy_from_slice(&time.to_le_bytes());
        footer[16..].copy_from_slice(&synced.live);
        footer
    }

    /// Takes over a footer of [`FOOTER_SIZE`] bytes; what begins otherwise is none and is ignored.
    pub(crate) fn load_footer(&mut self, footer: &[u8], now: Ticks) {
        if !footer.starts_with(&FOOTER_START[..4]) {
            return;
        }
        let mut time = [0; 8];
        time.copy_from_slice(&footer[8..16]);
        self.live.copy_from_slice(&footer[16..]);
        self.running = footer[6] & RUNNING != 0;
        self.overflow = footer[6] & OVERFLOW != 0;
        self.time = Timekeeper::resumed(Some(u64::from_le_bytes(time)), now);
    }

    /// Brings all values into their ranges, after they came from outside.
    pub(crate) fn mask(&mut self) {
        self.time.mask();
    }
}
