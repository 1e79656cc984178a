//! The EEPROM of an MBC7, a 93LC56 with 128 words of 16 bits, bit by bit.
//!
//! Sources: Pan Docs, "MBC7", <https://gbdev.io/pandocs/MBC7.html>; Microchip's data sheet DS21712.
//!
//! The words are kept with their upper byte first, as VBA-M and mGBA save them. `SameBoy` saves them
//! the other way round.

use serde::{Deserialize, Serialize};

use crate::time::Ticks;

/// Its size in bytes.
pub(crate) const SIZE: usize = 256;

/// The longest that it takes to program a word, to erase all, and to write all.
const PROGRAM_TIME: Ticks = milliseconds(6);
const WRITE_ALL_TIME: Ticks = milliseconds(15);

const fn milliseconds(count: u64) -> Ticks {
    Ticks(count * Ticks::PER_SECOND / 1000)
}

/// The pins in the register.
mod pin {
    pub(super) const DATA_OUT: u8 = 0x01;
    pub(super) const DATA_IN: u8 = 0x02;
    pub(super) const CLOCK: u8 = 0x40;
    pub(super) const CHIP_SELECT: u8 = 0x80;
}

/// A change of the contents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Change {
    Word { address: u8, value: u16 },
    All { value: u16 },
    EraseAll,
}

/// What the next bit means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
enum Phase {
    /// A 1 begins a command.
    #[default]
    Start,
    /// One of the ten bits of a command.
    Command,
    /// Data comes out from the word at `address`.
    Read { address: u8 },
    /// One of 16 bits of data for a word, or for all.
    Data { address: Option<u8> },
    /// Nothing. The change begins when the chip is no longer selected.
    Armed(Change),
}

/// The EEPROM, without its contents.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Eeprom {
    selected: bool,
    clock: bool,
    data_in: bool,
    /// The bit that comes out while reading.
    data_out: bool,
    phase: Phase,
    /// Bits that came in, or that are yet to go out, and how many.
    shift: u16,
    bits: u8,
    write_enabled: bool,
    busy_until: Ticks,
}

impl Eeprom {
    /// The pins. While nothing is read, data out says whether the chip is ready, or floats, which
    /// reads 1.
    pub(super) fn read(&self, now: Ticks) -> u8 {
        let data_out = match self.phase {
            Phase::Read { .. } => self.data_out,
            Phase::Start if self.selected => self.is_ready(now),
            _ => true,
        };
        [
            (data_out, pin::DATA_OUT),
            (self.data_in, pin::DATA_IN),
            (self.clock, pin::CLOCK),
            (self.selected, pin::CHIP_SELECT),
        ]
        .into_iter()
        .map(|(is_high, pin)| if is_high { pin } else { 0 })
        .sum()
    }

    /// Sets the pins. Gives whether the contents may be others now.
    pub(super) fn write(&mut self, value: u8, now: Ticks, memory: &mut [u8]) -> bool {
        let was_selected = core::mem::replace(&mut self.selected, value & pin::CHIP_SELECT != 0);
        let clock_was_high = core::mem::replace(&mut self.clock, value & pin::CLOCK != 0);
        self.data_in = value & pin::DATA_IN != 0;
        if !self.selected {
            let phase = core::mem::take(&mut self.phase);
            return was_selected && self.program(phase, now, memory);
        }
        if self.clock && !clock_was_high && self.is_ready(now) {
            self.take_bit(memory);
        }
        false
    }

    fn is_ready(&self, now: Ticks) -> bool {
        now >= self.busy_until
    }

    /// The clock rises.
    fn take_bit(&mut self, memory: &[u8]) {
        match self.phase {
            Phase::Start if self.data_in => self.expect(Phase::Command),
            Phase::Start | Phase::Armed(_) => {}
            Phase::Command => {
                self.shift_in();
                if self.bits >= 10 {
                    self.decode(memory);
                }
            }
            Phase::Read { address } => {
                self.data_out = self.shift & 0x8000 != 0;
                self.shift <<= 1;
                self.bits = self.bits.saturating_sub(1);
                if self.bits == 0 {
                    // It goes on with the next word for as long as it is clocked.
                    self.load(address.wrapping_add(1), memory);
                }
            }
            Phase::Data { address } => {
                self.shift_in();
                if self.bits >= 16 {
                    let value = self.shift;
                    self.phase = Phase::Armed(match address {
                        Some(address) => Change::Word { address, value },
                        None => Change::All { value },
                    });
                }
            }
        }
    }

    fn expect(&mut self, phase: Phase) {
        self.phase = phase;
        self.shift = 0;
        self.bits = 0;
    }

    fn shift_in(&mut self) {
        self.shift = self.shift << 1 | u16::from(self.data_in);
        self.bits = self.bits.saturating_add(1);
    }

    /// Acts on a command: two bits, then an address of eight, of which the upper one leads nowhere.
    fn decode(&mut self, memory: &[u8]) {
        let address = self.shift as u8 & 0x7F;
        match (self.shift >> 8 & 3, self.shift >> 6 & 3) {
            (0b10, _) => {
                // A zero comes before the data.
                self.data_out = false;
                self.load(address, memory);
            }
            (0b01, _) => self.expect(Phase::Data { address: Some(address) }),
            (0b11, _) => self.phase = Phase::Armed(Change::Word { address, value: 0xFFFF }),
            (_, 0b01) => self.expect(Phase::Data { address: None }),
            (_, 0b10) => self.phase = Phase::Armed(Change::EraseAll),
            (_, enable) => {
                self.write_enabled = enable == 0b11;
                self.phase = Phase::Start;
            }
        }
    }

    /// Gets a word ready to go out.
    fn load(&mut self, address: u8, memory: &[u8]) {
        let at = 2 * usize::from(address & 0x7F);
        self.shift = memory
            .get(at..at + 2)
            .map_or(0xFFFF, |word| u16::from(word[0]) << 8 | u16::from(word[1]));
        self.bits = 16;
        self.phase = Phase::Read { address: address & 0x7F };
    }

    /// Carries out the change that the chip is armed with, if any.
    fn program(&mut self, phase: Phase, now: Ticks, memory: &mut [u8]) -> bool {
        let Phase::Armed(change) = phase else { return false };
        if !self.write_enabled {
            return false;
        }
        let (words, value, time) = match change {
            Change::Word { address, value } => {
                let at = 2 * usize::from(address & 0x7F);
                (memory.get_mut(at..at + 2).unwrap_or_default(), value, PROGRAM_TIME)
            }
            Change::All { value } => (memory, value, WRITE_ALL_TIME),
            Change::EraseAll => (memory, 0xFFFF, PROGRAM_TIME),
        };
        for word in words.chunks_exact_mut(2) {
            word.copy_from_slice(&value.to_be_bytes());
        }
        self.busy_until = now + time;
        true
    }
}
