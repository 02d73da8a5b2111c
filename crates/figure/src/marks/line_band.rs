//! A line with the band it may lie in: a quantity through time.

use crate::canvas::Canvas;
use crate::color::Color;
use crate::font::Face;
use crate::scale::Linear;
use crate::scene::{Group, Mark, Paint, Path, Rect, Stroke, Style, Text};

use super::{Side, value_axis};

/// A line through points, each with its interval.
#[derive(Debug, Clone, PartialEq)]
pub struct LineBand {
    /// What it is: written at its end.
    pub label: String,
    /// x, the value, and the lower and upper end of its interval; in the order of x.
    pub points: Vec<(f64, f64, [f64; 2])>,
    /// The colour of the line, and pale of the band.
    pub color: Color,
}

/// Lines with their bands; labels at the ends of the lines, moved apart where they would touch.
pub fn line_bands(
    lines: &[LineBand],
    at: Rect,
    canvas: &Canvas,
    x_label: impl Fn(f64) -> String,
) -> Vec<Mark> {
    let size = canvas.base;
    let labels = lines.iter().map(|line| Face::Bold.width(&line.label, size)).fold(0.0, f64::max);
    let (left, below) = (size * 3.0, canvas.small() * 2.0);
    let plot = Rect::new(
        at.x + left,
        at.y,
        (at.width - left - labels - size).max(size),
        (at.height - below).max(size),
    );
    let points = || lines.iter().flat_map(|line| &line.points);
    let ends = |values: &mut dyn Iterator<Item = f64>| {
        values
            .fold([f64::INFINITY, f64::NEG_INFINITY], |[low, high], value| [low.min(value), high.max(value)])
    };
    let xs = ends(&mut points().map(|point| point.0));
    let ys = ends(&mut points().flat_map(|point| [point.1, point.2[0], point.2[1]]));
    if !(xs[0].is_finite() && ys[0].is_finite() && ys[1].is_finite()) {
        return Vec::new();
    }
    let air = (ys[1] - ys[0]).max(1e-9) * 0.05;
    let x = Linear::new(xs, [plot.x, plot.right()]);
    let y = Linear::new([ys[0] - air, ys[1] + air], [plot.bottom(), plot.y]);
    let mut marks = vec![
        value_axis(y, Side::Left, plot, canvas, crate::scale::in_words),
        value_axis(x, Side::Below, plot, canvas, x_label),
    ];
    let mut ends: Vec<(f64, &LineBand)> = Vec::new();
    for line in lines {
        let mut group = Group::new("line").tooltip(line.label.clone());
        let mut band: Vec<[f64; 2]> = line.points.iter().map(|p| [x.at(p.0), y.at(p.2[1])]).collect();
        band.extend(line.points.iter().rev().map(|p| [x.at(p.0), y.at(p.2[0])]));
        let style = Style::filled(Paint::plain(line.color)).opaque(0.18);
        group.marks.push(Mark::Path { path: Path::of_rings(&[band]), style });
        let mut path = Path::new();
        path.polyline(&line.points.iter().map(|p| [x.at(p.0), y.at(p.1)]).collect::<Vec<_>>());
        let stroke = Stroke::new(line.color, canvas.hairline() * 4.0);
        group.marks.push(Mark::Path { path, style: Style { stroke: Some(stroke), ..Style::default() } });
        marks.push(group.into());
        ends.extend(line.points.last().map(|point| (y.at(point.1), line)));
    }
    let wanted: Vec<(f64, f64)> = ends.iter().map(|(y, _)| (*y, size * 1.2)).collect();
    for ((_, line), middle) in ends.iter().zip(crate::scale::apart(&wanted, plot.y, plot.bottom())) {
        let text = Text::new(plot.right() + size * 0.5, middle + size * 0.35, size, line.label.clone());
        marks.push(text.face(Face::Bold).color(line.color).into());
    }
    marks
}
