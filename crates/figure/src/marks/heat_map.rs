//! A heat map: numbers in rows and columns, the more the darker; below nought in other colours.

use crate::canvas::Canvas;
use crate::color::Color;
use crate::font::Face;
use crate::palette::{BELOW_NOUGHT, RAMP};
use crate::scale::Bands;
use crate::scene::{Anchor, Group, Mark, Paint, Rect, Stroke, Style, Text};

/// Numbers in rows and columns.
#[derive(Debug, Clone, PartialEq)]
pub struct HeatMap {
    /// The names of the rows.
    pub rows: Vec<String>,
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The numbers, a row after the other; nothing where there is none.
    pub cells: Vec<Vec<Option<f64>>>,
    /// Which number has which shade.
    pub shading: Shading,
}

/// Which number has which shade.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Shading {
    /// From the number that is lightest to that which is darkest.
    Between([f64; 2]),
    /// From nought both ways: as dark as that is far from it, up to this number on either side.
    FromNought(f64),
}

impl Shading {
    /// The paint of a number.
    pub fn paint(self, value: f64) -> Paint {
        match self {
            Self::Between(domain) => Paint::plain(shade(value, domain)),
            Self::FromNought(most) => match (value.abs(), step_of(value, most)) {
                (_, 0) => Paint::plain(RAMP[0]),
                (_, step) if value < 0.0 => BELOW_NOUGHT[step - 1],
                (size, _) => Paint::plain(shade(size, [0.0, most])),
            },
        }
    }

    /// The paints of all numbers of a range, from its lower end to its upper, each with the number in its middle.
    pub fn steps(self, [low, high]: [f64; 2]) -> Vec<(f64, Paint)> {
        let last = RAMP.len() - 1;
        let numbers: Vec<f64> = match self {
            Self::Between([from, to]) => {
                (0..=last).map(|step| from + (to - from) * step as f64 / last as f64).collect()
            }
            Self::FromNought(most) => {
                let number = |step: usize| most * step as f64 / last as f64;
                let below = (1..=step_of(low.min(0.0), most)).rev().map(|step| -number(step));
                below.chain((0..=step_of(high.max(0.0), most)).map(number)).collect()
            }
        };
        numbers.into_iter().map(|number| (number, self.paint(number))).collect()
    }
}

/// How many steps from the lightest a number is, of those of the ramp.
fn step_of(value: f64, most: f64) -> usize {
    let share = if most > 0.0 { (value.abs() / most).clamp(0.0, 1.0) } else { 0.0 };
    (share * (RAMP.len() - 1) as f64).round() as usize
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
            let paint = map.shading.paint(value);
            let words = label(value);
            let mut cell = Group::new("cell").tooltip(format!("{row}, {}: {words}", map.columns[column]));
            let place = Rect::new(x, y, width, height);
            let has_room = Face::Regular.width(&words, small) + small * 0.6 <= width && small * 1.3 <= height;
            // A number needs a quiet ground, and its minus sign tells what a texture would.
            let ground = if has_room { Paint::plain(paint.ground) } else { paint };
            cell.marks.push(Mark::rect(place, Style::filled(ground).edged(edge)));
            if has_room {
                let text = Text::new(x + width / 2.0, y + height / 2.0 + small * 0.36, small, words);
                cell.marks.push(text.anchor(Anchor::Middle).color(paint.ground.text_on()).into());
            }
            marks.push(cell.into());
        }
    }
    marks
}

/// The shade of a number between two ends.
pub(crate) fn shade(value: f64, [low, high]: [f64; 2]) -> Color {
    RAMP[step_of((value - low).max(0.0), high - low)]
}
