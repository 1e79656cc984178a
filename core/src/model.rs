//! The hardware models and the questions whose answers differ between them.

use serde::{Deserialize, Serialize};

/// What the OAM scan finds while HALT suspends an OAM DMA. No two models agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HaltedDmaScan {
    /// No object. DMG units differ from one another here; this is what `SameBoy` settled on.
    Nothing,
    /// One object, mixed from the byte on its way and the bytes that it would replace.
    Mixture,
    /// The objects in OAM.
    Oam,
}

/// A hardware model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Model {
    /// Game Boy (DMG-01), CPU revisions A to C.
    Dmg,
    /// Game Boy Pocket and Light (MGB-001, MGB-101).
    Mgb,
    /// Game Boy Color (CGB-001), CPU revision E.
    Cgb,
}

impl Model {
    /// Every model, oldest first.
    pub const ALL: [Model; 3] = [Model::Dmg, Model::Mgb, Model::Cgb];

    /// Whether this is a Game Boy Color: two VRAM banks, eight WRAM banks, colour palettes,
    /// double speed, HDMA.
    #[inline]
    pub const fn is_cgb(self) -> bool {
        matches!(self, Model::Cgb)
    }

    /// Whether addresses in the OAM area disturb a running OAM scan.
    pub(crate) const fn has_oam_bug(self) -> bool {
        !self.is_cgb()
    }

    /// Whether the OAM corruption bug mixes rows in the way of the MGB.
    pub(crate) const fn oam_bug_is_mgb(self) -> bool {
        matches!(self, Model::Mgb)
    }

    /// What the OAM scan finds while HALT suspends an OAM DMA.
    pub(crate) const fn scan_during_halted_dma(self) -> HaltedDmaScan {
        match self {
            Model::Dmg => HaltedDmaScan::Nothing,
            Model::Mgb => HaltedDmaScan::Mixture,
            Model::Cgb => HaltedDmaScan::Oam,
        }
    }

    /// Whether the fetcher takes over SCY with a tile's number. The DMG, and the CGB before its CPU
    /// revision D, add it anew for each bit plane (mealybug-tearoom-tests, `m3_scy_change`).
    pub(crate) const fn latches_scy(self) -> bool {
        self.is_cgb()
    }

    /// The short name used on command lines and in reports: `dmg`, `mgb` or `cgb`.
    pub const fn name(self) -> &'static str {
        match self {
            Model::Dmg => "dmg",
            Model::Mgb => "mgb",
            Model::Cgb => "cgb",
        }
    }

    /// The model with this [name](Model::name), in any letter case.
    pub fn from_name(name: &str) -> Option<Model> {
        Model::ALL.into_iter().find(|model| model.name().eq_ignore_ascii_case(name))
    }
}
