//! The models that suites name, and the machines that stand for them.

use std::fmt;
use std::path::Path;

use edgeboy_core::Model;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};

/// A model as a suite names it: a family (`dmg`, `cgb`, `sgb`) or one revision of its CPU.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "the names are those of the consoles' CPUs")]
pub enum SuiteModel {
    Dmg,
    Dmg0,
    DmgA,
    DmgB,
    DmgC,
    Mgb,
    Cgb,
    Cgb0,
    CgbA,
    CgbB,
    CgbC,
    CgbD,
    CgbE,
    Sgb,
    Sgb2,
    Agb,
}

impl SuiteModel {
    /// The model in suite files and reports.
    pub fn name(self) -> &'static str {
        match self {
            SuiteModel::Dmg => "dmg",
            SuiteModel::Dmg0 => "dmg0",
            SuiteModel::DmgA => "dmgA",
            SuiteModel::DmgB => "dmgB",
            SuiteModel::DmgC => "dmgC",
            SuiteModel::Mgb => "mgb",
            SuiteModel::Cgb => "cgb",
            SuiteModel::Cgb0 => "cgb0",
            SuiteModel::CgbA => "cgbA",
            SuiteModel::CgbB => "cgbB",
            SuiteModel::CgbC => "cgbC",
            SuiteModel::CgbD => "cgbD",
            SuiteModel::CgbE => "cgbE",
            SuiteModel::Sgb => "sgb",
            SuiteModel::Sgb2 => "sgb2",
            SuiteModel::Agb => "agb",
        }
    }

    /// The model with this [name](SuiteModel::name).
    pub fn from_name(name: &str) -> Option<SuiteModel> {
        let name: StrDeserializer<'_, Error> = name.into_deserializer();
        SuiteModel::deserialize(name).ok()
    }

    /// The machine that stands for this model. CPU revisions A to C of the DMG are one, which no
    /// suite tells apart, and so are A and B of the CGB; a `cgb` without a revision is an E.
    pub fn machine(self) -> Model {
        match self {
            SuiteModel::Dmg0 => Model::Dmg0,
            SuiteModel::Dmg | SuiteModel::DmgA | SuiteModel::DmgB | SuiteModel::DmgC => Model::Dmg,
            SuiteModel::Mgb => Model::Mgb,
            SuiteModel::Sgb => Model::Sgb,
            SuiteModel::Sgb2 => Model::Sgb2,
            SuiteModel::Cgb0 => Model::Cgb0,
            SuiteModel::CgbA | SuiteModel::CgbB => Model::CgbB,
            SuiteModel::CgbC => Model::CgbC,
            SuiteModel::CgbD => Model::CgbD,
            SuiteModel::Cgb | SuiteModel::CgbE => Model::Cgb,
            SuiteModel::Agb => Model::Agb,
        }
    }

    /// The revision that a picture is of, if its file name says so: `cgbC` for `some_test.cgbC.png`.
    pub fn of_picture(file: &Path) -> Option<SuiteModel> {
        let name = Path::new(file.file_stem()?).extension()?.to_str()?;
        SuiteModel::from_name(name).filter(|model| *model != model.family())
    }

    /// The model that pictures are given for: `dmg`, `mgb`, `cgb` or `sgb`.
    #[must_use]
    pub fn family(self) -> SuiteModel {
        match self {
            SuiteModel::Mgb => SuiteModel::Mgb,
            SuiteModel::Sgb | SuiteModel::Sgb2 => SuiteModel::Sgb,
            _ if self.machine().is_cgb() => SuiteModel::Cgb,
            _ => SuiteModel::Dmg,
        }
    }
}

impl From<Model> for SuiteModel {
    fn from(model: Model) -> SuiteModel {
        match model {
            Model::Dmg0 => SuiteModel::Dmg0,
            Model::Dmg => SuiteModel::Dmg,
            Model::Mgb => SuiteModel::Mgb,
            Model::Sgb => SuiteModel::Sgb,
            Model::Sgb2 => SuiteModel::Sgb2,
            Model::Cgb0 => SuiteModel::Cgb0,
            Model::CgbB => SuiteModel::CgbB,
            Model::CgbC => SuiteModel::CgbC,
            Model::CgbD => SuiteModel::CgbD,
            Model::Cgb => SuiteModel::Cgb,
            Model::Agb => SuiteModel::Agb,
        }
    }
}

impl fmt::Display for SuiteModel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_schema() {
        for name in ["dmg", "dmg0", "dmgA", "mgb", "cgb", "cgb0", "cgbE", "sgb", "sgb2"] {
            assert_eq!(SuiteModel::from_name(name).expect(name).name(), name);
        }
        assert_eq!(SuiteModel::from_name("cpu"), None);
    }

    #[test]
    fn a_family_name_means_its_usual_revision() {
        assert_eq!(SuiteModel::DmgC.machine(), Model::Dmg);
        assert_eq!(SuiteModel::CgbE.machine(), Model::Cgb);
        assert_eq!(SuiteModel::CgbD.family(), SuiteModel::Cgb);
        assert_eq!(SuiteModel::Dmg0.family(), SuiteModel::Dmg);
        assert_eq!(SuiteModel::Sgb2.family(), SuiteModel::Sgb);
    }

    #[test]
    fn a_picture_can_name_a_revision() {
        let of = |file| SuiteModel::of_picture(Path::new(file));
        assert_eq!(of("ppu/scx.cgbC.png"), Some(SuiteModel::CgbC));
        assert_eq!(of("ppu/scx.cgb.png"), None, "any of the family");
        assert_eq!(of("ppu/scx.1.png"), None);
        assert_eq!(of("ppu/scx.png"), None);
    }

    #[test]
    fn every_machine_is_named() {
        for model in Model::ALL {
            assert_eq!(SuiteModel::from(model).machine(), model);
        }
    }
}
