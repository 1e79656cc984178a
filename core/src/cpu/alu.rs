//! The arithmetic and logic of the SM83, with its flags.

use super::registers::{FLAG_C, FLAG_H, FLAG_N, FLAG_Z, Registers};

impl Registers {
    #[inline]
    pub(super) fn add(&mut self, value: u8, carry: bool) {
        let carry_in = u8::from(carry && self.flag(FLAG_C));
        let sum = u16::from(self.a) + u16::from(value) + u16::from(carry_in);
        let half = (self.a & 0x0F) + (value & 0x0F) + carry_in > 0x0F;
        self.a = sum as u8;
        self.set_flags(self.a == 0, false, half, sum > 0xFF);
    }

    #[inline]
    pub(super) fn sub(&mut self, value: u8, carry: bool) {
        let carry_in = u8::from(carry && self.flag(FLAG_C));
        let difference = i16::from(self.a) - i16::from(value) - i16::from(carry_in);
        let half = (self.a & 0x0F) < (value & 0x0F) + carry_in;
        self.a = difference as u8;
        self.set_flags(self.a == 0, true, half, difference < 0);
    }

    #[inline]
    pub(super) fn compare(&mut self, value: u8) {
        let a = self.a;
        self.sub(value, false);
        self.a = a;
    }

    #[inline]
    pub(super) fn and(&mut self, value: u8) {
        self.a &= value;
        self.set_flags(self.a == 0, false, true, false);
    }

    #[inline]
    pub(super) fn xor(&mut self, value: u8) {
        self.a ^= value;
        self.set_flags(self.a == 0, false, false, false);
    }

    #[inline]
    pub(super) fn or(&mut self, value: u8) {
        self.a |= value;
        self.set_flags(self.a == 0, false, false, false);
    }

    #[inline]
    pub(super) fn increment(&mut self, value: u8) -> u8 {
        let result = value.wrapping_add(1);
        self.set_flags(result == 0, false, result & 0x0F == 0, self.flag(FLAG_C));
        result
    }

    #[inline]
    pub(super) fn decrement(&mut self, value: u8) -> u8 {
        let result = value.wrapping_sub(1);
        self.set_flags(result == 0, true, result & 0x0F == 0x0F, self.flag(FLAG_C));
        result
    }

    #[inline]
    pub(super) fn add_hl(&mut self, value: u16) {
        let hl = self.hl();
        let half = (hl & 0x0FFF) + (value & 0x0FFF) > 0x0FFF;
        let (sum, carry) = hl.overflowing_add(value);
        self.set_flags(self.flag(FLAG_Z), false, half, carry);
        self.set_hl(sum);
    }

    /// SP plus a signed offset, as `ADD SP, e` and `LD HL, SP + e` compute it. The flags come
    /// from the addition of the low bytes, both unsigned.
    #[inline]
    pub(super) fn sp_plus(&mut self, offset: u8) -> u16 {
        let low = self.sp as u8;
        let half = (low & 0x0F) + (offset & 0x0F) > 0x0F;
        self.set_flags(false, false, half, low.checked_add(offset).is_none());
        self.sp.wrapping_add_signed(i16::from(offset as i8))
    }

    /// `DAA`: corrects A after an addition or subtraction of packed decimal numbers.
    #[inline]
    pub(super) fn decimal_adjust(&mut self) {
        let subtract = self.flag(FLAG_N);
        let mut carry = self.flag(FLAG_C);
        let mut correction = 0;
        if self.flag(FLAG_H) || (!subtract && self.a & 0x0F > 0x09) {
            correction |= 0x06;
        }
        if carry || (!subtract && self.a > 0x99) {
            correction |= 0x60;
            carry = true;
        }
        self.a = if subtract {
            self.a.wrapping_sub(correction)
        } else {
            self.a.wrapping_add(correction)
        };
        self.set_flags(self.a == 0, subtract, false, carry);
    }

    #[inline]
    pub(super) fn complement(&mut self) {
        self.a = !self.a;
        self.f |= FLAG_N | FLAG_H;
    }

    #[inline]
    pub(super) fn set_carry(&mut self, carry: bool) {
        self.set_flags(self.flag(FLAG_Z), false, false, carry);
    }

    /// The eight shifts and rotations, numbered as in bits 3 to 5 of a `CB` opcode: RLC, RRC, RL,
    /// RR, SLA, SRA, SWAP, SRL.
    #[inline]
    pub(super) fn shift(&mut self, operation: u8, value: u8) -> u8 {
        let carry_in = u8::from(self.flag(FLAG_C));
        let (result, carry) = match operation & 7 {
            0 => (value.rotate_left(1), value & 0x80 != 0),
            1 => (value.rotate_right(1), value & 0x01 != 0),
            2 => (value << 1 | carry_in, value & 0x80 != 0),
            3 => (value >> 1 | carry_in << 7, value & 0x01 != 0),
            4 => (value << 1, value & 0x80 != 0),
            5 => (value >> 1 | value & 0x80, value & 0x01 != 0),
            6 => (value.rotate_left(4), false),
            _ => (value >> 1, value & 0x01 != 0),
        };
        self.set_flags(result == 0, false, false, carry);
        result
    }

    /// The one-byte rotations of A, which always clear Z.
    #[inline]
    pub(super) fn rotate_a(&mut self, operation: u8) {
        self.a = self.shift(operation, self.a);
        self.f &= !FLAG_Z;
    }

    #[inline]
    pub(super) fn test_bit(&mut self, bit: u8, value: u8) {
        let carry = self.flag(FLAG_C);
        self.set_flags(value >> bit & 1 == 0, false, true, carry);
    }
}
