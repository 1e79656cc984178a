//! How fast the game really goes.

use std::time::{Duration, Instant};

use crate::clock::FRAME;

/// As often it is told.
const PERIOD: Duration = Duration::from_secs(1);

/// Counts frames.
pub(super) struct Speedometer {
    since: Instant,
    frames: u32,
}

impl Speedometer {
    pub(super) fn starting(now: Instant) -> Speedometer {
        Speedometer { since: now, frames: 0 }
    }

    /// A frame was run.
    pub(super) fn frame(&mut self) {
        self.frames += 1;
    }

    /// Percent of a Game Boy's speed in the second that has just ended; `None` in the middle of one.
    pub(super) fn percent(&mut self, now: Instant) -> Option<f64> {
        let time = now.saturating_duration_since(self.since);
        if time < PERIOD {
            return None;
        }
        let frames = f64::from(self.frames);
        *self = Speedometer::starting(now);
        Some(frames * FRAME.as_secs_f64() / time.as_secs_f64() * 100.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_tells_once_a_second() {
        let now = Instant::now();
        let mut meter = Speedometer::starting(now);
        (0..120).for_each(|_| meter.frame());
        assert_eq!(meter.percent(now + PERIOD / 2), None);
        let percent = meter.percent(now + FRAME * 60).unwrap();
        assert!((199.9..200.1).contains(&percent), "{percent}");
        assert_eq!(meter.percent(now + FRAME * 61), None);
    }
}
