//! Banks, RAM and enable registers. What each test checks on hardware is named at it.

use super::*;

/// mooneye `mbc1/rom_512kb` to `rom_16Mb`: all 128 settings of both bank registers.
#[test]
fn mbc1_rom_banks_of_every_size() {
    for bits in 1..=7 {
        let rom_banks = 1usize << bits;
        let mut slot = Slot::new(0x01, rom_banks, 0);
        let mask = rom_banks as u16 - 1;
        for mode in [0, 1] {
            slot.write(0x6000, mode);
            for setting in 0..128u16 {
                slot.write(0x2000, setting as u8 & 0x1F);
                slot.write(0x4000, (setting >> 5) as u8);
                let low = if mode == 1 { setting & 0x60 } else { 0 };
                let high = if setting.is_multiple_of(0x20) { setting + 1 } else { setting };
                assert_eq!(slot.banks(), [low & mask, high & mask], "{rom_banks} {mode} {setting}");
            }
        }
    }
}

/// The logo's place filled with something that is not uniform.
fn with_logos(mut rom: Vec<u8>, banks: &[usize]) -> Vec<u8> {
    for bank in banks {
        for (offset, byte) in rom[bank * BANK + 0x104..][..0x30].iter_mut().enumerate() {
            *byte = offset as u8;
        }
    }
    rom
}

/// mooneye `mbc1/multicart_rom_8Mb`.
#[test]
fn mbc1_multicart_wires_the_second_register_lower() {
    let mut slot = Slot::with(with_logos(rom(0x01, 64, 0), &[0x00, 0x10, 0x20, 0x30]));
    assert_eq!(slot.cartridge.mapper_name(), "MBC1M");
    for (game, start) in [(0, 0), (1, 16), (2, 32), (3, 48)] {
        slot.write(0x4000, game);
        for (bank, expected) in [(0x00, 1), (0x01, 1), (0x0F, 15), (0x10, 0), (0x11, 1), (0x1F, 15)]
        {
            slot.write(0x2000, bank);
            slot.write(0x6000, 0);
            assert_eq!(slot.banks(), [0, start + expected]);
            slot.write(0x6000, 1);
            assert_eq!(slot.banks(), [start, start + expected]);
        }
    }
}

#[test]
fn mbc1_multicarts_are_told_by_size_and_logo() {
    let name = |rom| Slot::with(rom).cartridge.mapper_name();
    assert_eq!(name(with_logos(rom(0x01, 64, 0), &[0x00])), "MBC1");
    assert_eq!(name(with_logos(rom(0x01, 128, 0), &[0x00, 0x10])), "MBC1");
    // Without any logo, the places are equal and mean nothing.
    assert_eq!(name(rom(0x01, 64, 0)), "MBC1");
    assert_eq!(name(with_logos(rom(0x01, 64, 0), &[0x00, 0x10])), "MBC1M");
}

/// mooneye `mbc1/bits_bank1`, `bits_bank2`, `bits_mode`: upper bits and lower address lines are
/// ignored.
#[test]
fn mbc1_registers_ignore_what_they_are_not_wired_to() {
    let mut slot = Slot::new(0x03, 128, 0x03);
    slot.write(0x3FFF, 0xE5);
    slot.write(0x5FFF, 0xFE);
    assert_eq!(slot.banks(), [0, 0x45]);
    slot.write(0x7FFF, 0xFF);
    assert_eq!(slot.banks(), [0x40, 0x45]);
    slot.write(0x6000, 0xFE);
    assert_eq!(slot.banks(), [0, 0x45]);
}

/// mooneye `mbc1/ram_256kb` and `ram_64kb`.
#[test]
fn mbc1_ram_banks_only_in_mode_1() {
    let mut slot = Slot::new(0x03, 4, 0x03);
    slot.enable_ram();
    slot.write(0x6000, 1);
    for bank in 0..4 {
        slot.write(0x4000, bank);
        slot.write(0xA000, bank + 0x10);
        slot.write(0xBFFF, bank + 0x20);
    }
    for bank in 0..4 {
        slot.write(0x4000, bank);
        assert_eq!([slot.read(0xA000), slot.read(0xBFFF)], [bank + 0x10, bank + 0x20]);
        slot.write(0x6000, 0);
        assert_eq!([slot.read(0xA000), slot.read(0xBFFF)], [0x10, 0x20]);
        slot.write(0x6000, 1);
    }

    let mut slot = Slot::new(0x03, 4, 0x02);
    slot.enable_ram();
    slot.write(0x6000, 1);
    slot.write(0x4000, 3);
    slot.write(0xA000, 0x42);
    slot.write(0x4000, 0);
    assert_eq!(slot.read(0xA000), 0x42);
}

/// mooneye `bits_ramg` of MBC1 and MBC2, `ramg-mbc3-test`, and what `SameBoy` does for MBC5.
#[test]
fn ram_enable_looks_at_four_bits_and_on_mbc5_at_eight() {
    for (cartridge_type, address) in [(0x03, 0x1FFF), (0x06, 0x3EFF), (0x13, 0x0000), (0x1B, 0)] {
        let mut slot = Slot::new(cartridge_type, 4, 0x02);
        assert_eq!(slot.read(0xA000), 0xFF);
        for value in 0..=0xFF {
            slot.enable_ram();
            slot.write(0xA000, 0xF3);
            slot.write(address, value);
            let enabled = if cartridge_type == 0x1B { value == 0x0A } else { value & 0xF == 0xA };
            assert_eq!(slot.read(0xA000) == 0xF3, enabled, "{cartridge_type:02X} {value:02X}");
            slot.write(0xA000, 0xF5);
            slot.enable_ram();
            assert_eq!(slot.read(0xA000) == 0xF5, enabled, "{cartridge_type:02X} {value:02X}");
        }
    }
}

/// mooneye `mbc2/bits_romb`, `bits_unused`, `rom_512kb` to `rom_2Mb`.
#[test]
fn mbc2_tells_its_registers_by_address_bit_8() {
    let mut slot = Slot::new(0x05, 16, 0);
    assert_eq!(slot.banks(), [0, 1]);
    for address in (0x0000..0x4000).step_by(0x80) {
        for value in 0..=0xFF {
            slot.write(0x2100, 7);
            slot.write(address, value);
            let bank = match value & 0x0F {
                _ if address & 0x100 == 0 => 7,
                0 => 1,
                bank => bank.into(),
            };
            assert_eq!(slot.banks(), [0, bank]);
        }
    }
    slot.write(0x2100, 7);
    for address in (0x4000..0x8000).step_by(0x80) {
        slot.write(address, 0x0A);
        assert_eq!(slot.banks(), [0, 7]);
    }
}

/// mooneye `mbc2/ram`.
#[test]
fn mbc2_ram_is_512_half_bytes_again_and_again() {
    let mut slot = Slot::new(0x06, 2, 0);
    slot.enable_ram();
    for offset in 0..0x200 {
        slot.write(0xA000 + offset, (offset * 7) as u8);
    }
    for offset in 0..0x2000u16 {
        assert_eq!(slot.read(0xA000 + offset), 0xF0 | ((offset & 0x1FF) * 7) as u8 & 0x0F);
    }
    slot.write(0xBFFF, 0x05);
    assert_eq!(slot.read(0xA1FF), 0xF5);
}

#[test]
fn mbc3_has_seven_bank_bits_and_mbc30_eight() {
    for (banks, name, mask) in [(128, "MBC3", 0x7F), (256, "MBC30", 0xFF)] {
        let mut slot = Slot::new(0x13, banks, 0x03);
        assert_eq!(slot.cartridge.mapper_name(), name);
        for value in 0..=0xFF {
            slot.write(0x2000, value);
            assert_eq!(slot.banks(), [0, u16::from((value & mask).max(1))]);
        }
    }
}

#[test]
fn mbc30_has_eight_ram_banks() {
    let mut slot = Slot::new(0x10, 64, 0x05);
    assert_eq!(slot.cartridge.mapper_name(), "MBC30");
    slot.enable_ram();
    for bank in 0..8 {
        slot.write(0x4000, bank);
        slot.write(0xA000, bank);
    }
    for bank in 0..8 {
        slot.write(0x4000, bank);
        assert_eq!(slot.read(0xA000), bank);
    }
}

/// `rtc-invalid-banks-test`: each number is written, then latched and read.
#[test]
fn mbc3_with_clock_decodes_four_bits_of_selection() {
    let mut slot = Slot::new(0x10, 2, 0x03);
    slot.enable_ram();
    for number in (0..16).rev() {
        slot.write(0x4000, number);
        slot.write(0xA000, number);
    }
    slot.write(0x6000, 0);
    slot.write(0x6000, 1);
    let expected = [0, 1, 2, 3, 255, 255, 255, 255, 8, 9, 10, 11, 0, 255, 255, 255];
    for number in 0..=255u8 {
        slot.write(0x4000, number);
        assert_eq!(slot.read(0xA000), expected[usize::from(number & 0x0F)], "{number:02X}");
    }
}

#[test]
fn mbc3_without_clock_ignores_the_upper_bits_of_selection() {
    let mut slot = Slot::new(0x13, 2, 0x03);
    slot.enable_ram();
    slot.write(0x4000, 0x0E);
    slot.write(0xA000, 0x42);
    slot.write(0x4000, 0x02);
    assert_eq!(slot.read(0xA000), 0x42);
}

/// mooneye `mbc5/rom_512kb` to `rom_64Mb`.
#[test]
fn mbc5_rom_banks_of_every_size() {
    for bits in 1..=9 {
        let rom_banks = 1usize << bits;
        let mut slot = Slot::new(0x19, rom_banks, 0);
        assert_eq!(slot.banks(), [0, 1]);
        for bank in 0..0x200u16 {
            slot.write(0x2FFF, bank as u8);
            slot.write(0x3000, 0xFE | (bank >> 8) as u8);
            assert_eq!(slot.banks(), [0, bank & (rom_banks as u16 - 1)]);
        }
    }
}

#[test]
fn mbc5_has_sixteen_ram_banks() {
    let mut slot = Slot::new(0x1B, 2, 0x04);
    slot.enable_ram();
    for bank in 0..16 {
        slot.write(0x4000, bank);
        slot.write(0xA123, bank);
    }
    for bank in 0..=255 {
        slot.write(0x4000, bank);
        assert_eq!(slot.read(0xA123), bank & 0x0F);
    }
    assert!(!slot.cartridge.rumble());
}

#[test]
fn mbc5_motor_takes_bit_3_of_the_ram_bank() {
    let mut slot = Slot::new(0x1E, 2, 0x03);
    assert!(slot.cartridge.has_rumble());
    slot.enable_ram();
    slot.write(0x4000, 0x01);
    slot.write(0xA000, 0x42);
    assert!(!slot.cartridge.rumble());
    slot.write(0x4000, 0x09);
    assert!(slot.cartridge.rumble());
    assert_eq!(slot.read(0xA000), 0x42);
    slot.write(0x4000, 0x01);
    assert!(!slot.cartridge.rumble());
}

#[test]
fn without_a_mapper_ram_needs_no_enabling() {
    let mut slot = Slot::new(0x09, 2, 0x02);
    slot.write(0x2000, 5);
    slot.write(0xA000, 0x42);
    assert_eq!(slot.banks(), [0, 1]);
    assert_eq!(slot.read(0xA000), 0x42);

    let mut slot = Slot::new(0x00, 2, 0x02);
    slot.write(0xA000, 0x42);
    assert_eq!(slot.read(0xA000), 0xFF);
}

#[test]
fn small_ram_repeats_and_absent_ram_reads_ff() {
    let mut slot = Slot::new(0x1B, 2, 0x01);
    slot.enable_ram();
    slot.write(0xA000, 0x42);
    assert_eq!([0xA000, 0xA800, 0xB800].map(|address| slot.read(address)), [0x42; 3]);

    let mut slot = Slot::new(0x19, 2, 0);
    slot.enable_ram();
    slot.write(0xA000, 0x42);
    assert_eq!(slot.read(0xA000), 0xFF);
}
