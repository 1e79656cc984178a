//! Any file, any accesses and any state: no panic, and what must hold holds.

use proptest::prelude::*;

use super::*;

/// Addresses of ROM and RAM, mostly where registers are.
fn address() -> impl Strategy<Value = u16> {
    let registers = vec![
        0x0000u16, 0x0003, 0x0C00, 0x1000, 0x2000, 0x2800, 0x3800, 0x4000, 0x6000, 0x5555, 0x4AAA,
        0x7555, 0x6AAA, 0xA000, 0xA003, 0xA010, 0xA080,
    ];
    prop_oneof![0x0000u16..0x8000, 0xA000u16..0xC000, prop::sample::select(registers)]
}

/// Writes and the time before each.
fn accesses() -> impl Strategy<Value = Vec<(u16, u8, u64)>> {
    let wait = prop_oneof![Just(0u64), 0..Ticks::PER_SECOND * 100, any::<u64>()];
    let commands = vec![
        0x00u8, 0x01, 0x03, 0x05, 0x0A, 0x10, 0x11, 0x19, 0x23, 0x30, 0x40, 0x55, 0x61, 0x80, 0x82,
        0x90, 0xA0, 0xAA, 0xC0, 0xC2, 0xF0, 0xFE,
    ];
    let value = prop_oneof![any::<u8>(), prop::sample::select(commands), 0x08u8..0x0F];
    prop::collection::vec((address(), value, wait), 0..64)
}

fn supported_type() -> impl Strategy<Value = u8> {
    prop::sample::select(ALL_TYPES.to_vec())
}

/// Files whose size and header have nothing to do with each other.
fn file() -> impl Strategy<Value = Vec<u8>> {
    let length = prop_oneof![0usize..0x400, 0x150usize..0x30000];
    (length, supported_type(), any::<[u8; 0x50]>(), any::<bool>()).prop_map(
        |(length, cartridge_type, header, supported)| {
            let mut file: Vec<u8> = (0..length).map(|index| (index * 31 / 32) as u8).collect();
            if let Some(place) = file.get_mut(0x100..0x150) {
                place.copy_from_slice(&header);
                if supported {
                    place[0x47] = cartridge_type;
                }
            }
            file
        },
    )
}

fn run(slot: &mut Slot, accesses: &[(u16, u8, u64)]) {
    for &(address, value, wait) in accesses {
        slot.now = Ticks(slot.now.0.saturating_add(wait));
        slot.write(address, value);
        let offset = usize::from(address) & 0x1FFF;
        for (window, start) in slot.cartridge.mapper.rom_windows().into_iter().enumerate() {
            let byte = slot.read((window * 0x2000 + offset) as u16);
            if let Some(start) = start {
                // Worked out again from the mapper's registers.
                assert_eq!(byte, slot.cartridge.rom[(start + offset) % slot.cartridge.rom.len()]);
            }
        }
        slot.read(0xA000 | address & 0x1FFF);
    }
}

proptest! {
    #[test]
    fn any_file_and_any_accesses(file in file(), accesses in accesses()) {
        if let Ok(cartridge) = Cartridge::from_bytes(file.clone()) {
            prop_assert_eq!(cartridge.rom(), &file);
            run(&mut Slot { cartridge, now: Ticks(0) }, &accesses);
        }
    }

    #[test]
    fn any_state(
        cartridge_type in supported_type(),
        ram_code in 0u8..6,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
        accesses in accesses(),
    ) {
        let running = Slot::new(cartridge_type, 4, ram_code);
        let mut bytes = postcard::to_allocvec(&running.cartridge).unwrap();
        for (at, value) in changes {
            // The registers come first; most changes should hit them, not the RAM.
            let end = bytes.len().min(48);
            bytes[at.index(end)] = value;
        }
        if let Ok(mut cartridge) = postcard::from_bytes::<Cartridge>(&bytes)
            && cartridge.adopt_rom(&running.cartridge).is_ok()
        {
            cartridge.set_rtc(u64::MAX, Ticks(0));
            run(&mut Slot { cartridge, now: Ticks(0) }, &accesses);
        }
    }

    /// What a cartridge saves, a fresh one reads and saves again.
    #[test]
    fn saves_round_trip(
        cartridge_type in supported_type(),
        ram_code in 0u8..6,
        accesses in accesses(),
    ) {
        let mut slot = Slot::new(cartridge_type, 4, ram_code);
        run(&mut slot, &accesses);
        let mut fresh = Slot::new(cartridge_type, 4, ram_code);
        match slot.cartridge.battery(slot.now) {
            Some(save) => {
                fresh.cartridge.load_battery(&save, fresh.now).unwrap();
                prop_assert_eq!(fresh.cartridge.battery(fresh.now), Some(save));
            }
            None => prop_assert!(fresh.cartridge.load_battery(&[], fresh.now).is_err()),
        }
    }

    #[test]
    fn any_save(cartridge_type in supported_type(), save in prop::collection::vec(any::<u8>(), 0..600)) {
        let mut slot = Slot::new(cartridge_type, 4, 1);
        if slot.cartridge.load_battery(&save, slot.now).is_ok() {
            slot.cartridge.set_rtc(u64::MAX, slot.now);
            prop_assert!(slot.cartridge.battery(Ticks::NEVER).is_some());
        }
    }
}
