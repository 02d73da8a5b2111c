//! Legends: what the paints stand for, with how many there are of each.

use crate::canvas::Canvas;
use crate::color::Color;
use crate::font::Face;
use crate::scene::{Group, Mark, Paint, Rect, Stroke, Style, Text};

/// What one paint stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The paint.
    pub paint: Paint,
    /// The words.
    pub label: String,
    /// How many; not said where it would mean nothing.
    pub n: Option<u64>,
}

impl Key {
    /// A paint and how many it stands for.
    pub fn counted(paint: Paint, label: impl Into<String>, n: impl Into<u64>) -> Self {
        Self { paint, label: label.into(), n: Some(n.into()) }
    }

    /// A paint alone.
    pub fn plain(paint: Paint, label: impl Into<String>) -> Self {
        Self { paint, label: label.into(), n: None }
    }
}

/// Keys under a heading.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KeyGroup {
    /// What they have in common; nothing where all keys are in one group.
    pub heading: String,
    /// The keys.
    pub keys: Vec<Key>,
}

/// The keys of a figure, before it is known where they go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Keys {
    /// Keys of one kind.
    Flow(Vec<Key>),
    /// Keys in groups.
    Groups(Vec<KeyGroup>),
}

impl Keys {
    /// Below what they explain.
    pub fn below(&self, canvas: &Canvas, width: f64) -> Legend {
        match self {
            Self::Flow(keys) => Legend::flow(keys, canvas, width),
            Self::Groups(groups) => Legend::columns(groups, canvas, width),
        }
    }

    /// In one column beside it.
    pub fn beside(&self, canvas: &Canvas) -> (Legend, f64) {
        let (groups, width) = match self {
            Self::Flow(keys) => {
                (vec![KeyGroup { heading: String::new(), keys: keys.clone() }], canvas.base * 14.0)
            }
            Self::Groups(groups) => (groups.clone(), canvas.base * 25.5),
        };
        (Legend::columns(&groups, canvas, width.min(canvas.base * 31.0)), width)
    }
}

/// A legend that has its place.
#[derive(Debug)]
pub struct Legend {
    /// How high it is.
    pub height: f64,
    marks: Vec<Mark>,
}

/// A line of a legend: the swatch and its lines of text.
struct Entry {
    paint: Paint,
    n: Option<u64>,
    lines: Vec<String>,
}

impl Legend {
    /// Keys in one flow, as many to a line as fit.
    pub fn flow(keys: &[Key], canvas: &Canvas, width: f64) -> Self {
        let size = canvas.base;
        let (swatch, gap) = (size * 1.1, size * 1.4);
        let line = size * 1.65;
        let (mut x, mut y) = (0.0, 0.0);
        let mut marks = Vec::new();
        for key in keys {
            let count = key.n.map(|n| n.to_string()).unwrap_or_default();
            let label_at = swatch + size * 0.5;
            let label = Face::Regular.shortened(&key.label, size, width - label_at - size * 3.0);
            let label_length = Face::Regular.width(&label, size);
            let count_at = label_at + label_length + size * 0.4;
            let length = if count.is_empty() {
                label_at + label_length
            } else {
                count_at + Face::Bold.width(&count, size)
            };
            if x > 0.0 && x + length > width {
                x = 0.0;
                y += line;
            }
            let baseline = size * 0.95;
            let mut group = Group::new("key").at(x, y);
            group.marks.push(swatch_mark(key.paint, swatch, canvas));
            group.marks.push(Text::new(label_at, baseline, size, label).into());
            if !count.is_empty() {
                group.marks.push(Text::new(count_at, baseline, size, count).face(Face::Bold).into());
            }
            marks.push(group.into());
            x += length + gap;
        }
        Self { height: if keys.is_empty() { 0.0 } else { y + line }, marks }
    }

    /// Groups of keys in as many columns as the width has room for; each group goes where the least stands.
    pub fn columns(groups: &[KeyGroup], canvas: &Canvas, width: f64) -> Self {
        let size = canvas.base;
        let filled = groups.iter().filter(|group| !group.keys.is_empty());
        // Narrower than so many letters a column would be a heap of broken lines.
        let n = filled.clone().count().min(libm::floor(width / (size * 16.0)) as usize).max(1);
        let gutter = size * 1.6;
        let column = (width - gutter * (n - 1) as f64) / n as f64;
        let mut heights = vec![0.0_f64; n];
        let mut marks = Vec::new();
        for group in filled {
            let lowest = heights.iter().copied().fold(f64::INFINITY, f64::min);
            let place = heights.iter().position(|height| *height <= lowest).unwrap_or(0);
            let (group_marks, group_height) = one_column(group, canvas, column);
            let y = if heights[place] > 0.0 { heights[place] + size * 0.6 } else { 0.0 };
            marks.push(Group::new("keys").at(place as f64 * (column + gutter), y).marks(group_marks).into());
            heights[place] = y + group_height;
        }
        Self { height: heights.into_iter().fold(0.0, f64::max), marks }
    }

    /// The legend at its place.
    pub fn at(self, x: f64, y: f64) -> Mark {
        Group::new("legend").at(x, y).marks(self.marks).into()
    }
}

fn one_column(group: &KeyGroup, canvas: &Canvas, width: f64) -> (Vec<Mark>, f64) {
    let size = canvas.base;
    let (swatch, line) = (size * 1.1, size * Face::LINE);
    let mut marks: Vec<Mark> = Vec::new();
    let mut y = 0.0;
    if !group.heading.is_empty() {
        for words in Face::Bold.wrap(&group.heading, size, width) {
            marks.push(Text::new(0.0, y + size * Face::ASCENT, size, words).face(Face::Bold).into());
            y += line;
        }
        y += size * 0.25;
    }
    let widest = group
        .keys
        .iter()
        .filter_map(|key| key.n)
        .max()
        .map_or(0.0, |n| Face::Bold.width(&n.to_string(), size));
    let count_end = swatch + size * 0.45 + widest;
    let label_at = if widest > 0.0 { count_end + size * 0.5 } else { swatch + size * 0.5 };
    let entries = group.keys.iter().map(|key| Entry {
        paint: key.paint,
        n: key.n,
        lines: Face::Regular.wrap(&key.label, size, width - label_at),
    });
    for entry in entries {
        let mut one = Group::new("key").at(0.0, y);
        one.marks.push(swatch_mark(entry.paint, swatch, canvas));
        if let Some(n) = entry.n {
            let text = Text::new(count_end, size * 0.95, size, n.to_string()).face(Face::Bold);
            one.marks.push(text.anchor(crate::scene::Anchor::End).into());
        }
        let rows = entry.lines.len().max(1);
        for (row, words) in entry.lines.into_iter().enumerate() {
            one.marks.push(Text::new(label_at, size * 0.95 + row as f64 * line, size, words).into());
        }
        marks.push(one.into());
        y += rows as f64 * line + size * 0.3;
    }
    (marks, y)
}

fn swatch_mark(paint: Paint, side: f64, canvas: &Canvas) -> Mark {
    swatch(paint, Rect::new(0.0, 0.0, side, side), canvas)
}

/// A sample of a paint.
pub(crate) fn swatch(paint: Paint, at: Rect, canvas: &Canvas) -> Mark {
    let edge = Stroke::new(Color(0x7a, 0x7a, 0x7a), canvas.hairline());
    Mark::rect(at, Style::filled(paint).edged(edge))
}
