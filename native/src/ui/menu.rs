//! The menu's panel: title, rows, and a line at the foot.

use super::canvas::{Area, Canvas};
use super::cards;
use super::list;
use super::metrics::Metrics;
use super::text::{Fonts, Style};
use super::theme::Ink;
use crate::menu::{Page, foot};
use crate::player::MenuView;

/// How many slots are side by side in a window of this size.
pub(crate) fn columns(width: usize, height: usize) -> usize {
    let metrics = Metrics::of(width, height);
    cards::columns(metrics, body(panel(metrics, &Page::States), metrics))
}

/// Draws the menu over the dimmed picture.
pub(super) fn draw(canvas: &mut Canvas, fonts: &Fonts, metrics: Metrics, view: &MenuView) {
    canvas.fill(Ink::STAGE.at(0.72));
    let panel = fitted(panel(metrics, &view.page), fonts, metrics, view);
    let radius = if metrics.is_small() { 0.0 } else { metrics.gap * 2.0 };
    canvas.rounded(panel, radius, Ink::SURFACE);

    let inner = panel.inset(inset(metrics));
    let style = Style::new(metrics.title, Ink::TEXT).bold();
    let title = fonts.fitted(&view.title, style, inner.width);
    fonts.draw(canvas, inner.x, inner.y + metrics.title * 0.6, &title, style);

    let body = body(panel, metrics);
    if view.page == Page::States {
        cards::draw(canvas, fonts, metrics, body, view);
    } else {
        list::draw(canvas, fonts, metrics, body, view);
    }
    draw_foot(canvas, fonts, metrics, panel, view);
}

fn draw_foot(canvas: &mut Canvas, fonts: &Fonts, metrics: Metrics, panel: Area, view: &MenuView) {
    let hint = view.rows.get(view.row).map_or("", |row| row.hint.as_str());
    let words = if hint.is_empty() { foot(&view.page) } else { hint };
    let inner = panel.inset(inset(metrics));
    let style = Style::new(metrics.small, Ink::MUTED);
    let words = fonts.fitted(words, style, inner.width);
    fonts.draw(canvas, inner.x, inner.bottom() - metrics.small * 0.4, &words, style);
}

/// In the middle; all of a small window.
fn panel(metrics: Metrics, page: &Page) -> Area {
    let Metrics { width, height, text, gap, .. } = metrics;
    if metrics.is_small() {
        return Area { x: 0.0, y: 0.0, width, height };
    }
    let widest = match page {
        Page::States => text * 52.0,
        Page::Controls => text * 34.0,
        _ => text * 27.0,
    };
    let margin = 3.0 * gap;
    let panel_width = widest.min(width - 2.0 * margin).round();
    let panel_height = (text * 36.0).min(height - 2.0 * margin).round();
    Area {
        x: ((width - panel_width) / 2.0).round(),
        y: ((height - panel_height) / 2.0).round(),
        width: panel_width,
        height: panel_height,
    }
}

/// Only as high as what is in it, where that is less.
fn fitted(panel: Area, fonts: &Fonts, metrics: Metrics, view: &MenuView) -> Area {
    if metrics.is_small() {
        return panel;
    }
    let body = body(panel, metrics);
    let content = match view.page {
        Page::States => cards::content_height(metrics, body, view.rows.len()),
        _ => list::content_height(fonts, metrics, body.width, view),
    };
    let surplus = (body.height - content - metrics.gap).max(0.0).floor();
    Area { y: (panel.y + surplus / 2.0).floor(), height: panel.height - surplus, ..panel }
}

/// What is left between title and foot.
fn body(panel: Area, metrics: Metrics) -> Area {
    let inner = panel.inset(inset(metrics));
    let top = (metrics.title * 1.25 + metrics.gap).round();
    let bottom = (metrics.small * 1.2 + metrics.gap).round();
    Area { y: inner.y + top, height: (inner.height - top - bottom).max(0.0), ..inner }
}

fn inset(metrics: Metrics) -> f32 {
    if metrics.is_small() { metrics.gap * 1.5 } else { metrics.gap * 3.0 }
}
