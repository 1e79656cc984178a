//! The slots with their pictures, side by side.

use super::canvas::{Area, Canvas};
use super::metrics::Metrics;
use super::text::{Fonts, Style};
use super::theme::Ink;
use crate::menu::Row;
use crate::player::MenuView;

/// How many cards are side by side.
pub(super) fn columns(metrics: Metrics, body: Area) -> usize {
    let widest = if metrics.is_small() { metrics.text * 5.8 } else { metrics.text * 6.6 };
    ((body.width + metrics.gap) / (widest + metrics.gap)).floor().clamp(1.0, 5.0) as usize
}

/// How much space all of so many cards take.
pub(super) fn content_height(metrics: Metrics, body: Area, count: usize) -> f32 {
    let lines = count.div_ceil(columns(metrics, body)) as f32;
    lines * (card_size(metrics, body).1 + metrics.gap) - metrics.gap
}

/// Width and height of a card.
fn card_size(metrics: Metrics, body: Area) -> (f32, f32) {
    let (columns, gap) = (columns(metrics, body) as f32, metrics.gap);
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
    let (width, height) = card_size(metrics, body);
    let rows_shown = (((body.height + gap) / (height + gap)).floor() as usize).max(1);
    let first = (view.row / columns + 1).saturating_sub(rows_shown) * columns;
    for (place, (index, row)) in view.rows.iter().enumerate().skip(first).enumerate() {
        let (column, line) = (place % columns, place / columns);
        if line >= rows_shown {
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
