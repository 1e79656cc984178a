//! When and how often the APU is brought up to date changes nothing, and no state breaks it.

extern crate std;

use proptest::prelude::*;
use std::vec::Vec;

use super::{Console, DIV_APU};
use crate::apu::{Apu, Channel};
use crate::model::Model;
use crate::time::Ticks;

/// The registers that switch DACs on and trigger channels.
const STARTERS: [u16; 8] = [0xFF12, 0xFF14, 0xFF17, 0xFF19, 0xFF1A, 0xFF1E, 0xFF21, 0xFF23];

/// A register write some ticks after the one before.
type Write = (u64, u16, u8);

fn writes() -> impl Strategy<Value = Vec<Write>> {
    let address = prop_oneof![
        8 => 0xFF10_u16..=0xFF26,
        // Triggers are rare among random values, and are what starts everything.
        4 => prop::sample::select(STARTERS.to_vec()),
        1 => 0xFF30_u16..=0xFF3F,
    ];
    let value = prop_oneof![any::<u8>(), any::<u8>().prop_map(|value| value | 0x87)];
    let delay = prop_oneof![3 => 0_u64..200, 2 => 0_u64..5_000, 1 => 0_u64..100_000];
    prop::collection::vec((delay.prop_map(|ticks| ticks & !3), address, value), 1..40)
}

fn model() -> impl Strategy<Value = Model> {
    prop::sample::select(Model::ALL.to_vec())
}

/// Plays writes; before each, `sync` may bring the APU up to date as it likes.
fn play(
    mut console: Console,
    writes: &[Write],
    mut sync: impl FnMut(&mut Console, u64),
) -> (Console, Vec<[i16; 2]>) {
    for &(delay, address, value) in writes {
        // Writes of FF26 that switch the power off would end most runs early.
        let value = if address == 0xFF26 && value & 3 != 0 { 0x80 } else { value };
        sync(&mut console, delay);
        console.write(address, value);
    }
    sync(&mut console, 3 * DIV_APU);
    let samples = console.apu.take_samples();
    (console, samples)
}

/// The emulated state, byte for byte.
fn state(console: &Console) -> Vec<u8> {
    postcard::to_allocvec(&console.apu).expect("plain data")
}

proptest! {
    #[test]
    fn small_steps_equal_one_big_one(
        model in model(),
        writes in writes(),
        rate in prop::sample::select(std::vec![0_u32, 8_000, 44_100, 48_000, 192_000]),
        double_speed: bool,
        steps in prop::collection::vec(1_u64..2_000, 1..20),
    ) {
        let mut console = Console::new(model);
        console.apu.set_sample_rate(rate);
        console.apu.set_double_speed(double_speed && model.is_cgb(), Ticks(0));
        let lazy = play(console.clone(), &writes, Console::run);
        let mut nth = 0;
        let eager = play(console, &writes, |console, ticks| {
            let end = console.now + ticks;
            while console.now < end {
                let step = steps[nth % steps.len()].min(end - console.now);
                nth += 1;
                console.run(step);
            }
        });
        prop_assert_eq!(state(&lazy.0), state(&eager.0));
        prop_assert_eq!(lazy.1, eager.1);
    }

    #[test]
    fn sound_is_not_seen_by_the_cpu(model in model(), writes in writes()) {
        let silent = Console::new(model);
        let mut heard = silent.clone();
        heard.apu.set_sample_rate(48_000);
        heard.apu.set_channel_enabled(Channel::Noise, false);
        let silent = play(silent, &writes, Console::run);
        let heard = play(heard, &writes, Console::run);
        prop_assert_eq!(state(&silent.0), state(&heard.0));
        prop_assert!(silent.1.is_empty());
    }

    #[test]
    fn a_state_round_trips(model in model(), writes in writes()) {
        let (console, _) = play(Console::new(model), &writes, Console::run);
        let bytes = state(&console);
        let apu: Apu = postcard::from_bytes(&bytes).expect("its own bytes");
        prop_assert_eq!(state(&Console { apu, now: console.now }), bytes);
    }

    #[test]
    fn damaged_states_neither_panic_nor_hang(
        model in model(),
        before in writes(),
        after in writes(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..30),
        now in prop_oneof![Just(None), any::<u64>().prop_map(Some)],
    ) {
        let (mut old, _) = play(Console::new(model), &before, Console::run);
        old.apu.set_sample_rate(48_000);
        let mut bytes = state(&old);
        for (index, value) in damage {
            let index = index.index(bytes.len());
            bytes[index] = value;
        }
        if let Ok(mut apu) = postcard::from_bytes::<Apu>(&bytes) {
            apu.adopt_host_settings(&mut old.apu);
            let now = now.map_or(old.now, |now| now >> 8);
            let (mut console, _) = play(Console { apu, now }, &after, Console::run);
            for address in 0xFF10..=0xFF77 {
                console.read(address);
            }
        }
    }
}
