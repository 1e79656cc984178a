//! Places the sections, fills the holes and lays the ROM out.

use crate::assembler::{Assembler, Symbol};
use crate::directive::in_byte;
use crate::error::Error;
use crate::expression::{Expr, Resolver, Value};
use crate::instruction::Patch;
use crate::section::{Kind, Section, place};

impl Assembler<'_> {
    /// The ROM image, header not yet fixed.
    pub(crate) fn link(&mut self) -> Result<Vec<u8>, Error> {
        place(&mut self.sections)?;
        for (value, message, location) in &self.late_asserts {
            if value.constant(self).map_err(|m| Error::at(location, m))? == 0 {
                return Err(Error::at(location, format!("assertion failed: {message}")));
            }
        }
        let mut banks = 2;
        for section in self.sections.iter().filter(|s| s.kind == Kind::RomX) {
            banks = banks.max(section.bank.map_or(0, |bank| bank + 1));
        }
        let mut rom = vec![0xFF; banks * 0x4000];
        for section in self.sections.iter().filter(|s| s.kind.is_rom()) {
            let bytes = self.filled(section)?;
            let address = section.address.unwrap_or(0);
            let start = match section.kind {
                Kind::RomX => section.bank.unwrap_or(1) * 0x4000 + address - 0x4000,
                _ => address,
            };
            rom[start..start + bytes.len()].copy_from_slice(&bytes);
        }
        Ok(rom)
    }

    /// A section's bytes with all values put in.
    fn filled(&self, section: &Section) -> Result<Vec<u8>, Error> {
        let mut bytes = section.bytes.clone();
        for hole in &section.holes {
            let at = section.address.unwrap_or(0) + hole.offset;
            let value = hole.value.constant(self).map_err(|m| Error::at(&hole.location, m))?;
            let bytes = &mut bytes[hole.offset..];
            fill(bytes, hole.patch, value, at).map_err(|m| Error::at(&hole.location, m))?;
        }
        Ok(bytes)
    }

    /// The labels with their bank and address.
    pub(crate) fn labels_placed(&self) -> Vec<(String, u16, u16)> {
        let mut labels: Vec<_> = self
            .symbols
            .iter()
            .filter(|(name, _)| !name.starts_with('!'))
            .filter_map(|(name, symbol)| match symbol {
                Symbol::Label(value @ Value::Relative(section, _)) => {
                    let address = Expr::Value(*value).constant(self).ok()?;
                    Some((name.clone(), self.bank(*section)? as u16, address as u16))
                }
                _ => None,
            })
            .collect();
        labels.sort_by_key(|(_, bank, address)| (*bank, *address));
        labels
    }
}

fn fill(bytes: &mut [u8], patch: Patch, value: i32, at: usize) -> Result<(), String> {
    match patch {
        Patch::Byte => bytes[0] = in_byte(value)?,
        Patch::Signed => {
            bytes[0] = i8::try_from(value)
                .map_err(|_| format!("an offset is -128 to 127, found {value}"))?
                as u8;
        }
        Patch::Word => {
            if !(-0x8000..=0xFFFF).contains(&value) {
                return Err(format!("a word is -32768 to 65535, found {value} (${value:X})"));
            }
            bytes[..2].copy_from_slice(&(value as u16).to_le_bytes());
        }
        Patch::Relative => {
            let distance = value.wrapping_sub(at as i32 + 1);
            bytes[0] = i8::try_from(distance).map_err(|_| {
                format!("`jr` reaches -128 to 127 bytes, the target is {distance} away")
            })? as u8;
        }
        Patch::High => match value {
            0x00..=0xFF | 0xFF00..=0xFFFF => bytes[0] = value as u8,
            _ => return Err(format!("`ldh` reaches $FF00 to $FFFF, found ${value:X}")),
        },
        Patch::Bit => match value {
            0..=7 => bytes[0] |= (value as u8) << 3,
            _ => return Err(format!("a bit is 0 to 7, found {value}")),
        },
        Patch::Vector => match value {
            0..=0x38 if value % 8 == 0 => bytes[0] |= value as u8,
            _ => return Err(format!("a restart vector is $00, $08 … $38, found ${value:X}")),
        },
    }
    Ok(())
}
