//! Whose buttons the game reads: the players take turns.
//!
//! In modes for two or four players, letting P15 go low and then both lines high makes it the next
//! player's turn; P15 going low twice before that takes it back.
//!
//! Source: Pan Docs, "Multiplayer Command".

use serde::{Deserialize, Serialize};

/// P14 and P15 in P1, and P15 alone.
const LINES: u8 = 0x30;
const P15: u8 = 0x20;

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Players {
    /// The mode of `MLT_REQ`: 0 for one player, 1 for two, 3 for four.
    mode: u8,
    current: u8,
    /// The next player comes when both lines are high.
    advances: bool,
    p15_was_high: bool,
}

impl Players {
    /// Sets the mode by the two bits of `MLT_REQ`.
    pub(super) fn set_mode(&mut self, mode: u8) {
        self.mode = mode & 3;
        self.current &= self.mode;
        self.advances = false;
    }

    pub(super) fn write_p1(&mut self, value: u8) {
        let p15_is_high = value & P15 != 0;
        if self.p15_was_high && !p15_is_high {
            self.advances = !self.advances;
        }
        self.p15_was_high = p15_is_high;
        // Bit 0 of the mode enables it.
        if value & LINES == LINES && self.advances && self.mode & 1 != 0 {
            self.current = (self.current + 1) & self.mode;
            self.advances = false;
        }
    }

    /// The player whose turn it is, 0 to 3.
    pub(super) fn current(&self) -> u8 {
        self.current
    }

    pub(super) fn is_valid(&self) -> bool {
        self.mode < 4 && self.current < 4
    }
}
