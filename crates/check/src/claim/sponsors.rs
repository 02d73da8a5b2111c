//! How many sponsored a text, or which states did.

use std::ops::Range;

use travaux_record::SponsorList;
use travaux_un::set::StateSet;
use travaux_un::state::StateId;
use travaux_votes::words::names;

use super::extent::Extent;
use super::{Bond, Desk, bound};
use crate::finding::{Finding, Kind, Verdict};
use crate::prose::{Token, number_at, state_at, states_at};
use crate::sentence::{Mention, Sentence, today};
use crate::subject::Subject;

pub(crate) fn claims(desk: &Desk<'_>, sentence: &Sentence<'_>) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    for said in numbers(sentence) {
        let at = sentence.tokens[said.from].at;
        let Some((subject, bond)) = bound_number(desk, sentence, &said, at) else { continue };
        found.extend(judged(desk, sentence, &said, subject, bond));
    }
    found.extend(listed(desk, sentence));
    found
}

/// A number of sponsors as the text says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Number {
    n: u32,
    /// How it is meant: `more than 25 sponsors`.
    extent: Extent,
    from: usize,
    to: usize,
    /// A state that the number leaves out: `Russia along with fourteen other states`.
    beside: Option<StateId>,
    /// The state on whose list the others are: `introduced by the United States on behalf of 53 states`.
    on_behalf_by: Option<StateId>,
    /// The year whose text is meant: `(thirty-four in 2018)`.
    year: Option<i16>,
}

const STATES: [&str; 10] = [
    "states",
    "countries",
    "sponsors",
    "cosponsors",
    "nations",
    "delegations",
    "governments",
    "members",
    "others",
    "authors",
];

/// Whether the token begins a noun for states: `Member States`, `co-sponsors`; and how many tokens it takes.
fn noun(tokens: &[Token<'_>], at: usize) -> Option<(usize, bool)> {
    let mut next = at;
    while tokens
        .get(next)
        .is_some_and(|t| t.is_any(&["member", "other", "un", "main", "original", "additional"]))
    {
        next += 1;
    }
    if tokens.get(next).is_some_and(|t| t.is("co")) && tokens.get(next + 1).is_some_and(Token::is_dash) {
        next += 2;
    }
    let word = tokens.get(next)?;
    word.is_any(&STATES).then_some((next + 1 - at, word.is_any(&["sponsors", "cosponsors", "authors"])))
}

fn numbers(sentence: &Sentence<'_>) -> Vec<Number> {
    let tokens = &sentence.tokens;
    let sponsor_verb =
        |t: &Token<'_>| t.is_any(&["sponsored", "cosponsored", "sponsoring", "cosponsoring", "sponsorship"]);
    let tabling = |t: &Token<'_>| t.is_any(&["introduced", "tabled", "submitted", "proposed", "presented"]);
    let mut found: Vec<Number> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some((n, taken)) = number_at(tokens, at).filter(|(n, _)| (2..=193).contains(n)) else {
            at += 1;
            continue;
        };
        let from = at;
        at += taken;
        let back = |steps: usize| from.checked_sub(steps).and_then(|i| tokens.get(i));
        // A list of what states did otherwise, and numbers of part of them, are no numbers of sponsors.
        let symbol = back(1).is_some_and(|t| matches!(t.text, "/" | "." | "¶"))
            || tokens.get(at).is_some_and(|t| t.text == "/" && !t.apart);
        if symbol {
            continue;
        }
        let last = found.last().copied();
        // `(thirty-four in 2018)` behind a number of sponsors.
        let in_year = tokens
            .get(at)
            .filter(|t| t.is("in"))
            .and(tokens.get(at + 1))
            .and_then(|t| t.text.parse::<i16>().ok());
        if let (Some(year), Some(last), true) = (in_year, last, back(1).is_some_and(|t| t.text == "(")) {
            found.push(Number { n, from, to: at, beside: None, year: Some(year), ..last });
            continue;
        }
        let noun = noun(tokens, at);
        let to = at + noun.map_or(0, |(taken, _)| taken);
        let by = back(1).is_some_and(|t| t.is("by"));
        let sponsored_by = by && (2..=4).any(|steps| back(steps).is_some_and(sponsor_verb));
        let behalf = back(1).is_some_and(|t| t.is("of"))
            && back(2).is_some_and(|t| t.is("behalf"))
            && back(3).is_some_and(|t| t.is("on"));
        let are_sponsors = noun.is_some_and(|(_, sponsors)| sponsors);
        let did = noun.is_some() && tokens.get(to).is_some_and(sponsor_verb)
            || noun.is_some()
                && tokens.get(to).is_some_and(|t| t.is("co"))
                && tokens.get(to + 2).is_some_and(sponsor_verb);
        // Coalitions propose much that is no draft.
        let of_a_text = tokens[at..].iter().take(12).any(|t| t.is_any(&["resolution", "draft", "text"]));
        let coalition = noun.is_some()
            && back(1).is_some_and(|t| t.is("of"))
            && back(2).is_some_and(|t| t.is_any(&["coalition", "group"]))
            && tokens[at..].iter().any(tabling)
            && of_a_text;
        let along = noun.is_some()
            && (back(1).is_some_and(|t| t.is("with"))
                && back(2).is_some_and(|t| t.is_any(&["along", "together"])))
            && tokens[at..].iter().chain(&tokens[..from]).any(|t| tabling(t) || sponsor_verb(t))
            && of_a_text;
        // `against fifty-one states for the 2018 resolution` compares with the number before.
        let against = noun.is_some()
            && last.is_some()
            && back(1).is_some_and(|t| t.is_any(&["against", "than", "from", "with"]));
        // Numbers of those that had sponsored and did otherwise, or sponsored both, are spoken of in `sets`.
        let both = (to..to + 3).any(|i| tokens.get(i).is_some_and(|t| t.is("both")));
        let had = tokens.get(to).is_some_and(|t| t.is_any(&["that", "who", "which"]));
        if had || both || !(sponsored_by || behalf || are_sponsors || did || coalition || along || against) {
            continue;
        }
        let and_other = back(1).is_some_and(|t| t.is("and")) && tokens.get(at).is_some_and(|t| t.is("other"));
        let beside = (along || and_other).then(|| state_before(sentence, from)).flatten();
        let on_behalf_by = behalf.then(|| state_before(sentence, from.saturating_sub(2))).flatten();
        found.push(Number {
            n,
            extent: Extent::before(tokens, from),
            from,
            to,
            beside,
            on_behalf_by,
            year: None,
        });
        at = to;
    }
    found
}

/// The last state named in the tokens before one, at most six before.
fn state_before(sentence: &Sentence<'_>, before: usize) -> Option<StateId> {
    let tokens = &sentence.tokens;
    (before.saturating_sub(8)..before).rev().find_map(|at| {
        let (state, taken) = state_at(sentence.text, tokens, at, today())?;
        (at + taken <= before).then_some(state)
    })
}

fn bound_number(desk: &Desk<'_>, sentence: &Sentence<'_>, said: &Number, at: usize) -> Option<(usize, Bond)> {
    if let Some(year) = said.year {
        let state = said.on_behalf_by.or_else(|| state_before(sentence, said.from))?;
        let of_year = desk.subjects.sponsored_by(state, Some(year));
        return (of_year.len() == 1).then(|| (of_year[0], Bond::Described));
    }
    // `fifty-one states for the 2018 US-sponsored resolution`: the text behind.
    let behind =
        sentence.tokens.get(said.to).is_some_and(|t| t.is_any(&["for", "of", "sponsored", "behind"]));
    if behind && let Some(mention) = sentence.named_after(at) {
        return Some((mention.subject, Bond::Described));
    }
    bound(sentence, at)
}

fn judged(desk: &Desk<'_>, sentence: &Sentence<'_>, said: &Number, at: usize, bond: Bond) -> Option<Finding> {
    let subject = desk.subject(at);
    let span = sentence.tokens[said.from].at..sentence.tokens[said.to - 1].end();
    let total = said.n + u32::from(said.beside.is_some());
    let roll = &subject.roll;
    let mut finding = desk.about(Kind::Sponsors, Verdict::CannotTell, span, sentence, subject.main);
    finding.claim = format!("{} had {}{total} sponsors", subject.short(), said.extent.words());
    if !roll.is_known() || !roll.on_behalf.is_empty() {
        if bond == Bond::Thread {
            return None;
        }
        finding.record_says = Some(match roll.on_behalf.first() {
            Some(group) => format!("{} was also sponsored on behalf of {}", subject.symbol, group.as_written),
            None => format!("the record has no sponsors of {}", subject.symbol),
        });
        return Some(finding);
    }
    finding.query = Some(format!("count(sponsors({})) = {total}", subject.short()));
    finding.record_says = Some(roll_says(subject));
    let (tabled, all) = (u32::from(roll.tabled_n), u32::from(roll.n));
    let complete = is_complete(subject);
    if said.extent != Extent::Exact {
        return approximate(finding, said.extent, total, subject, bond);
    }
    if total == all && complete || total == tabled {
        finding.verdict = Verdict::Right;
        let moment = if total == tabled && total == all && complete {
            "as tabled and as of adoption"
        } else if total == tabled {
            "as tabled"
        } else {
            "as of adoption"
        };
        finding.notes.push(format!("{total} is the number {moment}"));
        if total != tabled {
            return Some(finding);
        }
        finding.query = Some(format!("count(tabled({})) = {total}", subject.short()));
        return Some(finding);
    }
    if let Some(state) = said.on_behalf_by.filter(|state| roll.states.contains(*state)) {
        let (with, moment) = (total + 1, if total + 1 == tabled { "as tabled" } else { "as of adoption" });
        if with == tabled || with == all && complete {
            finding.verdict = Verdict::Right;
            finding.notes.push(format!("with {} itself they are {with}, {moment}", state.state().name()));
            return Some(finding);
        }
    }
    let most = all + u32::from(roll.withdrew_n);
    let own = own_list(desk, subject, sentence);
    let impossible = complete && total > most || total < tabled && own;
    if impossible && bond != Bond::Thread {
        finding.verdict = Verdict::Wrong;
        return Some(finding);
    }
    if bond == Bond::Thread {
        return None;
    }
    let why = if !complete {
        "those that joined after the draft was issued are not known"
    } else if total > tabled {
        "the list grew, and the record does not have the days on which states joined"
    } else {
        "the record has the list of a later revision of the draft"
    };
    finding.notes.push(why.to_owned());
    Some(finding)
}

/// `more than 25 sponsors`: right if so at one of the two moments, wrong if at neither; where those that joined are not known, there can
/// have been more.
fn approximate(
    mut finding: Finding,
    extent: Extent,
    total: u32,
    subject: &Subject<'_>,
    bond: Bond,
) -> Option<Finding> {
    let roll = &subject.roll;
    finding.query = Some(format!("count(sponsors({})) {} {total}", subject.short(), extent.comparison()));
    let fits = [roll.tabled_n, roll.n].map(|own| extent.fits(total, u32::from(own)));
    finding.verdict = match fits {
        [Some(true), _] | [_, Some(true)] => Verdict::Right,
        [Some(false), Some(false)] if is_complete(subject) && bond != Bond::Thread => Verdict::Wrong,
        _ => Verdict::CannotTell,
    };
    (finding.verdict != Verdict::CannotTell || bond != Bond::Thread).then_some(finding)
}

/// Whether the record has the list printed on the draft that the sentence names, and not on a revision of it.
fn own_list(desk: &Desk<'_>, subject: &Subject<'_>, sentence: &Sentence<'_>) -> bool {
    let own = |symbol: &str| {
        subject.decisions.iter().any(|d| d.text_str() == symbol || d.drafts().any(|draft| draft == symbol))
    };
    let of_subject = |mention: &&Mention| desk.subject(mention.subject).symbol == subject.symbol;
    let mut cited =
        sentence.mentions.iter().filter(of_subject).filter_map(|mention| mention.citation).peekable();
    cited.peek().is_some() && cited.all(|at| own(desk.cited[at].symbol.as_str()))
}

/// Whether the record has both the printed list and those that joined.
pub(super) fn is_complete(subject: &Subject<'_>) -> bool {
    let lists = &subject.roll.lists;
    lists.contains(&SponsorList::Tabled) && lists.contains(&SponsorList::Joined)
}

fn roll_says(subject: &Subject<'_>) -> String {
    let roll = &subject.roll;
    if is_complete(subject) {
        return format!(
            "{}: {} sponsors as tabled, {} as of adoption",
            subject.symbol, roll.tabled_n, roll.n
        );
    }
    format!("{}: {} sponsors as tabled; those that joined are not known", subject.symbol, roll.tabled_n)
}

/// Three states or more before the symbol of a draft or resolution, in a note to words on sponsors; or behind `sponsored by`.
fn listed(desk: &Desk<'_>, sentence: &Sentence<'_>) -> Vec<Finding> {
    let tokens = &sentence.tokens;
    let mut at = 0;
    while at < tokens.len() {
        let Some((states, taken)) = states_at(sentence.text, tokens, at, today()) else {
            at += 1;
            continue;
        };
        let span = tokens[at].at..tokens[at + taken - 1].end();
        let before = &tokens[at.saturating_sub(4)..at];
        let by = before.iter().any(|t| t.is("by"))
            && before.iter().any(|t| t.is_any(&["sponsored", "cosponsored"]));
        // `France, Germany, … . UNGA, Title, A/C.1/75/L.4`: a note that names the sponsors.
        let alone = tokens.get(at + taken).is_none_or(|t| matches!(t.text, "." | ":" | ";"));
        let begins = at == 0 && alone && states.len() >= 5 && !is_of_a_vote(sentence, span.start);
        at += taken;
        // Of a roll of a vote the result stands behind the list.
        let roll = begins && tokens[at..].iter().take(12).any(|t| t.is_any(&["vote", "votes", "rejected"]));
        if states.len() < 3 || roll || !(by || begins) {
            continue;
        }
        let subject = sentence.mentions.iter().find(|m| by || m.at > span.end).map(|m| m.subject);
        let subject = subject.or_else(|| begins.then(|| next_cited(desk, span.end)).flatten());
        if let Some(subject) = subject {
            return vec![compared(desk, sentence, span, states, desk.subject(subject))];
        }
    }
    Vec::new()
}

/// Whether a list of states is one of a vote: `Abstaining:` stands before it.
fn is_of_a_vote(sentence: &Sentence<'_>, at: usize) -> bool {
    let before = sentence.text[..at].trim_end().trim_end_matches(':').trim_end();
    ["Abstaining", "Against", "In favour", "In favor", "Absent", "Not voting"]
        .iter()
        .any(|word| before.ends_with(word))
}

/// The first text cited behind a place in the same block.
fn next_cited(desk: &Desk<'_>, at: usize) -> Option<usize> {
    let block = desk.block_at(at)?;
    let first = desk.cited.partition_point(|c| c.span.start < at);
    desk.cited[first..]
        .iter()
        .take_while(|c| c.span.start < block.span.end)
        .find_map(|c| desk.subjects.at(&c.symbol))
}

fn compared(
    desk: &Desk<'_>,
    sentence: &Sentence<'_>,
    span: Range<usize>,
    states: StateSet,
    subject: &Subject<'_>,
) -> Finding {
    let roll = &subject.roll;
    let mut finding = desk.about(Kind::Sponsors, Verdict::CannotTell, span, sentence, subject.main);
    finding.claim =
        format!("{} was sponsored by {} states: {}", subject.short(), states.len(), names(states));
    finding.query = Some(format!("sponsors({})", subject.short()));
    if !roll.is_known() {
        finding.record_says = Some(format!("the record has no sponsors of {}", subject.symbol));
        return finding;
    }
    finding.record_says = Some(roll_says(subject));
    let complete = is_complete(subject);
    if states == roll.tabled || states == roll.states && complete {
        finding.verdict = Verdict::Right;
        finding.notes.push(
            if states == roll.tabled { "the list as tabled" } else { "the list as of adoption" }.to_owned(),
        );
        return finding;
    }
    let (extra, missing) = (states - (roll.states | roll.withdrew), roll.states - states);
    if !extra.is_empty() {
        finding.notes.push(format!("not on its list: {}", names(extra)));
    }
    if !missing.is_empty() {
        finding.notes.push(format!("left out: {}", names(missing)));
    }
    if !extra.is_empty() && complete {
        finding.verdict = Verdict::Wrong;
    }
    finding
}
