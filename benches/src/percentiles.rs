//! How long something takes, most of the time and at worst.

use std::fmt;
use std::time::{Duration, Instant};

/// Times in order.
pub struct Percentiles(Vec<Duration>);

impl Percentiles {
    /// Times something so many times, after a tenth of that to warm up.
    pub fn measure(times: usize, mut run: impl FnMut()) -> Percentiles {
        for _ in 0..times / 10 {
            run();
        }
        Percentiles::of((0..times).map(|_| {
            let started = Instant::now();
            run();
            started.elapsed()
        }))
    }

    /// The percentiles of these times.
    pub fn of(times: impl IntoIterator<Item = Duration>) -> Percentiles {
        let mut times: Vec<Duration> = times.into_iter().collect();
        times.sort_unstable();
        Percentiles(times)
    }

    /// The time that so many percent do not exceed.
    pub fn at(&self, percent: usize) -> Duration {
        let last = self.0.len().saturating_sub(1);
        self.0.get(last * percent / 100).copied().unwrap_or_default()
    }
}

impl fmt::Display for Percentiles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [half, most, worst] = [50, 99, 100].map(|percent| self.at(percent));
        write!(f, "p50 {half:.1?}, p99 {most:.1?}, worst {worst:.1?}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_times_that_were_measured() {
        let times = Percentiles::of((1..=101).rev().map(Duration::from_millis));
        assert_eq!([0, 50, 99, 100].map(|p| times.at(p).as_millis()), [1, 51, 100, 101]);
        assert_eq!(Percentiles::of([]).at(50), Duration::ZERO);
    }
}
