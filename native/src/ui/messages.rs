//! Messages over the picture, and how the game goes.

use std::time::{Duration, Instant};

use super::Scene;
use super::canvas::{Area, Canvas};
use super::metrics::Metrics;
use super::text::{Fonts, Style};
use super::theme::Ink;
use crate::player::{Note, Tone};

/// How long a message is shown, and one that something went wrong.
const SHOWN: Duration = Duration::from_millis(2500);
const SHOWN_BAD: Duration = Duration::from_secs(7);
/// As many are shown at once.
const AT_ONCE: usize = 3;

/// The messages that are shown.
#[derive(Debug, Default)]
pub(super) struct Messages {
    /// With when each of them goes.
    notes: Vec<(Note, Instant)>,
    has_changed: bool,
}

impl Messages {
    pub(super) fn add(&mut self, note: Note, now: Instant) {
        let lasts = if note.tone == Tone::Bad { SHOWN_BAD } else { SHOWN };
        self.notes.retain(|(shown, _)| *shown != note);
        self.notes.push((note, now + lasts));
        let surplus = self.notes.len().saturating_sub(AT_ONCE);
        self.notes.drain(..surplus);
        self.has_changed = true;
    }

    pub(super) fn is_empty(&self) -> bool {
        self.notes.is_empty()
    }

    pub(super) fn have_changed(&mut self, now: Instant) -> bool {
        let count = self.notes.len();
        self.notes.retain(|&(_, until)| now < until);
        std::mem::take(&mut self.has_changed) || self.notes.len() != count
    }

    /// At the bottom left, the newest lowest; over the menu at the top right, where it has no words.
    pub(super) fn draw(
        &self,
        canvas: &mut Canvas,
        fonts: &Fonts,
        metrics: Metrics,
        is_over_menu: bool,
    ) {
        let Metrics { width, height, text, gap, .. } = metrics;
        let mut edge = if is_over_menu { gap } else { height - 2.0 * gap };
        for (note, _) in self.notes.iter().rev() {
            let (sign, ink) = match note.tone {
                Tone::Plain => ("", Ink::TEXT),
                Tone::Good => ("✓", Ink::GOOD),
                Tone::Bad => ("⚠", Ink::DANGER),
            };
            let style = Style::new(text, Ink::TEXT);
            let sign_width = if sign.is_empty() { 0.0 } else { text * 1.25 };
            let most = width - 8.0 * gap - sign_width;
            let lines = fonts.lines(&note.text, style, most);
            let widest = lines.iter().map(|line| fonts.width(line, style)).fold(0.0, f32::max);
            let line_height = (text * 1.4).round();
            let box_height = line_height * lines.len() as f32 + 2.0 * gap;
            let box_width = widest + sign_width + 4.0 * gap;
            let (x, y) = if is_over_menu {
                (width - box_width - gap, edge)
            } else {
                (2.0 * gap, edge - box_height)
            };
            let area = Area { x, y, width: box_width, height: box_height };
            canvas.rounded(area, gap * 1.5, Ink::RAISED.at(0.95));
            let left = area.x + 2.0 * gap;
            let mut middle = area.y + gap + line_height / 2.0;
            fonts.draw(canvas, left, middle, sign, Style::new(text, ink).bold());
            for line in &lines {
                fonts.draw(canvas, left + sign_width, middle, line, style);
                middle += line_height;
            }
            edge = if is_over_menu { area.bottom() + gap } else { area.y - gap };
        }
    }
}

/// How the game goes, at the top right.
pub(super) fn draw_badge(canvas: &mut Canvas, fonts: &Fonts, metrics: Metrics, scene: &Scene<'_>) {
    let Metrics { width, small, gap, .. } = metrics;
    let mut right = width - 2.0 * gap;
    let mut badge = |words: &str, ink| {
        let style = Style::new(small, ink).bold();
        let badge_width = fonts.width(words, style) + 3.0 * gap;
        let area =
            Area { x: right - badge_width, y: 2.0 * gap, width: badge_width, height: small * 1.7 };
        canvas.rounded(area, area.height / 2.0, Ink::RAISED.at(0.92));
        fonts.draw(canvas, area.x + 1.5 * gap, area.middle(), words, style);
        right = area.x - gap;
    };
    if let Some(words) = scene.tempo {
        badge(words, Ink::ACCENT_TEXT);
    }
    if scene.is_recording {
        badge("● Recording", Ink::DANGER);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(text: &str, tone: Tone) -> Note {
        Note { text: text.to_owned(), tone }
    }

    #[test]
    fn messages_come_and_go() {
        let (mut messages, now) = (Messages::default(), Instant::now());
        assert!(!messages.have_changed(now));
        messages.add(note("a", Tone::Good), now);
        messages.add(note("b", Tone::Bad), now);
        messages.add(note("a", Tone::Good), now);
        assert_eq!(messages.notes.len(), 2, "the same is not shown twice");
        assert!(messages.have_changed(now) && !messages.have_changed(now));
        assert!(messages.have_changed(now + SHOWN));
        assert_eq!(messages.notes.len(), 1, "what went wrong is shown longer");
        assert!(messages.have_changed(now + SHOWN_BAD));
        (0..10).for_each(|n| messages.add(note(&n.to_string(), Tone::Plain), now));
        assert_eq!(messages.notes.len(), AT_ONCE);
    }
}
