//! What outlives the machine: states, battery saves, and the clock that runs on meanwhile.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::{Machine, MachineError, number::number};

#[wasm_bindgen]
impl Machine {
    /// Everything about the machine at this moment, except for the ROM.
    #[wasm_bindgen(js_name = saveState)]
    pub fn save_state(&self) -> Vec<u8> {
        self.game_boy.save_state()
    }

    /// Goes back to a moment that `saveState` gave.
    ///
    /// # Errors
    /// `StateError` if it is damaged, or of another version, ROM or model. The machine then stays
    /// as it was.
    #[wasm_bindgen(js_name = loadState)]
    pub fn load_state(&mut self, bytes: &[u8]) -> Result<(), MachineError> {
        self.game_boy.load_state(bytes).map_err(MachineError::State)?;
        self.mark_change();
        Ok(())
    }

    /// A hash of all that `saveState` saves, as 16 hexadecimal digits: equal machines have equal
    /// hashes, here and in the headless program.
    #[wasm_bindgen(getter, js_name = stateHash)]
    pub fn state_hash(&self) -> String {
        format!("{:016x}", self.game_boy.state_hash())
    }

    /// What the cartridge's battery keeps, in the form that other emulators read; `undefined` if
    /// it has none.
    pub fn battery(&self) -> Option<Vec<u8>> {
        self.game_boy.battery()
    }

    /// Puts back what `battery` gave.
    ///
    /// # Errors
    /// `BatteryError` if it does not fit the cartridge. The machine then stays as it was.
    #[wasm_bindgen(js_name = loadBattery)]
    pub fn load_battery(&mut self, bytes: &[u8]) -> Result<(), MachineError> {
        self.game_boy.load_battery(bytes).map_err(MachineError::Battery)?;
        self.mark_change();
        Ok(())
    }

    /// A number that grows whenever the game, `loadBattery` or `loadState` changes what `battery`
    /// gives, other than by the clock's running.
    #[wasm_bindgen(getter, js_name = batteryWrites)]
    pub fn battery_writes(&self) -> f64 {
        number(self.game_boy.cartridge().battery_writes())
    }

    /// Tells the cartridge's clock the time, in seconds since 1970-01-01 UTC. What has passed since
    /// the battery save or the state was written is caught up with; the clock never goes back.
    #[wasm_bindgen(js_name = setClock)]
    pub fn set_clock(&mut self, #[wasm_bindgen(js_name = unixSeconds)] unix_seconds: f64) {
        // What is no time at all (negative, not a number) is 0, which the clock takes for the past.
        self.game_boy.set_rtc(unix_seconds as u64);
        self.mark_change();
    }
}

#[cfg(test)]
mod tests {
    use edgeboy_core::Buttons;

    use crate::{Machine, MachineError, machine::tests::demo};

    #[test]
    fn a_state_brings_back_what_follows() {
        let mut machine = demo(None);
        (0..120).for_each(|_| machine.run_frame());
        let (state, hash) = (machine.save_state(), machine.state_hash());
        machine.set_buttons(Buttons::START.bits());
        (0..120).for_each(|_| machine.run_frame());
        let later = machine.state_hash();
        assert_ne!(later, hash);

        machine.load_state(&state).unwrap();
        assert_eq!(machine.state_hash(), hash);
        assert_eq!(machine.frame_count() as u64, 120);
        machine.set_buttons(Buttons::START.bits());
        (0..120).for_each(|_| machine.run_frame());
        assert_eq!(machine.state_hash(), later);
    }

    #[test]
    fn a_refused_state_changes_nothing() {
        let mut machine = demo(None);
        (0..60).for_each(|_| machine.run_frame());
        let hash = machine.state_hash();
        let of_a_dmg = demo(Some("dmg")).save_state();
        for bytes in [b"junk".as_slice(), &of_a_dmg, &machine.save_state()[..5000]] {
            assert!(matches!(machine.load_state(bytes), Err(MachineError::State(_))));
        }
        assert_eq!(machine.state_hash(), hash);
    }

    #[test]
    fn a_battery_save_goes_out_and_in_and_is_counted() {
        let mut machine = demo(None);
        let save: Vec<u8> = (0..8192).map(|index| (index / 3) as u8).collect();
        let writes = machine.battery_writes();
        machine.load_battery(&save).unwrap();
        assert_eq!(machine.battery(), Some(save));
        assert!(machine.battery_writes() > writes);

        assert!(matches!(machine.load_battery(&[0; 100]), Err(MachineError::Battery(_))));
    }

    /// The demo on a cartridge of another type.
    fn demo_as(cartridge_type: u8) -> Machine {
        let mut rom = edgeboy_demo::ROM.to_vec();
        rom[0x147] = cartridge_type;
        Machine::new(rom, None, None).unwrap()
    }

    #[test]
    fn without_a_battery_there_is_no_save() {
        let mut machine = demo_as(0x19);
        assert_eq!(machine.battery(), None);
        assert!(matches!(machine.load_battery(&[0; 8192]), Err(MachineError::Battery(_))));
    }

    #[test]
    fn the_clock_catches_up_and_takes_nonsense() {
        // MBC3 with a clock and a battery: the save ends with the clock's seconds, minutes and so
        // on, 48 bytes of them.
        let mut machine = demo_as(0x10);
        let minutes = |machine: &Machine| {
            let save = machine.battery().unwrap();
            save[save.len() - 48 + 4]
        };
        assert!(machine.has_clock());
        machine.set_clock(1_000_000.0);
        assert_eq!(minutes(&machine), 0);
        machine.set_clock(1_000_000.0 + 5.0 * 60.0);
        assert_eq!(minutes(&machine), 5);
        for nonsense in [-1.0, f64::NAN, f64::NEG_INFINITY, 0.0] {
            machine.set_clock(nonsense);
            assert_eq!(minutes(&machine), 5);
        }
        machine.set_clock(f64::INFINITY);
        machine.run_frame();
    }
}
