//! What holds for all boards.

use super::*;

/// Boards on which a number in a register is the bank at 4000-7FFF, 0 included, and how many banks
/// they address.
const PLAIN_BANKS: [(u8, usize); 6] =
    [(0x19, 0x200), (0x22, 0x80), (0xBC, 0x10000), (0xFC, 0x40), (0xFE, 0x80), (0xFF, 0x40)];

fn select(slot: &mut Slot, bank: usize) {
    match slot.cartridge.header().cartridge_type {
        0xBC => {
            slot.write(0x0000, bank as u8);
            slot.write(0x0001, (bank >> 8) as u8);
        }
        0x19 => {
            slot.write(0x2000, bank as u8);
            slot.write(0x3000, (bank >> 8) as u8);
        }
        _ => slot.write(0x2000, bank as u8),
    }
}

#[test]
fn rom_banks_of_every_size() {
    for (cartridge_type, addressed) in PLAIN_BANKS {
        for rom_banks in (1..=9).map(|bits| 1usize << bits) {
            let mut slot = Slot::new(cartridge_type, rom_banks, 0);
            assert_eq!(slot.banks(), [0, 1], "{cartridge_type:02X} at power-on");
            for bank in (0..0x200).chain([0x3FF, 0x8000, 0xFFFF]) {
                select(&mut slot, bank);
                // Most have one register of eight bits for it.
                let written = match cartridge_type {
                    0x19 | 0xBC => bank,
                    _ => bank % 0x100,
                };
                let expected = written % addressed % rom_banks;
                assert_eq!(slot.banks(), [0, expected as u16], "{cartridge_type:02X} {bank:X}");
            }
        }
    }
}

/// A file that is no power of two long ends in FF, and wraps behind that.
#[test]
fn odd_rom_sizes() {
    for (cartridge_type, _) in PLAIN_BANKS {
        let mut slot = Slot::new(cartridge_type, 11, 0);
        let banks = [0, 10, 11, 15, 16, 26].map(|bank| {
            select(&mut slot, bank);
            slot.banks()[1]
        });
        assert_eq!(banks, [0, 10, 0xFFFF, 0xFFFF, 0, 10], "{cartridge_type:02X}");
    }
    for (cartridge_type, length) in ALL_TYPES
        .into_iter()
        .flat_map(|code| [0x154, 0x8000, 0x8001, 0xC001, 0x2_0150].map(|length| (code, length)))
    {
        let mut file = rom(cartridge_type, 9, 2);
        file.truncate(length);
        let slot = Slot::with(file.clone());
        assert_eq!(slot.cartridge.rom(), file);
        assert_eq!(slot.read(0x147), cartridge_type, "{cartridge_type:02X} {length:X}");
    }
}

/// Whatever the header says of RAM, where all cartridges have the same.
#[test]
fn ram_sizes_that_the_header_does_not_decide() {
    for (cartridge_type, size) in
        [(0x06, 0x200), (0x20, 0x8000), (0x22, 0x100), (0xFC, 0x20000), (0xC0, 0)]
    {
        for code in [0, 1, 3, 4, 5, 6, 0xFF] {
            let slot = Slot::new(cartridge_type, 4, code);
            assert_eq!(slot.cartridge.header().ram_size, size, "{cartridge_type:02X} {code}");
        }
    }
    for (code, size) in [(0, 0x2000), (1, 0x800), (3, 0x8000), (4, 0x20000), (0x77, 0x2000)] {
        for cartridge_type in [0x0D, 0xFE, 0xFF] {
            let slot = Slot::new(cartridge_type, 4, code);
            assert_eq!(slot.cartridge.header().ram_size, size, "{cartridge_type:02X} {code}");
        }
    }
}

/// RAM that is smaller than the banks that can be chosen repeats.
#[test]
fn small_ram_repeats() {
    for (cartridge_type, open) in
        [(0x0D, 0x0A), (0x1B, 0x0A), (0xBC, 0x03), (0xFE, 0x0A), (0xFF, 0x00)]
    {
        let ram_code = if cartridge_type == 0xBC { 1 } else { 2 };
        let mut slot = Slot::new(cartridge_type, 4, ram_code);
        let (enable, bank) = if cartridge_type == 0xBC { (3, 2) } else { (0x0000, 0x4000) };
        slot.write(enable, open);
        slot.write(0xA123, 0x42);
        for number in 0..4 {
            slot.write(bank, number);
            assert_eq!(slot.read(0xA123), 0x42, "{cartridge_type:02X} {number}");
        }
    }
}

/// Boards with a lock on their RAM, and what opens it.
#[test]
fn closed_ram_reads_ff_and_ignores_writes() {
    for cartridge_type in [0x03, 0x06, 0x0D, 0x10, 0x13, 0x1B, 0x20] {
        let mut slot = Slot::new(cartridge_type, 4, 2);
        slot.enable_ram();
        slot.write(0xA010, 0xF5);
        for value in [0x00, 0x0B, 0x05, 0xFF] {
            slot.write(0x0000, value);
            assert_eq!(slot.read(0xA010), 0xFF, "{cartridge_type:02X} {value:02X}");
            slot.write(0xA010, 0x00);
        }
        slot.enable_ram();
        assert_eq!(slot.read(0xA010), 0xF5, "{cartridge_type:02X}");
    }
}

/// Something of everything happens, and a state and a save have it.
#[test]
fn states_and_saves_of_every_board_round_trip() {
    for cartridge_type in ALL_TYPES {
        let mut slot = Slot::new(cartridge_type, 8, 3);
        let mut noise = 0x1234_5678u32;
        for step in 0..4000u32 {
            noise = noise.wrapping_mul(0x0019_660D).wrapping_add(0x3C6E_F35F);
            let address = match step % 4 {
                0 => 0xA000 | (noise >> 16) as u16 & 0x1FFF,
                1 => (noise >> 12) as u16 & 0x7000,
                _ => (noise >> 14) as u16 & 0x7FFF,
            };
            let values = [0x0A, 0x0B, 0x0D, 0x03, 0x10, noise as u8];
            slot.write(address, values[(noise >> 20) as usize % values.len()]);
            slot.wait(u64::from(noise >> 10));
        }
        slot.cartridge.set_rtc(1_000_000_000, slot.now);
        let restored = slot.through_a_state();
        for address in (0x0000..0x8000).chain(0xA000..0xC000).step_by(0x61) {
            assert_eq!(restored.read(address), slot.read(address), "{cartridge_type:02X}");
        }
        assert_eq!(restored.battery(), slot.battery());
        if slot.cartridge.has_battery() {
            assert_eq!(slot.with_its_battery().battery(), slot.battery(), "{cartridge_type:02X}");
        }
    }
}

#[test]
fn what_a_cartridge_has() {
    let having = |has: fn(&Cartridge) -> bool| -> Vec<u8> {
        ALL_TYPES.into_iter().filter(|code| has(&Slot::new(*code, 4, 2).cartridge)).collect()
    };
    assert_eq!(having(Cartridge::has_rtc), [0x0F, 0x10, 0xBC, 0xFE]);
    assert_eq!(having(Cartridge::has_rumble), [0x1C, 0x1D, 0x1E, 0xBC]);
    assert_eq!(having(Cartridge::has_tilt), [0x22]);
    assert_eq!(having(Cartridge::has_camera), [0xFC]);
    assert_eq!(having(Cartridge::has_infrared), [0xFE, 0xFF]);
}
