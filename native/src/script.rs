//! Running without a window: `--frames N --screenshot F`.

use std::path::{Path, PathBuf};

use edgeboy_media::png;

use crate::files;
use crate::player::Player;

/// What a script asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Script {
    pub(crate) frames: u64,
    pub(crate) screenshot: Option<PathBuf>,
}

/// Runs the frames as fast as it goes, and writes the last picture. Returns what could not be saved.
pub(crate) fn run(mut player: Player, script: &Script) -> Vec<String> {
    let mut silence = Vec::new();
    for _ in 0..script.frames {
        player.frame(&mut silence);
    }
    let written = script.screenshot.as_deref().map_or(Ok(()), |path| screenshot(&player, path));
    let mut failures = player.quit();
    failures.extend(written.err());
    failures
}

fn screenshot(player: &Player, path: &Path) -> Result<(), String> {
    let failed =
        |error: &dyn std::error::Error| format!("{} was not written: {error}", path.display());
    let Some(picture) = player.screenshot() else { return Ok(()) };
    let bytes = png::encode(&picture).map_err(|error| failed(&error))?;
    files::write_whole(path, &bytes).map_err(|error| failed(&error))
}
