//! What can come of a run.

use super::bad_option;
use crate::problem::Problem;

/// What comes of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// The last picture.
    Png,
    /// An animation.
    Gif,
    /// The sound.
    Wav,
    /// The last picture as RGB888, or each N-th.
    Raw,
    /// The report with its hashes.
    Json,
}

impl Format {
    /// All of them.
    pub const ALL: [Format; 5] = [Format::Png, Format::Gif, Format::Wav, Format::Raw, Format::Json];

    /// The name, which is also the ending of a file's name.
    pub fn name(self) -> &'static str {
        match self {
            Format::Png => "png",
            Format::Gif => "gif",
            Format::Wav => "wav",
            Format::Raw => "raw",
            Format::Json => "json",
        }
    }

    /// The format of this name.
    pub fn from_name(name: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|format| format.name() == name)
    }

    /// The format that a request's `format` asks for; without one, PNG.
    ///
    /// # Errors
    ///
    /// [`Problem`] if there is none of this name.
    pub fn from_parameter(name: Option<&str>) -> Result<Format, Problem> {
        let Some(name) = name else { return Ok(Format::Png) };
        Format::from_name(name).ok_or_else(|| {
            let names = Format::ALL.map(Format::name).join(", ");
            bad_option(format!("format: expected {names}, found `{name}`"))
        })
    }

    /// What HTTP calls it.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Png => "image/png",
            Format::Gif => "image/gif",
            Format::Wav => "audio/wav",
            Format::Raw => "application/octet-stream",
            Format::Json => "application/json",
        }
    }
}
