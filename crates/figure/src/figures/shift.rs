//! The same text line in two years: how positions flowed from the one to the other.

use travaux_record::{Answer, Table};
use travaux_votes::Lane;
use travaux_votes::shift::{Move, Shift};
use travaux_votes::words::by_name;

use super::{Figure, Setting};
use crate::canvas::Canvas;
use crate::color::Color;
use crate::font::Face;
use crate::legend::swatch;
use crate::marks::ribbon;
use crate::palette::lane as paint_of;
use crate::scale::apart;
use crate::scene::{Anchor, Group, Mark, Paint, Rect, Stroke, Style, Text};
use crate::sheet::{Sheet, Wording};
use crate::{FigureError, words};

/// Positions on two decisions as a flow from the earlier to the later, with lanes for not voting and not a member.
pub fn shift(setting: Setting<'_>, answer: &Answer<Shift>) -> Result<Figure, FigureError> {
    setting.fitted(|canvas| drawn(setting, canvas, answer))
}

fn drawn(setting: Setting<'_>, canvas: Canvas, answer: &Answer<Shift>) -> Result<Figure, FigureError> {
    let shift = &answer.value;
    let title = format!("From {} to {}", words::named(&shift.earlier), words::named(&shift.later));
    let moved: Vec<String> = shift
        .totals
        .iter()
        .filter(|total| total.share.part > 0)
        .map(|total| format!("{} {}", total.share.part, total.kind.phrase()))
        .collect();
    let what = format!(
        "n = {} members on both days: {}. Positions are as cast; not voting is a lane of its own.",
        shift.members_of_both,
        moved.join(", ")
    );
    let subtitle = format!(
        "{} ({}); {} ({}).",
        words::bare_title(&shift.earlier.title),
        shift.earlier.result(),
        if shift.later.title == shift.earlier.title {
            "the same title"
        } else {
            words::bare_title(&shift.later.title)
        },
        shift.later.result()
    );
    let wording = Wording {
        description: format!(
            "A flow of positions from the earlier decision on the left to the later on the right. {title}: {}.",
            shown(shift)
                .map(|step| format!("{} from {} to {}", step.n, step.from, step.to))
                .collect::<Vec<_>>()
                .join("; ")
        ),
        title,
        subtitle,
        caption: setting.caption(what, answer, words::about_all),
    };
    let mut sheet = Sheet::new(canvas, wording)?;
    let below = canvas.base * 0.6;
    let plan = Plan::new(shift, &sheet, below)?;
    let at = sheet.block(plan.height, plan.height, below)?;
    sheet.add(plan.draw(shift, at, &canvas));
    sheet.skip(below);
    Ok(Figure { scene: sheet.finish(), data: data_of(shift) })
}

fn shown(shift: &Shift) -> impl Iterator<Item = &Move> {
    shift.moves.iter().filter(|step| step.n > 0)
}

fn data_of(shift: &Shift) -> Table {
    let mut data = Table::new("flow", format!("From {} to {}", shift.earlier.id, shift.later.id), &[]);
    data.columns = vec![
        "state".into(),
        "name".into(),
        format!("on {}", shift.earlier.id),
        format!("on {}", shift.later.id),
        "move".into(),
    ];
    for step in shown(shift) {
        for state in by_name(step.states) {
            data.row([
                state.into(),
                state.state().name().into(),
                step.from.phrase().into(),
                step.to.phrase().into(),
                step.kind.phrase().into(),
            ]);
        }
    }
    data
}

/// A paragraph to the right of a lane: the lane, or a flow into it with its names.
struct Note {
    /// The lane it comes from; none for the lane's own heading.
    from: Option<Lane>,
    lines: Vec<String>,
}

/// The notes of one lane on the right.
struct Notes {
    notes: Vec<Note>,
    height: f64,
}

/// Where everything is.
struct Plan {
    /// Whether the notes stand below the flow, on a narrow page, or beside it.
    stacked: bool,
    /// How high the flow is; the notes below it begin there.
    flow_height: f64,
    left: Vec<(Lane, f64)>,
    right: Vec<(Lane, f64)>,
    notes: Vec<Notes>,
    label_width: f64,
    /// The width of what stands to the right of the bars.
    right_width: f64,
    /// Pixels a state.
    unit: f64,
    gap: f64,
    height: f64,
}

/// The width of the bars, in units of the base.
const BAR: f64 = 1.3;

impl Plan {
    fn new(shift: &Shift, sheet: &Sheet, below: f64) -> Result<Self, FigureError> {
        let canvas = sheet.canvas;
        let size = canvas.base;
        let sum = |of: &dyn Fn(&Move) -> Lane, lane: Lane| {
            f64::from(shown(shift).filter(|step| of(step) == lane).map(|step| step.n).sum::<u16>())
        };
        let side = |of: &dyn Fn(&Move) -> Lane| -> Vec<(Lane, f64)> {
            Lane::ALL.into_iter().map(|lane| (lane, sum(of, lane))).filter(|(_, n)| *n > 0.0).collect()
        };
        let (left, right) = (side(&|step| step.from), side(&|step| step.to));
        if left.is_empty() {
            return Err(FigureError::Nothing("no state has a position on either decision".to_owned()));
        }
        let label = |(lane, n): &(Lane, f64)| Face::Bold.width(&format!("{} {n}", lane.phrase()), size);
        let label_width = left.iter().map(label).fold(0.0, f64::max);
        let width = sheet.width();
        let beside = width * 0.7 - label_width - size * (2.0 * BAR + 2.4);
        let stacked = beside < size * 16.0;
        let note_width = if stacked { width } else { beside };
        let right_labels = right.iter().map(label).fold(0.0, f64::max);
        let least = label_width + right_labels + size * (2.0 * BAR + 8.0);
        if stacked && width < least {
            return Err(FigureError::TooSmall {
                side: "width",
                needs: libm::ceil(canvas.width + least - width) as u32,
                has: canvas.width as u32,
            });
        }
        let room = sheet.room().map_or(f64::INFINITY, |room| room - below);
        let top = size * 2.2;
        let least_flow = size * 20.0;
        let body = |(moved, kept): (usize, usize)| -> (Vec<Notes>, f64) {
            let notes: Vec<Notes> = right
                .iter()
                .map(|&(lane, n)| Notes::new(shift, lane, n, note_width, [moved, kept], &canvas))
                .collect();
            let height: f64 = notes.iter().map(|notes| notes.height).sum();
            (notes, if stacked { height + least_flow } else { height + top })
        };
        // Names of as many flows as there is room for: of those that moved before those that did not.
        let most = room.min(size * if stacked { 110.0 } else { 78.0 });
        let (notes, needed) =
            NAMED.into_iter().map(body).find(|(_, height)| *height <= most).unwrap_or_else(|| body((0, 0)));
        let height = if room.is_finite() { room.max(needed) } else { needed.max(size * 34.0) };
        let notes_height: f64 = notes.iter().map(|notes| notes.height).sum();
        let flow_height = if stacked { height - notes_height } else { height };
        let gap = size * 0.9;
        let gaps = gap * (left.len().max(right.len()) - 1) as f64;
        let total = |side: &[(Lane, f64)]| side.iter().map(|(_, n)| n).sum::<f64>();
        let unit =
            (flow_height - top - gaps - if stacked { size } else { 0.0 }) / total(&left).max(total(&right));
        let right_width = if stacked { right_labels + size * 0.6 } else { note_width + size * 1.2 };
        Ok(Self { stacked, flow_height, left, right, notes, label_width, right_width, unit, gap, height })
    }

    /// Where each lane of a side begins.
    fn tops(&self, side: &[(Lane, f64)], top: f64) -> Vec<(Lane, f64, f64)> {
        let mut y = top;
        side.iter()
            .map(|&(lane, n)| {
                let from = y;
                y += n * self.unit + self.gap;
                (lane, from, n * self.unit)
            })
            .collect()
    }

    fn draw(&self, shift: &Shift, at: Rect, canvas: &Canvas) -> Mark {
        let size = canvas.base;
        let bar = size * BAR;
        let x1 = at.x + self.label_width + size * 0.6;
        let x2 = at.right() - self.right_width - bar;
        let flow_bottom = at.y + self.flow_height;
        let top = at.y + size * 2.2;
        let (left, right) = (self.tops(&self.left, top), self.tops(&self.right, top));
        let mut group = Group::new("flow");
        for (x, anchor, headline) in
            [(x1 + bar, Anchor::End, &shift.earlier), (x2, Anchor::Start, &shift.later)]
        {
            let text = Text::new(x, at.y + size, size, words::short(&headline.id)).face(Face::Bold);
            group.marks.push(text.anchor(anchor).into());
        }
        group.marks.extend(self.ribbons(shift, (x1 + bar, x2), &left, &right, canvas));
        for (x, side) in [(x1, &left), (x2, &right)] {
            for &(lane, y, height) in side {
                let edge = Stroke::new(Color(0x6a, 0x6a, 0x6a), canvas.hairline());
                let place = Rect::new(x, y, bar, height);
                group.marks.push(Mark::rect(place, Style::filled(paint_of(lane)).edged(edge)));
            }
        }
        group.marks.extend(lane_labels(
            &self.left,
            &left,
            x1 - size * 0.6,
            Anchor::End,
            [top, flow_bottom],
            canvas,
        ));
        if self.stacked {
            let x = x2 + bar + size * 0.6;
            group.marks.extend(lane_labels(
                &self.right,
                &right,
                x,
                Anchor::Start,
                [top, flow_bottom],
                canvas,
            ));
            let mut y = flow_bottom;
            for notes in &self.notes {
                group.marks.extend(notes.draw(at.x, y, canvas));
                y += notes.height;
            }
        } else {
            group.marks.extend(self.notes(&right, x2 + bar, top, at.bottom(), canvas));
        }
        group.into()
    }

    fn ribbons(
        &self,
        shift: &Shift,
        (x1, x2): (f64, f64),
        left: &[(Lane, f64, f64)],
        right: &[(Lane, f64, f64)],
        canvas: &Canvas,
    ) -> Vec<Mark> {
        let small = canvas.small();
        let mut marks = Vec::new();
        let mut taken: Vec<f64> = right.iter().map(|&(_, y, _)| y).collect();
        let mut counts: Vec<Mark> = Vec::new();
        for &(from, top, _) in left {
            let mut y = top;
            for (place, &(to, _, _)) in right.iter().enumerate() {
                let n = f64::from(shift.n(from, to));
                if n == 0.0 {
                    continue;
                }
                let thick = n * self.unit;
                let (y2, end) = (taken[place], taken[place] + thick);
                let style = Style::filled(flow_paint(from)).opaque(if from == to { 0.3 } else { 0.62 });
                let tooltip = format!("{n} from {from} to {to}");
                let mut one = Group::new("move")
                    .with("from", from.phrase().replace(' ', "_"))
                    .with("to", to.phrase().replace(' ', "_"))
                    .tooltip(tooltip);
                one.marks.push(ribbon((x1, [y, y + thick]), (x2, [y2, end]), style));
                marks.push(one.into());
                if thick >= small * 1.1 {
                    let text =
                        Text::new(x1 + small * 0.6, y + thick / 2.0 + small * 0.36, small, n.to_string());
                    counts.push(text.into());
                }
                y += thick;
                taken[place] = end;
            }
        }
        marks.extend(counts);
        marks
    }

    fn notes(&self, right: &[(Lane, f64, f64)], x: f64, top: f64, bottom: f64, canvas: &Canvas) -> Vec<Mark> {
        let size = canvas.base;
        // A block of notes begins beside its lane; blocks are moved apart where they would touch.
        let wanted: Vec<(f64, f64)> = self
            .notes
            .iter()
            .zip(right)
            .map(|(notes, &(_, y, height))| {
                let middle = if notes.height < height { y + height / 2.0 } else { y + notes.height / 2.0 };
                (middle, notes.height)
            })
            .collect();
        let middles = apart(&wanted, top, bottom);
        let rule = Stroke::new(Color(0x9a, 0x9a, 0x9a), canvas.hairline() * 1.5);
        let mut marks = Vec::new();
        for ((notes, middle), &(_, lane_top, lane_height)) in self.notes.iter().zip(middles).zip(right) {
            let y = middle - notes.height / 2.0;
            let text_x = x + size * 1.2;
            let anchor_y = (y + size * 0.6).clamp(lane_top, lane_top + lane_height);
            marks.push(Mark::line([x + size * 0.15, anchor_y], [text_x - size * 0.3, y + size * 0.6], rule));
            marks.extend(notes.draw(text_x, y, canvas));
        }
        marks
    }
}

/// The colour of what flows from a lane: that of the lane, darker where it would not be seen on paper.
fn flow_paint(from: Lane) -> Paint {
    match from {
        Lane::NotVoting | Lane::Unreadable => Color(0xa8, 0xa8, 0xa8).into(),
        Lane::NotAMember => Color(0xc4, 0xb8, 0xa8).into(),
        _ => Paint::plain(paint_of(from).ground),
    }
}

/// The names of a side's lanes, moved apart where they would touch.
fn lane_labels(
    lanes: &[(Lane, f64)],
    places: &[(Lane, f64, f64)],
    x: f64,
    anchor: Anchor,
    [top, bottom]: [f64; 2],
    canvas: &Canvas,
) -> Vec<Mark> {
    let size = canvas.base;
    let wanted: Vec<(f64, f64)> =
        places.iter().map(|&(_, y, height)| (y + height / 2.0, size * 1.3)).collect();
    let middles = apart(&wanted, top - size * 0.4, bottom);
    let label = |((lane, n), middle): (&(Lane, f64), f64)| {
        let words = format!("{} {n}", lane.phrase());
        Text::new(x, middle + size * 0.35, size, words).face(Face::Bold).anchor(anchor).into()
    };
    lanes.iter().zip(middles).map(label).collect()
}

/// The largest flows whose names are written: of those that moved, and of those that did not.
const NAMED: [(usize, usize); 16] = [
    (30, 30),
    (30, 20),
    (30, 12),
    (30, 8),
    (30, 4),
    (30, 0),
    (24, 0),
    (20, 0),
    (16, 0),
    (12, 0),
    (8, 0),
    (6, 0),
    (4, 0),
    (3, 0),
    (2, 0),
    (1, 0),
];

impl Notes {
    /// The notes of a lane: names of flows of at most so many states that moved, and that did not.
    fn new(shift: &Shift, lane: Lane, n: f64, width: f64, most: [usize; 2], canvas: &Canvas) -> Self {
        let (size, small) = (canvas.base, canvas.small());
        let mut notes =
            vec![Note { from: None, lines: Face::Bold.wrap(&format!("{} {n}", lane.phrase()), size, width) }];
        for step in shown(shift).filter(|step| step.to == lane) {
            let count = if step.from == lane {
                format!("{} as before", step.n)
            } else {
                format!("{} from {}", step.n, step.from)
            };
            let most = if step.from == lane { most[1] } else { most[0] };
            let words = if usize::from(step.n) <= most {
                let names: Vec<&str> =
                    by_name(step.states).iter().map(|state| state.state().name()).collect();
                format!("{count}: {}", names.join(", "))
            } else {
                count
            };
            notes.push(Note {
                from: Some(step.from),
                lines: Face::Regular.wrap(&words, small, width - small * 1.2),
            });
        }
        let height: f64 = notes
            .iter()
            .map(|note| {
                note.lines.len() as f64 * if note.from.is_none() { size * Face::LINE } else { small * 1.25 }
            })
            .sum();
        Self { notes, height: height + size * 0.7 }
    }

    fn draw(&self, x: f64, y: f64, canvas: &Canvas) -> Vec<Mark> {
        let (size, small) = (canvas.base, canvas.small());
        let mut marks = Vec::new();
        let mut y = y;
        for note in &self.notes {
            if let Some(from) = note.from {
                let chip = Rect::new(x, y + small * 0.2, small * 0.8, small * 0.8);
                marks.push(swatch(paint_of(from), chip, canvas));
                for line in &note.lines {
                    marks.push(Text::new(x + small * 1.2, y + small * 0.92, small, line.clone()).into());
                    y += small * 1.25;
                }
            } else {
                for line in &note.lines {
                    marks.push(Text::new(x, y + size * 0.95, size, line.clone()).face(Face::Bold).into());
                    y += size * Face::LINE;
                }
            }
        }
        marks
    }
}
