//! Where the collections are: a folder that is named, one beside the repository, or the download.

use std::path::{Path, PathBuf};

use crate::pins;

/// The repository's folder.
pub fn repository() -> &'static Path {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap_or(package)
}

/// Where the ROMs and pictures of our own suite are made.
pub fn own() -> PathBuf {
    repository().join("target/roms-test/own")
}

/// Where `roms-test download` puts the collections.
pub fn downloads() -> PathBuf {
    repository().join("target/test-roms")
}

/// The folder with the suites of ROMs: `named`, or else the first that is there.
///
/// # Errors
/// The named folder if it is not one.
pub fn roms(named: Option<&Path>) -> Result<Option<PathBuf>, PathBuf> {
    let places = [repository().join("../shared/test-roms"), downloads().join(pins::ROMS)];
    Ok(choose(named, &places)?.map(|folder| {
        // The repository of the public collection has the suites one folder down.
        let inner = folder.join("tests");
        if inner.is_dir() { inner } else { folder }
    }))
}

/// The folder with the CPU vectors' files: `named`, or else the first that is there.
///
/// # Errors
/// The named folder if it is not one.
pub fn vectors(named: Option<&Path>) -> Result<Option<PathBuf>, PathBuf> {
    let places = [repository().join("../shared/sm83"), downloads().join(pins::VECTORS)];
    Ok(choose(named, &places)?.map(|folder| {
        let inner = folder.join("v1");
        if inner.is_dir() { inner } else { folder }
    }))
}

/// The folder with games for comparisons: `named`, or else the one beside the repository.
///
/// # Errors
/// The named folder if it is not one.
pub fn games(named: Option<&Path>) -> Result<Option<PathBuf>, PathBuf> {
    choose(named, &[repository().join("../shared/games")])
}

fn choose(named: Option<&Path>, places: &[PathBuf]) -> Result<Option<PathBuf>, PathBuf> {
    match named {
        Some(folder) if folder.is_dir() => Ok(Some(folder.to_owned())),
        Some(folder) => Err(folder.to_owned()),
        None => Ok(places.iter().find(|place| place.is_dir()).cloned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_named_folder_must_be_there() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let absent = folder.path().join("absent");
        assert_eq!(roms(Some(&absent)), Err(absent.clone()));
        assert_eq!(roms(Some(folder.path())), Ok(Some(folder.path().to_owned())));
        std::fs::create_dir(folder.path().join("tests")).expect("the folder is made");
        assert_eq!(roms(Some(folder.path())), Ok(Some(folder.path().join("tests"))));
        std::fs::create_dir(folder.path().join("v1")).expect("the folder is made");
        assert_eq!(vectors(Some(folder.path())), Ok(Some(folder.path().join("v1"))));
    }

    #[test]
    fn the_first_place_that_is_there_counts() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let there = folder.path().to_owned();
        let places = [there.join("absent"), there.clone(), there.join("absent too")];
        assert_eq!(choose(None, &places), Ok(Some(there)));
        assert_eq!(choose(None, &places[..1]), Ok(None));
    }
}
