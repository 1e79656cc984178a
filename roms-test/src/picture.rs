//! Pictures: reading the PNG files of the suites, comparing them with the screen, and showing what
//! differs.

use std::collections::HashMap;
use std::fmt;
use std::fs::File;
use std::io::{BufReader, BufWriter};
use std::path::{Path, PathBuf};

/// A colour: red, green, blue.
pub type Rgb = [u8; 3];

/// The largest side of a picture, in pixels. The Super Game Boy's are 256 × 224.
const MAX_SIDE: u32 = 512;

/// A picture of RGB pixels, row by row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Pixels in a row.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// The pixels.
    pub pixels: Vec<Rgb>,
}

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

/// How the screen shows the four shades of a Game Boy, lightest first.
const SHADES: [u8; 4] = [0xFF, 0xAA, 0x55, 0x00];

/// The colours in which a Game Boy Color shows the four shades of a Game Boy game that it does not
/// know, for the background and for objects (Pan Docs, "Power-Up Sequence", compatibility palettes).
const COMPATIBILITY: [[Rgb; 2]; 4] = [
    [[0xFF, 0xFF, 0xFF], [0xFF, 0xFF, 0xFF]],
    [[0x7B, 0xFF, 0x31], [0xFF, 0x84, 0x84]],
    [[0x00, 0x63, 0xC6], [0x94, 0x3A, 0x3A]],
    [[0x00, 0x00, 0x00], [0x00, 0x00, 0x00]],
];

/// How colours are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// In the top five bits of each channel, which is what the LCD gets on a Game Boy Color.
    FiveBits,
    /// A picture in the four shades, with the screen of a Game Boy Color that runs a Game Boy game:
    /// each shade may be in its colour for the background or for objects.
    Shades,
    /// Only which pixels share a colour: for pictures that were taken with some emulator's idea of
    /// what the LCD makes of the colours.
    Partition,
}

impl Picture {
    /// A picture of `width` × `height` pixels from bytes in RGB888. `None` if there are more or
    /// fewer bytes than that takes.
    pub fn from_rgb888(width: usize, height: usize, bytes: &[u8]) -> Option<Picture> {
        let (pixels, rest) = bytes.as_chunks::<3>();
        (rest.is_empty() && pixels.len() == width * height).then(|| Picture {
            width,
            height,
            pixels: pixels.to_vec(),
        })
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
        Ok(Picture { width: width as usize, height: height as usize, pixels })
    }

    /// Writes the picture as a PNG file.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn write(&self, file: &Path) -> Result<(), PictureError> {
        let fail = |problem: String| PictureError { file: file.to_owned(), problem };
        let output = File::create(file).map_err(|error| fail(error.to_string()))?;
        let (width, height) = (self.width as u32, self.height as u32);
        let mut encoder = png::Encoder::new(BufWriter::new(output), width, height);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        encoder
            .write_header()
            .and_then(|mut writer| writer.write_image_data(self.pixels.as_flattened()))
            .map_err(|error| fail(error.to_string()))
    }

    /// Whether all pixels are in the four shades of a Game Boy.
    pub fn is_in_shades(&self) -> bool {
        self.pixels.iter().all(|&pixel| shade(pixel).is_some())
    }

    /// Which pixels of this screen are not as `expected`. `None` if the sizes differ.
    pub fn differences(&self, expected: &Picture, comparison: Comparison) -> Option<Vec<bool>> {
        if (self.width, self.height) != (expected.width, expected.height) {
            return None;
        }
        let pairs = self.pixels.iter().copied().zip(expected.pixels.iter().copied());
        Some(match comparison {
            Comparison::FiveBits => pairs.map(|(a, b)| five_bits(a) != five_bits(b)).collect(),
            Comparison::Shades => pairs.map(|(a, b)| !shows_shade(a, b)).collect(),
            Comparison::Partition => {
                let (mut there, mut back) = (HashMap::new(), HashMap::new());
                pairs
                    .map(|(a, b)| {
                        *there.entry(a).or_insert(b) != b || *back.entry(b).or_insert(a) != a
                    })
                    .collect()
            }
        })
    }

    /// The picture in pale grey, with the `marked` pixels in red.
    #[must_use]
    pub fn with_marks(&self, marked: &[bool]) -> Picture {
        let pixels = self
            .pixels
            .iter()
            .zip(marked)
            .map(|(pixel, &marked)| {
                let sum: u16 = pixel.iter().map(|&channel| u16::from(channel)).sum();
                if marked { [0xE0, 0x00, 0x20] } else { [0xA0 + (sum / 9) as u8; 3] }
            })
            .collect();
        Picture { pixels, ..*self }
    }
}

fn five_bits(colour: Rgb) -> Rgb {
    colour.map(|channel| channel >> 3)
}

fn shade(colour: Rgb) -> Option<usize> {
    SHADES.iter().position(|&shade| five_bits(colour) == five_bits([shade; 3]))
}

fn shows_shade(actual: Rgb, expected: Rgb) -> bool {
    shade(expected).is_some_and(|shade| {
        COMPATIBILITY[shade].iter().any(|&colour| five_bits(colour) == five_bits(actual))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHITE: Rgb = [0xFF; 3];
    const BLACK: Rgb = [0; 3];

    fn row(pixels: &[Rgb]) -> Picture {
        Picture { width: pixels.len(), height: 1, pixels: pixels.to_vec() }
    }

    fn equal(actual: &[Rgb], expected: &[Rgb], comparison: Comparison) -> bool {
        let differences = row(actual).differences(&row(expected), comparison);
        !differences.expect("pictures of one size").contains(&true)
    }

    #[test]
    fn colours_are_equal_in_their_top_five_bits() {
        let same = |a, b| equal(&[a], &[b], Comparison::FiveBits);
        assert!(same([0x00, 0x63, 0xC6], [0x00, 0x63, 0xC5]));
        assert!(same([0xAD; 3], [0xAA; 3]));
        assert!(!same([0x00, 0x63, 0xC6], [0x08, 0x63, 0xC6]));
        assert!(row(&[WHITE]).differences(&row(&[WHITE; 2]), Comparison::FiveBits).is_none());
    }

    #[test]
    fn a_colour_screen_shows_shades_in_the_compatibility_colours() {
        let green = [0x7B, 0xFF, 0x31];
        let pink = [0xFF, 0x84, 0x84];
        let light = [0xAA; 3];
        assert!(equal(
            &[WHITE, green, pink, BLACK],
            &[WHITE, light, light, BLACK],
            Comparison::Shades
        ));
        assert!(!equal(&[green], &[[0x55; 3]], Comparison::Shades));
        assert!(
            !equal(&[light], &[light], Comparison::Shades),
            "there is no grey on such a screen"
        );
        assert!(row(&[WHITE, light]).is_in_shades());
        assert!(!row(&[WHITE, green]).is_in_shades());
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
            let picture = Picture::read(&file).expect("a good picture");
            assert_eq!(picture, row(&[WHITE, BLACK]), "{color:?} {depth:?}");
        }
    }

    #[test]
    fn refuses_what_is_not_a_picture_of_a_screen() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = folder.path().join("picture.png");
        assert!(Picture::read(&file).is_err(), "absent");
        std::fs::write(&file, b"not a PNG").expect("the file is written");
        assert!(Picture::read(&file).is_err(), "not a PNG");
        row(&[WHITE; 513]).write(&file).expect("the picture is written");
        let message = Picture::read(&file).expect_err("too wide").to_string();
        assert!(message.contains("513×1"), "{message}");
    }

    #[test]
    fn marks_what_differs() {
        let marked = row(&[WHITE, BLACK, WHITE]).with_marks(&[true, false, false]);
        assert_eq!(marked.pixels, [[0xE0, 0x00, 0x20], [0xA0; 3], [0xF5; 3]]);
    }
}
