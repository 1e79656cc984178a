//! What is drawn over the picture: the menu, messages, how fast the game goes.
//!
//! All of it is drawn in the window's own pixels, so that it is sharp at any size.

mod canvas;
mod cards;
mod icons;
mod list;
mod menu;
mod messages;
mod metrics;
mod text;
mod theme;

use std::time::Instant;

use crate::player::{MenuView, Note};
use canvas::Canvas;
pub(crate) use menu::columns;
use messages::Messages;
use metrics::Metrics;
use text::Fonts;
pub(crate) use theme::STAGE;

/// What is over the picture.
pub(crate) struct Overlay {
    fonts: Fonts,
    canvas: Canvas,
    messages: Messages,
}

/// What there is to be shown besides messages.
pub(crate) struct Scene<'a> {
    pub(crate) menu: Option<&'a MenuView>,
    /// How the game goes, if it is not as usual.
    pub(crate) tempo: Option<&'a str>,
    pub(crate) is_recording: bool,
}

impl Overlay {
    pub(crate) fn new() -> Overlay {
        Overlay { fonts: Fonts::new(), canvas: Canvas::new(1, 1), messages: Messages::default() }
    }

    /// Shows a message for a while.
    pub(crate) fn say(&mut self, note: Note, now: Instant) {
        self.messages.add(note, now);
    }

    /// Whether a message has come or gone since this was last asked.
    pub(crate) fn has_changed(&mut self, now: Instant) -> bool {
        self.messages.have_changed(now)
    }

    /// Draws over a window of rows of so many pixels, `0x00RRGGBB`.
    pub(crate) fn draw(
        &mut self,
        window: &mut [u32],
        width: usize,
        height: usize,
        scene: &Scene<'_>,
    ) {
        let badge = scene.tempo.is_some() || scene.is_recording;
        if scene.menu.is_none() && !badge && self.messages.is_empty() {
            return;
        }
        self.canvas.clear(width, height);
        let metrics = Metrics::of(width, height);
        let fonts = &self.fonts;
        if let Some(view) = scene.menu {
            menu::draw(&mut self.canvas, fonts, metrics, view);
        } else {
            messages::draw_badge(&mut self.canvas, fonts, metrics, scene);
        }
        self.messages.draw(&mut self.canvas, fonts, metrics, scene.menu.is_some());
        self.canvas.blend_over(window);
    }
}
