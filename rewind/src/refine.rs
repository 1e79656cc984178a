//! Giving a long stretch its dense snapshots back, a few frames at a time.

use alloc::vec::Vec;

use edgeboy_core::GameBoy;

use crate::RECENT_LENGTH;
use crate::stretch::{Stretch, run};

/// A long stretch while it is run once more.
#[derive(Clone, Debug)]
pub(crate) struct Refinement {
    /// The machine after the frames that are done.
    machine: GameBoy,
    done: usize,
    parts: Vec<Stretch>,
}

impl Refinement {
    /// Begins with a stretch, which must stay as it is until this is finished or dropped.
    pub(crate) fn of(stretch: &Stretch) -> Refinement {
        Refinement { machine: stretch.start().snapshot(), done: 0, parts: Vec::new() }
    }

    /// How many frames are still to be run.
    pub(crate) fn remaining(&self, stretch: &Stretch) -> usize {
        stretch.frames() - self.done
    }

    /// Runs so many frames more, but not beyond the end.
    pub(crate) fn advance(&mut self, stretch: &Stretch, frames: usize) {
        for &held in stretch.held()[self.done..].iter().take(frames) {
            let is_full = |part: &Stretch| part.frames() >= RECENT_LENGTH;
            if self.parts.last().is_none_or(is_full) {
                let follows = self.done > 0 || stretch.follows;
                self.parts.push(Stretch::starting(self.machine.snapshot(), follows));
            }
            if let Some(part) = self.parts.last_mut() {
                part.push(held);
            }
            run(&mut self.machine, held);
            self.done += 1;
        }
    }

    /// The short stretches that the long one consists of.
    pub(crate) fn finish(self) -> Vec<Stretch> {
        self.parts
    }
}
