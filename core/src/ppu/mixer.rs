//! The mixing of background and objects, and the palettes.
//!
//! Sources: Pan Docs, "LCD Control" (LCDC bits 0 and 1), "Palettes" and "Tile Maps" (priority).

#![expect(clippy::inline_always, reason = "a part of the drawing of each dot, as in `mode3`")]

use super::Ppu;
use super::fifo::{
    ATTRIBUTE_CGB_PALETTE, ATTRIBUTE_DMG_PALETTE, ATTRIBUTE_PRIORITY, BgPixel, ObjPixel,
};
use super::registers::{LCDC_BG, LCDC_OBJ, Registers};

impl Ppu {
    /// The color that shows: the background's, or the object's.
    #[inline(always)]
    pub(super) fn mix(&self, bg: BgPixel, obj: ObjPixel) -> u16 {
        let bg_on = self.regs.lcdc_has(LCDC_BG);
        // On the CGB, LCDC bit 0 takes all priority from the BG; elsewhere it blanks the BG.
        let bg_color = if bg_on || self.cgb_mode { bg.color } else { 0 };
        let bg_in_front = bg_color != 0
            && (bg.attributes | obj.flags) & ATTRIBUTE_PRIORITY != 0
            && (bg_on || !self.cgb_mode);
        if obj.color != 0 && self.regs.lcdc_has(LCDC_OBJ) && !bg_in_front {
            self.object_color(obj.color, obj.flags)
        } else {
            self.background_color(bg_color, bg.attributes)
        }
    }

    /// Finds the colors of background tiles, where no object covers them.
    #[inline(always)]
    pub(super) fn prepare_paint(&mut self) {
        if !self.paint.is_complete() {
            self.complete_paint();
        }
    }

    #[inline(never)]
    fn complete_paint(&mut self) {
        let shows = self.cgb_mode || self.regs.lcdc_has(LCDC_BG);
        self.paint.set_choice(!self.cgb_mode);
        while let Some(palette) = self.paint.next_unknown() {
            let colors = [0, 1, 2, 3];
            let colors =
                colors.map(|index| self.background_color(if shows { index } else { 0 }, palette));
            self.paint.learn(palette, colors);
        }
    }

    #[inline(always)]
    fn background_color(&self, color: u8, attributes: u8) -> u16 {
        if self.cgb_mode {
            return self.bg_palettes.color(attributes & ATTRIBUTE_CGB_PALETTE, color);
        }
        let shade = Registers::shade(self.regs.bgp, color);
        if self.model.is_cgb() { self.bg_palettes.color(0, shade) } else { u16::from(shade) }
    }

    #[inline]
    fn object_color(&self, color: u8, flags: u8) -> u16 {
        if self.cgb_mode {
            return self.obj_palettes.color(flags & ATTRIBUTE_CGB_PALETTE, color);
        }
        let palette = u8::from(flags & ATTRIBUTE_DMG_PALETTE != 0);
        let shade = Registers::shade(self.regs.obp[usize::from(palette)], color);
        if self.model.is_cgb() { self.obj_palettes.color(palette, shade) } else { u16::from(shade) }
    }
}
