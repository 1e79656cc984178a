//! The machine for browsers: one class over the core, thin and without opinions.
//!
//! The page decides what to show and when; here bytes go in and come out. What a page may get wrong
//! is a [`MachineError`], in JavaScript an `Error` with a `name`; every other input does something
//! sensible. Every method also runs natively, which is how they are tested.
//!
//! | module | what it has |
//! |---|---|
//! | `machine` | making one, buttons, running |
//! | `info` | what the cartridge says about itself |
//! | `picture` | the picture as a canvas takes it |
//! | `sound` | samples, channels |
//! | `rewind` | going back in time |
//! | `saves` | states, battery saves, the clock |
//! | `inspect` | memory and registers |
//! | `palettes` | the named palettes |

mod error;
mod info;
mod inspect;
mod machine;
mod number;
mod palettes;
mod picture;
mod rewind;
mod saves;
mod sound;

pub use error::MachineError;
pub use machine::Machine;
pub use palettes::{palette_colors, palette_names};
