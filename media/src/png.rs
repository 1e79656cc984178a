//! PNG files.
//!
//! A Game Boy picture has few colours, and is stored as indices of 1, 2, 4 or 8 bits then; one of
//! more than 256 colours (a CGB game may change its palettes in each line) is stored as RGB. Both
//! keep every pixel. Compression is done by `miniz_oxide`, whose output does not depend on the
//! machine, so the bytes are the same on every target.

use png::{BitDepth, ColorType, Compression, Encoder, EncodingError, Filter};

use crate::indexed::ColorTable;
use crate::picture::Picture;

/// The picture as a PNG file.
///
/// # Errors
///
/// If the picture is larger than the format allows (2³¹ − 1 pixels a side).
pub fn encode(picture: &Picture) -> Result<Vec<u8>, EncodingError> {
    let mut table = ColorTable::default();
    match table.insert_all(picture.pixels().iter().copied()) {
        Some(indices) => encode_indexed(picture, &table, &indices),
        None => encode_rgb(picture),
    }
}

fn encode_indexed(
    picture: &Picture,
    table: &ColorTable,
    indices: &[u8],
) -> Result<Vec<u8>, EncodingError> {
    let (depth, bits) = match table.len() {
        0..=2 => (BitDepth::One, 1),
        3..=4 => (BitDepth::Two, 2),
        5..=16 => (BitDepth::Four, 4),
        _ => (BitDepth::Eight, 8),
    };
    let per_byte = 8 / bits;
    let mut packed = Vec::with_capacity(indices.len().div_ceil(per_byte));
    for row in indices.chunks(picture.width()) {
        // The leftmost pixel has the highest bits; each row begins with a new byte.
        packed.extend(row.chunks(per_byte).map(|pixels| {
            let place = |(index, &pixel): (usize, &u8)| pixel << (8 - bits * (index + 1));
            pixels.iter().enumerate().map(place).fold(0, |byte, pixel| byte | pixel)
        }));
    }
    write(picture, &packed, |encoder| {
        encoder.set_color(ColorType::Indexed);
        encoder.set_depth(depth);
        encoder.set_palette(table.bytes());
        // Indices are names, not quantities: differences between them compress worse.
        encoder.set_filter(Filter::NoFilter);
    })
}

fn encode_rgb(picture: &Picture) -> Result<Vec<u8>, EncodingError> {
    write(picture, picture.bytes(), |encoder| {
        encoder.set_color(ColorType::Rgb);
        encoder.set_depth(BitDepth::Eight);
    })
}

fn write<'a>(
    picture: &Picture,
    data: &[u8],
    describe: impl FnOnce(&mut Encoder<'a, &mut Vec<u8>>),
) -> Result<Vec<u8>, EncodingError> {
    let mut file = Vec::new();
    let side = |pixels: usize| u32::try_from(pixels).unwrap_or(u32::MAX);
    let mut encoder = Encoder::new(&mut file, side(picture.width()), side(picture.height()));
    encoder.set_compression(Compression::High);
    describe(&mut encoder);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(data)?;
    writer.finish()?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::picture::Rgb;

    /// What another program sees in the file.
    fn decode(file: &[u8]) -> Picture {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(file));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let mut data = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut data).unwrap();
        assert_eq!(info.color_type, ColorType::Rgb);
        let pixels = data.as_chunks::<3>().0.to_vec();
        Picture::from_pixels(info.width as usize, pixels).unwrap()
    }

    fn kind(file: &[u8]) -> (BitDepth, ColorType) {
        let reader = png::Decoder::new(std::io::Cursor::new(file)).read_info().unwrap();
        (reader.info().bit_depth, reader.info().color_type)
    }

    fn with_colors(count: u32) -> Picture {
        let pixels: Vec<Rgb> =
            (0..1000).map(|n| [(n % count) as u8, ((n % count) >> 8) as u8, 77]).collect();
        Picture::from_pixels(25, pixels).unwrap()
    }

    #[test]
    fn depth_follows_the_number_of_colours() {
        for (count, expected) in [
            (2, (BitDepth::One, ColorType::Indexed)),
            (4, (BitDepth::Two, ColorType::Indexed)),
            (16, (BitDepth::Four, ColorType::Indexed)),
            (256, (BitDepth::Eight, ColorType::Indexed)),
            (257, (BitDepth::Eight, ColorType::Rgb)),
        ] {
            let picture = with_colors(count);
            let file = encode(&picture).unwrap();
            assert_eq!(kind(&file), expected, "{count} colours");
            assert_eq!(decode(&file), picture, "{count} colours");
        }
    }

    #[test]
    fn a_blank_game_boy_screen_takes_little_room() {
        let picture = Picture::from_pixels(160, vec![[255; 3]; 160 * 144]).unwrap();
        let size = encode(&picture).unwrap().len();
        assert!(size < 150, "{size} bytes");
    }

    proptest! {
        #[test]
        fn every_pixel_survives(
            width in 1_usize..20,
            colors in 1_u32..400,
            seeds in proptest::collection::vec(any::<u32>(), 1..30),
        ) {
            let color = |n: usize| {
                let seed = seeds[n % seeds.len()].wrapping_mul(n as u32 | 1) % colors;
                [seed as u8, (seed >> 8) as u8, 3]
            };
            let pixels = (0..width * seeds.len()).map(color).collect();
            let picture = Picture::from_pixels(width, pixels).unwrap();
            prop_assert_eq!(decode(&encode(&picture).unwrap()), picture);
        }
    }
}
