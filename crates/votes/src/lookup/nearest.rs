//! Which decisions may be meant by a symbol that the record does not have.

use std::collections::BTreeSet;

use travaux_record::{DecisionRef, Record};
use travaux_un::session::Session;
use travaux_un::symbol::Symbol;

use super::NotFound;

const HOW_MANY: usize = 3;

/// Nothing is on the text, whichever of the candidates it is.
pub(super) fn not_found(record: &Record, asked: &str, text: &str, candidates: &[Symbol]) -> NotFound {
    if candidates.is_empty() {
        return not_a_symbol(record, asked, text);
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
    }
    hints.extend(limits(record, &known, candidates));
    NotFound {
        asked: asked.to_owned(),
        nearest: nearest.into_iter().take(HOW_MANY).map(str::to_owned).collect(),
        hints,
    }
}

/// The text has decisions, and none on the part.
pub(super) fn no_such_part(asked: &str, symbol: &Symbol, on_text: &[DecisionRef<'_>]) -> NotFound {
    let parts: Vec<DecisionRef<'_>> = on_text.iter().copied().filter(|d| !d.question().is_whole()).collect();
    let hint = if parts.is_empty() {
        format!("the record has no separate vote on a part of {symbol}")
    } else {
        let labels: Vec<String> = parts.iter().map(|d| d.question().to_string()).collect();
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
            let sources: Vec<&str> = record.sources().iter().map(|s| s.id.as_str()).collect();
            format!("in front of the colon stands a source of the record: {}", sources.join(", "))
        }
    } else {
        "a decision is written as 75/240, A/C.1/75/L.8/Rev.1, 75/240 PP10 or voeten:5666".to_owned()
    };
    NotFound { asked: asked.to_owned(), nearest: Vec::new(), hints: vec![hint] }
}

/// `A/RES/48/75 A`, `… B` where `A/RES/48/75` was asked for.
fn letters<'a>(known: &BTreeSet<&'a str>, symbol: &Symbol) -> Vec<&'a str> {
    let start = format!("{symbol} ");
    known.iter().copied().filter(|s| s.starts_with(&start)).collect()
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
    let last_day = record.decisions().next_back().and_then(DecisionRef::date)?;
    let opened = candidates.first()?.session().and_then(Session::dates).map(|dates| dates.from);
    if opened.is_some_and(|opened| opened > last_day) {
        return Some(format!("the record ends on {last_day}, before that session opened"));
    }
    for symbol in candidates {
        let (series, number) = cut(symbol.as_str());
        let start = format!("{series}/");
        let of_series = known.iter().filter(|s| s.starts_with(&start));
        let plain = of_series.filter(|s| s[start.len()..].bytes().all(|b| b.is_ascii_digit()));
        let Some(highest) = plain.max_by_key(|s| cut(s).1) else { continue };
        return Some(if number > cut(highest).1 {
            format!("the highest number that the record has in that line is {highest}")
        } else {
            "the record does not have every text of every session; its status says which".to_owned()
        });
    }
    candidates.first().map(|symbol| format!("the record has nothing of {}/…", cut(symbol.as_str()).0))
}
