//! The processes that texts created: who belongs to them, when they met, how they overlap, what was due.

use travaux_record::{Cell, Table};
use travaux_votes::words::{counted, day, listed};

use super::super::model::{Block, Inline, Prose};
use super::super::{Desk, words};
use crate::file::schema::{Membership, Process, SessionStatus};
use crate::timeline::{Overlap, Timeline, figure, tables};

pub(super) fn write(desk: &mut Desk<'_>) -> Vec<Block> {
    let case = desk.case;
    if case.file.process.is_empty() {
        return Vec::new();
    }
    let answer = Timeline::of(case);
    let timeline = desk.take(&answer);
    let mut blocks = vec![Desk::figure(
        "timeline",
        figure(desk.setting(), &answer, &format!("{}: lines, processes, sessions, reports", case.title)),
    )];
    let items: Vec<Vec<Inline>> =
        (0..case.file.process.len()).map(|place| process(desk, place).into_inlines()).collect();
    blocks.push(Block::List(items));
    blocks.push(Block::Table(participation(desk)));
    if !timeline.overlaps.is_empty() {
        blocks.push(Block::Heading("Overlaps".to_owned()));
        blocks
            .push(Block::List(timeline.overlaps.iter().map(|found| overlap(found).into_inlines()).collect()));
    }
    blocks.extend(hand_overs(desk).map(Block::from));
    blocks.extend(tables(timeline).into_iter().filter(|table| table.name == "due").map(Block::Table));
    blocks
}

/// Which process took over from which, and which was to follow one but has no beginning on file.
fn hand_overs(desk: &Desk<'_>) -> Option<Prose> {
    let case = desk.case;
    let follow = |has_begun: bool| -> Vec<String> {
        let processes = case.file.process.iter().enumerate();
        processes
            .filter(|(_, process)| process.from.is_some() == has_begun)
            .flat_map(|(later, _)| case.processes[later].follows.iter().map(move |&earlier| (later, earlier)))
            .map(|(later, earlier)| {
                let verb = if has_begun { "from" } else { "after" };
                format!("{} {verb} {}", case.process_name(later), case.process_name(earlier))
            })
            .collect()
    };
    let mut prose = Prose::new();
    let (took, was_to) = (follow(true), follow(false));
    if !took.is_empty() {
        prose = prose.say(format!("Which process took over from which: {}.", took.join("; ")));
    }
    if !was_to.is_empty() {
        prose =
            prose.then(format!("Which was to follow, without a beginning on file: {}.", was_to.join("; ")));
    }
    (!prose.is_empty()).then_some(prose)
}

/// What the file has of a process, in sentences.
fn process(desk: &mut Desk<'_>, place: usize) -> Prose {
    let case = desk.case;
    let process = &case.file.process[place];
    let mut prose = Prose::new().say(words::capital(&process.name));
    let says = |kind: &&String| process.name.to_lowercase().contains(&kind.to_lowercase());
    if let Some(kind) = process.kind.as_ref().filter(|kind| !says(kind)) {
        prose = prose.say(format!(" ({kind})"));
    }
    prose = prose.say(span(process));
    for (number, mandate) in process.mandate.iter().enumerate() {
        prose = prose.say(if number == 0 { "; mandate: " } else { ", " });
        let paragraph =
            mandate.paragraph.as_ref().map(|paragraph| format!(", {paragraph}")).unwrap_or_default();
        prose = prose.say(format!("{}{paragraph}", mandate.text.value));
        let number = desk.notes.cited(&mandate.text, mandate.paragraph.clone());
        prose =
            prose.note(number).written(&mut desk.notes, mandate.sources.iter().map(|source| source.as_str()));
    }
    prose = prose.say(".").then(membership(process));
    if !process.chair.is_empty() {
        prose = prose.then(format!("Chair: {}.", listed(&process.chair, "and")));
    }
    if let Some(rule) = &process.decision_rule {
        prose = prose.then(words::sentence(&format!("decision rule: {rule}")));
    }
    if let Some(consulted) = &process.consulted {
        prose = prose.then(words::sentence(&format!("who may be consulted: {consulted}")));
    }
    prose = prose.then(sessions(process));
    for report in &process.report {
        let text = report.text.as_ref().map(|text| format!(" {}", text.value)).unwrap_or_default();
        let outcome = report.outcome.as_ref().map(|outcome| format!(": {outcome}")).unwrap_or_default();
        let due = report.due_session.map(|session| format!(", due at session {session}")).unwrap_or_default();
        prose = prose.then(format!("Report{text}{due}{outcome}."));
        if let Some(text) = &report.text {
            let number = desk.notes.written(text);
            prose = prose.note(number);
        }
        prose = prose.written(&mut desk.notes, report.sources.iter().map(|source| source.as_str()));
    }
    if let Some(note) = &process.note {
        prose = prose.then(words::sentence(note));
    }
    prose.written(&mut desk.notes, process.sources.iter().map(|source| source.as_str()))
}

fn span(process: &Process) -> String {
    match (process.from, process.to) {
        (Some(from), Some(to)) if from == to => format!(", {from}"),
        (Some(from), Some(to)) => format!(", {from} to {to}"),
        (Some(from), None) => format!(", from {from}; its end is not established"),
        (None, Some(to)) => format!(", until {to}; its beginning is not established"),
        (None, None) => ", at a time that is not established".to_owned(),
    }
}

fn membership(process: &Process) -> String {
    match (process.membership, process.seats) {
        (Some(Membership::Open), _) => "Membership: open to all Member States.".to_owned(),
        (Some(Membership::Limited), Some(seats)) => {
            let known = if process.members.is_empty() { "; which states is not established" } else { "" };
            format!("Membership: limited to {}{known}.", words::states(seats))
        }
        (Some(Membership::Limited), None) => "Membership: limited.".to_owned(),
        (None, Some(seats)) => format!("Membership: {}.", words::states(seats)),
        (None, None) => "Membership: not established.".to_owned(),
    }
}

fn sessions(process: &Process) -> String {
    let count = |status| process.session.iter().filter(|session| session.status == status).count();
    let parts: Vec<String> =
        [SessionStatus::Held, SessionStatus::Planned, SessionStatus::Postponed, SessionStatus::Cancelled]
            .into_iter()
            .map(|status| (count(status), status.word()))
            .filter(|(n, _)| *n > 0)
            .map(|(n, word)| format!("{n} {word}"))
            .collect();
    if parts.is_empty() { String::new() } else { format!("Sessions on file: {}.", listed(parts, "and")) }
}

/// Which states belong to which process, as far as it is known.
fn participation(desk: &Desk<'_>) -> Table {
    let case = desk.case;
    let mut table = Table::new(
        "participation",
        "Who takes part where",
        &["process", "open to", "members known", "which"],
    );
    for (place, process) in case.file.process.iter().enumerate() {
        let members = case.processes[place].members;
        let open_to = match (process.membership, process.seats) {
            (Some(Membership::Open), _) => "all Members".to_owned(),
            (_, Some(seats)) => format!("{seats} members"),
            (Some(Membership::Limited), None) => "some Members".to_owned(),
            (None, None) => "not established".to_owned(),
        };
        let (n, which) = if members.is_empty() {
            (Cell::Empty, Cell::Empty)
        } else {
            (members.len().into(), members.into())
        };
        table.row([case.process_name(place).into(), open_to.into(), n, which]);
    }
    table
}

fn overlap(found: &Overlap) -> Prose {
    let mut prose = Prose::new().say(format!(
        "{} and {} ran side by side {}from {} to {} ({}).",
        found.first,
        found.second,
        if found.at_least { "at least " } else { "" },
        day(found.from),
        day(found.to),
        counted(u64::from(found.days), "day")
    ));
    if found.shared_topics.is_empty() {
        if !found.first_only.is_empty() && !found.second_only.is_empty() {
            prose = prose.then("Their mandates share no topic on file.");
        }
    } else {
        prose = prose.then(format!("Both mandates name {}.", listed(&found.shared_topics, "and")));
        for (topics, name) in [(&found.first_only, &found.first), (&found.second_only, &found.second)] {
            if !topics.is_empty() {
                prose = prose.then(format!("Only that of {name} names {}.", listed(topics, "and")));
            }
        }
    }
    if let Some(members) = found.members_of_both.filter(|members| !members.is_empty()) {
        let n = words::states(members.len() as u64);
        prose = prose.then(if found.one_is_open {
            format!("One of them being open to all, the {n} of the other could take part in both.")
        } else {
            format!("Members of both: {} ({}).", n, words::names(members))
        });
    }
    prose
}
