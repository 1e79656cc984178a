//! Cartridges in save states.

use super::*;

fn encode(cartridge: &Cartridge) -> Vec<u8> {
    postcard::to_allocvec(cartridge).unwrap()
}

fn decode(bytes: &[u8]) -> Cartridge {
    postcard::from_bytes(bytes).unwrap()
}

#[test]
fn a_decoded_cartridge_goes_on_where_it_was() {
    let mut slot = Slot::new(0x10, 16, 0x03);
    slot.enable_ram();
    slot.write(0x2000, 9);
    slot.write(0x4000, 1);
    slot.write(0xA000, 0x42);
    slot.wait(3 * Ticks::PER_SECOND);
    slot.write(0x6000, 0);
    let bytes = encode(&slot.cartridge);
    assert!(bytes.len() < 0x8000 + 64, "the ROM is not in the state");

    let mut restored = decode(&bytes);
    restored.adopt_rom(&slot.cartridge).unwrap();
    assert_eq!(restored.battery_writes(), slot.cartridge.battery_writes() + 1);
    assert_eq!(encode(&restored), bytes);
    let mut restored = Slot { cartridge: restored, now: slot.now };
    assert_eq!(restored.banks(), [0, 9]);
    assert_eq!(restored.read(0xA000), 0x42);
    restored.write(0x4000, 0x08);
    assert_eq!(restored.read(0xA000), 3);
    assert_eq!(restored.cartridge.rom(), slot.cartridge.rom());
    assert_eq!(restored.cartridge.header(), slot.cartridge.header());
    assert_eq!(restored.cartridge.rom_sha256(), slot.cartridge.rom_sha256());
}

#[test]
fn states_of_other_boards_are_refused() {
    let adopt = |state: Slot, running: Slot| {
        decode(&encode(&state.cartridge)).adopt_rom(&running.cartridge)
    };
    let mapper = Err("the mapper is not the cartridge's");
    let ram = Err("the size of the cartridge RAM is not the cartridge's");
    assert_eq!(adopt(Slot::new(0x03, 4, 2), Slot::new(0x03, 4, 2)), Ok(()));
    assert_eq!(adopt(Slot::new(0x03, 4, 2), Slot::new(0x1B, 4, 2)), mapper);
    assert_eq!(adopt(Slot::new(0x10, 4, 2), Slot::new(0x13, 4, 2)), mapper);
    assert_eq!(adopt(Slot::new(0x1B, 4, 2), Slot::new(0x1E, 4, 2)), mapper);
    assert_eq!(adopt(Slot::new(0x13, 4, 2), Slot::new(0x13, 256, 2)), mapper);
    assert_eq!(adopt(Slot::new(0x03, 4, 2), Slot::new(0x03, 4, 3)), ram);
}
