//! Where a channel tells of its new output levels while time passes.

/// A receiver of level changes.
pub(super) trait LevelSink {
    /// Whether anybody listens. A channel may jump over changes that nobody hears.
    const HEARD: bool;

    /// The channel's digital output is `level` (0 to 15) from `after` 2 MHz cycles past the start
    /// of the span that is being advanced over.
    fn level(&mut self, after: u32, level: u8);
}

/// Nobody listens.
pub(super) struct Unheard;

impl LevelSink for Unheard {
    const HEARD: bool = false;

    #[inline]
    fn level(&mut self, _after: u32, _level: u8) {}
}
