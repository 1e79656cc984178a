//! The built-in demo game as a ROM image, assembled from `game/`, `art/` and `music/` when this crate is built.
#![no_std]
#![forbid(unsafe_code)]

/// The ROM: 32 KiB, MBC5 with 8 KiB of battery RAM, for DMG (in greys) and CGB (in colour).
pub static ROM: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/demo.gb"));

/// The addresses of the game's labels, as the `.sym` file that debuggers read.
pub static SYMBOLS: &str = include_str!(concat!(env!("OUT_DIR"), "/demo.sym"));
