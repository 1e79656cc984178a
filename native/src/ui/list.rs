//! Rows below each other.

use super::canvas::{Area, Canvas};
use super::icons;
use super::metrics::Metrics;
use super::text::{Fonts, Style};
use super::theme::Ink;
use crate::menu::{Row, RowLook};
use crate::player::MenuView;

/// How much space all rows of a page take.
pub(super) fn content_height(fonts: &Fonts, metrics: Metrics, width: f32, view: &MenuView) -> f32 {
    let rows: f32 = view.rows.iter().map(|row| height(fonts, metrics, width, row)).sum();
    let has_picture = view.rows.iter().any(|row| row.picture.is_some());
    if has_picture { rows + picture_height(metrics) + metrics.gap } else { rows }
}

/// A picture above the rows.
fn picture_height(metrics: Metrics) -> f32 {
    (metrics.text * 10.0).min(metrics.height * 0.4).floor()
}

/// Draws as many rows as fit, among them the one that is chosen.
pub(super) fn draw(
    canvas: &mut Canvas,
    fonts: &Fonts,
    metrics: Metrics,
    mut body: Area,
    view: &MenuView,
) {
    if let Some(picture) = view.rows.iter().find_map(|row| row.picture.as_ref()) {
        let height = picture_height(metrics);
        let width = (height * 160.0 / 144.0).floor().min(body.width);
        let place =
            Area { x: body.x.floor(), y: body.y.floor(), width, height: (width * 0.9).floor() };
        canvas.picture(picture, place);
        body.y += height + metrics.gap;
        body.height -= height + metrics.gap;
    }
    let heights: Vec<f32> =
        view.rows.iter().map(|row| height(fonts, metrics, body.width, row)).collect();
    let first = first_shown(&heights, view.row, body.height);
    let mut y = body.y;
    for (index, row) in view.rows.iter().enumerate().skip(first) {
        let area = Area { y, height: heights[index], ..body };
        if area.bottom() > body.bottom() + 1.0 {
            break;
        }
        draw_row(canvas, fonts, metrics, area, row, index == view.row);
        y = area.bottom();
    }
    let total: f32 = heights.iter().sum::<f32>().max(1.0);
    let above = heights[..first].iter().sum::<f32>() / total;
    draw_scroll_mark(canvas, metrics, body, above, body.height / total);
}

/// The first row that is shown so that the chosen one is, and the one after it.
fn first_shown(heights: &[f32], chosen: usize, space: f32) -> usize {
    let last = (chosen + 1).min(heights.len().saturating_sub(1));
    let mut left = space;
    let fits =
        heights[..=last.min(heights.len().saturating_sub(1))].iter().rev().take_while(|height| {
            left -= **height;
            left >= -1.0
        });
    (last + 1).saturating_sub(fits.count()).min(chosen)
}

fn height(fonts: &Fonts, metrics: Metrics, width: f32, row: &Row) -> f32 {
    match row.look {
        RowLook::Text => {
            let lines = fonts.lines(&row.label, text_style(metrics), width).len();
            lines as f32 * (metrics.text * 1.45).round() + metrics.gap
        }
        _ => row_height(metrics),
    }
}

fn row_height(metrics: Metrics) -> f32 {
    (metrics.text * if metrics.is_small() { 1.5 } else { 1.85 }).round()
}

fn text_style(metrics: Metrics) -> Style {
    Style::new(metrics.text, Ink::MUTED)
}

fn draw_row(
    canvas: &mut Canvas,
    fonts: &Fonts,
    metrics: Metrics,
    area: Area,
    row: &Row,
    is_chosen: bool,
) {
    let Metrics { text, gap, .. } = metrics;
    if row.look == RowLook::Text {
        let style = text_style(metrics);
        let line_height = (text * 1.45).round();
        for (n, line) in fonts.lines(&row.label, style, area.width).iter().enumerate() {
            let middle = area.y + line_height * (n as f32 + 0.5);
            fonts.draw(canvas, area.x, middle, line, style);
        }
        return;
    }
    if is_chosen {
        canvas.rounded(area, gap, Ink::RAISED);
        icons::lit_window(canvas, area.x + gap, area.middle(), text);
    }
    let mut x = area.x + gap + text * 0.8;
    let muted = if is_chosen { Ink::TEXT } else { Ink::MUTED };
    match row.look {
        RowLook::Folder => icons::folder(canvas, x, area.middle(), text, muted),
        RowLook::Game => icons::cartridge(canvas, x, area.middle(), text, muted),
        _ => x -= text * 1.3,
    }
    x += text * 1.3;

    let ink = if row.look == RowLook::Danger { Ink::DANGER } else { Ink::TEXT };
    let style = Style::new(text, ink);
    let right = area.right() - gap * 2.0;
    let space = right - x;
    let label_width = fonts.width(&row.label, style).min(space);
    let label = fonts.fitted(&row.label, style, space);
    fonts.draw(canvas, x, area.middle(), &label, style);
    let left_over = space - label_width - text;
    draw_value(
        canvas,
        fonts,
        metrics,
        Area { width: right - area.x, ..area },
        row,
        is_chosen,
        left_over,
    );
}

/// At the right; between arrows if it can be changed here.
fn draw_value(
    canvas: &mut Canvas,
    fonts: &Fonts,
    metrics: Metrics,
    area: Area,
    row: &Row,
    is_chosen: bool,
    space: f32,
) {
    if row.value.is_empty() || space < metrics.text {
        return;
    }
    let text = metrics.text;
    let (ink, arrows) = match (row.adjusts.is_some(), is_chosen) {
        (true, true) => (Ink::ACCENT_TEXT, text * 0.7),
        (true, false) => (Ink::MUTED, text * 0.7),
        (false, _) => (Ink::MUTED, 0.0),
    };
    let style = Style::new(text, ink);
    let value = fonts.fitted(&row.value, style, space - 2.0 * arrows);
    let right = area.right() - arrows;
    fonts.draw_right(canvas, right, area.middle(), &value, style);
    if row.adjusts.is_some() && is_chosen {
        let left = right - fonts.width(&value, style);
        icons::arrow(canvas, left - text * 0.65, area.middle(), text, true, ink);
        icons::arrow(canvas, right + text * 0.33, area.middle(), text, false, ink);
    }
}

/// How far down one is, at the right edge, if not all is seen: which part is above, and which is shown.
pub(super) fn draw_scroll_mark(
    canvas: &mut Canvas,
    metrics: Metrics,
    body: Area,
    above: f32,
    shown: f32,
) {
    if shown >= 0.999 {
        return;
    }
    let width = (metrics.text * 0.16).max(2.0);
    let (y, height) = (body.y + body.height * above, body.height * shown);
    // Beside what it is about, in the space that every panel has there.
    canvas.rounded(Area { x: body.right() + width, y, width, height }, width / 2.0, Ink::EDGE);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chosen_row_and_the_next_are_seen() {
        let heights = [10.0; 20];
        for chosen in 0..20 {
            let first = first_shown(&heights, chosen, 55.0);
            let shown = first..first + 5;
            assert!(shown.contains(&chosen) && shown.contains(&(chosen + 1).min(19)), "{chosen}");
        }
        assert_eq!(first_shown(&[10.0; 3], 2, 55.0), 0);
        assert_eq!(first_shown(&[100.0], 0, 55.0), 0);
    }
}
