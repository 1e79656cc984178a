//! One random input, and what the machine makes of it.

use edgeboy_core::{Cartridge, GameBoy, Model};

use crate::code::code;
use crate::noise::Noise;
use crate::play::play;
use crate::rom;

/// What a case stands for: cases go through these in turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Any header, in a file of any length.
    Header,
    /// Any program.
    Body,
    /// Any battery save.
    Save,
    /// Any boot ROM.
    BootRom,
}

impl Kind {
    fn of(case: u64) -> Kind {
        match case % 4 {
            0 => Kind::Header,
            1 => Kind::Body,
            2 => Kind::Save,
            _ => Kind::BootRom,
        }
    }
}

/// Runs a case. Returns the bytes of memory that the cartridge claims: the file, padded as a cartridge
/// is, and the RAM that its header says, or the flash memory that its type has.
///
/// # Panics
/// If the machine is not as it should be.
pub(crate) fn run(case: u64) -> usize {
    let mut noise = Noise::new(case);
    let kind = Kind::of(case);
    let file = match kind {
        Kind::Header => rom::header(&mut noise),
        _ => rom::program(&mut noise),
    };
    let file_size = file.len();
    let model = noise.one_of(&Model::ALL);
    let cartridge = match Cartridge::from_bytes(file) {
        Ok(cartridge) => cartridge,
        Err(error) => {
            assert_eq!(kind, Kind::Header, "{error}");
            assert!(!error.to_string().is_empty());
            return file_size;
        }
    };
    let ram = cartridge.header().ram_size;
    let mut gb = match kind {
        Kind::BootRom => {
            let boot_rom = code(&mut noise, if model.is_cgb() { 0x900 } else { 0x100 });
            GameBoy::with_boot_rom(cartridge, model, &boot_rom).expect("the length is right")
        }
        _ => GameBoy::new(cartridge, model),
    };
    let save_size = gb.battery().map_or(0, |save| save.len());
    if kind == Kind::Save {
        load_save(&mut gb, save_size, &mut noise);
    }
    play(&mut gb, &mut noise);
    file_size.next_power_of_two().max(0x8000) + ram.max(save_size)
}

/// Loads a random save, which is taken, or refused without a trace.
fn load_save(gb: &mut GameBoy, right_size: usize, noise: &mut Noise) {
    let length = match noise.below(4) {
        0 => noise.below(1000),
        1 => noise.below(18) * 0x2000 + noise.one_of(&[0, 44, 48]),
        // Mostly one that is taken.
        _ => right_size,
    };
    let mut save = vec![0; length];
    noise.fill(&mut save);
    // The hash takes longer than all else.
    let hash = noise.once_in(8).then(|| gb.state_hash());
    match gb.load_battery(&save) {
        Ok(()) => assert!(gb.cartridge().has_battery(), "a save without a battery"),
        Err(error) => {
            assert!(!error.to_string().is_empty());
            if let Some(hash) = hash {
                assert_eq!(gb.state_hash(), hash, "{error}: the machine has changed");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_run() {
        for case in 0..4000 {
            run(case);
        }
    }

    #[test]
    fn a_case_is_always_the_same() {
        for case in 0..8 {
            let bytes = |case| rom::program(&mut Noise::new(case));
            assert_eq!(bytes(case), bytes(case));
            assert_ne!(bytes(case), bytes(case + 1));
        }
    }
}
