//! The machine's one clock.
//!
//! Time counts in ticks of 8,388,608 Hz, the CGB's double-speed clock: a T-cycle (and a dot) of
//! the 4 MiHz clock is two ticks. A speed switch therefore changes how many ticks the CPU spends
//! on an M-cycle, and never what a tick means to the PPU, the APU or a cartridge.

use core::ops::{Add, AddAssign, Sub};

use serde::{Deserialize, Serialize};

/// A moment since power-on, or a span of time, in ticks of 8,388,608 Hz.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Ticks(pub u64);

impl Ticks {
    /// Ticks per second.
    pub const PER_SECOND: u64 = 8_388_608;
    /// One dot, which is one T-cycle of the 4 MiHz clock.
    pub const DOT: Ticks = Ticks(2);
    /// One frame of the LCD: 154 lines of 456 dots.
    pub const FRAME: Ticks = Ticks(154 * 456 * 2);
    /// No moment at all: later than every other.
    pub const NEVER: Ticks = Ticks(u64::MAX);
}

impl Add for Ticks {
    type Output = Ticks;

    #[inline]
    fn add(self, rhs: Ticks) -> Ticks {
        Ticks(self.0.wrapping_add(rhs.0))
    }
}

impl AddAssign for Ticks {
    #[inline]
    fn add_assign(&mut self, rhs: Ticks) {
        *self = *self + rhs;
    }
}

impl Sub for Ticks {
    type Output = Ticks;

    #[inline]
    fn sub(self, rhs: Ticks) -> Ticks {
        Ticks(self.0.wrapping_sub(rhs.0))
    }
}
