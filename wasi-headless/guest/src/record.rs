//! What is taken down while the machine runs: sound and moving pictures.

use std::time::Duration;

use edgeboy_core::{GameBoy, Model, Ticks};
use edgeboy_media::{gif, wav};
use xxhash_rust::xxh3::Xxh3;

use crate::report::Hash;
use crate::{Error, RenderOptions};

/// The sound of a run: its hash, and its samples if they are wanted for a WAV file.
pub(crate) struct SoundRecorder {
    rate: u32,
    hash: Xxh3,
    samples: Option<Vec<[i16; 2]>>,
}

impl SoundRecorder {
    /// A recorder if the options ask for sound, which the machine then makes.
    pub(crate) fn new(
        options: &RenderOptions,
        machine: &mut GameBoy,
    ) -> Result<Option<SoundRecorder>, Error> {
        if !options.audio_hash && !options.wav {
            return Ok(None);
        }
        let rate = options.sample_rate;
        if options.wav {
            let ticks = u128::from(options.frames) * u128::from(Ticks::FRAME.0);
            let second = machine.model().ticks_per_second();
            let samples = ticks * u128::from(rate) / u128::from(second);
            wav::TooLong::check(u64::try_from(samples).unwrap_or(u64::MAX))?;
        }
        machine.set_sample_rate(rate);
        let samples = options.wav.then(Vec::new);
        Ok(Some(SoundRecorder { rate, hash: Xxh3::new(), samples }))
    }

    /// Takes what the machine has made since the last time.
    pub(crate) fn take(&mut self, machine: &mut GameBoy) {
        let new = machine.take_audio();
        let mut bytes = vec![0; 4 * new.len()];
        for (place, [left, right]) in bytes.as_chunks_mut::<4>().0.iter_mut().zip(&new) {
            let both = u32::from(*left as u16) | u32::from(*right as u16) << 16;
            *place = both.to_le_bytes();
        }
        self.hash.update(&bytes);
        if let Some(samples) = &mut self.samples {
            samples.extend(new);
        }
    }

    pub(crate) fn rate(&self) -> u32 {
        self.rate
    }

    pub(crate) fn hash(&self) -> Hash {
        Hash(self.hash.digest())
    }

    /// The WAV file, if it was asked for.
    pub(crate) fn into_wav(self) -> Result<Option<Vec<u8>>, Error> {
        let file = self.samples.map(|samples| wav::encode(&samples, self.rate));
        Ok(file.transpose()?)
    }
}

/// The GIF of a run. Frame numbers are those of the run.
pub(crate) struct GifRecorder {
    recorder: gif::Recorder,
    model: Model,
    step: u64,
    last: Option<u64>,
}

impl GifRecorder {
    /// A GIF takes every third frame if it is not told otherwise: nearly 20 pictures a second,
    /// which all browsers show at that speed.
    const DEFAULT_STEP: u64 = 3;

    pub(crate) fn new(options: &RenderOptions, model: Model) -> GifRecorder {
        GifRecorder {
            recorder: gif::Recorder::new(options.scale),
            model,
            step: options.every.map_or(GifRecorder::DEFAULT_STEP, |every| every.get().into()),
            last: None,
        }
    }

    /// Whether the picture after so many frames belongs in the GIF.
    pub(crate) fn wants(&self, frames: u64) -> bool {
        frames.is_multiple_of(self.step)
    }

    /// Shows a picture from the end of so many frames on.
    pub(crate) fn add(
        &mut self,
        picture: &edgeboy_media::picture::Picture,
        frames: u64,
    ) -> Result<(), Error> {
        self.recorder.add(picture, self.time_of(frames))?;
        self.last = Some(frames);
        Ok(())
    }

    /// Whether the picture after so many frames is the last one added.
    pub(crate) fn ends_at(&self, frames: u64) -> bool {
        self.last == Some(frames)
    }

    /// The file; the last picture is shown for as long as any other.
    pub(crate) fn finish(self) -> Result<Vec<u8>, Error> {
        let end = self.time_of(self.last.unwrap_or_default().saturating_add(self.step));
        Ok(self.recorder.finish(end)?)
    }

    fn time_of(&self, frames: u64) -> Duration {
        self.model.duration(Ticks(frames.saturating_mul(Ticks::FRAME.0)))
    }
}
