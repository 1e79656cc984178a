//! Drawing the window when something in it is new.

use std::time::{Duration, Instant};

use crate::picture::{LCD, Placement, Shown};
use crate::player::{Note, Player};
use crate::ui::{Overlay, STAGE, Scene};
use crate::window::Window;

/// The window is drawn as often at least: nobody tells when another one has covered it.
const REFRESH: Duration = Duration::from_millis(500);

/// What was drawn, and what is to be.
pub(super) struct Drawing {
    overlay: Overlay,
    picture: Option<Shown>,
    is_wanted: bool,
    size: (usize, usize),
    drawn_at: Instant,
}

impl Drawing {
    pub(super) fn new(overlay: Overlay, now: Instant) -> Drawing {
        Drawing { overlay, picture: None, is_wanted: true, size: (0, 0), drawn_at: now }
    }

    /// Something may have changed.
    pub(super) fn redraw(&mut self) {
        self.is_wanted = true;
    }

    pub(super) fn say(&mut self, note: Note, now: Instant) {
        self.overlay.say(note, now);
    }

    /// Shows the game and what is over it, if anything of it is new.
    pub(super) fn show(
        &mut self,
        window: &mut Window,
        player: &Player,
        has_run: bool,
        now: Instant,
    ) -> Result<(), minifb::Error> {
        let size = window.size();
        let is_old = now.saturating_duration_since(self.drawn_at) > REFRESH;
        let is_new = has_run || self.overlay.has_changed(now) || self.is_wanted;
        if !is_new && !is_old && size == self.size {
            window.look();
            return Ok(());
        }
        if has_run || self.is_wanted || is_old {
            self.picture = player.picture();
        }
        (self.is_wanted, self.size, self.drawn_at) = (false, size, now);
        let menu = player.menu_view();
        let tempo = player.tempo_words();
        let scene = Scene {
            menu: menu.as_ref(),
            tempo: tempo.as_deref(),
            is_recording: player.is_recording(),
        };
        let whole_steps = player.settings().picture.whole_steps;
        window.show(|pixels, width, height| {
            let shown = self.picture.as_ref().map_or(LCD, Shown::size);
            let place = Placement::within((width, height), shown, whole_steps);
            if place.width < width || place.height < height || self.picture.is_none() {
                pixels.fill(STAGE);
            }
            if let Some(picture) = &self.picture {
                picture.draw(pixels, width, place);
            }
            self.overlay.draw(pixels, width, height, &scene);
        })
    }
}
