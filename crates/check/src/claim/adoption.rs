//! Days on which a sentence says that a text was adopted or voted on: `adopted on December 7th`, `put to a vote on 9 November`.

use travaux_record::{DecisionRef, Stage};
use travaux_un::adoption::adoption_day;
use travaux_votes::words::day as in_words;

use super::dates::{dated, fix, judge_by, told};
use super::setting::{is_of_another_body, is_unreal};
use super::titles::is_report;
use super::{Bond, Desk, bound};
use crate::citation::Citation;
use crate::finding::{Finding, Kind, Verdict};
use crate::prose::{Day, Token};
use crate::sentence::{Named, Sentence};

/// How many words may stand between a text that the record does not have and the day of its adoption.
const NEAR: usize = 8;
/// Words after which a day is that of a decision.
const DECIDED: [&str; 12] = [
    "adopted",
    "adopts",
    "adopt",
    "adopting",
    "adoption",
    "passed",
    "vote",
    "voted",
    "votes",
    "approved",
    "approving",
    "rejected",
];
/// Words after which it is the day of something else.
const ELSE: [&str; 27] = [
    "introduced",
    "submitted",
    "tabled",
    "proposed",
    "circulated",
    "issued",
    "released",
    "published",
    "launched",
    "announced",
    "began",
    "begins",
    "started",
    "ended",
    "ends",
    "end",
    "presented",
    "convened",
    "held",
    "met",
    "since",
    "until",
    "signed",
    "dated",
    "opened",
    "entered",
    "force",
];

pub(crate) fn claims(desk: &Desk<'_>, sentence: &Sentence<'_>) -> Vec<Finding> {
    let with_citation: Vec<usize> = cited_days(desk, sentence);
    let days: Vec<&Day> = sentence
        .days
        .iter()
        .filter(|d| {
            (d.month.is_some() || is_year_of(sentence, d))
                && !with_citation.contains(&d.from)
                && is_of_decision(sentence, d)
        })
        .collect();
    if days.is_empty() {
        return Vec::new();
    }
    let named: Vec<usize> =
        sentence.mentions.iter().filter(|m| m.named != Named::Noted).map(|m| m.subject).collect();
    let respectively = sentence.tokens.iter().any(|t| t.is("respectively"));
    let both = sentence.tokens.iter().any(|t| t.is("both"));
    let mut pairs: Vec<(usize, Bond, &Day)> = Vec::new();
    if days.len() > 1 && named.len() == days.len() {
        pairs.extend(named.iter().zip(&days).map(|(subject, day)| (*subject, Bond::Named, *day)));
    } else if days.len() == 1 && both && named.is_empty() && !respectively {
        pairs.extend(sentence.pair().into_iter().flatten().map(|subject| (subject, Bond::Thread, days[0])));
    } else if days.len() == 1 && !respectively {
        let at = days[0].span(&sentence.tokens).start;
        if let Some(citation) = unknown_before(desk, sentence, at) {
            return of_unknown(desk, sentence, citation, days[0]).into_iter().collect();
        }
        if leads_to_the_text(sentence, days[0]) {
            pairs.extend(bound(sentence, at).map(|(subject, bond)| (subject, bond, days[0])));
        }
    }
    pairs.into_iter().filter_map(|(subject, bond, day)| judged(desk, sentence, subject, bond, day)).collect()
}

/// A day with the word before it: `on 5 December 2018`, `in December 2018`.
fn when(day: &Day) -> String {
    let word = if day.day.is_some() { "on" } else { "in" };
    format!("{word} {}", told(day))
}

/// The first tokens of days that stand with a citation, which `dates` judges.
fn cited_days(desk: &Desk<'_>, sentence: &Sentence<'_>) -> Vec<usize> {
    let within =
        desk.cited_in(sentence.start()..sentence.span.end).iter().filter(|c| sentence.holds(c.span.start));
    within.filter_map(|citation| dated(sentence, citation)).map(|day| day.from).collect()
}

/// `adopted in 2019`: a year that says no more than when.
fn is_year_of(sentence: &Sentence<'_>, day: &Day) -> bool {
    let word = |back: usize| day.from.checked_sub(back).and_then(|i| sentence.tokens.get(i));
    let behind = 1 + usize::from(word(1).is_some_and(|t| t.is_any(&["late", "early"])));
    let range = sentence.tokens.get(day.to).is_some_and(|t| t.is_dash() || t.is("and"));
    let text_before = sentence.mentions.iter().any(|m| m.at < sentence.tokens[day.from].at);
    word(behind).is_some_and(|t| t.is("in"))
        && word(behind + 1).is_some_and(|t| t.is_any(&["adopted", "passed", "approved"]))
        && text_before
        && !range
}

/// Whether the nearest verb before a day, or behind it, is one of deciding.
fn is_of_decision(sentence: &Sentence<'_>, day: &Day) -> bool {
    let tokens = &sentence.tokens;
    let before = tokens[..day.from].iter().rev().find(|t| t.is_any(&DECIDED) || t.is_any(&ELSE));
    let verb = before.or_else(|| tokens[day.to..].iter().find(|t| t.is_any(&DECIDED) || t.is_any(&ELSE)));
    let after_preposition = day
        .from
        .checked_sub(1)
        .is_some_and(|i| tokens[i].is_any(&["on", "in", "of", "the", "and", "late", "early"]));
    let Some(verb) = verb.filter(|verb| verb.is_any(&DECIDED)) else { return false };
    let at = day.span(tokens).start;
    let real = !is_unreal(sentence, at) && !is_of_another_body(sentence, at.max(verb.at));
    real && (after_preposition || day.from == 0) && !decides_else(sentence, verb.at, day)
}

/// Whether what was adopted is no resolution: `adopted its report on`, `the report adopted on`.
fn decides_else(sentence: &Sentence<'_>, verb: usize, day: &Day) -> bool {
    const REACH: usize = 7;
    let tokens = &sentence.tokens;
    let at = sentence.token_from(verb);
    let is_else = |t: &Token<'_>| {
        t.is_any(&[
            "report",
            "reports",
            "statement",
            "agenda",
            "programme",
            "program",
            "recommendations",
            "conclusions",
            "treaty",
            "convention",
            "protocol",
            "rules",
            "law",
            "budget",
        ])
    };
    let subject = tokens[at.saturating_sub(3)..at].iter().rev().take_while(|t| t.text != ",");
    let subject = subject.filter(|t| !t.is_any(&["was", "were", "been", "be", "being", "finally"])).take(1);
    let behind = if day.from > at { day.from } else { tokens.len().min(at + REACH) };
    let object = &tokens[at + 1..behind.max(at + 1)];
    let names_text =
        sentence.mentions.iter().any(|m| verb < m.at && object.last().is_some_and(|t| m.at <= t.at));
    subject.into_iter().any(is_else) || !names_text && object.iter().take(REACH).any(is_else)
}

/// Whether a day that stands before every text named can be that of the first: the verb of deciding stands between, or hardly a word
/// does. `The Declaration, adopted on 8 September 2000, resolution 77/213` is of two texts.
fn leads_to_the_text(sentence: &Sentence<'_>, day: &Day) -> bool {
    let at = day.span(&sentence.tokens).start;
    if sentence.named_before(at).is_some() {
        return true;
    }
    let Some(next) = sentence.named_after(at) else { return true };
    let between = sentence.tokens.get(day.to..sentence.token_from(next.at)).unwrap_or_default();
    let near = between.len() <= 3 && !between.iter().any(|t| t.text == ",");
    // `at which resolution 79/1 was adopted` speaks of a meeting.
    let of_a_meeting = between.iter().any(|t| t.is_any(&["which", "where"]));
    near || between.iter().any(|t| t.is_any(&DECIDED)) && !of_a_meeting
}

/// The resolution named nearest before a place, where it is one that the record does not have.
fn unknown_before<'a>(desk: &Desk<'a>, sentence: &Sentence<'_>, at: usize) -> Option<&'a Citation> {
    let here = desk.cited_in(sentence.start()..at).iter().rev();
    let nearest = here.filter(|c| sentence.holds(c.span.start)).find(|c| !is_report(&c.symbol))?;
    // Far behind it the day is that of something else.
    let words = sentence.token_from(at).saturating_sub(sentence.token_from(nearest.span.end));
    (desk.subjects.at(&nearest.symbol).is_none() && words <= NEAR).then_some(nearest)
}

fn of_unknown(desk: &Desk<'_>, sentence: &Sentence<'_>, citation: &Citation, day: &Day) -> Option<Finding> {
    let said = adoption_day(&citation.symbol)?;
    let (span, quoted) = sentence.within_a_part(day.span(&sentence.tokens));
    let mut finding = desk.finding(Kind::Date, Verdict::CannotTell, span, quoted);
    finding.symbol = Some(citation.symbol.to_string());
    finding.claim = format!("{} was adopted {}", citation.symbol, when(day));
    judge_by(&mut finding, sentence, day, said);
    Some(finding)
}

fn judged(desk: &Desk<'_>, sentence: &Sentence<'_>, at: usize, bond: Bond, day: &Day) -> Option<Finding> {
    let subject = desk.subject(at);
    let committee = sentence.tokens.iter().any(|t| t.is("committee"));
    let plenary = sentence.tokens.iter().any(|t| t.is_any(&["UNGA", "plenary"]))
        || sentence.words().contains("General Assembly");
    let fits = |decision: &DecisionRef<'_>| match decision.stage() {
        Stage::Committee(_) => committee || !plenary,
        Stage::Plenary => plenary || !committee,
    };
    let dated: Vec<DecisionRef<'_>> =
        subject.decisions.iter().copied().filter(|d| fits(d) && d.date().is_some()).collect();
    let span = day.span(&sentence.tokens);
    let finding = |verdict: Verdict, decision: DecisionRef<'_>| {
        let mut finding = desk.about(Kind::Date, verdict, span.clone(), sentence, decision);
        finding.claim = format!("{} was decided {}", subject.short(), when(day));
        finding.query = Some(format!("travaux show '{}'", decision.id()));
        finding.record_says =
            decision.date().map(|date| format!("{} was taken on {}", decision.id(), in_words(date)));
        finding
    };
    if let Some(decision) = dated.iter().find(|decision| decision.date().is_some_and(|date| day.is(date))) {
        return Some(finding(Verdict::Right, *decision));
    }
    let decision = *dated.first()?;
    let date = decision.date()?;
    if bond == Bond::Thread {
        return None;
    }
    let certain = bond == Bond::Named && !(committee && plenary);
    let mut wrong = finding(if certain { Verdict::Wrong } else { Verdict::CannotTell }, decision);
    if certain {
        wrong.fix = fix(sentence, day, date);
    }
    Some(wrong)
}
