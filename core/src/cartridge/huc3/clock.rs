//! The clock of a HuC3: a small computer of its own with 256 half-bytes of memory, which counts
//! minutes and days in it and takes commands.
//!
//! Source: Pan Docs, "HuC-3", <https://gbdev.io/pandocs/HuC3.html>, for commands and places. The
//! alarm's switch is from `SameBoy` and mGBA. What the clock's speaker would play is not heard.

use alloc::vec;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::cartridge::timekeeper::{Timekeeper, UNKNOWN_TIME};
use crate::time::Ticks;

/// The length of the clock's part of a battery save, as `SameBoy` and BGB write it: the Unix time,
/// then minute of the day, day, minute and day of the event as 16-bit numbers, all little-endian,
/// and whether the event is switched on.
pub(crate) const FOOTER_SIZE: usize = 17;
/// Its length as mGBA writes it: the memory, two half-bytes in each byte, the lower first, and the
/// Unix time.
pub(crate) const MGBA_FOOTER_SIZE: usize = 128 + 8;

const MEMORY_SIZE: usize = 256;
const MINUTES_PER_DAY: u64 = 24 * 60;
/// The day counter has three half-bytes.
const DAYS: u64 = 0x1000;

/// Places in the memory. Numbers have their lowest half-byte first.
mod place {
    /// Seven half-bytes through which the time is read and set.
    pub(super) const EXCHANGE: usize = 0x00;
    pub(super) const EXCHANGED: usize = 7;
    /// The time: minutes of the day, then days, of three half-bytes each.
    pub(super) const TIME: usize = 0x10;
    /// The event, in the same form.
    pub(super) const EVENT: usize = 0x58;
    pub(super) const EVENT_ENABLED: usize = 0x5F;

    /// Whether saves have what is at a place.
    pub(super) fn is_saved(at: usize) -> bool {
        (TIME..TIME + 6).contains(&at) || (EVENT..EVENT + 6).contains(&at) || at == EVENT_ENABLED
    }
}

/// The clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Clock {
    /// A half-byte in each byte.
    #[serde(with = "serde_bytes")]
    memory: Vec<u8>,
    /// Where in the memory the next access goes.
    address: u8,
    /// The mailbox: a command in bits 4 to 6, its argument in bits 0 to 3.
    command: u8,
    /// The result of the last command that had one.
    result: u8,
    /// Seconds since the minute began.
    seconds: u8,
    time: Timekeeper,
}

impl Clock {
    pub(crate) fn new() -> Clock {
        Clock {
            memory: vec![0; MEMORY_SIZE],
            address: 0,
            command: 0,
            result: 0,
            seconds: 0,
            time: Timekeeper::default(),
        }
    }

    /// The last command with the result of the last that was executed.
    pub(crate) fn response(&self) -> u8 {
        self.command & 0x70 | self.result
    }

    /// Puts a command into the mailbox. It is not executed yet.
    pub(crate) fn post(&mut self, value: u8) {
        self.command = value & 0x7F;
    }

    /// Executes the command in the mailbox. Gives whether what is saved may be another now.
    pub(crate) fn execute(&mut self, now: Ticks) -> bool {
        self.sync(now);
        let argument = self.command & 0x0F;
        match self.command >> 4 {
            1 => {
                self.result = self.memory[usize::from(self.address)];
                self.address = self.address.wrapping_add(1);
            }
            3 => {
                let at = usize::from(self.address);
                self.address = self.address.wrapping_add(1);
                let before = core::mem::replace(&mut self.memory[at], argument);
                return before != argument && place::is_saved(at);
            }
            4 => self.address = self.address & 0xF0 | argument,
            5 => self.address = self.address & 0x0F | argument << 4,
            6 => return self.execute_extended(argument),
            // 0 and 7 were never observed. A game uses 2, and nobody knows what for.
            _ => {}
        }
        false
    }

    fn execute_extended(&mut self, command: u8) -> bool {
        // Games ask for a status by 2 and do not start unless the result is 1. That the others
        // give 1 as well is what mGBA does.
        self.result = 1;
        match command {
            0 => {
                let time = place::TIME..place::TIME + place::EXCHANGED;
                self.memory.copy_within(time, place::EXCHANGE);
            }
            1 => self.set_time(),
            // Tones (E, twice) are not heard.
            _ => {}
        }
        command == 1
    }

    /// Sets the time from where it is exchanged. The event stays as far away as it was.
    fn set_time(&mut self) {
        let before = self.moment(place::TIME);
        let exchanged = place::EXCHANGE..place::EXCHANGE + place::EXCHANGED;
        self.memory.copy_within(exchanged, place::TIME);
        let span = DAYS * MINUTES_PER_DAY;
        let moved = (self.moment(place::TIME) + span - before % span) % span;
        self.set_moment(place::EVENT, self.moment(place::EVENT) + moved);
        // That the minute begins anew is a guess.
        self.seconds = 0;
        self.time.restart_second();
    }

    /// Counts up to `now`.
    fn sync(&mut self, now: Ticks) {
        let seconds = self.time.count(now, true);
        self.advance(seconds);
    }

    fn advance(&mut self, seconds: u64) {
        let seconds = u64::from(self.seconds).saturating_add(seconds);
        self.seconds = (seconds % 60) as u8;
        let minutes = seconds / 60;
        if minutes > 0 {
            self.set_moment(place::TIME, self.moment(place::TIME).saturating_add(minutes));
        }
    }

    /// Tells the clock the time outside, so that it catches up on what has passed there.
    pub(crate) fn set_wall_clock(&mut self, unix_seconds: u64, now: Ticks) {
        self.sync(now);
        let away = self.time.set_wall_clock(unix_seconds, now);
        self.advance(away);
    }

    /// Days and minutes as minutes.
    fn moment(&self, at: usize) -> u64 {
        self.number(at + 3) * MINUTES_PER_DAY + self.number(at)
    }

    fn set_moment(&mut self, at: usize, minutes: u64) {
        self.set_number(at, minutes % MINUTES_PER_DAY);
        self.set_number(at + 3, minutes / MINUTES_PER_DAY);
    }

    /// A number of three half-bytes.
    fn number(&self, at: usize) -> u64 {
        (0..3).map(|place| u64::from(self.memory[at + place]) << (4 * place)).sum()
    }

    fn set_number(&mut self, at: usize, value: u64) {
        for place in 0..3 {
            self.memory[at + place] = (value >> (4 * place)) as u8 & 0x0F;
        }
    }

    /// The clock's part of a battery save. The seconds of a minute are in it as if the time outside
    /// were that much earlier.
    pub(crate) fn to_footer(&self, now: Ticks) -> [u8; FOOTER_SIZE] {
        let mut synced = self.clone();
        synced.sync(now);
        let minute_began =
            self.time.unix_time(now).map(|time| time.saturating_sub(synced.seconds.into()));
        let mut footer = [0; FOOTER_SIZE];
        footer[..8].copy_from_slice(&minute_began.unwrap_or(UNKNOWN_TIME).to_le_bytes());
        for (field, at) in footer[8..16].chunks_exact_mut(2).zip(Self::FOOTER_NUMBERS) {
            field.copy_from_slice(&(synced.number(at) as u16).to_le_bytes());
        }
        footer[16] = synced.memory[place::EVENT_ENABLED] & 1;
        footer
    }

    const FOOTER_NUMBERS: [usize; 4] =
        [place::TIME, place::TIME + 3, place::EVENT, place::EVENT + 3];

    /// Takes over a footer of [`FOOTER_SIZE`] or [`MGBA_FOOTER_SIZE`] bytes.
    pub(crate) fn load_footer(&mut self, footer: &[u8], now: Ticks) {
        let time = if footer.len() == MGBA_FOOTER_SIZE {
            let (packed, time) = footer.split_at(MEMORY_SIZE / 2);
            for (pair, byte) in self.memory.chunks_exact_mut(2).zip(packed) {
                pair.copy_from_slice(&[byte & 0x0F, byte >> 4]);
            }
            time
        } else {
            let (time, fields) = footer.split_at(8);
            for (field, at) in fields.chunks_exact(2).zip(Self::FOOTER_NUMBERS) {
                self.set_number(at, u16::from_le_bytes([field[0], field[1]]).into());
            }
            self.memory[place::EVENT_ENABLED] = fields[8] & 1;
            time
        };
        let mut bytes = [0; 8];
        bytes.copy_from_slice(time);
        self.seconds = 0;
        self.time = Timekeeper::resumed(Some(u64::from_le_bytes(bytes)), now);
    }

    /// Brings all values into their ranges, after they came from outside.
    pub(crate) fn mask(&mut self) {
        self.memory.resize(MEMORY_SIZE, 0);
        self.memory.iter_mut().for_each(|half_byte| *half_byte &= 0x0F);
        self.command &= 0x7F;
        self.result &= 0x0F;
        self.seconds %= 60;
        self.time.mask();
    }
}
