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
    /// All eight bits of `byte` have been clocked out. Returns the byte that came back meanwhile,
    /// which is in SB before the next instruction.
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
    /// The bits that went out last; the output line stays at the lowest.
    sent: u8,
    /// A transfer with the internal clock is over and the peer has not been asked. Never so between
    /// instructions.
    is_over: bool,
}

impl Serial {
    pub(crate) fn new() -> Serial {
        Serial {
            sb: 0,
            sc: 0x7E,
            clock_bit: NORMAL_CLOCK,
            clock_high: false,
            bits_shifted: 0,
            sent: 0xFF,
            is_over: false,
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
        if self.clocks_transfer() { 0 } else { self.clock_bit }
    }

    /// The divider bit fell `edges` times without a transfer.
    #[inline]
    pub(crate) fn pass_idle_edges(&mut self, edges: u32) {
        self.clock_high ^= edges & 1 != 0;
    }

    /// The divider bit fell.
    pub(crate) fn clock_edge(&mut self, interrupts: &mut Interrupts) {
        self.clock_high = !self.clock_high;
        if !self.clock_high && self.clocks_transfer() {
            self.shift(interrupts);
        }
    }

    /// Whether a transfer is under way that has this port's clock.
    #[inline]
    pub(crate) fn clocks_transfer(&self) -> bool {
        self.sc & 0x81 == 0x81
    }

    /// The bits that come in are known at the end only; until then they are ones.
    fn shift(&mut self, interrupts: &mut Interrupts) {
        self.sent = self.sent << 1 | self.sb >> 7;
        self.sb = self.sb << 1 | 1;
        self.bits_shifted += 1;
        if self.bits_shifted >= 8 {
            self.end_transfer(interrupts);
            self.is_over = true;
        }
    }

    fn end_transfer(&mut self, interrupts: &mut Interrupts) {
        self.bits_shifted = 0;
        self.sc &= !0x80;
        interrupts.request(interrupts::SERIAL);
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
    }

    /// Whether a transfer is over and the peer has to be asked.
    #[inline]
    pub(crate) fn waits_for_peer(&self) -> bool {
        self.is_over
    }

    /// Asks the peer for its byte if a transfer is over.
    #[inline]
    pub(crate) fn meet(&mut self, peer: &mut impl SerialPeer) {
        if self.is_over {
            self.is_over = false;
            self.sb = peer.exchange(self.sent);
        }
    }

    /// Whether this is what a save state can hold.
    pub(crate) fn is_valid(&self) -> bool {
        self.bits_shifted < 8 && !self.is_over
    }

    /// The other end has clocked a byte through, if this end waited for it. Returns what was in SB,
    /// or `None` where no transfer with external clock was waiting.
    pub(crate) fn receive(&mut self, byte: u8, interrupts: &mut Interrupts) -> Option<u8> {
        if self.sc & 0x81 != 0x80 {
            return None;
        }
        self.sent = core::mem::replace(&mut self.sb, byte);
        self.end_transfer(interrupts);
        Some(self.sent)
    }

    /// What another's clock reads at this port while no transfer waits for that clock: the byte that
    /// this port is clocking out itself, or else the last bit that went out, again and again.
    pub(crate) fn line(&self) -> u8 {
        if self.clocks_transfer() {
            let done = u32::from(self.bits_shifted);
            let both = u16::from(self.sent) << 8 | u16::from(self.sb);
            (both >> done) as u8
        } else if self.sent & 1 != 0 {
            0xFF
        } else {
            0x00
        }
    }

    /// The T-cycles of the CPU's clock that it takes at least until a transfer with this port's clock
    /// is over, if a new one can have the fast clock or cannot.
    ///
    /// Between two falling edges of a divider bit lie twice as many T-cycles as the bit's value, or
    /// half of them where the program clears the divider. A byte takes 16 edges.
    pub(crate) fn earliest_end(&self, fast_clock: bool) -> u64 {
        let clock = if fast_clock { FAST_CLOCK } else { NORMAL_CLOCK };
        let new = 15 * u64::from(clock);
        if !self.clocks_transfer() {
            return new;
        }
        let edges = 16 - 2 * u64::from(self.bits_shifted) - u64::from(self.clock_high);
        new.min((edges - 1) * u64::from(self.clock_bit))
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
        for _ in 0..15 {
            serial.clock_edge(&mut interrupts);
            serial.meet(&mut peer);
        }
        assert_eq!(interrupts.requested, 0);
        serial.clock_edge(&mut interrupts);
        serial.meet(&mut peer);
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

    #[test]
    fn the_line_shows_the_byte_under_way_or_its_last_bit() {
        let mut interrupts = Interrupts::default();
        let mut serial = Serial::new();
        assert_eq!(serial.line(), 0xFF, "high from power-on");
        serial.write_sb(0x5A);
        serial.write_sc(0x81, false, &mut interrupts);
        for _ in 0..16 {
            assert_eq!(serial.line(), 0x5A);
            serial.clock_edge(&mut interrupts);
        }
        assert_eq!(serial.line(), 0x00);
    }

    #[test]
    fn a_transfer_never_ends_sooner_than_foretold() {
        let mut interrupts = Interrupts::default();
        let mut serial = Serial::new();
        assert_eq!(serial.earliest_end(false), 15 * 128);
        assert_eq!(serial.earliest_end(true), 15 * 4);
        serial.write_sc(0x81, true, &mut interrupts);
        for edges in (0..16).rev() {
            assert_eq!(serial.earliest_end(false), edges * 128);
            assert_eq!(serial.earliest_end(true), (edges * 128).min(15 * 4));
            serial.clock_edge(&mut interrupts);
        }
    }
}
