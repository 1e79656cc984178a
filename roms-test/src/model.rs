//! The models that suites name, and which of them stand for one that is built here.

use std::fmt;

use edgeboy_core::Model;
use serde::Deserialize;

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
        }
    }

    /// The machine that stands for this model. The DMG is a CPU revision A to C, which no suite
    /// tells apart; the CGB is a revision E. `None`: that model is not built yet.
    pub fn built(self) -> Option<Model> {
        match self {
            SuiteModel::Dmg | SuiteModel::DmgA | SuiteModel::DmgB | SuiteModel::DmgC => {
                Some(Model::Dmg)
            }
            SuiteModel::Mgb => Some(Model::Mgb),
            SuiteModel::Cgb | SuiteModel::CgbE => Some(Model::Cgb),
            _ => None,
        }
    }

    /// The model that pictures are given for: `dmg`, `mgb`, `cgb` or `sgb`.
    #[must_use]
    pub fn family(self) -> SuiteModel {
        match self {
            SuiteModel::Mgb => SuiteModel::Mgb,
            SuiteModel::Sgb | SuiteModel::Sgb2 => SuiteModel::Sgb,
            _ if self.name().starts_with("cgb") => SuiteModel::Cgb,
            _ => SuiteModel::Dmg,
        }
    }
}

impl From<Model> for SuiteModel {
    fn from(model: Model) -> SuiteModel {
        match model {
            Model::Dmg => SuiteModel::Dmg,
            Model::Mgb => SuiteModel::Mgb,
            Model::Cgb => SuiteModel::Cgb,
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
            let model: SuiteModel = serde_json::from_str(&format!("\"{name}\"")).expect(name);
            assert_eq!(model.name(), name);
        }
    }

    #[test]
    fn a_family_name_means_the_built_revision() {
        assert_eq!(SuiteModel::DmgC.built(), Some(Model::Dmg));
        assert_eq!(SuiteModel::CgbE.built(), Some(Model::Cgb));
        for model in [SuiteModel::Dmg0, SuiteModel::Cgb0, SuiteModel::CgbD, SuiteModel::Sgb2] {
            assert_eq!(model.built(), None, "{model}");
        }
        assert_eq!(SuiteModel::CgbD.family(), SuiteModel::Cgb);
        assert_eq!(SuiteModel::Dmg0.family(), SuiteModel::Dmg);
    }
}
