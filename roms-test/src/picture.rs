//! Pictures: reading the PNG files of the suites, comparing them with the screen, and showing what
//! differs.

use std::collections::HashMap;
use std::fmt;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use edgeboy_media::picture::{Picture, Rgb};

/// The largest side of a picture, in pixels. The Super Game Boy's are 256 × 224.
const MAX_SIDE: u32 = 512;

/// A picture file that cannot be used.
#[derive(Debug)]
pub struct PictureError {
    /// The file.
    pub file: PathBuf,
    /// What is wrong with it.
    pub problem: String,
}

impl fmt::Display for PictureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.file.display(), self.problem)
    }
}

impl std::error::Error for PictureError {}

/// How the suites show the four shades of a Game Boy, lightest first.
pub const SHADES: [u8; 4] = [0xFF, 0xAA, 0x55, 0x00];

/// How colours are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// In the top five bits of each channel, which is what the LCD gets on a Game Boy Color.
    FiveBits,
    /// In the top two bits of each channel: for a picture in the four shades, whose greys are not
    /// quite those that a Game Boy Color can be told to show a Game Boy game in (FF, A5, 52, 00).
    TwoBits,
    /// Only which pixels share a colour: for pictures that were taken with some emulator's idea of
    /// what the LCD makes of the colours.
    Partition,
}

/// A picture of `width` pixels a row from bytes in RGB888. `None` if they are not whole rows.
pub fn from_rgb888(width: usize, bytes: &[u8]) -> Option<Picture> {
    let (pixels, rest) = bytes.as_chunks::<3>();
    if rest.is_empty() { Picture::from_pixels(width, pixels.to_vec()) } else { None }
}

/// Reads a PNG file of any colour type and depth. Transparency does not count.
///
/// # Errors
/// A file that cannot be read, is not a PNG, or is larger than any console's screen.
pub fn read(file: &Path) -> Result<Picture, PictureError> {
    let fail = |problem: String| PictureError { file: file.to_owned(), problem };
    let input = File::open(file).map_err(|error| fail(error.to_string()))?;
    let mut decoder = png::Decoder::new(BufReader::new(input));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().map_err(|error| fail(error.to_string()))?;
    let (width, height) = (reader.info().width, reader.info().height);
    if width > MAX_SIDE || height > MAX_SIDE {
        return Err(fail(format!("{width}×{height} pixels are more than a screen has")));
    }
    let size = reader.output_buffer_size().unwrap_or_default();
    let mut buffer = vec![0; size];
    let frame = reader.next_frame(&mut buffer).map_err(|error| fail(error.to_string()))?;
    let samples = frame.color_type.samples();
    let pixels = buffer[..frame.buffer_size()]
        .chunks_exact(samples)
        .map(|pixel| match samples {
            1 | 2 => [pixel[0]; 3],
            _ => [pixel[0], pixel[1], pixel[2]],
        })
        .collect();
    Picture::from_pixels(width as usize, pixels).ok_or_else(|| fail("has no pixels".to_owned()))
}

/// Writes a picture as a PNG file.
///
/// # Errors
/// A file that cannot be written.
pub fn write(picture: &Picture, file: &Path) -> Result<(), PictureError> {
    let fail = |problem: String| PictureError { file: file.to_owned(), problem };
    let bytes = edgeboy_media::png::encode(picture).map_err(|error| fail(error.to_string()))?;
    std::fs::write(file, bytes).map_err(|error| fail(error.to_string()))
}

/// Whether all pixels are in the four shades of a Game Boy.
pub fn is_in_shades(picture: &Picture) -> bool {
    let shades = SHADES.map(|shade| top_bits([shade; 3], 5));
    picture.pixels().iter().all(|&pixel| shades.contains(&top_bits(pixel, 5)))
}

/// Which pixels of a screen are not as `expected`. `None` if the sizes differ.
pub fn differences(
    actual: &Picture,
    expected: &Picture,
    comparison: Comparison,
) -> Option<Vec<bool>> {
    let size = |picture: &Picture| (picture.width(), picture.height());
    if size(actual) != size(expected) {
        return None;
    }
    let pairs = actual.pixels().iter().copied().zip(expected.pixels().iter().copied());
    Some(match comparison {
        Comparison::FiveBits => pairs.map(|(a, b)| top_bits(a, 5) != top_bits(b, 5)).collect(),
        Comparison::TwoBits => pairs.map(|(a, b)| top_bits(a, 2) != top_bits(b, 2)).collect(),
        Comparison::Partition => {
            let (mut there, mut back) = (HashMap::new(), HashMap::new());
            pairs
                .map(|(a, b)| *there.entry(a).or_insert(b) != b || *back.entry(b).or_insert(a) != a)
                .collect()
        }
    })
}

/// A picture in pale grey, with the `marked` pixels in red.
#[must_use]
pub fn with_marks(picture: &Picture, marked: &[bool]) -> Option<Picture> {
    let pixels = picture
        .pixels()
        .iter()
        .zip(marked)
        .map(|(pixel, &marked)| {
            let sum: u16 = pixel.iter().map(|&channel| u16::from(channel)).sum();
            if marked { [0xE0, 0x00, 0x20] } else { [0xA0 + (sum / 9) as u8; 3] }
        })
        .collect();
    Picture::from_pixels(picture.width(), pixels)
}

fn top_bits(colour: Rgb, bits: u32) -> Rgb {
    colour.map(|channel| channel >> (8 - bits))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHITE: Rgb = [0xFF; 3];
    const BLACK: Rgb = [0; 3];

    fn row(pixels: &[Rgb]) -> Picture {
        Picture::from_pixels(pixels.len(), pixels.to_vec()).expect("a row")
    }

    fn equal(actual: &[Rgb], expected: &[Rgb], comparison: Comparison) -> bool {
        let found = differences(&row(actual), &row(expected), comparison);
        !found.expect("pictures of one size").contains(&true)
    }

    #[test]
    fn colours_are_equal_in_their_top_five_bits() {
        let same = |a, b| equal(&[a], &[b], Comparison::FiveBits);
        assert!(same([0x00, 0x63, 0xC6], [0x00, 0x63, 0xC5]));
        assert!(same([0xAD; 3], [0xAA; 3]));
        assert!(!same([0x00, 0x63, 0xC6], [0x08, 0x63, 0xC6]));
        assert!(differences(&row(&[WHITE]), &row(&[WHITE; 2]), Comparison::FiveBits).is_none());
    }

    #[test]
    fn shades_are_equal_in_their_top_two_bits() {
        let [white, light, dark, black] = [0xFF, 0xA5, 0x52, 0x00].map(|grey| [grey; 3]);
        let shades = SHADES.map(|shade| [shade; 3]);
        assert!(equal(&[white, light, dark, black], &shades, Comparison::TwoBits));
        assert!(!equal(&[light], &[dark], Comparison::TwoBits));
        let green = [0x7B, 0xFF, 0x31];
        assert!(!equal(&[green], &[[0xAA; 3]], Comparison::TwoBits));
        assert!(is_in_shades(&row(&shades)));
        assert!(!is_in_shades(&row(&[WHITE, green])));
        assert!(!is_in_shades(&row(&[WHITE, light])));
    }

    #[test]
    fn a_partition_is_the_same_both_ways() {
        let red = [0xFF, 0, 0];
        let partition = |a: &[Rgb], b: &[Rgb]| equal(a, b, Comparison::Partition);
        assert!(partition(&[WHITE, red, WHITE], &[BLACK, WHITE, BLACK]));
        assert!(!partition(&[WHITE, red, WHITE], &[BLACK, BLACK, BLACK]));
        assert!(!partition(&[WHITE, WHITE, WHITE], &[BLACK, WHITE, BLACK]));
    }

    #[test]
    fn reads_every_kind_of_png() {
        use png::{BitDepth, ColorType};
        let folder = tempfile::tempdir().expect("a temporary folder");
        let cases: [(ColorType, BitDepth, &[u8]); 7] = [
            (ColorType::Grayscale, BitDepth::One, &[0b1000_0000]),
            (ColorType::Grayscale, BitDepth::Two, &[0b1100_0000]),
            (ColorType::Grayscale, BitDepth::Eight, &[0xFF, 0x00]),
            (ColorType::Indexed, BitDepth::Four, &[0x10]),
            (ColorType::Indexed, BitDepth::Eight, &[1, 0]),
            (ColorType::Rgb, BitDepth::Eight, &[255, 255, 255, 0, 0, 0]),
            (ColorType::Rgba, BitDepth::Eight, &[255, 255, 255, 255, 0, 0, 0, 255]),
        ];
        for (color, depth, data) in cases {
            let file = folder.path().join("picture.png");
            let mut encoder = png::Encoder::new(File::create(&file).expect("a file"), 2, 1);
            encoder.set_color(color);
            encoder.set_depth(depth);
            if color == ColorType::Indexed {
                encoder.set_palette([BLACK, WHITE].concat());
            }
            let mut writer = encoder.write_header().expect("a header");
            writer.write_image_data(data).expect("the pixels are written");
            writer.finish().expect("the file is finished");
            let picture = read(&file).expect("a good picture");
            assert_eq!(picture, row(&[WHITE, BLACK]), "{color:?} {depth:?}");
        }
    }

    #[test]
    fn refuses_what_is_not_a_picture_of_a_screen() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = folder.path().join("picture.png");
        assert!(read(&file).is_err(), "absent");
        std::fs::write(&file, b"not a PNG").expect("the file is written");
        assert!(read(&file).is_err(), "not a PNG");
        write(&row(&[WHITE; 513]), &file).expect("the picture is written");
        let message = read(&file).expect_err("too wide").to_string();
        assert!(message.contains("513×1"), "{message}");
    }

    #[test]
    fn marks_what_differs() {
        let marked =
            with_marks(&row(&[WHITE, BLACK, WHITE]), &[true, false, false]).expect("a row");
        assert_eq!(marked.pixels(), [[0xE0, 0x00, 0x20], [0xA0; 3], [0xF5; 3]]);
    }
}
