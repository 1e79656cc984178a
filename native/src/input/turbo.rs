//! Pressing a button again and again.

use edgeboy_core::Buttons;

/// Turns a button that is held into one that is pressed in turns.
#[derive(Debug)]
pub(crate) struct Turbo {
    /// Frames for which the button is down, and as many for which it is up.
    half: u32,
    frame: u32,
}

impl Turbo {
    /// Presses so many times a second, as nearly as whole frames allow.
    pub(crate) fn new(per_second: u32) -> Turbo {
        Turbo { half: (30 / per_second.max(1)).max(1), frame: 0 }
    }

    /// What is down in the next frame, where these buttons are held for turbo.
    pub(crate) fn next_frame(&mut self, held: Buttons) -> Buttons {
        if held == Buttons::NONE {
            self.frame = 0;
            return held;
        }
        let is_down = (self.frame / self.half).is_multiple_of(2);
        self.frame = (self.frame + 1) % (2 * self.half);
        if is_down { held } else { Buttons::NONE }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_begins_with_a_press_and_alternates() {
        let mut turbo = Turbo::new(15);
        let mut pressed = |held| turbo.next_frame(held) == Buttons::A;
        let seen: Vec<bool> = (0..8).map(|_| pressed(Buttons::A)).collect();
        assert_eq!(seen, [true, true, false, false, true, true, false, false]);
        assert!(!pressed(Buttons::NONE));
        assert!(pressed(Buttons::A), "a new press is felt at once");
    }

    #[test]
    fn no_rate_is_out_of_range() {
        for rate in [0, 1, 30, 1000] {
            assert_eq!(Turbo::new(rate).next_frame(Buttons::B), Buttons::B, "{rate}");
        }
    }
}
