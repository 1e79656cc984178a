//! Counts as JavaScript counts.

/// A count as a `number`: exact up to 2^53, which no machine reaches by running.
#[expect(clippy::cast_precision_loss, reason = "no count that matters is so large")]
pub(crate) fn number(count: u64) -> f64 {
    count as f64
}
