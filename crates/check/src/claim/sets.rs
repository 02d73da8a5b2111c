//! How many states did several things, and what all or most did: each claim is turned into an expression over sets of states.

use std::ops::Range;

use travaux_record::{Position, Stage};
use travaux_votes::evaluate_text;
use travaux_votes::words::names;

use super::counts::{self, Count, Counts};
use super::setting::is_unreal;
use super::{Bond, Desk, bound};
use crate::finding::{Finding, Kind, Verdict};
use crate::prose::{Token, number_at};
use crate::sentence::Sentence;
use crate::subject::Subject;

pub(crate) fn claims(desk: &Desk<'_>, sentence: &Sentence<'_>, all: &[Counts]) -> Vec<Finding> {
    let mut found = Vec::new();
    found.extend(parts(desk, sentence, all));
    found.extend(all.iter().filter_map(|counts| on_two(desk, sentence, counts)));
    found.extend(sponsored_both(desk, sentence));
    found.extend(lost(desk, sentence));
    found.extend(sponsors_moved(desk, sentence));
    found.extend(all_sponsors(desk, sentence));
    found.extend(most(desk, sentence));
    found
}

/// Whether the positions on a text are known by state, in plenary.
fn has_names(subject: &Subject<'_>) -> bool {
    subject.main.stage() == Stage::Plenary && !subject.main.positions().is_empty()
}

/// An expression judged: true, false with what it comes to, or not to be asked of this record.
fn judged(
    desk: &Desk<'_>,
    sentence: &Sentence<'_>,
    span: Range<usize>,
    subject: &Subject<'_>,
    claim: String,
    expression: &str,
) -> Option<Finding> {
    let answer = evaluate_text(desk.context, expression).ok()?;
    let value = &answer.value;
    let truth = value.truth?;
    let mut finding = desk.about(
        Kind::States,
        if truth { Verdict::Right } else { Verdict::Wrong },
        span,
        sentence,
        subject.main,
    );
    finding.claim = claim;
    finding.query = Some(value.expression.clone());
    let who = if value.states.is_empty() || value.states.len() > 40 {
        String::new()
    } else {
        format!(": {}", names(value.states))
    };
    finding.record_says = Some(format!("{}{who}", travaux_votes::words::counted(value.n, "state")));
    finding.source = answer.sources;
    Some(finding)
}

/// `Thirty states were absent, among which eighteen that voted in favour of 73/27`.
fn parts(desk: &Desk<'_>, sentence: &Sentence<'_>, all: &[Counts]) -> Option<Finding> {
    let at = all.iter().position(|counts| counts.each[0].part)?;
    let (whole, part): (&Count, &Count) = (all.get(at.checked_sub(1)?)?.each.last()?, &all[at].each[0]);
    let from = sentence.tokens[whole.from].at;
    let (first, bond) = bound(sentence, from)?;
    let first = if bond == Bond::Thread { *sentence.before.first()? } else { first };
    // A text described or named behind the part is the one those states did that on.
    let behind = sentence.tokens[part.to - 1].end();
    let second = sentence.named_after(behind).map(|mention| mention.subject)?;
    let first =
        if first == second { *sentence.before.iter().find(|other| **other != second)? } else { first };
    let (first, second) = (desk.subject(first), desk.subject(second));
    if !has_names(first) || !has_names(second) || first.symbol == second.symbol {
        return None;
    }
    let expression = format!(
        "count({}({}) & {}({})) = {}",
        counts::function(whole.position),
        first.short(),
        counts::function(part.position),
        second.short(),
        part.n
    );
    let claim = format!(
        "{} states were {} on {} and {} on {}",
        part.n,
        counts::words(whole.position),
        first.short(),
        counts::words(part.position),
        second.short()
    );
    judged(desk, sentence, sentence.tokens[part.from].at..behind, first, claim, &expression)
}

/// What is said behind a count that makes it one of states that did two things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Second {
    /// `77 were in favour of both`.
    Both,
    /// `12 were abstaining on 73/266 and in favour of 73/27`: the position, and the token behind it.
    Also(Position, usize),
    /// `6 did not vote either time`, `of those between, 5 were against`: not one that is read here.
    Unread,
}

/// Whether a count is one of states that did more than the one thing.
pub(super) fn second(sentence: &Sentence<'_>, counts: &Counts) -> Option<Second> {
    let [count] = counts.each[..] else { return None };
    let tokens = &sentence.tokens;
    let behind = tokens.get(count.to..).unwrap_or_default();
    let clause = behind.iter().position(|t| matches!(t.text, ";" | "." | ")")).unwrap_or(behind.len());
    let near = &behind[..clause.min(6)];
    let is_both = near.iter().take(3).any(|t| t.is("both"));
    if is_both && !near.iter().any(|t| t.is("times")) {
        return Some(Second::Both);
    }
    if near.iter().any(|t| t.is_any(&["either", "again", "twice", "times", "neither", "each"])) {
        return Some(Second::Unread);
    }
    // A second position without a number of its own, behind the name of a text.
    let and = behind[..clause].iter().position(|t| t.is("and"));
    if let Some(and) = and.map(|and| count.to + and)
        && number_at(tokens, and + 1).is_none()
        && let Some((position, to)) = counts::position_at(tokens, and + 1)
    {
        return Some(Second::Also(position, to));
    }
    let starts = &tokens[..count.from.min(4)];
    let of_some = starts.first().is_some_and(|t| t.is_any(&["of", "among", "amongst"]))
        && starts
            .get(1)
            .is_some_and(|t| t.is_any(&["those", "these", "them", "the", "which", "whom", "its", "their"]));
    of_some.then_some(Second::Unread)
}

/// `77 were in favour of both`, `12 were abstaining on 73/266 and in favour of 73/27`.
fn on_two(desk: &Desk<'_>, sentence: &Sentence<'_>, counts: &Counts) -> Option<Finding> {
    let second = second(sentence, counts)?;
    let count = counts.each[0];
    if !counts.are_exact() || is_unreal(sentence, counts.span.start) {
        return None;
    }
    let behind = sentence.tokens[count.to - 1].end();
    let (first, other, position) = match second {
        Second::Unread => return None,
        Second::Both => {
            let [first, other] = sentence.pair()?;
            (first, other, count.position)
        }
        Second::Also(position, to) => {
            let end = sentence.tokens[to - 1].at;
            let first = sentence.named_after(behind).filter(|mention| mention.at < end)?.subject;
            let other = sentence
                .named_after(end)
                .filter(|mention| sentence.token_from(mention.at) <= to + 4)?
                .subject;
            (first, other, position)
        }
    };
    let (first, other) = (desk.subject(first), desk.subject(other));
    if first.symbol == other.symbol || !has_names(first) || !has_names(other) {
        return None;
    }
    let (p, q) = (counts::function(count.position), counts::function(position));
    let expression = format!("count({p}({}) & {q}({})) = {}", first.short(), other.short(), count.n);
    let claim = format!(
        "{} states were {} on {} and {} on {}",
        count.n,
        counts::words(count.position),
        first.short(),
        counts::words(position),
        other.short()
    );
    let mut finding = judged(desk, sentence, counts.span.clone(), first, claim, &expression)?;
    // `Of those between`, `of the sponsors`: a part that the expression does not have.
    let starts = sentence.tokens.first().is_some_and(|t| t.is_any(&["of", "among"]));
    if starts && finding.verdict == Verdict::Wrong {
        finding.verdict = Verdict::CannotTell;
        finding.notes.push("the sentence counts some of the states only".to_owned());
    }
    Some(finding)
}

/// `3 states sponsored both`.
fn sponsored_both(desk: &Desk<'_>, sentence: &Sentence<'_>) -> Option<Finding> {
    let tokens = &sentence.tokens;
    let both = tokens.iter().position(|t| t.is("both")).filter(|at| *at >= 3)?;
    if !tokens[both - 1].is_any(&["sponsored", "cosponsored"]) {
        return None;
    }
    let (from, n) = (both.saturating_sub(6)..both).find_map(|at| {
        let (n, taken) = number_at(tokens, at)?;
        tokens
            .get(at + taken)?
            .is_any(&["states", "state", "countries", "country", "member"])
            .then_some((at, n))
    })?;
    let [first, other] = sentence.pair()?;
    let (first, other) = (desk.subject(first), desk.subject(other));
    if !super::sponsors::is_complete(first) || !super::sponsors::is_complete(other) {
        return None;
    }
    let expression = format!("count(sponsors({}) & sponsors({})) = {n}", first.short(), other.short());
    let claim = format!("{n} states sponsored both {} and {}", first.short(), other.short());
    let mut finding = judged(desk, sentence, tokens[from].at..tokens[both].end(), first, claim, &expression)?;
    finding.kind = Kind::Sponsors;
    Some(finding)
}

/// `Russia lost the support of an additional thirteen member states compared to 2018`.
fn lost(desk: &Desk<'_>, sentence: &Sentence<'_>) -> Option<Finding> {
    let tokens = &sentence.tokens;
    let verb = tokens.iter().position(|t| t.is_any(&["lost", "loses", "losing"]))?;
    let support = tokens
        .get(verb..(verb + 4).min(tokens.len()))?
        .iter()
        .any(|t| t.is_any(&["support", "votes", "vote"]));
    let (at, n, taken) = (verb..tokens.len().min(verb + 8))
        .find_map(|at| number_at(tokens, at).map(|(n, taken)| (at, n, taken)))?;
    let noun = tokens
        .get(at + taken..(at + taken + 2).min(tokens.len()))?
        .iter()
        .any(|t| t.is_any(&["states", "countries", "members", "member", "votes"]));
    if !support || !noun {
        return None;
    }
    let additional =
        tokens[verb..at].iter().any(|t| t.is_any(&["additional", "further", "other", "another"]));
    let year = sentence.days.iter().find(|day| day.from > at && day.month.is_none()).and_then(|day| day.year);
    let recent: Vec<usize> =
        sentence.mentions.iter().rev().map(|m| m.subject).chain(sentence.before.iter().copied()).collect();
    let is_of = |subject: &usize| year.is_none_or(|year| desk.subject(*subject).is_of_year(year));
    let earlier = *recent.iter().find(|subject| is_of(subject) && has_names(desk.subject(**subject)))?;
    let before = desk.subject(earlier);
    // The later text of the same line: of one title, or the one named last.
    let later = recent
        .iter()
        .copied()
        .filter(|other| *other != earlier && has_names(desk.subject(*other)))
        .find(|other| desk.subject(*other).date() > before.date())?;
    let now = desk.subject(later);
    let (x, y) = (now.short(), before.short());
    let present = format!("in_favour({y}) - in_favour({x}) - not_voting({x})");
    let readings = if additional {
        vec![present]
    } else {
        vec![
            format!("in_favour({y}) - in_favour({x})"),
            present,
            format!("in_favour({y}) & against({x})"),
            format!("in_favour({y}) & abstaining({x})"),
        ]
    };
    let span = tokens[verb].at..tokens[at + taken].end();
    let claim = format!(
        "{n} states in favour of {y} were not in favour of {x}{}",
        if additional { ", and were there" } else { "" }
    );
    let mut first = None;
    for reading in readings {
        let finding =
            judged(desk, sentence, span.clone(), now, claim.clone(), &format!("count({reading}) = {n}"))?;
        if finding.verdict == Verdict::Right {
            return Some(finding);
        }
        first.get_or_insert(finding);
    }
    first
}

/// `eight states that had sponsored the Russian-led resolution in 2018 withdrew their support for the 2020 resolution`; `two states
/// added their support`.
fn sponsors_moved(desk: &Desk<'_>, sentence: &Sentence<'_>) -> Vec<Finding> {
    let tokens = &sentence.tokens;
    let mut found = Vec::new();
    let Some(at) = tokens.iter().position(|t| t.is("withdrew") || t.is("dropped")) else { return found };
    let number = (at.saturating_sub(20)..at).find_map(|i| {
        let (n, taken) = number_at(tokens, i).filter(|(n, _)| *n <= 193)?;
        let noun = tokens.get(i + taken)?.is_any(&["states", "countries", "sponsors", "member"]);
        noun.then_some((i, n, taken))
    });
    let Some((from, n, _)) = number else { return found };
    let sponsored =
        tokens[from..at].iter().any(|t| t.is_any(&["sponsored", "cosponsored", "sponsors", "cosponsors"]));
    // The year behind the sponsoring tells the earlier text, the other the later one.
    let Some(earlier) = sentence.mentions.iter().map(|m| m.subject).next().filter(|_| sponsored) else {
        return found;
    };
    let before = desk.subject(earlier);
    let years: Vec<i16> = sentence.days.iter().filter_map(|day| day.year).collect();
    let same_line = |subject: &Subject<'_>| {
        subject.symbol != before.symbol
            && subject.date() > before.date()
            && subject.roll.states.iter().any(|s| before.roll.states.contains(s))
            && (subject.title == before.title || years.iter().any(|year| subject.is_of_year(*year)))
    };
    let mut later: Vec<&Subject<'_>> =
        desk.subjects.iter().map(|(_, s)| s).filter(|s| same_line(s)).collect();
    if later.len() > 1 {
        later.retain(|subject| subject.title == before.title);
    }
    let [now] = later[..] else { return found };
    if !now.roll.is_known() || !before.roll.is_known() {
        return found;
    }
    let (x, y) = (now.short(), before.short());
    let expression = format!("count(sponsors({y}) - sponsors({x})) = {n}");
    let claim = format!("{n} sponsors of {y} did not sponsor {x}");
    if let Some(mut finding) =
        judged(desk, sentence, tokens[from].at..tokens[at].end(), now, claim, &expression)
    {
        finding.kind = Kind::Sponsors;
        if !super::sponsors::is_complete(before) {
            finding.notes.push(format!("of {y} only the sponsors as tabled are known"));
            // More may have joined and gone.
            let fewer = (before.roll.states - now.roll.states).len() as u32;
            if n > fewer {
                finding.verdict = Verdict::CannotTell;
            }
        }
        found.push(finding);
    }
    found
}

/// `All the states that had sponsored X voted for it`, `all sponsors of X voted in favour`, and behind it `voted against Y`.
fn all_sponsors(desk: &Desk<'_>, sentence: &Sentence<'_>) -> Vec<Finding> {
    let tokens = &sentence.tokens;
    let mut found = Vec::new();
    let Some(all) = tokens.iter().position(|t| t.is("all") || t.is("every")) else { return found };
    let sponsor = (all..tokens.len().min(all + 10))
        .find(|&i| tokens[i].is_any(&["sponsored", "cosponsored", "sponsors", "cosponsors", "sponsor"]));
    let Some(sponsor) = sponsor else { return found };
    let only = tokens[all..sponsor].iter().any(|t| t.is("only"));
    let Some(first) = sentence.named_after(tokens[sponsor].at) else { return found };
    let subject = desk.subject(first.subject);
    if !has_names(subject) || !subject.roll.is_known() {
        return found;
    }
    let rival = sentence.mentions.iter().map(|m| m.subject).find(|other| *other != first.subject);
    let rival = rival.map(|other| desk.subject(other));
    let x = subject.short();
    let who = match rival.filter(|_| only) {
        Some(rival) if rival.roll.is_known() => format!("(sponsors({x}) - sponsors({}))", rival.short()),
        _ => format!("sponsors({x})"),
    };
    let only_words = if only { " only" } else { "" };
    let mut at = sentence.token_from(first.end);
    while at < tokens.len() && !tokens[at].is_any(&["none", "neither", "nor", "no"]) {
        if let Some((position, to)) = voted(tokens, at) {
            // `voted for it`: the text itself; otherwise the text named behind.
            let target = sentence
                .named_after(tokens[at].at)
                .filter(|m| sentence.token_from(m.at) < to + 4)
                .map(|m| desk.subject(m.subject));
            let target = target.unwrap_or(subject);
            if has_names(target) {
                let expression = format!("{who} <= {}({})", counts::function(position), target.short());
                let claim = format!(
                    "all states that{only_words} sponsored {x} were {} on {}",
                    counts::words(position),
                    target.short()
                );
                let span = tokens[all].at.min(tokens[at].at)..tokens[to - 1].end();
                if let Some(mut finding) = judged(desk, sentence, span, target, claim, &expression) {
                    let set = format!("{who} - {}({})", counts::function(position), target.short());
                    if let Some(others) = evaluate_text(desk.context, &set).ok().filter(|a| a.value.n > 0) {
                        finding.record_says = Some(format!(
                            "not {} on {}: {}",
                            counts::words(position),
                            target.short(),
                            names(others.value.states)
                        ));
                    } else {
                        finding.record_says = Some(format!("all {} were", how_many(desk, &who)));
                    }
                    found.push(finding);
                }
            }
            at = to;
        } else {
            at += 1;
        }
    }
    found
}

/// How many states an expression means.
fn how_many(desk: &Desk<'_>, set: &str) -> String {
    evaluate_text(desk.context, set).map_or_else(|_| String::new(), |answer| answer.value.n.to_string())
}

fn voted(tokens: &[Token<'_>], at: usize) -> Option<(Position, usize)> {
    let is = |ahead: usize, words: &[&str]| tokens.get(at + ahead).is_some_and(|t| t.is_any(words));
    if !is(0, &["voted"]) {
        return None;
    }
    if is(1, &["for"]) {
        return Some((Position::InFavour, at + 2));
    }
    if is(1, &["in"]) && is(2, &["favour", "favor"]) {
        return Some((Position::InFavour, at + 3));
    }
    is(1, &["against"]).then_some((Position::Against, at + 2))
}

/// `a majority of states voted for both resolutions`, `… or voted for one and abstained from the other`.
fn most(desk: &Desk<'_>, sentence: &Sentence<'_>) -> Option<Finding> {
    let tokens = &sentence.tokens;
    let both = (0..tokens.len()).find(|&i| {
        tokens[i].is("both")
            && tokens[..i]
                .iter()
                .rev()
                .take(6)
                .any(|t| t.is_any(&["voted", "vote", "votes", "favour", "favor"]))
    })?;
    let negative = tokens[..both].iter().any(|t| t.is_any(&["not", "against", "abstained"]));
    if negative {
        return None;
    }
    let [first, second] = sentence.pair()?;
    let (one, other) = (desk.subject(first), desk.subject(second));
    if !has_names(one) || !has_names(other) {
        return None;
    }
    let (x, y) = (one.short(), other.short());
    let mut set = format!("in_favour({x}) & in_favour({y})");
    let or_one = tokens[both..].windows(2).any(|pair| pair[0].is("for") && pair[1].is("one"));
    let abstained = tokens[both..].iter().any(|t| t.is_any(&["abstained", "abstaining"]));
    let mut claim = "voted in favour of both".to_owned();
    if or_one && abstained {
        set = format!("{set} | in_favour({x}) & abstaining({y}) | abstaining({x}) & in_favour({y})");
        claim.push_str(", or of one and abstained on the other");
    } else if or_one || tokens[both..].iter().any(|t| t.is_any(&["or", "opposing"])) {
        // More is said than both: what exactly is for the reader.
        return None;
    }
    let span_from =
        (0..both).rev().find(|&i| tokens[i].is_any(&["majority", "most", "states", "half"])).unwrap_or(both);
    let span = tokens[span_from].at..tokens[both].end();
    let majority = tokens[..both].iter().any(|t| t.is("majority"))
        || tokens[..both].windows(2).any(|w| w[0].is("most") && w[1].is_any(&["states", "member", "of"]));
    if majority {
        let members = one.main.positions().tally().members()?.max(other.main.positions().tally().members()?);
        let claim = format!("a majority of states {claim}: {x} and {y}");
        let mut finding =
            judged(desk, sentence, span, one, claim, &format!("count({set}) > {}", members / 2))?;
        let n = finding.record_says.take().unwrap_or_default();
        let voting = voting_on_both(desk, x, y)?;
        let n = n.split(':').next().unwrap_or_default();
        finding.record_says = Some(format!("{n}, of {members} members and of {voting} that voted on both"));
        let more_than_half = format!("count({set}) > {}", voting / 2);
        if finding.verdict == Verdict::Wrong
            && evaluate_text(desk.context, &more_than_half).ok()?.value.truth == Some(true)
        {
            finding.verdict = Verdict::CannotTell;
            finding.notes.push("it is a majority of those that voted on both, not of the members".to_owned());
        }
        return Some(finding);
    }
    None
}

fn voting_on_both(desk: &Desk<'_>, x: &str, y: &str) -> Option<u16> {
    Some(evaluate_text(desk.context, &format!("voting({x}) & voting({y})")).ok()?.value.n)
}
