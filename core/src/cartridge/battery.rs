//! Battery saves, as other emulators write and read them.
//!
//! A save is the RAM, byte for byte, and what [`save_tail`](super::save_tail) describes behind it:
//! the state of a clock, or flash memory. Other programs know fewer headers and write more or less:
//!
//! * RAM padded to a multiple of 8 KiB (VBA for 2 KiB of RAM, old BGB for an MBC2): the rest is
//!   ignored;
//! * nothing behind the RAM (flash cartridges), 44 bytes of an MBC3's clock (old VBA), or its 44 or
//!   48 for a cartridge without a clock: what is there is taken, what has no place is ignored;
//! * 256 bytes for an MBC2, two half-bytes in each, the lower first (mGBA): unpacked.

use alloc::vec::Vec;

use super::Cartridge;
use super::error::BatteryError;
use super::kind::Chip;
use super::rtc::{FOOTER_SIZE, OLD_FOOTER_SIZE};
use crate::time::Ticks;

/// The unit in which other emulators pad, and the most that they write.
const PADDING_UNIT: usize = 0x2000;
const MAX_PADDED_SIZE: usize = 128 * 1024;

/// What other programs put behind the RAM of cartridges that have nothing there.
const FOREIGN_FOOTERS: [usize; 2] = [OLD_FOOTER_SIZE, FOOTER_SIZE];

impl Cartridge {
    /// The battery save at `now`: the RAM, and behind it the state of the clock or the flash memory
    /// where there is one. `None` if there is no battery.
    ///
    /// The half-bytes of an MBC2 have their upper bits set, as the CPU reads them.
    pub fn battery(&self, now: Ticks) -> Option<Vec<u8>> {
        if !self.has_battery() {
            return None;
        }
        let mut save = self.ram.clone();
        self.mapper.append_save_tail(&mut save, now);
        Some(save)
    }

    /// Puts a battery save in place, as if the cartridge had kept it until `now`.
    ///
    /// A clock continues at what the save says. The time since the save was written passes when
    /// [`set_rtc`](Cartridge::set_rtc) tells what time it is.
    ///
    /// # Errors
    ///
    /// [`BatteryError`] if the cartridge has no battery or the save does not fit; the cartridge
    /// is then as it was.
    pub fn load_battery(&mut self, save: &[u8], now: Ticks) -> Result<(), BatteryError> {
        if !self.has_battery() {
            return Err(BatteryError::NoBattery { cartridge_type: self.header.cartridge_type });
        }
        let packed = self.kind.chip == Chip::Mbc2 && save.len() == self.ram.len() / 2;
        if packed {
            for (bytes, pair) in self.ram.chunks_exact_mut(2).zip(save) {
                bytes[0] = 0xF0 | pair & 0x0F;
                bytes[1] = 0xF0 | pair >> 4;
            }
        } else {
            let tail = self.mapper.save_tail();
            let sizes = tail.map_or(&FOREIGN_FOOTERS[..], |tail| tail.sizes);
            let (ram, behind) =
                split_save(save, self.ram.len(), sizes).ok_or(BatteryError::WrongSize {
                    ram_size: self.ram.len(),
                    tail_sizes: tail.map_or(&[], |tail| tail.sizes),
                    tail_of: tail.map_or("", |tail| tail.of),
                    found: save.len(),
                })?;
            self.ram.copy_from_slice(ram);
            if self.kind.chip == Chip::Mbc2 {
                self.ram.iter_mut().for_each(|byte| *byte |= 0xF0);
            }
            if !behind.is_empty() {
                self.mapper.load_save_tail(behind, now);
            }
        }
        self.battery_writes += 1;
        Ok(())
    }

    /// Tells the cartridge's clock that it is `unix_seconds` after 1970-01-01 00:00 UTC at `now`.
    ///
    /// It lets pass what has passed outside since it was last told, by this or by a battery save,
    /// beyond the emulated time since; it never goes back. The first time without a save, it only
    /// takes note. Without a clock, nothing happens.
    pub fn set_rtc(&mut self, unix_seconds: u64, now: Ticks) {
        self.mapper.set_wall_clock(unix_seconds, now);
    }
}

/// A save's bytes for `ram_size` bytes of RAM and what is behind them, which may be nothing; `None`
/// if no known program writes that many bytes. `tail_sizes` are the lengths that may be behind.
fn split_save<'a>(
    save: &'a [u8],
    ram_size: usize,
    tail_sizes: &[usize],
) -> Option<(&'a [u8], &'a [u8])> {
    core::iter::once(&0).chain(tail_sizes).find_map(|tail_size| {
        let body_size = save.len().checked_sub(*tail_size)?;
        let padded = (ram_size..=MAX_PADDED_SIZE).contains(&body_size)
            && body_size.is_multiple_of(PADDING_UNIT);
        let (body, tail) = save.split_at(body_size);
        (body_size == ram_size || padded).then(|| (&body[..ram_size], tail))
    })
}
