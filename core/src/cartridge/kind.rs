//! What the cartridge type byte (0147) says is on the board.
//!
//! Source: Pan Docs, "The Cartridge Header", <https://gbdev.io/pandocs/The_Cartridge_Header.html>.

/// The mapper chip of a board.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Chip {
    #[default]
    None,
    Mbc1,
    Mbc2,
    Mbc3,
    Mbc5,
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
    /// The board of a cartridge type, or `None` if it is not supported.
    pub(crate) fn from_code(code: u8) -> Option<Kind> {
        let (chip, parts) = match code {
            0x00 => (Chip::None, ""),
            0x08 => (Chip::None, "ram"),
            0x09 => (Chip::None, "ram battery"),
            0x01 => (Chip::Mbc1, ""),
            0x02 => (Chip::Mbc1, "ram"),
            0x03 => (Chip::Mbc1, "ram battery"),
            // The RAM of an MBC2 is in the mapper itself.
            0x05 => (Chip::Mbc2, "ram"),
            0x06 => (Chip::Mbc2, "ram battery"),
            0x0F => (Chip::Mbc3, "battery rtc"),
            0x10 => (Chip::Mbc3, "ram battery rtc"),
            0x11 => (Chip::Mbc3, ""),
            0x12 => (Chip::Mbc3, "ram"),
            0x13 => (Chip::Mbc3, "ram battery"),
            0x19 => (Chip::Mbc5, ""),
            0x1A => (Chip::Mbc5, "ram"),
            0x1B => (Chip::Mbc5, "ram battery"),
            0x1C => (Chip::Mbc5, "rumble"),
            0x1D => (Chip::Mbc5, "ram rumble"),
            0x1E => (Chip::Mbc5, "ram battery rumble"),
            _ => return None,
        };
        Some(Kind {
            chip,
            ram: parts.contains("ram"),
            battery: parts.contains("battery"),
            rtc: parts.contains("rtc"),
            rumble: parts.contains("rumble"),
        })
    }

    /// The bytes of RAM on a board of this kind whose header has `code` at 0149.
    ///
    /// No hardware ever looks at that byte, so headers get it wrong. A type with RAM gets 8 KiB,
    /// the smallest chip that was ever fitted, where the code says "none" or is undefined; a
    /// mapper whose type has no RAM gets what a defined code promises.
    pub(crate) fn ram_size(self, code: u8) -> usize {
        if self.chip == Chip::Mbc2 {
            return 512;
        }
        let promised = match code {
            0x01 => 2 * 1024,
            0x02 => 8 * 1024,
            0x03 => 32 * 1024,
            0x04 => 128 * 1024,
            0x05 => 64 * 1024,
            _ => 0,
        };
        match (self.ram, promised) {
            (true, 0) => 8 * 1024,
            (false, _) if self.chip == Chip::None => 0,
            (_, size) => size,
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
