//! Damaged save states: whatever is changed in one, it is refused, or gives a machine that runs.

mod common {
    pub(crate) mod busy;
    pub(crate) mod cases;
    pub(crate) mod patience;
    pub(crate) mod rom;
}

use std::ops::Range;

use common::busy::busy_rom;
use common::cases::cases;
use common::patience::in_bounded_time;
use common::rom::machine;
use edgeboy_core::{GameBoy, Model};
use proptest::prelude::*;

/// A machine, a state of it, and the places in the state that do not just hold memory or pixels.
struct Subject {
    gb: GameBoy,
    state: Vec<u8>,
    fields: Vec<usize>,
}

/// Where a part of the state is; of several places the last.
fn find(state: &[u8], part: &[u8]) -> Range<usize> {
    let start = state.windows(part.len()).rposition(|window| window == part).unwrap();
    start..start + part.len()
}

/// A pixel as it is in a state: seven bits per byte, the lowest first.
fn encode(pixel: u16) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = pixel;
    while rest > 0x7F {
        bytes.push(rest as u8 | 0x80);
        rest >>= 7;
    }
    bytes.push(rest as u8);
    bytes
}

fn subject(model: Model, frames: u32, instructions: u32) -> Subject {
    let mut gb = machine(&busy_rom(model), model);
    gb.set_sample_rate(48_000);
    for _ in 0..frames {
        gb.run_frame();
    }
    for _ in 0..instructions {
        gb.step();
    }
    let state = gb.save_state();
    let memory = |range: Range<u16>| range.map(|address| gb.peek(address)).collect::<Vec<u8>>();
    let wram = find(&state, &memory(0xC000..0xD000));
    let vram = find(&state, &memory(0x8000..0xA000));
    let pixels: Vec<u8> = gb.frame().iter().copied().flat_map(encode).collect();
    let shown = find(&state, &pixels);
    // An SGB has the shades, which are its colours here, once more behind the PPU's.
    let picture = if model.is_sgb() { find(&state[..shown.start], &pixels) } else { shown.clone() };
    // The picture being drawn, about as long, lies before the one that is complete.
    let bulk = [
        wram.start..wram.start + 0x8000,
        vram.start..vram.start + 0x4000,
        picture.start - picture.len()..picture.end,
        shown,
    ];
    let fields = (0..state.len()).filter(|at| !bulk.iter().any(|b| b.contains(at))).collect();
    Subject { gb, state, fields }
}

fn subjects() -> Vec<Subject> {
    let moments = [(2, 0), (3, 5), (3, 41), (4, 230), (5, 1111), (6, 2345)];
    Model::ALL
        .into_iter()
        .flat_map(|model| moments.map(|(frames, steps)| subject(model, frames, steps)))
        .collect()
}

fn value() -> impl Strategy<Value = u8> {
    prop_oneof![any::<u8>(), Just(0x00), Just(0x01), Just(0x7F), Just(0x80), Just(0xFF)]
}

/// Loads a state. It is refused, and nothing has changed, or what it gives runs.
fn load_and_run(mut gb: GameBoy, state: Vec<u8>) {
    in_bounded_time(move || {
        let hash = gb.state_hash();
        if let Err(error) = gb.load_state(&state) {
            assert!(!error.to_string().is_empty());
            assert_eq!(gb.state_hash(), hash, "{error}: the machine has changed");
            return;
        }
        // Frontends look colours up in tables of this size.
        let colors = if gb.model().has_colors() { 0x8000 } else { 4 };
        for _ in 0..3 {
            assert!(gb.frame().iter().all(|&pixel| pixel < colors));
            gb.run_frame();
        }
        // What runs can be saved and loaded, too.
        let state = gb.save_state();
        gb.load_state(&state).unwrap();
    });
}

#[test]
fn any_damage_is_refused_or_runs() {
    let subjects = subjects();
    let damage =
        (0..subjects.len(), prop::collection::vec((any::<prop::sample::Index>(), value()), 1..4));
    proptest!(cases(2000), |((index, changes) in damage)| {
        let subject = &subjects[index];
        let mut state = subject.state.clone();
        for (at, value) in changes {
            state[*at.get(&subject.fields)] = value;
        }
        load_and_run(subject.gb.clone(), state);
    });
}

#[test]
fn any_bytes_behind_the_header_are_refused_or_run() {
    let subjects = subjects();
    let input = (0..subjects.len(), prop::collection::vec(any::<u8>(), 0..600));
    proptest!(cases(200), |((index, bytes) in input)| {
        let subject = &subjects[index];
        let header = &subject.state[..43];
        load_and_run(subject.gb.clone(), [header, &bytes].concat());
        // The same over a real state, which is long enough.
        let mut state = subject.state.clone();
        state[43..43 + bytes.len()].copy_from_slice(&bytes);
        load_and_run(subject.gb.clone(), state);
    });
}
