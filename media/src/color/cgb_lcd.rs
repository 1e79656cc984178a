//! The light of a CGB's LCD, as a monitor shows it.
//!
//! Its subpixels are not the red, green and blue of a monitor (sRGB): its green lights a good part
//! of red and blue as well, for example, so colors that games chose by it look too strong on a
//! monitor. How much of each a subpixel lights was measured by Pokefan531 and published as the sRGB
//! profile of `gbc-color.slang`, <https://github.com/Pokefan531/Handheld-Colorspace-Shaders> (public
//! domain). The profile also dims the picture by a tenth to keep yellow within range; here white
//! stays as bright as it is, and what is out of range is clipped.
//!
//! All of this is done with sums, products and quotients, which give the same on every platform, as
//! the power function does not.

use std::sync::LazyLock;

use super::spread;
use crate::picture::Rgb;

/// What the red, the green and the blue subpixel light of a monitor's red, green and blue, as parts
/// of linear light. The columns sum up to one: equal levels are grey.
const LIT_BY_SUBPIXEL: [[f64; 3]; 3] =
    [[0.8425, 0.115, 0.155], [0.2625, 0.61, 0.265], [-0.105, 0.275, 0.58]];

/// The color of each RGB555 value.
pub(super) fn table() -> &'static [Rgb] {
    static TABLE: LazyLock<Vec<Rgb>> = LazyLock::new(build);
    &TABLE
}

fn build() -> Vec<Rgb> {
    let linear: Vec<f64> =
        (0..32).map(|level| to_linear(f64::from(spread(level)) / 255.0)).collect();
    let encoder = Encoder::new();
    let channel = |value: u16, shift: u32| linear[usize::from(value >> shift & 0x1F)];
    (0..1 << 15)
        .map(|value| {
            let levels = [channel(value, 0), channel(value, 5), channel(value, 10)];
            [0, 1, 2].map(|color| {
                let lit = |subpixel: usize| levels[subpixel] * LIT_BY_SUBPIXEL[subpixel][color];
                encoder.encode(lit(0) + lit(1) + lit(2))
            })
        })
        .collect()
}

/// From linear light, 0 to 1, to a monitor's eight bits.
struct Encoder {
    /// The least light of each value from 1 on.
    least: Vec<f64>,
}

impl Encoder {
    fn new() -> Encoder {
        Encoder { least: (1..=255).map(|v| to_linear((f64::from(v) - 0.5) / 255.0)).collect() }
    }

    fn encode(&self, light: f64) -> u8 {
        self.least.partition_point(|&least| least <= light) as u8
    }
}

/// The light that a level from 0 to 1 makes: its power of 2.2, that is the fifth root of its 11th
/// power.
fn to_linear(level: f64) -> f64 {
    let to_the_11th = (0..11).fold(1.0, |product, _| product * level);
    // Newton's method from above, where it never overshoots.
    let mut root = 1.0;
    for _ in 0..200 {
        root = (4.0 * root + to_the_11th / (root * root * root * root)) / 5.0;
    }
    root
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(red: u16, green: u16, blue: u16) -> Rgb {
        table()[usize::from(red | green << 5 | blue << 10)]
    }

    #[test]
    fn light_is_the_power_of_2_2() {
        for level in (0..=1000).map(|level| f64::from(level) / 1000.0) {
            let error = to_linear(level) - level.powf(2.2);
            assert!(error.abs() < 1e-9, "{level}: {error}");
        }
    }

    #[test]
    fn pure_colors_are_those_of_the_profile() {
        // 0.115 of a monitor's green is 255 * 0.115^(1 / 2.2) = 95, and so on.
        assert_eq!(shown(31, 0, 0), [236, 95, 109]);
        assert_eq!(shown(0, 31, 0), [139, 204, 139]);
        assert_eq!(shown(0, 0, 31), [0, 142, 199]);
        assert_eq!(shown(31, 31, 0), [255, 220, 172]);
    }

    #[test]
    fn more_of_a_channel_is_never_darker() {
        for (own, shift) in [0, 5, 10].into_iter().enumerate() {
            for value in (0..0x7FFF_u16).filter(|value| value >> shift & 0x1F < 0x1F) {
                let [now, more] = [value, value + (1 << shift)].map(|v| table()[usize::from(v)]);
                assert!(more[own] >= now[own], "{value:04X}");
            }
        }
    }
}
