//! Going back through real play of the demo: each frame is exactly the one that was.

use edgeboy_core::{Buttons, Cartridge, GameBoy, Model};
use edgeboy_rewind::Rewind;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};

/// A frame that was played.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Played {
    /// The hash of the state before it.
    before: u64,
    held: Buttons,
    /// Whether the machine was changed between the frame before and this one.
    after_change: bool,
}

/// A machine and what it has done.
struct Session {
    machine: GameBoy,
    rewind: Rewind,
    past: Vec<Played>,
    changed: bool,
    saved: Vec<u8>,
}

impl Session {
    fn new(model: Model, seconds: u32) -> Session {
        let cartridge = Cartridge::from_bytes(edgeboy_demo::ROM.to_vec()).unwrap();
        let machine = GameBoy::new(cartridge, model);
        let saved = machine.save_state();
        Session { machine, rewind: Rewind::new(seconds), past: Vec::new(), changed: false, saved }
    }

    fn play(&mut self, held: Buttons) {
        let before = self.machine.state_hash();
        self.past.push(Played { before, held, after_change: self.changed });
        self.changed = false;
        self.rewind.run_frame(&mut self.machine, held);
    }

    /// Goes back one frame, compares with what was, and gives the frame.
    fn back(&mut self) -> Option<Played> {
        let (hash, frames) = (self.machine.state_hash(), self.rewind.frames());
        if !self.rewind.step_back(&mut self.machine) {
            assert_eq!((self.machine.state_hash(), frames), (hash, 0));
            return None;
        }
        let frame = self.past.pop().unwrap();
        assert_eq!(self.machine.state_hash(), frame.before, "{frames} frames from the oldest");
        assert_eq!(self.rewind.frames(), frames - 1);
        self.changed = frame.after_change;
        Some(frame)
    }

    /// Goes back, but not beyond a change, and does the same again.
    fn repeat(&mut self, frames: usize) {
        if self.changed {
            return;
        }
        let (hash, past) = (self.machine.state_hash(), self.past.clone());
        let mut undone = Vec::new();
        while undone.len() < frames
            && let Some(frame) = self.back()
        {
            undone.push(frame.held);
            if frame.after_change {
                break;
            }
        }
        undone.iter().rev().for_each(|&held| self.play(held));
        assert_eq!(self.machine.state_hash(), hash);
        assert_eq!(self.past, past);
    }

    fn change(&mut self, change: impl FnOnce(&mut GameBoy, &[u8])) {
        change(&mut self.machine, &self.saved);
        self.rewind.mark_change();
        self.changed = true;
    }
}

#[derive(Clone, Debug)]
enum Action {
    Play(u8, usize),
    Back(usize),
    Repeat(usize),
    SaveState,
    LoadState,
    LoadBattery(u8),
}

fn action() -> impl Strategy<Value = Action> {
    prop_oneof![
        6 => (any::<u8>(), 1..90usize).prop_map(|(held, frames)| Action::Play(held, frames)),
        3 => (1..150usize).prop_map(Action::Back),
        2 => (1..80usize).prop_map(Action::Repeat),
        1 => Just(Action::SaveState),
        1 => Just(Action::LoadState),
        1 => any::<u8>().prop_map(Action::LoadBattery),
    ]
}

fn perform(session: &mut Session, action: &Action) {
    match *action {
        Action::Play(held, frames) => {
            (0..frames).for_each(|_| session.play(Buttons::from_bits(held)));
        }
        Action::Back(frames) => {
            (0..frames).map_while(|_| session.back()).for_each(|_| ());
        }
        Action::Repeat(frames) => session.repeat(frames),
        Action::SaveState => session.saved = session.machine.save_state(),
        Action::LoadState => session.change(|machine, saved| machine.load_state(saved).unwrap()),
        Action::LoadBattery(value) => {
            session.change(|machine, _| machine.load_battery(&[value; 8192]).unwrap());
        }
    }
}

#[test]
fn every_frame_gone_back_to_is_the_one_that_was() {
    let config = Config {
        cases: 12,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(0x0ED6_EB07),
        ..Config::default()
    };
    let sessions = (
        prop::sample::select(&[Model::Dmg, Model::Cgb][..]),
        1..5u32,
        prop::collection::vec(action(), 5..25),
    );
    proptest!(config, |((model, seconds, actions) in sessions)| {
        let mut session = Session::new(model, seconds);
        for action in &actions {
            perform(&mut session, action);
        }
        while session.back().is_some() {}
    });
}

#[test]
fn at_least_the_asked_seconds_are_kept_and_at_most_two_more() {
    let mut session = Session::new(Model::Dmg, 3);
    for frame in 0..1000 {
        session.rewind.run_frame(&mut session.machine, Buttons::NONE);
        let frames = session.rewind.frames();
        assert!(frames > frame || (180..=300).contains(&frames), "{frames} after {frame}");
    }
}

#[test]
fn going_back_is_silent() {
    let mut session = Session::new(Model::Cgb, 10);
    session.machine.set_sample_rate(48_000);
    (0..300).for_each(|_| session.rewind.run_frame(&mut session.machine, Buttons::START));
    assert!(session.machine.take_audio().iter().any(|[left, _]| left.abs() > 1000));
    while session.rewind.step_back(&mut session.machine) {
        assert_eq!(session.machine.take_audio().len(), 0);
    }
    (0..30).for_each(|_| session.rewind.run_frame(&mut session.machine, Buttons::START));
    // 30 frames of 70,224 T-cycles at 48,000 Hz.
    assert!((24_100..24_120).contains(&session.machine.take_audio().len()));
}
