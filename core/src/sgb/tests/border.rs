//! The border: what is sent, and how it is drawn.

use super::*;

#[test]
fn a_border_shows_once_its_picture_is_sent() {
    let mut game = four_palettes();
    // Tile 1 is of colour 1, tile 128 of colour 15.
    game.transfer(
        &[0x99, 0],
        |at| if at / 32 == 1 && at % 32 < 16 && at % 2 == 0 { 0xFF } else { 0 },
    );
    game.transfer(&[0x99, 1], |at| if at < 32 { 0xFF } else { 0 });
    assert!(game.sgb.border_frame()[..BORDER_WIDTH].iter().all(|&pixel| pixel == 0));
    // The first tile is 1 in the first palette, the second 128 in the second; the rest is empty.
    game.transfer(&[0xA1], |at| match at {
        0 => 1,
        1 => 0x10,
        2 => 128,
        3 => 0x14,
        0x802 => RED as u8,
        0x83E => 0xE0,
        0x83F => 0x03,
        _ => 0,
    });
    game.show(|_, _| 3);
    let frame = game.sgb.border_frame();
    assert_eq!([frame[0], frame[7], frame[8], frame[15]], [RED, RED, GREEN, GREEN]);
    assert_eq!(frame[16], WHITE, "the backdrop shows where the border is transparent");
    assert_eq!(frame[40 * BORDER_WIDTH + 48], 0, "and the picture inside");
}

#[test]
fn tiles_of_the_border_are_flipped() {
    for (flags, lit) in
        [(0x10, 0), (0x50, 7), (0x90, 7 * BORDER_WIDTH), (0xD0, 7 * BORDER_WIDTH + 7)]
    {
        let mut game = four_palettes();
        game.transfer(&[0x99], |at| if at == 32 { 0x80 } else { 0 });
        game.transfer(&[0xA1], |at| match at {
            0 => 1,
            1 => flags,
            0x802 => RED as u8,
            _ => 0,
        });
        assert_eq!(game.sgb.border_frame().iter().position(|&pixel| pixel == RED), Some(lit));
    }
}
