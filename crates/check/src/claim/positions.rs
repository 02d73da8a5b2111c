//! What named states and groups did: voted, abstained, were absent, sponsored.

use travaux_record::{Position, QuestionKind};
use travaux_un::set::StateSet;
use travaux_un::state::StateId;
use travaux_votes::words::names;

use super::setting::{is_of_another_body, is_unreal};
use super::sponsors::is_complete;
use super::{Bond, Desk, bound, counts};
use crate::finding::{Finding, Kind, Verdict};
use crate::prose::{Token, states_at};
use crate::sentence::{Sentence, today};

/// What is said that states did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    Voted(Position),
    Sponsored,
}

pub(crate) fn claims(desk: &Desk<'_>, sentence: &Sentence<'_>) -> Vec<Finding> {
    let tokens = &sentence.tokens;
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some((states, taken)) = states_at(sentence.text, tokens, at, today()) else {
            at += 1;
            continue;
        };
        let from = at;
        at += taken;
        let before = from.checked_sub(1).and_then(|i| tokens.get(i));
        // `the representative of France`, `a group led by France` and the like are not the state; `members of …` neither.
        if before.is_some_and(|t| {
            t.is_any(&[
                "of", "by", "with", "like", "except", "than", "unlike", "neither", "nor", "to", "from", "in",
            ])
        }) {
            continue;
        }
        if let Some((act, to)) = act(tokens, at) {
            if is_unreal(sentence, tokens[to - 1].at) || is_of_another_body(sentence, tokens[from].at) {
                continue;
            }
            found.extend(judged(desk, sentence, states, act, from..to));
        }
    }
    found
}

/// The verb right behind the states.
pub(super) fn act(tokens: &[Token<'_>], at: usize) -> Option<(Act, usize)> {
    let mut next = at;
    while tokens.get(next).is_some_and(|t| {
        t.is_any(&[
            "also", "both", "all", "had", "have", "has", "however", ",", "then", "again", "each", "which",
            "who",
        ])
    }) {
        next += 1;
    }
    let is = |ahead: usize, words: &[&str]| tokens.get(next + ahead).is_some_and(|t| t.is_any(words));
    if is(0, &["voted"]) {
        let skip = usize::from(is(1, &["all", "both"]));
        if is(1 + skip, &["in"]) && is(2 + skip, &["favour", "favor"]) {
            return Some((Act::Voted(Position::InFavour), next + 3 + skip));
        }
        if is(1 + skip, &["for", "yes"]) {
            return Some((Act::Voted(Position::InFavour), next + 2 + skip));
        }
        if is(1 + skip, &["against", "no"]) {
            return Some((Act::Voted(Position::Against), next + 2 + skip));
        }
    }
    if is(0, &["abstained"]) {
        return Some((Act::Voted(Position::Abstaining), next + 1));
    }
    if is(0, &["did"]) && is(1, &["not"]) && is(2, &["vote"]) && !is(3, &["for", "against", "in"]) {
        return Some((Act::Voted(Position::NotVoting), next + 3));
    }
    if is(0, &["was", "were"]) && is(1, &["absent"]) {
        return Some((Act::Voted(Position::NotVoting), next + 2));
    }
    // `the Russia sponsored resolution` describes a text.
    if is(0, &["sponsored", "cosponsored"]) && !describes(tokens, next + 1) {
        return Some((Act::Sponsored, next + 1));
    }
    (is(0, &["co"]) && tokens.get(next + 1).is_some_and(Token::is_dash) && is(2, &["sponsored"]))
        .then_some((Act::Sponsored, next + 3))
}

/// Whether a word for a text follows that no number or symbol follows.
fn describes(tokens: &[Token<'_>], at: usize) -> bool {
    let noun =
        |at: usize| tokens.get(at).is_some_and(|t| t.is_any(&["resolution", "draft", "text", "proposal"]));
    let behind = (at..at + 3).find(|&i| !noun(i)).and_then(|i| tokens.get(i));
    noun(at) && behind.is_none_or(|t| !t.text.starts_with(|c: char| c.is_ascii_digit() || c == 'A'))
}

fn judged(
    desk: &Desk<'_>,
    sentence: &Sentence<'_>,
    states: StateSet,
    act: Act,
    at: std::ops::Range<usize>,
) -> Option<Finding> {
    let span = sentence.tokens[at.start].at..sentence.tokens[at.end - 1].end();
    // The text behind the verb, in the same sentence; else the one before.
    let behind =
        sentence.named_after(span.end).filter(|mention| sentence.token_from(mention.at) <= at.end + 12);
    let (subject, bond) = match behind {
        Some(mention) => (mention.subject, Bond::Named),
        None => bound(sentence, span.start)?,
    };
    if bond == Bond::Thread && sentence.in_paragraph.len() != 1 {
        return None;
    }
    // `voted against the amendment to it`, `a new text`: not the text itself.
    let between = &sentence.tokens[at.end..behind.map_or(at.end, |m| sentence.token_from(m.at)).max(at.end)];
    if between.iter().any(|t| t.is_any(&["amendment", "amendments", "motion", "unlike", "another", "new"])) {
        return None;
    }
    let subject = desk.subject(subject);
    let who = names(states);
    match act {
        Act::Sponsored => {
            if !subject.roll.is_known() {
                return None;
            }
            let mut finding = desk.about(Kind::Sponsors, Verdict::CannotTell, span, sentence, subject.main);
            finding.claim = format!("{who} sponsored {}", subject.short());
            finding.query = Some(format!("{} <= sponsors({})", quoted(states), subject.short()));
            let missing = states - subject.roll.states;
            finding.record_says = Some(if missing.is_empty() {
                format!("{who} {} on its list of sponsors", if states.len() == 1 { "is" } else { "are" })
            } else {
                format!("not on its list of sponsors: {}", names(missing))
            });
            finding.verdict = match (missing.is_empty(), is_complete(subject)) {
                (true, _) => Verdict::Right,
                (false, true) if (missing & subject.roll.withdrew).is_empty() => Verdict::Wrong,
                _ => Verdict::CannotTell,
            };
            if !missing.is_empty() && !is_complete(subject) {
                finding.notes.push("those that joined after the draft was issued are not known".to_owned());
            }
            Some(finding)
        }
        Act::Voted(position) => {
            let committee = sentence.tokens.iter().any(|t| t.is("committee"));
            let decision = subject.decisions.iter().copied().find(|d| {
                matches!(d.question().kind, QuestionKind::Whole)
                    && (d.stage() == travaux_record::Stage::Plenary) != committee
                    && !d.positions().is_empty()
            })?;
            let row = decision.positions();
            // A name of the day of the vote: `Yugoslavia` in 1975 is not its successor.
            let of_day =
                decision.date().and_then(|day| states_at(sentence.text, &sentence.tokens, at.start, day));
            let states = match of_day {
                Some((of_day, _)) if of_day.len() == states.len() => of_day,
                _ => states,
            };
            let who = names(states);
            let mut finding = desk.about(Kind::Position, Verdict::Right, span, sentence, decision);
            let function = counts::function(position);
            finding.claim = format!("{who}: {} on {}", counts::words(position), subject.short());
            finding.query = Some(format!(
                "{} <= {function}({})",
                quoted(states),
                travaux_votes::words::short(decision.id())
            ));
            let others = states - row.states(position);
            let did = others.iter().map(|state| match row.of(state) {
                Some(own) => format!("{} was {}", state.state().name(), counts::words(own)),
                None => format!("{} was not a member", state.state().name()),
            });
            let did: Vec<String> = did.collect();
            if did.is_empty() {
                finding.record_says = Some(format!("so does {}", decision.id()));
                if bond == Bond::Named && are_said_to_be_all(&sentence.tokens, at.start) {
                    only(&mut finding, states, row.states(position), position);
                }
                return Some(finding);
            }
            finding.record_says = Some(format!("on {}: {}", decision.id(), did.join("; ")));
            let later: Vec<_> = decision
                .corrected()
                .into_iter()
                .filter(|(state, p)| others.contains(*state) && *p == position)
                .collect();
            if later.len() == others.len() {
                finding
                    .notes
                    .push("later said that they had meant to vote so; the vote as cast stands".to_owned());
                finding.verdict = Verdict::Right;
                return Some(finding);
            }
            finding.verdict = if bond == Bond::Thread { Verdict::CannotTell } else { Verdict::Wrong };
            Some(finding)
        }
    }
}

/// Whether `only` stands before the states, and nothing that says of which states they are the only ones.
fn are_said_to_be_all(tokens: &[Token<'_>], from: usize) -> bool {
    const REACH: usize = 80;
    let of_some = |t: &Token<'_>| t.is_any(&["of", "among", "amongst", "within", "from", "in", "other"]);
    let before = &tokens[from.saturating_sub(REACH)..from];
    let nearest = before.iter().rev().find(|t| !t.is("the"));
    nearest.is_some_and(|t| t.is("only")) && !before.iter().any(of_some)
}

/// `Only X and Y voted against`: they are all that did.
fn only(finding: &mut Finding, states: StateSet, all: StateSet, position: Position) {
    finding.claim = format!("only {}", finding.claim);
    finding.query = finding.query.take().map(|query| query.replace(" <= ", " = "));
    let others = all - states;
    if !others.is_empty() {
        finding.verdict = Verdict::Wrong;
        let more = if others.len() > 20 { format!("{} others", others.len()) } else { names(others) };
        finding.record_says = Some(format!("{} too: {more}", counts::words(position)));
    }
}

/// States as the language of sets takes them.
fn quoted(states: StateSet) -> String {
    let codes: Vec<&str> = states.iter().map(StateId::code).collect();
    if codes.len() == 1 { codes[0].to_owned() } else { format!("({})", codes.join(" | ")) }
}
