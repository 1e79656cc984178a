//! How fast the game goes, and which way.

/// What the player has asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Wishes {
    pub(crate) is_paused: bool,
    /// Switched on.
    pub(crate) is_slow: bool,
    /// As long as the control is held.
    pub(crate) is_fast: bool,
    pub(crate) is_rewinding: bool,
}

/// How the game goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Tempo {
    Still,
    /// So many times a Game Boy's own speed.
    Forward(f64),
    Back,
}

/// Above this speed there is no sound.
const FASTEST_HEARD: f64 = 4.0;

impl Wishes {
    /// What they come to. `fast` is how many times as fast, 0 for as fast as can be; `slow` is in percent.
    pub(crate) fn tempo(self, fast: u32, slow: u32) -> Tempo {
        match self {
            Wishes { is_rewinding: true, .. } => Tempo::Back,
            Wishes { is_fast: true, .. } if fast == 0 => Tempo::Forward(f64::INFINITY),
            Wishes { is_fast: true, .. } => Tempo::Forward(f64::from(fast)),
            Wishes { is_paused: true, .. } => Tempo::Still,
            Wishes { is_slow: true, .. } => Tempo::Forward(f64::from(slow) / 100.0),
            _ => Tempo::Forward(1.0),
        }
    }
}

impl Tempo {
    /// How often frames come, as a multiple of a Game Boy's.
    pub(crate) fn speed(self) -> f64 {
        match self {
            Tempo::Forward(speed) => speed,
            Tempo::Still | Tempo::Back => 1.0,
        }
    }

    /// Whether it can be heard: neither backwards nor so fast that it is noise.
    pub(crate) fn is_heard(self) -> bool {
        matches!(self, Tempo::Forward(speed) if speed <= FASTEST_HEARD)
    }

    /// In words, if it is not the usual one.
    pub(crate) fn words(self) -> Option<String> {
        match self {
            Tempo::Forward(1.0) => None,
            Tempo::Forward(speed) if speed.is_infinite() => Some("Full speed".to_owned()),
            Tempo::Forward(speed) => Some(format!("{speed}×")),
            Tempo::Back => Some("Rewinding".to_owned()),
            Tempo::Still => Some("Paused".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn going_back_is_stronger_than_fast_and_fast_than_a_pause() {
        let mut wishes = Wishes { is_paused: true, is_slow: true, ..Wishes::default() };
        assert_eq!(wishes.tempo(4, 50), Tempo::Still);
        wishes.is_fast = true;
        assert_eq!(wishes.tempo(4, 50), Tempo::Forward(4.0));
        assert!(!wishes.tempo(0, 50).is_heard() && wishes.tempo(4, 50).is_heard());
        wishes.is_rewinding = true;
        assert_eq!(wishes.tempo(4, 50), Tempo::Back);
        assert_eq!(Wishes::default().tempo(4, 50).words(), None);
        let slow = Wishes { is_slow: true, ..Wishes::default() };
        assert_eq!(slow.tempo(4, 50).words().unwrap(), "0.5×");
    }
}
