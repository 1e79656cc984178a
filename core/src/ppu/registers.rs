//! The bits of LCDC and the registers that drawing depends on.
//!
//! Source: Pan Docs, "LCD Control", "LCD Status Registers", "Palettes".

use serde::{Deserialize, Serialize};

/// BG enabled (DMG), or BG and window have priority (CGB).
pub(super) const LCDC_BG: u8 = 0x01;
/// Objects enabled.
pub(super) const LCDC_OBJ: u8 = 0x02;
/// Objects are 16 pixels high.
pub(super) const LCDC_OBJ_TALL: u8 = 0x04;
/// The BG uses the tile map at 9C00.
pub(super) const LCDC_BG_MAP: u8 = 0x08;
/// BG and window tiles are numbered from 8000 instead of from 9000.
pub(super) const LCDC_TILES_8000: u8 = 0x10;
/// Window enabled.
pub(super) const LCDC_WINDOW: u8 = 0x20;
/// The window uses the tile map at 9C00.
pub(super) const LCDC_WINDOW_MAP: u8 = 0x40;
/// LCD and PPU enabled.
pub(super) const LCDC_ON: u8 = 0x80;

/// STAT bit 3: mode 0 raises the STAT interrupt.
pub(super) const STAT_MODE0: u8 = 0x08;
/// STAT bit 4: mode 1 raises the STAT interrupt.
pub(super) const STAT_MODE1: u8 = 0x10;
/// STAT bit 5: mode 2 raises the STAT interrupt.
pub(super) const STAT_MODE2: u8 = 0x20;
/// STAT bit 6: LY=LYC raises the STAT interrupt.
pub(super) const STAT_LYC: u8 = 0x40;

/// The registers at FF40 to FF4B, without what STAT and LY report by themselves.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Registers {
    pub(super) lcdc: u8,
    /// Bits 3 to 6 of STAT.
    pub(super) stat_enable: u8,
    pub(super) scy: u8,
    pub(super) scx: u8,
    pub(super) lyc: u8,
    pub(super) bgp: u8,
    pub(super) obp: [u8; 2],
    pub(super) wy: u8,
    pub(super) wx: u8,
}

impl Registers {
    /// Those that decide what a line shows.
    #[inline]
    pub(super) fn packed(&self) -> u64 {
        let &Registers { lcdc, scy, scx, bgp, obp: [obp0, obp1], wx, .. } = self;
        u64::from_le_bytes([lcdc, scy, scx, bgp, obp0, obp1, wx, 0])
    }

    #[inline]
    pub(super) fn lcdc_has(&self, bit: u8) -> bool {
        self.lcdc & bit != 0
    }

    /// The shade that a DMG palette register gives a colour index.
    #[inline]
    pub(super) fn shade(palette: u8, color: u8) -> u8 {
        palette >> (color * 2) & 3
    }
}
