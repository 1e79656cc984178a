//! ROMs by their SHA-256: those of a folder, and those that were put here.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// The SHA-256 of a ROM.
pub type RomHash = [u8; 32];

/// The largest file of a folder that can be a ROM, in bytes.
const LARGEST_ROM: u64 = 8 << 20;

/// ROMs by their hash.
pub struct RomStore {
    /// Those of the folder, which stay.
    fixed: HashMap<RomHash, Arc<[u8]>>,
    put: Mutex<PutRoms>,
}

/// Those that were put here. When there is no room, the one that was unused for longest goes.
struct PutRoms {
    roms: HashMap<RomHash, PutRom>,
    bytes: u64,
    room: u64,
    /// Counts uses.
    now: u64,
}

struct PutRom {
    rom: Arc<[u8]>,
    used: u64,
}

impl RomStore {
    /// A store with room for this many bytes of ROMs that are put here.
    pub fn new(room: u64) -> RomStore {
        let put = PutRoms { roms: HashMap::new(), bytes: 0, room, now: 0 };
        RomStore { fixed: HashMap::new(), put: Mutex::new(put) }
    }

    /// Adds all files of a folder that end in `.gb` or `.gbc`; gives how many these are.
    ///
    /// # Errors
    ///
    /// If the folder or one of its files cannot be read.
    pub fn add_folder(&mut self, folder: &Path) -> Result<usize> {
        let before = self.fixed.len();
        for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
            let path = entry?.path();
            let ending = path.extension().map(OsStr::to_ascii_lowercase);
            if ending.is_none_or(|ending| ending != "gb" && ending != "gbc") {
                continue;
            }
            let named = || path.display().to_string();
            if fs::metadata(&path).with_context(named)?.len() > LARGEST_ROM {
                tracing::warn!("{} is too large to be a ROM", path.display());
                continue;
            }
            let rom = fs::read(&path).with_context(named)?;
            self.fixed.insert(hash(&rom), rom.into());
        }
        Ok(self.fixed.len() - before)
    }

    /// Puts a ROM here, unless it is larger than all the room there is.
    pub fn put(&self, rom: &[u8]) -> Option<RomHash> {
        let hash = hash(rom);
        if self.fixed.contains_key(&hash) {
            return Some(hash);
        }
        self.locked().insert(hash, rom).then_some(hash)
    }

    /// The ROM of this hash.
    pub fn get(&self, hash: &RomHash) -> Option<Arc<[u8]>> {
        self.fixed.get(hash).cloned().or_else(|| self.locked().get(hash))
    }

    /// How many ROMs there are, and their bytes.
    pub fn size(&self) -> (u64, u64) {
        let fixed: usize = self.fixed.values().map(|rom| rom.len()).sum();
        let put = self.locked();
        ((self.fixed.len() + put.roms.len()) as u64, fixed as u64 + put.bytes)
    }

    fn locked(&self) -> std::sync::MutexGuard<'_, PutRoms> {
        // Nothing in here panics half-way.
        self.put.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl PutRoms {
    fn get(&mut self, hash: &RomHash) -> Option<Arc<[u8]>> {
        self.now += 1;
        let found = self.roms.get_mut(hash)?;
        found.used = self.now;
        Some(Arc::clone(&found.rom))
    }

    fn insert(&mut self, hash: RomHash, rom: &[u8]) -> bool {
        let size = rom.len() as u64;
        if self.get(&hash).is_some() {
            return true;
        }
        if size > self.room {
            return false;
        }
        while self.bytes + size > self.room {
            let oldest = self.roms.iter().min_by_key(|(_, rom)| rom.used).map(|(hash, _)| *hash);
            let Some(removed) = oldest.and_then(|oldest| self.roms.remove(&oldest)) else { break };
            self.bytes -= removed.rom.len() as u64;
        }
        self.bytes += size;
        self.roms.insert(hash, PutRom { rom: rom.into(), used: self.now });
        true
    }
}

/// The SHA-256 of these bytes.
pub fn hash(rom: &[u8]) -> RomHash {
    Sha256::digest(rom).into()
}

/// The hash in hexadecimal digits.
pub fn to_hex(hash: &RomHash) -> String {
    hash.map(|byte| format!("{byte:02x}")).concat()
}

/// Reads 64 hexadecimal digits.
pub fn from_hex(text: &str) -> Option<RomHash> {
    let digits = text.as_bytes();
    if digits.len() != 64 {
        return None;
    }
    let mut hash = [0; 32];
    for (byte, pair) in hash.iter_mut().zip(digits.chunks_exact(2)) {
        let [high, low] = [pair[0], pair[1]].map(|digit| char::from(digit).to_digit(16));
        *byte = (high? << 4 | low?) as u8;
    }
    Some(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rom_that_was_unused_for_longest_makes_room() {
        let store = RomStore::new(300);
        let [a, b] = [1, 2].map(|byte| store.put(&[byte; 100]).unwrap());
        assert!(store.get(&a).is_some());
        let c = store.put(&[3; 200]).unwrap();
        assert_eq!([a, b, c].map(|hash| store.get(&hash).is_some()), [true, false, true]);
        assert_eq!(store.size(), (2, 300));
        assert_eq!(store.put(&[4; 301]), None);
        // One that is there takes no room again.
        assert_eq!(store.put(&[3; 200]), Some(c));
        assert_eq!(store.size(), (2, 300));
    }

    #[test]
    fn the_roms_of_a_folder_stay() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.GB"), [1; 10]).unwrap();
        std::fs::write(folder.path().join("b.gbc"), [2; 10]).unwrap();
        std::fs::write(folder.path().join("c.txt"), [3; 10]).unwrap();
        let mut store = RomStore::new(10);
        assert_eq!(store.add_folder(folder.path()).unwrap(), 2);
        store.put(&[4; 10]).unwrap();
        store.put(&[5; 10]).unwrap();
        assert!(store.get(&hash(&[1; 10])).is_some());
        assert!(store.get(&hash(&[3; 10])).is_none());
        assert!(store.get(&hash(&[4; 10])).is_none());
        assert!(store.add_folder(Path::new("/no/such/folder")).is_err());
    }

    #[test]
    fn hashes_are_64_digits() {
        let hash = hash(b"");
        assert_eq!(from_hex(&to_hex(&hash)), Some(hash));
        for bad in ["", "00", &"g".repeat(64), &"é".repeat(32), &"0".repeat(65)] {
            assert_eq!(from_hex(bad), None, "{bad}");
        }
    }
}
