//! Two machines linked: a cable between their serial ports, and infrared ports that see each other.

use edgeboy_core::{Buttons, Cartridge, GameBoy, Link, Model, Ticks};

/// The rounds that `two_players.asm` plays.
const ROUNDS: usize = 64;
/// By then both programs here are done.
const FRAMES: u64 = 64;

fn rom(source: &'static [u8]) -> Vec<u8> {
    let files = |path: &str| (path == "main.asm").then(|| source.to_vec());
    edgeboy_asm::assemble(&files, "main.asm").unwrap()
}

fn two_players() -> Vec<u8> {
    rom(include_bytes!("link/two_players.asm"))
}

fn light() -> Vec<u8> {
    rom(include_bytes!("link/light.asm"))
}

fn machine(rom: &[u8], model: Model, held: Buttons) -> GameBoy {
    let mut gb = GameBoy::new(Cartridge::from_bytes(rom.to_vec()).unwrap(), model);
    gb.set_buttons(held);
    gb
}

/// Runs two machines for [`FRAMES`] frames, in slices of so many ticks.
fn run([left, right]: [&mut GameBoy; 2], slice: u64) {
    let mut link = Link::between(left, right);
    let all = FRAMES * Ticks::FRAME.0;
    let mut done = 0;
    while done < all {
        let time = slice.min(all - done);
        link.run([left, right], Ticks(time));
        done += time;
    }
}

fn bytes(gb: &GameBoy, count: usize) -> Vec<u8> {
    (0..count).map(|index| gb.peek(0xC000 + index as u16)).collect()
}

/// What each of the two receives: whoever began with the clock, then the other.
fn expected() -> [Vec<u8>; 2] {
    let mut values = [0x13u8, 0x80];
    let mut received = [Vec::new(), Vec::new()];
    for _ in 0..ROUNDS {
        let came = [values[1], values[0]];
        for side in [0, 1] {
            received[side].push(came[side]);
            values[side] = values[side].wrapping_add(came[side]).rotate_left(1);
        }
    }
    received
}

/// Models and buttons of two players.
fn pairs() -> Vec<[(Model, Buttons); 2]> {
    let (a, none) = (Buttons::A, Buttons::NONE);
    let (fast, double) = (Buttons::B, Buttons::SELECT);
    vec![
        [(Model::Dmg, a), (Model::Dmg, none)],
        [(Model::Mgb, none), (Model::Dmg, a)],
        [(Model::Dmg, a), (Model::Cgb, none)],
        [(Model::Dmg, a), (Model::Cgb, double)],
        [(Model::Cgb, a | fast), (Model::Cgb, fast)],
        [(Model::Cgb, a | fast | double), (Model::Cgb, fast | double)],
        [(Model::Cgb, a | fast | double), (Model::Cgb, none)],
        [(Model::Cgb, fast), (Model::Cgb, a | double)],
        [(Model::Agb, a | fast | double), (Model::Cgb0, fast | double)],
        [(Model::Sgb2, none), (Model::Agb, a | double)],
    ]
}

#[test]
fn two_players_exchange_bytes_in_both_roles() {
    let rom = two_players();
    for pair in pairs() {
        let [mut left, mut right] = pair.map(|(model, held)| machine(&rom, model, held));
        run([&mut left, &mut right], Ticks::FRAME.0);
        let [mut first, mut second] = [&left, &right];
        if pair[1].1.contains(Buttons::A) {
            std::mem::swap(&mut first, &mut second);
        }
        for (gb, expected) in [first, second].into_iter().zip(expected()) {
            assert_eq!(gb.peek(0xC100), 1, "{pair:?} is not done");
            assert_eq!(bytes(gb, ROUNDS), expected, "{pair:?}");
        }
    }
}

#[test]
fn slices_change_nothing() {
    let light = [(Model::Cgb, Buttons::A), (Model::Cgb, Buttons::NONE)];
    let (game, blinking) = (two_players(), self::light());
    let games = pairs().into_iter().map(|pair| (&game, pair)).chain([(&blinking, light)]);
    for (rom, pair) in games {
        let hashes = |slice: u64| {
            let [mut left, mut right] = pair.map(|(model, held)| machine(rom, model, held));
            run([&mut left, &mut right], slice);
            [left, right].map(|gb| gb.state_hash())
        };
        let frames = hashes(Ticks::FRAME.0);
        for slice in [FRAMES * Ticks::FRAME.0, 10_007, 997, 61] {
            assert_eq!(hashes(slice), frames, "{pair:?} in slices of {slice}");
        }
    }
}

#[test]
fn machines_of_which_neither_sends_run_as_they_do_alone() {
    let rom = two_players();
    for model in Model::ALL {
        let mut alone = machine(&rom, model, Buttons::NONE);
        let [mut left, mut right] = [alone.clone(), alone.clone()];
        run([&mut left, &mut right], 997);
        for _ in 0..FRAMES {
            alone.run_frame();
        }
        assert_eq!(left.state_hash(), alone.state_hash());
        assert_eq!(right.state_hash(), alone.state_hash());
    }
}

#[test]
fn machines_that_both_give_the_clock_get_what_the_other_sends() {
    let rom = two_players();
    let mut machines = [Buttons::A, Buttons::A].map(|held| machine(&rom, Model::Dmg, held));
    let [left, right] = &mut machines;
    run([left, right], Ticks::FRAME.0);
    // Both send the same at the same time, and then wait for each other's clock for ever.
    assert_eq!(machines.map(|gb| gb.peek(0xC000)), [0x13, 0x13]);
}

#[test]
fn a_machine_that_does_not_wait_leaves_the_last_bit_on_the_line() {
    let rom = two_players();
    let mut idle = machine(&vec![0; 0x8000], Model::Dmg, Buttons::NONE);
    let mut sender = machine(&rom, Model::Dmg, Buttons::A);
    run([&mut sender, &mut idle], Ticks::FRAME.0);
    assert_eq!(sender.peek(0xC000), 0xFF, "nothing has gone out since power-on");
}

#[test]
fn a_later_state_goes_on_with_a_new_link() {
    let rom = two_players();
    let [mut left, mut right] = [Buttons::A, Buttons::NONE].map(|b| machine(&rom, Model::Cgb, b));
    let mut link = Link::between(&left, &right);
    link.run([&mut left, &mut right], Ticks(9 * Ticks::FRAME.0 + 12_345));
    let states = [left.save_state(), right.save_state()];
    // The right one runs on for a while, so that its clock no longer agrees with the left one's.
    let mut other = machine(&rom, Model::Cgb, Buttons::NONE);
    other.run_frame();
    other.load_state(&states[1]).unwrap();
    left.load_state(&states[0]).unwrap();
    run([&mut left, &mut other], Ticks::FRAME.0);
    let [first, second] = expected();
    assert_eq!((bytes(&left, ROUNDS), bytes(&other, ROUNDS)), (first, second));
}

#[test]
fn one_sees_how_long_the_other_blinks() {
    let rom = light();
    let mut blinker = machine(&rom, Model::Cgb, Buttons::A);
    let mut other = machine(&rom, Model::Cgb, Buttons::NONE);
    run([&mut blinker, &mut other], Ticks::FRAME.0);
    assert_eq!(blinker.peek(0xC100) & 0x02, 0, "it sees its own light");
    assert_eq!(blinker.peek(0xC101) & 0x02, 0x02, "it sees none before");
    assert_eq!(other.peek(0xC100), 1);
    // The light is on for 105 M-cycles a unit and 22 more; the loop that counts takes 9.
    for (index, count) in bytes(&other, 16).into_iter().enumerate() {
        let on = 22 + 105 * (index as i32 + 1);
        assert!((i32::from(count) * 9 - on).abs() < 18, "blink {index}: {count}");
    }
}

/// A HuC1 whose program sets its light, and puts what it sees at C000 again and again.
fn huc1(light: u8) -> Vec<u8> {
    #[rustfmt::skip]
    let program = [
        0x3E, 0x0E, 0xEA, 0x00, 0x00, // the infrared port is at A000
        0x3E, light, 0xEA, 0x00, 0xA0,
        0xFA, 0x00, 0xA0, 0xEA, 0x00, 0xC0, 0x18, 0xF8,
    ];
    let mut rom = vec![0; 0x8000];
    rom[0x100..0x104].copy_from_slice(&[0x00, 0xC3, 0x50, 0x01]);
    rom[0x147] = 0xFF;
    rom[0x150..][..program.len()].copy_from_slice(&program);
    rom
}

#[test]
fn the_ports_of_cartridges_see_each_other() {
    let mut dark = machine(&huc1(0), Model::Dmg, Buttons::NONE);
    let mut lit = machine(&huc1(1), Model::Dmg, Buttons::NONE);
    Link::between(&dark, &lit).run([&mut dark, &mut lit], Ticks::FRAME);
    assert_eq!((dark.peek(0xC000), lit.peek(0xC000)), (0xC1, 0xC0));
}
