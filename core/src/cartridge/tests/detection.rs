//! Boards that the header's type does not tell.

use super::*;

const KIB: usize = 1024;

fn name(rom: Vec<u8>) -> &'static str {
    Slot::with(rom).cartridge.mapper_name()
}

/// Puts a game's header, with a logo, where a game begins.
fn put_game(rom: &mut [u8], start: usize, cartridge_type: u8, title: u8) {
    for offset in 0..0x30 {
        rom[start + 0x104 + offset] = offset as u8 ^ 0x5A;
    }
    rom[start + 0x134] = title;
    rom[start + 0x147] = cartridge_type;
    rom[start + 0x14D] = crate::cartridge::header::header_checksum(&rom[start..]);
}

/// 32 KiB games, one after the other.
fn collection(games: &[u8]) -> Vec<u8> {
    let mut rom = rom(0, 2 * games.len(), 0);
    for (index, cartridge_type) in games.iter().enumerate() {
        put_game(&mut rom, index * 32 * KIB, *cartridge_type, index as u8);
    }
    rom
}

#[test]
fn m161_has_a_header_after_every_32_kib() {
    let rom = collection(&[0x10, 0, 0, 0, 0, 0, 0, 0]);
    assert_eq!(name(rom.clone()), "M161");
    assert_eq!(name(collection(&[0x00, 0])), "M161");
    // What its header claims is not there.
    let slot = Slot::with(rom.clone());
    assert!(!slot.cartridge.has_rtc() && !slot.cartridge.has_battery());
    assert_eq!(slot.cartridge.header().ram_size, 0);

    // Other types have their own mappers, and it has three bits.
    assert_eq!(name(collection(&[0x1B, 0])), "MBC5");
    assert_eq!(name(collection(&[0x10; 16])), "MBC3");
    // The second header has to be whole, and of another game.
    let mut damaged = rom.clone();
    damaged[0x8134] ^= 1;
    assert_eq!(name(damaged), "MBC3");
    let mut copied = rom;
    copied.copy_within(0..0x8000, 0x8000);
    assert_eq!(name(copied), "MBC3");
}

#[test]
fn m161_switches_once() {
    let mut slot = Slot::with(collection(&[0x10, 0, 0, 0, 0, 0, 0, 0]));
    assert_eq!(slot.banks(), [0, 1]);
    slot.write(0xA000, 3);
    assert_eq!([slot.read(0xA000), slot.read(0xBFFF)], [0xFF; 2]);
    slot.write(0x4000, 0xFB);
    assert_eq!(slot.banks(), [6, 7]);
    slot.write(0x0000, 1);
    assert_eq!(slot.banks(), [6, 7]);
    assert_eq!(slot.through_a_state().banks(), [6, 7]);

    // The first write counts, also if it chooses what is there.
    let mut slot = Slot::with(collection(&[0x10, 0, 0, 0]));
    slot.write(0x7FFF, 0);
    slot.write(0x7FFF, 1);
    assert_eq!(slot.banks(), [0, 1]);
    // Smaller ROMs repeat.
    let mut slot = Slot::with(collection(&[0x10, 0, 0, 0]));
    slot.write(0x0000, 5);
    assert_eq!(slot.banks(), [2, 3]);
}

#[test]
fn wisdom_tree_is_signed() {
    for signature in [b"WISDOM TREE", b"WISDOM\0TREE"] {
        for place in [0x134, 0x5000, 0x1_FFF5] {
            let mut rom = rom(0x00, 8, 0);
            rom[place..place + 11].copy_from_slice(signature);
            assert_eq!(name(rom.clone()), "Wisdom Tree");
            // Without a need for banks, or with a mapper, it means nothing.
            rom[0x147] = 0x01;
            assert_eq!(name(rom), "MBC1");
        }
    }
    let mut small = rom(0x00, 2, 0);
    small[0x134..0x13F].copy_from_slice(b"WISDOM TREE");
    assert_eq!(name(small), "ROM");
    assert_eq!(name(rom(0xC0, 4, 0)), "Wisdom Tree");
}

#[test]
fn wisdom_tree_takes_the_bank_from_the_address() {
    for blocks in [1usize, 2, 4, 8, 16, 32, 64, 128, 256] {
        let mut slot = Slot::new(0xC0, 2 * blocks, 0);
        assert_eq!(slot.banks(), [0, 1]);
        for bank in [0, 1, 2, 3, 7, 0x3F, 0x80, 0xFF] {
            slot.write(0x1200 | bank, 0x55);
            let first = 2 * (bank % blocks as u16);
            assert_eq!(slot.banks(), [first, first + 1]);
            assert_eq!(slot.through_a_state().banks(), [first, first + 1]);
        }
    }
    let mut slot = Slot::new(0xC0, 6, 0);
    slot.write(0x0003, 0);
    assert_eq!(slot.banks(), [0xFFFF, 0xFFFF]);
    slot.write(0xA000, 0);
    assert_eq!(slot.read(0xA000), 0xFF);
}

#[test]
fn mmm01_has_its_menu_at_the_end() {
    for menu_type in [0x0B, 0x0C, 0x0D, 0x11] {
        for games in [1, 3, 15] {
            let mut types = vec![0x01; games];
            types.push(menu_type);
            let rom = collection(&types);
            let slot = Slot::with(rom);
            assert_eq!(slot.cartridge.mapper_name(), "MMM01");
            assert_eq!(slot.cartridge.header().title_bytes[0], games as u8);
            assert_eq!(slot.cartridge.header().cartridge_type, menu_type);
            assert_eq!(slot.cartridge.has_battery(), menu_type == 0x0D);
            // What starts is the menu.
            assert_eq!(slot.banks(), [2 * games as u16, 2 * games as u16 + 1]);
        }
    }
    // In files of some programs it comes first. The games are where they are then.
    let mut types = vec![0x01; 7];
    types.insert(0, 0x0D);
    let mut slot = Slot::with(collection(&types));
    assert_eq!(slot.cartridge.mapper_name(), "MMM01");
    assert_eq!(slot.banks(), [0, 1]);
    slot.write(0x0000, 0x40);
    assert_eq!(slot.banks(), [2, 3]);

    // Another type, another logo or an odd size at the end, and it is none.
    assert_eq!(name(collection(&[0x01, 1, 1, 1])), "MBC1");
    let mut other_logo = collection(&[0x01, 1, 1, 0x0B]);
    other_logo[0x1_8110] ^= 1;
    assert_eq!(name(other_logo), "MBC1");
    assert_eq!(name(collection(&[0x01, 1, 0x0B])), "MBC1");
}

/// The checksum is in the header that counts, and leaves out its own place there.
#[test]
fn the_checksum_of_a_collection_is_in_its_menu() {
    let mut rom = collection(&[0x01, 1, 1, 0x0B]);
    let sum: u32 = rom.iter().map(|byte| u32::from(*byte)).sum();
    rom[0x1_814E..0x1_8150].copy_from_slice(&(sum as u16).to_be_bytes());
    assert!(Slot::with(rom).cartridge.header().global_checksum_valid);
}

#[test]
fn tpp1_is_told_by_three_bytes_and_a_version() {
    let tpp1 = rom(0xBC, 4, 0);
    assert_eq!(name(tpp1.clone()), "TPP1");
    for (place, value) in [(0x149, 0xC0), (0x14A, 0x00), (0x150, 0x02)] {
        let mut other = tpp1.clone();
        other[place] = value;
        let error = Cartridge::from_bytes(other).unwrap_err();
        assert!(matches!(error, crate::CartridgeError::UnsupportedType { .. }), "{error}");
    }
}
