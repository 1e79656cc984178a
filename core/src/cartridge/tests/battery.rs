//! Battery saves of this and of other programs.

use alloc::string::ToString;

use super::*;
use crate::cartridge::BatteryError;

fn load(slot: &mut Slot, save: &[u8]) -> Result<(), BatteryError> {
    slot.cartridge.load_battery(save, slot.now)
}

fn battery(slot: &Slot) -> Option<Vec<u8>> {
    slot.battery()
}

fn pattern(length: usize) -> Vec<u8> {
    (0..length).map(|index| (index / 7 * 3 + index) as u8).collect()
}

/// A footer of 40 bytes of registers and a timestamp.
fn footer(live: [u8; 5], latched: [u8; 5], time: &[u8]) -> Vec<u8> {
    let mut footer = Vec::new();
    for register in live.into_iter().chain(latched) {
        footer.extend_from_slice(&[register, 0, 0, 0]);
    }
    footer.extend_from_slice(time);
    footer
}

#[test]
fn a_save_is_the_ram() {
    let mut slot = Slot::new(0x1B, 4, 0x03);
    slot.enable_ram();
    slot.write(0x4000, 2);
    slot.write(0xA010, 0x42);
    let save = battery(&slot).unwrap();
    assert_eq!(save.len(), 0x8000);
    assert_eq!(save[0x4010], 0x42);
    assert!(save.iter().enumerate().all(|(index, byte)| index == 0x4010 || *byte == 0xFF));

    let save = pattern(0x8000);
    load(&mut slot, &save).unwrap();
    assert_eq!(slot.read(0xA010), save[0x4010]);
    assert_eq!(battery(&slot).unwrap(), save);
}

#[test]
fn without_a_battery_there_is_no_save() {
    let mut slot = Slot::new(0x02, 4, 0x02);
    assert_eq!(battery(&slot), None);
    assert_eq!(
        load(&mut slot, &[0; 0x2000]).unwrap_err().to_string(),
        "a cartridge of type 02 (MBC1+RAM) has no battery, so there is nothing to load a save into"
    );
}

#[test]
fn a_save_of_a_wrong_size_changes_nothing() {
    for (cartridge_type, length, message) in [
        (0x1B, 0x1000, "the save is 4096 bytes long; this cartridge's has 8192"),
        (0x1B, 0x2001, "the save is 8193 bytes long; this cartridge's has 8192"),
        (0x1B, 0x100_0000, "the save is 16777216 bytes long; this cartridge's has 8192"),
        (0x1B, 0, "the save is 0 bytes long; this cartridge's has 8192"),
        (0x06, 0x101, "the save is 257 bytes long; this cartridge's has 512"),
        (
            0x10,
            0x2000 + 40,
            "the save is 8232 bytes long; this cartridge's has 8192, 8236 or 8240 with the clock",
        ),
    ] {
        let mut slot = Slot::new(cartridge_type, 4, 0x02);
        let before = battery(&slot);
        assert_eq!(load(&mut slot, &vec![1; length]).unwrap_err().to_string(), message);
        assert_eq!(battery(&slot), before);
        assert_eq!(slot.cartridge.battery_writes(), 0);
    }
}

#[test]
fn padding_and_foreign_footers_are_ignored() {
    let mut slot = Slot::new(0x03, 4, 0x01);
    for length in [0x800, 0x2000, 0x8000, 0x20000, 0x800 + 44, 0x2000 + 48] {
        let save = pattern(length);
        load(&mut slot, &save).unwrap();
        assert_eq!(battery(&slot).unwrap(), save[..0x800]);
    }
}

#[test]
fn mbc2_saves_have_512_bytes_and_are_read_packed_too() {
    let mut slot = Slot::new(0x06, 4, 0);
    let expected: Vec<u8> = (0..0x200usize).map(|index| 0xF0 | (index * 5) as u8 & 0x0F).collect();
    let loose: Vec<u8> = expected.iter().map(|byte| byte & 0x0F | 0x50).collect();
    load(&mut slot, &loose).unwrap();
    assert_eq!(battery(&slot).unwrap(), expected);

    let packed: Vec<u8> = expected.chunks(2).map(|pair| pair[0] & 0x0F | pair[1] << 4).collect();
    let mut slot = Slot::new(0x06, 4, 0);
    load(&mut slot, &packed).unwrap();
    assert_eq!(battery(&slot).unwrap(), expected);

    let mut padded = loose;
    padded.resize(0x2000, 0);
    load(&mut slot, &padded).unwrap();
    assert_eq!(battery(&slot).unwrap(), expected);
}

#[test]
fn the_clock_is_saved_in_a_footer_of_48_bytes() {
    let mut slot = Slot::new(0x10, 4, 0x02);
    let time = 1_700_000_000u64;
    let mut save = pattern(0x2000);
    save.extend(footer([1, 2, 3, 4, 1], [5, 6, 7, 8, 0x80], &time.to_le_bytes()));
    slot.wait(99);
    load(&mut slot, &save).unwrap();
    assert_eq!(battery(&slot).unwrap(), save);

    // Emulated time is taken to be time outside until somebody says otherwise.
    slot.wait(70 * Ticks::PER_SECOND);
    let later = battery(&slot).unwrap();
    let expected = footer([11, 3, 3, 4, 1], [5, 6, 7, 8, 0x80], &(time + 70).to_le_bytes());
    assert_eq!(later[0x2000..], expected);
}

#[test]
fn the_time_between_save_and_load_passes() {
    for (width, away) in [(4, 2 * 86_400 + 5), (8, 2 * 86_400 + 5)] {
        let time = 1_700_000_000u64;
        let mut slot = Slot::new(0x0F, 2, 0);
        let save = footer([58, 59, 23, 255, 1], [9; 5], &time.to_le_bytes()[..width]);
        assert_eq!(save.len(), 40 + width);
        load(&mut slot, &save).unwrap();
        slot.cartridge.set_rtc(time + away, slot.now);
        let expected = footer([3, 0, 0, 2, 0x80], [9, 9, 9, 9, 1], &(time + away).to_le_bytes());
        assert_eq!(battery(&slot).unwrap(), expected);
    }
}

#[test]
fn an_unknown_time_does_not_pass() {
    for (start, time) in [
        ([1, 0, 0, 0, 0], &0u64.to_le_bytes()[..]),
        ([1, 0, 0, 0, 0], b"\xFF\xFF\xFF\x7F\xFF\xFF\xFF\x7F"),
        ([1, 0, 0, 0, 0], b"\xFF\xFF\xFF\x7F"),
        // Halted.
        ([1, 0, 0, 0, 0x40], b"\x01\0\0\0"),
        // In the future.
        ([1, 0, 0, 0, 0], b"\0\0\0\0\x01\0\0\0"),
    ] {
        let mut slot = Slot::new(0x0F, 2, 0);
        load(&mut slot, &footer(start, [0; 5], time)).unwrap();
        slot.cartridge.set_rtc(1_700_000_000, slot.now);
        let expected = footer(start, [0; 5], &1_700_000_000u64.to_le_bytes());
        assert_eq!(battery(&slot).unwrap(), expected);
    }
    // A clock that nobody told the time says so.
    let slot = Slot::new(0x0F, 2, 0);
    assert_eq!(battery(&slot).unwrap()[40..], *b"\xFF\xFF\xFF\x7F\xFF\xFF\xFF\x7F");
}

#[test]
fn a_save_without_a_footer_leaves_the_clock_alone() {
    let mut slot = Slot::new(0x10, 2, 0x02);
    slot.enable_ram();
    slot.write(0x4000, 0x09);
    slot.write(0xA000, 7);
    load(&mut slot, &pattern(0x2000)).unwrap();
    assert_eq!(battery(&slot).unwrap()[0x2004], 7);
}

#[test]
fn footer_registers_have_their_widths() {
    let mut slot = Slot::new(0x0F, 2, 0);
    load(&mut slot, &[0xFF; 48]).unwrap();
    let masked = [0x3F, 0x3F, 0x1F, 0xFF, 0xC1];
    assert_eq!(
        battery(&slot).unwrap(),
        footer(masked, masked, b"\xFF\xFF\xFF\x7F\xFF\xFF\xFF\x7F")
    );
}

#[test]
fn changes_are_counted() {
    let mut slot = Slot::new(0x1B, 2, 0x02);
    let mut count = 0;
    let mut check = |slot: &Slot, more: u64| {
        count += more;
        assert_eq!(slot.cartridge.battery_writes(), count);
    };
    slot.write(0xA000, 1);
    check(&slot, 0);
    slot.enable_ram();
    slot.write(0xA000, 1);
    check(&slot, 1);
    slot.write(0xA000, 1);
    check(&slot, 0);
    load(&mut slot, &[0; 0x2000]).unwrap();
    check(&slot, 1);

    let mut slot = Slot::new(0x1A, 2, 0x02);
    slot.enable_ram();
    slot.write(0xA000, 1);
    assert_eq!(slot.cartridge.battery_writes(), 0);
}
