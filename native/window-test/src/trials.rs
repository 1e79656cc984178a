//! What is tried, one file each.

pub(crate) mod ending;
pub(crate) mod errors;
pub(crate) mod keys;
pub(crate) mod kills;
pub(crate) mod menu;
pub(crate) mod pace;
pub(crate) mod picture;
pub(crate) mod same_machine;
pub(crate) mod sound;
pub(crate) mod vanishing;

use std::time::Duration;

use anyhow::Result;
use edgeboy_core::{Cartridge, GameBoy, Model};

/// The built-in game, switched on.
fn demo() -> Result<GameBoy> {
    Ok(GameBoy::new(Cartridge::from_bytes(edgeboy_demo::ROM.to_vec())?, Model::Cgb))
}

fn sleep(milliseconds: u64) {
    std::thread::sleep(Duration::from_millis(milliseconds));
}
