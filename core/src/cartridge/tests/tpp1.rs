//! TPP1, by its specification.

use super::*;

const SECOND: u64 = Ticks::PER_SECOND;

fn slot() -> Slot {
    // 512 KiB of RAM.
    Slot::new(0xBC, 8, 7)
}

impl Slot {
    fn command(&mut self, command: u8) {
        self.write(0x0003, command);
    }

    fn registers(&self) -> [u8; 4] {
        [0xA000, 0xA001, 0xA002, 0xA003].map(|address| self.read(address))
    }

    /// Week, day and hour, minute, second.
    fn set_tpp1_time(&mut self, time: [u8; 4]) {
        self.command(0x05);
        for (place, value) in (0xBFFCu16..).zip(time) {
            self.write(place, value);
        }
        self.command(0x11);
    }

    fn time(&mut self) -> [u8; 4] {
        self.command(0x10);
        self.command(0x05);
        self.registers()
    }
}

#[test]
fn registers_read_what_was_written() {
    let mut slot = slot();
    assert_eq!(slot.registers(), [1, 0, 0, 0xF0]);
    slot.write(0x3FFC, 0xAB);
    slot.write(0x0001, 0xCD);
    slot.write(0x0FFE, 0xEF);
    assert_eq!(slot.registers(), [0xAB, 0xCD, 0xEF, 0xF0]);
    assert_eq!(slot.read(0xBFFD), 0xCD, "again every four bytes");
    assert_eq!(slot.banks(), [0, 0xCDAB % 8]);
    // They are written at 0000-3FFF only.
    slot.write(0xA000, 0);
    slot.write(0x4000, 0);
    slot.write(0x7FFF, 3);
    assert_eq!(slot.registers(), [0xAB, 0xCD, 0xEF, 0xF0]);
}

#[test]
fn ram_is_shown_to_read_or_to_write() {
    let mut slot = slot();
    slot.command(0x03);
    for bank in 0..=0xFF {
        slot.write(0x0002, bank);
        slot.write(0xA000, bank);
    }
    slot.command(0x02);
    for bank in 0..=0xFF {
        slot.write(0x0002, bank);
        assert_eq!(slot.read(0xA000), bank | 0xC0, "64 banks");
        slot.write(0xA000, 0x00);
        assert_eq!(slot.read(0xA000), bank | 0xC0);
    }
    // Numbers that mean nothing change nothing.
    slot.command(0x04);
    slot.command(0xFF);
    assert_eq!(slot.read(0xA000), 0xFF);
    assert_eq!(slot.through_a_state().read(0xA000), 0xFF);
}

#[test]
fn ram_sizes() {
    for (code, size) in [(0, 0), (1, 0x2000), (2, 0x4000), (9, 0x20_0000), (10, 0), (0xFF, 0)] {
        let mut slot = Slot::new(0xBC, 2, code);
        assert_eq!(slot.cartridge.header().ram_size, size);
        slot.command(0x03);
        slot.write(0xA000, 0x42);
        assert_eq!(slot.read(0xA000), if size > 0 { 0x42 } else { 0xFF });
    }
}

#[test]
fn rumble_is_as_fast_as_the_motor() {
    for (features, speeds) in [(0x00, [0, 0, 0, 0]), (0x01, [0, 1, 1, 1]), (0x03, [0, 1, 2, 3])] {
        let mut rom = rom(0xBC, 2, 0);
        rom[0x153] = features;
        let mut slot = Slot::with(rom);
        assert_eq!(slot.cartridge.has_rumble(), features != 0);
        for (command, speed) in (0x20..).zip(speeds) {
            slot.command(command);
            assert_eq!(slot.registers()[3], 0xF0 | speed);
            assert_eq!(slot.cartridge.rumble(), speed > 0);
        }
    }
}

#[test]
fn the_clock_counts_while_it_runs() {
    let check = |before: [u8; 4], seconds: u64, after: [u8; 4]| {
        let mut slot = slot();
        slot.set_tpp1_time(before);
        slot.wait(100 * SECOND);
        assert_eq!(slot.time(), before, "it is stopped at first");
        slot.command(0x19);
        slot.wait(seconds * SECOND - 1);
        slot.command(0x10);
        slot.wait(1);
        assert_eq!(slot.time(), after);
        slot.command(0x18);
        slot.wait(10 * SECOND);
        assert_eq!(slot.time(), after);
    };
    check([0, 0, 0, 0], 1, [0, 0, 0, 1]);
    check([0, 0, 0, 59], 1, [0, 0, 1, 0]);
    check([0, 0, 59, 59], 1, [0, 1, 0, 0]);
    check([0, 23, 59, 59], 1, [0, 0x20, 0, 0]);
    check([7, 0xC0 + 23, 59, 59], 1, [8, 0, 0, 0]);
    check([0, 0, 0, 0], 604_800 + 3 * 86_400 + 4 * 3_600 + 5 * 60 + 6, [1, 0x60 + 4, 5, 6]);
}

#[test]
fn the_overflow_stays_until_it_is_cleared() {
    let mut slot = slot();
    slot.set_tpp1_time([0xFF, 0xC0 + 23, 59, 58]);
    slot.command(0x19);
    slot.command(0x00);
    slot.wait(SECOND);
    slot.command(0x10);
    assert_eq!(slot.registers()[3], 0xF4);
    slot.wait(SECOND);
    slot.command(0x10);
    assert_eq!(slot.registers()[3], 0xFC);
    assert_eq!(slot.time(), [0, 0, 0, 0]);
    slot.wait(SECOND);
    assert_eq!(slot.time(), [0, 0, 0, 1]);
    slot.command(0x00);
    assert_eq!(slot.registers()[3], 0xFC);
    slot.command(0x14);
    assert_eq!(slot.registers()[3], 0xF4);
}

#[test]
fn reads_see_the_latch() {
    let mut slot = slot();
    slot.command(0x19);
    slot.command(0x05);
    slot.wait(5 * SECOND);
    assert_eq!(slot.registers(), [0; 4]);
    assert_eq!(slot.time(), [0, 0, 0, 5]);
    // A write to the latch is no write to the clock.
    slot.write(0xA003, 40);
    assert_eq!(slot.registers(), [0, 0, 0, 40]);
    assert_eq!(slot.time(), [0, 0, 0, 5]);
}

#[test]
fn the_save_has_the_clock_of_sameboy() {
    let mut slot = Slot::new(0xBC, 2, 1);
    slot.set_tpp1_time([1, 2, 3, 4]);
    slot.command(0x19);
    slot.cartridge.set_rtc(0x0102_0304_0506, slot.now);
    slot.wait(10 * SECOND);
    let save = slot.battery().unwrap();
    assert_eq!(save.len(), 0x2000 + 20);
    let expected = *b"TPP1\x01\0\x04\0\x10\x05\x04\x03\x02\x01\0\0\x01\x02\x03\x0E";
    assert_eq!(save[0x2000..], expected);

    let mut later = slot.with_its_battery();
    assert_eq!(later.battery().unwrap(), save);
    later.cartridge.set_rtc(0x0102_0304_0510 + 3_600, later.now);
    assert_eq!(later.time(), [1, 3, 3, 14]);
    // A save without the clock leaves it alone, and so does one with something else behind it.
    later.cartridge.load_battery(&[0; 0x2000], later.now).unwrap();
    later.cartridge.load_battery(&[0; 0x2014], later.now).unwrap();
    assert_eq!(later.time(), [1, 3, 3, 14]);

    let mut rom = rom(0xBC, 2, 1);
    rom[0x153] = 0x04;
    assert_eq!(Slot::with(rom).battery(), None);
}

#[test]
fn without_a_clock_nothing_answers() {
    let mut rom = rom(0xBC, 2, 1);
    rom[0x153] = 0x08;
    let mut slot = Slot::with(rom);
    slot.command(0x19);
    slot.command(0x05);
    slot.write(0xA000, 1);
    assert_eq!(slot.registers(), [0xFF; 4]);
    assert_eq!(slot.battery().unwrap().len(), 0x2000);
}

#[test]
fn it_may_be_larger_than_others() {
    let mut large = rom(0xBC, 1024, 0);
    let mut slot = Slot::with(large.clone());
    assert_eq!(slot.cartridge.header().rom_size, large.len());
    slot.write(0x0000, 0xFF);
    slot.write(0x0001, 0xFF);
    assert_eq!(slot.banks(), [0, 1023]);
    large[0x147] = 0x19;
    assert!(matches!(
        Cartridge::from_bytes(large),
        Err(crate::CartridgeError::TooLong { length: 0x100_0000, limit: 0x80_0000 })
    ));
}
