//! What was measured, beside what it should be at most.

use std::fmt::Display;

/// Prints a row; gives whether the bar was met.
pub fn row(what: &str, measured: impl Display, bar: &str, met: bool) -> bool {
    let verdict = if met { "met" } else { "MISSED" };
    println!("{what:24} {measured}\n{:24} bar: {bar}: {verdict}", "");
    met
}
