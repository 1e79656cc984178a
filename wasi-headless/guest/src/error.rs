//! Why a run failed.

use std::io;

use edgeboy_core::{BatteryError, BootRomError, CartridgeError, StateError};
use edgeboy_media::{gif, wav};
use thiserror::Error;

/// Why a run failed. Each message is that of the part which found the fault, and says what was
/// found; which of the inputs is at fault, the variant tells.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// The ROM is none that can be run.
    #[error(transparent)]
    Rom(#[from] CartridgeError),
    /// The boot ROM does not fit the model.
    #[error(transparent)]
    BootRom(#[from] BootRomError),
    /// The battery save does not fit the cartridge.
    #[error(transparent)]
    Battery(#[from] BatteryError),
    /// The state is damaged, or is one of another game or model.
    #[error(transparent)]
    State(#[from] StateError),
    /// The GIF cannot be made.
    #[error(transparent)]
    Gif(#[from] gif::Error),
    /// The sound is too long for a WAV file.
    #[error(transparent)]
    Wav(#[from] wav::TooLong),
    /// The receiver of the pictures failed.
    #[error(transparent)]
    Pictures(#[from] io::Error),
}
