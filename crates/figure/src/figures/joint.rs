//! Positions on two decisions: who stood where on both, as a map, as tiles and as a matrix.

use travaux_record::{Answer, Table};
use travaux_un::set::StateSet;
use travaux_votes::compare::{JointCell, JointPositions};
use travaux_votes::words::by_name;
use travaux_votes::{Lane, Stand};

use super::member_map::{self, DISCLAIMER, Members, NO_MEMBER, Painted, Reserved};
use super::{Figure, Setting, View};
use crate::canvas::Canvas;
use crate::color::Color;
use crate::font::Face;
use crate::legend::{Key, KeyGroup, Keys};
use crate::palette::{LAND, pair};
use crate::scene::{Anchor, Group, Mark, Rect, Stroke, Style, Text};
use crate::sheet::{Sheet, Wording};
use crate::{FigureError, words};

/// The families of joint positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// In favour of one text and against the other.
    ClearDivide,
    /// A vote on both, and not one against the other.
    Ambiguous,
    /// Not voting on one of them, or on both.
    LessInvolved,
    /// No readable entry, or not a member on one of the days.
    NotComparable,
}

impl Family {
    /// All of them, in the order of the legend.
    pub const ALL: [Self; 4] = [Self::ClearDivide, Self::Ambiguous, Self::LessInvolved, Self::NotComparable];

    /// The family of a position on the first decision and one on the second: that of where a state so stands between them.
    pub const fn of(first: Lane, second: Lane) -> Self {
        match Stand::of(first, second) {
            Stand::FirstPole | Stand::SecondPole => Self::ClearDivide,
            Stand::Between => Self::Ambiguous,
            Stand::NotVoting => Self::LessInvolved,
            Stand::NotComparable => Self::NotComparable,
        }
    }

    const fn heading(self) -> &'static str {
        match self {
            Self::ClearDivide => "Clear divide",
            Self::Ambiguous => "Ambiguous",
            Self::LessInvolved => "Less involved",
            Self::NotComparable => "Not comparable",
        }
    }
}

/// From those that lean to the first text to those that lean to the second.
fn lean(first: Lane, second: Lane) -> i8 {
    let weight = |lane| match lane {
        Lane::InFavour => 2,
        Lane::Against => -2,
        _ => 0,
    };
    weight(second) - weight(first)
}

/// `in favour of 75/32, against 75/240`, `in favour of both`.
fn pair_in_words(first: Lane, second: Lane, one: &str, other: &str) -> String {
    match (first, second) {
        (Lane::NotVoting, Lane::NotVoting) => "not voting on either".to_owned(),
        (a, b) if a == b => a.on_text("both"),
        (a, b) => format!("{}, {}", a.on_text(one), b.on_text(other)),
    }
}

fn not_comparable(first: Lane, second: Lane) -> &'static str {
    if first == Lane::Unreadable || second == Lane::Unreadable {
        "no readable entry on one of them"
    } else {
        "a member on one of the two days only"
    }
}

/// Positions on two decisions as a map, as tiles, or as a matrix.
pub fn joint(
    setting: Setting<'_>,
    answer: &Answer<JointPositions>,
    view: View,
) -> Result<Figure, FigureError> {
    setting.fitted(|canvas| drawn(setting, canvas, answer, view))
}

fn drawn(
    setting: Setting<'_>,
    canvas: Canvas,
    answer: &Answer<JointPositions>,
    view: View,
) -> Result<Figure, FigureError> {
    let joint = &answer.value;
    let title =
        format!("Who stood where on {} and {}", words::named(&joint.first), words::named(&joint.second));
    let mut what = format!(
        "n = {} members on both days, of which {} voted on both; {} cast the same vote. Positions are as cast.",
        joint.members_of_both, joint.voted_on_both, joint.same_vote.part
    );
    if view == View::Matrix {
        what.push_str(" Where a cell has no room for names it has codes (ISO 3166-1).");
    }
    let mut caption = setting.caption(what, answer, words::about_all);
    if view == View::Map {
        let earlier = joint.first.date.into_iter().chain(joint.second.date).min();
        caption.extend(earlier.and_then(member_map::boundaries_of_today));
        caption.push(DISCLAIMER.to_owned());
    }
    let groups = key_groups(joint, view);
    let counts: Vec<String> = groups
        .iter()
        .flat_map(|group| &group.keys)
        .filter_map(|key| Some(format!("{} {}", key.n?, key.label)))
        .collect();
    let how = match view {
        View::Map => "A world map with each Member State painted by its two positions",
        View::Tiles => "A grid of tiles, one for each Member State, painted by its two positions",
        View::Matrix => "A table of the positions on the first text by those on the second, with names",
    };
    let wording = Wording {
        description: format!("{how}. {title}: {}.", counts.join("; ")),
        title,
        subtitle: words::two_texts(&joint.first, &joint.second),
        caption,
    };
    let mut sheet = Sheet::new(canvas, wording)?;
    if view == View::Matrix {
        matrix(&mut sheet, joint)?;
    } else {
        member_map::draw(&mut sheet, view, &painted(joint), &Keys::Groups(groups), Reserved::default())?;
    }
    Ok(Figure { scene: sheet.finish(), data: data_of(joint) })
}

fn shown_cells(joint: &JointPositions) -> impl Iterator<Item = &JointCell> {
    joint.cells.iter().filter(|cell| cell.n > 0)
}

fn key_groups(joint: &JointPositions, view: View) -> Vec<KeyGroup> {
    let (one, other) = (words::short(&joint.first.id), words::short(&joint.second.id));
    Family::ALL
        .into_iter()
        .map(|family| {
            let mut cells: Vec<&JointCell> =
                shown_cells(joint).filter(|cell| Family::of(cell.first, cell.second) == family).collect();
            cells.sort_by_key(|cell| (lean(cell.first, cell.second), cell.first, cell.second));
            let total: u16 = cells.iter().map(|cell| cell.n).sum();
            let mut keys: Vec<Key> = Vec::new();
            for cell in cells {
                let paint = pair(cell.first, cell.second);
                match (family, keys.iter_mut().find(|key| key.paint == paint)) {
                    // What cannot be compared has one paint, whatever the other position.
                    (Family::NotComparable, Some(key)) => *key.n.get_or_insert(0) += u64::from(cell.n),
                    (Family::NotComparable, None) => {
                        keys.push(Key::counted(paint, not_comparable(cell.first, cell.second), cell.n));
                    }
                    _ => {
                        let label = pair_in_words(cell.first, cell.second, one, other);
                        keys.push(Key::counted(paint, label, cell.n));
                    }
                }
            }
            if family == Family::LessInvolved && view == View::Map {
                keys.push(Key::plain(LAND, NO_MEMBER));
            }
            KeyGroup { heading: format!("{} ({total})", family.heading()), keys }
        })
        .filter(|group| !group.keys.is_empty())
        .collect()
}

fn painted(joint: &JointPositions) -> Members {
    let (one, other) = (words::short(&joint.first.id), words::short(&joint.second.id));
    let mut members = Members::new();
    for cell in shown_cells(joint) {
        let words = pair_in_words(cell.first, cell.second, one, other);
        for state in cell.states {
            let painted = Painted {
                paint: pair(cell.first, cell.second),
                category: format!("{}/{}", word(cell.first), word(cell.second)),
                words: words.clone(),
            };
            members.insert(state, painted);
        }
    }
    members
}

/// A lane in a word, for a program.
fn word(lane: Lane) -> String {
    lane.phrase().replace(' ', "_")
}

fn data_of(joint: &JointPositions) -> Table {
    let title = format!("Positions on {} and {}", joint.first.id, joint.second.id);
    let mut data = Table::new("joint", title, &[]);
    data.columns = vec![
        "state".into(),
        "name".into(),
        format!("on {}", joint.first.id),
        format!("on {}", joint.second.id),
        "family".into(),
    ];
    for cell in shown_cells(joint) {
        for state in by_name(cell.states) {
            data.row([
                state.into(),
                state.state().name().into(),
                cell.first.phrase().into(),
                cell.second.phrase().into(),
                Family::of(cell.first, cell.second).heading().to_lowercase().into(),
            ]);
        }
    }
    data
}

/// What is written in a cell of the matrix: names, or codes, or no more than the number.
fn written(states: StateSet, size: f64, width: f64, most: usize) -> Vec<String> {
    let ordered = by_name(states);
    let names: Vec<&str> = ordered.iter().map(|state| state.state().name()).collect();
    let lines = Face::Regular.wrap(&names.join(", "), size, width);
    if lines.len() <= most {
        return lines;
    }
    let codes: Vec<&str> = ordered.iter().map(|state| state.code()).collect();
    let lines = Face::Regular.wrap(&codes.join(" "), size, width);
    if lines.len() <= most { lines } else { Vec::new() }
}

fn matrix(sheet: &mut Sheet, joint: &JointPositions) -> Result<(), FigureError> {
    let canvas = sheet.canvas;
    let size = canvas.base;
    let used = |of: fn(&JointCell) -> Lane| {
        let is =
            move |lane: &Lane| Lane::SHOWN.contains(lane) || shown_cells(joint).any(|cell| of(cell) == *lane);
        Lane::ALL.into_iter().filter(is).collect::<Vec<Lane>>()
    };
    let (rows, columns) = (used(|cell| cell.first), used(|cell| cell.second));
    let head = rows.iter().map(|lane| Face::Bold.width(lane.phrase(), size)).fold(0.0, f64::max) + size * 2.2;
    let column = (sheet.width() - head) / columns.len() as f64;
    // The longest word of a head: `abstaining`.
    let least = Face::Bold.width("abstaining", size) + size * 0.5;
    if column < least {
        return Err(FigureError::TooSmall {
            side: "width",
            needs: libm::ceil(canvas.width + (least - column) * columns.len() as f64) as u32,
            has: canvas.width as u32,
        });
    }
    // As many lines of names as the height allows; on a page of any height, a dozen.
    let room = sheet.room().unwrap_or(f64::INFINITY);
    let layout = |most| MatrixLayout::new(joint, &rows, &columns, column, most, &canvas);
    let plan = (0..=14).rev().map(layout).find(|plan| plan.height <= room).unwrap_or_else(|| layout(0));
    let at = sheet.block(plan.height, plan.height, 0.0)?;
    sheet.add(plan.draw(joint, head, at.x, at.y, &canvas));
    Ok(())
}

/// The head of a column, broken where it is narrow: `abstaining 21`.
fn column_head(joint: &JointPositions, lane: Lane, column: f64, size: f64) -> Vec<String> {
    let n: u16 = joint.cells.iter().filter(|cell| cell.second == lane).map(|cell| cell.n).sum();
    Face::Bold.wrap(&format!("{} {n}", lane.phrase()), size, column - size * 0.4)
}

/// A matrix with its names broken into lines.
struct MatrixLayout {
    rows: Vec<Lane>,
    columns: Vec<Lane>,
    column: f64,
    head: f64,
    heights: Vec<f64>,
    names: Vec<Vec<Vec<String>>>,
    height: f64,
}

impl MatrixLayout {
    fn new(
        joint: &JointPositions,
        rows: &[Lane],
        columns: &[Lane],
        column: f64,
        most: usize,
        canvas: &Canvas,
    ) -> Self {
        let (size, small) = (canvas.base, canvas.small());
        let names: Vec<Vec<Vec<String>>> = rows
            .iter()
            .map(|&a| {
                columns
                    .iter()
                    .map(|&b| written(joint.states(a, b), small, column - size * 1.5, most))
                    .collect()
            })
            .collect();
        let heights: Vec<f64> = names
            .iter()
            .map(|row| {
                let lines = row.iter().map(Vec::len).max().unwrap_or(0) as f64;
                size * 2.4 + lines * small * 1.2 + if lines > 0.0 { size * 0.4 } else { 0.0 }
            })
            .collect();
        let head_lines = columns.iter().map(|&lane| column_head(joint, lane, column, size).len()).max();
        let head = size * (2.1 + head_lines.unwrap_or(1) as f64 * Face::LINE);
        let height = head + heights.iter().sum::<f64>() + size * 0.6;
        Self { rows: rows.to_vec(), columns: columns.to_vec(), column, head, heights, names, height }
    }

    fn draw(&self, joint: &JointPositions, left: f64, x: f64, y: f64, canvas: &Canvas) -> Mark {
        let (size, small) = (canvas.base, canvas.small());
        let (one, other) = (words::short(&joint.first.id), words::short(&joint.second.id));
        let sum = |wanted: &dyn Fn(&JointCell) -> bool| -> u16 {
            joint.cells.iter().filter(|cell| wanted(cell)).map(|cell| cell.n).sum()
        };
        let mut group = Group::new("matrix").at(x, y);
        let middle = left + self.column * self.columns.len() as f64 / 2.0;
        let on_second = Text::new(middle, size * 0.9, size, format!("on {other}"));
        group.marks.push(on_second.anchor(Anchor::Middle).color(Color::INK_SOFT).into());
        group.marks.push(
            Text::new(0.0, self.head - size * 0.7, size, format!("on {one}")).color(Color::INK_SOFT).into(),
        );
        for (place, &lane) in self.columns.iter().enumerate() {
            let center = left + self.column * (place as f64 + 0.5);
            let lines = column_head(joint, lane, self.column, size);
            let first = self.head - size * (0.7 + (lines.len() - 1) as f64 * Face::LINE);
            for (line, words) in lines.into_iter().enumerate() {
                let text = Text::new(center, first + line as f64 * size * Face::LINE, size, words);
                group.marks.push(text.face(Face::Bold).anchor(Anchor::Middle).into());
            }
        }
        let edge = Stroke::new(Color(0xb5, 0xb5, 0xb5), canvas.hairline());
        let mut top = self.head;
        for (row, &a) in self.rows.iter().enumerate() {
            let height = self.heights[row];
            let total = sum(&|cell| cell.first == a);
            group.marks.push(Text::new(0.0, top + size * 1.6, size, a.phrase()).face(Face::Bold).into());
            group
                .marks
                .push(Text::new(0.0, top + size * 2.9, size, total.to_string()).face(Face::Bold).into());
            for (place, &b) in self.columns.iter().enumerate() {
                let n = joint.n(a, b);
                let left = left + self.column * place as f64;
                let words = format!("{}: {n}", pair_in_words(a, b, one, other));
                let mut cell = Group::new("cell")
                    .with("position", format!("{}/{}", word(a), word(b)))
                    .tooltip(words)
                    .at(left, top);
                let frame = Rect::new(0.0, 0.0, self.column, height);
                cell.marks.push(Mark::rect(frame, Style::filled(Color::WHITE.into()).edged(edge)));
                if n > 0 {
                    let band = Rect::new(0.0, 0.0, size * 0.55, height);
                    cell.marks.push(Mark::rect(band, Style::filled(pair(a, b)).edged(edge)));
                }
                let ink = if n > 0 { Color::INK } else { Color(0x76, 0x76, 0x76) };
                let number = Text::new(size * 1.0, size * 1.75, size * 1.4, n.to_string()).color(ink);
                cell.marks.push(number.face(if n > 0 { Face::Bold } else { Face::Regular }).into());
                for (line, names) in self.names[row][place].iter().enumerate() {
                    let baseline = size * 2.4 + small * (0.8 + line as f64 * 1.2);
                    cell.marks.push(Text::new(size * 1.0, baseline, small, names.clone()).into());
                }
                group.marks.push(cell.into());
            }
            top += height;
        }
        group.into()
    }
}
