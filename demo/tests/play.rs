//! The game as it is played: by itself, by a script, and by a player who beats the high score.

use edgeboy_core::{Buttons, Cartridge, GameBoy, Model};
use edgeboy_demo::{ROM, SYMBOLS};

/// The game in a machine, with its variables by name.
struct Game {
    machine: GameBoy,
}

impl Game {
    fn new(model: Model) -> Game {
        let cartridge = Cartridge::from_bytes(ROM.to_vec()).unwrap();
        Game { machine: GameBoy::new(cartridge, model) }
    }

    fn peek(&self, name: &str, offset: u16) -> u8 {
        let line = SYMBOLS.lines().find(|line| &line[8..] == name).unwrap();
        let address = u16::from_str_radix(&line[3..7], 16).unwrap();
        self.machine.peek(address + offset)
    }

    fn run(&mut self, frames: u32, held: Buttons) {
        self.machine.set_buttons(held);
        for _ in 0..frames {
            self.machine.run_frame();
        }
    }

    /// A BCD number, high digits first.
    fn bcd(&self, name: &str, bytes: u16) -> u32 {
        let digits = |value: u8| u32::from(value >> 4) * 10 + u32::from(value & 0x0F);
        (0..bytes).fold(0, |sum, i| sum * 100 + digits(self.peek(name, i)))
    }

    fn score(&self) -> u32 {
        self.bcd("wScore", 3)
    }

    /// The roof's line at a pixel of the screen.
    fn roof(&self, pixel: u8) -> u8 {
        let column = self.peek("wCamera", 1).wrapping_add(pixel) >> 3;
        self.peek("wHeights", u16::from(column))
    }

    /// Whether a drone (kind 2; entities' x is moved by 32) hovers just before the robot.
    fn drone_ahead(&self, x: u8) -> bool {
        (0..24).any(|i| {
            let distance = self.peek("wEntities", i * 8 + 1).wrapping_sub(x + 32);
            self.peek("wEntities", i * 8) == 2 && (16..46).contains(&distance)
        })
    }

    /// The buttons of a plain but patient player.
    fn decide(&self) -> Buttons {
        let x = self.peek("wPlayerX", 0);
        let feet = self.peek("wPlayerY", 1).wrapping_sub(48);
        let rising = self.peek("wPlayerVy", 1) & 0x80 != 0;
        let (below, ahead) = (self.roof(x + 8), self.roof(x + 22));
        if self.peek("wGround", 0) != 0 {
            let step = self.roof(x + 34);
            let jump = ahead == 0xFF || step < feet.saturating_sub(4) || self.drone_ahead(x);
            if jump { Buttons::A } else { Buttons::NONE }
        } else if rising || (below == 0xFF && ahead == 0xFF && feet < 84) || ahead < feet {
            Buttons::A
        } else {
            Buttons::NONE
        }
    }
}

#[test]
fn it_plays_by_itself_on_both_machines() {
    for model in [Model::Dmg, Model::Cgb] {
        let mut game = Game::new(model);
        game.run(60, Buttons::NONE);
        let title = game.machine.frame().to_vec();
        let (mut metres, mut score, mut lit) = (0, 0, 0);
        for _ in 60..3600 {
            game.run(1, Buttons::NONE);
            metres = metres.max(game.bcd("wMeters", 2));
            score = score.max(game.score());
            let mut colours: Vec<u16> = game.machine.frame().to_vec();
            colours.sort_unstable();
            colours.dedup();
            lit = lit.max(colours.len());
        }
        assert!(metres > 200, "{}: the autopilot came {metres} m far", model.name());
        assert!(score > 500, "{}: the autopilot scored {score}", model.name());
        assert!(title.iter().any(|pixel| *pixel != title[0]), "the title shows a picture");
        let colours = if model.is_cgb() { 30 } else { 4 };
        assert!(lit >= colours, "{}: {lit} colours", model.name());
    }
}

#[test]
fn every_frame_is_ready_in_time() {
    for model in [Model::Dmg, Model::Cgb] {
        let mut game = Game::new(model);
        game.run(60, Buttons::NONE);
        game.run(5, Buttons::START);
        game.run(200, Buttons::NONE);
        // While a round runs, each frame of the machine is one of the game.
        let before = game.peek("hFrame", 0);
        game.run(200, Buttons::NONE);
        assert_eq!(game.peek("hFrame", 0).wrapping_sub(before), 200, "{}", model.name());
    }
}

#[test]
fn start_begins_a_round_and_pauses_it() {
    let mut game = Game::new(Model::Cgb);
    game.run(100, Buttons::NONE);
    game.run(4, Buttons::START);
    game.run(150, Buttons::NONE);
    assert_eq!(game.peek("wAttract", 0), 0);
    assert!(game.bcd("wMeters", 2) > 0);
    game.run(4, Buttons::START);
    game.run(60, Buttons::NONE);
    assert_eq!(game.peek("wMode", 0), 1, "paused");
    let metres = game.bcd("wMeters", 2);
    game.run(60, Buttons::NONE);
    assert_eq!(game.bcd("wMeters", 2), metres, "nothing moves in a pause");
    game.run(4, Buttons::START);
    game.run(60, Buttons::NONE);
    assert_eq!(game.peek("wMode", 0), 0);
    assert!(game.bcd("wMeters", 2) > metres);
}

#[test]
fn the_attract_mode_gives_way_to_a_player() {
    let mut game = Game::new(Model::Dmg);
    game.run(900, Buttons::NONE);
    assert_eq!(game.peek("wAttract", 0), 1);
    game.run(4, Buttons::START);
    game.run(120, Buttons::NONE);
    assert_eq!(game.peek("wAttract", 0), 0);
    assert_eq!(game.score(), 0, "a new round");
}

#[test]
fn a_high_score_survives_in_the_battery() {
    let mut game = Game::new(Model::Cgb);
    game.run(100, Buttons::NONE);
    game.run(4, Buttons::START);
    game.run(100, Buttons::NONE);
    assert_eq!(game.bcd("wHigh", 3), 1000, "a fresh save");
    // Play until the score is good, then stop pressing.
    let mut frames = 0;
    while game.peek("wMode", 0) != 2 {
        let buttons = if game.score() > 1000 { Buttons::NONE } else { game.decide() };
        game.run(1, buttons);
        frames += 1;
        assert!(frames < 20_000, "the round does not end; score {}", game.score());
    }
    let score = game.score();
    assert!(score > 1000, "the round ended with {score} after {frames} frames");
    game.run(30, Buttons::NONE);
    let battery = game.machine.battery().expect("the cartridge has a battery");

    let mut later = Game::new(Model::Dmg);
    later.machine.load_battery(&battery).unwrap();
    later.run(60, Buttons::NONE);
    assert_eq!(later.bcd("wHigh", 3), score);

    // A save that is not whole is not believed.
    let mut broken = battery;
    broken[5] ^= 0x40;
    let mut fresh = Game::new(Model::Dmg);
    fresh.machine.load_battery(&broken).unwrap();
    fresh.run(60, Buttons::NONE);
    assert_eq!(fresh.bcd("wHigh", 3), 1000);
}

#[test]
fn nothing_depends_on_what_ram_held() {
    // Save RAM full of noise is as good as none.
    let mut noisy = Game::new(Model::Cgb);
    let noise: Vec<u8> = (0..0x2000_u32).map(|i| (i * 37 + 11) as u8).collect();
    noisy.machine.load_battery(&noise).unwrap();
    let mut plain = Game::new(Model::Cgb);
    noisy.run(700, Buttons::NONE);
    plain.run(700, Buttons::NONE);
    assert_eq!(noisy.machine.frame(), plain.machine.frame());
}

#[test]
fn all_four_channels_are_heard() {
    use edgeboy_core::Channel::{Noise, Pulse1, Pulse2, Wave};
    for channel in [Pulse1, Pulse2, Wave, Noise] {
        let mut game = Game::new(Model::Dmg);
        game.machine.set_sample_rate(48_000);
        for other in [Pulse1, Pulse2, Wave, Noise] {
            game.machine.set_channel_enabled(other, other == channel);
        }
        // Ten seconds of title and game; each second has sound of this channel.
        game.run(600, Buttons::NONE);
        drop(game.machine.take_audio());
        for second in 0..10 {
            game.run(60, Buttons::NONE);
            let samples: Vec<i16> =
                game.machine.take_audio().iter().map(|[left, _]| *left).collect();
            let (low, high) = (samples.iter().min().unwrap(), samples.iter().max().unwrap());
            let swing = i32::from(*high) - i32::from(*low);
            assert!(swing > 500, "second {second} of {channel:?} swings by {swing}");
        }
    }
}
