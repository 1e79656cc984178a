//! The slots with their pictures, side by side.

use super::canvas::{Area, Canvas};
use super::list;
use super::metrics::Metrics;
use super::text::{Fonts, Style};
use super::theme::Ink;
use crate::menu::Row;
use crate::player::MenuView;

/// How many cards are side by side: so many that the most of them are seen, and no narrower than their words.
pub(super) fn columns(metrics: Metrics, body: Area) -> usize {
    let narrowest = metrics.text * 5.6 + metrics.gap;
    let most = ((body.width + metrics.gap) / narrowest).floor().clamp(1.0, 5.0) as usize;
    let seen = |columns: &usize| columns * lines_shown(metrics, body, *columns);
    // Of equals the last is taken, which is the one with the largest cards.
    (1..=most).rev().max_by_key(seen).unwrap_or(1)
}

/// How much space so many cards take, or as many whole rows of them as fit.
pub(super) fn content_height(metrics: Metrics, body: Area, count: usize) -> f32 {
    let columns = columns(metrics, body);
    let lines = count.div_ceil(columns).min(lines_shown(metrics, body, columns));
    lines as f32 * (card_size(metrics, body, columns).1 + metrics.gap) - metrics.gap
}

/// How many rows of cards fit.
fn lines_shown(metrics: Metrics, body: Area, columns: usize) -> usize {
    let height = card_size(metrics, body, columns).1 + metrics.gap;
    (((body.height + metrics.gap) / height).floor() as usize).max(1)
}

/// Width and height of a card.
fn card_size(metrics: Metrics, body: Area, columns: usize) -> (f32, f32) {
    let (columns, gap) = (columns as f32, metrics.gap);
    let width = ((body.width - gap * (columns - 1.0)) / columns).floor();
    (width, ((width - 2.0 * gap) * 0.9 + gap * 2.0 + metrics.small * 2.9).round())
}

/// Draws as many cards as fit, among them the one that is chosen.
pub(super) fn draw(
    canvas: &mut Canvas,
    fonts: &Fonts,
    metrics: Metrics,
    body: Area,
    view: &MenuView,
) {
    let columns = columns(metrics, body);
    let gap = metrics.gap;
    let (width, height) = card_size(metrics, body, columns);
    let shown = lines_shown(metrics, body, columns);
    let first = (view.row / columns + 1).saturating_sub(shown) * columns;
    let lines = view.rows.len().div_ceil(columns) as f32;
    let part = |line: usize| line as f32 / lines;
    list::draw_scroll_mark(canvas, metrics, body, part(first / columns), part(shown));
    for (place, (index, row)) in view.rows.iter().enumerate().skip(first).enumerate() {
        let (column, line) = (place % columns, place / columns);
        if line >= shown {
            break;
        }
        let area = Area {
            x: body.x + column as f32 * (width + gap),
            y: body.y + line as f32 * (height + gap),
            width,
            height,
        };
        draw_card(canvas, fonts, metrics, area, row, index == view.row);
    }
}

fn draw_card(
    canvas: &mut Canvas,
    fonts: &Fonts,
    metrics: Metrics,
    area: Area,
    row: &Row,
    is_chosen: bool,
) {
    let Metrics { small, gap, .. } = metrics;
    canvas.rounded(area, gap, if is_chosen { Ink::RAISED } else { Ink::SURFACE });
    if is_chosen {
        canvas.outline(area, gap, (small * 0.14).max(1.0), Ink::ACCENT);
    }
    let width = (area.width - 2.0 * gap).floor();
    let picture = Area {
        x: (area.x + gap).floor(),
        y: (area.y + gap).floor(),
        width,
        height: (width * 0.9).floor(),
    };
    match &row.picture {
        Some(shown) => canvas.picture(shown, picture),
        None => canvas.rounded(picture, 0.0, if is_chosen { Ink::LINE } else { Ink::RAISED }),
    }
    let label = Style::new(small, Ink::TEXT);
    let middle = picture.bottom() + gap * 0.6 + small * 0.7;
    fonts.draw(canvas, picture.x, middle, &fonts.fitted(&row.label, label, width), label);
    let age = Style::new(small, Ink::MUTED);
    let middle = middle + small * 1.3;
    fonts.draw(canvas, picture.x, middle, &fonts.fitted(&row.value, age, width), age);
}
