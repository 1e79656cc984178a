//! Nothing that a cartridge, a boot ROM, a battery save or a player can do makes the machine panic
//! or hang. In this profile an overflow of arithmetic panics as well.

mod common {
    pub(crate) mod cases;
    pub(crate) mod noise;
    pub(crate) mod patience;
}

use common::cases::cases;
use common::noise::Noise;
use common::patience::in_bounded_time;
use edgeboy_core::cartridge::{CAMERA_HEIGHT, CAMERA_WIDTH};
use edgeboy_core::{Buttons, Cartridge, GameBoy, Model, Ticks};
use proptest::prelude::*;

/// Opcodes that lock the CPU, after which nothing interesting happens.
const LOCKING: [u8; 11] = [0xD3, 0xDB, 0xDD, 0xE3, 0xE4, 0xEB, 0xEC, 0xED, 0xF4, 0xFC, 0xFD];

/// HALT, STOP, and what goes to addresses that lie anywhere: all are wanted, but not all the time.
const ENDING: [u8; 9] = [0x10, 0x76, 0xC0, 0xC8, 0xC9, 0xD0, 0xD8, 0xD9, 0xE9];
/// Jumps and calls with an address behind them.
const ABSOLUTE: [u8; 10] = [0xC2, 0xC3, 0xC4, 0xCA, 0xCC, 0xCD, 0xD2, 0xD4, 0xDA, 0xDC];

/// A byte that does no harm as an opcode, most of the time.
fn byte(noise: &mut Noise) -> u8 {
    loop {
        let byte = noise.byte();
        if !LOCKING.contains(&byte) && (!ENDING.contains(&byte) || noise.below(16) == 0) {
            return byte;
        }
    }
}

/// Random code: plain bytes, and often enough writes to registers and to places that matter.
fn code(noise: &mut Noise, length: usize) -> Vec<u8> {
    let mut code = Vec::with_capacity(length + 8);
    while code.len() < length {
        let [a, b, c] = [byte(noise), byte(noise), byte(noise)];
        match noise.below(12) {
            // LD A,n; LDH (n),A: any register.
            0 | 1 => code.extend([0x3E, a, 0xE0, b & 0x7F]),
            // The same for the PPU, with the LCD mostly on.
            2 => code.extend([0x3E, a | 0x80, 0xE0, 0x40]),
            3 => code.extend([0x3E, a, 0xE0, 0x41 + b % 12]),
            // IE, and EI.
            4 => code.extend([0x3E, a & 0x1F, 0xE0, 0xFF, 0xFB]),
            // LD HL,nn.
            5 => code.extend([0x21, a, b]),
            // LD A,n; LD (nn),A: mapper registers, VRAM, RAM, OAM.
            6 => code.extend([0x3E, a, 0xEA, b, c]),
            7 => code.extend([0x3E, 0x0A, 0xEA, b, c & 0x1F]),
            // Arm a speed switch, and STOP.
            8 if a < 64 => code.extend([0x3E, 0x01, 0xE0, 0x4D, 0x10, 0x00]),
            // A loop, so that the same place is come by again.
            9 if a < 32 => code.extend([0x18, b | 0x80]),
            _ if ABSOLUTE.contains(&a) => code.extend([a, b, c & 0x7F]),
            _ => code.push(a),
        }
    }
    code.truncate(length);
    code
}

/// A file that claims to be of this type.
fn rom(noise: &mut Noise, cartridge_type: u8, length: usize) -> Vec<u8> {
    let mut rom = code(noise, length);
    // The vectors return, mostly, and the entry point jumps behind the header.
    for vector in (0x40..0x68).step_by(8) {
        rom[vector] = if noise.below(4) == 0 { noise.byte() } else { 0xD9 };
    }
    rom[0x100..0x104].copy_from_slice(&[0x00, 0xC3, 0x50, 0x01]);
    rom[0x143] = [0x00, 0x80, 0xC0][noise.below(3)];
    rom[0x147] = cartridge_type;
    rom[0x148] = noise.byte() & 0x0F;
    rom[0x149] = noise.byte() & 0x07;
    rom[0x14D] =
        rom[0x134..0x14D].iter().fold(0u8, |sum, byte| sum.wrapping_sub(*byte).wrapping_sub(1));
    rom
}

fn supported_types() -> Vec<u8> {
    let types: Vec<u8> = (0..=255)
        .filter(|&cartridge_type| {
            Cartridge::from_bytes(rom(&mut Noise::new(1), cartridge_type, 0x8000)).is_ok()
        })
        .collect();
    assert!(types.len() >= 27, "{types:02X?}");
    types
}

fn file_length() -> impl Strategy<Value = usize> {
    prop_oneof![
        Just(0x8000usize),
        (1u32..6).prop_map(|code| 0x8000 << code),
        0x150usize..0x10000,
        0x8001usize..0x40000,
    ]
}

fn model() -> impl Strategy<Value = Model> {
    prop::sample::select(Model::ALL.to_vec())
}

/// Runs some frames with random buttons, a cable at which something happens, and sound.
fn run(mut gb: GameBoy, seed: u64, frames: u64) {
    in_bounded_time(move || {
        let mut noise = Noise::new(seed);
        gb.set_sample_rate([0, 8_000, 48_000, 192_000][noise.below(4)]);
        gb.set_rtc(noise.word() >> 30);
        let start = gb.now();
        for _ in 0..frames {
            gb.set_buttons(Buttons::from_bits(noise.byte() & noise.byte()));
            gb.set_buttons_of(noise.below(5), Buttons::from_bits(noise.byte()));
            assert_eq!(gb.border_frame().is_some(), gb.model().is_sgb());
            gb.receive_serial(noise.byte());
            gb.set_tilt(f32::from(noise.byte()) / 64.0 - 2.0, f32::NAN);
            gb.set_cartridge_infrared(noise.byte() & 1 != 0);
            gb.set_camera_picture(&[noise.byte(); CAMERA_WIDTH * CAMERA_HEIGHT]);
            gb.run_frame();
            gb.drain_audio().for_each(drop);
        }
        let passed = gb.now().0 - start.0;
        let expected = frames * Ticks::FRAME.0;
        // An HDMA of 2 KiB is the longest that an instruction takes.
        assert!((expected..expected + 40_000).contains(&passed), "{passed} ticks");
        if let Some(battery) = gb.battery() {
            gb.load_battery(&battery).unwrap();
        }
    });
}

#[test]
fn any_program_runs() {
    let input = (prop::sample::select(supported_types()), file_length(), model(), any::<u64>());
    proptest!(cases(800), |((cartridge_type, length, model, seed) in input)| {
        let rom = rom(&mut Noise::new(seed), cartridge_type, length);
        run(GameBoy::new(Cartridge::from_bytes(rom).unwrap(), model), seed, 6);
    });
}

#[test]
fn plain_noise_runs() {
    proptest!(cases(200), |(model in model(), seed: u64)| {
        let mut noise = Noise::new(seed);
        let mut rom: Vec<u8> = (0..0x8000).map(|_| noise.byte()).collect();
        rom[0x147] = 0x1B;
        // Not the beginning of another format.
        rom[0] = 0x00;
        run(GameBoy::new(Cartridge::from_bytes(rom).unwrap(), model), seed, 3);
    });
}

#[test]
fn any_boot_rom_runs() {
    proptest!(cases(300), |(model in model(), seed: u64)| {
        let mut noise = Noise::new(seed);
        let cartridge = Cartridge::from_bytes(rom(&mut noise, 0x1B, 0x8000)).unwrap();
        let boot_rom = code(&mut noise, if model.is_cgb() { 0x900 } else { 0x100 });
        run(GameBoy::with_boot_rom(cartridge, model, &boot_rom).unwrap(), seed, 4);
    });
}

#[test]
fn any_battery_save_is_loaded_or_refused() {
    let length = prop_oneof![
        0usize..1000,
        (0usize..18, prop::sample::select(vec![0usize, 44, 48]))
            .prop_map(|(units, footer)| units * 0x2000 + footer),
    ];
    let input = (prop::sample::select(supported_types()), length, any::<u64>());
    proptest!(cases(150), |((cartridge_type, length, seed) in input)| {
        let mut noise = Noise::new(seed);
        let cartridge = Cartridge::from_bytes(rom(&mut noise, cartridge_type, 0x8000)).unwrap();
        let has_battery = cartridge.has_battery();
        let mut gb = GameBoy::new(cartridge, Model::Dmg);
        let save: Vec<u8> = (0..length).map(|_| noise.byte()).collect();
        let hash = gb.state_hash();
        match gb.load_battery(&save) {
            Ok(()) => prop_assert!(has_battery),
            Err(error) => {
                prop_assert!(!error.to_string().is_empty());
                prop_assert_eq!(gb.state_hash(), hash);
            }
        }
        run(gb, seed, 1);
    });
}

#[test]
fn any_file_is_a_cartridge_or_refused() {
    proptest!(cases(300), |(length in 0usize..0x9000, seed: u64)| {
        let mut noise = Noise::new(seed);
        let file: Vec<u8> = (0..length).map(|_| noise.byte()).collect();
        match Cartridge::from_bytes(file) {
            Ok(cartridge) => run(GameBoy::new(cartridge, Model::Cgb), seed, 1),
            Err(error) => prop_assert!(!error.to_string().is_empty()),
        }
    });
}
