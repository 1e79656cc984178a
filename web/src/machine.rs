//! The class `Machine`, as a page sees it.

use edgeboy_core::{
    Buttons, Cartridge, GameBoy, LCD_HEIGHT, LCD_WIDTH, Model, cartridge::CgbSupport,
};
use edgeboy_media::{color::Colors, palette::Palette};
use wasm_bindgen::{Clamped, prelude::wasm_bindgen};

use crate::MachineError;

/// Bytes of a pixel: red, green, blue and alpha.
const PIXEL: usize = 4;

/// One Game Boy with a cartridge in it.
#[wasm_bindgen]
pub struct Machine {
    game_boy: GameBoy,
    colors: Colors,
    /// The last completed picture, as a canvas takes it.
    rgba: Vec<u8>,
}

#[wasm_bindgen]
impl Machine {
    /// A machine that has just been switched on, in the state that its boot ROM leaves.
    ///
    /// `model` is `dmg`, `mgb` or `cgb`; without it the cartridge decides: `cgb` if it knows of
    /// colour, `dmg` otherwise.
    ///
    /// # Errors
    /// If the ROM is not one that can be run, or if there is no such model.
    #[wasm_bindgen(constructor)]
    pub fn new(rom: Vec<u8>, model: Option<String>) -> Result<Machine, MachineError> {
        let cartridge = Cartridge::from_bytes(rom).map_err(MachineError::Cartridge)?;
        let model = match model {
            Some(name) => Model::from_name(&name).ok_or(MachineError::UnknownModel(name))?,
            None if cartridge.header().cgb == CgbSupport::None => Model::Dmg,
            None => Model::Cgb,
        };
        let mut machine = Machine {
            game_boy: GameBoy::new(cartridge, model),
            colors: Colors::of(model, Palette::default()),
            rgba: vec![0xFF; LCD_WIDTH * LCD_HEIGHT * PIXEL],
        };
        machine.draw();
        Ok(machine)
    }

    /// Runs for one frame: 70,224 dots, about 1/59.73 of a second.
    #[wasm_bindgen(js_name = runFrame)]
    pub fn run_frame(&mut self) {
        self.game_boy.run_frame();
        self.draw();
    }

    /// The last completed picture: 160 × 144 pixels row by row, four bytes each, for `ImageData`.
    /// It is a copy; see `framePointer` for one without.
    pub fn frame(&self) -> Clamped<Vec<u8>> {
        Clamped(self.rgba.clone())
    }

    /// Where the bytes of `frame` lie in the module's memory. Make a new view of them for each
    /// frame, because views of the memory end when it grows.
    #[wasm_bindgen(js_name = framePointer)]
    pub fn frame_pointer(&self) -> *const u8 {
        self.rgba.as_ptr()
    }

    /// Which buttons are held from now on, one bit each, from the lowest: right, left, up, down,
    /// A, B, Select, Start.
    #[wasm_bindgen(js_name = setButtons)]
    pub fn set_buttons(&mut self, held: u8) {
        self.game_boy.set_buttons(Buttons::from_bits(held));
    }

    /// Makes sound at so many samples per second; 0, the default, makes none.
    #[wasm_bindgen(js_name = setSampleRate)]
    pub fn set_sample_rate(&mut self, hz: u32) {
        self.game_boy.set_sample_rate(hz);
    }

    /// The samples made since the last call: left and right in turn, each from -1 to 1.
    #[wasm_bindgen(js_name = drainAudio)]
    pub fn drain_audio(&mut self) -> Vec<f32> {
        let samples = self.game_boy.drain_audio().flatten();
        samples.map(|sample| f32::from(sample) / 32768.0).collect()
    }

    /// Everything about the machine at this moment, except for the ROM.
    #[wasm_bindgen(js_name = saveState)]
    pub fn save_state(&self) -> Vec<u8> {
        self.game_boy.save_state()
    }

    /// Goes back to a moment that `saveState` gave.
    ///
    /// # Errors
    /// If it is damaged, or of another ROM or model. The machine then stays as it was.
    #[wasm_bindgen(js_name = loadState)]
    pub fn load_state(&mut self, state: &[u8]) -> Result<(), MachineError> {
        self.game_boy.load_state(state).map_err(MachineError::State)?;
        self.draw();
        Ok(())
    }

    /// What the cartridge's battery keeps, in the form that other emulators read; `undefined` if
    /// it has none.
    pub fn battery(&self) -> Option<Vec<u8>> {
        self.game_boy.battery()
    }

    /// Puts back what `battery` gave.
    ///
    /// # Errors
    /// If it does not fit the cartridge. The machine then stays as it was.
    #[wasm_bindgen(js_name = loadBattery)]
    pub fn load_battery(&mut self, save: &[u8]) -> Result<(), MachineError> {
        self.game_boy.load_battery(save).map_err(MachineError::Battery)
    }
}

impl Machine {
    fn draw(&mut self) {
        for (bytes, &pixel) in self.rgba.chunks_exact_mut(PIXEL).zip(self.game_boy.frame()) {
            bytes[..3].copy_from_slice(&self.colors.rgb(pixel));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn demo(model: Option<&str>) -> Machine {
        Machine::new(edgeboy_demo::ROM.to_vec(), model.map(str::to_owned)).unwrap()
    }

    /// The first frame of the demo by which something is on the screen.
    const FRAMES: usize = 120;

    #[test]
    fn a_picture_comes_out_and_is_opaque() {
        let mut machine = demo(None);
        (0..FRAMES).for_each(|_| machine.run_frame());
        let Clamped(frame) = machine.frame();
        assert_eq!(frame.len(), LCD_WIDTH * LCD_HEIGHT * PIXEL);
        assert!(frame.chunks_exact(PIXEL).all(|pixel| pixel[3] == 0xFF));
        assert!(frame.chunks_exact(PIXEL).any(|pixel| pixel != &frame[..PIXEL]));
    }

    #[test]
    fn a_dmg_shows_greys() {
        let mut machine = demo(Some("dmg"));
        (0..FRAMES).for_each(|_| machine.run_frame());
        let Clamped(frame) = machine.frame();
        assert!(frame.chunks_exact(PIXEL).all(|p| p[0] == p[1] && p[1] == p[2]));
    }

    #[test]
    fn a_state_brings_back_the_picture_and_what_follows() {
        let mut machine = demo(None);
        (0..FRAMES).for_each(|_| machine.run_frame());
        let (state, then) = (machine.save_state(), machine.frame());
        machine.set_buttons(Buttons::START.bits());
        (0..FRAMES).for_each(|_| machine.run_frame());
        let later = machine.save_state();
        assert_ne!(later, state);

        machine.load_state(&state).unwrap();
        assert_eq!(machine.frame().0, then.0);
        machine.set_buttons(Buttons::START.bits());
        (0..FRAMES).for_each(|_| machine.run_frame());
        assert_eq!(machine.save_state(), later);
    }

    #[test]
    fn sound_has_the_asked_rate() {
        let mut machine = demo(None);
        machine.set_sample_rate(48_000);
        (0..30).for_each(|_| machine.run_frame());
        let samples = machine.drain_audio();
        // 30 frames at 59.73 Hz are 0.5023 s, and a sample is a left and a right one.
        assert!(samples.len().abs_diff(2 * 24_110) < 200, "{}", samples.len());
        assert!(samples.iter().all(|sample| (-1.0..=1.0).contains(sample)));
        assert!(machine.drain_audio().is_empty());
    }

    #[test]
    fn mistakes_are_told() {
        let error = |rom: &[u8], model: &str| {
            Machine::new(rom.to_vec(), Some(model.to_owned())).err().map(|e| e.to_string())
        };
        assert!(matches!(Machine::new(Vec::new(), None), Err(MachineError::Cartridge(_))));
        let message = error(edgeboy_demo::ROM, "snes").unwrap();
        assert_eq!(message, "there is no model \"snes\"; the models are dmg, mgb, cgb");
        assert!(matches!(demo(None).load_state(b"junk"), Err(MachineError::State(_))));
    }
}
