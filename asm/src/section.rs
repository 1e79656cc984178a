//! Sections: where bytes collect while the source is read, and how they get their addresses.

use crate::error::{Error, Location};
use crate::expression::Expr;
use crate::instruction::Patch;
use std::rc::Rc;

/// A region of the memory map.
///
/// Source: Pan Docs, "Memory Map", <https://gbdev.io/pandocs/Memory_Map.html>.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Rom0,
    RomX,
    Vram,
    Sram,
    Wram0,
    WramX,
    Oam,
    Hram,
}

impl Kind {
    pub(crate) fn from_name(name: &str) -> Option<Kind> {
        Some(match name.to_ascii_uppercase().as_str() {
            "ROM0" => Kind::Rom0,
            "ROMX" => Kind::RomX,
            "VRAM" => Kind::Vram,
            "SRAM" => Kind::Sram,
            "WRAM0" => Kind::Wram0,
            "WRAMX" => Kind::WramX,
            "OAM" => Kind::Oam,
            "HRAM" => Kind::Hram,
            _ => return None,
        })
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Kind::Rom0 => "ROM0",
            Kind::RomX => "ROMX",
            Kind::Vram => "VRAM",
            Kind::Sram => "SRAM",
            Kind::Wram0 => "WRAM0",
            Kind::WramX => "WRAMX",
            Kind::Oam => "OAM",
            Kind::Hram => "HRAM",
        }
    }

    /// The first address and the number of bytes.
    pub(crate) fn range(self) -> (usize, usize) {
        match self {
            Kind::Rom0 => (0x0000, 0x4000),
            Kind::RomX => (0x4000, 0x4000),
            Kind::Vram => (0x8000, 0x2000),
            Kind::Sram => (0xA000, 0x2000),
            Kind::Wram0 => (0xC000, 0x1000),
            Kind::WramX => (0xD000, 0x1000),
            Kind::Oam => (0xFE00, 0xA0),
            Kind::Hram => (0xFF80, 0x7F),
        }
    }

    /// The first and the last bank.
    pub(crate) fn banks(self) -> (usize, usize) {
        match self {
            Kind::RomX => (1, 511),
            Kind::Vram => (0, 1),
            Kind::Sram => (0, 15),
            Kind::WramX => (1, 7),
            Kind::Rom0 | Kind::Wram0 | Kind::Oam | Kind::Hram => (0, 0),
        }
    }

    pub(crate) fn is_rom(self) -> bool {
        matches!(self, Kind::Rom0 | Kind::RomX)
    }
}

/// A hole in a section that an expression's value fills.
#[derive(Debug, Clone)]
pub(crate) struct Hole {
    pub(crate) offset: usize,
    pub(crate) patch: Patch,
    pub(crate) value: Expr,
    pub(crate) location: Rc<Location>,
}

/// A run of bytes that stays together.
#[derive(Debug, Clone)]
pub(crate) struct Section {
    pub(crate) name: Rc<str>,
    pub(crate) kind: Kind,
    pub(crate) address: Option<usize>,
    pub(crate) bank: Option<usize>,
    /// A power of two that the address is a multiple of.
    pub(crate) alignment: usize,
    /// The bytes in ROM; empty in RAM.
    pub(crate) bytes: Vec<u8>,
    pub(crate) size: usize,
    pub(crate) holes: Vec<Hole>,
    pub(crate) location: Rc<Location>,
}

/// A stretch of a bank that is taken.
struct Taken {
    kind: Kind,
    bank: usize,
    start: usize,
    end: usize,
    name: Rc<str>,
}

/// Gives each section an address and a bank: first those that ask for a place, then the others, biggest first, each
/// at the lowest place that is free.
pub(crate) fn place(sections: &mut [Section]) -> Result<(), Error> {
    let mut order: Vec<usize> = (0..sections.len()).collect();
    // The sort is stable, so that equal sections stay in the source's order and the result is always the same.
    order.sort_by_key(|&i| {
        let s = &sections[i];
        let freedom = u8::from(s.address.is_none()) * 2 + u8::from(s.bank.is_none());
        (freedom, usize::MAX - s.alignment, usize::MAX - s.size)
    });
    let mut taken: Vec<Taken> = Vec::new();
    for i in order {
        let section = &mut sections[i];
        let (bank, start) = find(section, &taken).map_err(|m| Error::at(&section.location, m))?;
        section.bank = Some(bank);
        section.address = Some(start);
        let (kind, name) = (section.kind, section.name.clone());
        taken.push(Taken { kind, bank, start, end: start + section.size, name });
    }
    Ok(())
}

fn find(section: &Section, taken: &[Taken]) -> Result<(usize, usize), String> {
    let (first, last) = section.kind.banks();
    let banks = section.bank.map_or(first..=last, |bank| bank..=bank);
    let (low, size) = section.kind.range();
    let mut obstacle = None;
    for bank in banks {
        let mut start = section.address.unwrap_or(low);
        loop {
            start = start.next_multiple_of(section.alignment);
            let end = start + section.size;
            if end > low + size {
                break;
            }
            let hit = taken.iter().find(|t| {
                t.kind == section.kind && t.bank == bank && start < t.end && t.start < end
            });
            match hit {
                None => return Ok((bank, start)),
                Some(hit) if section.address.is_some() => {
                    obstacle = Some(hit.name.clone());
                    break;
                }
                Some(hit) => start = hit.end,
            }
        }
    }
    let kind = section.kind.name();
    Err(match (section.address, obstacle) {
        (Some(address), Some(other)) => format!(
            "section \"{}\" at ${address:04X} overlaps section \"{other}\" in {kind}",
            section.name
        ),
        _ => {
            format!("no room in {kind} for section \"{}\" of {} bytes", section.name, section.size)
        }
    })
}
