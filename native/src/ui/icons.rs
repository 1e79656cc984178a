//! Small drawings.

use tiny_skia::PathBuilder;

use super::canvas::{Area, Canvas};
use super::theme::Ink;

/// A folder, as large as letters of this size, around `middle`.
pub(super) fn folder(canvas: &mut Canvas, x: f32, middle: f32, size: f32, ink: Ink) {
    let (width, height) = (size * 0.95, size * 0.7);
    let top = (middle - height / 2.0).round();
    let tab = Area { x, y: top - size * 0.1, width: width * 0.45, height: size * 0.3 };
    canvas.rounded(tab, size * 0.08, ink);
    canvas.rounded(Area { x, y: top, width, height }, size * 0.1, ink);
}

/// A cartridge: a label in a body with a cut corner.
pub(super) fn cartridge(canvas: &mut Canvas, x: f32, middle: f32, size: f32, ink: Ink) {
    let (width, height) = (size * 0.78, size * 0.88);
    let (top, right) = ((middle - height / 2.0).round(), x + width);
    let cut = size * 0.16;
    let mut path = PathBuilder::new();
    path.move_to(x, top);
    path.line_to(right - cut, top);
    path.line_to(right - cut, top + cut);
    path.line_to(right, top + cut);
    path.line_to(right, top + height);
    path.line_to(x, top + height);
    path.close();
    if let Some(path) = path.finish() {
        canvas.fill_path(&path, ink);
    }
    let label = Area {
        x: x + width * 0.2,
        y: top + height * 0.36,
        width: width * 0.6,
        height: height * 0.4,
    };
    canvas.rounded(label, 0.0, Ink::SURFACE);
}

/// A lit window: what is chosen.
pub(super) fn lit_window(canvas: &mut Canvas, x: f32, middle: f32, size: f32) {
    let side = (size * 0.42).round();
    let area = Area { x: x.round(), y: (middle - side / 2.0).round(), width: side, height: side };
    canvas.rounded(area, 1.0, Ink::ACCENT);
}

/// An arrow head that points to the left or the right.
pub(super) fn arrow(canvas: &mut Canvas, x: f32, middle: f32, size: f32, is_left: bool, ink: Ink) {
    let (width, half) = (size * 0.32, size * 0.27);
    let (tip, base) = if is_left { (x, x + width) } else { (x + width, x) };
    let mut path = PathBuilder::new();
    path.move_to(tip, middle);
    path.line_to(base, middle - half);
    path.line_to(base, middle + half);
    path.close();
    if let Some(path) = path.finish() {
        canvas.fill_path(&path, ink);
    }
}
