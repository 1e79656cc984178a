//! The interrupt flags: IF (FF0F) and IE (FFFF).
//!
//! Source: Pan Docs, "Interrupts".

use serde::{Deserialize, Serialize};

/// VBlank, bit 0.
pub(crate) const VBLANK: u8 = 0x01;
/// LCD STAT, bit 1.
pub(crate) const STAT: u8 = 0x02;
/// Timer, bit 2.
pub(crate) const TIMER: u8 = 0x04;
/// Serial, bit 3.
pub(crate) const SERIAL: u8 = 0x08;
/// Joypad, bit 4.
pub(crate) const JOYPAD: u8 = 0x10;

/// IF and IE.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Interrupts {
    /// The five requested interrupts; the upper bits are 0 here and read as 1.
    pub(crate) requested: u8,
    /// IE, all eight bits of which can be written and read back.
    pub(crate) enabled: u8,
}

impl Interrupts {
    #[inline]
    pub(crate) fn request(&mut self, interrupt: u8) {
        self.requested |= interrupt;
    }

    #[inline]
    pub(crate) fn pending(&self) -> u8 {
        self.requested & self.enabled & 0x1F
    }
}
