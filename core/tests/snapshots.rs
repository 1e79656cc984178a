//! Snapshots: a moment to go back to, cheaper than a state.

mod common {
    pub(crate) mod busy;
    pub(crate) mod games;
    pub(crate) mod rom;
}

use common::games::{Game, games};
use common::rom::{Rom, machine};
use edgeboy_core::{Buttons, GameBoy, Model, Ticks};

fn play(gb: &mut GameBoy, frames: u8) {
    for frame in 0..frames {
        gb.set_buttons(Buttons::from_bits(frame));
        gb.run_frame();
    }
}

#[test]
fn a_restored_machine_goes_on_as_it_did() {
    for Game { name, rom, model } in games(&["aevilia.gbc", "libbet.gb"]) {
        let mut gb = machine(&rom, model);
        play(&mut gb, 40);
        let (snapshot, hash) = (gb.snapshot(), gb.state_hash());
        play(&mut gb, 30);
        let later = gb.state_hash();

        gb.restore(snapshot);
        assert_eq!(gb.state_hash(), hash, "{name}");
        play(&mut gb, 30);
        assert_eq!(gb.state_hash(), later, "{name}");
    }
}

#[test]
fn a_snapshot_is_silent_and_what_it_replaces_is_heard_on() {
    for Game { rom, model, .. } in games(&[]) {
        let mut gb = machine(&rom, model);
        gb.set_sample_rate(48_000);
        play(&mut gb, 10);
        let mut snapshot = gb.snapshot();
        play(&mut snapshot, 10);
        assert_eq!(snapshot.take_audio().len(), 0);

        drop(gb.take_audio());
        gb.restore(snapshot);
        assert_eq!(gb.take_audio().len(), 0, "going back makes no sound");
        play(&mut gb, 30);
        // 30 frames of 70,224 T-cycles at 48,000 Hz.
        let expected = 30 * 48_000 * Ticks::FRAME.0 / model.ticks_per_second();
        assert!(expected.abs_diff(gb.take_audio().len() as u64) < 10);
    }
}

#[test]
fn a_battery_save_that_is_another_counts_as_written() {
    let counter = [
        0x3E, 0x0A, 0xEA, 0x00, 0x00, // RAM on
        0x21, 0x00, 0xA0, // LD HL,A000
        0x34, // Again: INC (HL)
        0x18, 0xFD, // JR Again
    ];
    // An MBC5 with 8 KiB of RAM and a battery.
    let rom = Rom::new(&counter).at(0x147, &[0x1B]).at(0x149, &[0x02]).build();
    let mut gb = machine(&rom, Model::Dmg);
    let writes = |gb: &GameBoy| gb.cartridge().battery_writes();
    play(&mut gb, 3);
    let snapshot = gb.snapshot();
    gb.restore(snapshot.clone());
    assert_eq!(writes(&gb), writes(&snapshot));

    play(&mut gb, 3);
    let before = writes(&gb);
    gb.restore(snapshot);
    assert_eq!(writes(&gb), before + 1);
}
