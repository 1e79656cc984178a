//! A sheet over the window, on which shapes are drawn.

use std::ops::Range;

use edgeboy_media::picture::{Picture, Rgb};
use tiny_skia::{FillRule, Paint, Path, PathBuilder, Pixmap, Rect, Stroke, Transform};

use super::theme::Ink;

/// Clear at first.
pub(super) struct Canvas {
    pixmap: Pixmap,
}

/// A place on it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) width: f32,
    pub(super) height: f32,
}

impl Area {
    pub(super) fn right(self) -> f32 {
        self.x + self.width
    }

    pub(super) fn bottom(self) -> f32 {
        self.y + self.height
    }

    pub(super) fn middle(self) -> f32 {
        self.y + self.height / 2.0
    }

    /// Smaller by so much on each side.
    pub(super) fn inset(self, by: f32) -> Area {
        let size = |side: f32| (side - 2.0 * by).max(0.0);
        let (width, height) = (size(self.width), size(self.height));
        Area { x: self.x + by, y: self.y + by, width, height }
    }
}

impl Canvas {
    pub(super) fn new(width: u32, height: u32) -> Canvas {
        let smallest = || Pixmap::new(1, 1).expect("a pixel is a size");
        Canvas { pixmap: Pixmap::new(width, height).unwrap_or_else(smallest) }
    }

    /// Makes all of it clear, in this size.
    pub(super) fn clear(&mut self, width: usize, height: usize) {
        let size = (width as u32, height as u32);
        if size == (self.pixmap.width(), self.pixmap.height()) {
            self.pixmap.fill(tiny_skia::Color::TRANSPARENT);
        } else {
            *self = Canvas::new(size.0, size.1);
        }
    }

    /// Fills everything.
    pub(super) fn fill(&mut self, ink: Ink) {
        self.pixmap.fill(ink.color());
    }

    /// A rectangle with round corners.
    pub(super) fn rounded(&mut self, area: Area, radius: f32, ink: Ink) {
        if let Some(path) = rounded_path(area, radius) {
            self.fill_path(&path, ink);
        }
    }

    /// Its outline, inside it.
    pub(super) fn outline(&mut self, area: Area, radius: f32, line: f32, ink: Ink) {
        let Some(path) = rounded_path(area.inset(line / 2.0), radius) else { return };
        let stroke = Stroke { width: line, ..Stroke::default() };
        let identity = Transform::identity();
        self.pixmap.stroke_path(&path, &paint(ink), &stroke, identity, None);
    }

    pub(super) fn fill_path(&mut self, path: &Path, ink: Ink) {
        let identity = Transform::identity();
        self.pixmap.fill_path(path, &paint(ink), FillRule::Winding, identity, None);
    }

    /// A picture. Each pixel shows the mean of what it covers, so that a small one has no holes.
    pub(super) fn picture(&mut self, picture: &Picture, area: Area) {
        let (left, top) = (area.x as usize, area.y as usize);
        let (width, height) = (area.width as usize, area.height as usize);
        let canvas_width = self.pixmap.width() as usize;
        for y in 0..height {
            let rows = covered(y, height, picture.height());
            for x in 0..width.min(canvas_width.saturating_sub(left)) {
                let columns = covered(x, width, picture.width());
                let [red, green, blue] = mean(picture, columns, rows.clone());
                let at = ((top + y) * canvas_width + left + x) * 4;
                if let Some(pixel) = self.pixmap.data_mut().get_mut(at..at + 4) {
                    pixel.copy_from_slice(&[red, green, blue, 0xFF]);
                }
            }
        }
    }

    /// A pixel that is covered by so much of a shape, 0 to 1.
    pub(super) fn blend(&mut self, x: i32, y: i32, ink: Ink, coverage: f32) {
        let (width, height) = (self.pixmap.width() as i32, self.pixmap.height() as i32);
        if !(0..width).contains(&x) || !(0..height).contains(&y) {
            return;
        }
        let [red, green, blue, alpha] = ink.rgba();
        let alpha = (f32::from(alpha) * coverage.min(1.0)) as u32;
        let at = (y * width + x) as usize * 4;
        let under = &mut self.pixmap.data_mut()[at..at + 4];
        for (under, over) in under.iter_mut().zip([red, green, blue, 0xFF]) {
            *under = mixed(*under, over, alpha);
        }
    }

    /// Lays it over a window.
    pub(super) fn blend_over(&self, window: &mut [u32]) {
        for (under, over) in window.iter_mut().zip(self.pixmap.data().as_chunks::<4>().0) {
            let [red, green, blue, alpha] = *over;
            *under = match alpha {
                0 => *under,
                0xFF => u32::from_be_bytes([0, red, green, blue]),
                alpha => {
                    let left = 255 - u32::from(alpha);
                    let [_, r, g, b] = under.to_be_bytes();
                    // The sheet's colors are multiplied by their opacity already.
                    let add = |over: u8, under: u8| over + (u32::from(under) * left / 255) as u8;
                    u32::from_be_bytes([0, add(red, r), add(green, g), add(blue, b)])
                }
            };
        }
    }
}

fn paint(ink: Ink) -> Paint<'static> {
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color(ink.color());
    paint
}

fn mixed(under: u8, over: u8, alpha: u32) -> u8 {
    ((u32::from(under) * (255 - alpha) + u32::from(over) * alpha) / 255) as u8
}

/// Which of `from` pixels in a row the pixel at a place of `to` covers: one at least.
fn covered(place: usize, to: usize, from: usize) -> Range<usize> {
    let start = place * from / to;
    start..((place + 1) * from / to).max(start + 1)
}

fn mean(picture: &Picture, columns: Range<usize>, rows: Range<usize>) -> Rgb {
    let count = (columns.len() * rows.len()) as u32;
    let mut sum = [0_u32; 3];
    for row in rows {
        let start = row * picture.width();
        for color in &picture.pixels()[start + columns.start..start + columns.end] {
            for (sum, part) in sum.iter_mut().zip(color) {
                *sum += u32::from(*part);
            }
        }
    }
    sum.map(|part| (part / count) as u8)
}

fn rounded_path(area: Area, radius: f32) -> Option<Path> {
    let Area { x, y, width, height } = area;
    let radius = radius.min(width / 2.0).min(height / 2.0);
    if radius <= 0.0 {
        return Rect::from_xywh(x, y, width, height).map(PathBuilder::from_rect);
    }
    // A cubic curve comes nearest to a quarter of a circle with this.
    let k = radius * 0.448;
    let (right, bottom) = (x + width, y + height);
    let mut path = PathBuilder::new();
    path.move_to(x + radius, y);
    path.line_to(right - radius, y);
    path.cubic_to(right - k, y, right, y + k, right, y + radius);
    path.line_to(right, bottom - radius);
    path.cubic_to(right, bottom - k, right - k, bottom, right - radius, bottom);
    path.line_to(x + radius, bottom);
    path.cubic_to(x + k, bottom, x, bottom - k, x, bottom - radius);
    path.line_to(x, y + radius);
    path.cubic_to(x, y + k, x + k, y, x + radius, y);
    path.close();
    path.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    const AREA: Area = Area { x: 1.0, y: 1.0, width: 6.0, height: 6.0 };

    #[test]
    fn what_is_clear_shows_what_is_below() {
        let mut canvas = Canvas::new(1, 1);
        canvas.clear(8, 8);
        canvas.rounded(AREA, 0.0, Ink::ACCENT);
        let mut window = [0x0012_3456; 64];
        canvas.blend_over(&mut window);
        assert_eq!((window[0], window[9]), (0x0012_3456, 0x00FF_B35C));
    }

    #[test]
    fn half_opaque_is_half_of_both() {
        let mut canvas = Canvas::new(8, 8);
        canvas.fill(Ink::STAGE.at(0.5));
        let mut window = [0x00FF_FFFF; 64];
        canvas.blend_over(&mut window);
        let [_, red, _, blue] = window[0].to_be_bytes();
        assert!(red.abs_diff(0x85) < 3 && blue.abs_diff(0x8B) < 3, "{:06x}", window[0]);
    }

    #[test]
    fn nothing_is_drawn_outside() {
        let mut canvas = Canvas::new(8, 8);
        canvas.blend(-1, 3, Ink::TEXT, 1.0);
        canvas.blend(8, 8, Ink::TEXT, 1.0);
        let picture = Picture::from_pixels(2, vec![[1, 2, 3]; 4]).unwrap();
        canvas.picture(&picture, Area { x: 6.0, y: 6.0, ..AREA });
        canvas.rounded(Area { width: 100.0, ..AREA }, 3.0, Ink::TEXT);
    }
}
