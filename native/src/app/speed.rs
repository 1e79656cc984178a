//! How fast the game really goes.

use std::time::{Duration, Instant};

/// As often it is told.
const PERIOD: Duration = Duration::from_secs(1);

/// Counts frames.
#[derive(Default)]
pub(super) struct Speedometer {
    /// Frames after the first one, which was when this began.
    frames: u64,
    start: Option<Instant>,
    /// Frames at the end of the last period, and when that was.
    told: Option<(u64, Instant)>,
}

/// How it goes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Speed {
    /// Frames since the game's speed was last changed, and the seconds that they took.
    pub(super) frames: u64,
    pub(super) seconds: f64,
    /// Percent of the machine's own speed in the last period.
    pub(super) percent: f64,
}

impl Speedometer {
    /// A frame was run, which lasts as long as `frame` at the machine's own speed. How it goes, if a
    /// period has ended.
    pub(super) fn frame(&mut self, now: Instant, frame: Duration) -> Option<Speed> {
        let Some((start, (frames, since))) = self.start.zip(self.told) else {
            (self.start, self.told) = (Some(now), Some((0, now)));
            return None;
        };
        self.frames += 1;
        let time = now.saturating_duration_since(since);
        if time < PERIOD {
            return None;
        }
        self.told = Some((self.frames, now));
        let rate = (self.frames - frames) as f64 / time.as_secs_f64();
        Some(Speed {
            frames: self.frames,
            seconds: now.saturating_duration_since(start).as_secs_f64(),
            percent: rate * frame.as_secs_f64() * 100.0,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::FRAME;

    #[test]
    fn it_tells_once_a_second() {
        let now = Instant::now();
        let mut meter = Speedometer::default();
        let told: Vec<Speed> =
            (0..=240).filter_map(|frame| meter.frame(now + FRAME * frame / 2, FRAME)).collect();
        assert_eq!(told.len(), 2);
        assert!(told.iter().all(|speed| (199.9..200.1).contains(&speed.percent)), "{told:?}");
        let rate = told[1].frames as f64 / told[1].seconds;
        assert!((119.4..119.5).contains(&rate), "{rate}");
    }
}
