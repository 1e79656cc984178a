//! M161: 32 KiB of up to 256, chosen once.
//!
//! Source: Pan Docs, "M161", <https://gbdev.io/pandocs/M161.html>.

use serde::{Deserialize, Serialize};

/// The latch of an M161.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct M161 {
    /// The number of the 32 KiB, three bits.
    bank: u8,
    /// The latch's fourth bit holds it from the first write until power is switched off.
    latched: bool,
}

impl M161 {
    pub(crate) fn write(&mut self, value: u8) {
        if !self.latched {
            self.bank = value & 0x07;
            self.latched = true;
        }
    }

    pub(crate) fn rom_banks(&self) -> [usize; 2] {
        let first = 2 * usize::from(self.bank);
        [first, first + 1]
    }

    pub(crate) fn mask(&mut self) {
        self.bank &= 0x07;
    }
}
