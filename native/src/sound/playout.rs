//! What the device's thread does with the samples.

use super::Sample;
use super::ring::Sink;

/// Samples over which sound fades in or out: 5 ms at 48 kHz, too short to miss and too long to pop.
const FADE: u16 = 256;

/// After it ran out, sound comes back when so many samples wait: 21 ms at 48 kHz.
const ENOUGH: usize = 1024;

/// Plays the samples while they are to be heard, and fades whenever that begins or ends.
///
/// It fades by turning down what follows, so that nothing is lost in a pause; where nothing follows, it
/// holds the last sample meanwhile.
#[derive(Debug)]
pub(super) struct Playout {
    sink: Sink,
    last: Sample,
    gain: u16,
    is_starved: bool,
}

impl Playout {
    pub(super) fn new(sink: Sink) -> Playout {
        Playout { sink, last: [0, 0], gain: 0, is_starved: false }
    }

    /// Gives what comes next to `put`, so many samples. Never waits, locks or allocates.
    pub(super) fn render(&mut self, count: usize, mut put: impl FnMut(usize, Sample)) {
        self.sink.signals.beat();
        let is_wanted = self.sink.signals.is_open();
        self.is_starved &= self.sink.samples.slots() < ENOUGH;
        for place in 0..count {
            let is_heard = is_wanted && !self.is_starved;
            self.gain =
                if is_heard { (self.gain + 1).min(FADE) } else { self.gain.saturating_sub(1) };
            if self.gain > 0 && !self.is_starved {
                self.take(is_wanted);
            }
            put(place, self.last.map(|level| faded(level, self.gain)));
        }
    }

    fn take(&mut self, is_wanted: bool) {
        if let Ok(sample) = self.sink.samples.pop() {
            self.last = sample;
            return;
        }
        self.is_starved = true;
        if is_wanted {
            self.sink.signals.count_underrun();
        }
    }
}

fn faded(level: i16, gain: u16) -> i16 {
    (i32::from(level) * i32::from(gain) / i32::from(FADE)) as i16
}

#[cfg(test)]
mod tests {
    use super::super::ring::{Source, ring};
    use super::*;

    fn open() -> (Source, Playout) {
        let (source, sink) = ring(48_000);
        source.signals.set_open(true);
        (source, Playout::new(sink))
    }

    fn render(playout: &mut Playout, count: usize) -> Vec<Sample> {
        let mut out = vec![[i16::MIN; 2]; count];
        playout.render(count, |place, sample| out[place] = sample);
        out
    }

    fn ramp(count: i16) -> Vec<Sample> {
        (0..count).map(|level| [level, -level]).collect()
    }

    #[test]
    fn after_the_fade_each_sample_is_heard_as_it_is() {
        let (mut source, mut playout) = open();
        source.write(ramp(3000).into_iter());
        let heard = render(&mut playout, 3000);
        assert_eq!(heard[256..], ramp(3000)[256..]);
        assert!(heard[..256].iter().zip(ramp(256)).all(|(heard, made)| heard[0] <= made[0]));
        assert_eq!(source.signals.underruns(), 0);
    }

    #[test]
    fn a_pause_loses_nothing_but_what_fades() {
        let (mut source, mut playout) = open();
        source.write(ramp(5000).into_iter());
        render(&mut playout, 1000);
        source.signals.set_open(false);
        let fading = render(&mut playout, 1000);
        assert_eq!(fading[255..].iter().filter(|sample| **sample != [0, 0]).count(), 0);
        source.signals.set_open(true);
        let heard = render(&mut playout, 1000);
        assert_eq!(heard[256..], ramp(5000)[1000 + 255 + 256..][..744]);
    }

    #[test]
    fn running_out_is_counted_once_and_fades() {
        let (mut source, mut playout) = open();
        source.write(std::iter::repeat_n([1000, 1000], 300));
        let heard = render(&mut playout, 1000);
        assert_eq!(source.signals.underruns(), 1);
        let steps = heard.windows(2).map(|pair| (pair[1][0] - pair[0][0]).abs());
        assert!(steps.max().unwrap() <= 4, "no click");
        source.write(ramp(500).into_iter());
        assert!(render(&mut playout, 100).iter().all(|sample| *sample == [0, 0]), "not enough yet");
        source.write(ramp(600).into_iter());
        render(&mut playout, 256);
        assert_eq!(source.signals.underruns(), 1);
        assert_eq!(source.waiting(), 1100 - 256);
    }
}
