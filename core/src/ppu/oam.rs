//! OAM, and which of its objects are on a line.

use core::ops::{Deref, DerefMut};

use serde::{Deserialize, Serialize};
use serde_big_array::BigArray;

use super::LCD_HEIGHT;

/// The bytes of an object.
const ENTRY: usize = 4;
/// An object at this Y has its first row on the first line.
const FIRST_Y: u8 = 16;

/// The 160 bytes of OAM, and what has been found out about them.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Oam {
    #[serde(with = "BigArray")]
    bytes: [u8; 160],
    #[serde(skip)]
    lines: Lines,
    /// Another number whenever the bytes may be others.
    #[serde(skip)]
    version: u64,
}

/// For each line the objects on it, a bit for each place in OAM.
#[derive(Clone, Debug)]
struct Lines {
    objects: [u64; LCD_HEIGHT],
    /// The height of objects for which they were found; 0 if OAM has changed since.
    height: u8,
}

impl Default for Lines {
    fn default() -> Lines {
        Lines { objects: [0; LCD_HEIGHT], height: 0 }
    }
}

impl Oam {
    pub(super) fn new() -> Oam {
        Oam { bytes: [0; 160], lines: Lines::default(), version: 0 }
    }

    /// A number that changes whenever the bytes do.
    #[inline]
    pub(super) fn version(&self) -> u64 {
        self.version
    }

    /// Writes a byte, if there is one at `index`. Most bytes that are written are there already.
    #[inline]
    pub(crate) fn set(&mut self, index: usize, value: u8) {
        if self.bytes.get(index).is_some_and(|byte| *byte != value) {
            self[index] = value;
        }
    }

    /// The objects of a height that are on a line: a bit for each place in OAM.
    #[inline]
    pub(super) fn objects_on(&mut self, line: u8, height: u8) -> u64 {
        if self.lines.height != height {
            self.search_all(height);
        }
        self.lines.objects.get(usize::from(line)).copied().unwrap_or(0)
    }

    /// Few games change OAM while lines are drawn, so all lines together cost less than one by one.
    #[inline(never)]
    fn search_all(&mut self, height: u8) {
        let Lines { objects, .. } = &mut self.lines;
        objects.fill(0);
        for (place, [y, ..]) in (0..).zip(self.bytes.as_chunks::<ENTRY>().0) {
            for row in 0..height {
                let line = y.wrapping_add(row).wrapping_sub(FIRST_Y);
                if let Some(objects) = objects.get_mut(usize::from(line)) {
                    *objects |= 1 << place;
                }
            }
        }
        self.lines.height = height;
    }
}

impl Deref for Oam {
    type Target = [u8; 160];

    #[inline]
    fn deref(&self) -> &[u8; 160] {
        &self.bytes
    }
}

impl DerefMut for Oam {
    #[inline]
    fn deref_mut(&mut self) -> &mut [u8; 160] {
        self.lines.height = 0;
        self.version += 1;
        &mut self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_objects_of_a_line_are_those_whose_rows_it_crosses() {
        let mut noise = 1_u32;
        for height in [8, 16] {
            let mut oam = Oam::new();
            oam.fill_with(|| {
                noise = noise.wrapping_mul(0x915F_77F5).wrapping_add(1);
                (noise >> 24) as u8
            });
            for line in 0..LCD_HEIGHT as u8 {
                let is_here =
                    |place: usize| (line + FIRST_Y).wrapping_sub(oam[ENTRY * place]) < height;
                let expected: u64 = (0..40).map(|place| u64::from(is_here(place)) << place).sum();
                assert_eq!(oam.objects_on(line, height), expected, "line {line}");
            }
            oam[0] = FIRST_Y;
            assert_eq!(oam.objects_on(0, height) & 1, 1, "a change is noticed");
        }
    }
}
