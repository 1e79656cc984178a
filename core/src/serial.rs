//! The serial port: SB (FF01) and SC (FF02), and what is at the other end of the cable.
//!
//! The port's own clock is a bit of the divider's counter, so its edges are where DIV is, not where
//! a transfer was started (mooneye-test-suite, `serial/boot_sclk_align`).
//!
//! Source: Pan Docs, "Serial Data Transfer (Link Cable)".

use serde::{Deserialize, Serialize};

use crate::interrupts::{self, Interrupts};

/// What is at the other end of the cable, when this machine provides the clock.
pub trait SerialPeer {
    /// The machine begins to send `byte`. Returns the byte that comes back.
    fn exchange(&mut self, byte: u8) -> u8;
}

/// A cable with nothing at its other end: ones come back.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoPeer;

impl SerialPeer for NoPeer {
    fn exchange(&mut self, _byte: u8) -> u8 {
        0xFF
    }
}

/// The divider bit that clocks a transfer at 8,192 Hz.
const NORMAL_CLOCK: u16 = 0x80;
/// The same at 262,144 Hz, which the CGB can choose.
const FAST_CLOCK: u16 = 0x04;

/// The serial port.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Serial {
    sb: u8,
    sc: u8,
    /// The divider bit whose falling edges toggle the clock.
    clock_bit: u16,
    clock_high: bool,
    bits_shifted: u8,
    /// The bits that the other end sends.
    incoming: u8,
    /// A transfer with the internal clock has begun and no peer has been asked.
    started: bool,
}

impl Serial {
    pub(crate) fn new() -> Serial {
        Serial {
            sb: 0,
            sc: 0x7E,
            clock_bit: NORMAL_CLOCK,
            clock_high: false,
            bits_shifted: 0,
            incoming: 0xFF,
            started: false,
        }
    }

    /// The divider bit whose falling edges matter here.
    #[inline]
    pub(crate) fn clock_bit(&self) -> u16 {
        self.clock_bit
    }

    /// The bits of the divider whose edges change nothing but the clock's level: no transfer waits
    /// for them.
    #[inline]
    pub(crate) fn idle_bits(&self) -> u16 {
        if self.sc & 0x81 == 0x81 { 0 } else { self.clock_bit }
    }

    /// The divider bit fell `edges` times without a transfer.
    #[inline]
    pub(crate) fn pass_idle_edges(&mut self, edges: u32) {
        self.clock_high ^= edges & 1 != 0;
    }

    /// The divider bit fell.
    pub(crate) fn clock_edge(&mut self, interrupts: &mut Interrupts) {
        self.clock_high = !self.clock_high;
        if !self.clock_high && self.sc & 0x81 == 0x81 {
            self.shift(interrupts);
        }
    }

    fn shift(&mut self, interrupts: &mut Interrupts) {
        self.sb = self.sb << 1 | self.incoming >> 7;
        self.incoming = self.incoming << 1 | 1;
        self.bits_shifted += 1;
        if self.bits_shifted >= 8 {
            self.bits_shifted = 0;
            self.sc &= !0x80;
            interrupts.request(interrupts::SERIAL);
        }
    }

    pub(crate) fn read(&self, address: u16) -> u8 {
        if address == 0xFF01 { self.sb } else { self.sc }
    }

    pub(crate) fn write_sb(&mut self, value: u8) {
        self.sb = value;
    }

    pub(crate) fn write_sc(&mut self, value: u8, cgb_mode: bool, interrupts: &mut Interrupts) {
        self.bits_shifted = 0;
        if self.clock_high {
            self.clock_edge(interrupts);
        }
        let value = if cgb_mode { value } else { value | 0x02 };
        self.sc = value | 0x7C;
        self.clock_bit = if cgb_mode && value & 0x02 != 0 { FAST_CLOCK } else { NORMAL_CLOCK };
        self.incoming = 0xFF;
        self.started = value & 0x81 == 0x81;
    }

    /// Whether a transfer has begun and the peer has to be asked.
    #[inline]
    pub(crate) fn waits_for_peer(&self) -> bool {
        self.started
    }

    /// Asks the peer for its byte if a transfer has begun. It takes at least 16 M-cycles until the
    /// first bit is shifted, so asking once per instruction is early enough.
    #[inline]
    pub(crate) fn meet(&mut self, peer: &mut impl SerialPeer) {
        if self.started {
            self.started = false;
            self.incoming = peer.exchange(self.sb);
        }
    }

    /// Whether this is what a save state can hold.
    pub(crate) fn is_valid(&self) -> bool {
        self.bits_shifted < 8
    }

    /// The other end clocks a byte through, if this end waits for it. Returns what was in SB, or
    /// `None` where no transfer with external clock was waiting.
    pub(crate) fn receive(&mut self, byte: u8, interrupts: &mut Interrupts) -> Option<u8> {
        if self.sc & 0x81 != 0x80 {
            return None;
        }
        let sent = self.sb;
        self.incoming = byte;
        for _ in 0..8 {
            self.shift(interrupts);
        }
        Some(sent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Echo(alloc::vec::Vec<u8>);

    impl SerialPeer for Echo {
        fn exchange(&mut self, byte: u8) -> u8 {
            self.0.push(byte);
            !byte
        }
    }

    #[test]
    fn a_byte_goes_out_and_the_peers_comes_in() {
        let mut interrupts = Interrupts::default();
        let mut serial = Serial::new();
        let mut peer = Echo(alloc::vec::Vec::new());
        serial.write_sb(0x5A);
        serial.write_sc(0x81, false, &mut interrupts);
        serial.meet(&mut peer);
        for _ in 0..15 {
            serial.clock_edge(&mut interrupts);
        }
        assert_eq!(interrupts.requested, 0);
        serial.clock_edge(&mut interrupts);
        assert_eq!(interrupts.requested, interrupts::SERIAL);
        assert_eq!(serial.read(0xFF01), 0xA5);
        assert_eq!(serial.read(0xFF02), 0x7F);
        assert_eq!(peer.0, [0x5A]);
    }

    #[test]
    fn the_other_end_can_clock() {
        let mut interrupts = Interrupts::default();
        let mut serial = Serial::new();
        serial.write_sb(0x12);
        assert_eq!(serial.receive(0x34, &mut interrupts), None);
        serial.write_sc(0x80, false, &mut interrupts);
        assert_eq!(serial.receive(0x34, &mut interrupts), Some(0x12));
        assert_eq!(serial.read(0xFF01), 0x34);
        assert_eq!(interrupts.requested, interrupts::SERIAL);
    }
}
