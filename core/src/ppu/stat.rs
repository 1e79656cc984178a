//! STAT: the reported mode, the LY=LYC comparison, and the one interrupt line that all of its
//! sources share.
//!
//! Sources: Pan Docs, "LCD Status Registers" and "STAT blocking"; mooneye-test-suite,
//! `acceptance/ppu/stat_irq_blocking` and `stat_lyc_onoff`.

use serde::{Deserialize, Serialize};

use super::registers::{STAT_LYC, STAT_MODE0, STAT_MODE1, STAT_MODE2};
use crate::interrupts::{self, Interrupts};

/// The state behind STAT.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Stat {
    /// Bits 0 and 1 of STAT.
    pub(super) mode: u8,
    /// Bit 2 of STAT: LY equals LYC.
    pub(super) coincidence: bool,
    /// The mode that the interrupt line sees. It runs ahead of the reported one, and none is seen
    /// for most of mode 2.
    pub(super) interrupt_mode: Option<u8>,
    /// LY as the comparator sees it; nothing for the M-cycle in which LY changes.
    pub(super) compared_ly: Option<u8>,
    /// The comparator's contribution to the line. It keeps its level while there is no LY to
    /// compare.
    lyc_line: bool,
    /// The level of the line. Only a rising edge requests an interrupt, so that one active source
    /// blocks the others.
    line: bool,
}

impl Stat {
    #[inline]
    pub(super) fn line(&self) -> bool {
        self.line
    }

    /// Derives the line from its sources, and requests the interrupt if it rises.
    ///
    /// `forgets` says whether bit 2 of STAT reads 0 while there is no LY to compare, as it does on
    /// the DMG. The line does not care.
    pub(super) fn update(
        &mut self,
        enable: u8,
        lyc: u8,
        forgets: bool,
        interrupts: &mut Interrupts,
    ) {
        if let Some(ly) = self.compared_ly {
            self.lyc_line = ly == lyc;
            self.coincidence = self.lyc_line;
        } else if forgets {
            self.coincidence = false;
        }
        let mode_enable = match self.interrupt_mode {
            Some(0) => STAT_MODE0,
            Some(1) => STAT_MODE1,
            Some(2) => STAT_MODE2,
            _ => 0,
        };
        let line = enable & mode_enable != 0 || (enable & STAT_LYC != 0 && self.lyc_line);
        if line && !self.line {
            interrupts.request(interrupts::STAT);
        }
        self.line = line;
    }
}
