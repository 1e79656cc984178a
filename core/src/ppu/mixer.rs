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
        if self.object_shows(obj, bg.color, bg.attributes) {
            self.object_color(obj)
        } else {
            // Elsewhere than on the CGB, LCDC bit 0 blanks the BG.
            let shows = self.cgb_mode || self.regs.lcdc_has(LCDC_BG);
            self.background_color(if shows { bg.color } else { 0 }, bg.attributes)
        }
    }

    /// Whether an object's pixel is opaque, and not behind the background: which it cannot be without LCDC bit 0.
    #[inline(always)]
    pub(super) fn object_shows(&self, obj: ObjPixel, bg_color: u8, bg_attributes: u8) -> bool {
        let is_behind = bg_color != 0
            && (bg_attributes | obj.flags) & ATTRIBUTE_PRIORITY != 0
            && self.regs.lcdc_has(LCDC_BG);
        obj.color != 0 && self.regs.lcdc_has(LCDC_OBJ) && !is_behind
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
    pub(super) fn object_color(&self, object: ObjPixel) -> u16 {
        let ObjPixel { color, flags, .. } = object;
        if self.cgb_mode {
            return self.obj_palettes.color(flags & ATTRIBUTE_CGB_PALETTE, color);
        }
        let palette = u8::from(flags & ATTRIBUTE_DMG_PALETTE != 0);
        let shade = Registers::shade(self.regs.obp[usize::from(palette)], color);
        if self.model.is_cgb() { self.obj_palettes.color(palette, shade) } else { u16::from(shade) }
    }
}
