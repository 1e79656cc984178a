//! OAM, and which of its objects are on a line.

use core::ops::{Deref, DerefMut};

use serde::{Deserialize, Serialize};
use serde_big_array::BigArray;

use super::LCD_HEIGHT;

/// The bytes of an object.
const ENTRY: usize = 4;
/// An object at this Y has its first row on the first line.
const FIRST_Y: u8 = 16;
/// Lines that are searched before it pays to look at all lines at once: few games change OAM while
/// lines are drawn.
const CALM_LINES: u8 = 8;

/// The 160 bytes of OAM, and what has been found out about them.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Oam {
    #[serde(with = "BigArray")]
    bytes: [u8; 160],
    #[serde(skip)]
    lines: Lines,
}

/// For each line the objects on it, a bit for each place in OAM.
#[derive(Clone, Debug)]
struct Lines {
    objects: [u64; LCD_HEIGHT],
    /// The height of objects for which they were found; 0 if they have not been.
    height: u8,
    /// How many lines have been searched since OAM changed.
    searched: u8,
}

impl Default for Lines {
    fn default() -> Lines {
        Lines { objects: [0; LCD_HEIGHT], height: 0, searched: 0 }
    }
}

impl Oam {
    pub(super) fn new() -> Oam {
        Oam { bytes: [0; 160], lines: Lines::default() }
    }

    /// The objects of a height that are on a line: a bit for each place in OAM.
    #[inline]
    pub(super) fn objects_on(&mut self, line: u8, height: u8) -> u64 {
        if self.lines.height != height {
            if self.lines.searched < CALM_LINES {
                self.lines.searched += 1;
                return self.search(line, height);
            }
            self.search_all(height);
        }
        self.lines.objects.get(usize::from(line)).copied().unwrap_or(0)
    }

    fn search(&self, line: u8, height: u8) -> u64 {
        let row = line.wrapping_add(FIRST_Y);
        let mut objects = 0;
        for (place, [y, ..]) in (0..).zip(self.bytes.as_chunks::<ENTRY>().0) {
            objects |= u64::from(row.wrapping_sub(*y) < height) << place;
        }
        objects
    }

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
        self.lines.searched = 0;
        &mut self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_lines_at_once_are_the_lines_one_by_one() {
        let mut noise = 1_u32;
        for height in [8, 16] {
            let mut oam = Oam::new();
            oam.fill_with(|| {
                noise = noise.wrapping_mul(0x915F_77F5).wrapping_add(1);
                (noise >> 24) as u8
            });
            let each: [u64; LCD_HEIGHT] =
                core::array::from_fn(|line| oam.search(line as u8, height));
            assert!(each.iter().any(|&objects| objects != 0));
            for (line, &objects) in (0..).zip(&each).cycle().take(2 * LCD_HEIGHT) {
                assert_eq!(oam.objects_on(line, height), objects, "line {line}");
            }
            assert_eq!(oam.lines.height, height);
            oam[0] = 16;
            assert_eq!(oam.objects_on(0, height) & 1, 1, "a change is noticed");
        }
    }
}
