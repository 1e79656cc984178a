//! Boot ROMs of our own.

use edgeboy_core::{BootRomError, Cartridge, GameBoy, Model, Ticks};

use super::{STAY, results, run_frames};
use crate::common::rom::Rom;

/// Puts 43 at C001.
const CARTRIDGE: [u8; 5] = [0x3E, 0x43, 0xEA, 0x01, 0xC0];
/// Sets SP and puts 42 at C000.
const BOOT: [u8; 8] = [0x31, 0xFE, 0xFF, 0x3E, 0x42, 0xEA, 0x00, 0xC0];
/// `LD A,11; LDH (FF50),A`, right before 0100.
const HAND_OVER: [u8; 4] = [0x3E, 0x11, 0xE0, 0x50];

fn boot_rom(model: Model) -> Vec<u8> {
    if !model.is_cgb() {
        let mut boot_rom = vec![0; 0x100];
        boot_rom[..8].copy_from_slice(&BOOT);
        boot_rom[0xFC..].copy_from_slice(&HAND_OVER);
        return boot_rom;
    }
    // The CGB's goes on behind the cartridge's header: there and back.
    let mut boot_rom = vec![0; 0x900];
    boot_rom[..3].copy_from_slice(&[0xC3, 0xF0, 0x08]);
    boot_rom[0x8F0..0x8F8].copy_from_slice(&BOOT);
    boot_rom[0x8F8..0x8FB].copy_from_slice(&[0xC3, 0xFC, 0x00]);
    boot_rom[0xFC..0x100].copy_from_slice(&HAND_OVER);
    boot_rom
}

fn cartridge() -> Cartridge {
    let rom = Rom::new(&[CARTRIDGE.as_slice(), &STAY].concat()).at(0x0000, &[0x99]);
    Cartridge::from_bytes(rom.build()).unwrap()
}

fn booting(model: Model) -> GameBoy {
    GameBoy::with_boot_rom(cartridge(), model, &boot_rom(model)).unwrap()
}

#[test]
fn a_boot_rom_runs_and_hands_over() {
    for model in Model::ALL {
        let mut gb = booting(model);
        assert_eq!((gb.registers().pc, gb.now()), (0, Ticks(0)));
        assert_eq!(gb.peek(0x0000), boot_rom(model)[0], "the boot ROM covers the cartridge");
        assert_eq!(gb.peek(0x0100), 0xC3, "but not its header");
        let at_200 = if model.is_cgb() { boot_rom(model)[0x8F0] } else { 0 };
        assert_eq!(gb.peek(0x08F0), at_200);

        run_frames(&mut gb, 1);
        assert_eq!(results(&gb), [0x42, 0x43]);
        assert_eq!(gb.registers().sp, 0xFFFE);
        assert_eq!(gb.peek(0x0000), 0x99, "the boot ROM has hidden itself");
    }
}

#[test]
fn a_boot_rom_of_another_size_is_refused() {
    for model in Model::ALL {
        let right = boot_rom(model).len();
        for found in [0, 1, 255, 256, 257, 2048, 2303, 2304, 2305, 1 << 20] {
            let result = GameBoy::with_boot_rom(cartridge(), model, &vec![0; found]);
            let Err(error) = result else {
                assert_eq!(found, right);
                continue;
            };
            assert_eq!(error, BootRomError::WrongSize { model, expected: right, found });
            let message = error.to_string();
            assert!(message.contains(model.name()) && message.contains(&found.to_string()));
        }
    }
}

#[test]
fn a_state_from_within_a_boot_rom_needs_one() {
    for model in Model::ALL {
        let mut gb = booting(model);
        gb.step();
        gb.step();
        let state = gb.save_state();
        gb.run_frame();
        let hash = gb.state_hash();

        let mut fresh = booting(model);
        fresh.load_state(&state).unwrap();
        fresh.run_frame();
        assert_eq!(fresh.state_hash(), hash);

        let mut without = GameBoy::new(cartridge(), model);
        let before = without.state_hash();
        let error = without.load_state(&state).unwrap_err();
        assert!(error.to_string().contains("boot ROM"), "{error}");
        assert_eq!(without.state_hash(), before);

        let mut other = boot_rom(model);
        *other.last_mut().unwrap() ^= 0xFF;
        let mut other = GameBoy::with_boot_rom(cartridge(), model, &other).unwrap();
        let error = other.load_state(&state).unwrap_err();
        assert!(error.to_string().contains("another boot ROM"), "{error}");

        // Once it is done, it is not needed.
        without.load_state(&fresh.save_state()).unwrap();
        assert_eq!(without.state_hash(), hash);
    }
}
