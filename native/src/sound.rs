//! Sound: from the machine to the device, and the device's clock back to the machine.
//!
//! ```text
//! machine ──► Feed ──► ring ──► Playout ──► device      (the device's own thread; no lock, no wait)
//!    ▲          │
//!    └─ stretch ┘   how many samples wait says whether frames should come a little sooner or later
//! ```
//!
//! So the device's clock is the machine's, and each sample is heard as it was made: none is left out,
//! repeated or resampled.

mod device;
mod feed;
mod playout;
mod ring;

pub(crate) use device::Device;
pub(crate) use feed::Feed;

/// Left and right.
pub(crate) type Sample = [i16; 2];
