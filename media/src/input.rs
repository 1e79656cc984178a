//! Input scripts: which buttons are held in which frame.
//!
//! ```text
//! 120:A+60,300:START          # A from frame 120 for 60 frames, START from 300 for 4
//! 400:RIGHT&B+30              # two buttons at once
//! ```
//!
//! ```text
//! script  = [ entry { separator entry } ]     separator = "," or a new line
//! entry   = FRAME ":" buttons [ "+" FRAMES ]  FRAMES is 4 if it is not given
//! buttons = button { "&" button }             in any letter case:
//! button  = A | B | SELECT | START | UP | DOWN | LEFT | RIGHT
//! ```
//!
//! Frame 0 is where the run begins. Spaces, empty lines, a comma at a line's end and comments from
//! `#` to the end of a line mean nothing. Entries may come in any order and overlap: a button is
//! held while any of them holds it.

mod parse;

use std::fmt;
use std::str::FromStr;

use edgeboy_core::Buttons;

pub use crate::input::parse::{Expected, ParseError};

/// Reads buttons that are held together, written as in a script: `LEFT&B`.
///
/// # Errors
///
/// If the text is anything else; the error says where.
pub fn parse_buttons(text: &str) -> Result<Buttons, ParseError> {
    parse::buttons(text)
}

/// The buttons' names in scripts.
const NAMES: [(&str, Buttons); 8] = [
    ("A", Buttons::A),
    ("B", Buttons::B),
    ("SELECT", Buttons::SELECT),
    ("START", Buttons::START),
    ("UP", Buttons::UP),
    ("DOWN", Buttons::DOWN),
    ("LEFT", Buttons::LEFT),
    ("RIGHT", Buttons::RIGHT),
];

/// One entry of a script: buttons held together for some frames.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Press {
    /// The first frame in which they are held.
    pub frame: u32,
    /// What is held.
    pub buttons: Buttons,
    /// For how many frames; at least 1.
    pub frames: u32,
}

impl Press {
    /// How many frames an entry lasts that does not say. Games read the buttons once a frame, or
    /// at the slowest every other, and take a press this long for one.
    pub const DEFAULT_FRAMES: u32 = 4;

    /// The first frame in which the buttons are no longer held by this entry.
    fn end(self) -> u64 {
        u64::from(self.frame) + u64::from(self.frames)
    }
}

/// A script, read from text by [`str::parse`] and written back by [`Display`](fmt::Display).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Script {
    presses: Vec<Press>,
    /// What is held from a frame on until that of the next item, in order of frames.
    changes: Vec<(u64, Buttons)>,
}

impl Script {
    /// The script of these entries. One that lasts 0 frames does nothing.
    pub fn new(presses: Vec<Press>) -> Script {
        let changes = changes(&presses);
        Script { presses, changes }
    }

    /// The entries, in the order in which they were given.
    pub fn presses(&self) -> &[Press] {
        &self.presses
    }

    /// What is held in a frame.
    pub fn held(&self, frame: u64) -> Buttons {
        let after = self.changes.partition_point(|&(from, _)| from <= frame);
        match after.checked_sub(1) {
            Some(index) => self.changes[index].1,
            None => Buttons::NONE,
        }
    }
}

/// Follows how many entries hold each button, from one edge of an entry to the next.
fn changes(presses: &[Press]) -> Vec<(u64, Buttons)> {
    let edge = |press: &Press| {
        [(u64::from(press.frame), true, press.buttons), (press.end(), false, press.buttons)]
    };
    let mut edges: Vec<(u64, bool, Buttons)> = presses.iter().flat_map(edge).collect();
    edges.sort_by_key(|&(frame, ..)| frame);
    let mut holders = [0_u32; NAMES.len()];
    let mut changes: Vec<(u64, Buttons)> = Vec::new();
    for same_frame in edges.chunk_by(|a, b| a.0 == b.0) {
        for &(_, down, buttons) in same_frame {
            for (holders, (_, button)) in holders.iter_mut().zip(NAMES) {
                match (buttons.contains(button), down) {
                    (true, true) => *holders += 1,
                    // Each entry's end comes after its begin, also where both are in one frame.
                    (true, false) => *holders -= 1,
                    (false, _) => {}
                }
            }
        }
        let held = holders.iter().zip(NAMES).filter(|(holders, _)| **holders > 0);
        let held = held.fold(Buttons::NONE, |held, (_, (_, button))| held | button);
        changes.push((same_frame[0].0, held));
    }
    changes
}

impl FromStr for Script {
    type Err = ParseError;

    /// Reads a script.
    ///
    /// # Errors
    ///
    /// If the text is not of the form that the [module](self) describes; the error says where.
    fn from_str(text: &str) -> Result<Script, ParseError> {
        parse::presses(text).map(Script::new)
    }
}

impl fmt::Display for Press {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.frame)?;
        let held = NAMES.iter().filter(|(_, button)| self.buttons.contains(*button));
        for (index, (name, _)) in held.enumerate() {
            let sign = if index == 0 { ':' } else { '&' };
            write!(f, "{sign}{name}")?;
        }
        if self.frames == Press::DEFAULT_FRAMES {
            return Ok(());
        }
        write!(f, "+{}", self.frames)
    }
}

/// The script on one line, as the command line takes it. Entries that hold no button or last no
/// frame, which only [`Script::new`] can make, are left out.
impl fmt::Display for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let real = |press: &&Press| press.buttons != Buttons::NONE && press.frames > 0;
        for (index, press) in self.presses.iter().filter(real).enumerate() {
            let comma = if index == 0 { "" } else { "," };
            write!(f, "{comma}{press}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
