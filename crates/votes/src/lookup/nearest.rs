//! Which decisions may be meant by a symbol that the record does not have.

use std::collections::BTreeSet;

use travaux_record::{DecisionRef, Record};
use travaux_un::body::{Body, Committee};
use travaux_un::session::Session;
use travaux_un::symbol::{DocumentKind, Symbol};

use super::NotFound;
use crate::Headline;
use crate::provenance::record_through;
use crate::words::listed;

const HOW_MANY: usize = 3;

/// Nothing is on the text, whichever of the candidates it is.
pub(super) fn not_found(record: &Record, asked: &str, text: &str, candidates: &[Symbol]) -> NotFound {
    let Some(first) = candidates.first() else { return not_a_symbol(record, asked, text) };
    if let Some(hint) = meeting(record, candidates).or_else(|| report(record, first)) {
        return NotFound { asked: asked.to_owned(), nearest: Vec::new(), hints: vec![hint] };
    }
    let known: BTreeSet<&str> =
        record.decisions().flat_map(|d| std::iter::once(d.text_str()).chain(d.drafts())).collect();
    let mut hints = Vec::new();
    let mut nearest: Vec<&str> = Vec::new();
    for symbol in candidates {
        let parts = letters(&known, symbol);
        let revisions = revisions(&known, symbol);
        if let Some(first) = parts.first() {
            hints.push(format!(
                "{symbol} was adopted in parts, each with a decision of its own; name one, as {first}"
            ));
            nearest.extend(parts);
        } else if !revisions.is_empty() {
            hints.push(format!("the record has other revisions of {}", symbol.base()));
            nearest.extend(revisions);
        }
    }
    if nearest.is_empty() {
        nearest = near(&known, candidates);
        hints.extend(limits(record, &known, candidates));
    }
    NotFound {
        asked: asked.to_owned(),
        nearest: nearest.into_iter().take(HOW_MANY).map(str::to_owned).collect(),
        hints,
    }
}

/// The record of a meeting is no decision; those taken at the meeting may be meant.
fn meeting(record: &Record, candidates: &[Symbol]) -> Option<String> {
    let is_meeting = |symbol: &&Symbol| {
        matches!(symbol.kind(), DocumentKind::VerbatimRecord | DocumentKind::SummaryRecord)
    };
    let meeting = candidates.iter().find(is_meeting)?;
    // `A/75/PV.48 (Resumption 1)` goes on where `A/75/PV.48` left off.
    let is_it = |name: &str| {
        name.strip_prefix(meeting.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '/']))
    };
    let names: BTreeSet<&str> =
        record.decisions().map(DecisionRef::meeting).filter(|name| is_it(name)).collect();
    let of_each: Vec<(&str, String)> = names
        .into_iter()
        .filter_map(|name| Some((name, some_of(record.decisions().filter(|d| d.meeting() == name))?)))
        .collect();
    let decisions = match of_each.as_slice() {
        [] => "and no decision on record names it".to_owned(),
        [(name, some)] if *name == meeting.as_str() => format!("and its decisions are {some}"),
        several => {
            let lines: Vec<String> =
                several.iter().map(|(name, some)| format!("of {name}: {some}")).collect();
            format!("and its decisions are, {}", lines.join("; "))
        }
    };
    Some(format!("{meeting} is the record of a meeting, {decisions}"))
}

/// A report is no decision; those on what it recommends may be meant.
fn report(record: &Record, symbol: &Symbol) -> Option<String> {
    let is_it = |report: &str| {
        report.strip_prefix(symbol.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(','))
    };
    let some = some_of(record.decisions().filter(|d| d.reports().any(is_it)))?;
    Some(format!("{symbol} is a report; the decisions on what it recommends are {some}"))
}

/// The first names, and how many more there are.
fn some_of<'a>(decisions: impl Iterator<Item = DecisionRef<'a>>) -> Option<String> {
    const SHOWN: usize = 10;
    let names: Vec<&str> = decisions.map(DecisionRef::id).collect();
    let more = names.len().saturating_sub(SHOWN);
    match (names.is_empty(), more) {
        (true, _) => None,
        (false, 0) => Some(listed(names, "and")),
        (false, _) => Some(format!("{} and {more} more", names[..SHOWN].join(", "))),
    }
}

/// The text has decisions, and none on the part.
pub(super) fn no_such_part(asked: &str, symbol: &Symbol, on_text: &[DecisionRef<'_>]) -> NotFound {
    let mut parts: Vec<DecisionRef<'_>> =
        on_text.iter().copied().filter(|d| !d.question().is_whole()).collect();
    parts.sort_by_key(|decision| decision.no());
    parts.dedup();
    let hint = if parts.is_empty() {
        format!("the record has no separate vote on a part of {symbol}")
    } else {
        let mut labels: Vec<String> = Vec::new();
        for decision in &parts {
            let label = Headline::part_in_words(&decision.question());
            if !labels.contains(&label) {
                labels.push(label);
            }
        }
        format!("separate votes on record for {symbol}: {}", labels.join(", "))
    };
    let shown = if parts.is_empty() { on_text.to_vec() } else { parts };
    NotFound {
        asked: asked.to_owned(),
        nearest: shown.iter().take(HOW_MANY).map(|d| d.id().to_owned()).collect(),
        hints: vec![hint],
    }
}

fn not_a_symbol(record: &Record, asked: &str, text: &str) -> NotFound {
    let draft = text.trim_start().to_ascii_uppercase().starts_with("L.");
    let hint = if draft {
        "the number of a draft begins anew each session and in each committee; name both, as A/C.1/75/L.8/Rev.1"
            .to_owned()
    } else if let Some((source, number)) = asked.split_once(':') {
        if record.source(&source.trim().to_lowercase()).is_some() {
            format!("the source {source} has no decision under the number {number}")
        } else {
            let sources: Vec<String> = record.sources().into_iter().map(|s| s.id).collect();
            format!("in front of the colon stands a source of the record: {}", sources.join(", "))
        }
    } else {
        "a decision is written as 75/240, A/C.1/75/L.8/Rev.1, 75/240 PP10 or voeten:5666".to_owned()
    };
    NotFound { asked: asked.to_owned(), nearest: Vec::new(), hints: vec![hint] }
}

/// `A/RES/48/75 A`, `… B` where `A/RES/48/75` was asked for.
fn letters<'a>(known: &BTreeSet<&'a str>, symbol: &Symbol) -> Vec<&'a str> {
    if symbol.letters().is_some() {
        return Vec::new();
    }
    // Letters stand behind the number, and before a session in parentheses: `A/RES/377 A (V)`.
    let (series, number) = cut(symbol.as_str());
    let start = format!("{series}/{number} ");
    known
        .iter()
        .copied()
        .filter(|text| text.starts_with(&start))
        .filter(|text| {
            Symbol::parse(text).is_ok_and(|known| known.letters().is_some() && known.whole() == *symbol)
        })
        .collect()
}

/// Other revisions of the same draft.
fn revisions<'a>(known: &BTreeSet<&'a str>, symbol: &Symbol) -> Vec<&'a str> {
    let base = symbol.base();
    let start = format!("{base}/");
    known.iter().copied().filter(|s| *s == base.as_str() || s.starts_with(&start)).collect()
}

/// By the number of slips of the hand; two digits that changed places before a wrong one, the same session and body
/// before others, numbers near by before far ones.
fn near<'a>(known: &BTreeSet<&'a str>, candidates: &[Symbol]) -> Vec<&'a str> {
    const FARTHEST: usize = 4;
    let mut ranked: Vec<(usize, usize, u32, &str)> = Vec::new();
    for asked in candidates.iter().map(Symbol::as_str) {
        let (series, number) = cut(asked);
        for symbol in known.iter().filter(|symbol| symbol.len().abs_diff(asked.len()) <= FARTHEST) {
            let slips = strsim::osa_distance(asked, symbol);
            let (other_series, other_number) = cut(symbol);
            let elsewhere = usize::from(series != other_series);
            if slips + elsewhere <= FARTHEST {
                let swapped = strsim::levenshtein(asked, symbol) - slips;
                ranked.push((slips + elsewhere, usize::MAX - swapped, number.abs_diff(other_number), symbol));
            }
        }
    }
    ranked.sort_unstable();
    let mut nearest: Vec<&str> = Vec::new();
    for (.., symbol) in ranked {
        if !nearest.contains(&symbol) {
            nearest.push(symbol);
        }
        if nearest.len() == HOW_MANY {
            break;
        }
    }
    nearest
}

/// `A/RES/75/240` as `A/RES/75` and 240.
fn cut(symbol: &str) -> (&str, u32) {
    let (series, number) = symbol.rsplit_once('/').unwrap_or(("", symbol));
    let digits = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
    (series, number[..digits].parse().unwrap_or(0))
}

/// What the record cannot have: texts after its last day, numbers that a session did not reach.
fn limits(record: &Record, known: &BTreeSet<&str>, candidates: &[Symbol]) -> Option<String> {
    let last_day = record_through(record)?;
    let first = candidates.first()?;
    let opened = first.session().and_then(Session::dates).map(|dates| dates.from);
    if opened.is_some_and(|opened| opened > last_day) {
        return Some(format!("the record ends on {last_day}, before that session opened"));
    }
    let known: Vec<Symbol> = known.iter().filter_map(|text| Symbol::parse(text).ok()).collect();
    for symbol in candidates {
        let Some(number) = symbol.number() else { continue };
        let highest = known
            .iter()
            .filter(|other| line(other) == line(symbol))
            .filter_map(|other| Some((other.number()?, other)))
            .max_by_key(|(number, _)| *number);
        let Some((highest, symbol)) = highest else { continue };
        return Some(if number > highest {
            format!("the highest number that the record has in that line is {}", symbol.whole())
        } else {
            "the record does not have every text of every session; its status says which".to_owned()
        });
    }
    let what = match first.kind() {
        DocumentKind::Resolution => "resolution",
        DocumentKind::Decision => "text numbered as a decision",
        DocumentKind::Draft => "draft",
        _ => return Some(format!("{first} is not of the kind of documents that the record has votes on")),
    };
    let body = first.committee().map_or(first.body().name().to_owned(), |committee| committee.to_string());
    let session = first.session().map(|session| format!(" of session {session}")).unwrap_or_default();
    Some(format!("the record has no {what}{session} of the {body}"))
}

/// What symbols that are numbered together have in common.
fn line(symbol: &Symbol) -> (Body, Option<Committee>, DocumentKind, Option<Session>, Option<i16>) {
    (symbol.body(), symbol.committee(), symbol.kind(), symbol.session(), symbol.year())
}
