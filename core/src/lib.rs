//! A Game Boy, Super Game Boy and Game Boy Color.
//!
//! This crate is the machine alone: no files, no clock, no threads, no randomness, no `unsafe`. The
//! same ROM and the same inputs give the same pictures, sound and state on every platform.
//!
//! ```
//! use edgeboy_core::{Buttons, Cartridge, GameBoy, Model};
//!
//! // A ROM that does nothing but loop: `JR -2` at its entry point.
//! let mut rom = vec![0; 0x8000];
//! rom[0x100..0x102].copy_from_slice(&[0x18, 0xFE]);
//!
//! let cartridge = Cartridge::from_bytes(rom)?;
//! let mut gb = GameBoy::new(cartridge, Model::Dmg);
//! gb.set_sample_rate(48_000);
//! gb.set_buttons(Buttons::A | Buttons::START);
//! for _ in 0..60 {
//!     gb.run_frame();
//! }
//! assert_eq!(gb.frame().len(), edgeboy_core::LCD_WIDTH * edgeboy_core::LCD_HEIGHT);
//! assert!(gb.take_audio().len() > 47_000);
//!
//! let state = gb.save_state();
//! let hash = gb.state_hash();
//! gb.run_frame();
//! gb.load_state(&state)?;
//! assert_eq!(gb.state_hash(), hash);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;

mod apu;
mod boot;
mod boot_rom;
mod bus;
pub mod cartridge;
pub mod cpu;
#[cfg(test)]
mod foretelling;
mod gameboy;
mod infrared;
mod interrupts;
mod joypad;
mod link;
mod model;
mod ppu;
mod serial;
mod sgb;
mod state;
mod sync_policy;
mod time;
mod timer;

pub use apu::Channel;
pub use boot_rom::BootRomError;
pub use cartridge::{BatteryError, Cartridge, CartridgeError};
pub use cpu::Registers;
pub use gameboy::GameBoy;
pub use joypad::Buttons;
pub use link::Link;
pub use model::Model;
pub use ppu::{LCD_HEIGHT, LCD_WIDTH};
pub use serial::{NoPeer, SerialPeer};
pub use sgb::{BORDER_HEIGHT, BORDER_WIDTH};
pub use state::StateError;
pub use sync_policy::SyncPolicy;
pub use time::Ticks;
