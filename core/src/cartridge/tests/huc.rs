//! HuC1 and HuC3: banks, infrared, and the clock of the second by its commands.

use super::*;

const SECOND: u64 = Ticks::PER_SECOND;
const MINUTE: u64 = 60 * SECOND;

#[test]
fn huc1_ram_is_always_open() {
    let mut slot = Slot::new(0xFF, 4, 0x03);
    for bank in 0..4 {
        slot.write(0x4000, bank);
        slot.write(0xA000, bank);
    }
    for value in [0x00, 0x0A, 0xFF] {
        slot.write(0x0000, value);
        for bank in 0..8 {
            slot.write(0x4000, bank);
            assert_eq!(slot.read(0xA000), bank & 3);
        }
    }
}

#[test]
fn infrared_ports_have_a_light_and_see_one() {
    for cartridge_type in [0xFE, 0xFF] {
        let mut slot = Slot::new(cartridge_type, 4, 0x03);
        slot.write(0x0000, 0x0A);
        slot.write(0xA000, 0x42);
        slot.write(0x0000, 0x0E);
        assert_eq!(slot.read(0xA000), 0xC0);
        slot.cartridge.set_infrared(true);
        assert_eq!(slot.read(0xBFFF), 0xC1);
        assert_eq!(slot.through_a_state().read(0xBFFF), 0xC1);
        assert!(!slot.cartridge.infrared_light());
        slot.write(0xA000, 0x01);
        assert!(slot.cartridge.infrared_light());
        slot.write(0xA000, 0xFE);
        assert!(!slot.cartridge.infrared_light());
        slot.write(0x0000, 0x0A);
        assert_eq!(slot.read(0xA000), 0x42);
    }
    let mut slot = Slot::new(0x1B, 4, 0x03);
    slot.cartridge.set_infrared(true);
    assert!(!slot.cartridge.infrared_light());
}

#[test]
fn huc3_shows_ram_to_read_or_to_write() {
    let mut slot = Slot::new(0xFE, 4, 0x03);
    slot.write(0x0000, 0x0A);
    for bank in 0..4 {
        slot.write(0x4000, bank);
        slot.write(0xA000, bank);
    }
    for mode in [0x00, 0x0A, 0x1A] {
        slot.write(0x0000, mode);
        for bank in 0..4 {
            slot.write(0x4000, bank);
            assert_eq!(slot.read(0xA000), bank, "{mode:02X}");
        }
    }
    slot.write(0x0000, 0x00);
    slot.write(0xA000, 0x42);
    assert_eq!(slot.read(0xA000), 3);
    for mode in (0x01..0x0A).chain([0x0F]) {
        slot.write(0x0000, mode);
        slot.write(0xA000, 0x42);
        assert_eq!(slot.read(0xA000), 0xFF, "{mode:02X}");
    }
}

impl Slot {
    fn huc3() -> Slot {
        Slot::new(0xFE, 4, 0x02)
    }

    /// As games do it. Gives the result.
    fn execute(&mut self, command: u8) -> u8 {
        self.write(0x0000, 0x0D);
        assert_eq!(self.read(0xA000) & 1, 1);
        self.write(0x0000, 0x0B);
        self.write(0xA000, command);
        self.write(0x0000, 0x0D);
        self.write(0xA000, 0xFE);
        assert_eq!(self.read(0xA000) & 1, 1);
        self.write(0x0000, 0x0C);
        let response = self.read(0xA000);
        assert_eq!(response & 0xF0, 0x80 | command & 0x70);
        response & 0x0F
    }

    fn go_to(&mut self, place: u8) {
        self.execute(0x40 | place & 0x0F);
        self.execute(0x50 | place >> 4);
    }

    fn get_number(&mut self, place: u8) -> u16 {
        self.go_to(place);
        (0..3).map(|shift| u16::from(self.execute(0x10)) << (4 * shift)).sum()
    }

    fn put_number(&mut self, place: u8, value: u16) {
        self.go_to(place);
        for shift in 0..3 {
            self.execute(0x30 | (value >> (4 * shift)) as u8 & 0x0F);
        }
    }

    /// Minute of the day and day.
    fn moment(&mut self) -> [u16; 2] {
        self.execute(0x60);
        [0x00, 0x03].map(|place| self.get_number(place))
    }

    fn set_moment(&mut self, minute: u16, day: u16) {
        self.put_number(0x00, minute);
        self.put_number(0x03, day);
        self.execute(0x61);
    }
}

#[test]
fn memory_is_read_and_written_at_an_address_that_goes_on() {
    let mut slot = Slot::huc3();
    slot.go_to(0x2E);
    for value in 0..16 {
        slot.execute(0x30 | value);
    }
    slot.go_to(0x2E);
    for value in 0..16 {
        assert_eq!(slot.execute(0x1F), value);
    }
    let mut restored = slot.through_a_state();
    restored.go_to(0x33);
    assert_eq!(restored.execute(0x10), 5);
    // The end leads to the beginning.
    slot.go_to(0xFF);
    slot.execute(0x37);
    slot.execute(0x39);
    slot.go_to(0xFF);
    assert_eq!([slot.execute(0x10), slot.execute(0x10)], [7, 9]);
}

#[test]
fn a_command_waits_for_the_semaphore() {
    let mut slot = Slot::huc3();
    slot.go_to(0x80);
    slot.write(0x0000, 0x0B);
    slot.write(0xA000, 0x3A);
    slot.write(0x0000, 0x0D);
    slot.write(0xA000, 0x01);
    slot.go_to(0x80);
    assert_eq!(slot.execute(0x10), 0);
    assert_eq!(slot.execute(0x62), 1, "games do not start without it");
}

#[test]
fn the_clock_counts_minutes_and_days() {
    let check = |before: [u16; 2], minutes: u64, after: [u16; 2]| {
        let mut slot = Slot::huc3();
        slot.wait(12_345);
        slot.set_moment(before[0], before[1]);
        slot.wait(minutes * MINUTE - 1);
        slot.moment();
        slot.wait(1);
        assert_eq!(slot.moment(), after);
    };
    check([0, 0], 1, [1, 0]);
    check([59, 0], 1, [60, 0]);
    check([1439, 0], 1, [0, 1]);
    check([1439, 0xFFF], 1, [0, 0]);
    check([1, 2], 3 * 1440 + 5, [6, 5]);
    check([0, 0], 1 << 30, [((1 << 30) % 1440) as u16, ((1 << 30) / 1440 % 0x1000) as u16]);
    // Setting the time begins a minute.
    let mut slot = Slot::huc3();
    slot.wait(MINUTE / 2 + SECOND / 2);
    slot.set_moment(7, 8);
    slot.wait(MINUTE - 1);
    assert_eq!(slot.moment(), [7, 8]);
    slot.wait(1);
    assert_eq!(slot.moment(), [8, 8]);
}

#[test]
fn setting_the_time_keeps_the_event_as_far_away() {
    let mut slot = Slot::huc3();
    slot.set_moment(100, 10);
    slot.put_number(0x58, 130);
    slot.put_number(0x5B, 11);
    slot.set_moment(1430, 20);
    assert_eq!([slot.get_number(0x58), slot.get_number(0x5B)], [20, 22]);
    slot.set_moment(100, 10);
    assert_eq!([slot.get_number(0x58), slot.get_number(0x5B)], [130, 11]);
}

#[test]
fn the_save_has_the_clock_of_sameboy() {
    let mut slot = Slot::huc3();
    slot.put_number(0x58, 0x123);
    slot.put_number(0x5B, 0x456);
    slot.go_to(0x5F);
    slot.execute(0x31);
    slot.put_number(0x10, 0x234);
    slot.put_number(0x13, 0x567);
    let now = slot.now;
    slot.cartridge.set_rtc(0x0102_0304_0506, now);
    slot.wait(MINUTE + 10 * SECOND);
    let save = slot.battery().unwrap();
    assert_eq!(save.len(), 0x2000 + 17);
    // The minute began 60 seconds after the clock was told the time.
    let expected = *b"\x42\x05\x04\x03\x02\x01\0\0\x35\x02\x67\x05\x23\x01\x56\x04\x01";
    assert_eq!(save[0x2000..], expected);

    let mut later = slot.with_its_battery();
    assert_eq!(later.battery().unwrap(), save);
    later.cartridge.set_rtc(0x0102_0304_0506 + 120 + 1440 * 60, later.now);
    assert_eq!(later.moment(), [0x236, 0x568]);
    assert_eq!([later.get_number(0x58), later.get_number(0x5B)], [0x123, 0x456]);
    later.go_to(0x5F);
    assert_eq!(later.execute(0x10), 1);

    // Without the clock, it stays.
    later.cartridge.load_battery(&[0; 0x2000], later.now).unwrap();
    assert_eq!(later.moment(), [0x236, 0x568]);
    assert!(later.cartridge.load_battery(&[0; 0x2000 + 48], later.now).is_err());
}

#[test]
fn mgba_saves_the_whole_memory() {
    let mut save = vec![0x55; 0x2000];
    save.extend((0..128).map(|byte| byte as u8));
    save[0x2000 + 8..][..3].copy_from_slice(&[0x32, 0x41, 0x05]);
    save.extend(1_000_000_000u64.to_le_bytes());
    let mut slot = Slot::huc3();
    slot.cartridge.load_battery(&save, slot.now).unwrap();
    slot.cartridge.set_rtc(1_000_000_000 + 180, slot.now);
    assert_eq!(slot.moment(), [0x132 + 3, 0x054]);
    slot.go_to(0xF0);
    assert_eq!([slot.execute(0x10), slot.execute(0x10)], [0x8, 0x7]);
}

/// A clock that nobody told the time says so, and one whose save does not know it goes on from it.
#[test]
fn an_unknown_time_does_not_pass() {
    let mut slot = Slot::huc3();
    slot.set_moment(5, 6);
    let save = slot.battery().unwrap();
    assert_eq!(save[0x2000..0x2008], *b"\xFF\xFF\xFF\x7F\xFF\xFF\xFF\x7F");
    let mut later = slot.with_its_battery();
    later.cartridge.set_rtc(1_700_000_000, later.now);
    assert_eq!(later.moment(), [5, 6]);
    later.cartridge.set_rtc(1_700_000_060, later.now);
    later.cartridge.set_rtc(1_600_000_000, later.now);
    assert_eq!(later.moment(), [6, 6]);
    later.cartridge.set_rtc(u64::MAX, Ticks::NEVER);
    assert!(later.moment()[0] < 1440);
}

/// Asking for the time is no reason to save.
#[test]
fn changes_of_the_clock_are_counted() {
    let mut slot = Slot::huc3();
    slot.moment();
    slot.put_number(0x03, 0x123);
    assert_eq!(slot.cartridge.battery_writes(), 0);
    slot.execute(0x61);
    assert_eq!(slot.cartridge.battery_writes(), 1);
    slot.put_number(0x58, 0x100);
    slot.put_number(0x58, 0x100);
    assert_eq!(slot.cartridge.battery_writes(), 2, "two half-bytes of it were zeros");
}
