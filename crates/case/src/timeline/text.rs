//! The timeline as tables.

use std::collections::BTreeSet;

use travaux_record::{Cell, Table, Tabular};

use super::model::{Lane, Mark, MarkKind, Timeline};

impl MarkKind {
    /// In a word or two.
    pub const fn phrase(self) -> &'static str {
        match self {
            Self::Decision => "decision",
            Self::SessionHeld => "session",
            Self::SessionPlanned => "session planned",
            Self::SessionNotHeld => "session not held",
            Self::Report => "report",
        }
    }
}

/// All marks in the order of time, with their lanes. A vote that created a process stands in the lane of its line as
/// well: it is told once.
pub(super) fn told_once(timeline: &Timeline) -> Vec<(&Lane, &Mark)> {
    let mut all: Vec<(&Lane, &Mark)> =
        timeline.lanes.iter().flat_map(|lane| lane.marks.iter().map(move |mark| (lane, mark))).collect();
    all.sort_by_key(|(_, mark)| (mark.from.first(), mark.to.last()));
    let mut votes = BTreeSet::new();
    all.retain(|(_, mark)| {
        mark.kind != MarkKind::Decision || votes.insert((mark.name.as_str(), mark.from.first()))
    });
    all
}

/// The tables of a timeline: what happened, what overlaps, who took over from whom, what was due.
pub fn tables(timeline: &Timeline) -> Vec<Table> {
    let mut events =
        Table::new("events", "What happened when", &["from", "to", "where", "kind", "what", "place"]);
    for (lane, mark) in told_once(timeline) {
        events.row([
            mark.from.to_string().into(),
            if mark.to == mark.from { Cell::Empty } else { mark.to.to_string().into() },
            lane.name.clone().into(),
            mark.kind.phrase().into(),
            mark.name.clone().into(),
            mark.place.clone().into(),
        ]);
    }
    let mut spans = Table::new("spans", "From when to when", &["process", "from", "to"]);
    for lane in timeline.lanes.iter().filter(|lane| !lane.is_line) {
        let (from, to) = lane.span.map_or((Cell::from("not established"), Cell::Empty), |span| {
            (span.from.to_string().into(), span.to.to_string().into())
        });
        spans.row([lane.name.clone().into(), from, to]);
    }
    let mut overlaps = Table::new(
        "overlaps",
        "Which processes overlap",
        &[
            "process",
            "and",
            "from",
            "to",
            "days",
            "at least",
            "topics of both",
            "of the first only",
            "of the second only",
            "members of both",
        ],
    );
    for overlap in &timeline.overlaps {
        overlaps.row([
            overlap.first.clone().into(),
            overlap.second.clone().into(),
            overlap.from.into(),
            overlap.to.into(),
            u64::from(overlap.days).into(),
            if overlap.at_least { "yes".into() } else { Cell::Empty },
            overlap.shared_topics.join(", ").into(),
            overlap.first_only.join(", ").into(),
            overlap.second_only.join(", ").into(),
            overlap.members_of_both.map(|states| states.len()).into(),
        ]);
    }
    let mut hand_overs = Table::new("hand_overs", "Which process follows which", &["process", "follows"]);
    for (later, earlier) in &timeline.hand_overs {
        hand_overs.row([later.clone().into(), earlier.clone().into()]);
    }
    let mut due = Table::new("due", "What was due when", &["session", "process", "report", "outcome"]);
    for entry in &timeline.due {
        due.row([
            u64::from(entry.session).into(),
            entry.process.clone().into(),
            entry.text.clone().into(),
            entry.outcome.clone().into(),
        ]);
    }
    let mut tables = vec![events, spans, overlaps, hand_overs, due];
    tables.retain(|table| !table.rows.is_empty());
    tables
}

impl Tabular for Timeline {
    fn tables(&self) -> Vec<Table> {
        tables(self)
    }
}
