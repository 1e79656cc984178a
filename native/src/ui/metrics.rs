//! How large things are, by the window's size.

use edgeboy_core::{LCD_HEIGHT, LCD_WIDTH};

/// Sizes in pixels.
#[derive(Clone, Copy, Debug)]
pub(super) struct Metrics {
    pub(super) width: f32,
    pub(super) height: f32,
    /// Letters of rows and messages.
    pub(super) text: f32,
    /// Letters of titles.
    pub(super) title: f32,
    /// Letters of hints.
    pub(super) small: f32,
    /// The distance between things that belong together; larger ones are multiples.
    pub(super) gap: f32,
}

impl Metrics {
    /// Letters are to be read at the size of the LCD itself, and grow more slowly than the window.
    pub(super) fn of(width: usize, height: usize) -> Metrics {
        let (width, height) = (width as f32, height as f32);
        let unit = (width / LCD_WIDTH as f32).min(height / LCD_HEIGHT as f32);
        let text = (7.5 + 2.9 * unit).clamp(9.0, 34.0).round();
        Metrics {
            width,
            height,
            text,
            title: (text * 1.35).round(),
            small: (text * 0.84).round().max(9.0),
            gap: (text * 0.4).round(),
        }
    }

    /// Whether the menu needs the whole window.
    pub(super) fn is_small(self) -> bool {
        self.text < 15.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_grow_with_the_window_within_limits() {
        let sizes = [1, 2, 4, 6, 16].map(|n| Metrics::of(160 * n, 144 * n).text);
        assert!(sizes.is_sorted());
        assert!(sizes[0] >= 10.0 && sizes[4] <= 34.0, "{sizes:?}");
    }
}
