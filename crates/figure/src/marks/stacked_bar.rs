//! A bar made of parts.

use crate::canvas::Canvas;
use crate::color::Color;
use crate::font::Face;
use crate::scene::{Anchor, Group, Mark, Paint, Rect, Stroke, Style, Text};

/// A part of a bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Segment {
    /// The paint.
    pub paint: Paint,
    /// How much, in units of the bar's scale.
    pub value: f64,
    /// What is written on it: the first that fits.
    pub labels: Vec<String>,
    /// What a pointer is told.
    pub tooltip: String,
}

/// Whether a bar says on its parts how long they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SegmentLabel {
    /// In the middle of each part that has the room.
    Inside,
    /// Not at all.
    None,
}

/// A bar from the left (`upwards` false) or from below, of parts one after the other; `per_unit` pixels a unit.
pub fn stacked_bar(
    segments: &[Segment],
    at: Rect,
    per_unit: f64,
    upwards: bool,
    label: SegmentLabel,
    canvas: &Canvas,
) -> Mark {
    let size = canvas.small();
    let edge = Stroke::new(Color::WHITE, canvas.hairline() * 1.6);
    let mut bar = Group::new("bar");
    let mut along = 0.0;
    for segment in segments.iter().filter(|segment| segment.value > 0.0) {
        let length = segment.value * per_unit;
        let place = if upwards {
            Rect::new(at.x, at.bottom() - along - length, at.width, length)
        } else {
            Rect::new(at.x + along, at.y, length, at.height)
        };
        along += length;
        let mut part = Group::new("part").tooltip(segment.tooltip.clone());
        part.marks.push(Mark::rect(place, Style::filled(segment.paint).edged(edge)));
        if label == SegmentLabel::Inside
            && let Some(text) = fitting(&segment.labels, place, size, segment.paint)
        {
            part.marks.push(text.into());
        }
        bar.marks.push(part.into());
    }
    bar.into()
}

/// The first of some labels that fits into a box, in its middle.
fn fitting(labels: &[String], at: Rect, size: f64, paint: Paint) -> Option<Text> {
    const AIR: f64 = 0.5;
    if at.height < size * 1.15 {
        return None;
    }
    let label = labels.iter().find(|label| Face::Bold.width(label, size) + 2.0 * AIR * size <= at.width)?;
    let mut text =
        Text::new(at.x + at.width / 2.0, at.y + at.height / 2.0 + size * 0.36, size, label.clone())
            .face(Face::Bold)
            .anchor(Anchor::Middle)
            .color(paint.ground.text_on());
    text.halo = paint.texture.map(|_| paint.ground);
    Some(text)
}
