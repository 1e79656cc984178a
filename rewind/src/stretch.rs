//! A stretch of play: how it began, and what was held in each of its frames.

use alloc::boxed::Box;
use alloc::vec::Vec;

use edgeboy_core::{Buttons, GameBoy};

/// Frames that were run one after another, without any other change of the machine between them.
#[derive(Clone, Debug)]
pub(crate) struct Stretch {
    /// The machine before the first frame, silent.
    start: Box<GameBoy>,
    /// The buttons held in each frame.
    held: Vec<Buttons>,
    /// Whether it begins where the stretch before it ends. It does not if a state was loaded
    /// between them.
    pub(crate) follows: bool,
}

impl Stretch {
    /// A stretch that begins at this moment.
    pub(crate) fn starting(start: GameBoy, follows: bool) -> Stretch {
        Stretch { start: Box::new(start), held: Vec::new(), follows }
    }

    /// How many frames it has.
    pub(crate) fn frames(&self) -> usize {
        self.held.len()
    }

    /// Another frame was run with these buttons.
    pub(crate) fn push(&mut self, held: Buttons) {
        self.held.push(held);
    }

    /// Takes the last frame off and gives the machine as it was before it.
    pub(crate) fn pop(&mut self) -> GameBoy {
        self.held.pop();
        let mut machine = self.start.snapshot();
        for &held in &self.held {
            run(&mut machine, held);
        }
        machine
    }

    /// Appends a stretch that follows this one.
    pub(crate) fn append(&mut self, mut next: Stretch) {
        self.held.append(&mut next.held);
    }

    /// The machine before the first frame.
    pub(crate) fn start(&self) -> &GameBoy {
        &self.start
    }

    /// The buttons held in each frame.
    pub(crate) fn held(&self) -> &[Buttons] {
        &self.held
    }
}

/// Runs a frame.
pub(crate) fn run(machine: &mut GameBoy, held: Buttons) {
    machine.set_buttons(held);
    machine.run_frame();
}
