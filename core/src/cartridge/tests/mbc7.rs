//! MBC7: two locks, the accelerometer, and the EEPROM bit by bit.

use super::*;

/// A little more.
const MILLISECOND: u64 = Ticks::PER_SECOND / 1000 + 1;

impl Slot {
    fn mbc7() -> Slot {
        let mut slot = Slot::new(0x22, 8, 0);
        slot.write(0x0000, 0x0A);
        slot.write(0x4000, 0x40);
        slot
    }

    fn latched_tilt(&mut self) -> [u16; 2] {
        self.write(0xA000, 0x55);
        self.write(0xA010, 0xAA);
        self.tilt_registers()
    }

    fn tilt_registers(&self) -> [u16; 2] {
        [0xA020, 0xA040].map(|at| u16::from_le_bytes([self.read(at), self.read(at + 0x10)]))
    }

    fn pins(&mut self, value: u8) {
        self.write(0xA080, value);
    }

    fn data_out(&self) -> u8 {
        self.read(0xA080) & 1
    }

    /// Clocks bits in, the upper one first. Gives what came out after each.
    fn clock_bits(&mut self, bits: u32, count: u32) -> u32 {
        (0..count).rev().fold(0, |out, bit| {
            let data = if bits >> bit & 1 == 0 { 0x80 } else { 0x82 };
            self.pins(data);
            self.pins(data | 0x40);
            out << 1 | u32::from(self.data_out())
        })
    }

    /// Selects the chip and sends a start bit and ten bits.
    fn eeprom_command(&mut self, command: u32) {
        self.pins(0x00);
        self.pins(0x80);
        self.clock_bits(0b01 << 10 | command, 12);
    }

    /// Ends a command that programs, and waits as games do.
    fn finish(&mut self) -> u64 {
        self.pins(0x00);
        self.pins(0x80);
        for waited in 0..100 {
            if self.data_out() == 1 {
                return waited;
            }
            self.wait(MILLISECOND);
        }
        panic!("the EEPROM stays busy");
    }

    fn enable_writes(&mut self) {
        self.eeprom_command(0b00_1100_0000);
    }

    fn write_word(&mut self, address: u32, value: u16) {
        self.eeprom_command(0b01 << 8 | address);
        self.clock_bits(value.into(), 16);
        self.finish();
    }

    fn read_word(&mut self, address: u32) -> u16 {
        self.eeprom_command(0b10 << 8 | address);
        assert_eq!(self.data_out(), 0, "a zero comes first");
        self.clock_bits(0, 16) as u16
    }
}

#[test]
fn both_locks_have_to_be_open() {
    let mut slot = Slot::new(0x22, 8, 0);
    for (first, second, open) in [
        (0x0A, 0x00, false),
        (0x00, 0x40, false),
        (0x0A, 0x40, true),
        (0x0A, 0x41, false),
        (0x1A, 0x40, false),
    ] {
        slot.write(0x0000, first);
        slot.write(0x4000, second);
        assert_eq!(slot.read(0xA060), if open { 0x00 } else { 0xFF }, "{first:02X} {second:02X}");
    }
}

#[test]
fn registers_are_chosen_by_four_address_lines() {
    let slot = Slot::mbc7();
    for address in 0xA000..0xC000u16 {
        let expected = match address & 0x10F0 {
            0x0020 | 0x0040 | 0x0060 => 0x00,
            0x0030 | 0x0050 => 0x80,
            0x0080 => 0x01,
            _ => 0xFF,
        };
        assert_eq!(slot.read(address), expected, "{address:04X}");
    }
}

#[test]
fn tilt_is_latched() {
    let mut slot = Slot::mbc7();
    assert_eq!(slot.tilt_registers(), [0x8000; 2]);
    assert_eq!(slot.latched_tilt(), [0x81D0; 2]);
    slot.cartridge.set_tilt(1.0, -0.5);
    assert_eq!(slot.tilt_registers(), [0x81D0; 2]);
    // Without being erased, the latch takes nothing.
    slot.write(0xA010, 0xAA);
    assert_eq!(slot.tilt_registers(), [0x81D0; 2]);
    slot.write(0xA000, 0x54);
    slot.write(0xA010, 0xAA);
    assert_eq!(slot.tilt_registers(), [0x81D0; 2]);
    slot.write(0xA00F, 0x55);
    assert_eq!(slot.tilt_registers(), [0x8000; 2]);
    slot.write(0xA010, 0xAB);
    assert_eq!(slot.tilt_registers(), [0x8000; 2]);
    let mut restored = slot.through_a_state();
    restored.write(0xAF1F, 0xAA);
    assert_eq!(restored.tilt_registers(), [0x81D0 - 0x70, 0x81D0 + 0x38]);
}

#[test]
fn tilt_has_a_range() {
    let mut slot = Slot::mbc7();
    for (x, y, expected) in [
        (2.0, -2.0, [0x81D0 - 0xE0, 0x81D0 + 0xE0]),
        (9.0, -9.0, [0x81D0 - 0xE0, 0x81D0 + 0xE0]),
        (f32::INFINITY, f32::NEG_INFINITY, [0x81D0 - 0xE0, 0x81D0 + 0xE0]),
        (f32::NAN, -0.0, [0x81D0; 2]),
        (1.0 / 112.0, -0.6 / 112.0, [0x81D0 - 1, 0x81D0 + 1]),
        (0.4 / 112.0, -0.4 / 112.0, [0x81D0; 2]),
    ] {
        slot.cartridge.set_tilt(x, y);
        assert_eq!(slot.latched_tilt(), expected, "{x} {y}");
    }
    // Where there is no sensor, nothing happens.
    Slot::new(0x1B, 2, 0).cartridge.set_tilt(1.0, 1.0);
}

#[test]
fn words_are_written_and_read() {
    let mut slot = Slot::mbc7();
    assert_eq!(slot.read_word(5), 0xFFFF);
    slot.enable_writes();
    for address in 0..128 {
        slot.write_word(address, (address * 0x0203) as u16 ^ 0x8001);
    }
    for address in 0..128 {
        assert_eq!(slot.read_word(address), (address * 0x0203) as u16 ^ 0x8001);
        // The upper line of the address leads nowhere.
        assert_eq!(slot.read_word(address | 0x80), (address * 0x0203) as u16 ^ 0x8001);
    }
    let save = slot.battery().unwrap();
    assert_eq!(save.len(), 256);
    assert_eq!(save[4..6], [0x84, 0x07]);
    let mut later = slot.with_its_battery();
    later.write(0x0000, 0x0A);
    later.write(0x4000, 0x40);
    assert_eq!(later.read_word(2), 0x8407);
}

#[test]
fn reading_goes_on_with_the_next_word() {
    let mut slot = Slot::mbc7();
    slot.enable_writes();
    slot.write_word(127, 0x1234);
    slot.write_word(0, 0x5678);
    slot.write_word(1, 0x9ABC);
    assert_eq!(slot.read_word(127), 0x1234);
    let mut restored = slot.through_a_state();
    assert_eq!(restored.clock_bits(0, 32), 0x5678_9ABC);
}

#[test]
fn it_is_locked_at_power_on_and_when_told() {
    let mut slot = Slot::mbc7();
    slot.write_word(3, 0x1234);
    assert_eq!(slot.read_word(3), 0xFFFF);
    assert_eq!(slot.cartridge.battery_writes(), 0);
    slot.enable_writes();
    slot.write_word(3, 0x1234);
    assert_eq!(slot.cartridge.battery_writes(), 1);
    slot.eeprom_command(0b00_0000_0000);
    slot.write_word(3, 0x5678);
    assert_eq!(slot.read_word(3), 0x1234);
}

#[test]
fn erasing_and_filling() {
    let mut slot = Slot::mbc7();
    slot.enable_writes();
    slot.eeprom_command(0b00_0100_0000);
    slot.clock_bits(0x5A0F, 16);
    assert_eq!(slot.finish(), 15, "milliseconds");
    assert_eq!([slot.read_word(0), slot.read_word(127)], [0x5A0F; 2]);
    slot.eeprom_command(0b11 << 8 | 9);
    assert_eq!(slot.finish(), 6, "milliseconds");
    assert_eq!(
        [slot.read_word(8), slot.read_word(9), slot.read_word(10)],
        [0x5A0F, 0xFFFF, 0x5A0F]
    );
    slot.eeprom_command(0b00_1000_0000);
    slot.finish();
    assert_eq!(slot.battery().unwrap(), [0xFF; 256]);
}

#[test]
fn nothing_is_written_before_the_chip_is_let_go() {
    let mut slot = Slot::mbc7();
    slot.enable_writes();
    slot.eeprom_command(0b01 << 8 | 7);
    slot.clock_bits(0x1234, 15);
    slot.pins(0x00);
    assert_eq!(slot.read_word(7), 0xFFFF, "a bit was missing");
    slot.eeprom_command(0b01 << 8 | 7);
    slot.clock_bits(0x1234, 16);
    let mut restored = slot.through_a_state();
    assert_eq!(restored.battery().unwrap()[14..16], [0xFF; 2]);
    restored.pins(0x00);
    assert_eq!(restored.battery().unwrap()[14..16], [0x12, 0x34]);
    // While it is busy, commands do not arrive.
    restored.eeprom_command(0b11 << 8 | 7);
    restored.finish();
    assert_eq!(restored.read_word(7), 0x1234);
}

#[test]
fn the_pins_read_back() {
    let mut slot = Slot::mbc7();
    for pins in [0x00, 0x02, 0x40, 0x80, 0xC0, 0xC2, 0x3D] {
        slot.pins(pins);
        assert_eq!(slot.read(0xA080), pins & 0xC2 | 1, "{pins:02X}");
    }
}
