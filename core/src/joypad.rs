//! The buttons and the joypad register, P1/JOYP (FF00).
//!
//! Source: Pan Docs, "Joypad Input".

use core::ops::{BitAnd, BitOr, BitOrAssign};

use serde::{Deserialize, Serialize};

use crate::interrupts::{self, Interrupts};

/// A set of buttons.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Buttons(u8);

impl Buttons {
    /// No button.
    pub const NONE: Buttons = Buttons(0);
    /// Right on the d-pad.
    pub const RIGHT: Buttons = Buttons(0x01);
    /// Left on the d-pad.
    pub const LEFT: Buttons = Buttons(0x02);
    /// Up on the d-pad.
    pub const UP: Buttons = Buttons(0x04);
    /// Down on the d-pad.
    pub const DOWN: Buttons = Buttons(0x08);
    /// The A button.
    pub const A: Buttons = Buttons(0x10);
    /// The B button.
    pub const B: Buttons = Buttons(0x20);
    /// The Select button.
    pub const SELECT: Buttons = Buttons(0x40);
    /// The Start button.
    pub const START: Buttons = Buttons(0x80);

    /// The set as a byte: bits 0 to 7 are right, left, up, down, A, B, Select, Start.
    pub const fn bits(self) -> u8 {
        self.0
    }

    /// The set that a byte in the form of [`Buttons::bits`] stands for.
    pub const fn from_bits(bits: u8) -> Buttons {
        Buttons(bits)
    }

    /// Whether all of `other` are in this set.
    pub const fn contains(self, other: Buttons) -> bool {
        self.0 & other.0 == other.0
    }
}

impl BitOr for Buttons {
    type Output = Buttons;

    fn bitor(self, other: Buttons) -> Buttons {
        Buttons(self.0 | other.0)
    }
}

impl BitOrAssign for Buttons {
    fn bitor_assign(&mut self, other: Buttons) {
        self.0 |= other.0;
    }
}

impl BitAnd for Buttons {
    type Output = Buttons;

    fn bitand(self, other: Buttons) -> Buttons {
        Buttons(self.0 & other.0)
    }
}

/// The button matrix.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Joypad {
    /// The buttons that are read: those of the player whose turn it is, where there are several.
    held: Buttons,
    /// Bits 4 and 5 of P1: a 0 selects the d-pad (4) or the other buttons (5).
    select: u8,
    /// That player, 0 to 3. States have it where the players are.
    #[serde(skip)]
    player: u8,
}

impl Joypad {
    /// The buttons that are held down.
    pub(crate) fn held(&self) -> Buttons {
        self.held
    }

    /// Sets which buttons a player holds down, whose are read from now on: always player 0, but on a
    /// Super Game Boy. A line that falls requests the joypad interrupt.
    pub(crate) fn set_held(&mut self, player: u8, held: Buttons, interrupts: &mut Interrupts) {
        let before = self.lines();
        self.player = player;
        self.held = held;
        self.notice_falling_lines(before, interrupts);
    }

    /// Tells whose buttons those are that a state holds.
    pub(crate) fn adopt_player(&mut self, player: u8) {
        self.player = player;
    }

    /// The four input lines, 0 where a selected button is held. With nothing selected they tell the
    /// player, counting down from F (Pan Docs, "Multiplayer Command").
    pub(crate) fn lines(&self) -> u8 {
        let held = self.held.0;
        let low = match self.select {
            0x30 => self.player,
            0x20 => held & 0x0F,
            0x10 => held >> 4,
            _ => held & 0x0F | held >> 4,
        };
        !low & 0x0F
    }

    pub(crate) fn read(&self) -> u8 {
        0xC0 | self.select | self.lines()
    }

    pub(crate) fn write(&mut self, value: u8, interrupts: &mut Interrupts) {
        let before = self.lines();
        self.select = value & 0x30;
        self.notice_falling_lines(before, interrupts);
    }

    fn notice_falling_lines(&self, before: u8, interrupts: &mut Interrupts) {
        if before & !self.lines() != 0 {
            interrupts.request(interrupts::JOYPAD);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_selected_button_pulls_its_line_low_and_interrupts() {
        let mut interrupts = Interrupts::default();
        let mut joypad = Joypad::default();
        joypad.write(0x10, &mut interrupts);
        joypad.set_held(0, Buttons::START | Buttons::DOWN, &mut interrupts);
        assert_eq!(joypad.read(), 0xD7);
        assert_eq!(interrupts.requested, interrupts::JOYPAD);
        interrupts.requested = 0;
        joypad.set_held(0, Buttons::NONE, &mut interrupts);
        assert_eq!(interrupts.requested, 0);
        joypad.write(0x30, &mut interrupts);
        assert_eq!(joypad.read(), 0xFF);
    }

    #[test]
    fn a_player_is_told_where_nothing_is_selected() {
        let mut interrupts = Interrupts::default();
        let mut joypad = Joypad::default();
        joypad.write(0x30, &mut interrupts);
        joypad.set_held(2, Buttons::A, &mut interrupts);
        assert_eq!((joypad.read(), interrupts.requested), (0xFD, interrupts::JOYPAD));
        joypad.write(0x10, &mut interrupts);
        assert_eq!(joypad.read(), 0xDE);
    }
}
