//! Fetches the public collections.
//!
//! An archive is downloaded, checked and unpacked in a temporary folder beside its destination, which
//! is renamed in place when all is well: whatever goes wrong leaves nothing behind, and a collection
//! that is there is complete.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

use flate2::read::GzDecoder;
use sha2::{Digest, Sha256};

use crate::pins::Collection;

/// Where the archives come from.
pub const GITHUB: &str = "https://github.com";

/// The file that says which commit a folder holds.
const MARKER: &str = ".commit";

/// The largest archive that is accepted, in bytes.
const MAX_ARCHIVE: u64 = 256 << 20;

/// The most that an archive may unpack to, in bytes.
const MAX_UNPACKED: u64 = 1 << 30;

/// A collection that could not be fetched.
#[derive(Debug)]
pub enum DownloadError {
    /// The server did not answer as it should.
    Http {
        /// What was asked for.
        url: String,
        /// What came of it.
        problem: String,
    },
    /// A checksum is not the pinned one.
    Checksum {
        /// Of what.
        what: String,
        /// The pinned one.
        expected: String,
        /// The one that was found.
        found: String,
    },
    /// A file that the manifest lists is not in the archive.
    Missing(String),
    /// The archive, or what it unpacks to, is larger than any of these collections.
    TooLarge,
    /// The archive cannot be unpacked.
    Archive(String),
    /// A file could not be written.
    Io(io::Error),
}

impl fmt::Display for DownloadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DownloadError::Http { url, problem } => write!(f, "{url}: {problem}"),
            DownloadError::Checksum { what, expected, found } => {
                write!(f, "{what} has the SHA-256 {found} instead of the pinned {expected}")
            }
            DownloadError::Missing(path) => write!(f, "the archive has no {path}"),
            DownloadError::TooLarge => write!(
                f,
                "the archive has more than {} MiB, or more than {} MiB unpacked",
                MAX_ARCHIVE >> 20,
                MAX_UNPACKED >> 20
            ),
            DownloadError::Archive(problem) => write!(f, "the archive is damaged: {problem}"),
            DownloadError::Io(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for DownloadError {}

impl From<io::Error> for DownloadError {
    fn from(error: io::Error) -> DownloadError {
        DownloadError::Io(error)
    }
}

/// What [`fetch`] did.
#[derive(Debug, PartialEq, Eq)]
pub enum Fetched {
    /// Nothing: the collection was there.
    Present,
    /// It downloaded the collection.
    Downloaded {
        /// Files in it.
        files: usize,
        /// Of these, the ones that the manifest lists, all of which have their checksum.
        checked: usize,
    },
}

/// Puts a collection into `folder`/its name, from `base`/owner/name/archive/commit.tar.gz, unless it
/// is there. `say` is told what happens.
///
/// # Errors
/// See [`DownloadError`]. After an error everything is as it was before.
pub fn fetch(
    collection: &Collection,
    base: &str,
    folder: &Path,
    mut say: impl FnMut(&str),
) -> Result<Fetched, DownloadError> {
    let destination = folder.join(&collection.name);
    if std::fs::read_to_string(destination.join(MARKER)).is_ok_and(|c| c == collection.commit) {
        return Ok(Fetched::Present);
    }
    std::fs::create_dir_all(folder)?;
    let temporary = tempfile::Builder::new().prefix(".partial-").tempdir_in(folder)?;

    let base = base.trim_end_matches('/');
    let Collection { repository, commit, .. } = collection;
    let url = format!("{base}/{repository}/archive/{commit}.tar.gz");
    say(&format!("downloading {url}"));
    let archive = temporary.path().join("archive.tar.gz");
    let sum = download(&url, &archive, &mut say)?;
    if let Some(expected) = &collection.sha256 {
        check(&url, expected, sum)?;
    }

    say(&format!("unpacking {}", collection.name));
    let unpacked = temporary.path().join("unpacked");
    let sums = unpack(&archive, &collection.keep, &unpacked.join(&collection.into))?;
    let manifest = collection.manifest();
    for (path, expected) in &manifest {
        let found = sums.get(Path::new(path));
        let found = found.ok_or_else(|| DownloadError::Missing((*path).to_owned()))?;
        check(path, expected, found.clone())?;
    }
    std::fs::write(unpacked.join(MARKER), commit)?;
    if destination.exists() {
        std::fs::rename(&destination, temporary.path().join("replaced"))?;
    }
    std::fs::rename(&unpacked, &destination)?;
    Ok(Fetched::Downloaded { files: sums.len(), checked: manifest.len() })
}

fn check(what: &str, expected: &str, found: String) -> Result<(), DownloadError> {
    if found == expected {
        return Ok(());
    }
    let (what, expected) = (what.to_owned(), expected.to_owned());
    Err(DownloadError::Checksum { what, expected, found })
}

/// Downloads `url` to `file` and returns the SHA-256.
fn download(url: &str, file: &Path, say: &mut impl FnMut(&str)) -> Result<String, DownloadError> {
    let http = |problem: String| DownloadError::Http { url: url.to_owned(), problem };
    if url.starts_with("https:") && !cfg!(feature = "https") {
        return Err(http("this build has no TLS; build with `--features https`".to_owned()));
    }
    let agent = ureq::Agent::config_builder()
        .timeout_connect(Some(Duration::from_secs(30)))
        .timeout_recv_response(Some(Duration::from_mins(1)))
        .build()
        .new_agent();
    let response = agent.get(url).call().map_err(|error| http(error.to_string()))?;
    let mut body = response.into_body().into_with_config().limit(MAX_ARCHIVE).reader();
    let mut output = std::fs::File::create(file)?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 64 << 10];
    let (mut total, mut told) = (0, 0);
    loop {
        let count = match body.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(http(error.to_string())),
        };
        hash.update(&buffer[..count]);
        output.write_all(&buffer[..count])?;
        total += count;
        if total >> 22 > told {
            told = total >> 22;
            say(&format!("{} MiB", total >> 20));
        }
    }
    Ok(hex(&hash.finalize()))
}

/// Unpacks the files below the folder `keep` of the archive's only root folder, and returns their
/// paths below `keep` with their SHA-256.
fn unpack(
    archive: &Path,
    keep: &str,
    destination: &Path,
) -> Result<BTreeMap<PathBuf, String>, DownloadError> {
    let damaged = |error: io::Error| DownloadError::Archive(error.to_string());
    let mut sums = BTreeMap::new();
    let mut left = MAX_UNPACKED;
    let mut archive = tar::Archive::new(GzDecoder::new(std::fs::File::open(archive)?));
    for entry in archive.entries().map_err(damaged)? {
        let mut entry = entry.map_err(damaged)?;
        if !entry.header().entry_type().is_file() {
            continue;
        }
        let path = entry.path().map_err(damaged)?.into_owned();
        let mut parts = path.components();
        parts.next();
        let Ok(path) = parts.as_path().strip_prefix(keep) else {
            continue;
        };
        if !path.components().all(|part| matches!(part, Component::Normal(_))) {
            return Err(DownloadError::Archive(format!("{} leads out of it", path.display())));
        }
        left = left.checked_sub(entry.size()).ok_or(DownloadError::TooLarge)?;
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).map_err(damaged)?;
        let file = destination.join(path);
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(&file, &bytes)?;
        sums.insert(path.to_owned(), hex(&Sha256::digest(&bytes)));
    }
    if sums.is_empty() {
        return Err(DownloadError::Missing(keep.to_owned()));
    }
    Ok(sums)
}

/// Bytes in hexadecimal, as checksums are written.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}
