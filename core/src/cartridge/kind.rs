//! What the cartridge type byte (0147) says is on the board.
//!
//! Source: Pan Docs, "The Cartridge Header", <https://gbdev.io/pandocs/The_Cartridge_Header.html>.

use super::tpp1::Features;

/// The mapper chip of a board, and how it is wired.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Chip {
    #[default]
    None,
    Mbc1 {
        multicart: bool,
    },
    Mbc2,
    Mbc3 {
        /// Whether it is an MBC30, with more lines for banks.
        mbc30: bool,
    },
    Mbc5,
    Mbc6,
    Mbc7,
    Mmm01 {
        /// Whether the menu is the first 32 KiB of the file, and not the last.
        menu_first: bool,
    },
    M161,
    Huc1,
    Huc3,
    Camera,
    WisdomTree,
    Tpp1(Features),
}

/// What a supported cartridge type puts on the board.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Kind {
    pub(crate) chip: Chip,
    pub(crate) ram: bool,
    pub(crate) battery: bool,
    pub(crate) rtc: bool,
    pub(crate) rumble: bool,
}

impl Kind {
    /// The board of a cartridge type, in the usual wiring, or `None` if it is not supported.
    pub(crate) fn from_code(code: u8) -> Option<Kind> {
        const MBC1: Chip = Chip::Mbc1 { multicart: false };
        const MBC3: Chip = Chip::Mbc3 { mbc30: false };
        const MMM01: Chip = Chip::Mmm01 { menu_first: false };
        // What is on the board besides, a bit for each.
        const RAM: u8 = 1;
        const BATTERY: u8 = 2;
        const RTC: u8 = 4;
        const RUMBLE: u8 = 8;
        let (chip, parts) = match code {
            0x00 => (Chip::None, 0),
            0x08 => (Chip::None, RAM),
            0x09 => (Chip::None, RAM | BATTERY),
            0x01 => (MBC1, 0),
            0x02 => (MBC1, RAM),
            0x03 => (MBC1, RAM | BATTERY),
            // The RAM of an MBC2 is in the mapper itself.
            0x05 => (Chip::Mbc2, RAM),
            0x06 => (Chip::Mbc2, RAM | BATTERY),
            0x0B => (MMM01, 0),
            0x0C => (MMM01, RAM),
            0x0D => (MMM01, RAM | BATTERY),
            0x0F => (MBC3, BATTERY | RTC),
            0x10 => (MBC3, RAM | BATTERY | RTC),
            0x11 => (MBC3, 0),
            0x12 => (MBC3, RAM),
            0x13 => (MBC3, RAM | BATTERY),
            0x19 => (Chip::Mbc5, 0),
            0x1A => (Chip::Mbc5, RAM),
            0x1B => (Chip::Mbc5, RAM | BATTERY),
            0x1C => (Chip::Mbc5, RUMBLE),
            0x1D => (Chip::Mbc5, RAM | RUMBLE),
            0x1E => (Chip::Mbc5, RAM | BATTERY | RUMBLE),
            0x20 => (Chip::Mbc6, RAM | BATTERY),
            // The name of the type speaks of rumble, but no such cartridge has a motor.
            0x22 => (Chip::Mbc7, RAM | BATTERY),
            0xFC => (Chip::Camera, RAM | BATTERY),
            0xFE => (Chip::Huc3, RAM | BATTERY | RTC),
            0xFF => (Chip::Huc1, RAM | BATTERY),
            _ => return None,
        };
        Some(Kind {
            chip,
            ram: parts & RAM != 0,
            battery: parts & BATTERY != 0,
            rtc: parts & RTC != 0,
            rumble: parts & RUMBLE != 0,
        })
    }

    /// The board of a TPP1 cartridge.
    pub(crate) fn tpp1(features: Features) -> Kind {
        Kind {
            chip: Chip::Tpp1(features),
            ram: features.ram_size > 0,
            battery: features.battery,
            rtc: features.rtc,
            rumble: features.rumble_speeds > 0,
        }
    }
}

/// The name of a cartridge type (the byte at 0147) as Pan Docs lists it, supported or not.
pub fn cartridge_type_name(code: u8) -> Option<&'static str> {
    Some(match code {
        0x00 => "ROM ONLY",
        0x01 => "MBC1",
        0x02 => "MBC1+RAM",
        0x03 => "MBC1+RAM+BATTERY",
        0x05 => "MBC2",
        0x06 => "MBC2+BATTERY",
        0x08 => "ROM+RAM",
        0x09 => "ROM+RAM+BATTERY",
        0x0B => "MMM01",
        0x0C => "MMM01+RAM",
        0x0D => "MMM01+RAM+BATTERY",
        0x0F => "MBC3+TIMER+BATTERY",
        0x10 => "MBC3+TIMER+RAM+BATTERY",
        0x11 => "MBC3",
        0x12 => "MBC3+RAM",
        0x13 => "MBC3+RAM+BATTERY",
        0x19 => "MBC5",
        0x1A => "MBC5+RAM",
        0x1B => "MBC5+RAM+BATTERY",
        0x1C => "MBC5+RUMBLE",
        0x1D => "MBC5+RUMBLE+RAM",
        0x1E => "MBC5+RUMBLE+RAM+BATTERY",
        0x20 => "MBC6",
        0x22 => "MBC7+SENSOR+RUMBLE+RAM+BATTERY",
        0xFC => "POCKET CAMERA",
        0xFD => "BANDAI TAMA5",
        0xFE => "HuC3",
        0xFF => "HuC1+RAM+BATTERY",
        _ => return None,
    })
}
