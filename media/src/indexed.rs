//! Pictures of few colours as palette and indices.

use std::collections::BTreeMap;

use crate::picture::Rgb;

/// Colours in the order in which they were first met, at most 256.
#[derive(Clone, Debug, Default)]
pub(crate) struct ColorTable {
    colors: Vec<Rgb>,
    // A hash map would ask for randomness, which a sandbox does not give.
    index: BTreeMap<Rgb, u8>,
}

impl ColorTable {
    /// The most colours that an index of eight bits tells apart.
    pub(crate) const LIMIT: usize = 256;

    /// The index of a colour, which is added if it is new; `None` if there is no room for it.
    pub(crate) fn insert(&mut self, color: Rgb) -> Option<u8> {
        if let Some(&index) = self.index.get(&color) {
            return Some(index);
        }
        let index = u8::try_from(self.colors.len()).ok()?;
        self.colors.push(color);
        self.index.insert(color, index);
        Some(index)
    }

    /// Adds an entry that stands for no colour, and returns its index.
    pub(crate) fn reserve(&mut self) -> Option<u8> {
        let index = u8::try_from(self.colors.len()).ok()?;
        self.colors.push([0; 3]);
        Some(index)
    }

    /// The indices of these colours, which are added if they are new; `None`, and nothing added,
    /// if there is no room for all.
    pub(crate) fn insert_all(&mut self, colors: impl Iterator<Item = Rgb>) -> Option<Vec<u8>> {
        let before = self.colors.len();
        let indices: Option<Vec<u8>> = colors.map(|color| self.insert(color)).collect();
        if indices.is_none() {
            for color in self.colors.drain(before..) {
                self.index.remove(&color);
            }
        }
        indices
    }

    /// How many entries there are.
    pub(crate) fn len(&self) -> usize {
        self.colors.len()
    }

    /// The entries as bytes: red, green, blue.
    pub(crate) fn bytes(&self) -> &[u8] {
        self.colors.as_flattened()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grey(level: u16) -> Rgb {
        [level as u8, (level >> 8) as u8, 0]
    }

    #[test]
    fn colours_are_numbered_as_they_come() {
        let mut table = ColorTable::default();
        let indices = table.insert_all([grey(9), grey(7), grey(9)].into_iter());
        assert_eq!(indices, Some(vec![0, 1, 0]));
        assert_eq!(table.bytes(), [9, 0, 0, 7, 0, 0]);
    }

    #[test]
    fn what_does_not_fit_leaves_the_table_alone() {
        let mut table = ColorTable::default();
        assert!(table.insert_all((0..250).map(grey)).is_some());
        assert_eq!(table.insert_all((245..257).map(grey)), None);
        assert_eq!(table.len(), 250);
        assert_eq!(table.insert_all((249..256).map(grey)).map(|all| all[6]), Some(255));
        assert_eq!(table.len(), ColorTable::LIMIT);
        assert_eq!(table.reserve(), None);
    }

    #[test]
    fn a_reserved_entry_is_no_colour() {
        let mut table = ColorTable::default();
        assert_eq!(table.reserve(), Some(0));
        assert_eq!(table.insert([0; 3]), Some(1));
    }
}
