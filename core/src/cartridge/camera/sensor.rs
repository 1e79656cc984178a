//! The sensor M64282FP, and the dithering behind it: what is before the lens becomes tiles.
//!
//! Source: Pan Docs, "Game Boy Camera", <https://gbdev.io/pandocs/Gameboy_Camera.html>, which has it
//! from Antonio Niño Díaz's measurements. As there, gain and voltages (A001 bits 0-4, A004 bits 0-2,
//! A005) are left out: what the host gives is exposed well already.

use alloc::vec::Vec;

/// The width of the picture in pixels.
pub const WIDTH: usize = 128;
/// The height of the picture in pixels.
pub const HEIGHT: usize = 112;

/// The registers: one that triggers, five for the sensor, and 4 by 4 by 3 for the dithering.
pub(super) const REGISTERS: usize = 0x36;
const DITHERING: usize = 6;

const TILE: usize = 8;

/// How much the differences at edges are strengthened, in quarters.
const EDGE_RATIOS: [i32; 8] = [2, 3, 4, 5, 8, 12, 16, 20];

/// The time that light falls in, in steps of 16 clocks.
pub(super) fn exposure(registers: &[u8; REGISTERS]) -> u16 {
    u16::from_be_bytes([registers[2], registers[3]])
}

/// Takes a picture: 14 rows of 16 tiles, as the PPU has them.
pub(super) fn take(scene: &[u8], registers: &[u8; REGISTERS]) -> Vec<u8> {
    let image = filter(&expose(scene, registers), registers);
    let mut tiles = Vec::with_capacity(WIDTH * HEIGHT / 4);
    for tile in 0..WIDTH / TILE * (HEIGHT / TILE) {
        let (left, top) = (tile % (WIDTH / TILE) * TILE, tile / (WIDTH / TILE) * TILE);
        for y in top..top + TILE {
            let mut planes = [0u8; 2];
            for x in left..left + TILE {
                let color = dither(image.at(x, y) + 128, x, y, registers);
                planes = [planes[0] << 1 | color & 1, planes[1] << 1 | color >> 1];
            }
            tiles.extend_from_slice(&planes);
        }
    }
    tiles
}

/// Values from -128 to 127.
struct Image(Vec<i32>);

impl Image {
    /// Makes an image of what is at each place.
    fn of(value: impl Fn(usize, usize) -> i32) -> Image {
        let places = (0..HEIGHT).flat_map(|y| (0..WIDTH).map(move |x| (x, y)));
        Image(places.map(|(x, y)| value(x, y).clamp(-128, 127)).collect())
    }

    fn at(&self, x: usize, y: usize) -> i32 {
        self.0[y * WIDTH + x]
    }

    fn south(&self, x: usize, y: usize) -> i32 {
        self.at(x, (y + 1).min(HEIGHT - 1))
    }

    /// How much a pixel differs from those to its left and right.
    fn horizontal_edge(&self, x: usize, y: usize) -> i32 {
        2 * self.at(x, y) - self.at(x.saturating_sub(1), y) - self.at((x + 1).min(WIDTH - 1), y)
    }

    /// How much a pixel differs from those above and below it.
    fn vertical_edge(&self, x: usize, y: usize) -> i32 {
        2 * self.at(x, y) - self.at(x, y.saturating_sub(1)) - self.south(x, y)
    }
}

/// What the sensor's cells hold: light above a level of darkness.
fn expose(scene: &[u8], registers: &[u8; REGISTERS]) -> Image {
    let exposure = i32::from(exposure(registers));
    let inverted = registers[4] & 0x08 != 0;
    Image::of(|x, y| {
        let light = scene.get(y * WIDTH + x).copied().map_or(0, i32::from);
        let level = (112 + light * exposure / 0x1800).min(255);
        if inverted { 127 - level } else { level - 128 }
    })
}

/// The filters in the sensor. Only the ways in which the camera's program uses them are known; in
/// others, the image stays as it is.
fn filter(image: &Image, registers: &[u8; REGISTERS]) -> Image {
    let ratio = EDGE_RATIOS[usize::from(registers[4] >> 4 & 0x07)];
    let one_dimensional = |image: &Image| {
        Image::of(|x, y| match registers[0] >> 1 & 3 {
            0 => -image.at(x, y),
            1 => image.at(x, y),
            _ => image.at(x, y) - image.south(x, y),
        })
    };
    // N, VH and E3.
    let mode = (registers[1] >> 7, registers[1] >> 5 & 3, registers[4] >> 7);
    match mode {
        (0, 0, 0) => one_dimensional(image),
        // One color, as measured.
        (0, 0, 1) => Image::of(|_, _| 0),
        (0, 1, 0) => {
            let enhanced =
                Image::of(|x, y| image.at(x, y) + image.horizontal_edge(x, y) * ratio / 4);
            one_dimensional(&enhanced)
        }
        (1, 3, 0) => Image::of(|x, y| {
            let edge = image.horizontal_edge(x, y) + image.vertical_edge(x, y);
            image.at(x, y) + edge * ratio / 4
        }),
        _ => Image::of(|x, y| image.at(x, y)),
    }
}

/// The color of a pixel: how many of the three thresholds for its place it does not reach.
fn dither(value: i32, x: usize, y: usize, registers: &[u8; REGISTERS]) -> u8 {
    let start = DITHERING + 3 * (y % 4 * 4 + x % 4);
    let below = registers[start..start + 3].iter().position(|&limit| value < limit.into());
    3 - below.unwrap_or(3) as u8
}
