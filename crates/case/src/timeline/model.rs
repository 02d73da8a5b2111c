//! What happened when, process by process, as far as the case file and the record know.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use travaux_record::{Answer, Caveat, Citation, Method};
use travaux_un::set::StateSet;
use travaux_votes::words::counted;
use travaux_votes::{Headline, lookup};

use crate::Case;
use crate::file::When;
use crate::file::schema::{Membership, Session, SessionStatus, TopicKind};

/// The processes of a case in time.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Timeline {
    /// The case.
    pub case: String,
    /// A lane for each process, and one for each line of texts.
    pub lanes: Vec<Lane>,
    /// Each two processes that overlap in time.
    pub overlaps: Vec<Overlap>,
    /// Which process follows which: the later, the earlier.
    pub hand_overs: Vec<(String, String)>,
    /// Reports by the session of the Assembly that they were due to.
    pub due: Vec<Due>,
}

/// A process, or a line of texts.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Lane {
    /// Its name.
    pub name: String,
    /// Whether it is a line of texts.
    pub is_line: bool,
    /// From when to when it ran; `null` where it is not established.
    pub span: Option<Span>,
    /// Sessions, votes and reports, by date.
    pub marks: Vec<Mark>,
    /// How many of its sessions have no date, or one that cannot be: an end before the beginning.
    pub undated_sessions: u32,
}

/// A stretch of time, known to the day, the month or the year at each end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Span {
    /// The beginning.
    pub from: When,
    /// The end.
    pub to: When,
}

/// Something that happened, or was to happen.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Mark {
    /// What kind of thing.
    pub kind: MarkKind,
    /// What, in words.
    pub name: String,
    /// When it began.
    pub from: When,
    /// When it ended.
    pub to: When,
    /// Where.
    pub place: Option<String>,
}

/// What kind of thing happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MarkKind {
    /// A text was adopted, or not, in plenary.
    Decision,
    /// A session took place.
    SessionHeld,
    /// A session was planned; whether it was held then is not established.
    SessionPlanned,
    /// A session did not take place then.
    SessionNotHeld,
    /// A report was made.
    Report,
}

/// Two processes that ran at the same time.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Overlap {
    /// One.
    pub first: String,
    /// The other.
    pub second: String,
    /// From when at the latest, to when at the earliest, both surely ran.
    pub from: Date,
    /// The last day that both surely ran.
    pub to: Date,
    /// How many days.
    pub days: u32,
    /// Whether it may have been longer, since a beginning or an end is known to the month or the year only.
    pub at_least: bool,
    /// Topics that both mandates name.
    pub shared_topics: Vec<String>,
    /// Topics that only the one names.
    pub first_only: Vec<String>,
    /// Topics that only the other names.
    pub second_only: Vec<String>,
    /// States that belong to both, where both have a limited membership that is known; of one that is open to all, the
    /// members of the other.
    pub members_of_both: Option<StateSet>,
    /// Whether one of them is open to all Members, so that the members of the other can take part in both.
    pub one_is_open: bool,
}

/// A report that was due.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Due {
    /// The session of the Assembly.
    pub session: u16,
    /// The process.
    pub process: String,
    /// The report, if it has a symbol.
    pub text: Option<String>,
    /// What came of it.
    pub outcome: Option<String>,
}

const METHOD: Method = Method {
    name: "timeline",
    summary: "Times of processes, sessions and reports are as the case file has them from its sources, votes and their \
              days as the record has them. Two processes overlap from the later of their beginnings to the earlier of \
              their ends; where a time is known to the month or the year only, the days counted are those on which \
              both surely ran.",
};

impl Timeline {
    /// Of a case.
    pub fn of(case: &Case<'_>) -> Answer<Self> {
        let processes: Vec<Lane> =
            (0..case.file.process.len()).map(|place| process_lane(case, place)).collect();
        let lines = case.lines.iter().map(|line| {
            let name = case.file.line.get(line.line).map_or_else(String::new, |line| line.name.clone());
            let marks = line.texts.iter().filter_map(|&text| decision_mark(text)).collect();
            Lane { name, is_line: true, span: None, marks, undated_sessions: 0 }
        });
        let value = Self {
            case: case.id.clone(),
            overlaps: overlaps(case),
            hand_overs: hand_overs(case),
            due: due(case),
            lanes: lines.chain(processes).collect(),
        };
        let undated: Vec<(String, u32)> = value
            .lanes
            .iter()
            .filter(|lane| lane.undated_sessions > 0)
            .map(|lane| (lane.name.clone(), lane.undated_sessions))
            .collect();
        let mut answer = Answer::new(value, METHOD);
        for process in &case.file.process {
            if process.from.is_none() || process.to.is_none() {
                let what = match (process.from, process.to) {
                    (None, None) => "when it began and when it ended are",
                    (None, Some(_)) => "when it began is",
                    _ => "when it ended, or is to end, is",
                };
                let detail = format!("{}: {what} not established", process.name);
                answer.caveat(Caveat::Coverage { detail });
            }
        }
        for (name, undated) in undated {
            let sessions = counted(undated, "session");
            answer.caveat(Caveat::Coverage { detail: format!("{name}: {sessions} without a date") });
        }
        for text in case.texts() {
            for citation in travaux_votes::citations(case.context.record, text) {
                answer.cite(citation);
            }
        }
        for process in &case.file.process {
            for source in &process.sources {
                answer.cite(Citation {
                    of: process.name.clone(),
                    source: "case file".to_owned(),
                    reference: source.value.clone(),
                    url: None,
                });
            }
        }
        answer
    }
}

fn decision_mark(decision: travaux_record::DecisionRef<'_>) -> Option<Mark> {
    let day = When::Day(decision.date()?);
    let headline = Headline::of(decision);
    let name = format!("{}, {}", travaux_votes::words::short(decision.id()), headline.result());
    Some(Mark { kind: MarkKind::Decision, name, from: day, to: day, place: None })
}

fn process_lane(case: &Case<'_>, place: usize) -> Lane {
    let process = &case.file.process[place];
    let mut marks: Vec<Mark> = Vec::new();
    for mandate in &process.mandate {
        if let Some(found) = lookup::known(case.context.record, &mandate.text) {
            marks.extend(decision_mark(found.decision));
        }
    }
    for session in process.session.iter().filter(|session| !is_undated(session)) {
        let Some((from, to)) = session.from.or(session.to).zip(session.to.or(session.from)) else { continue };
        let kind = match session.status {
            SessionStatus::Held => MarkKind::SessionHeld,
            SessionStatus::Planned => MarkKind::SessionPlanned,
            SessionStatus::Postponed | SessionStatus::Cancelled => MarkKind::SessionNotHeld,
        };
        marks.push(Mark {
            kind,
            // Of a session whose beginning is not established, its end is all that is known to have been on a day.
            name: match session.from {
                Some(_) => format!("{} ({})", session.name, session.status.word()),
                None => format!("end of {} ({})", session.name, session.status.word()),
            },
            from,
            to,
            place: session.place.clone(),
        });
    }
    for report in &process.report {
        let Some(date) = report.date else { continue };
        let symbol = report.text.as_ref().map_or("report", |text| text.as_str());
        let outcome = report.outcome.as_ref().map(|outcome| format!(", {outcome}")).unwrap_or_default();
        marks.push(Mark {
            kind: MarkKind::Report,
            name: format!("{symbol}{outcome}"),
            from: date,
            to: date,
            place: None,
        });
    }
    marks.sort_by_key(|mark| (mark.from.first(), mark.to.last()));
    let span = process.from.zip(process.to).filter(|&(from, to)| !is_reversed(from, to));
    let span = span.map(|(from, to)| Span { from, to });
    Lane {
        name: case.process_name(place).to_owned(),
        is_line: false,
        span,
        marks,
        undated_sessions: process.session.iter().map(|session| u32::from(is_undated(session))).sum(),
    }
}

/// Whether an end is surely before its beginning: one of the two is wrong, and nothing says which.
fn is_reversed(from: When, to: When) -> bool {
    to.last() < from.first()
}

/// Whether a session has no date that can be used.
fn is_undated(session: &Session) -> bool {
    match (session.from, session.to) {
        (None, None) => true,
        (Some(from), Some(to)) => is_reversed(from, to),
        _ => false,
    }
}

fn overlaps(case: &Case<'_>) -> Vec<Overlap> {
    let processes = &case.file.process;
    let mut found = Vec::new();
    for (one, first) in processes.iter().enumerate() {
        for (other, second) in processes.iter().enumerate().skip(one + 1) {
            let Some(((from1, to1), (from2, to2))) = first.from.zip(first.to).zip(second.from.zip(second.to))
            else {
                continue;
            };
            let from = from1.last().max(from2.last());
            let to = to1.first().min(to2.first());
            if from > to {
                continue;
            }
            let days = from.until(to).map_or(0, |span| span.get_days().unsigned_abs()) + 1;
            let topics = |place: usize| -> Vec<TopicKind> {
                let process = &processes[place];
                TopicKind::ALL
                    .into_iter()
                    .filter(|kind| process.topic.iter().any(|topic| topic.topic == *kind))
                    .collect()
            };
            let (topics1, topics2) = (topics(one), topics(other));
            let words = |topics: &[TopicKind], wanted: &dyn Fn(&TopicKind) -> bool| {
                topics
                    .iter()
                    .filter(|topic| wanted(topic))
                    .map(|topic| topic.phrase().to_owned())
                    .collect::<Vec<_>>()
            };
            found.push(Overlap {
                first: case.process_name(one).to_owned(),
                second: case.process_name(other).to_owned(),
                from,
                to,
                days,
                at_least: [from1, to1, from2, to2].iter().any(|when| !matches!(when, When::Day(_))),
                shared_topics: words(&topics1, &|topic| topics2.contains(topic)),
                first_only: words(&topics1, &|topic| !topics2.contains(topic)),
                second_only: words(&topics2, &|topic| !topics1.contains(topic)),
                members_of_both: members_of_both(case, one, other),
                one_is_open: [first, second]
                    .iter()
                    .any(|process| process.membership == Some(Membership::Open)),
            });
        }
    }
    found
}

fn members_of_both(case: &Case<'_>, one: usize, other: usize) -> Option<StateSet> {
    let known = |place: usize| {
        let members = case.processes[place].members;
        (!members.is_empty()).then_some(members)
    };
    let open = |place: usize| case.file.process[place].membership == Some(Membership::Open);
    match (known(one), known(other)) {
        (Some(a), Some(b)) => Some(a & b),
        (Some(members), None) if open(other) => Some(members),
        (None, Some(members)) if open(one) => Some(members),
        _ => None,
    }
}

fn hand_overs(case: &Case<'_>) -> Vec<(String, String)> {
    let name = |place: usize| case.process_name(place).to_owned();
    case.processes
        .iter()
        .enumerate()
        .flat_map(|(place, facts)| facts.follows.iter().map(move |&earlier| (place, earlier)))
        .map(|(later, earlier)| (name(later), name(earlier)))
        .collect()
}

fn due(case: &Case<'_>) -> Vec<Due> {
    let mut due: Vec<Due> = case
        .file
        .process
        .iter()
        .enumerate()
        .flat_map(|(place, process)| process.report.iter().map(move |report| (place, report)))
        .filter_map(|(place, report)| {
            Some(Due {
                session: report.due_session?,
                process: case.process_name(place).to_owned(),
                text: report.text.as_ref().map(|text| text.value.clone()),
                outcome: report.outcome.clone(),
            })
        })
        .collect();
    due.sort_by(|a, b| (a.session, &a.process).cmp(&(b.session, &b.process)));
    due
}
