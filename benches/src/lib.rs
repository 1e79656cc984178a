//! What the benchmarks run: fixed work whose result is known, so that a machine that is fast
//! because it is wrong is not measured.

#![forbid(unsafe_code)]

pub mod bar;
pub mod client;
pub mod guest;
pub mod percentiles;

use edgeboy_core::{Cartridge, GameBoy, Model};
use xxhash_rust::xxh3::Xxh3;

/// So many frames of the demo are run, about ten seconds.
pub const FRAMES: u32 = 600;

/// Samples per second of the sound that is made meanwhile.
pub const SAMPLE_RATE: u32 = 48_000;

/// The models that are measured, and what [`run`] gives on each. It changes with the demo, and with
/// nothing else.
pub const EXPECTED: [(Model, u64); 2] =
    [(Model::Dmg, 0x4063_30c2_5281_8705), (Model::Cgb, 0x7624_bf2f_260f_7373)];

/// A machine with the built-in demo, just switched on, that makes sound.
///
/// # Panics
/// If the built-in demo is not a ROM.
pub fn demo(model: Model) -> GameBoy {
    let cartridge = Cartridge::from_bytes(edgeboy_demo::ROM.to_vec()).expect("the demo is a ROM");
    let mut game_boy = GameBoy::new(cartridge, model);
    game_boy.set_sample_rate(SAMPLE_RATE);
    game_boy
}

/// Runs [`FRAMES`] frames with picture and sound; gives the hash of the last picture.
pub fn run(mut game_boy: GameBoy) -> u64 {
    for _ in 0..FRAMES {
        game_boy.run_frame();
        game_boy.drain_audio().for_each(|sample| {
            std::hint::black_box(sample);
        });
    }
    picture_hash(&game_boy)
}

/// The hash of the core's own pixels, low byte first.
fn picture_hash(game_boy: &GameBoy) -> u64 {
    let mut hash = Xxh3::new();
    game_boy.frame().iter().for_each(|pixel| hash.update(&pixel.to_le_bytes()));
    hash.digest()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_demo_ends_with_the_known_picture() {
        let found = EXPECTED.map(|(model, _)| (model, run(demo(model))));
        assert_eq!(found, EXPECTED, "found {found:#x?}");
    }
}
