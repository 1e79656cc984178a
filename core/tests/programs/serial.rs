//! The link cable, from either end of the clock.

use edgeboy_core::{GameBoy, Model, SerialPeer, Ticks};

use super::{STAY, program, results, start};
use crate::common::rom::Rom;

/// Sends back the complement of each byte, and remembers it.
struct Complement(Vec<u8>);

impl SerialPeer for Complement {
    fn exchange(&mut self, byte: u8) -> u8 {
        self.0.push(byte);
        !byte
    }
}

/// Sends `byte`, waits, and puts what came at `C000 + place`. `LD B,B` comes before and after.
#[rustfmt::skip]
fn send(byte: u8, control: u8, place: u8) -> [u8; 22] {
    [
        0x3E, byte, 0xE0, 0x01, // SB
        0x40, // LD B,B
        0x3E, control, 0xE0, 0x02, // SC
        0xF0, 0x02, 0xCB, 0x7F, 0x20, 0xFA, // until bit 7 of SC is clear
        0x40, // LD B,B
        0xF0, 0x01, 0xEA, place, 0xC0, // SB to where it belongs
        0x00,
    ]
}

#[test]
fn bytes_go_out_and_others_come_in() {
    for model in Model::ALL {
        let mut gb = program(model, &[&send(b'H', 0x81, 0), &send(b'i', 0x81, 1), &STAY]);
        let mut peer = Complement(Vec::new());
        gb.run_until_with_peer(Ticks::FRAME, &mut peer);
        assert_eq!(peer.0, b"Hi");
        assert_eq!(results(&gb), [!b'H', !b'i']);
        assert_ne!(gb.peek(0xFF0F) & 0x08, 0, "the interrupt is requested");
    }
}

#[test]
fn with_nothing_at_the_other_end_ones_come_in() {
    let mut gb = program(Model::Dmg, &[&send(0x12, 0x81, 0), &STAY]);
    gb.run_frame();
    assert_eq!(results(&gb), [0xFF]);
}

/// T-cycles of the 4 MiHz clock between the two markers around a transfer.
fn duration(mut gb: GameBoy) -> u64 {
    assert!(gb.run_until_opcode(0x40, Ticks::FRAME));
    let start = gb.now();
    assert!(gb.run_until_opcode(0x40, Ticks::FRAME));
    (gb.now().0 - start.0) / 2
}

#[test]
fn eight_bits_take_eight_clocks() {
    // The clock is there before the transfer, which so can be almost a clock shorter; the program
    // notices a little later.
    let slow = duration(program(Model::Dmg, &[&send(0x55, 0x81, 0), &STAY]));
    assert!((7 * 512..8 * 512 + 64).contains(&slow), "{slow}");
    let rom = Rom::new(&[send(0x55, 0x83, 0).as_slice(), &STAY].concat()).for_cgb();
    let fast = duration(start(rom, Model::Cgb));
    assert!((7 * 16..8 * 16 + 64).contains(&fast), "{fast}");
}

#[test]
fn a_transfer_that_ends_in_single_steps_meets_no_later_peer() {
    let mut gb = program(Model::Dmg, &[&send(0x12, 0x81, 0), &STAY]);
    while gb.peek(0xFF02) & 0x80 == 0 {
        gb.step();
    }
    let mut peer = Complement(Vec::new());
    while gb.peek(0xFF02) & 0x80 != 0 {
        gb.step();
    }
    gb.run_until_with_peer(Ticks::FRAME, &mut peer);
    assert_eq!(peer.0, []);
    assert_eq!(results(&gb), [0xFF]);
}

#[test]
fn a_transfer_that_has_begun_in_single_steps_meets_the_peer_that_is_there_at_its_end() {
    let mut gb = program(Model::Dmg, &[&send(0x12, 0x81, 0), &STAY]);
    for _ in 0..10 {
        gb.step();
    }
    assert_eq!(gb.peek(0xFF02) & 0x80, 0x80, "the transfer is under way");
    let mut peer = Complement(Vec::new());
    gb.run_until_with_peer(Ticks::FRAME, &mut peer);
    assert_eq!(peer.0, [0x12]);
    assert_eq!(results(&gb), [!0x12]);
}

#[test]
fn a_state_holds_the_byte_that_is_on_its_way() {
    for model in Model::ALL {
        let mut gb = program(model, &[&send(0x5A, 0x81, 0), &STAY]);
        gb.run_until(gb.now() + Ticks(6 * 1024));
        assert_eq!(gb.peek(0xFF02) & 0x80, 0x80, "the transfer is under way");
        assert_ne!(gb.peek(0xFF01), 0x5A, "and some bits are out");
        let mut other = program(model, &[&send(0x5A, 0x81, 0), &STAY]);
        other.load_state(&gb.save_state()).unwrap();
        let mut peer = Complement(Vec::new());
        other.run_until_with_peer(Ticks::FRAME, &mut peer);
        assert_eq!(peer.0, [0x5A]);
        assert_eq!(results(&other), [!0x5A]);
    }
}

#[test]
fn the_other_end_can_give_the_clock() {
    #[rustfmt::skip]
    let code = [
        0xAF, 0xEA, 0x00, 0xC0, // LD (C000),0
        0x3E, 0x12, 0xE0, 0x01, // SB
        0x3E, 0x80, 0xE0, 0x02, // SC: wait for an external clock
        0x3E, 0x08, 0xE0, 0xFF, // IE: serial
        0xAF, 0xE0, 0x0F, // IF: nothing
        0xFB, 0x76, // EI; HALT
    ];
    for model in Model::ALL {
        // LDH A,(SB); LD (C000),A; RETI
        let handler = [0xF0, 0x01, 0xEA, 0x00, 0xC0, 0xD9];
        let rom = Rom::new(&[code.as_slice(), &STAY].concat()).at(0x58, &handler);
        let mut gb = start(rom, model);
        assert_eq!(gb.receive_serial(0x99), None, "not yet waiting");
        gb.run_frame();
        gb.run_frame();
        assert_eq!(results(&gb), [0], "nothing comes by itself");
        assert_eq!(gb.receive_serial(0x34), Some(0x12));
        assert_eq!(gb.receive_serial(0x56), None, "no longer waiting");
        gb.run_frame();
        assert_eq!(results(&gb), [0x34]);
    }
}
