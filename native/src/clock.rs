//! When the next frame is due.

use std::time::{Duration, Instant};

use edgeboy_core::{Model, Ticks};

/// Says when frames are due, so that they are evenly spaced in the long run.
#[derive(Debug)]
pub(crate) struct Pacer {
    due: Instant,
}

/// Further behind than this, lost time is not made up for: the computer slept, or is too slow.
const PATIENCE: Duration = Duration::from_millis(100);

impl Pacer {
    /// The first frame is due at once.
    pub(crate) fn starting(now: Instant) -> Pacer {
        Pacer { due: now }
    }

    /// How long it is until the next frame is due.
    pub(crate) fn wait(&self, now: Instant) -> Duration {
        self.due.saturating_duration_since(now)
    }

    /// A frame was run: the next one is due so much later. If it is none, a frame is due always.
    pub(crate) fn ran(&mut self, now: Instant, lasts: Duration) {
        self.due += lasts;
        if now.saturating_duration_since(self.due) > PATIENCE {
            self.due = now;
        }
    }

    /// A frame is due although it was not yet.
    pub(crate) fn hurry(&mut self, now: Instant) {
        self.due = self.due.min(now);
    }
}

/// The time of a Game Boy's frame: 70,224 dots of a 4,194,304 Hz clock, about 59.73 of them a second
/// (Pan Docs, "Rendering": <https://gbdev.io/pandocs/Rendering.html>).
pub(crate) const FRAME: Duration = frame_of(Model::Dmg);

/// The time of a model's frame.
pub(crate) const fn frame_of(model: Model) -> Duration {
    model.duration(Ticks::FRAME)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_has_about_59_73_frames() {
        let start = Instant::now();
        let (mut now, mut pacer) = (start, Pacer::starting(start));
        for _ in 0..5973 {
            now += pacer.wait(now);
            pacer.ran(now, FRAME);
        }
        let seconds = (now - start).as_secs_f64();
        assert!((99.97..100.01).contains(&seconds), "{seconds}");
    }

    #[test]
    fn a_frame_that_takes_no_time_is_followed_by_the_next_at_once() {
        let now = Instant::now();
        let mut pacer = Pacer::starting(now);
        pacer.ran(now, FRAME.div_f64(f64::INFINITY));
        assert_eq!(pacer.wait(now), Duration::ZERO);
        pacer.ran(now, FRAME.div_f64(4.0));
        assert_eq!(pacer.wait(now), FRAME / 4);
    }

    #[test]
    fn a_short_delay_is_made_up_for_and_a_long_one_is_not() {
        let now = Instant::now();
        let mut pacer = Pacer::starting(now);
        pacer.ran(now, FRAME);
        let late = now + FRAME * 5 / 2;
        pacer.ran(late, FRAME);
        assert_eq!(pacer.wait(late), Duration::ZERO);
        pacer.ran(late, FRAME);
        assert!(pacer.wait(late) > Duration::ZERO);

        let much_later = late + Duration::from_mins(1);
        pacer.ran(much_later, FRAME);
        assert_eq!(pacer.wait(much_later), Duration::ZERO);
        pacer.ran(much_later, FRAME);
        assert_eq!(pacer.wait(much_later), FRAME);
        pacer.hurry(much_later);
        assert_eq!(pacer.wait(much_later), Duration::ZERO);
    }
}
