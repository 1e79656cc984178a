//! DIV, TIMA, TMA and TAC.
//!
//! All of it hangs on one 16-bit counter, whose upper half is DIV. TIMA counts when the counter's
//! bit that TAC selects falls, for whatever reason: time, a write to DIV, or a write to TAC. The
//! serial port and the APU's frame sequencer watch bits of the same counter.
//!
//! Sources: Pan Docs, "Timer and Divider Registers" and "Timer Obscure Behaviour";
//! mooneye-test-suite `acceptance/timer`.

use serde::{Deserialize, Serialize};

use crate::interrupts::{self, Interrupts};

/// What happens to TIMA in the M-cycle after it overflows, and in the next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
enum Reload {
    #[default]
    None,
    /// TIMA has overflowed and reads 0 for one M-cycle. A write to it now prevents the reload.
    Pending,
    /// TMA is being copied: a write to TMA reaches TIMA too, and one to TIMA is lost.
    Copying,
}

/// Bits of the counter that fell or rose in a step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct DivEdges {
    pub(crate) fell: u16,
    pub(crate) rose: u16,
}

/// A stretch of time in which the counter went on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DivRun {
    from: u32,
    to: u32,
}

impl DivRun {
    /// How often a bit of the counter fell.
    #[inline]
    pub(crate) fn falls(self, bit: u16) -> u32 {
        let period = bit.trailing_zeros() + 1;
        (self.to >> period) - (self.from >> period)
    }
}

/// The divider and the timer, in the CPU's clock.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Timer {
    counter: u16,
    /// T-cycles since the counter last moved on; it does so in steps of an M-cycle.
    phase: u8,
    tima: u8,
    tma: u8,
    tac: u8,
    reload: Reload,
    /// Bits of the counter whose edges matter to TIMA, and to the serial port and the APU.
    watched: u16,
    watched_by_others: u16,
}

impl Timer {
    /// The divider at power-on. It has counted eight T-cycles when the CPU fetches its first
    /// instruction: so the boot ROMs of the DMG, DMG-0 and SGB end with the values that
    /// mooneye-test-suite `boot_div-*` found.
    pub(crate) fn at_power_on() -> Timer {
        Timer { counter: 8, ..Timer::default() }
    }

    /// Lets `t_cycles` pass. [`Timer::next_edges`] then tells what happened.
    #[inline]
    pub(crate) fn pass(&mut self, t_cycles: u8) {
        self.phase += t_cycles;
    }

    /// Counts the M-cycles that have passed, up to the first in which something happened; `None`
    /// once none is left.
    #[inline]
    pub(crate) fn next_edges(&mut self, interrupts: &mut Interrupts) -> Option<DivEdges> {
        while self.phase >= 4 {
            self.phase -= 4;
            let next = self.counter.wrapping_add(4);
            if (self.counter ^ next) & self.watched != 0 || self.reload != Reload::None {
                return Some(self.step(next, interrupts));
            }
            self.counter = next;
        }
        None
    }

    /// The T-cycles until something may happen: in fewer nothing does but counting. Edges of the bits
    /// in `counted` are no event.
    pub(crate) fn quiet_t_cycles(&self, counted: u16) -> u32 {
        let first = 4 - u32::from(self.phase & 3);
        if self.reload != Reload::None {
            return first;
        }
        let counter = u32::from(self.counter);
        let mut quiet = 1 << 16;
        let watched = u32::from(self.watched_by_others & !counted);
        if watched != 0 {
            // The lowest watched bit changes first, whenever those below it run over.
            let bit = watched & watched.wrapping_neg();
            quiet = bit - (counter & (bit - 1));
        }
        if self.tac & 4 != 0 {
            let period = 2 * u32::from(self.timer_bit());
            let to_overflow =
                period * u32::from(0xFF - self.tima) + period - (counter & (period - 1));
            quiet = quiet.min(to_overflow);
        }
        // The counter moves on in steps of four.
        first + (quiet.next_multiple_of(4) - 4)
    }

    /// Lets fewer T-cycles pass than [`Timer::quiet_t_cycles`].
    #[inline]
    pub(crate) fn pass_quietly(&mut self, t_cycles: u32) -> DivRun {
        let phase = u32::from(self.phase) + t_cycles;
        self.phase = phase as u8 & 3;
        let from = u32::from(self.counter);
        let run = DivRun { from, to: from + (phase & !3) };
        self.counter = run.to as u16;
        if self.tac & 4 != 0 {
            self.tima = self.tima.wrapping_add(run.falls(self.timer_bit()) as u8);
        }
        run
    }

    fn step(&mut self, next: u16, interrupts: &mut Interrupts) -> DivEdges {
        match self.reload {
            Reload::None => {}
            Reload::Pending => {
                interrupts.request(interrupts::TIMER);
                self.reload = Reload::Copying;
            }
            Reload::Copying => self.reload = Reload::None,
        }
        self.set_counter(next)
    }

    /// Sets which bits' edges the serial port and the APU want to know of.
    pub(crate) fn watch_for_others(&mut self, bits: u16) {
        self.watched_by_others = bits;
        self.watched = bits | self.timer_bit();
    }

    fn set_counter(&mut self, value: u16) -> DivEdges {
        let edges = DivEdges { fell: self.counter & !value, rose: !self.counter & value };
        self.counter = value;
        if edges.fell & self.timer_bit() != 0 {
            self.count();
        }
        edges
    }

    fn count(&mut self) {
        self.tima = self.tima.wrapping_add(1);
        if self.tima == 0 {
            self.tima = self.tma;
            self.reload = Reload::Pending;
        }
    }

    /// The bit that TIMA counts, or none while the timer is off.
    #[inline]
    fn timer_bit(&self) -> u16 {
        if self.tac & 4 == 0 {
            return 0;
        }
        match self.tac & 3 {
            0 => 1 << 9,
            1 => 1 << 3,
            2 => 1 << 5,
            _ => 1 << 7,
        }
    }

    /// The counter of which DIV is the upper half.
    pub(crate) fn counter(&self) -> u16 {
        self.counter
    }

    /// Sets the counter to what a boot ROM leaves.
    pub(crate) fn set_post_boot_counter(&mut self, counter: u16) {
        self.counter = counter;
    }

    /// Writing DIV, whatever the value, clears the counter.
    pub(crate) fn clear_counter(&mut self) -> DivEdges {
        self.phase = 0;
        self.set_counter(0)
    }

    /// Reads FF04 to FF07.
    pub(crate) fn read(&self, address: u16) -> u8 {
        match address {
            0xFF04 => (self.counter >> 8) as u8,
            0xFF05 if self.reload == Reload::Pending => 0,
            0xFF05 => self.tima,
            0xFF06 => self.tma,
            _ => 0xF8 | self.tac,
        }
    }

    /// Writes FF05 to FF07.
    pub(crate) fn write(&mut self, address: u16, value: u8) {
        match address {
            0xFF05 => {
                if self.reload != Reload::Copying {
                    self.tima = value;
                    self.reload = Reload::None;
                }
            }
            0xFF06 => {
                self.tma = value;
                if self.reload != Reload::None {
                    self.tima = value;
                }
            }
            _ => {
                let was_high = self.counter & self.timer_bit() != 0;
                self.tac = value & 7;
                if was_high && self.counter & self.timer_bit() == 0 {
                    self.count();
                }
                self.watched = self.watched_by_others | self.timer_bit();
            }
        }
    }

    /// Whether this is what a save state can hold: whole M-cycles have been taken out, and the bits
    /// that are watched are those that must be.
    pub(crate) fn is_valid(&self, watched_by_others: u16) -> bool {
        self.phase < 4
            && self.watched_by_others == watched_by_others
            && self.watched == watched_by_others | self.timer_bit()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(timer: &mut Timer, m_cycles: u32) -> u32 {
        let mut interrupts = Interrupts::default();
        let mut requests = 0;
        for _ in 0..m_cycles {
            timer.pass(4);
            while timer.next_edges(&mut interrupts).is_some() {}
            requests += u32::from(core::mem::take(&mut interrupts.requested) != 0);
        }
        requests
    }

    #[test]
    fn div_counts_at_16_khz() {
        let mut timer = Timer::default();
        run(&mut timer, 64);
        assert_eq!(timer.read(0xFF04), 1);
    }

    #[test]
    fn tima_counts_reads_zero_reloads_and_interrupts() {
        let mut timer = Timer::default();
        timer.write(0xFF06, 0xF0);
        timer.write(0xFF05, 0xFF);
        timer.write(0xFF07, 0b101);
        assert_eq!(run(&mut timer, 4), 0);
        assert_eq!(timer.read(0xFF05), 0x00);
        assert_eq!(run(&mut timer, 1), 1);
        assert_eq!(timer.read(0xFF05), 0xF0);
    }

    #[test]
    fn clearing_div_can_count() {
        let mut timer = Timer::default();
        timer.write(0xFF07, 0b101);
        run(&mut timer, 2);
        timer.clear_counter();
        assert_eq!(timer.read(0xFF05), 1);
    }
}
