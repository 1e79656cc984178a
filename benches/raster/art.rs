//! The raster benchmark's textures, tables and colors, worked out in whole numbers, so that they are the same bytes
//! wherever it is built.

use std::collections::HashMap;

/// A full turn is 256 steps, and the height is 128. A parabola is round enough.
fn sine(step: i32) -> i32 {
    let half = step & 127;
    let height = half * (128 - half) / 32;
    if step & 128 == 0 { height } else { -height }
}

/// What the assembler asks for, by file name.
pub(crate) fn files() -> HashMap<String, Vec<u8>> {
    let mut files = HashMap::new();
    let mut table = |name: &str, value: &dyn Fn(i32) -> i32| {
        let bytes = (0..256).map(|step| value(step) as u8).collect();
        files.insert(format!("{name}.bin"), bytes);
    };
    table("Wave", &|step| sine(step * 2) * 10 / 128);
    table("Swell", &|step| sine(step * 2 + 40) * 6 / 128);
    table("Edge", &|step| 132 + sine(step * 3) * 12 / 128 + sine(step) * 10 / 128);
    table("LetterY", &|step| 38 + sine(step) * 18 / 128);
    table("FarRingY", &|step| 96 + sine(step) * 9 / 128);
    table("NearRingY", &|step| 116 + sine(step) * 14 / 128);
    table("RingX", &|step| 84 + sine(step + 64) * 68 / 128);
    table("Shades", &|step| shades(sine(step) + 8 * (step & 1)));
    table("Glow", &|step| if sine(step * 2) < 0 { 0b11_10_01_00 } else { 0b11_01_00_00 });

    for (name, gradient) in [("Dusk", dusk as fn(i32) -> Rgb), ("Tint", tint)] {
        let colors: Vec<[u8; 2]> = (0..256).map(|step| rgb555(gradient(step))).collect();
        for (half, name) in
            [format!("{name}Low.bin"), format!("{name}High.bin")].into_iter().enumerate()
        {
            files.insert(name, colors.iter().map(|color| color[half]).collect());
        }
    }
    for (name, palettes) in
        [("background.pal", BACKGROUND.as_flattened()), ("objects.pal", OBJECTS.as_flattened())]
    {
        files.insert(name.to_owned(), palettes.iter().copied().flat_map(rgb555).collect());
    }

    files.insert("clouds.2bpp".to_owned(), tiles(128, |x, y| dithered(x, y, ridge(clouds(x, y)))));
    files.insert("contours.2bpp".to_owned(), tiles(128, contours));
    files.insert("curtain.2bpp".to_owned(), tiles(64, |x, y| dithered(x, y, folds(x, y))));
    files
}

/// BGP for so much light (-128 to 136): every shade two steps darker, as it is, or lighter.
fn shades(light: i32) -> i32 {
    match light {
        ..-60 => 0b11_11_10_01,
        -60..72 => 0b11_10_01_00,
        _ => 0b10_01_00_00,
    }
}

/// The height of the clouds, 0 to 1023.
fn clouds(x: i32, y: i32) -> i32 {
    let sum = sine(2 * x) + sine(4 * y) + sine(2 * x + 4 * y) + sine(6 * x - 4 * y) / 2;
    (sum + 448) * 1023 / 896
}

/// Up and down again twice, 0 to 48.
fn ridge(height: i32) -> i32 {
    ((height & 511) - 256).abs() * 48 / 256
}

/// Lines of equal height.
fn contours(x: i32, y: i32) -> u8 {
    match clouds(x, y) & 127 {
        0..14 => 3,
        14..24 => 2,
        64..74 => 1,
        _ => 0,
    }
}

/// Light on cloth, 0 to 48.
fn folds(x: i32, y: i32) -> i32 {
    (sine(8 * x + sine(8 * y) / 8) + sine(4 * y + 4 * x) / 2 + 192) * 48 / 384
}

/// One of four shades for a depth of 0 to 48, in a pattern of four by four pixels.
fn dithered(x: i32, y: i32, depth: i32) -> u8 {
    const PATTERN: [[i32; 4]; 4] = [[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]];
    let threshold = PATTERN[(y & 3) as usize][(x & 3) as usize];
    ((depth + threshold) / 16) as u8
}

/// A texture of this width and 64 pixels of height as tiles, row by row.
fn tiles(width: i32, shade: impl Fn(i32, i32) -> u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    for tile in 0..width / 8 * 8 {
        let (left, top) = (tile % (width / 8) * 8, tile / (width / 8) * 8);
        for y in top..top + 8 {
            let row = (left..left + 8).map(|x| shade(x, y));
            let planes = row
                .fold([0, 0], |[low, high], shade| [low << 1 | shade & 1, high << 1 | shade >> 1]);
            bytes.extend(planes);
        }
    }
    bytes
}

/// Red, green and blue, 0 to 31 each.
type Rgb = [i32; 3];

fn rgb555([red, green, blue]: Rgb) -> [u8; 2] {
    ((red | green << 5 | blue << 10) as u16).to_le_bytes()
}

/// The sky from line to line.
fn dusk(step: i32) -> Rgb {
    [14 + sine(step) * 13 / 128, 7 + sine(step + 50) * 5 / 128, 18 + sine(step + 110) * 9 / 128]
}

/// The letters from line to line.
fn tint(step: i32) -> Rgb {
    [0, 85, 170].map(|third| 20 + sine(step * 2 + third) * 11 / 128)
}

/// The sky, whose first color changes from line to line, and curtain and water.
const BACKGROUND: [[Rgb; 4]; 2] = [
    [[0, 0, 0], [10, 8, 20], [6, 5, 15], [3, 3, 10]],
    [[6, 20, 24], [3, 14, 20], [2, 9, 15], [1, 4, 9]],
];

/// Letters, whose first visible color changes from line to line, and lanterns far and near.
const OBJECTS: [[Rgb; 4]; 3] = [
    [[0, 0, 0], [31, 31, 31], [10, 10, 10], [0, 0, 2]],
    [[0, 0, 0], [31, 27, 12], [27, 9, 4], [8, 1, 3]],
    [[0, 0, 0], [31, 31, 20], [31, 17, 5], [10, 3, 2]],
];
