//! Real games, where the folder with them is there: `../shared/games` beside the repository, or the
//! one that the environment variable `EDGEBOY_GAMES` names.

use std::path::{Path, PathBuf};
use std::{env, fs};

use edgeboy_core::{Model, cartridge::CgbSupport};

use super::busy::busy_rom;
use super::rom::machine;

/// A ROM and a model that runs it.
pub(crate) struct Game {
    pub(crate) name: String,
    pub(crate) rom: Vec<u8>,
    pub(crate) model: Model,
}

/// The models that the games run on: one of each family, and two of the one without colours.
const FAMILIES: [Model; 4] = [Model::Dmg, Model::Mgb, Model::Sgb, Model::Cgb];

/// Our own busy program on every model, and, if the folder is there, the named games on those of each
/// family that they support.
pub(crate) fn games(names: &[&str]) -> Vec<Game> {
    let mut games: Vec<Game> = Model::ALL
        .into_iter()
        .map(|model| Game { name: "our own ROM".into(), rom: busy_rom(model), model })
        .collect();
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/games");
    let folder = env::var_os("EDGEBOY_GAMES").map_or_else(beside, PathBuf::from);
    if !folder.is_dir() {
        println!("no ../shared/games beside the repository: only our own ROM is used");
        return games;
    }
    for name in names {
        let rom = fs::read(folder.join(name)).unwrap();
        let only_cgb = machine(&rom, Model::Cgb).cartridge().header().cgb == CgbSupport::Only;
        for model in FAMILIES {
            if model.is_cgb() || !only_cgb {
                games.push(Game { name: (*name).into(), rom: rom.clone(), model });
            }
        }
    }
    games
}
