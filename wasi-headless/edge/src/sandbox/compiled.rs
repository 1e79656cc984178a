//! Compiled guests on the disk.
//!
//! A guest is compiled once for an engine, and the machine code is kept under a name made of the
//! guest's SHA-256 and of all that the code depends on: the engine's version, its settings, and
//! the CPU. Machine code runs with all the rights of this program, so a file is loaded only
//! if nobody but this user could have written it: the folder has to be this user's, and closed to
//! everybody else. A checksum at the end of the file tells a damaged one.

use std::fs::File;
use std::hash::{Hash, Hasher};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use wasmtime::{Engine, Module};
use xxhash_rust::xxh3::{Xxh3, xxh3_128};

/// A private folder of compiled guests.
#[derive(Clone, Debug)]
pub struct CompiledFolder(PathBuf);

impl CompiledFolder {
    /// A folder, which is made if it is not there.
    ///
    /// # Errors
    ///
    /// If it cannot be made, or if others could write to it.
    pub fn open(folder: impl Into<PathBuf>) -> io::Result<CompiledFolder> {
        let folder = folder.into();
        private::create(&folder)?;
        private::check(&folder)?;
        Ok(CompiledFolder(folder))
    }

    /// The user's folder for what can be made again, if the system has one.
    pub fn default_path() -> Option<PathBuf> {
        let home = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache"));
        let cache = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from).or_else(home);
        cache.map(|cache| cache.join("edgeboy-edge"))
    }

    /// Takes the compiled guest from the folder, or compiles it and leaves it there.
    pub(super) fn load_or_compile(
        &self,
        engine: &Engine,
        guest: &[u8],
        hash: &[u8; 32],
    ) -> wasmtime::Result<Module> {
        let path = self.path(engine, hash);
        if is_whole(&path).unwrap_or(false)
            && let Some(module) = load(engine, &path)
        {
            return Ok(module);
        }
        let module = Module::new(engine, guest)?;
        // A folder that cannot be written costs the next start some time, and nothing else.
        if let Err(error) = self.keep(&path, &module.serialize()?) {
            tracing::warn!("the compiled guest is not kept in {}: {error}", path.display());
        }
        Ok(module)
    }

    fn path(&self, engine: &Engine, hash: &[u8; 32]) -> PathBuf {
        let mut engine_hash = Xxh3::new();
        engine.precompile_compatibility_hash().hash(&mut engine_hash);
        let guest = hash.map(|byte| format!("{byte:02x}")).concat();
        self.0.join(format!("{guest}-{:016x}.compiled", engine_hash.finish()))
    }

    fn keep(&self, path: &Path, code: &[u8]) -> io::Result<()> {
        // It is written under another name, so that nobody reads a half of it.
        let mut file = tempfile::NamedTempFile::new_in(&self.0)?;
        file.write_all(code)?;
        file.write_all(&xxh3_128(code).to_le_bytes())?;
        file.persist(path)?;
        Ok(())
    }
}

/// Whether the checksum at the end of a file is that of what comes before.
fn is_whole(path: &Path) -> io::Result<bool> {
    const CHECKSUM: u64 = size_of::<u128>() as u64;
    let mut file = File::open(path)?;
    let Some(code) = file.metadata()?.len().checked_sub(CHECKSUM) else { return Ok(false) };
    let mut hash = Xxh3::new();
    io::copy(&mut Read::by_ref(&mut file).take(code), &mut hash)?;
    let mut checksum = [0; CHECKSUM as usize];
    file.read_exact(&mut checksum)?;
    Ok(hash.digest128().to_le_bytes() == checksum)
}

/// The module in a file, unless it is of another engine.
#[expect(unsafe_code, reason = "machine code is loaded; the module's comment says why it is ours")]
fn load(engine: &Engine, path: &Path) -> Option<Module> {
    // SAFETY: this program wrote the code with `Module::serialize`, and nobody changes it: the
    // folder was found to be writable by nobody else, and new files take the place of old ones.
    // The engine checks that the code is of the same version and settings. It maps the file, of
    // which a guest then takes only what it runs; the checksum at the end is not looked at.
    unsafe { Module::deserialize_file(engine, path) }.ok()
}

#[cfg(unix)]
mod private {
    use std::fs::{self, DirBuilder};
    use std::io;
    use std::os::unix::fs::{DirBuilderExt, MetadataExt};
    use std::path::Path;

    pub(super) fn create(folder: &Path) -> io::Result<()> {
        DirBuilder::new().recursive(true).mode(0o700).create(folder)
    }

    /// Errors unless the folder is one, is this user's, and is closed to others.
    pub(super) fn check(folder: &Path) -> io::Result<()> {
        let found = fs::symlink_metadata(folder)?;
        // Whoever this program runs as owns what it creates.
        let own = tempfile::tempfile_in(folder)?.metadata()?.uid();
        if found.is_dir() && found.uid() == own && found.mode() & 0o077 == 0 {
            return Ok(());
        }
        let message = format!(
            "{} must be a folder of your own that is closed to others (chmod 700): \
             machine code is loaded from it",
            folder.display()
        );
        Err(io::Error::new(io::ErrorKind::PermissionDenied, message))
    }
}

#[cfg(not(unix))]
mod private {
    use std::io;
    use std::path::Path;

    pub(super) fn create(folder: &Path) -> io::Result<()> {
        std::fs::create_dir_all(folder)
    }

    /// Elsewhere, a user's folder for caches is closed to others as it is.
    pub(super) fn check(_: &Path) -> io::Result<()> {
        Ok(())
    }
}
