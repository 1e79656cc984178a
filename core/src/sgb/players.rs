//! Whose buttons the game reads: the players take turns.
//!
//! In modes for two or four players, letting P15 go low and then both lines high makes it the next
//! player's turn; P15 going low twice before that takes it back.
//!
//! Source: Pan Docs, "Multiplayer Command".

use serde::{Deserialize, Serialize};

use crate::joypad::Buttons;

/// The most players.
const PLAYERS: usize = 4;
/// P14 and P15 in P1, and P15 alone.
const LINES: u8 = 0x30;
const P15: u8 = 0x20;

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Players {
    held: [Buttons; PLAYERS],
    /// The mode of `MLT_REQ`: 0 for one player, 1 for two, 3 for four.
    mode: u8,
    current: u8,
    /// The next player comes when both lines are high.
    advances: bool,
    p15_was_high: bool,
}

impl Players {
    /// The buttons that a player holds; none if there is no such player.
    pub(super) fn held(&self, player: usize) -> Buttons {
        self.held.get(player).copied().unwrap_or_default()
    }

    /// Sets which buttons a player holds down, if there is such a player.
    pub(super) fn set_held(&mut self, player: usize, held: Buttons) {
        if let Some(of_player) = self.held.get_mut(player) {
            *of_player = held;
        }
    }

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

#[cfg(test)]
mod tests {
    use super::*;

    fn write(players: &mut Players, value: u8) -> u8 {
        players.write_p1(value);
        players.current()
    }

    /// Who reads in each of five turns.
    fn turns(players: &mut Players) -> [u8; 5] {
        core::array::from_fn(|_| {
            let player = write(players, 0x10);
            players.write_p1(0x30);
            player
        })
    }

    #[test]
    fn as_many_take_turns_as_were_asked_for() {
        let mut players = Players::default();
        players.write_p1(0x30);
        assert_eq!(turns(&mut players), [0; 5]);
        players.set_mode(1);
        assert_eq!(turns(&mut players), [0, 1, 0, 1, 0]);
        players.set_mode(0);
        assert_eq!(turns(&mut players), [0; 5]);
        players.set_mode(3);
        assert_eq!(turns(&mut players), [0, 1, 2, 3, 0]);
    }

    #[test]
    fn a_turn_ends_when_p15_goes_low_once() {
        let mut players = Players::default();
        players.write_p1(0x30);
        players.set_mode(3);
        for (written, expected) in
            [(0x20, 0), (0x30, 0), (0x10, 0), (0x20, 0), (0x10, 0), (0x30, 0), (0x10, 0), (0x30, 1)]
        {
            assert_eq!(write(&mut players, written), expected);
        }
    }

    #[test]
    fn there_are_four_at_most() {
        let mut players = Players::default();
        players.set_held(3, Buttons::A);
        players.set_held(4, Buttons::B);
        assert_eq!([players.held(3), players.held(4)], [Buttons::A, Buttons::NONE]);
    }
}
