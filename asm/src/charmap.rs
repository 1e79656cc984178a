//! How the characters of strings become bytes: ASCII, unless `CHARMAP` says otherwise.

use std::collections::BTreeMap;

/// A character map; entries may be several characters long, and the longest match wins.
#[derive(Debug, Clone, Default)]
pub(crate) struct Charmap {
    entries: BTreeMap<String, u8>,
    longest: usize,
}

impl Charmap {
    pub(crate) fn insert(&mut self, text: String, value: u8) -> Result<(), String> {
        if text.is_empty() {
            return Err("a character map's entry is at least one character long".into());
        }
        self.longest = self.longest.max(text.chars().count());
        self.entries.insert(text, value);
        Ok(())
    }

    /// The bytes of `text`; a character without an entry is its own UTF-8.
    pub(crate) fn encode(&self, text: &str) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let ends = rest.char_indices().map(|(i, c)| i + c.len_utf8()).take(self.longest);
            let found = ends
                .filter_map(|end| self.entries.get(&rest[..end]).map(|&value| (end, value)))
                .last();
            let end = if let Some((end, value)) = found {
                bytes.push(value);
                end
            } else {
                bytes.extend_from_slice(first.encode_utf8(&mut [0; 4]).as_bytes());
                first.len_utf8()
            };
            rest = &rest[end..];
        }
        bytes
    }
}
