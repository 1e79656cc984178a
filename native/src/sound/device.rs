//! The sound device: opened on a thread of its own, and again when it was gone.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use cpal::traits::{DeviceTrait, HostTrait, StreamTrait};
use cpal::{
    BufferSize, ErrorKind, FromSample, SampleFormat, SizedSample, Stream, StreamConfig,
    SupportedBufferSize, SupportedStreamConfig,
};

use super::playout::Playout;
use super::ring::{Signals, Sink, Source, ring};

/// How often a device is looked for while there is none, and looked after while there is one.
const LOOK: Duration = Duration::from_secs(1);
/// The rate that is asked for where a device has several.
const USUAL_RATE: u32 = 48_000;
/// Samples that the device asks for at once: 15 ms at 48 kHz. It keeps twice as many.
const BLOCK: u32 = 720;

/// The sound device, which may come and go.
#[derive(Debug)]
pub(crate) struct Device {
    sources: Receiver<Source>,
    /// The thread ends when this is dropped.
    quit: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Device {
    /// Begins to look for a device.
    pub(crate) fn start() -> Device {
        let (send, sources) = channel();
        let (quit, asked_to_quit) = channel();
        let thread = std::thread::spawn(move || keep_open(&send, &asked_to_quit));
        Device { sources, quit: Some(quit), thread: Some(thread) }
    }

    /// The way to a device that was opened since this was last asked. What went to the one before it
    /// goes nowhere any more.
    pub(crate) fn opened(&self) -> Option<Source> {
        self.sources.try_iter().last()
    }
}

impl Drop for Device {
    fn drop(&mut self) {
        self.quit = None;
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the thread of the sound device has failed");
        }
    }
}

/// Opens a device, waits until it is gone, and begins anew.
fn keep_open(sources: &Sender<Source>, quit: &Receiver<()>) {
    let mut told = false;
    loop {
        // Anew each time, since what it keeps from being written it keeps.
        let _quiet = quiet();
        match open() {
            Ok((playing, source)) => {
                told = false;
                if sources.send(source).is_err() || playing.until_gone(quit) {
                    return;
                }
            }
            Err(error) if !told => {
                told = true;
                tracing::warn!("there is no sound: {error}");
            }
            Err(_) => {}
        }
        if is_asked_to_quit(quit) {
            return;
        }
    }
}

/// Keeps ALSA's library from writing to standard error on this thread, for as long as this is kept.
#[cfg(target_os = "linux")]
fn quiet() -> impl Sized {
    alsa::Output::local_error_handler()
}

#[cfg(not(target_os = "linux"))]
fn quiet() {}

/// Waits a little; whether the program ends.
fn is_asked_to_quit(quit: &Receiver<()>) -> bool {
    !matches!(quit.recv_timeout(LOOK), Err(RecvTimeoutError::Timeout))
}

/// A device that plays until this is dropped.
struct Playing {
    _stream: Stream,
    is_gone: Arc<AtomicBool>,
    signals: Arc<Signals>,
}

impl Playing {
    /// Waits until the device is gone (`false`) or the program ends (`true`).
    fn until_gone(&self, quit: &Receiver<()>) -> bool {
        loop {
            let beats = self.signals.beats();
            if is_asked_to_quit(quit) {
                return true;
            }
            if self.is_gone.load(Relaxed) || self.signals.beats() == beats {
                tracing::warn!("the sound device is gone");
                return false;
            }
        }
    }
}

fn open() -> Result<(Playing, Source), cpal::Error> {
    let device = cpal::default_host()
        .default_output_device()
        .ok_or_else(|| cpal::Error::from(ErrorKind::DeviceNotAvailable))?;
    let best = best_config(&device)?;
    let config = StreamConfig { buffer_size: block(&best), ..best.config() };
    tracing::info!("sound: {device}, {} Hz, {:?}", config.sample_rate, best.sample_format());
    let (source, sink) = ring(config.sample_rate);
    let signals = sink.signals.clone();
    let is_gone = Arc::<AtomicBool>::default();
    let gone = is_gone.clone();
    let stream = match best.sample_format() {
        SampleFormat::I16 => stream::<i16>(&device, config, sink, gone),
        SampleFormat::I32 => stream::<i32>(&device, config, sink, gone),
        SampleFormat::U16 => stream::<u16>(&device, config, sink, gone),
        SampleFormat::U8 => stream::<u8>(&device, config, sink, gone),
        SampleFormat::F64 => stream::<f64>(&device, config, sink, gone),
        _ => stream::<f32>(&device, config, sink, gone),
    }?;
    stream.play()?;
    Ok((Playing { _stream: stream, is_gone, signals }, source))
}

/// What suits the machine best of what the device can: its own sample format in stereo at the usual
/// rate, so that nothing is converted.
fn best_config(device: &cpal::Device) -> Result<SupportedStreamConfig, cpal::Error> {
    let suits = |config: &SupportedStreamConfig| {
        (config.channels() == 2, config.sample_format() == SampleFormat::I16)
    };
    let usual = device.default_output_config()?;
    let at_usual_rate = device
        .supported_output_configs()?
        .filter(|range| (range.min_sample_rate()..=range.max_sample_rate()).contains(&USUAL_RATE))
        .map(|range| range.with_sample_rate(USUAL_RATE));
    let best = at_usual_rate.max_by_key(suits);
    Ok(best.filter(|best| suits(best) >= suits(&usual)).unwrap_or(usual))
}

/// As short a block as goes, for as little delay.
fn block(config: &SupportedStreamConfig) -> BufferSize {
    match config.buffer_size() {
        SupportedBufferSize::Range { min, max } => {
            BufferSize::Fixed(BLOCK.clamp(*min, (*max).max(*min)))
        }
        SupportedBufferSize::Unknown => BufferSize::Default,
    }
}

fn stream<T: SizedSample + FromSample<i16>>(
    device: &cpal::Device,
    config: StreamConfig,
    sink: Sink,
    is_gone: Arc<AtomicBool>,
) -> Result<Stream, cpal::Error> {
    let channels = usize::from(config.channels.max(1));
    let mut playout = Playout::new(sink);
    let render = move |out: &mut [T], _: &cpal::OutputCallbackInfo| {
        playout.render(out.len() / channels, |place, sample| {
            for (channel, out) in out[place * channels..][..channels].iter_mut().enumerate() {
                *out = T::from_sample(level(sample, channel, channels));
            }
        });
    };
    let failed = move |error: cpal::Error| {
        let is_harmless = matches!(error.kind(), ErrorKind::Xrun | ErrorKind::RealtimeDenied);
        // A device that is gone says so again and again.
        if is_harmless || !is_gone.swap(true, Relaxed) {
            tracing::debug!("sound: {error}");
        }
    };
    device.build_output_stream(config, render, failed, None)
}

/// What one of a device's channels plays: both sides where there is one, silence beyond two.
fn level([left, right]: [i16; 2], channel: usize, channels: usize) -> i16 {
    match (channel, channels) {
        (0, 1) => i16::midpoint(left, right),
        (0, _) => left,
        (1, _) => right,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn channels_get_their_side() {
        let all = |channels| (0..channels).map(move |n| level([10, 30], n, channels));
        assert_eq!(all(1).collect::<Vec<_>>(), [20]);
        assert_eq!(all(2).collect::<Vec<_>>(), [10, 30]);
        assert_eq!(all(6).collect::<Vec<_>>(), [10, 30, 0, 0, 0, 0]);
    }
}
