//! Runs mizu-core.

use std::hint::black_box;

use anyhow::{Result, anyhow};
use edgeboy_peers::{Peer, has_color, locked_version, run};
use mizu_core::{GameBoy, GameBoyConfig};

struct Mizu(GameBoy);

impl Peer for Mizu {
    fn run_frame(&mut self) {
        self.0.clock_for_frame();
        black_box(self.0.audio_buffers().all());
    }

    fn picture(&mut self, rgb: &mut Vec<u8>) {
        rgb.extend_from_slice(self.0.screen_buffer());
    }
}

fn main() -> Result<()> {
    run(locked_version("mizu-core"), |path, rom| {
        let game_boy = GameBoy::builder(path)
            .config(GameBoyConfig { is_dmg: !has_color(rom) })
            .sram_file("/nonexistent")
            .save_on_shutdown(false)
            .build();
        game_boy.map(Mizu).map_err(|error| anyhow!("{error}"))
    })
}
