//! The past of a machine.

use alloc::collections::VecDeque;

use edgeboy_core::{Buttons, GameBoy};

use crate::refine::Refinement;
use crate::stretch::{Stretch, run};
use crate::{OLD_LENGTH, RECENT_LENGTH};

/// The longest time, in seconds, that is remembered.
///
/// A second takes one snapshot of 100 to 300 kB, by model and cartridge RAM. There are never more
/// than twice as many, which is 180 MB at worst.
pub const MAX_SECONDS: u32 = 300;

/// Frames in a second, rounded up.
const FRAMES_PER_SECOND: usize = 60;

/// What one machine has done, so that it can go back.
///
/// While it is in use, the machine is run by [`Rewind::run_frame`] only. What else changes it (a
/// loaded state or battery save, its clock being set) has to be [told](Rewind::mark_change).
#[derive(Clone, Debug)]
pub struct Rewind {
    capacity: usize,
    /// Long stretches, oldest first.
    old: VecDeque<Stretch>,
    /// The last second or so in short stretches, oldest first. None is empty.
    recent: VecDeque<Stretch>,
    /// The last of the long stretches, being made short ones.
    refinement: Option<Refinement>,
    /// Whether the machine is where the last frame left it.
    follows: bool,
}

impl Rewind {
    /// Remembers at least the last `seconds` (1 to [`MAX_SECONDS`]; others count as the nearest
    /// of these) and at most two more; less if the machine is changed more than once a second.
    pub fn new(seconds: u32) -> Rewind {
        let seconds = seconds.clamp(1, MAX_SECONDS) as usize;
        Rewind {
            capacity: seconds * FRAMES_PER_SECOND,
            old: VecDeque::new(),
            recent: VecDeque::new(),
            refinement: None,
            follows: false,
        }
    }

    /// Runs a frame with these buttons held, and remembers how it was before it.
    pub fn run_frame(&mut self, machine: &mut GameBoy, held: Buttons) {
        match self.recent.back_mut() {
            Some(last) if self.follows && last.frames() < RECENT_LENGTH => last.push(held),
            _ => {
                let mut next = Stretch::starting(machine.snapshot(), self.follows);
                next.push(held);
                self.recent.push_back(next);
                self.thin_out();
            }
        }
        run(machine, held);
        self.follows = true;
    }

    /// Goes back to before the last frame that is remembered, picture and all; what the host has
    /// set stays, and nothing is heard. If nothing is remembered, it does nothing and gives `false`.
    pub fn step_back(&mut self, machine: &mut GameBoy) -> bool {
        self.refine();
        let Some(last) = self.recent.back_mut() else { return false };
        machine.restore(last.pop());
        self.follows = true;
        if last.frames() == 0 {
            // This is where the stretch began, and that need not be where the one before it ends.
            self.follows = last.follows;
            self.recent.pop_back();
        }
        true
    }

    /// How many frames one can go back.
    pub fn frames(&self) -> usize {
        frames(&self.old) + frames(&self.recent)
    }

    /// The machine was changed other than by a frame. What was before can still be gone back to:
    /// from the frame after the change straight to the one before it.
    pub fn mark_change(&mut self) {
        self.follows = false;
    }

    /// Moves what is no longer recent into long stretches, and forgets the oldest of these.
    fn thin_out(&mut self) {
        if self.recent.len() * RECENT_LENGTH > OLD_LENGTH + RECENT_LENGTH
            && let Some(stretch) = self.recent.pop_front()
        {
            self.refinement = None;
            match self.old.back_mut() {
                Some(last) if stretch.follows && last.frames() + stretch.frames() <= OLD_LENGTH => {
                    last.append(stretch);
                }
                _ => self.old.push_back(stretch),
            }
        }
        while let Some(oldest) = self.old.front()
            && (self.frames() - oldest.frames() >= self.capacity || self.has_too_many_snapshots())
        {
            self.old.pop_front();
            // It may have been the one that is being refined.
            self.refinement = self.refinement.take().filter(|_| !self.old.is_empty());
        }
    }

    /// Whether there are more than twice as many as undisturbed play leaves.
    fn has_too_many_snapshots(&self) -> bool {
        self.old.len() > 2 * self.capacity.div_ceil(OLD_LENGTH)
    }

    /// Runs as much of the last long stretch as has to be run with this step, so that all of it is
    /// done when the short ones before it are used up.
    fn refine(&mut self) {
        let Some(stretch) = self.old.back() else { return };
        let left = frames(&self.recent);
        if left >= OLD_LENGTH {
            return;
        }
        let refinement = self.refinement.get_or_insert_with(|| Refinement::of(stretch));
        let due = refinement.remaining(stretch).div_ceil(left.max(1));
        refinement.advance(stretch, due);
        if refinement.remaining(stretch) == 0
            && let Some(done) = self.refinement.take()
        {
            self.old.pop_back();
            done.finish().into_iter().rev().for_each(|part| self.recent.push_front(part));
        }
    }
}

fn frames(stretches: &VecDeque<Stretch>) -> usize {
    stretches.iter().map(Stretch::frames).sum()
}

#[cfg(test)]
mod tests {
    use edgeboy_core::{Cartridge, Model};

    use super::*;

    fn played(rewind: &mut Rewind, frames: usize) -> GameBoy {
        let cartridge = Cartridge::from_bytes(edgeboy_demo::ROM.to_vec()).unwrap();
        let mut machine = GameBoy::new(cartridge, Model::Dmg);
        (0..frames).for_each(|_| rewind.run_frame(&mut machine, Buttons::NONE));
        machine
    }

    #[test]
    fn no_step_back_runs_many_frames() {
        let mut rewind = Rewind::new(20);
        let mut machine = played(&mut rewind, 1000);
        let to_do = |rewind: &Rewind| match (&rewind.refinement, rewind.old.back()) {
            (Some(refinement), Some(stretch)) => refinement.remaining(stretch),
            (None, Some(stretch)) => stretch.frames(),
            (_, None) => 0,
        };
        for step in 0..1000 {
            let (before, stretches) = (to_do(&rewind), rewind.old.len());
            assert!(rewind.step_back(&mut machine), "step {step}");
            let after = if rewind.old.len() == stretches { to_do(&rewind) } else { 0 };
            assert!(before - after <= 2 || after == 0 && before <= 2, "step {step}");
        }
        assert!(!rewind.step_back(&mut machine));
    }

    #[test]
    fn memory_is_bounded_however_often_the_machine_is_changed() {
        let mut rewind = Rewind::new(2);
        let mut machine = played(&mut rewind, 500);
        assert!(rewind.old.len() <= 2, "{}", rewind.old.len());
        for _ in 0..100 {
            rewind.mark_change();
            rewind.run_frame(&mut machine, Buttons::NONE);
        }
        assert!(rewind.old.len() <= 2 * 2, "{}", rewind.old.len());
        assert!(rewind.recent.len() <= 17, "{}", rewind.recent.len());
    }
}
