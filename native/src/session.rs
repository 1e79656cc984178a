//! One game being played: the machine, its past, and what it has written.

use edgeboy_core::{Buttons, GameBoy, StateError};
use edgeboy_rewind::Rewind;

use crate::saves::BatteryWatch;

/// A machine that runs frame by frame. It knows no window, sound device, file or clock.
#[derive(Debug)]
pub(crate) struct Session {
    machine: GameBoy,
    /// `None` if the past is not to be remembered.
    rewind: Option<Rewind>,
    watch: BatteryWatch,
}

impl Session {
    /// Plays on this machine. It can go back so many seconds; 0 for not at all.
    pub(crate) fn new(machine: GameBoy, rewind_seconds: u32) -> Session {
        let rewind = (rewind_seconds > 0).then(|| Rewind::new(rewind_seconds));
        let watch = BatteryWatch::new(machine.cartridge().battery_writes());
        Session { machine, rewind, watch }
    }

    /// The machine, to be looked at.
    pub(crate) fn machine(&self) -> &GameBoy {
        &self.machine
    }

    /// Runs a frame. Whether the battery save should be written now.
    pub(crate) fn forward(&mut self, held: Buttons) -> bool {
        if let Some(rewind) = &mut self.rewind {
            rewind.run_frame(&mut self.machine, held);
        } else {
            self.machine.set_buttons(held);
            self.machine.run_frame();
        }
        self.watch.frame(self.machine.cartridge().battery_writes())
    }

    /// Goes back a frame; `false` if nothing before is remembered.
    pub(crate) fn back(&mut self) -> bool {
        self.rewind.as_mut().is_some_and(|rewind| rewind.step_back(&mut self.machine))
    }

    /// Whether going back is possible at all.
    pub(crate) fn remembers(&self) -> bool {
        self.rewind.is_some()
    }

    /// Whether the battery save should be written although the game may not be done writing.
    pub(crate) fn take_unsaved(&mut self) -> bool {
        self.watch.take(self.machine.cartridge().battery_writes())
    }

    /// Tells the cartridge's clock the time.
    pub(crate) fn set_clock(&mut self, unix_seconds: u64) {
        self.machine.set_rtc(unix_seconds);
        self.changed();
    }

    /// Goes on from a state.
    ///
    /// # Errors
    ///
    /// If it is not a state of this machine, which then is as it was.
    pub(crate) fn load(&mut self, state: &[u8]) -> Result<(), StateError> {
        self.machine.load_state(state)?;
        self.changed();
        Ok(())
    }

    /// Sound is made with so many samples a second; 0 for none.
    pub(crate) fn set_sample_rate(&mut self, hz: u32) {
        self.machine.set_sample_rate(hz);
    }

    /// Takes the sound made since the last call.
    pub(crate) fn take_sound(&mut self, into: &mut Vec<[i16; 2]>) {
        into.extend(self.machine.take_audio());
    }

    fn changed(&mut self) {
        if let Some(rewind) = &mut self.rewind {
            rewind.mark_change();
        }
    }
}

#[cfg(test)]
mod tests {
    use edgeboy_core::Model;

    use super::*;
    use crate::game::Game;

    fn session(rewind_seconds: u32) -> Session {
        Session::new(GameBoy::new(Game::demo().cartridge, Model::Cgb), rewind_seconds)
    }

    #[test]
    fn going_back_comes_to_what_was() {
        let mut session = session(5);
        let hashes: Vec<u64> = (0..50)
            .map(|_| {
                let hash = session.machine().state_hash();
                session.forward(Buttons::START);
                hash
            })
            .collect();
        for hash in hashes.iter().rev() {
            assert!(session.back());
            assert_eq!(session.machine().state_hash(), *hash);
        }
        assert!(!session.back());
    }

    #[test]
    fn without_rewinding_a_frame_is_the_same() {
        let (mut with, mut without) = (session(5), session(0));
        for frame in 0..120 {
            let held = if frame % 7 < 3 { Buttons::A } else { Buttons::NONE };
            with.forward(held);
            without.forward(held);
        }
        assert_eq!(with.machine().state_hash(), without.machine().state_hash());
        assert!(!without.back() && !without.remembers());
    }

    #[test]
    fn a_state_that_is_none_changes_nothing() {
        let mut session = session(5);
        session.forward(Buttons::NONE);
        let hash = session.machine().state_hash();
        assert_eq!(session.load(b"no"), Err(StateError::NotAState));
        assert_eq!(session.machine().state_hash(), hash);
        let state = session.machine().save_state();
        session.forward(Buttons::NONE);
        session.load(&state).unwrap();
        assert_eq!(session.machine().state_hash(), hash);
        assert!(session.back(), "the frame before the load is remembered");
    }
}
