//! Lanes of a timeline: spans of time one below the other, and events on them.

use crate::canvas::Canvas;
use crate::color::Color;
use crate::font::Face;
use crate::scale::{Bands, Linear};
use crate::scene::{Anchor, Group, Mark, Paint, Path, Rect, Stroke, Style, Text};

use super::{Side, value_axis};

/// A lane with what is on it. Times are numbers of any unit: years with their fractions, or days.
#[derive(Debug, Clone, PartialEq)]
pub struct Lane {
    /// Its name.
    pub label: String,
    /// Spans of time.
    pub spans: Vec<Span>,
    /// Points in time.
    pub events: Vec<Event>,
}

/// A span of time.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    /// From and to.
    pub time: [f64; 2],
    /// The paint.
    pub paint: Paint,
    /// What it is: written into it where it fits.
    pub label: String,
}

/// A point in time.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// When.
    pub time: f64,
    /// The paint.
    pub paint: Paint,
    /// What it is: written beside it where there is room.
    pub label: String,
}

/// Lanes on a common scale of time below them.
pub fn lanes(lanes: &[Lane], at: Rect, canvas: &Canvas, time_label: impl Fn(f64) -> String) -> Vec<Mark> {
    let (size, small) = (canvas.base, canvas.small());
    let labels = lanes.iter().map(|lane| Face::Bold.width(&lane.label, size)).fold(0.0, f64::max);
    let plot = Rect::new(
        at.x + labels + size,
        at.y,
        (at.width - labels - size * 2.0).max(size),
        (at.height - small * 2.0).max(size),
    );
    let times = lanes.iter().flat_map(|lane| {
        lane.spans.iter().flat_map(|span| span.time).chain(lane.events.iter().map(|event| event.time))
    });
    let [low, high] =
        times.fold([f64::INFINITY, f64::NEG_INFINITY], |[low, high], time| [low.min(time), high.max(time)]);
    if !(low.is_finite() && high.is_finite()) {
        return Vec::new();
    }
    let air = (high - low).max(1e-9) * 0.02;
    let scale = Linear::new([low - air, high + air], [plot.x, plot.right()]);
    let bands = Bands { n: lanes.len(), range: [plot.y, plot.bottom()], gap: 0.35 };
    let mut marks = vec![value_axis(scale, Side::Below, plot, canvas, time_label)];
    for (place, lane) in lanes.iter().enumerate() {
        let (top, height) = bands.at(place);
        let middle = top + height / 2.0;
        let label = Text::new(plot.x - size * 0.6, middle + size * 0.35, size, lane.label.clone());
        marks.push(label.anchor(Anchor::End).face(Face::Bold).into());
        // Events stand on the upper half with their words, spans on the lower.
        let bar_height = (height * 0.5).min(size * 1.7);
        for span in &lane.spans {
            let (from, to) = (scale.at(span.time[0]), scale.at(span.time[1]));
            let bar = Rect::new(from, middle, (to - from).max(canvas.hairline() * 4.0), bar_height);
            let mut group = Group::new("span").tooltip(span.label.clone());
            group.marks.push(Mark::rect(bar, Style::filled(span.paint)));
            let words = Face::Regular.shortened(&span.label, small, bar.width - small);
            if !words.is_empty() && small * 1.2 <= bar_height {
                let baseline = middle + bar_height / 2.0 + small * 0.36;
                let mut text = Text::new(from + small * 0.5, baseline, small, words);
                text.halo = span.paint.texture.map(|_| span.paint.ground);
                group.marks.push(text.color(span.paint.ground.text_on()).into());
            }
            marks.push(group.into());
        }
        // Where the last words or diamond ended.
        let mut taken = f64::NEG_INFINITY;
        for (number, event) in lane.events.iter().enumerate() {
            let x = scale.at(event.time);
            let y = middle - size * 0.7;
            let gap = size * 0.7;
            let mut group = Group::new("event").tooltip(event.label.clone());
            group.marks.push(diamond([x, y], size * 0.45, event.paint, canvas));
            let next = lane.events.get(number + 1).map_or(at.right() + gap, |next| scale.at(next.time));
            let length = Face::Regular.width(&event.label, small);
            let words = Text::new(x + gap, y + small * 0.36, small, event.label.clone());
            if x + gap + length <= next - gap {
                group.marks.push(words.into());
                taken = x + gap + length;
            } else {
                if x - gap - length >= taken {
                    group.marks.push(Text { x: x - gap, ..words }.anchor(Anchor::End).into());
                }
                taken = x + gap;
            }
            marks.push(group.into());
        }
    }
    marks
}

fn diamond([x, y]: [f64; 2], radius: f64, paint: Paint, canvas: &Canvas) -> Mark {
    let corners = vec![[x, y - radius], [x + radius, y], [x, y + radius], [x - radius, y]];
    let style = Style::filled(paint).edged(Stroke::new(Color::WHITE, canvas.hairline()));
    Mark::Path { path: Path::of_rings(&[corners]), style }
}
