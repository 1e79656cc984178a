//! The hardware models and the questions whose answers differ between them.
//!
//! The questions about sound are in `apu/quirks.rs`.

use core::time::Duration;

use crate::time::Ticks;

/// What the OAM scan finds while HALT suspends an OAM DMA. No two families agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HaltedDmaScan {
    /// No object. DMG units differ from one another here; this is what `SameBoy` settled on.
    Nothing,
    /// One object, mixed from the byte on its way and the bytes that it would replace.
    Mixture,
    /// The objects in OAM.
    Oam,
}

/// The programs that the models run at power-on, as Pan Docs, "Power-Up Sequence", tells them apart.
/// The MGB's and the SGB2's are those of the DMG and the SGB but for one byte, and the AGB's does what
/// the CGB's does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BootProgram {
    Dmg0,
    Dmg,
    Sgb,
    Cgb0,
    Cgb,
}

/// A hardware model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Model {
    /// Game Boy (DMG-01) with the first CPU revision, DMG-CPU without a letter.
    Dmg0,
    /// Game Boy (DMG-01), CPU revisions A to C.
    Dmg,
    /// Game Boy Pocket and Light (MGB-001, MGB-101).
    Mgb,
    /// Super Game Boy (SHVC-027, SNSP-027) in a console for NTSC.
    Sgb,
    /// Super Game Boy 2 (SHVC-042).
    Sgb2,
    /// Game Boy Color (CGB-001), the first CPU revision.
    Cgb0,
    /// Game Boy Color, CPU revisions A and B, which no test tells apart.
    CgbB,
    /// Game Boy Color, CPU revision C.
    CgbC,
    /// Game Boy Color, CPU revision D.
    CgbD,
    /// Game Boy Color, CPU revision E, the last.
    Cgb,
    /// Game Boy Advance (AGB-001) as the Game Boy Color that it also is.
    Agb,
}

impl Model {
    /// Every model, family by family, oldest first, and those in color last.
    pub const ALL: [Model; 11] = [
        Model::Dmg0,
        Model::Dmg,
        Model::Mgb,
        Model::Sgb,
        Model::Sgb2,
        Model::Cgb0,
        Model::CgbB,
        Model::CgbC,
        Model::CgbD,
        Model::Cgb,
        Model::Agb,
    ];

    /// Whether this is a Game Boy Color: two VRAM banks, eight WRAM banks, colour palettes,
    /// double speed, HDMA.
    #[inline]
    pub const fn is_cgb(self) -> bool {
        // They come last, and this is asked in each M-cycle: one comparison is faster than two.
        self as u8 >= Model::Cgb0 as u8
    }

    /// Whether this is a Super Game Boy: a DMG whose picture, buttons and commands a Super NES
    /// takes, gives and obeys.
    #[inline]
    pub const fn is_sgb(self) -> bool {
        matches!(self, Model::Sgb | Model::Sgb2)
    }

    /// Whether a pixel of [`GameBoy::frame`](crate::GameBoy::frame) is an RGB555 colour. It is one of
    /// four shades otherwise.
    #[inline]
    pub const fn has_colors(self) -> bool {
        self.is_cgb() || self.is_sgb()
    }

    /// How many [`Ticks`] pass in a second. The SGB divides the clock of its Super NES
    /// by five, and is 2.4 % faster than all others (Pan Docs, "Specifications").
    pub const fn ticks_per_second(self) -> u64 {
        match self {
            Model::Sgb => 21_477_272 * 2 / 5,
            _ => Ticks::PER_SECOND,
        }
    }

    /// How long `ticks` last, to the nanosecond below.
    pub const fn duration(self, ticks: Ticks) -> Duration {
        const NANOS_PER_SECOND: u64 = 1_000_000_000;
        let second = self.ticks_per_second();
        let nanos = ticks.0 % second * NANOS_PER_SECOND / second;
        Duration::new(ticks.0 / second, nanos as u32)
    }

    /// The program that it runs at power-on.
    pub(crate) const fn boot_program(self) -> BootProgram {
        match self {
            Model::Dmg0 => BootProgram::Dmg0,
            Model::Dmg | Model::Mgb => BootProgram::Dmg,
            Model::Sgb | Model::Sgb2 => BootProgram::Sgb,
            Model::Cgb0 => BootProgram::Cgb0,
            Model::CgbB | Model::CgbC | Model::CgbD | Model::Cgb | Model::Agb => BootProgram::Cgb,
        }
    }

    /// What the boot ROM leaves in A, by which games tell the models apart.
    pub(crate) const fn a_after_boot(self) -> u8 {
        match self {
            Model::Dmg0 | Model::Dmg | Model::Sgb => 0x01,
            Model::Mgb | Model::Sgb2 => 0xFF,
            _ => 0x11,
        }
    }

    /// Whether the boot ROM increments B at its end, by which games know an AGB.
    pub(crate) const fn boot_increments_b(self) -> bool {
        matches!(self, Model::Agb)
    }

    /// Whether addresses in the OAM area disturb a running OAM scan.
    pub(crate) const fn has_oam_bug(self) -> bool {
        !self.is_cgb()
    }

    /// Whether the OAM corruption bug mixes rows in the way of the MGB.
    pub(crate) const fn oam_bug_is_mgb(self) -> bool {
        matches!(self, Model::Mgb | Model::Sgb2)
    }

    /// What the OAM scan finds while HALT suspends an OAM DMA.
    pub(crate) const fn scan_during_halted_dma(self) -> HaltedDmaScan {
        match self {
            Model::Dmg0 | Model::Dmg | Model::Sgb => HaltedDmaScan::Nothing,
            Model::Mgb | Model::Sgb2 => HaltedDmaScan::Mixture,
            _ => HaltedDmaScan::Oam,
        }
    }

    /// Whether it is a CGB with a CPU before revision D, whose PPU still is the DMG's in some ways.
    pub(crate) const fn is_before_cgb_d(self) -> bool {
        matches!(self, Model::Cgb0 | Model::CgbB | Model::CgbC)
    }

    /// Whether the fetcher takes over SCY with a tile's number. The DMG, and the CGB before its CPU
    /// revision D, add it anew for each bit plane (mealybug-tearoom-tests, `m3_scy_change`).
    pub(crate) const fn latches_scy(self) -> bool {
        self.is_cgb() && !self.is_before_cgb_d()
    }

    /// The short name used on command lines and in reports: `dmg0`, `dmg`, `mgb`, `sgb`, `sgb2`,
    /// `cgb0`, `cgbb`, `cgbc`, `cgbd`, `cgb` or `agb`.
    pub const fn name(self) -> &'static str {
        match self {
            Model::Dmg0 => "dmg0",
            Model::Dmg => "dmg",
            Model::Mgb => "mgb",
            Model::Sgb => "sgb",
            Model::Sgb2 => "sgb2",
            Model::Cgb0 => "cgb0",
            Model::CgbB => "cgbb",
            Model::CgbC => "cgbc",
            Model::CgbD => "cgbd",
            Model::Cgb => "cgb",
            Model::Agb => "agb",
        }
    }

    /// The model with this [name](Model::name), in any letter case. Revisions that are not told apart
    /// have the name of the one that stands for them as well as their own: `cgba` is `cgbb`, and
    /// `cgbe` is `cgb`.
    pub fn from_name(name: &str) -> Option<Model> {
        let others = [("cgba", Model::CgbB), ("cgbe", Model::Cgb)];
        let named = Model::ALL.map(|model| (model.name(), model)).into_iter().chain(others);
        named
            .into_iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, model)| model)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_model_is_found_by_its_name() {
        for model in Model::ALL {
            assert_eq!(Model::from_name(&model.name().to_uppercase()), Some(model));
        }
        assert_eq!(Model::from_name("cgba"), Some(Model::CgbB));
        assert_eq!(Model::from_name("cgbE"), Some(Model::Cgb));
        assert_eq!(Model::from_name("gba"), None);
    }

    #[test]
    fn only_the_first_sgb_has_another_clock() {
        assert_eq!(Model::Sgb.ticks_per_second(), 8_590_908);
        let others = Model::ALL.into_iter().filter(|&model| model != Model::Sgb);
        assert!(others.into_iter().all(|model| model.ticks_per_second() == 1 << 23));
        assert_eq!(Model::Sgb.duration(Ticks(8_590_908 * 3)), Duration::from_secs(3));
        assert_eq!(Model::Sgb.duration(Ticks::FRAME), Duration::from_nanos(16_348_446));
        assert_eq!(Model::Sgb2.duration(Ticks::FRAME), Duration::from_nanos(16_742_706));
        assert!(Model::Sgb.duration(Ticks::NEVER) > Duration::from_hours(24 * 365 * 10_000));
    }
}
