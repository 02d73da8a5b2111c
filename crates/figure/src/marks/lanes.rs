//! Lanes of a timeline: spans of time one below the other, events on them, and what leads from one to another.

use crate::canvas::Canvas;
use crate::color::Color;
use crate::font::Face;
use crate::scale::Linear;
use crate::scene::{Anchor, Group, Mark, Paint, Path, Rect, Stroke, Style, Text};

use super::{Side, value_axis};

/// A lane with what is on it. Times are numbers of any unit: years with their fractions, or days.
#[derive(Debug, Clone, PartialEq)]
pub struct Lane {
    /// Its name.
    pub label: String,
    /// Spans of time; a later one is drawn on an earlier one.
    pub spans: Vec<Span>,
    /// Points in time, the earliest first.
    pub events: Vec<Event>,
}

/// A span of time.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    /// From and to.
    pub time: [f64; 2],
    /// The paint.
    pub paint: Paint,
    /// What is written into it where it fits.
    pub label: String,
    /// What a pointer is told.
    pub tooltip: String,
}

/// A point in time.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// When.
    pub time: f64,
    /// The paint.
    pub paint: Paint,
    /// What is written above it where it fits.
    pub label: String,
    /// What a pointer is told.
    pub tooltip: String,
}

/// A hand-over: a line from a time in one lane to a time in another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    /// The lane and the time that it leads from.
    pub from: (usize, f64),
    /// The lane and the time that it leads to.
    pub to: (usize, f64),
}

/// How many lines of labels there can be above the events of a lane.
const LABEL_ROWS: usize = 4;

/// Lanes that know how high they are.
#[derive(Debug)]
pub struct Lanes<'l> {
    content: &'l [Lane],
    /// Whether events lie on the spans, with their labels beside them, so that a lane is one line high.
    dense: bool,
    /// For each lane: the row of each event's label, if it has room.
    rows: Vec<Vec<Option<usize>>>,
    label_lines: Vec<Vec<String>>,
    label_width: f64,
    time: [f64; 2],
    width: f64,
    canvas: Canvas,
    /// How high all of them are, with the axis.
    pub height: f64,
}

impl<'l> Lanes<'l> {
    /// Lays lanes out in a width, events above spans and labels above events; nothing where there is no time in them.
    pub fn new(lanes: &'l [Lane], width: f64, canvas: Canvas) -> Option<Self> {
        Self::laid_out(lanes, width, canvas, false)
    }

    /// Lays lanes out as low as they can be: events on spans, and a label beside an event where there is room for it.
    pub fn dense(lanes: &'l [Lane], width: f64, canvas: Canvas) -> Option<Self> {
        Self::laid_out(lanes, width, canvas, true)
    }

    fn laid_out(lanes: &'l [Lane], width: f64, canvas: Canvas, dense: bool) -> Option<Self> {
        let (size, small) = (canvas.base, canvas.small());
        let times = lanes.iter().flat_map(|lane| {
            lane.spans.iter().flat_map(|span| span.time).chain(lane.events.iter().map(|event| event.time))
        });
        let [low, high] = times
            .fold([f64::INFINITY, f64::NEG_INFINITY], |[low, high], time| [low.min(time), high.max(time)]);
        if !(low.is_finite() && high.is_finite()) {
            return None;
        }
        let air = (high - low).max(1e-9) * 0.03;
        let most = width * 0.24;
        let label_lines: Vec<Vec<String>> =
            lanes.iter().map(|lane| Face::Bold.wrap(&lane.label, small, most)).collect();
        let widest =
            label_lines.iter().flatten().map(|line| Face::Bold.width(line, small)).fold(0.0, f64::max);
        let mut plan = Self {
            content: lanes,
            dense,
            rows: Vec::new(),
            label_lines,
            label_width: widest + size * 0.9,
            time: [low - air, high + air],
            width,
            canvas,
            height: 0.0,
        };
        let scale = plan.scale(0.0);
        let ends = [plan.label_width, width];
        plan.rows = lanes
            .iter()
            .map(|lane| {
                if dense {
                    labels_beside(lane, scale, &canvas, width)
                } else {
                    label_rows(lane, scale, small, ends)
                }
            })
            .collect();
        plan.height = (0..lanes.len()).map(|place| plan.lane_height(place)).sum::<f64>() + small * 2.2;
        Some(plan)
    }

    fn scale(&self, x: f64) -> Linear {
        Linear::new(self.time, [x + self.label_width, x + self.width])
    }

    fn label_room(&self, place: usize) -> f64 {
        if self.dense {
            return 0.0;
        }
        let rows = self.rows[place].iter().flatten().max().map_or(0, |row| row + 1);
        rows as f64 * self.canvas.small() * 1.25
    }

    fn lane_height(&self, place: usize) -> f64 {
        let size = self.canvas.base;
        let lane = &self.content[place];
        let events = if lane.events.is_empty() { 0.0 } else { size * 1.2 };
        let spans = if lane.spans.is_empty() { 0.0 } else { size * 1.6 };
        let names = self.label_lines[place].len() as f64 * self.canvas.small() * 1.25;
        if self.dense {
            return (size * 1.4).max(names) + size * 0.35;
        }
        (self.label_room(place) + events + spans).max(names) + size * 0.9
    }

    /// Draws them with their hand-overs.
    pub fn draw(&self, at: Rect, links: &[Link], time_label: impl Fn(f64) -> String) -> Vec<Mark> {
        let canvas = self.canvas;
        let (size, small) = (canvas.base, canvas.small());
        let scale = self.scale(at.x);
        let plot = Rect::new(
            at.x + self.label_width,
            at.y,
            self.width - self.label_width,
            self.height - small * 2.2,
        );
        let mut marks = vec![value_axis(scale, Side::Below, plot, &canvas, time_label)];
        let mut top = at.y;
        let mut middles: Vec<f64> = Vec::new();
        let mut drawn: Vec<Mark> = Vec::new();
        for (place, lane) in self.content.iter().enumerate() {
            let height = self.lane_height(place);
            let mut group = Group::new("lane");
            if place > 0 {
                let rule = Stroke::new(Color::RULE, canvas.hairline());
                group.marks.push(Mark::line([at.x, top], [at.x + self.width, top], rule));
            }
            let air = if self.dense { size * 0.175 } else { size * 0.45 };
            let first = top + air + small * 0.95;
            for (line, words) in self.label_lines[place].iter().enumerate() {
                let baseline = first + line as f64 * small * 1.25;
                let text = Text::new(at.x, baseline, small, words.clone()).face(Face::Bold);
                group.marks.push(text.into());
            }
            let mut y = top + air + self.label_room(place);
            if !self.dense && !lane.events.is_empty() {
                group.marks.extend(self.events(place, scale, y + size * 0.6));
                y += size * 1.2;
            }
            middles.push(if lane.spans.is_empty() && !self.dense { y - size * 0.6 } else { y + size * 0.7 });
            for span in &lane.spans {
                group.marks.push(self.span(span, scale, y));
            }
            if self.dense {
                group.marks.extend(self.events(place, scale, y + size * 0.7));
            }
            drawn.push(group.into());
            top += height;
        }
        marks.extend(links.iter().filter_map(|link| {
            let (from, to) = (middles.get(link.from.0)?, middles.get(link.to.0)?);
            Some(self.link([scale.at(link.from.1), *from], [scale.at(link.to.1), *to]))
        }));
        marks.extend(drawn);
        marks
    }

    fn span(&self, span: &Span, scale: Linear, y: f64) -> Mark {
        let canvas = self.canvas;
        let (size, small) = (canvas.base, canvas.small());
        let (from, to) = (scale.at(span.time[0]), scale.at(span.time[1]));
        let bar = Rect::new(from, y, (to - from).max(canvas.hairline() * 4.0), size * 1.4);
        let mut group = Group::new("span").tooltip(span.tooltip.clone());
        group.marks.push(Mark::rect(bar, Style::filled(span.paint)));
        let words = Face::Regular.shortened(&span.label, small, bar.width - small);
        if words.chars().count() > 2 {
            let mut text = Text::new(from + small * 0.5, y + size * 0.7 + small * 0.36, small, words);
            text.halo = span.paint.texture.map(|_| span.paint.ground);
            group.marks.push(text.color(span.paint.ground.text_on()).into());
        }
        group.into()
    }

    fn events(&self, place: usize, scale: Linear, y: f64) -> Vec<Mark> {
        let canvas = self.canvas;
        let (size, small) = (canvas.base, canvas.small());
        let lane = &self.content[place];
        let mut marks: Vec<Mark> = Vec::new();
        let mut labels: Vec<Mark> = Vec::new();
        for (event, row) in lane.events.iter().zip(&self.rows[place]) {
            let x = scale.at(event.time);
            if self.dense && row.is_some() {
                let mut text = Text::new(x + size * 0.6, y + small * 0.36, small, event.label.clone());
                text.halo = Some(Color::WHITE);
                labels.push(text.into());
            } else if let Some(row) = row {
                let baseline = y - size * 0.75 - *row as f64 * small * 1.25;
                let rule = Stroke::new(Color(0xb0, 0xb0, 0xb0), canvas.hairline());
                marks.push(Mark::line([x, baseline + small * 0.25], [x, y], rule));
                let [left, right] = label_ends(event, x, small, [scale.range[0], scale.range[1]]);
                let mut text = Text::new(f64::midpoint(left, right), baseline, small, event.label.clone());
                text.halo = Some(Color::WHITE);
                labels.push(text.anchor(Anchor::Middle).into());
            }
            let mut group = Group::new("event").tooltip(event.tooltip.clone());
            group.marks.push(diamond([x, y], size * 0.42, event.paint, &canvas));
            labels.push(group.into());
        }
        marks.extend(labels);
        marks
    }

    /// A line with an arrow head, from a lane to one that takes over.
    fn link(&self, from: [f64; 2], to: [f64; 2]) -> Mark {
        let canvas = self.canvas;
        let size = canvas.base;
        let ink = Color(0x70, 0x70, 0x70);
        let bend = ((to[0] - from[0]).abs() * 0.5).max(size * 1.2);
        let mut path = Path::new();
        path.move_to(from);
        path.curve_to([from[0] + bend, from[1]], [to[0] - bend, to[1]], [to[0] - size * 0.35, to[1]]);
        let line =
            Stroke { dash: Some((size * 0.3, size * 0.2)), ..Stroke::new(ink, canvas.hairline() * 2.5) };
        let head = vec![
            [to[0], to[1]],
            [to[0] - size * 0.55, to[1] - size * 0.28],
            [to[0] - size * 0.55, to[1] + size * 0.28],
        ];
        let marks = vec![
            Mark::Path { path, style: Style { stroke: Some(line), ..Style::default() } },
            Mark::Path { path: Path::of_rings(&[head]), style: Style::filled(ink.into()) },
        ];
        Group::new("hand-over").marks(marks).into()
    }
}

/// Where the label of an event begins and ends: above it, moved inwards at the edges.
fn label_ends(event: &Event, x: f64, size: f64, [low, high]: [f64; 2]) -> [f64; 2] {
    let length = Face::Regular.width(&event.label, size);
    let left = (x - length / 2.0).min(high - length).max(low);
    [left, left + length]
}

/// The row of each label: the lowest where it touches none before it; none where all rows are taken.
fn label_rows(lane: &Lane, scale: Linear, size: f64, ends: [f64; 2]) -> Vec<Option<usize>> {
    let mut taken = [f64::NEG_INFINITY; LABEL_ROWS];
    lane.events
        .iter()
        .map(|event| {
            let [left, right] = label_ends(event, scale.at(event.time), size, ends);
            let row = taken.iter().position(|end| *end + size * 0.5 <= left)?;
            taken[row] = right;
            Some(row)
        })
        .collect()
}

/// Which labels have room beside their event, before the next one, and hide no span that is shorter than they are.
fn labels_beside(lane: &Lane, scale: Linear, canvas: &Canvas, width: f64) -> Vec<Option<usize>> {
    let (size, small) = (canvas.base, canvas.small());
    lane.events
        .iter()
        .enumerate()
        .map(|(place, event)| {
            let length = Face::Regular.width(&event.label, small);
            let begin = scale.at(event.time) + size * 0.6;
            let end = begin + length;
            let hides = lane
                .spans
                .iter()
                .map(|span| span.time.map(|time| scale.at(time)))
                .any(|[from, to]| to - from < length && from < end && begin < to);
            let room = lane.events.get(place + 1).map_or(width, |next| scale.at(next.time) - size * 0.5);
            (end <= room && !hides).then_some(0)
        })
        .collect()
}

fn diamond([x, y]: [f64; 2], radius: f64, paint: Paint, canvas: &Canvas) -> Mark {
    let corners = vec![[x, y - radius], [x + radius, y], [x, y + radius], [x - radius, y]];
    let style = Style::filled(paint).edged(Stroke::new(Color::WHITE, canvas.hairline()));
    Mark::Path { path: Path::of_rings(&[corners]), style }
}
