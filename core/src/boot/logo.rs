//! The logo that boot ROMs leave in VRAM: the cartridge's own, doubled in size, and the
//! registered-trademark sign behind it.
//!
//! Source: Pan Docs, "The Cartridge Header", Nintendo logo, and "Power-Up Sequence".

use crate::bus::Bus;

/// Where the cartridge holds its logo.
const LOGO: u16 = 0x0104;
/// Bytes of the logo.
const LOGO_LEN: u16 = 48;
/// Tile 1 in VRAM: the first of the logo's 24.
const LOGO_TILES: usize = 0x0010;
/// Tile 25: the trademark sign.
const SIGN_TILE: usize = 0x0190;
const SIGN: [u8; 8] = [0x3C, 0x42, 0xB9, 0xA5, 0xB9, 0xA5, 0x42, 0x3C];
/// The two rows of twelve tiles in the map at 9800.
const UPPER_ROW: usize = 0x1904;
const LOWER_ROW: usize = 0x1924;
const SIGN_PLACE: usize = 0x1910;

/// Draws the logo's tiles into VRAM.
pub(super) fn draw_tiles(bus: &mut Bus) {
    let mut at = LOGO_TILES;
    for address in LOGO..LOGO + LOGO_LEN {
        let byte = bus.cartridge.read_rom(address, bus.now);
        // Each half of a byte becomes two equal rows of eight pixels, in the low bit plane.
        for row in [double(byte >> 4), double(byte & 0x0F)] {
            bus.ppu.vram[at] = row;
            bus.ppu.vram[at + 2] = row;
            at += 4;
        }
    }
}

/// Draws the sign's tile.
pub(super) fn draw_sign(bus: &mut Bus) {
    for (i, row) in SIGN.into_iter().enumerate() {
        bus.ppu.vram[SIGN_TILE + 2 * i] = row;
    }
}

/// Puts the logo's tiles onto the map.
pub(super) fn put_on_map(bus: &mut Bus) {
    for i in 0..12 {
        bus.ppu.vram[UPPER_ROW + i] = 1 + i as u8;
        bus.ppu.vram[LOWER_ROW + i] = 13 + i as u8;
    }
}

/// Puts the sign behind them.
pub(super) fn put_sign_on_map(bus: &mut Bus) {
    bus.ppu.vram[SIGN_PLACE] = 25;
}

/// Doubles each of four bits.
fn double(nibble: u8) -> u8 {
    (0..4).filter(|bit| nibble >> bit & 1 != 0).fold(0, |row, bit| row | 0b11 << (2 * bit))
}

#[cfg(test)]
mod tests {
    use super::double;

    #[test]
    fn bits_are_doubled() {
        assert_eq!(double(0b1010), 0b1100_1100);
        assert_eq!(double(0b0111), 0b0011_1111);
    }
}
