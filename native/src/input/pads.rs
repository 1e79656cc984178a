//! Gamepads.

use std::collections::BTreeSet;

use gilrs::ff::{BaseEffect, BaseEffectType, Effect, EffectBuilder, Repeat, Replay, Ticks};
use gilrs::{Axis, Button, EventType, Gamepad, Gilrs};

use super::control::PadControl;

/// What came or went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PadNews {
    /// With the gamepad's name.
    Connected(String),
    Disconnected(String),
}

/// Gamepads as the program uses them.
pub(crate) trait Pads {
    /// Looks at all of them: which controls are held on any.
    fn poll(&mut self) -> BTreeSet<PadControl>;

    /// What came or went since this was last asked.
    fn news(&mut self) -> Vec<PadNews>;

    /// Lets those that can rumble do so, or not.
    fn rumble(&mut self, on: bool);
}

/// The gamepads that the system knows.
pub(crate) struct SystemPads {
    gilrs: Gilrs,
    news: Vec<PadNews>,
    rumbling: Option<Effect>,
}

impl SystemPads {
    /// `None`, with a line in the log, where gamepads cannot be asked for.
    pub(crate) fn open() -> Option<SystemPads> {
        match Gilrs::new() {
            Ok(gilrs) => Some(SystemPads { gilrs, news: Vec::new(), rumbling: None }),
            Err(error) => {
                tracing::warn!("gamepads cannot be used: {error}");
                None
            }
        }
    }
}

impl Pads for SystemPads {
    fn poll(&mut self) -> BTreeSet<PadControl> {
        while let Some(event) = self.gilrs.next_event() {
            let name = || self.gilrs.gamepad(event.id).name().to_owned();
            match event.event {
                EventType::Connected => self.news.push(PadNews::Connected(name())),
                EventType::Disconnected => self.news.push(PadNews::Disconnected(name())),
                _ => {}
            }
        }
        self.gilrs.gamepads().flat_map(|(_, pad)| held(&pad)).collect()
    }

    fn news(&mut self) -> Vec<PadNews> {
        std::mem::take(&mut self.news)
    }

    fn rumble(&mut self, on: bool) {
        // Dropping an effect ends it.
        self.rumbling = None;
        if !on {
            return;
        }
        let able = self.gilrs.gamepads().filter(|(_, pad)| pad.is_ff_supported());
        let able: Vec<_> = able.map(|(id, _)| id).collect();
        if able.is_empty() {
            return;
        }
        let strong = BaseEffectType::Strong { magnitude: 40_000 };
        let scheduling = Replay { play_for: Ticks::from_ms(1000), ..Replay::default() };
        let effect = EffectBuilder::new()
            .add_effect(BaseEffect { kind: strong, scheduling, ..BaseEffect::default() })
            .repeat(Repeat::Infinitely)
            .gamepads(&able)
            .finish(&mut self.gilrs);
        match effect.and_then(|effect| effect.play().map(|()| effect)) {
            Ok(effect) => self.rumbling = Some(effect),
            Err(error) => tracing::warn!("a gamepad does not rumble: {error}"),
        }
    }
}

/// The controls that are held on one gamepad.
fn held(pad: &Gamepad<'_>) -> Vec<PadControl> {
    let buttons = BUTTONS.iter().filter(|(button, _)| pad.is_pressed(*button));
    let mut held: Vec<PadControl> = buttons.map(|&(_, control)| control).collect();
    for (axis, negative, positive) in AXES {
        held.extend(direction(pad.value(axis), negative, positive));
    }
    held
}

/// The direction in which a stick is pushed far enough to count.
fn direction(value: f32, negative: PadControl, positive: PadControl) -> Option<PadControl> {
    const FAR_ENOUGH: f32 = 0.5;
    match value {
        value if value <= -FAR_ENOUGH => Some(negative),
        value if value >= FAR_ENOUGH => Some(positive),
        _ => None,
    }
}

const BUTTONS: [(Button, PadControl); 17] = [
    (Button::South, PadControl::South),
    (Button::East, PadControl::East),
    (Button::North, PadControl::North),
    (Button::West, PadControl::West),
    (Button::LeftTrigger, PadControl::LeftBumper),
    (Button::RightTrigger, PadControl::RightBumper),
    (Button::LeftTrigger2, PadControl::LeftTrigger),
    (Button::RightTrigger2, PadControl::RightTrigger),
    (Button::Select, PadControl::Select),
    (Button::Start, PadControl::Start),
    (Button::Mode, PadControl::Guide),
    (Button::LeftThumb, PadControl::LeftStick),
    (Button::RightThumb, PadControl::RightStick),
    (Button::DPadUp, PadControl::Up),
    (Button::DPadDown, PadControl::Down),
    (Button::DPadLeft, PadControl::Left),
    (Button::DPadRight, PadControl::Right),
];

/// Up is positive on a stick.
const AXES: [(Axis, PadControl, PadControl); 4] = [
    (Axis::LeftStickX, PadControl::LeftStickLeft, PadControl::LeftStickRight),
    (Axis::LeftStickY, PadControl::LeftStickDown, PadControl::LeftStickUp),
    (Axis::RightStickX, PadControl::RightStickLeft, PadControl::RightStickRight),
    (Axis::RightStickY, PadControl::RightStickDown, PadControl::RightStickUp),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stick_counts_when_it_is_pushed_far() {
        let x = |value| direction(value, PadControl::Left, PadControl::Right);
        assert_eq!(x(0.4), None);
        assert_eq!(x(0.5), Some(PadControl::Right));
        assert_eq!(x(-1.0), Some(PadControl::Left));
        assert_eq!(x(f32::NAN), None);
    }
}
