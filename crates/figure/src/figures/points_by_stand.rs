//! The ideal points of a session by where states stand on a pair of rival texts: a line a state, so close that they make a
//! slope, and their intervals a band.

use travaux_record::{Answer, Cell, Table};
use travaux_un::set::StateSet;
use travaux_un::state::StateId;
use travaux_votes::Stand;
use travaux_votes::ideal::{Coordinate, IdealPoints};
use travaux_votes::poles::Poles;
use travaux_votes::words::{capital, counted};

use super::{Figure, Setting};
use crate::canvas::Canvas;
use crate::color::Color;
use crate::font::Face;
use crate::marks::{Side, value_axis};
use crate::palette::stand_dot;
use crate::scale::{Linear, in_words};
use crate::scene::{Anchor, Group, Mark, Rect, Stroke, Style, Text};
use crate::sheet::{Sheet, Wording};
use crate::{FigureError, words};

/// From pole to pole, and then who did not vote.
const LANES: [Stand; 4] = [Stand::FirstPole, Stand::Between, Stand::SecondPole, Stand::NotVoting];

/// The points of the states of one session, in a lane for each stand on a pair of texts.
pub fn points_by_stand(
    setting: Setting<'_>,
    answer: &Answer<IdealPoints>,
    session: i32,
    pair: &Poles,
) -> Result<Figure, FigureError> {
    let lanes: Vec<Lane> =
        LANES.into_iter().filter_map(|stand| Lane::of(&answer.value, session, pair, stand)).collect();
    if lanes.is_empty() {
        return Err(FigureError::Nothing(format!("no state has a point in session {session}")));
    }
    setting.fitted(|canvas| drawn(setting, canvas, answer, session, pair, &lanes))
}

/// A state with its point and how many votes that rests on.
struct Row {
    state: StateId,
    votes: u32,
    at: Coordinate,
}

/// The states of one stand, from the highest to the lowest.
struct Lane {
    stand: Stand,
    rows: Vec<Row>,
    /// States of the stand without a point.
    without: usize,
}

impl Lane {
    fn of(value: &IdealPoints, session: i32, pair: &Poles, stand: Stand) -> Option<Self> {
        let states = pair.states(stand);
        let rows: Vec<Row> = value
            .in_session(session, states)
            .into_iter()
            .filter_map(|point| Some(Row { state: point.state, votes: point.votes, at: *point.at.first()? }))
            .collect();
        let placed: StateSet = rows.iter().map(|row| row.state).collect();
        let without = (states - placed).len();
        (!rows.is_empty()).then_some(Self { stand, rows, without })
    }

    fn heading(&self, pair: &Poles) -> String {
        let (first, second) = (words::short(&pair.first.id), words::short(&pair.second.id));
        let what = match self.stand {
            Stand::FirstPole => format!("for {first}, against {second}"),
            Stand::SecondPole => format!("for {second}, against {first}"),
            Stand::Between => "between: a vote on both, at neither pole".to_owned(),
            Stand::NotVoting => "not voting on one or on both".to_owned(),
            Stand::NotComparable => "not comparable".to_owned(),
        };
        let states = counted(self.rows.len() as u64, "state");
        match self.without {
            0 => format!("{what}: {states}"),
            n => format!("{what}: {states}, {n} more without a point"),
        }
    }
}

fn drawn(
    setting: Setting<'_>,
    canvas: Canvas,
    answer: &Answer<IdealPoints>,
    session: i32,
    pair: &Poles,
    lanes: &[Lane],
) -> Result<Figure, FigureError> {
    let value = &answer.value;
    let (first, second) = (words::short(&pair.first.id), words::short(&pair.second.id));
    let title = format!("Ideal points in session {session}, by the votes on {first} and {second}");
    let each = lanes.iter().map(|lane| lane.heading(pair)).collect::<Vec<_>>();
    let wording = Wording {
        description: format!(
            "A dot with a 95 % interval for each state, in lanes. {title}. {}.",
            each.join("; ")
        ),
        title,
        subtitle: capital(&value.selection.words),
        caption: setting.caption(what(value), answer, words::about_all),
    };
    let mut sheet = Sheet::new(canvas, wording)?;
    let size = canvas.base;
    let n: usize = lanes.iter().map(|lane| lane.rows.len()).sum();
    // A lane of one state is as high as its heading needs.
    let heads = lanes.len() as f64 * size * 2.6;
    let axis = canvas.small() * 2.0;
    let at =
        sheet.block((n as f64 * size * 0.28) + heads + axis, (n as f64 * size * 0.12) + heads + axis, 0.0)?;
    let plot = Rect::new(at.x, at.y, at.width, at.height - axis);
    let step = (plot.height - heads) / n.max(1) as f64;
    sheet.extend(marks(lanes, &each, plot, step, &canvas));
    Ok(Figure { scene: sheet.finish(), data: data_of(lanes, session) })
}

fn marks(lanes: &[Lane], headings: &[String], plot: Rect, step: f64, canvas: &Canvas) -> Vec<Mark> {
    let size = canvas.base;
    let scale = scale(lanes, plot, canvas);
    let mut marks = vec![value_axis(scale, Side::Below, plot, canvas, in_words)];
    if scale.domain[0] < 0.0 && scale.domain[1] > 0.0 {
        let dash = Some((size * 0.3, size * 0.3));
        let line = Stroke { dash, ..Stroke::new(Color::INK_SOFT, canvas.hairline() * 1.5) };
        marks.push(Mark::line([scale.at(0.0), plot.y], [scale.at(0.0), plot.bottom()], line));
    }
    let mut y = plot.y;
    for (lane, heading) in lanes.iter().zip(headings) {
        let text = Text::new(plot.x, y + size * 1.3, size, Face::Bold.shortened(heading, size, plot.width));
        marks.push(text.face(Face::Bold).into());
        y += size * 2.1;
        let top = y;
        for row in &lane.rows {
            marks.push(line_of(lane.stand, row, scale, y + step / 2.0, step, canvas));
            y += step;
        }
        marks.extend(names(lane, scale, [top + step / 2.0, y - step / 2.0], canvas));
        y += size * 0.5;
    }
    marks
}

/// How far a name may pass the edge for the roundings of making room for it: it has more to spare.
const HAIR: f64 = 0.5;

/// From the lowest end of an interval to the highest, with room for the names beside them.
fn scale(lanes: &[Lane], plot: Rect, canvas: &Canvas) -> Linear {
    let rows = || lanes.iter().flat_map(|lane| &lane.rows);
    let low = rows().map(|row| row.at.low.min(row.at.value)).fold(f64::INFINITY, f64::min);
    let high = rows().map(|row| row.at.high.max(row.at.value)).fold(f64::NEG_INFINITY, f64::max);
    let mut scale = Linear::new([low, high.max(low + 1e-9)], [plot.x, plot.right()]);
    let wide = scale;
    let room = |row: &Row| name_room(row, plot, canvas);
    // Twice, since what makes room for one name moves the others.
    for _ in 0..2 {
        let before = lanes.iter().filter_map(|lane| lane.rows.last());
        let before = before.map(|row| plot.x + room(row) - scale.at(row.at.low)).fold(0.0, f64::max);
        let after = lanes.iter().filter_map(|lane| lane.rows.first());
        let after = after.map(|row| scale.at(row.at.high) + room(row) - plot.right()).fold(0.0, f64::max);
        scale.range[0] += before;
        scale.range[1] -= after;
    }
    // Where names would take all there is they are left out instead.
    if scale.range[1] - scale.range[0] < plot.width * 0.5 { wide } else { scale }
}

/// A name, or the code where the name is long for the page.
fn name_of(row: &Row, plot_width: f64, canvas: &Canvas) -> &'static str {
    let name = row.state.state().name();
    if Face::Regular.width(name, canvas.small()) > plot_width * 0.2 { row.state.code() } else { name }
}

/// What a name and the gap before it take; a little more than they do.
fn name_room(row: &Row, plot: Rect, canvas: &Canvas) -> f64 {
    Face::Regular.width(name_of(row, plot.width, canvas), canvas.small()) + canvas.small() * 0.7
}

/// A state: its interval, and a dot where it most probably stood.
fn line_of(stand: Stand, row: &Row, scale: Linear, y: f64, step: f64, canvas: &Canvas) -> Mark {
    let Coordinate { value, low, high, .. } = row.at;
    let mut group = Group::new("estimate").with("state", row.state.code()).tooltip(format!(
        "{}: {} ({} to {})",
        row.state.state().name(),
        in_words(value),
        in_words(low),
        in_words(high)
    ));
    let line = Stroke::new(Color(0x9a, 0x9a, 0x9a), (step * 0.5).min(canvas.hairline() * 2.5));
    group.marks.push(Mark::line([scale.at(low), y], [scale.at(high), y], line));
    let edge = Stroke::new(Color::INK, canvas.hairline() * 0.7);
    let style = Style::filled(stand_dot(stand)).edged(edge);
    let radius = (step * 0.75).clamp(canvas.base * 0.14, canvas.base * 0.36);
    group.marks.push(Mark::Circle { center: [scale.at(value), y], radius, style });
    group.into()
}

/// The name of the highest of a lane to the right of its interval and of the lowest to the left: on these sides there is
/// nobody else.
fn names(lane: &Lane, scale: Linear, [top, bottom]: [f64; 2], canvas: &Canvas) -> Vec<Mark> {
    let size = canvas.small();
    let plot = Rect::new(canvas.margin(), top, canvas.inner_width(), bottom - top);
    let text = |row: &Row, x: f64, y: f64| {
        Text::new(x, y + size * 0.35, size, name_of(row, plot.width, canvas)).color(Color::INK_SOFT)
    };
    let mut marks = Vec::new();
    if let Some(row) = lane.rows.first() {
        let x = scale.at(row.at.high);
        if x + name_room(row, plot, canvas) < plot.right() + HAIR {
            marks.push(text(row, x + size * 0.5, top).into());
        }
    }
    if let Some(row) = lane.rows.last().filter(|_| lane.rows.len() > 1) {
        let x = scale.at(row.at.low);
        if x - name_room(row, plot, canvas) > plot.x - HAIR {
            marks.push(text(row, x - size * 0.5, bottom).anchor(Anchor::End).into());
        }
    }
    marks
}

fn what(value: &IdealPoints) -> String {
    format!(
        "n = {} votes on {} contested decisions of {}. A dot is a state, its line the 95 % interval ({}). Ordinal probit item \
         response; all points of all sessions have mean 0 and standard deviation 1; {} is at the positive end.",
        value.votes,
        value.contested,
        value.selection.decisions,
        value.engine,
        value.positive.state().name()
    )
}

fn data_of(lanes: &[Lane], session: i32) -> Table {
    let columns = ["state", "name", "stand", "session", "votes", "position", "sd", "low", "high"];
    let mut data = Table::new("points_by_stand", "Ideal points by stand, with 95 % intervals", &columns);
    for lane in lanes {
        for row in &lane.rows {
            let number = |value: f64| Cell::Number(value, 4);
            data.row([
                row.state.into(),
                row.state.state().name().into(),
                lane.stand.phrase().into(),
                session.to_string().into(),
                u64::from(row.votes).into(),
                number(row.at.value),
                number(row.at.sd),
                number(row.at.low),
                number(row.at.high),
            ]);
        }
    }
    data
}
