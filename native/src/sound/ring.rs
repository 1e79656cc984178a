//! Samples on their way to the device's thread, and what the two sides tell each other.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed};

use rtrb::{Consumer, Producer, RingBuffer};

use super::Sample;

/// Samples that fit in: a sixth of a second at 48 kHz, several times what is kept ready.
const CAPACITY: usize = 8192;

/// The machine's end.
#[derive(Debug)]
pub(crate) struct Source {
    pub(super) samples: Producer<Sample>,
    pub(super) signals: Arc<Signals>,
    /// Samples per second.
    pub(super) rate: u32,
}

/// The device's end.
#[derive(Debug)]
pub(super) struct Sink {
    pub(super) samples: Consumer<Sample>,
    pub(super) signals: Arc<Signals>,
}

/// Each is written by one side and read by the other.
#[derive(Debug, Default)]
pub(super) struct Signals {
    open: AtomicBool,
    beats: AtomicU32,
    underruns: AtomicU32,
}

impl Signals {
    /// Machine: whether samples are to be heard.
    pub(super) fn set_open(&self, open: bool) {
        self.open.store(open, Relaxed);
    }

    pub(super) fn is_open(&self) -> bool {
        self.open.load(Relaxed)
    }

    /// Device: it has asked for sound.
    pub(super) fn beat(&self) {
        self.beats.fetch_add(1, Relaxed);
    }

    pub(super) fn beats(&self) -> u32 {
        self.beats.load(Relaxed)
    }

    /// Device: it wanted sound, and there was none.
    pub(super) fn count_underrun(&self) {
        self.underruns.fetch_add(1, Relaxed);
    }

    pub(super) fn underruns(&self) -> u32 {
        self.underruns.load(Relaxed)
    }
}

/// Both ends for a device of this rate.
pub(super) fn ring(rate: u32) -> (Source, Sink) {
    let (to, from) = RingBuffer::new(CAPACITY);
    let signals = Arc::<Signals>::default();
    let source = Source { samples: to, signals: signals.clone(), rate };
    (source, Sink { samples: from, signals })
}

impl Source {
    /// Samples that wait.
    pub(super) fn waiting(&self) -> usize {
        CAPACITY - self.samples.slots()
    }

    /// Appends samples; those that do not fit in are left out.
    pub(super) fn write(&mut self, samples: impl Iterator<Item = Sample>) {
        for sample in samples {
            if self.samples.push(sample).is_err() {
                return;
            }
        }
    }
}
