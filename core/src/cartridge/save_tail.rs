//! What follows the RAM in a battery save: the state of a clock, or flash memory.

use alloc::vec::Vec;

use super::mapper::Mapper;
use super::{huc3, mbc6, rtc, tpp1};
use crate::time::Ticks;

/// What a cartridge's saves have behind the RAM.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tail {
    /// What it is of: "clock".
    pub(crate) of: &'static str,
    /// The lengths in which it is read.
    pub(crate) sizes: &'static [usize],
}

impl Mapper {
    /// What this cartridge's saves have behind the RAM, if anything. It may be missing in a save.
    pub(crate) fn save_tail(&self) -> Option<Tail> {
        let clock = |sizes| Some(Tail { of: "clock", sizes });
        match self {
            Mapper::Mbc3(mbc) if mbc.rtc.is_some() => {
                clock(&[rtc::OLD_FOOTER_SIZE, rtc::FOOTER_SIZE])
            }
            Mapper::Huc3(_) => clock(&[huc3::FOOTER_SIZE, huc3::MGBA_FOOTER_SIZE]),
            Mapper::Tpp1(tpp1) if tpp1.clock.is_some() => clock(&[tpp1::FOOTER_SIZE]),
            Mapper::Mbc6(_) => Some(Tail { of: "flash memory", sizes: &[mbc6::FLASH_SIZE] }),
            _ => None,
        }
    }

    /// Writes it, in the length that is usual.
    pub(crate) fn append_save_tail(&self, save: &mut Vec<u8>, now: Ticks) {
        match self {
            Mapper::Mbc3(mbc) => save.extend(mbc.rtc.iter().flat_map(|rtc| rtc.to_footer(now))),
            Mapper::Huc3(huc) => save.extend(huc.clock.to_footer(now)),
            Mapper::Tpp1(tpp1) => {
                save.extend(tpp1.clock.iter().flat_map(|clock| clock.to_footer(now)));
            }
            Mapper::Mbc6(mbc) => save.extend_from_slice(mbc.flash()),
            _ => {}
        }
    }

    /// Takes it over, in one of the lengths in which it is read.
    pub(crate) fn load_save_tail(&mut self, tail: &[u8], now: Ticks) {
        match self {
            Mapper::Mbc3(mbc) => {
                if let Some(rtc) = &mut mbc.rtc {
                    rtc.load_footer(tail, now);
                }
            }
            Mapper::Huc3(huc) => huc.clock.load_footer(tail, now),
            Mapper::Tpp1(tpp1) => {
                if let Some(clock) = &mut tpp1.clock {
                    clock.load_footer(tail, now);
                }
            }
            Mapper::Mbc6(mbc) => mbc.load_flash(tail),
            _ => {}
        }
    }

    /// Tells the clock, if there is one, the time outside.
    pub(crate) fn set_wall_clock(&mut self, unix_seconds: u64, now: Ticks) {
        match self {
            Mapper::Mbc3(mbc) => {
                if let Some(rtc) = &mut mbc.rtc {
                    rtc.set_wall_clock(unix_seconds, now);
                }
            }
            Mapper::Huc3(huc) => huc.clock.set_wall_clock(unix_seconds, now),
            Mapper::Tpp1(tpp1) => {
                if let Some(clock) = &mut tpp1.clock {
                    clock.set_wall_clock(unix_seconds, now);
                }
            }
            _ => {}
        }
    }
}
