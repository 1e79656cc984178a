//! The board of Wisdom Tree: a latch for 32 KiB banks that takes the address instead of the value.
//!
//! Source: Pan Docs, "Other MBCs", <https://gbdev.io/pandocs/othermbc.html>.

use serde::{Deserialize, Serialize};

/// The latch.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct WisdomTree {
    /// The number of the 32 KiB. What the latch holds at power-on is chance; here it is 0.
    bank: u8,
}

impl WisdomTree {
    /// The value is gone from the bus when the latch takes it, so it has the lower address lines.
    pub(crate) fn write(&mut self, address: u16) {
        self.bank = address as u8;
    }

    pub(crate) fn rom_banks(&self) -> [usize; 2] {
        let first = 2 * usize::from(self.bank);
        [first, first + 1]
    }
}
