//! Recording while one plays: a GIF of the picture, a WAV of the sound.

use std::time::Duration;

use edgeboy_core::{GameBoy, Model, Ticks};
use edgeboy_media::color::Colors;
use edgeboy_media::gif::{self, Recorder};
use edgeboy_media::picture::Picture;
use edgeboy_media::wav::{self, TooLong};

use crate::sound::Sample;

/// Every so many frames there is a picture, as in the page and the headless program.
const GIF_EVERY: u64 = 3;
/// A GIF ends by itself after so many frames, ten minutes.
const LONGEST_GIF: u64 = 600 * 60;

/// A GIF that grows.
#[derive(Debug)]
pub(crate) struct GifRecording {
    recorder: Recorder,
    model: Model,
    frames: u64,
}

impl GifRecording {
    pub(crate) fn begin(model: Model) -> GifRecording {
        GifRecording { recorder: Recorder::new(2), model, frames: 0 }
    }

    /// A frame was run. Whether there may be more.
    pub(crate) fn frame(&mut self, machine: &GameBoy, colors: &Colors) -> Result<bool, gif::Error> {
        if self.frames.is_multiple_of(GIF_EVERY) {
            self.recorder.add(&Picture::from_frame(machine.frame(), colors), self.now())?;
        }
        self.frames += 1;
        Ok(self.frames < LONGEST_GIF)
    }

    /// The file.
    pub(crate) fn finish(self) -> Result<Vec<u8>, gif::Error> {
        let end = self.now();
        self.recorder.finish(end)
    }

    /// Time goes by frames that were shown: going back or loading a state does not turn it round.
    fn now(&self) -> Duration {
        self.model.duration(Ticks(self.frames * Ticks::FRAME.0))
    }
}

/// Sound that grows.
#[derive(Debug)]
pub(crate) struct WavRecording {
    samples: Vec<Sample>,
    rate: u32,
}

impl WavRecording {
    /// Of so many samples a second.
    pub(crate) fn begin(rate: u32) -> WavRecording {
        WavRecording { samples: Vec::new(), rate }
    }

    /// These were heard.
    pub(crate) fn add(&mut self, samples: &[Sample]) {
        self.samples.extend_from_slice(samples);
    }

    /// The file.
    pub(crate) fn finish(self) -> Result<Vec<u8>, TooLong> {
        wav::encode(&self.samples, self.rate)
    }
}
