//! The machine's end of the sound.

use std::time::{Duration, Instant};

use super::Sample;
use super::ring::Source;
use crate::clock::FRAME;

/// A device that did not ask for sound for so long stands still.
const STILL: Duration = Duration::from_millis(250);
/// Sound begins when a device has asked for it for so long: some ask for much at first, and then for nothing
/// until they really play.
const SETTLED: Duration = Duration::from_millis(250);
/// Milliseconds of sound that are to wait when the next frame's comes, at first.
const MARGIN: f64 = 12.0;
/// What an underrun adds to that, and the most that it comes to.
const MARGIN_STEP: f64 = 6.0;
const MOST_MARGIN: f64 = 60.0;
/// Part of the margin below which a frame runs without waiting.
const LOW: f64 = 0.3;
/// More than this above the target, in milliseconds, is not written.
const TOO_MUCH: f64 = 60.0;
/// By how much of it the measured level follows each frame's sound.
const SMOOTHING: f64 = 1.0 / 32.0;
/// How strongly the level's distance from the target changes the pace, and by how much at most.
const PULL: f64 = 0.02;
const MOST_PULL: f64 = 0.005;

/// Hands samples to a device, and tells from how many of them wait whether the machine should run
/// faster or slower: by half a percent at most.
#[derive(Debug)]
pub(crate) struct Feed {
    source: Source,
    volume: i32,
    speed: f64,
    is_wanted: bool,
    beats: u32,
    beat_at: Option<Instant>,
    /// Since when the device has asked without standing still.
    beating_since: Option<Instant>,
    underruns: u32,
    margin: f64,
    /// Milliseconds that wait after each frame's sound, smoothed.
    level: f64,
}

impl Feed {
    pub(crate) fn new(source: Source) -> Feed {
        Feed {
            source,
            volume: 100,
            speed: 1.0,
            is_wanted: false,
            beats: 0,
            beat_at: None,
            beating_since: None,
            underruns: 0,
            margin: MARGIN,
            level: 0.0,
        }
    }

    /// Samples per second that the device plays.
    pub(crate) fn rate(&self) -> u32 {
        self.source.rate
    }

    /// In percent.
    pub(crate) fn set_volume(&mut self, percent: u32) {
        self.volume = percent as i32;
    }

    /// Whether the machine runs and is to be heard, and at which speed it does.
    pub(crate) fn want(&mut self, is_wanted: bool, speed: f64) {
        self.is_wanted = is_wanted;
        self.speed = speed;
        if !is_wanted {
            self.source.signals.set_open(false);
        }
    }

    /// Looks after the device; to be called often.
    pub(crate) fn update(&mut self, now: Instant) {
        self.follow_beats(now);
        let is_open = self.source.signals.is_open();
        if self.is_wanted && self.is_settled(now) && !is_open {
            self.open();
        } else if is_open && self.beating_since.is_none() {
            self.source.signals.set_open(false);
        }
        let underruns = self.source.signals.underruns();
        if underruns != self.underruns {
            self.underruns = underruns;
            self.margin = (self.margin + MARGIN_STEP).min(MOST_MARGIN);
            tracing::debug!("sound ran out; {:.0} ms are kept ready from now on", self.margin);
        }
    }

    /// Hands on the sound of a frame, if it can be heard.
    pub(crate) fn push(&mut self, samples: &[Sample]) {
        if !self.is_heard() || samples.is_empty() || self.waiting() > self.target() + TOO_MUCH {
            return;
        }
        let volume = self.volume;
        let turned = |level: i16| (i32::from(level) * volume / 100) as i16;
        self.source.write(samples.iter().map(|sample| sample.map(turned)));
        self.level += (self.waiting() - self.level) * SMOOTHING;
    }

    /// Whether sound is being heard, and the device's clock therefore counts.
    pub(crate) fn is_heard(&self) -> bool {
        self.source.signals.is_open()
    }

    /// By which factor the time until the next frame should be changed.
    pub(crate) fn stretch(&self) -> f64 {
        if !self.is_heard() {
            return 1.0;
        }
        let pull = (self.level - self.target()) / self.target() * PULL;
        1.0 + pull.clamp(-MOST_PULL, MOST_PULL)
    }

    /// How long it is until so little waits that a frame should run at once; `None` unheard.
    pub(crate) fn until_low(&self) -> Option<Duration> {
        let left = (self.waiting() - self.margin * LOW).max(0.0);
        self.is_heard().then(|| Duration::from_secs_f64(left / 1000.0))
    }

    /// Milliseconds of sound that wait, smoothed.
    pub(crate) fn level(&self) -> f64 {
        self.level
    }

    /// How often sound ran out.
    pub(crate) fn underruns(&self) -> u32 {
        self.underruns
    }

    fn follow_beats(&mut self, now: Instant) {
        let beats = self.source.signals.beats();
        if beats != self.beats {
            self.beats = beats;
            self.beat_at = Some(now);
            self.beating_since.get_or_insert(now);
        }
        let is_alive = |beat| now.saturating_duration_since(beat) < STILL;
        if !self.beat_at.is_some_and(is_alive) {
            self.beating_since = None;
        }
    }

    fn is_settled(&self, now: Instant) -> bool {
        self.beating_since.is_some_and(|since| now.saturating_duration_since(since) >= SETTLED)
    }

    /// Milliseconds that are to wait after each frame's sound.
    fn target(&self) -> f64 {
        self.margin + FRAME.as_secs_f64() * 1000.0 / self.speed
    }

    /// Milliseconds that wait.
    fn waiting(&self) -> f64 {
        self.source.waiting() as f64 * 1000.0 / f64::from(self.source.rate)
    }

    /// Begins with as much silence as is to be kept ready, so that the first frames need not hurry.
    fn open(&mut self) {
        if self.waiting() < self.margin {
            let missing = (self.margin - self.waiting()) * f64::from(self.source.rate) / 1000.0;
            self.source.write(std::iter::repeat_n([0, 0], missing as usize));
        }
        self.level = self.target();
        self.source.signals.set_open(true);
    }
}

#[cfg(test)]
mod tests {
    use super::super::playout::Playout;
    use super::super::ring::ring;
    use super::*;
    use crate::clock::Pacer;

    const BLOCK: usize = 480;

    /// Plays for so many seconds on a device whose clock goes faster by a factor. Returns the frames
    /// that ran, the underruns, and the most milliseconds that waited in the second half.
    fn play(seconds: f64, device_speed: f64) -> (u32, u32, f64) {
        let (source, sink) = ring(48_000);
        let (mut feed, mut playout) = (Feed::new(source), Playout::new(sink));
        feed.want(true, 1.0);
        let start = Instant::now();
        let mut pacer = Pacer::starting(start);
        let (mut frames, mut blocks, mut most, mut owed) = (0, 0, 0.0_f64, 0.0);
        let block_time = BLOCK as f64 / 48_000.0 / device_speed;
        let steps = (seconds * 1000.0) as u64;
        for step in 0..steps {
            let now = start + Duration::from_millis(step);
            while f64::from(blocks) * block_time <= now.duration_since(start).as_secs_f64() {
                playout.render(BLOCK, |_, _| {});
                blocks += 1;
            }
            feed.update(now);
            if feed.until_low() == Some(Duration::ZERO) {
                pacer.hurry(now);
            }
            while pacer.wait(now).is_zero() {
                owed += 48_000.0 * FRAME.as_secs_f64();
                let made = owed as usize;
                owed -= made as f64;
                feed.push(&vec![[1, 1]; made]);
                pacer.ran(now, FRAME.mul_f64(feed.stretch()));
                frames += 1;
            }
            if step > steps / 2 {
                most = most.max(feed.waiting());
            }
        }
        (frames, feed.underruns(), most)
    }

    #[test]
    fn the_machine_follows_the_devices_clock() {
        for device_speed in [0.997, 1.0, 1.003] {
            let (frames, underruns, most) = play(120.0, device_speed);
            let expected = 120.0 / FRAME.as_secs_f64() * device_speed;
            let off = f64::from(frames) - expected;
            assert!(off.abs() < 3.0, "{device_speed}: {frames} frames, not {expected}");
            assert_eq!(underruns, 0, "{device_speed}");
            assert!(most < 60.0, "{device_speed}: {most} ms wait");
        }
    }

    #[test]
    fn the_pace_changes_by_half_a_percent_at_most() {
        let (source, _sink) = ring(48_000);
        let mut feed = Feed::new(source);
        feed.want(true, 1.0);
        feed.source.signals.set_open(true);
        for level in [0.0, 20.0, 500.0] {
            feed.level = level;
            assert!((0.995..=1.005).contains(&feed.stretch()), "{level}");
        }
    }

    #[test]
    fn a_device_that_stands_still_is_not_waited_for() {
        let (source, sink) = ring(48_000);
        let (mut feed, mut playout) = (Feed::new(source), Playout::new(sink));
        let now = Instant::now();
        feed.want(true, 1.0);
        let mut beat = |feed: &mut Feed, after: Duration| {
            playout.render(BLOCK, |_, _| {});
            feed.update(now + after);
        };
        let ms = Duration::from_millis;
        feed.update(now);
        beat(&mut feed, ms(0));
        beat(&mut feed, ms(200));
        assert!(!feed.is_heard(), "it may not really play yet");
        beat(&mut feed, ms(300));
        assert!(feed.is_heard());
        feed.update(now + ms(300) + STILL);
        assert!(!feed.is_heard());
        assert_eq!((feed.stretch(), feed.until_low()), (1.0, None));
        beat(&mut feed, ms(900));
        beat(&mut feed, ms(1100));
        beat(&mut feed, ms(1300));
        assert!(feed.is_heard(), "it came back");
    }

    #[test]
    fn the_volume_turns_samples_down() {
        let (source, mut sink) = ring(48_000);
        let mut feed = Feed::new(source);
        feed.source.signals.set_open(true);
        feed.set_volume(50);
        feed.push(&[[1000, -1000]]);
        assert_eq!(sink.samples.pop(), Ok([500, -500]));
    }
}
