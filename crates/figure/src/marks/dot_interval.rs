//! A dot with the interval it may lie in: estimates with their uncertainty, one a line.

use crate::canvas::Canvas;
use crate::color::Color;
use crate::font::Face;
use crate::scale::{Bands, Linear};
use crate::scene::{Anchor, Group, Mark, Paint, Rect, Stroke, Style, Text};

use super::{Side, value_axis};

/// An estimate with its interval.
#[derive(Debug, Clone, PartialEq)]
pub struct DotInterval {
    /// What is estimated.
    pub label: String,
    /// The estimate.
    pub value: f64,
    /// The lower and the upper end of the interval.
    pub interval: [f64; 2],
    /// The paint of the dot.
    pub paint: Paint,
}

/// Estimates below one another, on a common scale below them, with a line at nought if that is within.
pub fn dot_intervals(rows: &[DotInterval], at: Rect, canvas: &Canvas) -> Vec<Mark> {
    let size = canvas.base;
    let labels = rows.iter().map(|row| Face::Regular.width(&row.label, size)).fold(0.0, f64::max);
    let axis_height = canvas.small() * 2.0;
    let plot = Rect::new(
        at.x + labels + size,
        at.y,
        (at.width - labels - 2.0 * size).max(size),
        (at.height - axis_height).max(size),
    );
    let low = rows.iter().map(|row| row.interval[0].min(row.value)).fold(f64::INFINITY, f64::min);
    let high = rows.iter().map(|row| row.interval[1].max(row.value)).fold(f64::NEG_INFINITY, f64::max);
    if !(low.is_finite() && high.is_finite()) {
        return Vec::new();
    }
    let air = (high - low).max(1e-9) * 0.04;
    let scale = Linear::new([low - air, high + air], [plot.x, plot.right()]);
    let bands = Bands { n: rows.len(), range: [plot.y, plot.bottom()], gap: 0.0 };
    let mut marks = vec![value_axis(scale, Side::Below, plot, canvas, crate::scale::in_words)];
    if low < 0.0 && high > 0.0 {
        let nought = scale.at(0.0);
        let line = Stroke {
            dash: Some((size * 0.3, size * 0.3)),
            ..Stroke::new(Color::INK_SOFT, canvas.hairline() * 1.5)
        };
        marks.push(Mark::line([nought, plot.y], [nought, plot.bottom()], line));
    }
    for (place, row) in rows.iter().enumerate() {
        let y = bands.middle(place);
        let mut group = Group::new("estimate").tooltip(format!(
            "{}: {} ({} to {})",
            row.label,
            crate::scale::in_words(row.value),
            crate::scale::in_words(row.interval[0]),
            crate::scale::in_words(row.interval[1])
        ));
        let line = Stroke::new(Color::INK_SOFT, canvas.hairline() * 3.0);
        group.marks.push(Mark::line([scale.at(row.interval[0]), y], [scale.at(row.interval[1]), y], line));
        group.marks.push(Mark::Circle {
            center: [scale.at(row.value), y],
            radius: (size * 0.38).min(bands.step() * 0.4),
            style: Style::filled(row.paint).edged(Stroke::new(Color::WHITE, canvas.hairline() * 2.0)),
        });
        let label = Text::new(plot.x - size * 0.6, y + size * 0.35, size, row.label.clone());
        group.marks.push(label.anchor(Anchor::End).into());
        marks.push(group.into());
    }
    marks
}
