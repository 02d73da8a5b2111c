//! The timeline as a figure.

use jiff::civil::Date;
use travaux_figure::canvas::Canvas;
use travaux_figure::color::Color;
use travaux_figure::legend::{Key, Legend};
use travaux_figure::marks::{Event, Lane as DrawnLane, Lanes, Link, Span as DrawnSpan};
use travaux_figure::palette::{CAMPS, WITHOUT_VOTE};
use travaux_figure::scene::{Paint, Rect};
use travaux_figure::sheet::{Sheet, Wording};
use travaux_figure::{Figure, FigureError, Setting};
use travaux_record::Answer;

use super::model::{Lane, Mark, MarkKind, Timeline};
use super::text::tables;
use crate::file::When;

/// What ran: pale, so that sessions can be seen on it.
const PROCESS: Paint = Paint::plain(Color(0xcf, 0xe2, 0xf3));
const SESSION: Paint = Paint::plain(Color(0x0b, 0x5c, 0xa8));
const DECISION: Paint = Paint::plain(Color(0x1f, 0x1f, 0x1f));
const REPORT: Paint = Paint::plain(Color(0xe8, 0x74, 0x3b));

/// Lanes of lines and processes, with sessions, votes, reports and hand-overs.
pub fn figure(setting: Setting<'_>, answer: &Answer<Timeline>, title: &str) -> Result<Figure, FigureError> {
    setting.fitted(|canvas| drawn(setting, canvas, answer, title))
}

fn drawn(
    setting: Setting<'_>,
    canvas: Canvas,
    answer: &Answer<Timeline>,
    title: &str,
) -> Result<Figure, FigureError> {
    let timeline = &answer.value;
    let lanes: Vec<DrawnLane> = timeline.lanes.iter().map(lane).collect();
    let is_session = |mark: &&Mark| !matches!(mark.kind, MarkKind::Decision | MarkKind::Report);
    let sessions = || timeline.lanes.iter().flat_map(|lane| &lane.marks).filter(is_session);
    let undated: usize = timeline.lanes.iter().map(|lane| lane.undated_sessions as usize).sum();
    let vague = sessions().filter(|mark| is_vague(mark)).count() + undated;
    let undrawn = if vague == 0 {
        String::new()
    } else {
        let all = sessions().count() + undated;
        format!(" {vague} of {all} sessions are not drawn: they are not known to the day.")
    };
    let what = format!(
        "n = {} lanes: {} lines of texts, {} processes. Bars run from beginning to end where both are established; dashed \
         lines are hand-overs.{undrawn}",
        timeline.lanes.len(),
        timeline.lanes.iter().filter(|lane| lane.is_line).count(),
        timeline.lanes.iter().filter(|lane| !lane.is_line).count()
    );
    let wording = Wording {
        title: title.to_owned(),
        subtitle: String::new(),
        caption: setting.caption(what, answer, |_| false),
        description: format!("A timeline with lanes. {}", description(timeline)),
    };
    let mut sheet = Sheet::new(canvas, wording)?;
    let nothing = || FigureError::Nothing("no time of the case is known".to_owned());
    let mut plan = Lanes::new(&lanes, sheet.width(), canvas).ok_or_else(nothing)?;
    let legend = Legend::flow(&keys(timeline), &canvas, sheet.width());
    let legend_height = legend.height + canvas.base;
    if sheet.room().is_some_and(|room| room < plan.height + legend_height) {
        plan = Lanes::dense(&lanes, sheet.width(), canvas).ok_or_else(nothing)?;
    }
    let at = sheet.block(plan.height, plan.height, legend_height)?;
    let at = Rect { height: plan.height, ..at };
    sheet.extend(plan.draw(at, &links(timeline), |year| format!("{year:.0}")));
    let (left, top) = (sheet.left(), sheet.top() + canvas.base * 0.6);
    sheet.add(legend.at(left, top));
    sheet.skip(legend_height);
    let data = tables(timeline).into_iter().next();
    let Some(data) = data else { return Err(FigureError::Nothing("nothing happened".to_owned())) };
    Ok(Figure { scene: sheet.finish(), data })
}

/// A day as a year with its fraction.
fn year(day: Date) -> f64 {
    let length = f64::from(day.days_in_year());
    f64::from(day.year()) + f64::from(day.day_of_year() - 1) / length
}

fn lane(lane: &Lane) -> DrawnLane {
    let mut spans: Vec<DrawnSpan> = lane
        .span
        .iter()
        .map(|span| DrawnSpan {
            time: [year(span.from.first()), year(span.to.last())],
            paint: PROCESS,
            label: String::new(),
            tooltip: format!("{}: {} to {}", lane.name, span.from, span.to),
        })
        .collect();
    let mut events = Vec::new();
    for mark in &lane.marks {
        let tooltip = tooltip(mark);
        match mark.kind {
            MarkKind::Decision | MarkKind::Report => events.push(Event {
                time: year(mark.from.first()),
                paint: if mark.kind == MarkKind::Decision { DECISION } else { REPORT },
                label: short(&mark.name),
                tooltip,
            }),
            // A bar as long as a year would say that a session lasted a year.
            _ if is_vague(mark) => {}
            kind => spans.push(DrawnSpan {
                time: [year(mark.from.first()), year(mark.to.last())],
                paint: session_paint(kind),
                label: String::new(),
                tooltip,
            }),
        }
    }
    DrawnLane { label: lane.name.clone(), spans, events }
}

/// Whether a session is known to the month or the year only.
fn is_vague(mark: &Mark) -> bool {
    !matches!((mark.from, mark.to), (When::Day(_), When::Day(_)))
}

fn session_paint(kind: MarkKind) -> Paint {
    match kind {
        MarkKind::SessionPlanned => CAMPS[0][2],
        MarkKind::SessionNotHeld => WITHOUT_VOTE,
        _ => SESSION,
    }
}

fn tooltip(mark: &Mark) -> String {
    let place = mark.place.as_ref().map(|place| format!(", {place}")).unwrap_or_default();
    if mark.from == mark.to {
        format!("{}, {}{place}", mark.name, mark.from)
    } else {
        format!("{}, {} to {}{place}", mark.name, mark.from, mark.to)
    }
}

/// What is written on the figure of an event: its symbol.
fn short(name: &str) -> String {
    name.split(',').next().unwrap_or(name).to_owned()
}

fn keys(timeline: &Timeline) -> Vec<Key> {
    let has =
        |kind: MarkKind| timeline.lanes.iter().any(|lane| lane.marks.iter().any(|mark| mark.kind == kind));
    let mut keys = Vec::new();
    if timeline.lanes.iter().any(|lane| lane.span.is_some()) {
        keys.push(Key::plain(PROCESS, "process"));
    }
    for (kind, paint, words) in [
        (MarkKind::SessionHeld, SESSION, "session held"),
        (MarkKind::SessionPlanned, session_paint(MarkKind::SessionPlanned), "session planned"),
        (MarkKind::SessionNotHeld, session_paint(MarkKind::SessionNotHeld), "session not held"),
        (MarkKind::Decision, DECISION, "decision of the Assembly"),
        (MarkKind::Report, REPORT, "report"),
    ] {
        if has(kind) {
            keys.push(Key::plain(paint, words));
        }
    }
    keys
}

fn links(timeline: &Timeline) -> Vec<Link> {
    let place = |name: &str| timeline.lanes.iter().position(|lane| !lane.is_line && lane.name == name);
    timeline
        .hand_overs
        .iter()
        .filter_map(|(later, earlier)| {
            let (from, to) = (place(earlier)?, place(later)?);
            let ended = timeline.lanes[from].span?.to.last();
            let began = timeline.lanes[to].span?.from.first();
            Some(Link { from: (from, year(ended)), to: (to, year(began)) })
        })
        .collect()
}

fn description(timeline: &Timeline) -> String {
    let lanes = timeline.lanes.iter().map(|lane| {
        let span = lane.span.map_or_else(String::new, |span| format!(", {} to {}", span.from, span.to));
        format!("{}{span}: {} entries.", lane.name, lane.marks.len())
    });
    lanes.collect::<Vec<_>>().join(" ")
}
