//! A stream of numbers without pattern, the same for the same case.

use fastrand::Rng;

/// A case's own numbers.
pub(crate) struct Noise(Rng);

impl Noise {
    /// The stream of a case. Cases beside each other have nothing in common.
    pub(crate) fn new(case: u64) -> Noise {
        Noise(Rng::with_seed(case))
    }

    pub(crate) fn word(&mut self) -> u64 {
        self.0.u64(..)
    }

    pub(crate) fn byte(&mut self) -> u8 {
        self.0.u8(..)
    }

    /// A number below `limit`.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0.usize(..limit)
    }

    /// True once in so many times.
    pub(crate) fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of these.
    pub(crate) fn one_of<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }

    pub(crate) fn fill(&mut self, bytes: &mut [u8]) {
        self.0.fill(bytes);
    }
}
