//! The class `Machine`, as a page sees it: making one, its buttons, and time.

use edgeboy_core::{Buttons, Cartridge, GameBoy, Model, Ticks, cartridge::CgbSupport};
use edgeboy_rewind::Rewind;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{MachineError, number::number, picture::Screen};

/// One Game Boy with a cartridge in it.
#[wasm_bindgen]
pub struct Machine {
    pub(crate) game_boy: GameBoy,
    pub(crate) screen: Screen,
    pub(crate) rewind: Option<Rewind>,
    held: Buttons,
}

#[wasm_bindgen]
impl Machine {
    /// A machine that has just been switched on: at the start of `bootRom` or, without one, in the
    /// state that a boot ROM leaves.
    ///
    /// `model` is a model's name, such as `dmg`, `mgb`, `sgb`, `cgb` or `agb`; without it the cartridge
    /// decides: `cgb` if it knows of color, `dmg` otherwise.
    ///
    /// # Errors
    /// `CartridgeError` if the ROM is not one that can be run, `ModelError` if there is no such
    /// model, `BootRomError` if the boot ROM is not the model's by its length.
    #[wasm_bindgen(constructor)]
    pub fn new(
        rom: Vec<u8>,
        model: Option<String>,
        #[wasm_bindgen(js_name = bootRom)] boot_rom: Option<Vec<u8>>,
    ) -> Result<Machine, MachineError> {
        let cartridge = Cartridge::from_bytes(rom).map_err(MachineError::Cartridge)?;
        let model = match model {
            Some(name) => Model::from_name(&name).ok_or(MachineError::UnknownModel(name))?,
            None if cartridge.header().cgb == CgbSupport::None => Model::Dmg,
            None => Model::Cgb,
        };
        let game_boy = match boot_rom {
            Some(bytes) => {
                GameBoy::with_boot_rom(cartridge, model, &bytes).map_err(MachineError::BootRom)?
            }
            None => GameBoy::new(cartridge, model),
        };
        let (screen, held) = (Screen::new(model), Buttons::NONE);
        Ok(Machine { game_boy, screen, rewind: None, held })
    }

    /// The hardware model's name.
    #[wasm_bindgen(getter)]
    pub fn model(&self) -> String {
        self.game_boy.model().name().to_owned()
    }

    /// Which buttons are held from the next frame on, one bit each, from the lowest: right, left,
    /// up, down, A, B, Select, Start.
    #[wasm_bindgen(js_name = setButtons)]
    pub fn set_buttons(&mut self, bits: u8) {
        self.held = Buttons::from_bits(bits);
    }

    /// How many frames the model runs in a second: 59.73, or 61.17 on the first Super Game Boy.
    #[wasm_bindgen(getter, js_name = framesPerSecond)]
    pub fn frames_per_second(&self) -> f64 {
        number(self.game_boy.model().ticks_per_second()) / number(Ticks::FRAME.0)
    }

    /// Runs for one frame: 70,224 T-cycles, whatever the LCD does.
    #[wasm_bindgen(js_name = runFrame)]
    pub fn run_frame(&mut self) {
        if let Some(rewind) = &mut self.rewind {
            rewind.run_frame(&mut self.game_boy, self.held);
        } else {
            self.game_boy.set_buttons(self.held);
            self.game_boy.run_frame();
        }
    }

    /// The frames that have passed since power-on. A state brings its own count along.
    #[wasm_bindgen(getter, js_name = frameCount)]
    pub fn frame_count(&self) -> f64 {
        number(self.game_boy.now().0 / Ticks::FRAME.0)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// The demo in a machine.
    pub(crate) fn demo(model: Option<&str>) -> Machine {
        Machine::new(edgeboy_demo::ROM.to_vec(), model.map(str::to_owned), None).unwrap()
    }

    fn error(rom: &[u8], model: Option<&str>, boot_rom: Option<&[u8]>) -> MachineError {
        Machine::new(rom.to_vec(), model.map(str::to_owned), boot_rom.map(<[u8]>::to_vec))
            .err()
            .unwrap()
    }

    #[test]
    fn the_cartridge_chooses_the_model_unless_it_is_named() {
        assert_eq!(demo(None).model(), "cgb");
        assert_eq!(demo(Some("MGB")).model(), "mgb");
        assert_eq!(demo(Some("cgba")).model(), "cgbb");
        let mut for_dmg = edgeboy_demo::ROM.to_vec();
        for_dmg[0x143] = 0;
        assert_eq!(Machine::new(for_dmg, None, None).unwrap().model(), "dmg");
    }

    #[test]
    fn mistakes_are_told_by_name() {
        assert!(matches!(error(b"", None, None), MachineError::Cartridge(_)));
        assert_eq!(
            error(edgeboy_demo::ROM, Some("snes"), None).to_string(),
            "there is no model `snes`; the models are dmg0, dmg, mgb, sgb, sgb2, cgb0, cgbb, \
             cgbc, cgbd, cgb, agb"
        );
        let boot_rom = error(edgeboy_demo::ROM, Some("dmg"), Some(&[0; 2304]));
        assert!(matches!(boot_rom, MachineError::BootRom(_)), "{boot_rom:?}");
    }

    #[test]
    fn the_first_super_game_boy_is_faster() {
        let rate = |model| (demo(Some(model)).frames_per_second() * 100.0).round() as u32;
        assert_eq!([rate("dmg"), rate("sgb"), rate("sgb2")], [5973, 6117, 5973]);
    }

    #[test]
    fn a_boot_rom_runs_first() {
        // JR -2 for ever, at the start of a boot ROM that never hands over.
        let mut boot_rom = vec![0; 0x100];
        boot_rom[..2].copy_from_slice(&[0x18, 0xFE]);
        let rom = edgeboy_demo::ROM.to_vec();
        let mut machine = Machine::new(rom, Some("dmg".to_owned()), Some(boot_rom)).unwrap();
        (0..10).for_each(|_| machine.run_frame());
        assert!(machine.registers()[9] < 2);
    }

    #[test]
    fn frames_are_counted_from_power_on_and_buttons_reach_the_game() {
        let (mut idle, mut played) = (demo(None), demo(None));
        assert_eq!(idle.frame_count() as u64, 0);
        for _ in 0..200 {
            played.set_buttons(Buttons::START.bits());
            played.run_frame();
            idle.run_frame();
        }
        assert_eq!([idle.frame_count(), played.frame_count()].map(|n| n as u64), [200; 2]);
        assert_ne!(idle.state_hash(), played.state_hash());
    }
}
