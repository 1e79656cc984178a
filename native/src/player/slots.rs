//! Saving and loading states.

use super::{Player, Tone};
use crate::menu::StateFacts;
use crate::states::{Slot, age};

impl Player {
    /// Puts the moment into a slot.
    pub(super) fn save_state(&mut self, slot: Slot) {
        let Some(play) = &mut self.play else { return };
        if let Slot::Own(number) = slot {
            play.slot = number;
        }
        let state = play.session.machine().save_state();
        let saying = format!("Saved in {}", in_sentence(slot));
        self.writer.write(play.shelf.job(slot, state, Some(saying)));
    }

    /// Goes on from the state in a slot. The moment before is kept, and can be gone back to.
    pub(super) fn load_state(&mut self, slot: Slot) {
        self.settle_writes();
        let Some(play) = &self.play else { return };
        let state = match play.shelf.get(slot) {
            Ok(Some(state)) => state,
            Ok(None) => {
                let text = match slot {
                    Slot::Undo => "There is nothing to undo".to_owned(),
                    _ => format!("{} is empty", slot.label()),
                };
                return self.say(text, Tone::Plain);
            }
            Err(error) => {
                return self.say(format!("{} cannot be read: {error}", slot.label()), Tone::Bad);
            }
        };
        // A state that cannot be loaded is no reason to forget the last undo.
        if let Err(error) = play.session.machine().snapshot().load_state(&state) {
            return self.say(format!("{} was not loaded: {error}", slot.label()), Tone::Bad);
        }
        if !self.keep_for_undo() {
            return;
        }
        self.save_battery();
        let Some(play) = &mut self.play else { return };
        if let Err(error) = play.session.load(&state) {
            return self.say(error.to_string(), Tone::Bad);
        }
        // The save that this state's will replace may be the only one of much play.
        play.keep_earlier = true;
        if let Slot::Own(number) = slot {
            play.slot = number;
        }
        self.catch_up();
        let text = match slot {
            Slot::Undo => "Back before the load".to_owned(),
            _ => format!("Loaded {}", in_sentence(slot)),
        };
        self.say(text, Tone::Good);
    }

    /// The slot that the keys use.
    pub(super) fn key_slot(&self) -> Slot {
        Slot::Own(self.play.as_ref().map_or(1, |play| play.slot))
    }

    /// Keeps the moment, so that what follows can be undone; `false`, with a message, if that fails.
    pub(super) fn keep_for_undo(&mut self) -> bool {
        let Some(play) = &self.play else { return false };
        let state = play.session.machine().save_state();
        self.writer.write(play.shelf.job(Slot::Undo, state, None));
        self.settle_writes();
        let Some(play) = &self.play else { return false };
        let kept = play.shelf.get(Slot::Undo).ok().flatten();
        kept.as_ref() == Some(&play.session.machine().save_state())
    }

    /// Empties a slot.
    pub(super) fn clear_state(&mut self, slot: Slot) {
        self.settle_writes();
        let Some(play) = &self.play else { return };
        match play.shelf.clear(slot) {
            Ok(()) => self.say(format!("{} is empty now", slot.label()), Tone::Plain),
            Err(error) => self.say(format!("{} was not deleted: {error}", slot.label()), Tone::Bad),
        }
    }

    /// Looks what is in the slots, for the menu.
    pub(super) fn look_at_states(&mut self) {
        self.settle_writes();
        let Some(play) = &self.play else { return };
        let (now, colors) = ((self.clock)(), play.colors(&self.settings));
        let look = |slot| {
            let kept = play.shelf.look(slot, play.session.machine(), &colors);
            StateFacts { slot, kept: kept.map(|kept| (age(kept.since, now), kept.picture)) }
        };
        self.states = Slot::all().map(look).collect();
    }
}

fn in_sentence(slot: Slot) -> String {
    match slot {
        Slot::Own(number) => format!("slot {number}"),
        Slot::Auto => "where you left".to_owned(),
        Slot::Undo => "before the last load".to_owned(),
    }
}
