//! The pictures of `--raw`, written as they come: a run may be longer than memory is large.

use std::ffi::OsStr;
use std::io::{self, BufWriter, Write};

use edgeboy_api::files::STANDARD_STREAM;

use crate::args::RenderArgs;
use crate::files::{Files, NewFile};

/// Where the pictures go.
pub(super) enum RawOutput<'a> {
    /// Nowhere: they were not asked for.
    None,
    /// Into a file.
    File(BufWriter<NewFile>),
    /// To standard output.
    Stdout(BufWriter<Pipe<'a>>),
}

/// Standard output, which its reader may close when it has seen enough.
pub(super) struct Pipe<'a> {
    stdout: &'a mut dyn Write,
    /// Whether the run goes on then, because something else comes of it.
    goes_on: bool,
    closed: bool,
}

impl<'a> RawOutput<'a> {
    pub(super) fn create(
        args: &RenderArgs,
        files: &Files,
        stdout: &'a mut dyn Write,
    ) -> io::Result<Self> {
        match args.raw.as_deref() {
            None => Ok(RawOutput::None),
            Some(name) if name == OsStr::new(STANDARD_STREAM) => {
                let goes_on = args.writes_more_than_raw();
                Ok(RawOutput::Stdout(BufWriter::new(Pipe { stdout, goes_on, closed: false })))
            }
            Some(name) => Ok(RawOutput::File(BufWriter::new(files.create(name)?))),
        }
    }

    pub(super) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            RawOutput::None => Ok(()),
            RawOutput::File(file) => file.write_all(bytes),
            RawOutput::Stdout(pipe) => pipe.write_all(bytes),
        }
    }

    /// Writes what is left in memory, and gives the file, if it is one, to be completed.
    pub(super) fn finish(self) -> io::Result<Option<NewFile>> {
        match self {
            RawOutput::None => Ok(None),
            RawOutput::File(file) => Ok(Some(file.into_inner()?)),
            RawOutput::Stdout(mut pipe) => pipe.flush().map(|()| None),
        }
    }
}

impl Pipe<'_> {
    /// Takes a write to a closed pipe for done if the run goes on all the same.
    fn unless_closed<T>(
        &mut self,
        done: T,
        write: impl FnOnce(&mut dyn Write) -> io::Result<T>,
    ) -> io::Result<T> {
        if self.closed {
            return Ok(done);
        }
        let result = write(self.stdout);
        self.closed = matches!(&result, Err(error) if error.kind() == io::ErrorKind::BrokenPipe);
        if self.closed && self.goes_on { Ok(done) } else { result }
    }
}

impl Write for Pipe<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.unless_closed(bytes.len(), |stdout| stdout.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.unless_closed((), |stdout| stdout.flush())
    }
}
