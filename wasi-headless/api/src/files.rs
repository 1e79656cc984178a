//! Files that are read whole and written whole.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// A file name that is standard input or output.
pub const STANDARD_STREAM: &str = "-";

/// The largest input. No cartridge, save or state comes near it, and a device that never ends
/// does not fill the memory.
const LARGEST: u64 = 64 << 20;

/// Reads a file, or standard input if its name is `-`.
///
/// # Errors
///
/// If it cannot be read, or is larger than 64 MiB.
pub fn read(name: &OsStr, stdin: &mut dyn Read) -> io::Result<Vec<u8>> {
    if name == STANDARD_STREAM { read_limited(stdin) } else { read_limited(&mut File::open(name)?) }
}

fn read_limited(from: &mut dyn Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        let message = format!("larger than {} MiB", LARGEST >> 20);
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
    }
    Ok(bytes)
}

/// A file that appears under its name when it is complete, and not at all if it never is.
///
/// It is written under another name in the same folder and renamed. What is no regular file
/// (`/dev/null`, a pipe) is written directly.
#[derive(Debug)]
pub struct OutputFile {
    file: File,
    /// From which name to which, until that is done.
    rename: Option<(PathBuf, PathBuf)>,
}

impl OutputFile {
    /// Begins a file.
    ///
    /// # Errors
    ///
    /// If a file cannot be created in that folder.
    pub fn create(name: &OsStr) -> io::Result<OutputFile> {
        let target = platform::behind_links(name);
        let existing = fs::metadata(&target).ok();
        if existing.as_ref().is_some_and(|existing| !existing.is_file()) {
            let file = File::options().write(true).open(&target)?;
            return Ok(OutputFile { file, rename: None });
        }
        let (file, temporary) = create_beside(&target)?;
        if let Some(existing) = existing {
            platform::keep_permissions(&file, existing.permissions());
        }
        Ok(OutputFile { file, rename: Some((temporary, target)) })
    }

    /// Puts the file under its name.
    ///
    /// # Errors
    ///
    /// If that is not possible; what was there before is still there then.
    pub fn commit(mut self) -> io::Result<()> {
        self.file.flush()?;
        if let Some((temporary, target)) = &self.rename {
            fs::rename(temporary, target)?;
            self.rename = None;
        }
        Ok(())
    }
}

impl Write for OutputFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for OutputFile {
    fn drop(&mut self) {
        if let Some((temporary, _)) = &self.rename {
            // The run has failed with an error of its own by now.
            let _ = fs::remove_file(temporary);
        }
    }
}

/// What WASI does not have: its files have no permissions, and it cannot tell where links lead.
mod platform {
    use std::ffi::OsStr;
    use std::fs::{File, Permissions};
    use std::path::PathBuf;

    /// The file that is to be replaced: where a link leads, not the link.
    pub(super) fn behind_links(name: &OsStr) -> PathBuf {
        #[cfg(not(target_os = "wasi"))]
        if let Ok(target) = std::fs::canonicalize(name) {
            return target;
        }
        PathBuf::from(name)
    }

    /// Gives a file the permissions of the one that it replaces.
    pub(super) fn keep_permissions(file: &File, permissions: Permissions) {
        // The contents are as good where this is not allowed.
        #[cfg(not(target_os = "wasi"))]
        let _ = file.set_permissions(permissions);
        #[cfg(target_os = "wasi")]
        let _ = (file, permissions);
    }
}

/// Creates a file of a name that is not taken yet, in the same folder.
fn create_beside(target: &Path) -> io::Result<(File, PathBuf)> {
    let Some(name) = target.file_name() else {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "not the name of a file"));
    };
    let mut attempt = 0;
    loop {
        let mut temporary_name = OsStr::new(".").to_owned();
        temporary_name.push(name);
        temporary_name.push(format!(".{attempt}.tmp"));
        let temporary = target.with_file_name(temporary_name);
        match File::create_new(&temporary) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && attempt < 100 => {
                attempt += 1;
            }
            result => return result.map(|file| (file, temporary)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_appears_when_it_is_complete() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.bin");
        fs::write(&path, "old").unwrap();
        let mut output = OutputFile::create(path.as_os_str()).unwrap();
        output.write_all(b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"old");
        output.commit().unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(names(folder.path()), ["a.bin"]);
    }

    #[test]
    fn a_file_that_is_not_completed_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.bin");
        OutputFile::create(path.as_os_str()).unwrap().write_all(b"half").unwrap();
        assert_eq!(names(folder.path()), [""; 0]);
    }

    #[test]
    fn two_writers_do_not_share_a_temporary_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.bin");
        let mut first = OutputFile::create(path.as_os_str()).unwrap();
        let mut second = OutputFile::create(path.as_os_str()).unwrap();
        first.write_all(b"1").unwrap();
        second.write_all(b"22").unwrap();
        second.commit().unwrap();
        first.commit().unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"1");
        assert_eq!(names(folder.path()), ["a.bin"]);
    }

    #[test]
    #[cfg(unix)]
    fn links_and_devices_stay_what_they_are() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        fs::write(&file, "old").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        let mut output = OutputFile::create(link.as_os_str()).unwrap();
        output.write_all(b"new").unwrap();
        output.commit().unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&file).unwrap(), b"new");
        let mut null = OutputFile::create(OsStr::new("/dev/null")).unwrap();
        null.write_all(b"gone").unwrap();
        null.commit().unwrap();
        assert!(!fs::metadata("/dev/null").unwrap().is_file());
    }

    #[test]
    fn inputs_without_end_are_refused() {
        let error = read(OsStr::new("-"), &mut io::repeat(0)).unwrap_err();
        assert_eq!(error.to_string(), "larger than 64 MiB");
    }
}
