//! The OAM scan: which objects are on a line, and in which order they are drawn.
//!
//! Source: Pan Docs, "OAM", Selection priority and Drawing priority.

use serde::{Deserialize, Serialize};

use super::Ppu;
use super::registers::LCDC_OBJ_TALL;
use crate::model::HaltedDmaScan;
use crate::time::Ticks;

/// Objects in OAM.
pub(super) const ENTRIES: u8 = 40;
/// A step of the scan takes two dots.
const STEP: Ticks = Ticks(4);
/// The step in which locks of memory change, as others can see.
pub(super) const LOCKS_CHANGE: u8 = 37;

/// An object found by the scan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Object {
    pub(super) x: u8,
    pub(super) y: u8,
    /// Its place in OAM, 0 to 39.
    pub(super) index: u8,
}

/// The row of OAM, as an offset, that the scan is at once it has looked at entry `index`.
pub(super) fn row_after_step(index: u8) -> u8 {
    (index & !1) * 4 + 8
}

/// The objects of a line, and the one that is being fetched.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Objects {
    /// Those still to be drawn, the next one last: by falling X and, at the same X, by falling
    /// place in OAM.
    list: [Object; Objects::MAX],
    len: u8,
    /// How many the scan found.
    found: u8,
    /// The entry of OAM that the scan looks at next.
    pub(super) scanning: u8,
    /// The last Y (or tile number) and X read from OAM, which stay when OAM cannot be read.
    y_bus: u8,
    x_bus: u8,
    /// The object being fetched.
    pub(super) flags: u8,
    pub(super) data_low: u8,
    pub(super) data_high: u8,
    /// Clearing LCDC bit 1 now would abort the fetch (DMG).
    pub(super) fetching: bool,
    /// It did.
    pub(super) aborted: bool,
}

/// What stays of the object that was fetched last.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ObjectLatches {
    y_bus: u8,
    flags: u8,
    data_low: u8,
    data_high: u8,
}

impl Objects {
    /// Objects that fit on a line.
    pub(super) const MAX: usize = 10;

    /// Those that are still to be drawn.
    #[inline]
    pub(super) fn waiting(&self) -> &[Object] {
        self.list.get(..usize::from(self.len)).unwrap_or_default()
    }

    /// Leaves so many to be drawn, as a line does that was drawn before.
    pub(super) fn leave(&mut self, len: u8) {
        self.len = len;
        self.fetching = false;
    }

    pub(super) fn latches(&self) -> ObjectLatches {
        let &Objects { y_bus, flags, data_low, data_high, .. } = self;
        ObjectLatches { y_bus, flags, data_low, data_high }
    }

    pub(super) fn set_latches(&mut self, latches: ObjectLatches) {
        let ObjectLatches { y_bus, flags, data_low, data_high } = latches;
        (self.y_bus, self.flags) = (y_bus, flags);
        (self.data_low, self.data_high) = (data_low, data_high);
    }

    /// Forgets the objects of the line before.
    pub(super) fn begin_scan(&mut self) {
        self.len = 0;
        self.found = 0;
        self.scanning = 0;
    }

    pub(super) fn end_scan(&mut self) {
        self.found = self.len;
    }

    /// Brings back all objects of the line, for the line after it that overran.
    pub(super) fn restore(&mut self) {
        self.len = self.found;
    }

    #[inline]
    pub(super) fn next(&self) -> Option<Object> {
        match usize::from(self.len) {
            0 => None,
            len => self.list.get(len - 1).copied(),
        }
    }

    /// Drops the objects whose X is less.
    #[inline]
    pub(super) fn drop_before(&mut self, x: i16) {
        while self.next().is_some_and(|object| i16::from(object.x) < x) {
            self.drop_next();
        }
    }

    #[inline]
    pub(super) fn drop_next(&mut self) {
        self.len = self.len.saturating_sub(1);
    }

    fn insert(&mut self, object: Object) {
        let len = usize::from(self.len);
        if len >= Objects::MAX {
            return;
        }
        let at = self.list[..len].iter().position(|other| other.x <= object.x).unwrap_or(len);
        self.list.copy_within(at..len, at + 1);
        self.list[at] = object;
        self.len += 1;
    }

    pub(super) fn is_valid(&self) -> bool {
        let limit = Objects::MAX as u8;
        self.len <= limit
            && self.found <= limit
            && self.scanning <= ENTRIES
            && self.list.iter().all(|object| object.index < ENTRIES)
    }
}

impl Ppu {
    /// Does the steps of the scan that are over by `now`, up to the one that others see, if there are
    /// several. Returns whether there were.
    #[inline(never)]
    pub(super) fn scan_unseen(&mut self, now: Ticks) -> bool {
        if self.oam_dma.active {
            return false;
        }
        let due = now.0.saturating_sub(self.next_at.0).div_ceil(STEP.0);
        let unseen = LOCKS_CHANGE.saturating_sub(self.objects.scanning);
        let steps = due.min(unseen.into()) as u8;
        if steps < 2 {
            return false;
        }
        // The CGB is one entry ahead.
        let first = self.objects.scanning + u8::from(self.model.is_cgb());
        self.look_at_entries(first, first + steps);
        self.objects.scanning += steps;
        self.oam_row_under_scan(Some(row_after_step(self.objects.scanning - 1)));
        self.line_dots += 2 * u16::from(steps);
        self.next_at += Ticks(STEP.0 * u64::from(steps));
        true
    }

    /// Looks at the entries of OAM from `first` up to, but not with, `end`, while no OAM DMA runs.
    #[inline]
    fn look_at_entries(&mut self, first: u8, end: u8) {
        let height = self.object_height();
        let mut found = self.oam.objects_on(self.line, height) >> first << first;
        found &= (1 << end) - 1;
        while found != 0 {
            let index = found.trailing_zeros() as u8;
            found &= found - 1;
            let [y, x, ..] = self.oam.as_chunks::<4>().0[usize::from(index)];
            self.objects.insert(Object { x, y, index });
        }
        if let Some(last) = end.checked_sub(1).filter(|&last| last >= first) {
            let [y, x, ..] = self.oam.as_chunks::<4>().0[usize::from(last)];
            (self.objects.y_bus, self.objects.x_bus) = (y, x);
        }
    }

    #[inline]
    fn object_height(&self) -> u8 {
        if self.regs.lcdc_has(LCDC_OBJ_TALL) { 16 } else { 8 }
    }

    /// OAM as the PPU reads it. During an OAM DMA it sees the word that is being written.
    fn read_oam_for_drawing(&self, address: u8) -> u8 {
        if self.cpu_waits
            && self.model.scan_during_halted_dma() == HaltedDmaScan::Mixture
            && let Some(word) = self.word_of_halted_dma()
        {
            return word[usize::from(address & 1)];
        }
        let address = match self.oam_dma.writing {
            Some(destination) if destination < 160 => destination & !1 | address & 1,
            _ => address,
        };
        self.oam[usize::from(address)]
    }

    /// The whole scan, without an OAM DMA.
    pub(super) fn scan_all_objects(&mut self) {
        self.objects.begin_scan();
        self.look_at_entries(0, ENTRIES);
        self.objects.scanning = ENTRIES;
        self.objects.end_scan();
    }

    /// Looks at one entry of OAM.
    pub(super) fn scan_object(&mut self) {
        let index = self.objects.scanning;
        if !self.oam_dma.active || self.cpu_waits {
            self.objects.y_bus = self.read_oam_for_drawing(index * 4);
            self.objects.x_bus = self.read_oam_for_drawing(index * 4 + 1);
        }
        if self.oam_dma.active && self.cpu_waits {
            let found = match self.model.scan_during_halted_dma() {
                HaltedDmaScan::Nothing => false,
                HaltedDmaScan::Mixture => index == 0 && self.halted_dma_shows_object(),
                HaltedDmaScan::Oam => true,
            };
            if !found {
                return;
            }
        }
        if (self.line + 16).wrapping_sub(self.objects.y_bus) < self.object_height() {
            self.objects.insert(Object { x: self.objects.x_bus, y: self.objects.y_bus, index });
        }
    }

    /// The word that all of OAM seems to hold while HALT suspends a DMA on the MGB: the byte on its
    /// way, mixed with the two bytes at its destination. The two lowest bits of the first are lost.
    ///
    /// Source: mooneye-test-suite, `madness/mgb_oam_dma_halt_sprites`.
    fn word_of_halted_dma(&self) -> Option<[u8; 2]> {
        let held = self.oam_dma.held_byte?;
        let at = usize::from(self.oam_dma.writing.unwrap_or(0) & !1);
        let old = self.oam.get(at..at + 2)?;
        Some([(old[0] | held) & 0xFC, old[1] | held])
    }

    /// Whether that word shows as an object: only if some entry of OAM lies within certain bounds.
    fn halted_dma_shows_object(&self) -> bool {
        self.oam.as_chunks::<4>().0.iter().any(|&[y, x, tile, flags]| {
            (0x98..=0x9F).contains(&y)
                && x <= 0xA7
                && (0x09..=0x9F).contains(&tile)
                && flags <= 0xA7
        })
    }

    /// Reads tile number and flags of the object being fetched.
    pub(super) fn read_object_attributes(&mut self, object: Object) {
        self.watch.has_fetched_object = true;
        self.objects.y_bus = self.read_oam_for_drawing(object.index * 4 + 2);
        self.objects.flags = self.read_oam_for_drawing(object.index * 4 + 3);
    }

    /// The VRAM address of the row of the object's tile that this line shows.
    pub(super) fn object_row_address(&self, object: Object) -> usize {
        let tall = self.regs.lcdc_has(LCDC_OBJ_TALL);
        let rows = if tall { 0x0F } else { 0x07 };
        let mut row = self.line.wrapping_sub(object.y) & rows;
        if self.objects.flags & super::fifo::ATTRIBUTE_Y_FLIP != 0 {
            row ^= rows;
        }
        let tile = if tall { self.objects.y_bus & 0xFE } else { self.objects.y_bus };
        let bank1 = self.cgb_mode && self.objects.flags & super::fifo::ATTRIBUTE_BANK != 0;
        usize::from(tile) * 16 + usize::from(row) * 2 + if bank1 { super::VRAM_BANK } else { 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn object(x: u8, index: u8) -> Object {
        Object { x, y: 16, index }
    }

    #[test]
    fn objects_come_by_x_and_then_by_place_in_oam() {
        let mut objects = Objects::default();
        for (x, index) in [(30, 0), (10, 1), (30, 2), (20, 3)] {
            objects.insert(object(x, index));
        }
        let mut order = alloc::vec::Vec::new();
        while let Some(next) = objects.next() {
            order.push(next.index);
            objects.drop_next();
        }
        assert_eq!(order, [1, 3, 0, 2]);
    }

    #[test]
    fn the_eleventh_object_is_not_taken() {
        let mut objects = Objects::default();
        for index in 0..40 {
            objects.insert(object(100 - index, index));
        }
        assert_eq!(objects.len, 10);
        assert_eq!(objects.next().map(|next| next.index), Some(9));
    }
}
