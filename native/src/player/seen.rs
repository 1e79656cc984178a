//! What is seen of the player: picture, title, menu.

use edgeboy_core::{BORDER_WIDTH, LCD_WIDTH};

use super::Player;
use crate::menu::{Facts, Page, Playing, Row, rows, title};
use crate::picture::Shown;
use crate::tempo::Tempo;

/// The menu as it is to be drawn.
pub(crate) struct MenuView {
    pub(crate) page: Page,
    pub(crate) title: String,
    pub(crate) rows: Vec<Row>,
    pub(crate) row: usize,
}

impl Player {
    /// The picture of the game, in its border where there is one; `None` without a game.
    pub(crate) fn picture(&self) -> Option<Shown> {
        let play = self.play.as_ref()?;
        let (machine, colors) = (play.session.machine(), play.colors(&self.settings));
        Some(match machine.border_frame() {
            Some(frame) if self.settings.picture.border => {
                Shown::new(&frame, BORDER_WIDTH, &colors)
            }
            _ => Shown::new(machine.frame(), LCD_WIDTH, &colors),
        })
    }

    /// The window's title. `percent` is the speed that was measured.
    pub(crate) fn title(&self, percent: Option<u32>) -> String {
        let Some(play) = &self.play else { return "EdgeBoy".to_owned() };
        // A title ends at a zero byte, which a file's name cannot have, but other control
        // characters can be in it.
        let name = play.game.name.replace(char::is_control, " ");
        let how = match (self.tempo().words(), percent) {
            (Some(words), Some(percent)) if self.tempo() != Tempo::Still => {
                format!("{words}, {percent} %")
            }
            (Some(words), _) => words,
            (None, Some(percent)) => format!("{percent} %"),
            (None, None) => return format!("{name} – EdgeBoy"),
        };
        format!("{name} – {how} – EdgeBoy")
    }

    /// The words for how the game goes, if it is not as usual and no menu is over it.
    pub(crate) fn tempo_words(&self) -> Option<String> {
        let is_played = self.play.is_some() && self.menu.is_none();
        is_played.then(|| self.tempo().words()).flatten()
    }

    /// The menu, if it is open.
    pub(crate) fn menu_view(&self) -> Option<MenuView> {
        let page = self.menu.as_ref()?.page().clone();
        let facts = self.facts();
        let rows = rows(&page, &facts);
        let row = self.menu.as_ref()?.row(rows.len());
        Some(MenuView { title: title(&page, &facts), page, rows, row })
    }

    /// What the menu's rows depend on.
    pub(super) fn facts(&self) -> Facts<'_> {
        let playing = self.play.as_ref().map(|play| Playing {
            name: &play.game.name,
            states: &self.states,
            is_recording_gif: play.gif.is_some(),
            is_recording_sound: play.wav.is_some(),
        });
        let (settings, recent) = (&self.settings, self.memory.games.as_slice());
        Facts { settings, playing, recent, is_fullscreen: self.is_fullscreen }
    }
}
