//! The same ROM and inputs give the same machine, however it is run and whatever the host listens
//! to.

mod common {
    pub(crate) mod busy;
    pub(crate) mod games;
    pub(crate) mod rom;
}

use common::games::{Game, games};
use common::rom::machine;
use edgeboy_core::{Buttons, Channel, GameBoy, Ticks};
use fastrand::Rng;

const GAMES: [&str; 4] = ["DashyHalloween2019.gb", "Wyrmhole.gb", "gbcorp.gb", "Postie-1.1.gbc"];
const FRAMES: u64 = 40;

/// Plays with buttons that change every few frames; `run` lets a frame pass, up to a deadline.
fn play(game: &Game, set_up: impl Fn(&mut GameBoy), run: impl Fn(&mut GameBoy, Ticks)) -> Vec<u64> {
    let mut gb = machine(&game.rom, game.model);
    set_up(&mut gb);
    let mut noise = Rng::with_seed(7);
    (1..=FRAMES)
        .map(|frame| {
            if frame.is_multiple_of(4) {
                gb.set_buttons(Buttons::from_bits(noise.u8(..)));
            }
            run(&mut gb, Ticks(frame * Ticks::FRAME.0));
            gb.state_hash()
        })
        .collect()
}

fn reference(game: &Game) -> Vec<u64> {
    play(game, |_| (), |gb, _| gb.run_frame())
}

fn assert_as_reference(set_up: impl Fn(&mut GameBoy), run: impl Fn(&mut GameBoy, Ticks)) {
    for game in games(&GAMES) {
        let hashes = play(&game, &set_up, &run);
        assert_eq!(hashes, reference(&game), "{} on {}", game.name, game.model.name());
    }
}

#[test]
fn the_same_inputs_give_the_same_states() {
    assert_as_reference(|_| (), |gb, _| gb.run_frame());
}

#[test]
fn other_inputs_give_other_states() {
    for game in games(&[]) {
        let run = |buttons| {
            let mut gb = machine(&game.rom, game.model);
            gb.set_buttons(buttons);
            gb.run_frame();
            gb.state_hash()
        };
        assert_ne!(run(Buttons::A), run(Buttons::B));
    }
}

#[test]
fn single_steps_are_as_good_as_frames() {
    assert_as_reference(
        |_| (),
        |gb, deadline| {
            while gb.now() < deadline {
                gb.step();
            }
        },
    );
}

#[test]
fn slices_are_as_good_as_frames() {
    assert_as_reference(
        |_| (),
        |gb, deadline| {
            let mut noise = Rng::with_seed(deadline.0);
            while gb.now() < deadline {
                let slice = Ticks(gb.now().0 + noise.u64(..3000));
                gb.run_until(slice.min(deadline));
            }
        },
    );
}

#[test]
fn waiting_for_an_opcode_is_as_good_as_frames() {
    assert_as_reference(
        |_| (),
        |gb, deadline| {
            // INC B, which every program executes at times.
            while gb.now() < deadline {
                gb.run_until_opcode(0x04, deadline);
            }
        },
    );
}

#[test]
fn a_clone_is_as_good_as_the_machine() {
    assert_as_reference(
        |_| (),
        |gb, _| {
            let mut clone = gb.clone();
            gb.run_frame();
            clone.run_frame();
            *gb = clone;
        },
    );
}

#[test]
fn sound_is_no_state() {
    for hz in [8_000, 44_100, 192_000] {
        assert_as_reference(
            |gb| gb.set_sample_rate(hz),
            |gb, _| {
                gb.run_frame();
                drop(gb.take_audio());
            },
        );
    }
}

#[test]
fn sound_switched_on_and_off_is_no_state() {
    assert_as_reference(
        |_| (),
        |gb, deadline| {
            gb.set_sample_rate(if (deadline.0 / Ticks::FRAME.0).is_multiple_of(3) {
                0
            } else {
                48_000
            });
            gb.run_frame();
        },
    );
}

#[test]
fn muted_channels_are_no_state() {
    assert_as_reference(
        |gb| {
            gb.set_sample_rate(48_000);
            for channel in Channel::ALL {
                gb.set_channel_enabled(channel, false);
            }
        },
        |gb, deadline| {
            gb.set_channel_enabled(Channel::Noise, (deadline.0 / Ticks::FRAME.0).is_multiple_of(2));
            gb.run_frame();
        },
    );
}

#[test]
fn looking_changes_nothing() {
    assert_as_reference(
        |_| (),
        |gb, _| {
            gb.run_frame();
            let memory: u64 = (0..=0xFFFF).map(|address| u64::from(gb.peek(address))).sum();
            assert_ne!(memory, 0);
            gb.save_state();
            gb.battery();
        },
    );
}
