//! Words.

use ab_glyph::{Font, FontRef, Glyph, PxScale, ScaleFont, point};

use super::canvas::Canvas;
use super::theme::Ink;

/// The two weights of the letters.
pub(super) struct Fonts {
    regular: FontRef<'static>,
    bold: FontRef<'static>,
}

/// Letters of a size.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    pub(super) size: f32,
    pub(super) is_bold: bool,
    pub(super) ink: Ink,
}

impl Style {
    pub(super) fn new(size: f32, ink: Ink) -> Style {
        Style { size, is_bold: false, ink }
    }

    pub(super) fn bold(self) -> Style {
        Style { is_bold: true, ..self }
    }
}

impl Fonts {
    /// DejaVu Sans Condensed, which has letters of most languages that names of files are in.
    pub(super) fn new() -> Fonts {
        let font = |bytes| FontRef::try_from_slice(bytes).expect("the font is part of the program");
        Fonts {
            regular: font(dejavu::sans_condensed::regular()),
            bold: font(dejavu::sans_condensed::bold()),
        }
    }

    fn font(&self, style: Style) -> &FontRef<'static> {
        if style.is_bold { &self.bold } else { &self.regular }
    }

    /// How wide a text is.
    pub(super) fn width(&self, text: &str, style: Style) -> f32 {
        self.glyphs(text, style).1
    }

    /// Draws a text that begins at `x` and stands in the middle of a row around `middle`.
    pub(super) fn draw(&self, canvas: &mut Canvas, x: f32, middle: f32, text: &str, style: Style) {
        let font = self.font(style).as_scaled(scale(style));
        // Capitals, and not accents and tails, are in the middle.
        let baseline = (middle + style.size * 0.36).round();
        for mut glyph in self.glyphs(text, style).0 {
            glyph.position += point(x.round(), baseline);
            let Some(outline) = font.outline_glyph(glyph) else { continue };
            let bounds = outline.px_bounds();
            let (left, top) = (bounds.min.x as i32, bounds.min.y as i32);
            outline.draw(|x, y, coverage| {
                canvas.blend(left + x as i32, top + y as i32, style.ink, coverage);
            });
        }
    }

    /// Draws a text that ends at `right`.
    pub(super) fn draw_right(
        &self,
        canvas: &mut Canvas,
        right: f32,
        middle: f32,
        text: &str,
        style: Style,
    ) {
        self.draw(canvas, right - self.width(text, style), middle, text, style);
    }

    /// As much of the text as fits, with an ellipsis if that is not all.
    pub(super) fn fitted(&self, text: &str, style: Style, width: f32) -> String {
        if self.width(text, style) <= width {
            return text.to_owned();
        }
        let mut letters: Vec<char> = text.chars().collect();
        loop {
            letters.pop();
            let shortened: String = letters.iter().collect::<String>().trim_end().to_owned() + "…";
            if letters.is_empty() || self.width(&shortened, style) <= width {
                return shortened;
            }
        }
    }

    /// The text in lines that fit; a word that does not is shortened.
    pub(super) fn lines(&self, text: &str, style: Style, width: f32) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for paragraph in text.lines() {
            let mut line = String::new();
            for word in paragraph.split_whitespace() {
                let longer =
                    if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
                if line.is_empty() || self.width(&longer, style) <= width {
                    line = longer;
                } else {
                    lines.push(std::mem::replace(&mut line, word.to_owned()));
                }
            }
            lines.push(line);
        }
        lines.iter().map(|line| self.fitted(line, style, width)).collect()
    }

    /// The letters side by side from 0, and where the next one would be.
    fn glyphs(&self, text: &str, style: Style) -> (Vec<Glyph>, f32) {
        let scale = scale(style);
        let font = self.font(style).as_scaled(scale);
        let (mut glyphs, mut x) = (Vec::new(), 0.0);
        let mut before = None;
        for letter in text.chars().filter(|letter| !letter.is_control()) {
            let id = font.glyph_id(letter);
            if let Some(before) = before {
                x += font.kern(before, id);
            }
            glyphs.push(id.with_scale_and_position(scale, point(x, 0.0)));
            x += font.h_advance(id);
            before = Some(id);
        }
        (glyphs, x)
    }
}

/// The font's height is that of its tallest letters; sizes here are those that typesetters use.
fn scale(style: Style) -> PxScale {
    PxScale::from(style.size * 1.164)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_shortened_or_goes_on_below() {
        let fonts = Fonts::new();
        let style = Style::new(12.0, Ink::TEXT);
        let text = "A text of several words, one of them extraordinarily-long";
        for width in [20.0, 60.0, 100.0, 300.0] {
            let fitted = fonts.fitted(text, style, width);
            assert!(fonts.width(&fitted, style) <= width, "{fitted}");
            for line in fonts.lines(text, style, width) {
                assert!(fonts.width(&line, style) <= width, "{line}");
            }
        }
        assert_eq!(fonts.fitted("short", style, 300.0), "short");
        assert_eq!(fonts.lines("a b\nc", style, 300.0), ["a b", "c"]);
    }

    #[test]
    fn the_font_has_what_is_written() {
        let fonts = Fonts::new();
        for letter in "AaÄéß…–×←→↑↓◦●✓⚠ ½".chars() {
            assert_ne!(fonts.regular.glyph_id(letter).0, 0, "{letter}");
        }
    }
}
