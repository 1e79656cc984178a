//! The flash memory beside an MBC6, a Macronix MX29F008: 1 MiB in eight sectors.
//!
//! Source: Pan Docs, "MBC6", <https://gbdev.io/pandocs/MBC6.html>, as corrected in its pull requests
//! 568 and 573: the write protection covers sector 0 alone. How long things take is what the data
//! sheet of the MX29F1610, the same maker's with the same pages and sectors, calls typical. The
//! chip's 256 hidden bytes, and its commands to protect sector 0 for good, are not there.

use alloc::vec;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::time::Ticks;

/// Its size in bytes.
pub(crate) const SIZE: usize = 1024 * 1024;
const SECTOR_SIZE: usize = 128 * 1024;
const PAGE_SIZE: usize = 128;

const PROGRAM_TIME: Ticks = Ticks(Ticks::PER_SECOND * 9 / 10_000);
const ERASE_TIME: Ticks = Ticks(Ticks::PER_SECOND * 13 / 10);

const MAKER: u8 = 0xC2;
const DEVICE: u8 = 0x81;
/// The status of a chip that is done, and of one that is not.
const READY: u8 = 0x80;
const BUSY: u8 = 0x00;
/// Ends identification, the display of the status, and a command that is not complete.
const RESET: u8 = 0xF0;

/// The addresses that commands begin with; only the lower 15 lines count.
const FIRST: usize = 0x5555;
const SECOND: usize = 0x2AAA;
/// What comes before the last write of the commands that erase. The other commands have the first
/// two of these.
const PREFIX: [(usize, u8); 5] =
    [(FIRST, 0xAA), (SECOND, 0x55), (FIRST, 0x80), (FIRST, 0xAA), (SECOND, 0x55)];

/// What reads give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Mode {
    Contents,
    Identification,
    /// The status of what was begun, until a reset.
    Status,
    /// The status, while a page is filled.
    Filling,
}

/// The flash memory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Flash {
    #[serde(with = "serde_bytes")]
    contents: Vec<u8>,
    sector_0_writable: bool,
    mode: Mode,
    /// How much of [`PREFIX`] was written.
    progress: u8,
    /// A page that is being filled.
    #[serde(with = "serde_bytes")]
    page: Vec<u8>,
    /// Where the last byte of the page was written.
    last_filled: Option<u32>,
    busy_until: Ticks,
}

impl Flash {
    /// An erased one.
    pub(super) fn new() -> Flash {
        Flash {
            contents: vec![0xFF; SIZE],
            sector_0_writable: false,
            mode: Mode::Contents,
            progress: 0,
            page: vec![0xFF; PAGE_SIZE],
            last_filled: None,
            busy_until: Ticks(0),
        }
    }

    pub(super) fn contents(&self) -> &[u8] {
        &self.contents
    }

    pub(super) fn load(&mut self, contents: &[u8]) {
        self.contents.copy_from_slice(contents);
    }

    pub(super) fn set_sector_0_writable(&mut self, writable: bool) {
        self.sector_0_writable = writable;
    }

    pub(super) fn read(&self, address: usize, now: Ticks) -> u8 {
        match self.mode {
            Mode::Contents => self.contents[address % SIZE],
            Mode::Identification => match address & 3 {
                0 => MAKER,
                1 => DEVICE,
                _ => 0x00,
            },
            Mode::Status if now < self.busy_until => BUSY,
            Mode::Status | Mode::Filling => READY,
        }
    }

    /// Takes a write. Gives whether the contents may be others now.
    pub(super) fn write(&mut self, address: usize, value: u8, now: Ticks) -> bool {
        if now < self.busy_until {
            return false;
        }
        match self.mode {
            Mode::Filling => return self.fill(address, value, now),
            Mode::Status if value != RESET => return false,
            _ => {}
        }
        if value == RESET {
            self.mode = Mode::Contents;
            self.progress = 0;
            return false;
        }
        let progress = core::mem::take(&mut self.progress);
        let place = address & 0x7FFF;
        match (progress, value) {
            (2, 0x90) if place == FIRST => self.mode = Mode::Identification,
            (2, 0xA0) if place == FIRST => {
                self.mode = Mode::Filling;
                self.page.fill(0xFF);
                self.last_filled = None;
            }
            (5, 0x10) if place == FIRST => return self.erase(0..8, now),
            (5, 0x30) => {
                let sector = address % SIZE / SECTOR_SIZE;
                return self.erase(sector..sector + 1, now);
            }
            _ if PREFIX.get(usize::from(progress)) == Some(&(place, value)) => {
                self.progress = progress + 1;
            }
            // A new beginning is one also where something else was expected.
            _ => self.progress = u8::from((place, value) == PREFIX[0]),
        }
        false
    }

    /// Takes a byte of a page. A second write to the place of the last one programs the page that it
    /// lies in, or with the value of a reset does not.
    fn fill(&mut self, address: usize, value: u8, now: Ticks) -> bool {
        let address = address % SIZE;
        if self.last_filled != Some(address as u32) {
            self.page[address % PAGE_SIZE] = value;
            self.last_filled = Some(address as u32);
            return false;
        }
        if value == RESET {
            self.mode = Mode::Contents;
            return false;
        }
        self.mode = Mode::Status;
        if !self.is_writable(address / SECTOR_SIZE) {
            return false;
        }
        let start = address - address % PAGE_SIZE;
        for (byte, programmed) in self.contents[start..].iter_mut().zip(&self.page) {
            // Programming makes zeros of ones, never the reverse.
            *byte &= programmed;
        }
        self.busy_until = now + PROGRAM_TIME;
        true
    }

    fn erase(&mut self, sectors: core::ops::Range<usize>, now: Ticks) -> bool {
        // What the status of a protected sector is, is not known: here it is done at once.
        self.mode = Mode::Status;
        let mut count = 0;
        for sector in sectors {
            if self.is_writable(sector) {
                self.contents[sector * SECTOR_SIZE..][..SECTOR_SIZE].fill(0xFF);
                count += 1;
            }
        }
        self.busy_until = now + Ticks(count * ERASE_TIME.0);
        count > 0
    }

    fn is_writable(&self, sector: usize) -> bool {
        sector != 0 || self.sector_0_writable
    }

    /// Brings all values into their ranges, after they came from outside.
    pub(super) fn mask(&mut self) {
        self.contents.resize(SIZE, 0xFF);
        self.page.resize(PAGE_SIZE, 0xFF);
        self.progress = self.progress.min(PREFIX.len() as u8);
    }
}
