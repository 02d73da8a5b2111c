//! A heat map: numbers in rows and columns, the more the darker.

use crate::canvas::Canvas;
use crate::color::Color;
use crate::font::Face;
use crate::palette::RAMP;
use crate::scale::Bands;
use crate::scene::{Anchor, Group, Mark, Rect, Stroke, Style, Text};

/// Numbers in rows and columns.
#[derive(Debug, Clone, PartialEq)]
pub struct HeatMap {
    /// The names of the rows.
    pub rows: Vec<String>,
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The numbers, a row after the other; nothing where there is none.
    pub cells: Vec<Vec<Option<f64>>>,
    /// The numbers that are lightest and darkest.
    pub domain: [f64; 2],
}

/// The map with its names; the number is written into a cell where it fits.
pub fn heat_map(map: &HeatMap, at: Rect, canvas: &Canvas, label: impl Fn(f64) -> String) -> Vec<Mark> {
    let (size, small) = (canvas.base, canvas.small());
    let names = map.rows.iter().map(|row| Face::Regular.width(row, size)).fold(0.0, f64::max);
    let heads = map.columns.iter().map(|column| Face::Regular.width(column, size)).fold(0.0, f64::max);
    let columns = Bands { n: map.columns.len(), range: [at.x + names + size * 0.8, at.right()], gap: 0.0 };
    let level = heads + size * 0.4 <= columns.step();
    let head_height = if level { size * 1.6 } else { heads + size * 0.8 };
    let rows = Bands { n: map.rows.len(), range: [at.y + head_height, at.bottom()], gap: 0.0 };
    let edge = Stroke::new(Color::WHITE, canvas.hairline() * 2.0);
    let mut marks: Vec<Mark> = Vec::new();
    for (place, column) in map.columns.iter().enumerate() {
        let middle = columns.middle(place);
        let mut text = Text::new(middle, rows.range[0] - size * 0.5, size, column.clone());
        if level {
            text = text.anchor(Anchor::Middle);
        } else {
            text.x = middle + size * 0.35;
            text.upwards = true;
        }
        marks.push(text.into());
    }
    for (place, row) in map.rows.iter().enumerate() {
        let baseline = rows.middle(place) + size * 0.35;
        marks.push(
            Text::new(columns.range[0] - size * 0.6, baseline, size, row.clone()).anchor(Anchor::End).into(),
        );
        for (column, value) in map.cells[place].iter().enumerate() {
            let Some(value) = *value else { continue };
            let ((x, width), (y, height)) = (columns.at(column), rows.at(place));
            let color = shade(value, map.domain);
            let words = label(value);
            let mut cell = Group::new("cell").tooltip(format!("{row}, {}: {words}", map.columns[column]));
            let place = Rect::new(x, y, width, height);
            cell.marks.push(Mark::rect(place, Style::filled(color.into()).edged(edge)));
            if Face::Regular.width(&words, small) + small * 0.6 <= width && small * 1.3 <= height {
                let text = Text::new(x + width / 2.0, y + height / 2.0 + small * 0.36, small, words);
                cell.marks.push(text.anchor(Anchor::Middle).color(color.text_on()).into());
            }
            marks.push(cell.into());
        }
    }
    marks
}

/// The shade of a number between two ends.
pub(crate) fn shade(value: f64, [low, high]: [f64; 2]) -> Color {
    let share = if high > low { ((value - low) / (high - low)).clamp(0.0, 1.0) } else { 0.0 };
    RAMP[(share * (RAMP.len() - 1) as f64).round() as usize]
}
