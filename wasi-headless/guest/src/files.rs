//! The files that a command reads and writes: those of the system, or those that came with a call.

use std::ffi::OsStr;
use std::io::{self, Read, Write};

use edgeboy_api::call::Given;
use edgeboy_api::files::{self, OutputFile};

/// Where files are.
pub(crate) enum Files {
    /// Where the system has them.
    System,
    /// In memory: a call brings its files and takes away others.
    InMemory(MemoryFiles),
}

/// The files of a call.
#[derive(Default)]
pub(crate) struct MemoryFiles {
    pub(crate) given: Vec<Given>,
    pub(crate) written: Vec<(String, Vec<u8>)>,
}

/// A file that appears when it is [committed](Files::commit), and not at all if it never is.
pub(crate) enum NewFile {
    System(OutputFile),
    InMemory { name: String, bytes: Vec<u8> },
}

impl Files {
    /// Takes the contents of a file, or of standard input if its name is `-`. A file of a call is
    /// given for one reading.
    pub(crate) fn read(&mut self, name: &OsStr, stdin: &mut dyn Read) -> io::Result<Vec<u8>> {
        match self {
            Files::System => files::read(name, stdin),
            Files::InMemory(memory) => {
                let index = memory.given.iter().position(|given| name == given.name.as_str());
                let index = index.ok_or(io::ErrorKind::NotFound)?;
                memory.given.swap_remove(index).contents.map_err(io::Error::other)
            }
        }
    }

    /// Begins a file.
    pub(crate) fn create(&self, name: &OsStr) -> io::Result<NewFile> {
        match self {
            Files::System => OutputFile::create(name).map(NewFile::System),
            Files::InMemory(_) => {
                let name = name.to_str().ok_or(io::ErrorKind::InvalidFilename)?.to_owned();
                Ok(NewFile::InMemory { name, bytes: Vec::new() })
            }
        }
    }

    /// Puts the file under its name.
    pub(crate) fn commit(&mut self, file: NewFile) -> io::Result<()> {
        match (self, file) {
            (Files::InMemory(memory), NewFile::InMemory { name, bytes }) => {
                memory.written.push((name, bytes));
                Ok(())
            }
            (_, NewFile::System(file)) => file.commit(),
            (Files::System, NewFile::InMemory { .. }) => Err(io::ErrorKind::NotFound.into()),
        }
    }
}

impl Write for NewFile {
    fn write(&mut self, written: &[u8]) -> io::Result<usize> {
        match self {
            NewFile::System(file) => file.write(written),
            NewFile::InMemory { bytes, .. } => bytes.write(written),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            NewFile::System(file) => file.flush(),
            NewFile::InMemory { .. } => Ok(()),
        }
    }
}
