//! How property tests are run: the same cases every time, and no files left behind.

use proptest::test_runner::{Config, RngSeed};

/// A configuration with so many cases.
pub(crate) fn cases(cases: u32) -> Config {
    Config {
        cases,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(0x0ED6_EB07),
        max_shrink_iters: 200,
        ..Config::default()
    }
}
