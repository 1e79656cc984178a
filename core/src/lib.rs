//! skeleton
#![no_std]
#![forbid(unsafe_code)]
extern crate alloc;
mod apu;
pub mod model;
pub mod time;
