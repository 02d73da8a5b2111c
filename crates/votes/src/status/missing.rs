//! What the record does not have, in words, from its own numbers.

use std::collections::BTreeSet;

use travaux_record::{Caveat, DecisionRef, Modality, Record, SponsorList};
use travaux_un::session::Session;

use super::{SessionLine, Status};
use crate::provenance::trusted_date;
use crate::series::without_vote_coverage;
use crate::words::{counted, listed};

pub(super) fn in_words(record: &Record, status: &Status) -> Vec<String> {
    let mut missing = Vec::new();
    if record.is_empty() {
        missing.push("everything: the record has no decision".to_owned());
        return missing;
    }
    // A mistyped session (`677`) is no session.
    let opened = |line: &&SessionLine| {
        line.session.and_then(Session::dates).is_some_and(|dates| Some(dates.from) <= status.last)
    };
    let sessions: Vec<SessionLine> = status.sessions.iter().filter(opened).cloned().collect();
    missing.extend(no_such_sessions(status));
    missing.extend(sessions_without_decisions(&sessions));
    if let Caveat::Coverage { detail } = without_vote_coverage(record) {
        missing.push(detail);
    }
    missing.extend(votes_without_names(record));
    missing.extend(of_some_sessions("votes in committee", &sessions, |line| line.in_committee));
    let parts = "votes on paragraphs, amendments, motions and rulings";
    missing.extend(of_some_sessions(parts, &sessions, |line| line.on_parts));
    missing.extend(questions_not_specified(&status.sessions));
    missing.extend(of_some_sessions("sponsors", &sessions, |line| line.sponsors_known.part as u32));
    missing.extend(tabled_only(record));
    missing.extend(stale_sources(status));
    missing.push(
        "why a member did not vote, in any session; and members without a vote under Article 19 of the Charter"
            .to_owned(),
    );
    missing
}

fn regular(line: &SessionLine) -> Option<u16> {
    match line.session {
        Some(Session::Regular(n)) => Some(n),
        _ => None,
    }
}

fn no_such_sessions(status: &Status) -> Option<String> {
    let wrong: Vec<String> = status
        .sessions
        .iter()
        .filter_map(|line| line.session.map(|session| (session, line)))
        .filter(|(session, _)| session.dates().is_none_or(|dates| Some(dates.from) > status.last))
        .map(|(session, line)| format!("{session} ({} on record)", line.decisions))
        .collect();
    (!wrong.is_empty())
        .then(|| format!("the right session of decisions that the sources put in {}", wrong.join(", ")))
}

fn sessions_without_decisions(lines: &[SessionLine]) -> Option<String> {
    let there: BTreeSet<u16> = lines.iter().filter_map(regular).collect();
    let absent: BTreeSet<u16> = (*there.first()?..=*there.last()?).filter(|n| !there.contains(n)).collect();
    (!absent.is_empty()).then(|| format!("every decision of {}", sessions_in_words(&absent)))
}

fn votes_without_names(record: &Record) -> Option<String> {
    let nameless: Vec<DecisionRef<'_>> = record
        .decisions()
        .filter(|d| matches!(d.modality(), Modality::TotalsOnly | Modality::NonRecordedVote))
        .collect();
    let days = || nameless.iter().filter_map(|decision| trusted_date(*decision));
    let years = match (days().min(), days().max()) {
        (Some(first), Some(last)) if first.year() == last.year() => format!(" of {}", first.year()),
        (Some(first), Some(last)) => format!(" of {} to {}", first.year(), last.year()),
        _ => String::new(),
    };
    let totals = nameless.iter().filter(|decision| decision.modality() == Modality::TotalsOnly).count();
    let which = match (totals, nameless.len() - totals) {
        (0, 0) => return None,
        (_, 0) => "of which the record has totals only".to_owned(),
        (0, _) => "which were not recorded by state, and their totals".to_owned(),
        (totals, without) => format!(
            "of which the record has totals only ({totals}), or not even those, since they were not recorded by \
             state ({without})"
        ),
    };
    Some(format!("the names in {}{years}, {which}", counted(nameless.len() as u64, "vote")))
}

/// Votes of which the sources do not say what was put.
fn questions_not_specified(lines: &[SessionLine]) -> Option<String> {
    let n: u32 = lines.iter().map(|line| line.unspecified).sum();
    (n > 0).then(|| {
        format!("what was put to the vote in {}: the sources do not specify it", counted(n, "decision"))
    })
}

/// `votes in committee, but for sessions 70 and 73 to 75`.
fn of_some_sessions(what: &str, lines: &[SessionLine], n: impl Fn(&SessionLine) -> u32) -> Option<String> {
    let there: BTreeSet<u16> = lines.iter().filter(|line| n(line) > 0).filter_map(regular).collect();
    if there.is_empty() {
        return Some(format!("{what}, in every session"));
    }
    let total: u32 = lines.iter().map(n).sum();
    let all = lines.iter().filter_map(regular).all(|session| there.contains(&session));
    (!all).then(|| {
        format!("{what}, but for {} ({total} in all, not every one there was)", sessions_in_words(&there))
    })
}

fn tabled_only(record: &Record) -> Option<String> {
    let n = record.documents().filter(|d| d.sponsor_lists == [SponsorList::Tabled]).count();
    (n > 0).then(|| {
        format!(
            "those that joined as sponsors by adoption, for {} known by the printed list alone",
            counted(n as u64, "text")
        )
    })
}

fn stale_sources(status: &Status) -> Vec<String> {
    let Some(last) = status.last else { return Vec::new() };
    status
        .sources
        .iter()
        // A source of one occasion is not behind.
        .filter(|source| matches!((source.first, source.last), (Some(first), Some(last)) if first.year() + 1 < last.year()))
        .filter_map(|source| source.last.filter(|day| *day < last).map(|day| (source, day)))
        .map(|(source, day)| format!("anything after {day} from {} (the record goes to {last})", source.id))
        .collect()
}

/// `session 19`, `sessions 70, 73 to 75 and 80`.
fn sessions_in_words(sessions: &BTreeSet<u16>) -> String {
    let mut runs: Vec<(u16, u16)> = Vec::new();
    for &n in sessions {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == n => *last = n,
            _ => runs.push((n, n)),
        }
    }
    let words: Vec<String> = runs
        .iter()
        .map(|&(first, last)| match last - first {
            0 => first.to_string(),
            1 => format!("{first}, {last}"),
            _ => format!("{first} to {last}"),
        })
        .collect();
    let noun = if sessions.len() == 1 { "session" } else { "sessions" };
    if words.is_empty() { String::new() } else { format!("{noun} {}", listed(words, "and")) }
}
