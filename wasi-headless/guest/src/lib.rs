//! Runs a Game Boy without a screen.
//!
//! One program, compiled natively and to WASI, gives the same bytes on both:
//!
//! ```text
//! edgeboy-headless render GAME.gb --frames 600 --input 120:START --png title.png --json
//! ```
//!
//! [`render`] does the same inside a process, without files; [`run`] is the command line around it.
//! `docs/headless.md` in the repository describes the command line.
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use edgeboy_headless::{RenderOptions, render};
//!
//! // A ROM of no more than a header that says "32 KiB, no mapper", and an endless loop at 0150.
//! let mut rom = vec![0; 0x8000];
//! rom[0x100..0x104].copy_from_slice(&[0x00, 0xC3, 0x50, 0x01]); // NOP; JP 0150
//! rom[0x150..0x152].copy_from_slice(&[0x18, 0xFE]); // JR 0150
//!
//! let options = RenderOptions { frames: 60, ..RenderOptions::default() };
//! let outcome = render(rom, &options)?;
//! assert_eq!(outcome.report().frames, 60);
//! assert_eq!(outcome.picture.width(), 160);
//! # Ok(())
//! # }
//! ```

#![forbid(unsafe_code)]

mod args;
mod commands;
pub mod door;
mod error;
mod files;
mod record;
mod render;
mod report;

pub use crate::commands::{Exit, Streams, run};
pub use crate::error::Error;
pub use crate::render::{Outcome, RenderOptions, render, render_with};
pub use crate::report::{CartridgeInfo, Hash, OpcodeReport, Peek, Peeked, Report};
