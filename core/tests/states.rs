//! Save states: what is loaded goes on as what was saved would have, and what cannot be loaded
//! changes nothing.

mod common {
    pub(crate) mod busy;
    pub(crate) mod cases;
    pub(crate) mod games;
    pub(crate) mod rom;
}

use common::cases::cases;
use common::games::{Game, games};
use common::rom::machine;
use edgeboy_core::{Buttons, GameBoy, StateError, Ticks};
use proptest::prelude::*;

const GAMES: [&str; 8] = [
    "2048.gb",
    "CrossConnect.gbc",
    "Rebound.gbc",
    "aevilia.gbc",
    "gbhack.gbc",
    "libbet.gb",
    "shocklobster.gb",
    "tobudx.gb",
];

/// What a host sees and hears of a machine.
#[derive(PartialEq)]
struct Seen {
    hashes: Vec<u64>,
    frames: Vec<Vec<u16>>,
    counts: Vec<u64>,
    instructions: u64,
    audio: Vec<[i16; 2]>,
}

/// Runs on for a frame per input. The sound begins anew, because what it was before is the host's
/// and in no state.
fn go_on(gb: &mut GameBoy, inputs: &[u8]) -> Seen {
    gb.set_sample_rate(0);
    gb.set_sample_rate(48_000);
    let mut seen = Seen {
        hashes: Vec::new(),
        frames: Vec::new(),
        counts: Vec::new(),
        instructions: 0,
        audio: Vec::new(),
    };
    for &input in inputs {
        gb.set_buttons(Buttons::from_bits(input));
        gb.run_frame();
        seen.hashes.push(gb.state_hash());
        seen.frames.push(gb.frame().to_vec());
        seen.counts.push(gb.frame_count());
        seen.audio.extend(gb.take_audio());
    }
    seen.instructions = gb.instructions();
    seen
}

fn assert_same(seen: &Seen, expected: &Seen, what: &str) {
    assert_eq!(seen.hashes, expected.hashes, "{what}: state");
    assert_eq!(seen.counts, expected.counts, "{what}: pictures completed");
    assert_eq!(seen.instructions, expected.instructions, "{what}: instructions");
    assert!(seen.frames == expected.frames, "{what}: pictures");
    assert!(seen.audio == expected.audio, "{what}: sound");
}

fn play(game: &Game, inputs: &[u8], instructions: u32) -> GameBoy {
    let mut gb = machine(&game.rom, game.model);
    for &input in inputs {
        gb.set_buttons(Buttons::from_bits(input));
        gb.run_frame();
    }
    for _ in 0..instructions {
        gb.step();
    }
    gb
}

#[test]
fn a_loaded_state_goes_on_as_if_nothing_had_been() {
    let games = games(&GAMES);
    let moments = (
        0..games.len(),
        prop::collection::vec(any::<u8>(), 0..120),
        0u32..3000,
        prop::collection::vec(any::<u8>(), 1..6),
    );
    proptest!(cases(120), |((index, before, instructions, after) in moments)| {
        let game = &games[index];
        let mut gb = play(game, &before, instructions);
        let state = gb.save_state();
        let hash = gb.state_hash();
        let uninterrupted = go_on(&mut gb, &after);
        prop_assert!(!uninterrupted.audio.is_empty());

        gb.load_state(&state).unwrap();
        prop_assert_eq!(gb.state_hash(), hash, "{}: the state right after", &game.name);
        assert_same(&go_on(&mut gb, &after), &uninterrupted, "the same machine");

        let mut fresh = machine(&game.rom, game.model);
        fresh.set_buttons(Buttons::from_bits(0x5A));
        fresh.load_state(&state).unwrap();
        prop_assert_eq!(fresh.save_state(), state, "{}: saved again", &game.name);
        assert_same(&go_on(&mut fresh, &after), &uninterrupted, "a fresh machine");
    });
}

#[test]
fn sound_goes_on_through_a_load() {
    for game in games(&[]) {
        let gb = play(&game, &[0; 20], 0);
        let state = gb.save_state();
        let mut fresh = machine(&game.rom, game.model);
        fresh.set_sample_rate(48_000);
        fresh.run_frame();
        fresh.load_state(&state).unwrap();
        drop(fresh.take_audio());
        for _ in 0..30 {
            fresh.run_frame();
        }
        let audio = fresh.take_audio();
        // 30 frames of 70,224 T-cycles at 48,000 Hz.
        let expected = 30 * 48_000 * Ticks::FRAME.0 / game.model.ticks_per_second();
        assert!(expected.abs_diff(audio.len() as u64) < 10, "{} samples", audio.len());
        assert!(audio.iter().any(|sample| sample != &audio[0]), "silence");
    }
}

/// Loads what cannot be loaded. The machine must not change, and the message must say why.
fn assert_refused(gb: &mut GameBoy, bytes: &[u8], expected: &StateError, message: &str) {
    let hash = gb.state_hash();
    let error = gb.load_state(bytes).expect_err("this cannot be loaded");
    assert_eq!(&error, expected, "{} bytes", bytes.len());
    assert!(error.to_string().contains(message), "{error}");
    assert_eq!(gb.state_hash(), hash, "{error}: the machine has changed");
}

#[test]
fn a_state_that_is_cut_off_is_refused() {
    const HEADER: usize = 43;
    for game in games(&["aevilia.gbc"]) {
        let mut gb = play(&game, &[0; 5], 77);
        let state = gb.save_state();
        gb.run_frame();
        let lengths = (0..256)
            .chain((256..state.len()).step_by(997))
            .chain(state.len().saturating_sub(100)..state.len());
        for length in lengths {
            let (error, message) = match length {
                0..8 => (StateError::NotAState, "not a save state"),
                _ => (StateError::Truncated, "cut off"),
            };
            assert_refused(&mut gb, &state[..length], &error, message);
        }
        assert!(state.len() > HEADER);
        gb.load_state(&state).unwrap();
    }
}

#[test]
fn a_state_with_something_behind_it_is_refused() {
    let mut gb = play(&games(&[])[0], &[0], 0);
    let mut bytes = gb.save_state();
    bytes.push(0);
    let expected = StateError::Invalid("there is something behind its end");
    assert_refused(&mut gb, &bytes, &expected, "behind its end");
}

#[test]
fn what_is_no_state_is_refused() {
    let game = &games(&[])[0];
    let mut gb = play(game, &[0], 0);
    let png = [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13];
    let other_magic = [b"EDGEBOY1".as_slice(), &gb.save_state()[8..]].concat();
    for bytes in [&[][..], &vec![0; 100_000], &png, &game.rom, &other_magic] {
        assert_refused(&mut gb, bytes, &StateError::NotAState, "not a save state");
    }
}

#[test]
fn a_state_of_another_version_is_refused() {
    let mut gb = play(&games(&[])[0], &[0], 0);
    let state = gb.save_state();
    let supported = u16::from_le_bytes([state[8], state[9]]);
    for found in [0, supported - 1, supported + 1, 0xFFFF] {
        if found != supported {
            let mut other = state.clone();
            other[8..10].copy_from_slice(&found.to_le_bytes());
            let error = StateError::Version { found, supported };
            assert_refused(&mut gb, &other, &error, &format!("version {found};"));
        }
    }
}

#[test]
fn a_state_of_another_model_is_refused() {
    let games = games(&[]);
    let rom = &games[0].rom;
    for saved in &games {
        for loading in games.iter().filter(|loading| loading.model != saved.model) {
            let state = machine(rom, saved.model).save_state();
            let mut gb = machine(rom, loading.model);
            let error = StateError::Model { found: Some(saved.model), expected: loading.model };
            let message = format!("of model {}, the machine is a", saved.model.name());
            assert_refused(&mut gb, &state, &error, &message);
        }
        let mut gb = machine(rom, saved.model);
        let mut unknown = gb.save_state();
        unknown[10] = 0xEE;
        let error = StateError::Model { found: None, expected: saved.model };
        assert_refused(&mut gb, &unknown, &error, "a model unknown here");
    }
}

#[test]
fn a_state_whose_header_lies_about_the_model_is_refused() {
    let games = games(&[]);
    let rom = &games[0].rom;
    let mut gb = machine(rom, games[1].model);
    let mut state = machine(rom, games[0].model).save_state();
    state[10] = gb.save_state()[10];
    let hash = gb.state_hash();
    assert!(matches!(gb.load_state(&state), Err(StateError::Invalid(_))));
    assert_eq!(gb.state_hash(), hash);
}

#[test]
fn a_state_of_another_rom_is_refused() {
    let game = &games(&[])[0];
    let mut rom = game.rom.clone();
    rom[0x7FFF] ^= 1;
    let state = machine(&rom, game.model).save_state();
    let mut gb = machine(&game.rom, game.model);
    assert_refused(&mut gb, &state, &StateError::WrongRom, "another game");
}
