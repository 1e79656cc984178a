//! Battery saves, as other emulators write and read them.
//!
//! A save is the RAM, byte for byte, and for a cartridge with a clock the footer that
//! [`rtc`](super::rtc) describes. Other programs know fewer headers and write more or less:
//!
//! * RAM padded to a multiple of 8 KiB (VBA for 2 KiB of RAM, old BGB for an MBC2): the rest is
//!   ignored;
//! * no footer (flash cartridges), one of 44 bytes (old VBA), or one for a cartridge without a
//!   clock: what is there is taken, what has no place is ignored;
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

impl Cartridge {
    /// The battery save at `now`: the RAM and, with a clock, a footer of 48 bytes. `None` if there
    /// is no battery.
    ///
    /// The half-bytes of an MBC2 have their upper bits set, as the CPU reads them.
    pub fn battery(&self, now: Ticks) -> Option<Vec<u8>> {
        if !self.has_battery() {
            return None;
        }
        let mut save = self.ram.clone();
        if let Some(rtc) = self.mapper.rtc() {
            save.extend_from_slice(&rtc.to_footer(now));
        }
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
            let (ram, footer) =
                split_save(save, self.ram.len()).ok_or(BatteryError::WrongSize {
                    ram_size: self.ram.len(),
                    has_rtc: self.has_rtc(),
                    found: save.len(),
                })?;
            self.ram.copy_from_slice(ram);
            if self.kind.chip == Chip::Mbc2 {
                self.ram.iter_mut().for_each(|byte| *byte |= 0xF0);
            }
            if let Some(rtc) = self.mapper.rtc_mut()
                && !footer.is_empty()
            {
                rtc.load_footer(footer, now);
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
        if let Some(rtc) = self.mapper.rtc_mut() {
            rtc.set_wall_clock(unix_seconds, now);
        }
    }
}

/// A save's bytes for `ram_size` bytes of RAM and its footer, which may be empty; `None` if no
/// known program writes that many bytes.
fn split_save(save: &[u8], ram_size: usize) -> Option<(&[u8], &[u8])> {
    [0, OLD_FOOTER_SIZE, FOOTER_SIZE].into_iter().find_map(|footer_size| {
        let body_size = save.len().checked_sub(footer_size)?;
        let padded = (ram_size..=MAX_PADDED_SIZE).contains(&body_size)
            && body_size.is_multiple_of(PADDING_UNIT);
        let (body, footer) = save.split_at(body_size);
        (body_size == ram_size || padded).then(|| (&body[..ram_size], footer))
    })
}
