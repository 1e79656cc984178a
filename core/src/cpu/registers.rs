//! The register file and the flags of the SM83.
//!
//! Source: Pan Docs, "CPU Registers and Flags".

use serde::{Deserialize, Serialize};

/// The zero flag, bit 7 of F.
pub const FLAG_Z: u8 = 0x80;
/// The subtraction flag, bit 6 of F.
pub const FLAG_N: u8 = 0x40;
/// The half-carry flag, bit 5 of F.
pub const FLAG_H: u8 = 0x20;
/// The carry flag, bit 4 of F.
pub const FLAG_C: u8 = 0x10;

/// The registers that a program can see. The low four bits of F are always 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are the registers' own")]
pub struct Registers {
    pub a: u8,
    pub f: u8,
    pub b: u8,
    pub c: u8,
    pub d: u8,
    pub e: u8,
    pub h: u8,
    pub l: u8,
    pub sp: u16,
    pub pc: u16,
}

macro_rules! pair {
    ($get:ident, $set:ident, $high:ident, $low:ident) => {
        #[inline]
        pub(super) fn $get(&self) -> u16 {
            u16::from_be_bytes([self.$high, self.$low])
        }

        #[inline]
        pub(super) fn $set(&mut self, value: u16) {
            [self.$high, self.$low] = value.to_be_bytes();
        }
    };
}

impl Registers {
    pair!(af, set_af_raw, a, f);
    pair!(bc, set_bc, b, c);
    pair!(de, set_de, d, e);
    pair!(hl, set_hl, h, l);

    #[inline]
    pub(super) fn set_af(&mut self, value: u16) {
        self.set_af_raw(value & 0xFFF0);
    }

    #[inline]
    pub(super) fn flag(&self, flag: u8) -> bool {
        self.f & flag != 0
    }

    #[inline]
    pub(super) fn set_flags(&mut self, z: bool, n: bool, h: bool, c: bool) {
        self.f = (u8::from(z) << 7) | (u8::from(n) << 6) | (u8::from(h) << 5) | (u8::from(c) << 4);
    }
}
