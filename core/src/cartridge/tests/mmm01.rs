//! MMM01, by the addressing diagrams of Pan Docs, "MMM01".

use super::*;

/// A ROM with the menu in front of the games: then bank n of the chip has the number n + 2.
fn slot(banks: usize) -> Slot {
    Slot::new(0x0D, banks, 0x04)
}

/// The numbers of the banks on the chip.
fn chip_banks(slot: &Slot) -> [u16; 2] {
    let banks = (slot.cartridge.rom().len() / BANK) as u16;
    slot.banks().map(|bank| bank.wrapping_sub(2) % banks)
}

#[test]
fn it_starts_in_the_last_32_kib_of_every_size() {
    for bits in 1..=9 {
        let banks = 1u16 << bits;
        let mut slot = slot(banks.into());
        for (address, value) in [(0x2000, 0x15), (0x4000, 0x3F), (0x6000, 0x01), (0x0000, 0x0A)] {
            assert_eq!(chip_banks(&slot), [banks - 2, banks - 1]);
            slot.write(address, value);
        }
        assert_eq!(chip_banks(&slot), [banks - 2, banks - 1]);
        slot.write(0x0000, 0x40);
        assert_eq!(chip_banks(&slot), [0x180, 0x195].map(|bank| bank & (banks - 1)));
    }
}

#[test]
fn a_mapped_game_cannot_leave_its_part() {
    let mut slot = slot(512);
    // A game of 128 KiB at bank 0x1A8: low 08, mid 1, high 3.
    slot.write(0x2000, 0x28);
    slot.write(0x6000, 0b11000 << 1);
    slot.write(0x4000, 0x30);
    slot.write(0x0000, 0x40);
    assert_eq!(chip_banks(&slot), [0x1A8, 0x1A9]);
    for bank in 0..=0xFF {
        slot.write(0x2000, bank);
        let bank = u16::from(bank & 0x07).max(1);
        assert_eq!(chip_banks(&slot), [0x1A8, 0x1A8 | bank]);
    }
    // Neither the mask nor the upper bits nor the mapping can be changed.
    slot.write(0x6000, 0x40);
    slot.write(0x4000, 0x00);
    slot.write(0x0000, 0x00);
    slot.write(0x2000, 0x1F);
    assert_eq!(chip_banks(&slot), [0x1A8, 0x1AF]);
    assert_eq!(chip_banks(&slot.through_a_state()), [0x1A8, 0x1AF]);
}

/// "attempting to map bank $00 of the game maps bank $01": with the example of Pan Docs.
#[test]
fn bank_0_of_a_game_is_where_all_free_bits_are_0() {
    let mut slot = slot(64);
    slot.write(0x2000, 0x10);
    slot.write(0x6000, 0b11000 << 1);
    slot.write(0x0000, 0x40);
    assert_eq!(chip_banks(&slot), [0x10, 0x11]);
    slot.write(0x2000, 0x02);
    assert_eq!(chip_banks(&slot), [0x10, 0x12]);
}

#[test]
fn the_lowest_bit_of_a_bank_cannot_be_locked() {
    let mut slot = slot(64);
    slot.write(0x6000, 0x3E);
    slot.write(0x0000, 0x40);
    slot.write(0x2000, 0x1F);
    assert_eq!(chip_banks(&slot), [0, 1]);
    slot.write(0x6000, 0x00);
    slot.write(0x2000, 0x00);
    assert_eq!(chip_banks(&slot), [0, 1]);
    // It is not locked where it was set before, either.
    let mut slot = Slot::new(0x0D, 64, 0x04);
    slot.write(0x2000, 0x05);
    slot.write(0x6000, 0x3E);
    slot.write(0x0000, 0x40);
    assert_eq!(chip_banks(&slot), [4, 5]);
}

#[test]
fn multiplex_gives_a_game_2_mib() {
    let mut slot = slot(512);
    slot.write(0x2000, 0x60);
    slot.write(0x6000, 0x40);
    slot.write(0x4000, 0x10);
    slot.write(0x0000, 0x4A);
    for upper in 0..4u8 {
        slot.write(0x4000, upper);
        slot.write(0x2000, 0x05);
        let start = 0x80 | u16::from(upper) << 5;
        slot.write(0x6000, 0);
        assert_eq!(chip_banks(&slot), [0x80, start | 5]);
        slot.write(0x6000, 1);
        assert_eq!(chip_banks(&slot), [start, start | 5]);
        slot.write(0x2000, 0x20);
        assert_eq!(chip_banks(&slot), [start, start | 1]);
    }
    // The RAM's bank is what the ROM's middle bits would have been.
    slot.write(0xA000, 0x42);
    assert_eq!(slot.battery().unwrap()[3 * 0x2000], 0x42);

    // With a mask over the RAM bank, mode 0 keeps the locked bits.
    let mut slot = Slot::new(0x0D, 512, 0x04);
    slot.write(0x4000, 0x02);
    slot.write(0x6000, 0x40);
    slot.write(0x0000, 0x60);
    slot.write(0x4000, 0x01);
    assert_eq!(chip_banks(&slot), [0x40, 0x61]);
}

#[test]
fn ram_banks_and_their_mask() {
    let mut slot = slot(4);
    slot.write(0x4000, 0b1110);
    slot.write(0x0000, 0x20);
    slot.write(0x0000, 0x6A);
    let bank_of = |slot: &mut Slot| {
        slot.write(0xA000, 0x42);
        let at = slot.battery().unwrap().iter().position(|byte| *byte == 0x42).unwrap();
        slot.write(0xA000, 0xFF);
        at / 0x2000
    };
    // Mode 0: the game's first bank.
    slot.write(0x4000, 0x03);
    assert_eq!(bank_of(&mut slot), 0b1110);
    slot.write(0x6000, 1);
    assert_eq!(bank_of(&mut slot), 0b1111);
    slot.write(0x4000, 0x00);
    assert_eq!(bank_of(&mut slot), 0b1110);
    slot.write(0x0000, 0x00);
    assert_eq!(slot.read(0xA000), 0xFF);
}

#[test]
fn the_mode_can_be_locked() {
    let mut slot = slot(4);
    slot.write(0x6000, 1);
    slot.write(0x4000, 0x40);
    slot.write(0x0000, 0x4A);
    slot.write(0x6000, 0);
    slot.write(0x4000, 3);
    slot.write(0xA000, 0x42);
    assert_eq!(slot.battery().unwrap()[3 * 0x2000], 0x42, "mode 1 still");
}
