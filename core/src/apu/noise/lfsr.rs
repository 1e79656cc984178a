//! The linear-feedback shift register, of 15 bits or (narrow) 7.

use serde::{Deserialize, Serialize};

/// The register; bit 0 is what is heard. A trigger clears it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Lfsr(pub(super) u16);

impl Lfsr {
    /// Shifts right; the new top bit (and bit 6 when `narrow`) is set if the two lowest bits were
    /// equal. Bit 6 is overwritten either way, which matters when the width changes in between.
    #[inline]
    pub(super) fn step(&mut self, narrow: bool) {
        let equal = (self.0 ^ self.0 >> 1) & 1 == 0;
        let top = if narrow { 0x4040 } else { 0x4000 };
        self.0 >>= 1;
        if equal {
            self.0 |= top;
        } else {
            self.0 &= !top;
        }
    }

    /// The most steps that [`Lfsr::step_often`] makes at once: what it compares has not been overwritten
    /// by then.
    #[inline]
    pub(super) fn most_steps(narrow: bool) -> u32 {
        if narrow { 6 } else { 14 }
    }

    /// Makes so many steps at once. Returns a bit for each, the first one's lowest: whether the output is
    /// another after it than before it.
    #[inline]
    pub(super) fn step_often(&mut self, steps: u32, narrow: bool) -> u16 {
        let old = self.0;
        let made = (1 << steps) - 1;
        let differ = (old ^ old >> 1) & made;
        let new = !differ & made;
        self.0 = old >> steps & !(made << (15 - steps)) | new << (15 - steps);
        if narrow {
            self.0 = self.0 & !(made << (7 - steps)) | new << (7 - steps);
        }
        differ
    }

    /// Whether the channel is at its volume rather than at zero.
    pub(super) fn output(self) -> bool {
        self.0 & 1 != 0
    }
}

#[cfg(test)]
mod tests {
    use super::Lfsr;

    fn period(narrow: bool) -> usize {
        let mut lfsr = Lfsr::default();
        // In narrow mode the upper bits are a delay line that must fill first.
        for _ in 0..16 {
            lfsr.step(narrow);
        }
        let start = lfsr;
        (1..=40_000)
            .find(|_| {
                lfsr.step(narrow);
                lfsr == start
            })
            .expect("the register comes back to where it was")
    }

    #[test]
    fn periods_are_maximal() {
        assert_eq!(period(false), 32_767);
        assert_eq!(period(true), 127);
    }

    #[test]
    fn many_steps_at_once_are_as_many_single_ones() {
        for narrow in [false, true] {
            for register in (0..0x8000).step_by(7) {
                for steps in 0..=Lfsr::most_steps(narrow) {
                    let (mut single, mut many) = (Lfsr(register), Lfsr(register));
                    let mut differ = 0;
                    for step in 0..steps {
                        let before = single.output();
                        single.step(narrow);
                        differ |= u16::from(single.output() != before) << step;
                    }
                    assert_eq!(many.step_often(steps, narrow), differ, "{register:X} {steps}");
                    assert_eq!(many, single, "{register:X} {steps} {narrow}");
                }
            }
        }
    }

    #[test]
    fn all_ones_lock_up() {
        let mut lfsr = Lfsr(0x7FFF);
        lfsr.step(false);
        assert_eq!(lfsr, Lfsr(0x7FFF));
    }

    #[test]
    fn narrowing_on_seven_ones_locks_up() {
        let mut lfsr = Lfsr(0x007F);
        for _ in 0..100 {
            lfsr.step(true);
            assert!(lfsr.output());
        }
    }
}
