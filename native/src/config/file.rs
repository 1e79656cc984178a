//! The configuration file.

use std::io;
use std::path::{Path, PathBuf};

use toml_edit::{DocumentMut, Item, Table, Value};

use super::settings::Settings;
use crate::files;

/// The whole configuration with comments, as it is without a file.
pub(crate) const TEMPLATE: &str = include_str!("default.toml");

/// Why a configuration file cannot be used or changed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ConfigError {
    /// It cannot be read.
    #[error("{path} cannot be read: {error}")]
    Unreadable { path: String, error: io::Error },
    /// Something in it is wrong. The message has the line and shows it.
    #[error("{path} is not understood:\n{error}")]
    Wrong { path: String, error: String },
    /// It cannot be written.
    #[error("{path} cannot be written: {error}")]
    Unwritable { path: String, error: io::Error },
}

/// The configuration file: read once, and changed a value at a time.
#[derive(Debug)]
pub(crate) struct ConfigFile {
    path: PathBuf,
    /// What was wrong with it is for its owner to correct, so it is not written to.
    is_wrong: bool,
}

impl ConfigFile {
    /// Reads the settings; those of a file that is not there, or wrong, are the usual ones.
    pub(crate) fn read(path: PathBuf) -> (ConfigFile, Settings, Option<ConfigError>) {
        match settings_in(&path) {
            Ok(settings) => (ConfigFile { path, is_wrong: false }, settings, None),
            Err(error) => (ConfigFile { path, is_wrong: true }, Settings::default(), Some(error)),
        }
    }

    /// Gives a setting a value in the file, which keeps its comments. A file that was wrong when
    /// it was read stays as it is.
    ///
    /// # Errors
    ///
    /// If the file cannot be written, or has become wrong since.
    pub(crate) fn set(&self, table: &str, key: &str, value: Value) -> Result<(), ConfigError> {
        if self.is_wrong {
            return Ok(());
        }
        let name = || self.path.display().to_string();
        let unreadable = |error| ConfigError::Unreadable { path: name(), error };
        let text = read_if_there(&self.path).map_err(unreadable)?;
        let wrong = |error: toml_edit::TomlError| ConfigError::Wrong {
            path: name(),
            error: error.to_string(),
        };
        let text = text.as_deref().unwrap_or(TEMPLATE);
        let mut document: DocumentMut = text.parse().map_err(wrong)?;
        put(&mut document, table, key, value);
        let written = files::write_whole(&self.path, document.to_string().as_bytes());
        written.map_err(|error| ConfigError::Unwritable { path: name(), error })
    }
}

fn settings_in(path: &Path) -> Result<Settings, ConfigError> {
    let name = || path.display().to_string();
    let text = read_if_there(path)
        .map_err(|error| ConfigError::Unreadable { path: name(), error })?
        .unwrap_or_default();
    let wrong = |error: toml::de::Error| ConfigError::Wrong {
        path: name(),
        error: error.to_string().trim_end().to_owned(),
    };
    toml::from_str(&text).map_err(wrong)
}

/// `None` if there is no file.
fn read_if_there(path: &Path) -> io::Result<Option<String>> {
    match std::fs::read_to_string(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        read => read.map(Some),
    }
}

/// The value keeps the spaces and the comment around the one that it replaces.
fn put(document: &mut DocumentMut, table: &str, key: &str, mut value: Value) {
    let table = document.entry(table).or_insert_with(|| Item::Table(Table::new()));
    match table.get_mut(key).and_then(Item::as_value_mut) {
        Some(old) => {
            *value.decor_mut() = old.decor().clone();
            *old = value;
        }
        None => table[key] = Item::Value(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_folder(text: &str) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        std::fs::write(&path, text).unwrap();
        (folder, path)
    }

    fn message(text: &str) -> String {
        let (_folder, path) = in_folder(text);
        let (_, settings, error) = ConfigFile::read(path);
        assert_eq!(settings, Settings::default());
        error.unwrap().to_string()
    }

    #[test]
    fn what_is_printed_is_what_holds_without_a_file() {
        assert_eq!(toml::from_str::<Settings>(TEMPLATE).unwrap(), Settings::default());
        assert_eq!(toml::from_str::<Settings>("").unwrap(), Settings::default());
    }

    #[test]
    fn what_is_printed_has_every_setting() {
        // Each value is changed in turn: none may be one that is not read.
        let document: DocumentMut = TEMPLATE.parse().unwrap();
        for (table, items) in document.iter() {
            for (key, _) in items.as_table().unwrap() {
                let mut wrong = document.clone();
                put(&mut wrong, table, key, Value::from(-1.5));
                let error = toml::from_str::<Settings>(&wrong.to_string());
                assert!(error.is_err(), "{table}.{key} is not read");
            }
        }
        let lines = TEMPLATE.lines().filter(|line| line.contains(" = ") && !line.starts_with('#'));
        assert_eq!(lines.count(), 19 + 2 * crate::input::Action::ALL.len());
    }

    #[test]
    fn mistakes_are_told_with_line_and_name() {
        let unknown = message("[sound]\nvolume = 3\nvolum = 4\n");
        assert!(unknown.contains("line 3") && unknown.contains("volum"), "{unknown}");
        let outside = message("[sound]\nvolume = 101\n");
        assert!(outside.contains("line 2") && outside.contains("0 to 100"), "{outside}");
        let key = message("[keys]\na = [\"Any\"]\n");
        assert!(key.contains("line 2") && key.contains("no key \"Any\""), "{key}");
        let action = message("[pad]\njump = [\"South\"]\n");
        assert!(action.contains("line 2") && action.contains("jump"), "{action}");
        assert!(message("[sound\n").contains("line 1"));
    }

    #[test]
    fn a_change_keeps_what_else_is_there() {
        let text = "# Mine.\n[sound]\nvolume = 30 # quiet\n\n[picture]\npalette = \"ice\"\n";
        let (_folder, path) = in_folder(text);
        let (file, settings, _) = ConfigFile::read(path.clone());
        assert_eq!(settings.sound.volume, 30);
        file.set("sound", "volume", Value::from(35)).unwrap();
        file.set("window", "scale", Value::from(3)).unwrap();
        let expected = text.replace("30", "35") + "\n[window]\nscale = 3\n";
        assert_eq!(std::fs::read_to_string(&path).unwrap(), expected);
    }

    #[test]
    fn a_wrong_file_is_not_overwritten() {
        let (_folder, path) = in_folder("oh no");
        let (file, _, error) = ConfigFile::read(path.clone());
        assert!(error.is_some());
        file.set("sound", "volume", Value::from(35)).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "oh no");
    }

    #[test]
    fn a_file_that_is_not_there_is_made_with_all_its_comments() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/config.toml");
        let (file, settings, error) = ConfigFile::read(path.clone());
        assert!(error.is_none() && settings == Settings::default());
        file.set("sound", "volume", Value::from(35)).unwrap();
        let expected = TEMPLATE.replace("volume = 100", "volume = 35");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), expected);
    }
}
