//! Boot ROMs: mapped over the cartridge's first bytes from power-on until they hide themselves.
//!
//! Source: Pan Docs, "Power-Up Sequence" and "Memory Map".

use alloc::vec::Vec;
use core::fmt;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::model::Model;

/// The size of a boot ROM of the DMG family in bytes.
const DMG_SIZE: usize = 0x100;
/// The size of the CGB's, in whose middle the cartridge's header shows through.
const CGB_SIZE: usize = 0x900;

/// Why a boot ROM cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BootRomError {
    /// The file is not as long as this model's boot ROM.
    WrongSize {
        /// The model.
        model: Model,
        /// The length of its boot ROM in bytes.
        expected: usize,
        /// The length of what was given.
        found: usize,
    },
}

impl fmt::Display for BootRomError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let BootRomError::WrongSize { model, expected, found } = self;
        write!(
            f,
            "a boot ROM of model {} has {expected} bytes; this file has {found}",
            model.name()
        )
    }
}

impl core::error::Error for BootRomError {}

/// A boot ROM, mapped over the cartridge's first bytes until it hides itself.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct BootRom {
    #[serde(skip)]
    bytes: Vec<u8>,
    /// While it is mapped, the hash of `bytes`: a state saved meanwhile must not go on with others.
    mapped: Option<u64>,
}

impl BootRom {
    /// No boot ROM, or rather one that has done its work.
    pub(crate) fn none() -> BootRom {
        BootRom { bytes: Vec::new(), mapped: None }
    }

    pub(crate) fn new(bytes: &[u8], model: Model) -> Result<BootRom, BootRomError> {
        let expected = if model.is_cgb() { CGB_SIZE } else { DMG_SIZE };
        if bytes.len() != expected {
            return Err(BootRomError::WrongSize { model, expected, found: bytes.len() });
        }
        Ok(BootRom { bytes: bytes.to_vec(), mapped: Some(xxh3_64(bytes)) })
    }

    #[inline]
    pub(crate) fn is_mapped(&self) -> bool {
        self.mapped.is_some()
    }

    /// The byte that it puts over the cartridge's at `address`.
    #[inline]
    pub(crate) fn read(&self, address: u16) -> Option<u8> {
        if self.mapped.is_none() || (0x100..0x200).contains(&address) {
            return None;
        }
        self.bytes.get(usize::from(address)).copied()
    }

    /// FF50 is written: nothing maps it again until the next power-on.
    pub(crate) fn unmap_if(&mut self, condition: bool) {
        if condition {
            self.mapped = None;
        }
    }

    /// Takes over the bytes of `from`, which a save state does not hold. Fails if they are needed
    /// and are not there, or others.
    pub(crate) fn adopt_bytes(&mut self, from: &BootRom) -> Result<(), &'static str> {
        if let Some(hash) = self.mapped {
            if from.bytes.is_empty() {
                return Err("it was saved while a boot ROM ran, and this machine has none");
            }
            if xxh3_64(&from.bytes) != hash {
                return Err("it was saved while another boot ROM ran than this machine's");
            }
        }
        self.bytes.clone_from(&from.bytes);
        Ok(())
    }
}
