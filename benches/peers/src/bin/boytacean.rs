//! Runs boytacean.

use std::hint::black_box;

use anyhow::{Result, anyhow};
use boytacean::gb::{GameBoy, GameBoyMode};
use edgeboy_peers::{Peer, has_color, locked_version, run};

/// T-cycles in a frame.
const FRAME: u32 = 70_224;

struct Boytacean {
    game_boy: GameBoy,
    /// T-cycles into the present frame.
    cycles: u32,
}

impl Peer for Boytacean {
    fn run_frame(&mut self) {
        // By cycles, since a frame of its own never ends while the display is off.
        while self.cycles < FRAME {
            let cycles = u32::from(self.game_boy.clock());
            self.cycles += cycles >> self.game_boy.speed().shift();
        }
        self.cycles -= FRAME;
        black_box(self.game_boy.audio_buffer().len());
        self.game_boy.apu().clear_audio_buffer();
    }

    fn picture(&mut self, rgb: &mut Vec<u8>) {
        rgb.extend_from_slice(self.game_boy.frame_buffer());
    }
}

fn main() -> Result<()> {
    run(locked_version("boytacean"), |_, rom| {
        let mode = if has_color(rom) { GameBoyMode::Cgb } else { GameBoyMode::Dmg };
        let mut game_boy = GameBoy::new(Some(mode));
        game_boy.load(true).map_err(|error| anyhow!("{error}"))?;
        game_boy.load_rom(rom, None).map_err(|error| anyhow!("{error}"))?;
        // Its boot ROM is over when the game's first instruction is about to run.
        game_boy.step_to(0x100);
        Ok(Boytacean { game_boy, cycles: 0 })
    })
}
