//! The receiver of command packets.
//!
//! A game pulls P14 and P15 low to begin a packet, P14 for each bit that is 0, P15 for each that is 1,
//! and lets both go high between any two. 128 bits, the lowest of each byte first, and a 0 behind them
//! make a packet; the first byte of a command says of how many packets it is.
//!
//! Source: Pan Docs, "Command Packet Transfers".

use alloc::vec::Vec;

use serde::{Deserialize, Serialize};
use serde_big_array::BigArray;

/// Bytes in a packet.
const PACKET: usize = 16;
/// Bits in a packet, before the one that ends it.
const BITS: u8 = 128;
/// Packets in the longest command.
const MOST_PACKETS: usize = 7;

/// P14 and P15 in P1, which are low where the bit is 0.
const P14: u8 = 0x10;
const P15: u8 = 0x20;
const BOTH: u8 = P14 | P15;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Receiver {
    #[serde(with = "BigArray")]
    bytes: [u8; PACKET * MOST_PACKETS],
    /// Packets of this command that are complete.
    packets: u8,
    /// Bits of the next one that have come, or `None` before it begins.
    bits: Option<u8>,
    /// Both lines are high, so that a pulse can come.
    idle: bool,
}

impl Default for Receiver {
    fn default() -> Receiver {
        Receiver { bytes: [0; PACKET * MOST_PACKETS], packets: 0, bits: None, idle: false }
    }
}

impl Receiver {
    /// P1 is written. Returns the bytes of a command that is complete with this.
    pub(super) fn write_p1(&mut self, value: u8) -> Option<Vec<u8>> {
        let low = !value & BOTH;
        let pulse = core::mem::replace(&mut self.idle, low == 0) && low != 0;
        if !pulse {
            return None;
        }
        match low {
            BOTH => {
                self.begin_packet();
                None
            }
            P15 => {
                self.receive_bit(true);
                None
            }
            _ => self.receive_zero(),
        }
    }

    /// A packet begins. One that was not complete is lost with all of its command.
    fn begin_packet(&mut self) {
        if self.bits.is_some() {
            self.packets = 0;
        }
        self.bits = Some(0);
    }

    fn receive_zero(&mut self) -> Option<Vec<u8>> {
        if self.bits != Some(BITS) {
            self.receive_bit(false);
            return None;
        }
        self.bits = None;
        self.packets += 1;
        if usize::from(self.packets) < self.length() {
            return None;
        }
        let end = PACKET * usize::from(self.packets);
        self.packets = 0;
        Some(self.bytes[..end].to_vec())
    }

    fn receive_bit(&mut self, bit: bool) {
        let Some(bits) = self.bits else { return };
        if bits == BITS {
            // A packet that does not end with a 0 is broken, and its command with it.
            self.bits = None;
            self.packets = 0;
            return;
        }
        let byte = &mut self.bytes[PACKET * usize::from(self.packets) + usize::from(bits / 8)];
        *byte = *byte >> 1 | u8::from(bit) << 7;
        self.bits = Some(bits + 1);
    }

    /// The packets of this command. Those that the boot ROM sends, F1 to FB, are commands of their own.
    fn length(&self) -> usize {
        match self.bytes[0] {
            first if first & 0xF1 == 0xF1 => 1,
            first => usize::from(first & 7),
        }
    }

    pub(super) fn is_valid(&self) -> bool {
        usize::from(self.packets) < MOST_PACKETS && self.bits.is_none_or(|bits| bits <= BITS)
    }
}
