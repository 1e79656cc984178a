//! What happens to a machine: buttons, light, a cable, sound, and time in slices of any length.

use edgeboy_core::cartridge::{CAMERA_HEIGHT, CAMERA_WIDTH};
use edgeboy_core::{Buttons, GameBoy, SerialPeer, Ticks};

use crate::noise::Noise;

/// The longest that an instruction takes, with an HDMA of 2 KiB in it, is less than this.
const LONGEST_INSTRUCTION: u64 = 40_000;

/// Sends random bytes.
struct Chatter<'a>(&'a mut Noise);

impl SerialPeer for Chatter<'_> {
    fn exchange(&mut self, _byte: u8) -> u8 {
        self.0.byte()
    }
}

/// Runs a machine for a few slices of a frame, and once in a while for some frames.
///
/// # Panics
/// If time does not pass as it should, or the machine refuses its own save.
pub(crate) fn play(gb: &mut GameBoy, noise: &mut Noise) {
    // Making what the sound is made with takes longer than most programs.
    if noise.once_in(16) {
        gb.set_sample_rate(noise.one_of(&[8_000, 48_000, 192_000]));
    }
    gb.set_rtc(noise.word() >> 30);
    let frame = Ticks::FRAME.0 as usize;
    let (slices, longest) = if noise.once_in(64) { (6, frame) } else { (2, frame / 8) };
    for _ in 0..slices {
        gb.set_buttons(Buttons::from_bits(noise.byte() & noise.byte()));
        gb.set_buttons_of(noise.below(5), Buttons::from_bits(noise.byte()));
        gb.receive_serial(noise.byte());
        gb.set_tilt(f32::from(noise.byte()) / 64.0 - 2.0, f32::NAN);
        gb.set_infrared(noise.once_in(2));
        gb.set_cartridge_infrared(noise.once_in(2));
        if noise.once_in(16) {
            gb.set_camera_picture(&[noise.byte(); CAMERA_WIDTH * CAMERA_HEIGHT]);
        }
        let start = gb.now();
        let ticks = noise.below(longest) as u64;
        gb.run_until_with_peer(Ticks(start.0 + ticks), &mut Chatter(noise));
        gb.take_audio();
        let passed = gb.now().0 - start.0;
        assert!(
            (ticks..ticks + LONGEST_INSTRUCTION).contains(&passed),
            "{passed} of {ticks} ticks"
        );
    }
    let colors = if gb.model().has_colors() { 0x8000 } else { 4 };
    assert!(gb.frame().iter().all(|&pixel| pixel < colors), "a pixel without a color");
    let border = gb.border_frame();
    assert_eq!(border.is_some(), gb.model().is_sgb(), "a border, or none");
    assert!(border.iter().flatten().all(|&pixel| pixel < 0x8000), "a border without colors");
    if let Some(battery) = gb.battery() {
        assert_eq!(gb.load_battery(&battery), Ok(()), "the machine refuses its own save");
    }
}
