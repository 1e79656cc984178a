//! Files of odd sizes and contents, and what the header says.

use alloc::string::ToString;

use super::*;
use crate::cartridge::{CartridgeError, CgbSupport, Destination, MAX_ROM_SIZE};

fn error(rom: Vec<u8>) -> alloc::string::String {
    Cartridge::from_bytes(rom).unwrap_err().to_string()
}

#[test]
fn errors_say_what_was_found() {
    assert_eq!(error(vec![0; 12]), "the file is 12 bytes long; a Game Boy ROM has at least 336");
    assert_eq!(error(vec![]), "the file is 0 bytes long; a Game Boy ROM has at least 336");
    assert_eq!(
        error(rom(0x19, MAX_ROM_SIZE / BANK + 1, 0)),
        "the file is 8404992 bytes long; a Game Boy ROM has at most 8388608"
    );
    assert_eq!(error(rom(0xFD, 2, 0)), "cartridge type FD (BANDAI TAMA5) is not supported");
    assert_eq!(error(rom(0x33, 2, 0)), "cartridge type 33 does not exist");
    let mut noise = rom(0x33, 2, 0);
    noise[0x14D] ^= 1;
    assert_eq!(
        error(noise),
        "cartridge type 33 does not exist; the header checksum is wrong too: is this a Game Boy \
         ROM?"
    );
}

#[test]
fn files_of_other_formats_are_named() {
    for (start, name) in [
        (&b"PK\x03\x04\x14\0"[..], "a zip archive"),
        (b"\x1F\x8B\x08\0", "a gzip file"),
        (b"\x89PNG\r\n\x1A\n", "a PNG picture"),
        (b"\x7FELF\x02", "an ELF executable"),
        (b"<!DOCTYPE html>", "an HTML page"),
        (b"\x2E\0\0\xEA\x24\xFF\xAE\x51\x69\x9A\xA2\x21", "a Game Boy Advance ROM"),
    ] {
        for length in [start.len(), 0x8000] {
            let mut file = start.to_vec();
            file.resize(length, 0x20);
            let found = Cartridge::from_bytes(file).unwrap_err();
            assert_eq!(found, CartridgeError::NotARom { looks_like: name });
        }
    }
    // A ROM may begin with any bytes.
    let mut file = rom(0x00, 2, 0);
    file[..2].copy_from_slice(b"MZ");
    assert!(Cartridge::from_bytes(file).is_ok());
}

#[test]
fn short_files_are_filled_up_with_ff() {
    let mut file = rom(0x00, 2, 0);
    file.truncate(0x150);
    let slot = Slot::with(file.clone());
    assert_eq!(slot.read(0x0147), 0x00);
    assert_eq!([slot.read(0x0150), slot.read(0x4000), slot.read(0x7FFF)], [0xFF; 3]);
    assert_eq!(slot.cartridge.rom(), file);
}

#[test]
fn odd_sizes_are_filled_up_to_a_power_of_two_and_wrap_there() {
    let mut slot = Slot::new(0x19, 5, 0);
    let banks = [0, 4, 5, 7, 8, 12].map(|bank| {
        slot.write(0x2000, bank);
        slot.banks()[1]
    });
    assert_eq!(banks, [0, 4, 0xFFFF, 0xFFFF, 0, 4]);
}

#[test]
fn the_size_in_the_header_is_not_believed() {
    for code in [0x00, 0x08, 0x52, 0xFF] {
        let mut file = rom(0x19, 8, 0);
        file[0x148] = code;
        let mut slot = Slot::with(file);
        slot.write(0x2000, 0x0F);
        assert_eq!(slot.banks(), [0, 7]);
    }
}

#[test]
fn a_large_rom_without_a_mapper_gets_an_mbc3() {
    let mut slot = Slot::new(0x00, 8, 0);
    assert_eq!(slot.cartridge.mapper_name(), "MBC3");
    slot.write(0x2000, 0);
    assert_eq!(slot.banks(), [0, 1]);
    slot.write(0x2000, 6);
    assert_eq!(slot.banks(), [0, 6]);
    assert!(!slot.cartridge.has_rtc());
}

#[test]
fn ram_sizes() {
    for (cartridge_type, code, size) in [
        (0x00, 0x02, 0),
        (0x08, 0x02, 0x2000),
        (0x01, 0x00, 0),
        (0x01, 0x02, 0x2000),
        (0x03, 0x00, 0x2000),
        (0x03, 0x01, 0x800),
        (0x03, 0x03, 0x8000),
        (0x05, 0x00, 0x200),
        (0x06, 0x03, 0x200),
        (0x0F, 0x00, 0),
        (0x10, 0x05, 0x10000),
        (0x19, 0xFF, 0),
        (0x1B, 0x04, 0x20000),
        (0x1B, 0x77, 0x2000),
    ] {
        let slot = Slot::new(cartridge_type, 2, code);
        assert_eq!(slot.cartridge.header().ram_size, size, "{cartridge_type:02X} {code:02X}");
    }
}

/// A header with some bytes changed.
fn header_with(changes: &[(usize, &[u8])]) -> crate::cartridge::Header {
    let mut rom = rom(0x00, 2, 0);
    for (at, bytes) in changes {
        rom[*at..*at + bytes.len()].copy_from_slice(bytes);
    }
    Slot::with(rom).cartridge.header().clone()
}

#[test]
fn titles() {
    let title = |changes| {
        let header = header_with(changes);
        (header.title, header.manufacturer_code.unwrap_or_default(), header.cgb)
    };
    let check = |changes, name: &str, code: &str, cgb| {
        assert_eq!(title(changes), (name.into(), code.into(), cgb));
    };
    check(&[(0x134, b"SIXTEEN LETTERS!")], "SIXTEEN LETTERS!", "", CgbSupport::None);
    check(&[(0x134, b"SHORT\0JUNK")], "SHORT", "", CgbSupport::None);
    check(&[(0x134, b"BLANKS   ")], "BLANKS", "", CgbSupport::None);
    check(&[(0x134, b"A\xC4B")], "A?B", "", CgbSupport::None);
    check(&[(0x134, b"FIFTEEN LETTERS\x80")], "FIFTEEN LETTERS", "", CgbSupport::Enhanced);
    check(
        &[(0x134, b"NEW FORMAT\0AXYE\xC0"), (0x14B, b"\x33")],
        "NEW FORMAT",
        "AXYE",
        CgbSupport::Only,
    );
    check(
        &[(0x134, b"ELEVEN CHARBXYP\x80"), (0x14B, b"\x33")],
        "ELEVEN CHAR",
        "BXYP",
        CgbSupport::Enhanced,
    );
}

#[test]
fn header_fields() {
    let header = header_with(&[
        (0x144, b"01"),
        (0x146, b"\x03"),
        (0x148, b"\x05"),
        (0x14A, b"\x01\x33\x02"),
    ]);
    assert_eq!(header.new_licensee, *b"01");
    assert_eq!(header.old_licensee, 0x33);
    assert_eq!(header.version, 2);
    assert_eq!(header.rom_size, 0x10_0000);
    assert_eq!(header.destination, Destination::Overseas);
    assert!(header.sgb);
    assert!(!header.header_checksum_valid);
    assert!(!header.logo_valid);
    // Without the old licensee code, the SGB flag does not count.
    assert!(!header_with(&[(0x146, b"\x03")]).sgb);
}

#[test]
fn checksums() {
    let mut file = rom(0x00, 2, 0);
    file[0x200] = 0xFF;
    file[0x7FFF] = 0xFF;
    let sum: u32 = file.iter().map(|byte| u32::from(*byte)).sum();
    file[0x14E..0x150].copy_from_slice(&(sum as u16).to_be_bytes());
    let header = Slot::with(file.clone()).cartridge.header().clone();
    assert!(header.header_checksum_valid);
    assert!(header.global_checksum_valid);
    assert_eq!(header.global_checksum, sum as u16);
    file[0x134] = b'X';
    let header = Slot::with(file).cartridge.header().clone();
    assert!(!header.header_checksum_valid);
    assert!(!header.global_checksum_valid);
}

/// The hash of the file itself, whatever it is filled up with.
#[test]
fn the_hash_is_that_of_the_file() {
    let mut file = rom(0x00, 2, 0);
    file.truncate(0x1000);
    let slot = Slot::with(file.clone());
    let expected: [u8; 32] = sha2::Digest::finalize(sha2::Digest::chain_update(
        <sha2::Sha256 as sha2::Digest>::new(),
        &file,
    ))
    .into();
    assert_eq!(slot.cartridge.rom_sha256(), expected);
}
