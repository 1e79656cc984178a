//! The clock, by the checks of mealybug's `mbc3_rtc` and of rtc3test (its `tests.md`).

use super::*;

const SECOND: u64 = Ticks::PER_SECOND;
/// The tolerance of `mbc3_rtc`: 128 M-cycles.
const TOLERANCE: u64 = 128 * 8;

const HALT: u8 = 0x40;

/// The numbers of the registers.
const S: u8 = 0x08;
const M: u8 = 0x09;
const H: u8 = 0x0A;
const DL: u8 = 0x0B;
const DH: u8 = 0x0C;

impl Slot {
    fn clock() -> Slot {
        let mut slot = Slot::new(0x0F, 2, 0);
        slot.enable_ram();
        slot
    }

    fn set(&mut self, register: u8, value: u8) {
        self.write(0x4000, register);
        self.write(0xA000, value);
    }

    fn set_all(&mut self, values: [u8; 5]) {
        for (register, value) in (S..=DH).zip(values) {
            self.set(register, value);
        }
    }

    fn latch(&mut self) {
        self.write(0x6000, 0);
        self.write(0x6000, 1);
    }

    fn get(&mut self, register: u8) -> u8 {
        self.write(0x4000, register);
        self.read(0xA000)
    }

    /// Latches and reads seconds, minutes, hours, days low and high.
    fn get_all(&mut self) -> [u8; 5] {
        self.latch();
        [S, M, H, DL, DH].map(|register| self.get(register))
    }
}

/// One second after `before`, the registers are `after`.
fn check_tick(before: [u8; 5], after: [u8; 5]) {
    let mut slot = Slot::clock();
    slot.set_all(before);
    slot.set(S, before[0]);
    slot.wait(SECOND - 1);
    assert_eq!(slot.get_all(), before);
    slot.wait(1);
    assert_eq!(slot.get_all(), after, "after {before:?}");
}

#[test]
fn counts_and_carries() {
    check_tick([0, 0, 0, 0, 0], [1, 0, 0, 0, 0]);
    check_tick([59, 0, 0, 0, 0], [0, 1, 0, 0, 0]);
    check_tick([59, 59, 0, 0, 0], [0, 0, 1, 0, 0]);
    check_tick([59, 59, 23, 0, 0], [0, 0, 0, 1, 0]);
    check_tick([59, 59, 23, 255, 0], [0, 0, 0, 0, 1]);
    check_tick([59, 59, 23, 255, 1], [0, 0, 0, 0, 0x80]);
}

#[test]
fn the_overflow_bit_stays() {
    check_tick([59, 59, 23, 255, 0x81], [0, 0, 0, 0, 0x80]);
    check_tick([59, 59, 23, 0, 0x80], [0, 0, 0, 1, 0x80]);
}

#[test]
fn halted_it_does_not_count() {
    check_tick([59, 59, 23, 255, HALT], [59, 59, 23, 255, HALT]);
}

#[test]
fn values_out_of_range_count_on_and_do_not_carry() {
    check_tick([60, 63, 28, 5, 0], [61, 63, 28, 5, 0]);
    check_tick([63, 0, 0, 0, 0], [0, 0, 0, 0, 0]);
    check_tick([63, 59, 23, 0, 0], [0, 59, 23, 0, 0]);
    check_tick([59, 63, 0, 0, 0], [0, 0, 0, 0, 0]);
    check_tick([59, 59, 31, 0, 0], [0, 0, 0, 0, 0]);
    check_tick([59, 61, 0, 0, 0], [0, 62, 0, 0, 0]);
    check_tick([59, 59, 24, 0, 0], [0, 0, 25, 0, 0]);
    check_tick([63, 63, 31, 255, 1], [0, 63, 31, 255, 1]);
}

/// Many seconds at once are as many seconds one by one, out of range or not.
#[test]
fn a_long_wait_is_many_short_ones() {
    for start in [[3, 4, 5, 6, 0], [62, 63, 31, 255, 1], [61, 2, 25, 7, 0], [5, 60, 3, 9, 0x81]] {
        let mut steps = Slot::clock();
        steps.set_all(start);
        for seconds in 1..=2 * 86_400 {
            steps.wait(SECOND);
            if seconds % 1_801 == 0 || seconds < 130 {
                let mut leap = Slot::clock();
                leap.set_all(start);
                leap.wait(seconds * SECOND);
                assert_eq!(leap.get_all(), steps.get_all(), "{start:?} + {seconds} s");
            } else {
                steps.latch();
            }
        }
    }
}

#[test]
fn register_widths() {
    let mut slot = Slot::clock();
    slot.set(DH, HALT);
    slot.set_all([0xFF; 5]);
    assert_eq!(slot.get_all(), [0x3F, 0x3F, 0x1F, 0xFF, 0xC1]);
    slot.set_all([0xC0, 0xC0, 0xE0, 0x00, 0x3E]);
    assert_eq!(slot.get_all(), [0; 5]);
}

/// `mbc3_rtc`: seconds, minutes, latching and halting around the turn of a second.
#[test]
fn only_a_write_to_the_seconds_restarts_the_second() {
    for (late, seconds) in [(true, 0), (false, 59)] {
        let half = if late { SECOND / 2 + TOLERANCE } else { SECOND / 2 - TOLERANCE };
        for register in [M, H, DL, DH] {
            let mut slot = Slot::clock();
            slot.wait(12_345);
            slot.set(S, 59);
            slot.wait(SECOND / 2);
            slot.set(register, 0);
            slot.latch();
            slot.wait(half);
            assert_eq!(slot.get_all()[0], seconds, "register {register:02X}");
        }
    }
    let mut slot = Slot::clock();
    slot.wait(SECOND * 9 / 10);
    slot.set(S, 5);
    slot.wait(SECOND - TOLERANCE);
    assert_eq!(slot.get_all()[0], 5);
    slot.wait(2 * TOLERANCE);
    assert_eq!(slot.get_all()[0], 6);
}

#[test]
fn halting_keeps_the_part_of_a_second() {
    for (wait, seconds) in [(SECOND / 2 - TOLERANCE, 0), (SECOND / 2 + TOLERANCE, 1)] {
        let mut slot = Slot::clock();
        slot.set(S, 0);
        slot.wait(SECOND / 2);
        slot.set(DH, HALT);
        slot.wait(SECOND);
        slot.set(DH, 0);
        slot.wait(wait);
        assert_eq!(slot.get_all()[0], seconds);
    }
}

#[test]
fn a_write_to_the_seconds_keeps_the_minute_that_passed() {
    let mut slot = Slot::clock();
    slot.set(S, 59);
    slot.set(M, 0);
    slot.wait(2 * SECOND + TOLERANCE);
    slot.set(S, 0);
    assert_eq!(slot.get_all()[..2], [0, 1]);
}

#[test]
fn reads_see_the_latch_and_writes_do_not_reach_it() {
    let mut slot = Slot::clock();
    slot.set(DH, HALT);
    slot.set(M, 0x10);
    slot.latch();
    slot.set(M, 0x20);
    assert_eq!(slot.get(M), 0x10);
    slot.latch();
    assert_eq!(slot.get(M), 0x20);
}

#[test]
fn closed_it_reads_ff_and_ignores_writes() {
    let mut slot = Slot::clock();
    slot.set(DH, HALT);
    slot.set(M, 0x10);
    slot.latch();
    slot.write(0x0000, 0);
    assert_eq!(slot.get(M), 0xFF);
    slot.set(M, 0x20);
    slot.enable_ram();
    slot.latch();
    assert_eq!(slot.get(M), 0x10);
}

#[test]
fn wall_clock_time_passes_beyond_emulated_time_and_never_back() {
    let mut slot = Slot::clock();
    // The first call only takes note.
    slot.cartridge.set_rtc(1_000_000, slot.now);
    assert_eq!(slot.get_all(), [0; 5]);
    // Ten seconds here and a day, an hour and ten seconds there.
    slot.wait(10 * SECOND);
    slot.cartridge.set_rtc(1_000_000 + 86_400 + 3_600 + 10, slot.now);
    assert_eq!(slot.get_all(), [10, 0, 1, 1, 0]);
    slot.cartridge.set_rtc(5, slot.now);
    assert_eq!(slot.get_all(), [10, 0, 1, 1, 0]);
    slot.cartridge.set_rtc(6, slot.now);
    assert_eq!(slot.get_all(), [11, 0, 1, 1, 0]);
    slot.set(DH, HALT);
    slot.cartridge.set_rtc(600, slot.now);
    slot.set(DH, 0);
    assert_eq!(slot.get_all(), [11, 0, 1, 1, 0]);
    slot.cartridge.set_rtc(u64::MAX, slot.now);
    slot.cartridge.set_rtc(u64::MAX, Ticks::NEVER);
    assert_eq!(slot.get_all()[4], 0x80 | slot.get(DH) & 1);
}
