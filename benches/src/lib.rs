//! What the benchmarks run: fixed work whose result is known, so that a machine that is fast
//! because it is wrong is not measured.

#![forbid(unsafe_code)]

pub mod bar;
pub mod client;
pub mod guest;
pub mod likeness;
pub mod percentiles;

use std::fs;
use std::path::Path;

use edgeboy_core::{Cartridge, GameBoy, Model};
use rustix::time::{ClockId, clock_gettime};
use xxhash_rust::xxh3::Xxh3;

/// So many frames are run, about ten seconds.
pub const FRAMES: u32 = 600;

/// Samples per second of the sound that is made meanwhile.
pub const SAMPLE_RATE: u32 = 48_000;

/// A ROM for the DMG that writes registers of the PPU several times in every line; `raster/` is its source.
pub static RASTER_DMG: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/raster_dmg.gb"));

/// The same for the CGB, whose palettes change between two lines.
pub static RASTER_CGB: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/raster_cgb.gb"));

/// A ROM that keeps the CPU busy and leaves display and sound off.
pub static CPU: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/cpu.gb"));

/// A ROM that plays on all four channels and leaves the display off.
pub static APU: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/apu.gb"));

/// A program on a model, and the picture that it must end with.
#[derive(Clone, Copy, Debug)]
pub struct Work {
    /// What it is called in reports.
    pub name: &'static str,
    /// The ROM.
    pub rom: &'static [u8],
    /// The model that runs it.
    pub model: Model,
    /// What [`run`] gives. It changes with the ROM and, for the raster ROMs, if it turns out that hardware draws a
    /// write in the middle of a line differently.
    pub expected: u64,
}

/// What is measured.
pub static WORKS: [Work; 4] = [
    Work {
        name: "demo, DMG",
        rom: edgeboy_demo::ROM,
        model: Model::Dmg,
        expected: 0x4063_30c2_5281_8705,
    },
    Work {
        name: "demo, CGB",
        rom: edgeboy_demo::ROM,
        model: Model::Cgb,
        expected: 0x7624_bf2f_260f_7373,
    },
    Work {
        name: "raster, DMG",
        rom: RASTER_DMG,
        model: Model::Dmg,
        expected: 0xe62c_4de0_a484_346a,
    },
    Work {
        name: "raster, CGB",
        rom: RASTER_CGB,
        model: Model::Cgb,
        expected: 0xc4fe_ea1d_0461_9405,
    },
];

impl Work {
    /// Its [`machine`].
    pub fn machine(&self) -> GameBoy {
        machine(self.rom, self.model)
    }
}

/// A machine with this ROM, just switched on, that makes sound.
///
/// # Panics
/// If it is no ROM.
pub fn machine(rom: &[u8], model: Model) -> GameBoy {
    let cartridge = Cartridge::from_bytes(rom.to_vec()).expect("it is a ROM");
    let mut game_boy = GameBoy::new(cartridge, model);
    game_boy.set_sample_rate(SAMPLE_RATE);
    game_boy
}

/// Reads a ROM. Its path is relative to the project's folder, whereas Cargo runs a benchmark in its package's.
///
/// # Panics
/// If it cannot be read.
pub fn read_rom(path: &str) -> Vec<u8> {
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    fs::read(project.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Runs [`FRAMES`] frames with picture and sound; gives the hash of the last picture.
pub fn run(mut game_boy: GameBoy) -> u64 {
    for _ in 0..FRAMES {
        run_frame(&mut game_boy);
    }
    picture_hash(&game_boy)
}

/// Runs a frame and takes its sound away.
pub fn run_frame(game_boy: &mut GameBoy) {
    game_boy.run_frame();
    std::hint::black_box(game_boy.take_audio());
}

/// The CPU time that this process has taken, all its threads together.
pub fn cpu_seconds() -> f64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    #[expect(clippy::cast_precision_loss, reason = "a run takes seconds")]
    let seconds = time.tv_sec as f64 + time.tv_nsec as f64 / 1e9;
    seconds
}

/// The hash of the core's own pixels, low byte first.
fn picture_hash(game_boy: &GameBoy) -> u64 {
    let mut hash = Xxh3::new();
    game_boy.frame().iter().for_each(|pixel| hash.update(&pixel.to_le_bytes()));
    hash.digest()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn each_ends_with_the_known_picture() {
        for work in &WORKS {
            let found = run(work.machine());
            assert_eq!(found, work.expected, "{}: found {found:#x}", work.name);
        }
    }

    #[test]
    fn every_frame_of_a_raster_rom_is_another_picture_with_all_shades_and_sounds() {
        for work in &WORKS[2..] {
            let mut machine = work.machine();
            // Loading is over by then, and the objects come back after 256 frames.
            (0..30).for_each(|_| run_frame(&mut machine));
            let mut pictures = HashSet::new();
            let mut loudest = 0;
            for _ in 0..256 {
                machine.run_frame();
                loudest = machine
                    .take_audio()
                    .as_flattened()
                    .iter()
                    .map(|sample| sample.abs())
                    .max()
                    .max(Some(loudest))
                    .unwrap_or(0);
                pictures.insert(picture_hash(&machine));
            }
            assert_eq!(pictures.len(), 256, "{}", work.name);
            let colors: HashSet<u16> = machine.frame().iter().copied().collect();
            assert!(colors.len() >= 4, "{}: {colors:?}", work.name);
            assert!(loudest > 1000, "{}: {loudest}", work.name);
        }
    }

    #[test]
    fn programs_for_single_parts_do_what_they_say() {
        for rom in [CPU, APU] {
            let mut machine = machine(rom, Model::Dmg);
            (0..10).for_each(|_| run_frame(&mut machine));
            assert_eq!(machine.peek(0xFF40), 0, "the display is off");
            machine.run_frame();
            let loudest =
                machine.take_audio().as_flattened().iter().map(|sample| sample.abs()).max();
            assert_eq!(loudest > Some(1000), rom == APU, "{loudest:?}");
        }
    }

    #[test]
    fn a_raster_rom_sleeps_for_less_than_a_tenth_of_the_time() {
        for work in &WORKS[2..] {
            let mut machine = work.machine();
            (0..30).for_each(|_| machine.run_frame());
            let before = machine.instructions();
            machine.run_frame();
            // 17,556 M-cycles, of which an instruction takes two on average.
            let instructions = machine.instructions() - before;
            assert!(instructions > 7_000, "{}: {instructions}", work.name);
        }
    }
}
