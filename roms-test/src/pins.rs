//! The public collections: which commit of each, and the checksums that its files must have.

use std::collections::BTreeMap;

use serde::Deserialize;

/// A public collection at one commit.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Collection {
    /// Its name here, which is also its folder's.
    pub name: String,
    /// Owner and name on GitHub.
    pub repository: String,
    /// The commit.
    pub commit: String,
    /// The folder in the archive that is kept.
    pub keep: String,
    /// Where it goes inside the collection's folder here; empty for the folder itself.
    pub into: String,
    /// The SHA-256 of the archive (a gzipped tar), in hexadecimal.
    pub sha256: Option<String>,
    /// The name of the list of the files' checksums.
    manifest: Option<String>,
    /// How many tests it has. One for several models counts once, because which models are built
    /// changes.
    pub tests: usize,
    /// The same in words.
    pub contents: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    collection: Vec<Collection>,
}

/// The collection of ROMs.
pub const ROMS: &str = "GameboyTestSuites";

/// The collection of CPU vectors.
pub const VECTORS: &str = "sm83";

/// The pinned collections.
///
/// # Panics
/// Not with the list that is compiled in, which the tests read.
pub fn collections() -> Vec<Collection> {
    let file: File =
        toml::from_str(include_str!("../pins.toml")).expect("pins.toml is well formed");
    file.collection
}

/// The pinned collection of this name.
pub fn collection(name: &str) -> Option<Collection> {
    collections().into_iter().find(|collection| collection.name == name)
}

impl Collection {
    /// The checksums that the kept files must have, by path below [`Collection::keep`].
    pub fn manifest(&self) -> BTreeMap<&'static str, &'static str> {
        match self.manifest.as_deref() {
            Some("GameboyTestSuites.sha256") => {
                parse_manifest(include_str!("../GameboyTestSuites.sha256"))
            }
            _ => BTreeMap::new(),
        }
    }
}

fn parse_manifest(text: &str) -> BTreeMap<&str, &str> {
    text.lines().filter_map(|line| line.split_once("  ")).map(|(sum, path)| (path, sum)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_collection_is_pinned_by_commit_and_checksum() {
        let is_hex = |text: &str| text.bytes().all(|byte| byte.is_ascii_hexdigit());
        for collection in collections() {
            assert!(collection.commit.len() == 40 && is_hex(&collection.commit));
            let manifest = collection.manifest();
            assert!(collection.sha256.is_some() || !manifest.is_empty(), "{}", collection.name);
            let archive = collection.sha256.as_deref();
            for sum in manifest.values().copied().chain(archive) {
                assert!(sum.len() == 64 && is_hex(sum), "{sum}");
            }
        }
        assert_eq!(collections().len(), 2);
        let tests_in = |name: &str| collection(name).map(|collection| collection.tests);
        assert_eq!(tests_in(VECTORS), Some(500_000));
        assert_eq!(tests_in(ROMS), Some(637));
    }

    #[test]
    fn a_manifest_maps_paths_to_checksums() {
        let manifest = parse_manifest("00ff  a/with space.gb\n11ee  b.png\n");
        assert_eq!(manifest["a/with space.gb"], "00ff");
        assert_eq!(manifest.len(), 2);
    }
}
