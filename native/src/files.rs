//! Files, read and written whole.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use atomic_write_file::AtomicWriteFile;

/// The largest file that is read. No ROM, archive, save or state comes near it, and a device that
/// never ends does not fill the memory.
const LARGEST: u64 = 64 << 20;

/// Reads a file.
pub(crate) fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        let message = format!("it is larger than {} MiB", LARGEST >> 20);
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
    }
    Ok(bytes)
}

/// Reads a file; `None` if there is none.
pub(crate) fn read_if_there(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match read(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        read => read.map(Some),
    }
}

/// Puts a file under its name when all of it is on the disk. Whatever happens meanwhile, the name
/// stands for the old file or the new one, whole. Folders that are missing are made.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // A link is followed, not replaced.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = folder_of(&path);
    fs::create_dir_all(folder)?;
    let mut file = AtomicWriteFile::open(&path)?;
    file.write_all(bytes)?;
    file.commit()?;
    sync_folder(folder)
}

/// Gives a file another name, beside its own, that no file has: `name.word-1`, `name.word-2`, …
/// Returns the new path.
pub(crate) fn put_aside(path: &Path, word: &str) -> io::Result<PathBuf> {
    let name = path.file_name().unwrap_or_default();
    let aside = (1_u32..).map(|number| {
        let mut aside = name.to_owned();
        aside.push(format!(".{word}-{number}"));
        path.with_file_name(aside)
    });
    let mut free = aside.filter(|path| !path.exists());
    let Some(aside) = free.next() else { return Err(io::ErrorKind::AlreadyExists.into()) };
    fs::rename(path, &aside)?;
    Ok(aside)
}

/// Whether files can be made in a folder.
pub(crate) fn is_writable(folder: &Path) -> bool {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    // A file without a name, or with one for a moment: nothing else tells for every file system.
    AtomicWriteFile::open(folder.join(".edgeboy")).and_then(AtomicWriteFile::discard).is_ok()
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Makes sure that a new name outlives a power cut.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Other systems write names by themselves.
#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
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
    fn a_file_is_replaced_and_nothing_else_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/er/a.sav");
        assert_eq!(read_if_there(&path).unwrap(), None);
        write_whole(&path, b"old").unwrap();
        write_whole(&path, b"new").unwrap();
        assert_eq!(read_if_there(&path).unwrap().unwrap(), b"new");
        assert_eq!(names(path.parent().unwrap()), ["a.sav"]);
    }

    #[test]
    fn what_is_put_aside_is_never_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.sav");
        for text in ["one", "two"] {
            fs::write(&path, text).unwrap();
            put_aside(&path, "damaged").unwrap();
        }
        assert_eq!(names(folder.path()), ["a.sav.damaged-1", "a.sav.damaged-2"]);
        assert_eq!(fs::read(folder.path().join("a.sav.damaged-1")).unwrap(), b"one");
    }

    #[test]
    fn a_folder_is_tried_without_a_trace() {
        let folder = tempfile::tempdir().unwrap();
        assert!(is_writable(folder.path()));
        assert!(!is_writable(&folder.path().join("missing")));
        assert_eq!(names(folder.path()), [""; 0]);
    }

    #[test]
    #[cfg(unix)]
    fn links_stay_links() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        fs::write(&file, "old").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        write_whole(&link, b"new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&file).unwrap(), b"new");
    }

    #[test]
    #[cfg(unix)]
    fn what_never_ends_is_refused() {
        let error = read(Path::new("/dev/zero")).unwrap_err();
        assert_eq!(error.to_string(), "it is larger than 64 MiB");
    }
}
