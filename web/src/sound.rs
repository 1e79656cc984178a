//! Sound.

use edgeboy_core::Channel;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::Machine;

#[wasm_bindgen]
impl Machine {
    /// Makes sound at so many samples per second, 8,000 to 192,000; 0, the default, makes none.
    #[wasm_bindgen(js_name = setSampleRate)]
    pub fn set_sample_rate(&mut self, hz: u32) {
        self.game_boy.set_sample_rate(hz);
    }

    /// The samples made since the last call: left and right in turn. Of those that nobody fetched
    /// for more than a second, the last second's are kept.
    #[wasm_bindgen(js_name = drainAudio)]
    pub fn drain_audio(&mut self) -> Vec<i16> {
        self.game_boy.take_audio().into_flattened()
    }

    /// Lets a channel be heard or not: 0 pulse 1, 1 pulse 2, 2 wave, 3 noise; other numbers do
    /// nothing. The game does not notice.
    #[wasm_bindgen(js_name = setChannelEnabled)]
    pub fn set_channel_enabled(&mut self, channel: u32, on: bool) {
        if let Some(&channel) = Channel::ALL.get(channel as usize) {
            self.game_boy.set_channel_enabled(channel, on);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{Machine, machine::tests::demo};

    /// The sound of three seconds of the demo.
    fn heard(prepare: impl FnOnce(&mut Machine)) -> Vec<i16> {
        let mut machine = demo(None);
        machine.set_sample_rate(48_000);
        prepare(&mut machine);
        let sound: Vec<i16> = (0..180)
            .flat_map(|_| {
                machine.run_frame();
                machine.drain_audio()
            })
            .collect();
        assert!(machine.drain_audio().is_empty());
        sound
    }

    #[test]
    fn sound_has_the_asked_rate_and_is_not_silent() {
        let sound = heard(|_| ());
        // 180 frames at 59.7275 Hz are 3.0137 s, and a sample is a left and a right one.
        assert!(sound.len().abs_diff(2 * 144_657) < 200, "{}", sound.len());
        assert!(sound.iter().any(|&sample| sample.abs() > 1000));
    }

    #[test]
    fn without_a_rate_there_is_no_sound() {
        assert_eq!(heard(|machine| machine.set_sample_rate(0)), []);
    }

    #[test]
    fn channels_are_muted_one_by_one() {
        let all = heard(|_| ());
        let none = heard(|machine| (0..4).for_each(|n| machine.set_channel_enabled(n, false)));
        // The levels of silenced channels fade as through a capacitor; after a second they are gone.
        assert!(none[2 * 48_000..].iter().all(|sample| sample.abs() < 10));
        assert!(all[2 * 48_000..].iter().any(|sample| sample.abs() > 1000));
        let same = heard(|machine| {
            machine.set_channel_enabled(4, false);
            machine.set_channel_enabled(u32::MAX, false);
            machine.set_channel_enabled(0, false);
            machine.set_channel_enabled(0, true);
        });
        assert!(same == all);
    }
}
