//! When the next frame is due.

use std::time::{Duration, Instant};

use edgeboy_core::Ticks;

/// Says when frames are due, so that they are evenly spaced in the long run. A frame is 70,224 dots
/// of a 4,194,304 Hz clock, about 59.73 of them a second (Pan Docs, "Rendering":
/// <https://gbdev.io/pandocs/Rendering.html>).
#[derive(Debug)]
pub(crate) struct Pacer {
    due: Instant,
    speed: f64,
}

/// Further behind than this, lost time is not made up for: the computer slept, or is too slow.
const PATIENCE: Duration = Duration::from_millis(100);

impl Pacer {
    /// The first frame is due at once.
    pub(crate) fn starting(now: Instant) -> Pacer {
        Pacer { due: now, speed: 1.0 }
    }

    /// Goes on from now at so many times a Game Boy's own speed; with infinity a frame is due always.
    pub(crate) fn restart(&mut self, now: Instant, speed: f64) {
        *self = Pacer { due: now, speed };
    }

    /// How long it is until the next frame is due.
    pub(crate) fn wait(&self, now: Instant) -> Duration {
        self.due.saturating_duration_since(now)
    }

    /// A frame was run. The time until the next one is multiplied by `stretch`.
    pub(crate) fn ran(&mut self, now: Instant, stretch: f64) {
        self.due += FRAME.div_f64(self.speed).mul_f64(stretch);
        if now.saturating_duration_since(self.due) > PATIENCE {
            self.due = now;
        }
    }

    /// A frame is due although it was not yet.
    pub(crate) fn hurry(&mut self, now: Instant) {
        self.due = self.due.min(now);
    }
}

/// The time of a frame.
pub(crate) const FRAME: Duration =
    Duration::from_nanos(Ticks::FRAME.0 * 1_000_000_000 / Ticks::PER_SECOND);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_has_about_59_73_frames() {
        let start = Instant::now();
        let (mut now, mut pacer) = (start, Pacer::starting(start));
        for _ in 0..5973 {
            now += pacer.wait(now);
            pacer.ran(now, 1.0);
        }
        let seconds = (now - start).as_secs_f64();
        assert!((99.97..100.01).contains(&seconds), "{seconds}");
    }

    #[test]
    fn speed_and_stretch_change_the_time_between_frames() {
        let now = Instant::now();
        let mut pacer = Pacer::starting(now);
        pacer.restart(now, 4.0);
        pacer.ran(now, 0.5);
        assert_eq!(pacer.wait(now), FRAME / 8);
        pacer.restart(now, f64::INFINITY);
        pacer.ran(now, 1.0);
        assert_eq!(pacer.wait(now), Duration::ZERO);
    }

    #[test]
    fn a_short_delay_is_made_up_for_and_a_long_one_is_not() {
        let now = Instant::now();
        let mut pacer = Pacer::starting(now);
        pacer.ran(now, 1.0);
        let late = now + FRAME * 5 / 2;
        pacer.ran(late, 1.0);
        assert_eq!(pacer.wait(late), Duration::ZERO);
        pacer.ran(late, 1.0);
        assert!(pacer.wait(late) > Duration::ZERO);

        let much_later = late + Duration::from_mins(1);
        pacer.ran(much_later, 1.0);
        assert_eq!(pacer.wait(much_later), Duration::ZERO);
        pacer.ran(much_later, 1.0);
        assert_eq!(pacer.wait(much_later), FRAME);
        pacer.hurry(much_later);
        assert_eq!(pacer.wait(much_later), Duration::ZERO);
    }
}
