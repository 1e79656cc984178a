//! The game that is played, with all that belongs to it.

use edgeboy_media::color::Colors;

use crate::config::Settings;
use crate::game::Game;
use crate::recording::{GifRecording, WavRecording};
use crate::saves::SaveFile;
use crate::session::Session;
use crate::states::Shelf;

/// See the [module](self).
pub(super) struct Play {
    pub(super) game: Game,
    pub(super) session: Session,
    pub(super) save: SaveFile,
    pub(super) shelf: Shelf,
    /// Frames run since the game was opened.
    pub(super) frames: u64,
    /// The slot that the keys use.
    pub(super) slot: u8,
    /// Whether the game has written to its save and is done with it.
    pub(super) battery_due: bool,
    /// Whether the save on the disk is one that should outlive the next.
    pub(super) keep_earlier: bool,
    pub(super) gif: Option<GifRecording>,
    pub(super) wav: Option<WavRecording>,
}

impl Play {
    /// How its picture is shown.
    pub(super) fn colors(&self, settings: &Settings) -> Colors {
        let picture = &settings.picture;
        Colors::of(self.session.machine().model(), picture.palette.palette(), picture.colors)
    }
}
