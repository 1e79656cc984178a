//! Battery saves and the clock.

use edgeboy_core::{Cartridge, GameBoy, Model};

use super::{STAY, results, run_frames, start};
use crate::common::rom::Rom;

/// A cartridge of a type, with a code for its RAM's size.
fn game(cartridge_type: u8, ram_code: u8, code: &[u8]) -> GameBoy {
    let rom = Rom::new(&[code, &STAY].concat()).at(0x147, &[cartridge_type, 0, ram_code]);
    start(rom, Model::Dmg)
}

/// MBC5 with RAM and battery.
const MBC5_BATTERY: u8 = 0x1B;

#[test]
fn a_battery_keeps_what_the_game_writes() {
    #[rustfmt::skip]
    let writer = [
        0x3E, 0x0A, 0xEA, 0x00, 0x00, // RAM on
        0x3E, 0x5A, 0xEA, 0x34, 0xA1, // LD (A134),5A
        0x3E, 0x00, 0xEA, 0x00, 0x00, // RAM off
    ];
    #[rustfmt::skip]
    let reader = [
        0x3E, 0x0A, 0xEA, 0x00, 0x00, // RAM on
        0xFA, 0x34, 0xA1, 0xEA, 0x00, 0xC0, // (A134) to C000
    ];
    let mut gb = game(MBC5_BATTERY, 2, &writer);
    gb.run_frame();
    let save = gb.battery().unwrap();
    assert_eq!(save.len(), 0x2000);
    assert_eq!(save[0x134], 0x5A);

    let mut next = game(MBC5_BATTERY, 2, &reader);
    next.load_battery(&save).unwrap();
    next.run_frame();
    assert_eq!(results(&next), [0x5A]);
    assert_eq!(next.battery().unwrap(), save);

    let mut without = game(MBC5_BATTERY, 2, &reader);
    without.run_frame();
    assert_ne!(results(&without), [0x5A]);
}

#[test]
fn a_save_that_does_not_fit_is_refused() {
    let mut gb = game(MBC5_BATTERY, 3, &[]);
    let before = gb.state_hash();
    for length in [0, 1, 0x2000, 0x7FFF, 0x8001] {
        let error = gb.load_battery(&vec![0; length]).unwrap_err();
        assert!(error.to_string().contains(&length.to_string()), "{error}");
    }
    assert_eq!(gb.state_hash(), before);
    gb.load_battery(&vec![0; 0x8000]).unwrap();
    assert_ne!(gb.state_hash(), before);
}

#[test]
fn without_a_battery_there_is_no_save() {
    let mut gb = game(0x1A, 2, &[]);
    assert_eq!(gb.battery(), None);
    let error = gb.load_battery(&[0; 0x2000]).unwrap_err();
    assert!(error.to_string().contains("battery"), "{error}");
}

#[test]
fn the_clock_follows_the_time_that_it_is_told() {
    /// MBC3 with clock, RAM and battery.
    const CLOCK: u8 = 0x10;
    #[rustfmt::skip]
    let code = [
        0x3E, 0x0A, 0xEA, 0x00, 0x00, // RAM and clock on
        // Again:
        0xAF, 0xEA, 0x00, 0x60, 0x3C, 0xEA, 0x00, 0x60, // latch
        0x06, 0x08, // LD B,8
        0x21, 0x00, 0xC0, // LD HL,C000
        0x78, 0xEA, 0x00, 0x40, // register B
        0xFA, 0x00, 0xA0, 0x22, // to (HL+)
        0x04, 0x78, 0xFE, 0x0D, 0x20, 0xF2, // up to 0C
        0x18, 0xE3, // JR Again
    ];
    let mut gb = game(CLOCK, 2, &code);
    gb.set_rtc(1_000_000_000);
    gb.run_frame();
    assert_eq!(results(&gb), [0, 0, 0, 0, 0], "only the difference counts");

    // Emulated time counts: 600 frames are a little more than ten seconds.
    run_frames(&mut gb, 600);
    assert_eq!(results(&gb), [10, 0, 0, 0, 0]);

    let away = 300 * 86_400 + 5 * 3600 + 6 * 60 + 7;
    gb.set_rtc(1_000_000_010 + away);
    gb.run_frame();
    assert_eq!(results(&gb), [17, 6, 5, 44, 1], "seconds, minutes, hours, 300 days");

    // The save knows when it was written.
    let save = gb.battery().unwrap();
    let mut later = game(CLOCK, 2, &code);
    later.load_battery(&save).unwrap();
    later.set_rtc(1_000_000_010 + away + 60);
    later.run_frame();
    assert_eq!(results(&later), [17, 7, 5, 44, 1]);
}

/// An MMM01 starts with its menu, so that is whose title a CGB adds up for the colours.
#[test]
fn a_collection_starts_with_its_menu() {
    let game = |title: u8, cartridge_type: u8, code: &[u8]| {
        Rom::new(code)
            .at(0x104, &[0x11, 0x22, 0x33])
            .at(0x134, &[title])
            .at(0x147, &[cartridge_type])
            .at(0x14B, &[0x01])
            .build()
    };
    // What maps a game is in RAM, as it is in such menus: it would pull its own ground away.
    #[rustfmt::skip]
    let menu = [
        0x21, 0x00, 0xC1, // LD HL,C100
        0x36, 0x3E, 0x2C, 0x36, 0x40, 0x2C, // LD A,40
        0x36, 0xEA, 0x2C, 0x36, 0x00, 0x2C, 0x36, 0x00, 0x2C, // LD (0000),A
        0x36, 0xC3, 0x2C, 0x36, 0x50, 0x2C, 0x36, 0x01, // JP 0150
        0xC3, 0x00, 0xC1, // JP C100
    ];
    let first = [0x3E, 0x77, 0xEA, 0x00, 0xC0]; // LD A,77; LD (C000),A
    let mut rom = game(0x12, 0x01, &[&first[..], &STAY].concat());
    rom.extend(game(0x34, 0x0B, &menu));
    let mut gb = GameBoy::new(Cartridge::from_bytes(rom).unwrap(), Model::Cgb);
    assert_eq!(gb.cartridge().mapper_name(), "MMM01");
    assert_eq!(gb.registers().b, 0x34);
    gb.run_frame();
    assert_eq!(results(&gb), [0x77]);
}
