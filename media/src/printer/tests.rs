use proptest::prelude::*;

use super::*;

/// Sends a packet, and gives the two bytes of the answer.
fn send(printer: &mut Printer, command: u8, is_compressed: bool, data: &[u8]) -> [u8; 2] {
    let length = u16::try_from(data.len()).unwrap().to_le_bytes();
    let mut content = vec![command, is_compressed.into(), length[0], length[1]];
    content.extend(data);
    let checksum = content.iter().fold(0u16, |sum, &byte| sum.wrapping_add(byte.into()));
    for byte in [0x88, 0x33].into_iter().chain(content).chain(checksum.to_le_bytes()) {
        assert_eq!(printer.exchange(byte), 0x00);
    }
    [printer.exchange(0), printer.exchange(0)]
}

/// Two rows of tiles, of a pattern that has all colors.
fn band() -> Vec<u8> {
    (0..0x280).map(|index| [0x0F, 0x33][index % 2]).collect()
}

const SETTINGS: [u8; 4] = [1, 0x13, 0xE4, 0x40];

#[test]
fn it_answers_as_pan_docs_show() {
    let mut printer = Printer::new();
    assert_eq!(send(&mut printer, 1, false, &[]), [0x81, 0x00]);
    assert_eq!(send(&mut printer, 4, false, &band()), [0x81, 0x00]);
    assert_eq!(send(&mut printer, 15, false, &[]), [0x81, 0x08]);
    assert_eq!(send(&mut printer, 4, false, &[]), [0x81, 0x08]);
    assert_eq!(send(&mut printer, 2, false, &SETTINGS), [0x81, 0x08]);
    assert_eq!(send(&mut printer, 15, false, &[]), [0x81, 0x06]);
    assert_eq!(send(&mut printer, 15, false, &[]), [0x81, 0x06]);
    assert_eq!(send(&mut printer, 15, false, &[]), [0x81, 0x04]);
    assert_eq!(send(&mut printer, 1, false, &[]), [0x81, 0x04]);
    assert_eq!(send(&mut printer, 15, false, &[]), [0x81, 0x00]);

    let rows: Vec<&[u8]> = printer.paper().chunks(PAPER_WIDTH).collect();
    assert_eq!(rows.len(), 8 + 16 + 3 * 8);
    let printed = [255, 255, 85, 85, 170, 170, 0, 0].repeat(20);
    for (index, row) in rows.into_iter().enumerate() {
        let expected = if (8..24).contains(&index) { &printed[..] } else { &[255; 160] };
        assert_eq!(row, expected, "row {index}");
    }
    assert_eq!(printer.tear_off().len(), 48 * PAPER_WIDTH);
    assert_eq!(printer.paper().len(), 0);
}

#[test]
fn compressed_tiles_are_the_same_tiles() {
    let print = |is_compressed, data: &[u8]| {
        let mut printer = Printer::new();
        send(&mut printer, 4, is_compressed, data);
        send(&mut printer, 4, false, &[]);
        send(&mut printer, 2, false, &SETTINGS);
        printer.tear_off()
    };
    let mut plain = vec![0xAA; 129];
    plain.extend([1, 2, 3]);
    plain.extend([0x55; 2]);
    plain.extend([0; 0x280 - 134]);
    let mut packed = vec![0xFF, 0xAA, 0x02, 1, 2, 3, 0x80, 0x55];
    packed.extend([0xFF, 0x00].repeat(3));
    packed.extend([0x80 | (0x280 - 134 - 387 - 2) as u8, 0x00]);
    assert_eq!(print(true, &packed), print(false, &plain));
    assert_eq!(print(false, &plain).len(), (8 + 16 + 24) * PAPER_WIDTH);
}

#[test]
fn palette_and_exposure_make_the_shades() {
    let greys =
        |palette, exposure| [0, 1, 2, 3].map(|color| Look { palette, exposure }.grey(color));
    assert_eq!(greys(0xE4, 0x40), [255, 170, 85, 0]);
    assert_eq!(greys(0x1B, 0x40), [0, 85, 170, 255]);
    assert_eq!(greys(0xE4, 0x00), [255, 192, 128, 64]);
    assert_eq!(greys(0xE4, 0x7F), [255, 150, 44, 0]);
}

#[test]
fn a_damaged_packet_is_told_and_dropped() {
    let mut printer = Printer::new();
    for byte in [0x88, 0x33, 4, 0, 2, 0, 0x12, 0x34, 0xFF, 0xFF] {
        printer.exchange(byte);
    }
    assert_eq!([printer.exchange(0), printer.exchange(0)], [0x81, CHECKSUM_ERROR]);
    assert_eq!(send(&mut printer, 15, false, &[]), [0x81, 0x00]);
    // Longer than any: 0x281 bytes.
    for byte in [0x88, 0x33, 4, 0, 0x81, 0x02] {
        printer.exchange(byte);
    }
    assert_eq!(send(&mut printer, 15, false, &[]), [0x81, PACKET_ERROR]);
    assert_eq!(send(&mut printer, 1, false, &[]), [0x81, PACKET_ERROR]);
    assert_eq!(send(&mut printer, 15, false, &[]), [0x81, 0x00]);
}

#[test]
fn a_beginning_can_come_in_the_midst_of_another() {
    let mut printer = Printer::new();
    for byte in [0x00, 0x88, 0x00, 0x88] {
        assert_eq!(printer.exchange(byte), 0x00);
    }
    assert_eq!(send(&mut printer, 15, false, &[]), [0x81, 0x00]);
}

#[test]
fn without_an_empty_packet_nothing_is_printed() {
    let mut printer = Printer::new();
    send(&mut printer, 4, false, &band());
    send(&mut printer, 2, false, &SETTINGS);
    assert_eq!(send(&mut printer, 15, false, &[]), [0x81, 0x08]);
    assert_eq!(printer.paper().len(), 0);
}

#[test]
fn no_sheet_is_a_feed_and_several_are_copies() {
    let mut printer = Printer::new();
    for (sheets, rows) in [(0, 32), (3, 3 * 48)] {
        send(&mut printer, 4, false, &band());
        send(&mut printer, 4, false, &[]);
        send(&mut printer, 2, false, &[sheets, 0x13, 0xE4, 0x40]);
        assert_eq!(printer.tear_off().len(), rows * PAPER_WIDTH);
    }
}

#[test]
fn the_roll_ends() {
    let mut printer = Printer::new();
    for _ in 0..4 {
        for _ in 0..12 {
            send(&mut printer, 4, false, &band());
        }
        send(&mut printer, 4, false, &[]);
        send(&mut printer, 2, false, &[255, 0x00, 0xE4, 0x40]);
    }
    assert_eq!(printer.paper().len(), PAPER_ROWS * PAPER_WIDTH);
    assert_eq!(send(&mut printer, 15, false, &[])[1] & PAPER_JAM, PAPER_JAM);
}

#[test]
fn any_bytes_are_taken() {
    let piece = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..20),
        Just(vec![0x88, 0x33]),
        Just(vec![0x88, 0x33, 4, 1, 4, 0, 0xFF, 0, 0xFF, 1, 7, 3, 0, 0]),
        Just(vec![0x88, 0x33, 4, 0, 0, 0, 4, 0, 0, 0]),
        Just(vec![0x88, 0x33, 2, 0, 4, 0, 255, 0xFF, 0xE4, 0x40, 0x28, 3, 0, 0]),
    ];
    proptest!(|(pieces in prop::collection::vec(piece, 0..60))| {
        let mut printer = Printer::new();
        for byte in pieces.concat() {
            printer.exchange(byte);
        }
        prop_assert!(printer.paper().len() <= PAPER_ROWS * PAPER_WIDTH);
        prop_assert!(printer.memory.len() <= MEMORY);
    });
}
