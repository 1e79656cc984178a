//! skeleton
#![no_std]
#![forbid(unsafe_code)]
extern crate alloc;
pub mod cartridge;
pub mod model;
pub mod time;
