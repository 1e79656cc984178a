//! Tiny ROMs from byte slices.

use edgeboy_core::{Cartridge, GameBoy, Model};

/// Where a program begins: `JP` to here is at the entry point, before the header.
pub(crate) const START: u16 = 0x0150;

/// A ROM under construction, with a header that is right once it is [built](Rom::build).
pub(crate) struct Rom(Vec<u8>);

impl Rom {
    /// 32 KiB without a mapper, for DMG, full of zeros (`NOP`) but for a jump to `program`, which
    /// lies at [`START`].
    pub(crate) fn new(program: &[u8]) -> Rom {
        let [low, high] = START.to_le_bytes();
        Rom(vec![0; 0x8000]).at(0x0100, &[0xC3, low, high]).at(START, program)
    }

    /// Puts bytes at an address of the first two banks.
    pub(crate) fn at(mut self, address: u16, bytes: &[u8]) -> Rom {
        let start = usize::from(address);
        self.0[start..start + bytes.len()].copy_from_slice(bytes);
        self
    }

    /// The game uses what a CGB offers.
    pub(crate) fn for_cgb(self) -> Rom {
        self.at(0x0143, &[0x80])
    }

    /// The game uses what an SGB offers.
    pub(crate) fn for_sgb(self) -> Rom {
        self.at(0x0146, &[0x03]).at(0x014B, &[0x33])
    }

    /// The file, with the header's checksum.
    pub(crate) fn build(mut self) -> Vec<u8> {
        self.0[0x14D] = self.0[0x134..0x14D]
            .iter()
            .fold(0u8, |sum, byte| sum.wrapping_sub(byte.wrapping_add(1)));
        self.0
    }
}

/// A machine with a ROM that is known to be good.
pub(crate) fn machine(rom: &[u8], model: Model) -> GameBoy {
    GameBoy::new(Cartridge::from_bytes(rom.to_vec()).unwrap(), model)
}
