//! What a player can choose, and the file that it is kept in.

mod choices;
mod file;
mod settings;
mod types;

pub(crate) use choices::Choice;
pub(crate) use file::{ConfigError, ConfigFile, TEMPLATE};
pub(crate) use settings::Settings;
pub(crate) use types::SaveFolder;
