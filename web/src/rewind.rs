//! Going back in time.

use edgeboy_rewind::Rewind;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::Machine;

#[wasm_bindgen]
impl Machine {
    /// From now on, remembers at least the last so many seconds (at most 300) for `rewindFrame`,
    /// and nothing of before; 0, the default, remembers nothing. It takes 100 to 300 kB for each
    /// second.
    #[wasm_bindgen(js_name = setRewind)]
    pub fn set_rewind(&mut self, seconds: u32) {
        self.rewind = (seconds > 0).then(|| Rewind::new(seconds));
    }

    /// Goes back one frame, in silence; the picture is then that of the moment. Gives `false`, and
    /// does nothing, at the oldest frame that is remembered.
    #[wasm_bindgen(js_name = rewindFrame)]
    pub fn rewind_frame(&mut self) -> bool {
        self.rewind.as_mut().is_some_and(|rewind| rewind.step_back(&mut self.game_boy))
    }

    /// How many frames `rewindFrame` can go back.
    #[wasm_bindgen(getter, js_name = rewindableFrames)]
    pub fn rewindable_frames(&self) -> u32 {
        self.rewind.as_ref().map_or(0, |rewind| rewind.frames() as u32)
    }
}

impl Machine {
    /// The machine was changed other than by running.
    pub(crate) fn mark_change(&mut self) {
        if let Some(rewind) = &mut self.rewind {
            rewind.mark_change();
        }
    }
}

#[cfg(test)]
mod tests {
    use edgeboy_core::Buttons;

    use crate::{Machine, machine::tests::demo};

    fn play(machine: &mut Machine, frames: u32) {
        for frame in 0..frames {
            machine.set_buttons(if frame % 50 < 5 { Buttons::START.bits() } else { 0 });
            machine.run_frame();
        }
    }

    #[test]
    fn frames_come_back_one_by_one() {
        let mut machine = demo(None);
        machine.set_rewind(10);
        let mut hashes = Vec::new();
        for _ in 0..300 {
            hashes.push(machine.state_hash());
            play(&mut machine, 1);
        }
        assert_eq!(machine.rewindable_frames(), 300);
        for (index, hash) in hashes.iter().enumerate().rev() {
            assert!(machine.rewind_frame());
            assert_eq!(machine.state_hash(), *hash);
            assert_eq!(machine.frame_count() as usize, index);
        }
        assert!(!machine.rewind_frame());
        assert_eq!(machine.rewindable_frames(), 0);
    }

    #[test]
    fn a_load_can_be_gone_back_over() {
        let mut machine = demo(None);
        machine.set_rewind(10);
        let state = machine.save_state();
        play(&mut machine, 100);
        let before = machine.state_hash();
        play(&mut machine, 1);
        machine.load_state(&state).unwrap();
        machine.load_battery(&[7; 8192]).unwrap();
        machine.set_clock(1e9);
        let loaded = machine.state_hash();
        play(&mut machine, 20);
        (0..20).for_each(|_| assert!(machine.rewind_frame()));
        assert_eq!(machine.state_hash(), loaded);
        assert!(machine.rewind_frame());
        assert_eq!(machine.state_hash(), before);
    }

    #[test]
    fn nothing_is_remembered_unless_asked() {
        let mut machine = demo(None);
        play(&mut machine, 10);
        assert!(!machine.rewind_frame());
        machine.set_rewind(u32::MAX);
        assert_eq!(machine.rewindable_frames(), 0);
        play(&mut machine, 10);
        assert_eq!(machine.rewindable_frames(), 10);
        machine.set_rewind(0);
        assert!(!machine.rewind_frame());
        assert_eq!(machine.frame_count() as u32, 20);
    }
}
