//! WAV files: 16-bit stereo PCM.

use std::fmt;
use std::io::Cursor;

/// The bytes of one stereo sample in the file.
const SAMPLE_BYTES: u64 = 4;

/// The most samples that a file may hold: its sizes are 32-bit numbers, which count the 44 bytes
/// of the header, too.
pub const MAX_SAMPLES: u64 = (u32::MAX as u64 - 44) / SAMPLE_BYTES;

/// A sound is too long for the format, whose sizes are 32-bit numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLong {
    /// How many stereo samples there are.
    pub samples: u64,
}

impl TooLong {
    /// Checks a length before any sample is made.
    ///
    /// # Errors
    ///
    /// If there are more than [`MAX_SAMPLES`].
    pub fn check(samples: u64) -> Result<(), TooLong> {
        if samples <= MAX_SAMPLES { Ok(()) } else { Err(TooLong { samples }) }
    }
}

impl fmt::Display for TooLong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "a WAV file holds at most {MAX_SAMPLES} stereo samples (4 GiB); this sound has {}",
            self.samples
        )
    }
}

impl std::error::Error for TooLong {}

/// The samples (left, right) at `rate` per second as a WAV file.
///
/// # Errors
///
/// If there are more than [`MAX_SAMPLES`].
///
/// # Panics
///
/// Never: the file is written to memory, which does not fail.
pub fn encode(samples: &[[i16; 2]], rate: u32) -> Result<Vec<u8>, TooLong> {
    TooLong::check(samples.len() as u64)?;
    let mut file = Vec::with_capacity(44 + size_of_val(samples));
    write(samples, rate, &mut file).expect("memory takes every byte");
    Ok(file)
}

fn write(samples: &[[i16; 2]], rate: u32, file: &mut Vec<u8>) -> Result<(), hound::Error> {
    let format = hound::WavSpec {
        channels: 2,
        sample_rate: rate,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut writer = hound::WavWriter::new(Cursor::new(file), format)?;
    // Blocks keep hound's buffer, which is as large as what it is told of, small.
    for block in samples.chunks(1 << 16) {
        let mut out = writer.get_i16_writer(2 * block.len() as u32);
        block.as_flattened().iter().for_each(|&level| out.write_sample(level));
        out.flush()?;
    }
    writer.finalize()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_are_read_back() {
        let samples: Vec<[i16; 2]> = (0..70_000).map(|n| [n as i16, !n as i16]).collect();
        let file = encode(&samples, 44_100).unwrap();
        let mut reader = hound::WavReader::new(file.as_slice()).unwrap();
        let format = reader.spec();
        assert_eq!((format.channels, format.sample_rate), (2, 44_100));
        let levels: Vec<i16> = reader.samples().map(Result::unwrap).collect();
        assert_eq!(levels, samples.as_flattened());
    }

    #[test]
    fn silence_of_no_length_is_a_file() {
        assert_eq!(encode(&[], 48_000).unwrap().len(), 44);
    }

    #[test]
    fn lengths_beyond_the_format_are_refused() {
        assert_eq!(TooLong::check(MAX_SAMPLES), Ok(()));
        let error = TooLong::check(MAX_SAMPLES + 1).unwrap_err();
        assert!(error.to_string().contains(&(MAX_SAMPLES + 1).to_string()));
    }
}
