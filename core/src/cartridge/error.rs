//! What can be wrong with a ROM or a battery save.

use core::fmt;

use super::MIN_ROM_SIZE;
use super::kind::cartridge_type_name;

/// Why bytes are not a cartridge.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CartridgeError {
    /// The file is too short to hold a header.
    TooShort {
        /// The file's length in bytes.
        length: usize,
    },
    /// The file is larger than its mapper can address.
    TooLong {
        /// The file's length in bytes.
        length: usize,
        /// The most that it could have.
        limit: usize,
    },
    /// The file begins like one of another format.
    NotARom {
        /// The format, with its article: "a zip archive".
        looks_like: &'static str,
    },
    /// The header's cartridge type is not supported, or not a type at all.
    UnsupportedType {
        /// The byte at 0147.
        cartridge_type: u8,
        /// Whether the header's checksum is right. If not, the file is probably no ROM.
        header_checksum_valid: bool,
    },
}

impl fmt::Display for CartridgeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            CartridgeError::TooShort { length } => write!(
                f,
                "the file is {length} bytes long; a Game Boy ROM has at least {MIN_ROM_SIZE}"
            ),
            CartridgeError::TooLong { length, limit } => {
                write!(f, "the file is {length} bytes long; a Game Boy ROM has at most {limit}")
            }
            CartridgeError::NotARom { looks_like } => {
                write!(f, "this is {looks_like}, not a Game Boy ROM")
            }
            CartridgeError::UnsupportedType { cartridge_type, header_checksum_valid } => {
                write!(f, "cartridge type {cartridge_type:02X} ")?;
                match cartridge_type_name(cartridge_type) {
                    Some(name) => write!(f, "({name}) is not supported")?,
                    None => write!(f, "does not exist")?,
                }
                if !header_checksum_valid {
                    write!(f, "; the header checksum is wrong too: is this a Game Boy ROM?")?;
                }
                Ok(())
            }
        }
    }
}

impl core::error::Error for CartridgeError {}

/// Why a battery save does not fit a cartridge.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BatteryError {
    /// The cartridge has no battery.
    NoBattery {
        /// The byte at 0147.
        cartridge_type: u8,
    },
    /// The save has a length that no emulator writes for this cartridge.
    WrongSize {
        /// The bytes of RAM that the cartridge has.
        ram_size: usize,
        /// The bytes that may follow the RAM's, with the clock or the flash memory.
        tail_sizes: &'static [usize],
        /// What they are of: "clock", "flash memory", or nothing.
        tail_of: &'static str,
        /// The save's length in bytes.
        found: usize,
    },
}

impl fmt::Display for BatteryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            BatteryError::NoBattery { cartridge_type } => {
                write!(f, "a cartridge of type {cartridge_type:02X} ")?;
                if let Some(name) = cartridge_type_name(cartridge_type) {
                    write!(f, "({name}) ")?;
                }
                write!(f, "has no battery, so there is nothing to load a save into")
            }
            BatteryError::WrongSize { ram_size, tail_sizes, tail_of, found } => {
                write!(f, "the save is {found} bytes long; this cartridge's has {ram_size}")?;
                for (index, tail_size) in tail_sizes.iter().enumerate() {
                    let last = index + 1 == tail_sizes.len();
                    let separator = if last { " or" } else { "," };
                    write!(f, "{separator} {}", ram_size + tail_size)?;
                }
                if !tail_sizes.is_empty() {
                    write!(f, " with the {tail_of}")?;
                }
                Ok(())
            }
        }
    }
}

impl core::error::Error for BatteryError {}
