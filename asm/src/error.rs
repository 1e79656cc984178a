//! What the assembler says when a source cannot be assembled: where, what line, and why.

use std::fmt;
use std::rc::Rc;

/// A place in a source file, with the text that stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// The file's path, as it was given to `INCLUDE` or to the assembler.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The line's text, after macro arguments were put in.
    pub text: String,
    /// The macro calls, repetitions and includes that led here, the innermost first, as `file(line)`.
    pub trace: Vec<String>,
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}({})", self.file, self.line)
    }
}

/// Why a source was not assembled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// Where the mistake is; `None` where it belongs to the program as a whole.
    pub location: Option<Location>,
    /// What is wrong and what was found.
    pub message: String,
}

impl Error {
    /// An error that belongs to no single line.
    pub(crate) fn general(message: impl Into<String>) -> Error {
        Error { location: None, message: message.into() }
    }

    pub(crate) fn at(location: &Rc<Location>, message: impl Into<String>) -> Error {
        Error { location: Some(Location::clone(location)), message: message.into() }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(location) = &self.location else {
            return write!(f, "error: {}", self.message);
        };
        write!(f, "{location}: error: {}", self.message)?;
        write!(f, "\n    {}", location.text.trim())?;
        for caller in &location.trace {
            write!(f, "\n    from {caller}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}

/// Something suspicious that did not stop the assembly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// Where it was seen.
    pub location: Location,
    /// What is suspicious.
    pub message: String,
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: warning: {}", self.location, self.message)?;
        write!(f, "\n    {}", self.location.text.trim())
    }
}
