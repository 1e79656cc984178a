//! Keeps the machine at the speed of the real one.

use std::time::{Duration, Instant};

use edgeboy_core::Ticks;

/// Says how long to wait before each frame. A frame is 70,224 dots of a 4,194,304 Hz clock, about
/// 59.73 of them a second (Pan Docs, "Rendering": <https://gbdev.io/pandocs/Rendering.html>).
pub(crate) struct Pace {
    next: Instant,
}

/// Further behind than this, lost time is not made up for: the computer slept, or is too slow.
const PATIENCE: Duration = Duration::from_millis(100);

impl Pace {
    pub(crate) fn starting(now: Instant) -> Pace {
        Pace { next: now }
    }

    /// How long to wait from `now` until the next frame is due.
    pub(crate) fn until_next_frame(&mut self, now: Instant) -> Duration {
        if now.saturating_duration_since(self.next) > PATIENCE {
            self.next = now;
        }
        let wait = self.next.saturating_duration_since(now);
        self.next += frame();
        wait
    }
}

fn frame() -> Duration {
    Duration::from_nanos(Ticks::FRAME.0 * 1_000_000_000 / Ticks::PER_SECOND)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_has_about_59_73_frames() {
        let mut now = Instant::now();
        let (start, mut pace) = (now, Pace::starting(now));
        for _ in 0..5973 {
            now += pace.until_next_frame(now);
        }
        let seconds = (now - start).as_secs_f64();
        assert!((99.9..100.1).contains(&seconds), "{seconds}");
    }

    #[test]
    fn a_short_delay_is_made_up_for_and_a_long_one_is_not() {
        let now = Instant::now();
        let mut pace = Pace::starting(now);
        pace.until_next_frame(now);
        // One and a half frames late: the next two frames are due at once and half a frame later.
        let late = now + frame() * 5 / 2;
        assert_eq!(pace.until_next_frame(late), Duration::ZERO);
        assert_eq!(pace.until_next_frame(late), Duration::ZERO);
        assert!(pace.until_next_frame(late) > Duration::ZERO);

        let much_later = late + Duration::from_mins(1);
        assert_eq!(pace.until_next_frame(much_later), Duration::ZERO);
        assert_eq!(pace.until_next_frame(much_later), frame());
    }
}
