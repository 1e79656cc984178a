//! The OAM corruption bug of the DMG family.
//!
//! While the PPU scans OAM, an address between FE00 and FEFF on the CPU's bus - even without an
//! access, as in `INC HL` - disturbs the row of eight bytes that the scan is at.
//!
//! Sources: Pan Docs, "OAM Corruption Bug"; blargg's `oam_bug`; and, for the cases in which four
//! and more rows mix, what `SameBoy` found by measuring.

use super::Ppu;

/// Bytes in a row of OAM.
const ROW: usize = 8;

/// The word that a disturbed write, or an increment, leaves: `a` is the old word, `b` and `c` are
/// from the row before.
fn write_mix(a: u16, b: u16, c: u16) -> u16 {
    ((a ^ c) & (b ^ c)) ^ c
}

/// The word that a disturbed read leaves.
fn read_mix(a: u16, b: u16, c: u16) -> u16 {
    b | (a & c)
}

impl Ppu {
    /// The row that the scan is at, as an offset into OAM; only the DMG's shows.
    pub(super) fn oam_row_under_scan(&mut self, row: Option<u8>) {
        self.oam_row = if self.model.has_oam_bug() { row } else { None };
    }

    fn disturbed_row(&self, address: u16) -> Option<usize> {
        let row = usize::from(self.oam_row?);
        ((0xFE00..0xFF00).contains(&address) && (ROW..160).contains(&row)).then_some(row)
    }

    /// `address` has been on the bus in a cycle that was not a read.
    pub(crate) fn disturb_oam(&mut self, address: u16) {
        if let Some(row) = self.disturbed_row(address) {
            let mixed = write_mix(self.word(row), self.word(row - 8), self.word(row - 4));
            self.set_word(row, mixed);
            self.oam.copy_within(row - ROW + 2..row, row + 2);
        }
    }

    /// `address` has been read.
    pub(super) fn disturb_oam_by_read(&mut self, address: u16) {
        let Some(row) = self.disturbed_row(address) else { return };
        match row & 0x18 {
            0x10 => self.mix_three_rows(row),
            0x00 => self.mix_five_rows(row),
            _ => {
                let mixed = read_mix(self.word(row), self.word(row - 8), self.word(row - 4));
                self.set_word(row, mixed);
                self.set_word(row - 8, mixed);
            }
        }
        self.oam.copy_within(row - ROW..row, row);
        if row == 0x80 || (row == 0x40 && self.model.oam_bug_is_mgb()) {
            self.oam.copy_within(row..row + ROW, 0);
        }
    }

    fn mix_three_rows(&mut self, row: usize) {
        if row >= 0x98 {
            return;
        }
        let (a, b, c, d) =
            (self.word(row - 16), self.word(row - 8), self.word(row), self.word(row - 4));
        self.set_word(row - 8, (b & (a | c | d)) | (a & c & d));
        self.oam.copy_within(row - ROW..row, row - 2 * ROW);
    }

    /// The rows 20, 40, 60 and 80: what happens differs between revisions, and even between units.
    fn mix_five_rows(&mut self, row: usize) {
        if row >= 0x98 {
            return;
        }
        let (a, b, c, d, e) = (
            self.word(row),
            self.word(row - 4),
            self.word(row - 8),
            self.word(row - 16),
            self.word(row - 32),
        );
        let mixed = if self.model.oam_bug_is_mgb() || row == 0x60 {
            (c & (a | b | d | e)) | (b & d & e)
        } else if row == 0x40 {
            let (before_b, before_c) = (self.word(row - 6), self.word(row - 14));
            (c & (e | d | (!before_b & before_c) | b | a)) | (b & d & e)
        } else if row == 0x20 {
            (c & (a | b | d | e)) | (a & b & d & e)
        } else {
            c | (a & b & d & e)
        };
        self.set_word(row - 8, mixed);
        self.oam.copy_within(row - ROW..row, row - 2 * ROW);
        self.oam.copy_within(row - ROW..row, row - 4 * ROW);
    }

    fn word(&self, at: usize) -> u16 {
        u16::from_le_bytes([self.oam[at], self.oam[at + 1]])
    }

    fn set_word(&mut self, at: usize, value: u16) {
        self.oam[at..at + 2].copy_from_slice(&value.to_le_bytes());
    }
}
