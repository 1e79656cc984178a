//! The infrared port of a CGB, and the register without one of an AGB.

use edgeboy_core::{GameBoy, Model};

use super::{results, start};
use crate::common::rom::Rom;

/// Writes `value` to RP, and puts what RP is then at C000 again and again.
fn watching(model: Model, value: u8) -> GameBoy {
    let code = [0x3E, value, 0xE0, 0x56, 0xF0, 0x56, 0xEA, 0x00, 0xC0, 0x18, 0xF9];
    start(Rom::new(&code).for_cgb(), model)
}

#[test]
fn light_is_seen_for_as_long_as_it_shines_states_included() {
    let mut gb = watching(Model::Cgb, 0xC0);
    gb.run_frame();
    assert_eq!(results(&gb), [0xFE]);
    gb.set_infrared(true);
    let lit = gb.save_state();
    gb.run_frame();
    assert_eq!(results(&gb), [0xFC]);
    gb.set_infrared(false);
    gb.run_frame();
    assert_eq!(results(&gb), [0xFE]);
    gb.load_state(&lit).unwrap();
    gb.run_frame();
    assert_eq!(results(&gb), [0xFC]);
}

#[test]
fn every_cgb_has_a_light_which_it_sees_itself_and_an_agb_has_none() {
    for model in Model::ALL.into_iter().filter(|model| model.is_cgb()) {
        let mut gb = watching(model, 0xC1);
        gb.set_infrared(model == Model::Agb);
        gb.run_frame();
        assert_eq!(gb.infrared_light(), model != Model::Agb, "{model:?}");
        assert_eq!(results(&gb), [if model == Model::Agb { 0xFF } else { 0xFD }], "{model:?}");
    }
}
