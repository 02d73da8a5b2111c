//! Numbers of states in a sentence, with what those states did: `119 in favour`, `46 against`, `30 were absent`.

use std::ops::Range;

use travaux_record::{Position, Tally};
use travaux_votes::sets::Show;

use super::extent::Extent;
use crate::prose::{Token, number_at};
use crate::sentence::Sentence;

/// A number with the position it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Count {
    /// The number.
    pub(crate) n: u32,
    /// The position.
    pub(crate) position: Position,
    /// The first token.
    pub(crate) from: usize,
    /// The token after the last.
    pub(crate) to: usize,
    /// Whether it counts some of those spoken of before: `among which eighteen`.
    pub(crate) part: bool,
    /// How the number is meant.
    pub(crate) extent: Extent,
}

/// Numbers in favour, against, abstaining, not voting that stand together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Each, one for a position.
    pub(crate) each: Vec<Count>,
    /// Where they stand in the whole text.
    pub(crate) span: Range<usize>,
}

impl Counts {
    /// Whether a tally has every number; not known where it does not say how many did not vote.
    pub(crate) fn are(&self, tally: Tally) -> Option<bool> {
        let mut known = true;
        for count in &self.each {
            match tally.of(count.position).map(|n| count.extent.fits(count.n, u32::from(n))) {
                Some(Some(false)) => return Some(false),
                Some(Some(true)) => {}
                Some(None) | None => known = false,
            }
        }
        known.then_some(true)
    }

    /// Whether every number is meant exactly.
    pub(crate) fn are_exact(&self) -> bool {
        self.each.iter().all(|count| count.extent == Extent::Exact)
    }

    /// How many of the numbers a tally has.
    pub(crate) fn alike(&self, tally: Tally) -> usize {
        self.each.iter().filter(|count| tally.of(count.position).map(u32::from) == Some(count.n)).count()
    }

    /// In plain words: `119 in favour, 46 against, 14 abstaining`.
    pub(crate) fn words(&self) -> String {
        let each: Vec<String> =
            self.each.iter().map(|c| format!("{}{} {}", c.extent.words(), c.n, words(c.position))).collect();
        each.join(", ")
    }
}

/// A position as it follows a number.
pub(crate) fn words(position: Position) -> &'static str {
    match position {
        Position::InFavour => "in favour",
        Position::Against => "against",
        Position::Abstaining => "abstaining",
        Position::NotVoting => "not voting",
        Position::Unreadable => "not readable",
    }
}

/// The function of the language of sets for a position.
pub(crate) fn function(position: Position) -> &'static str {
    let show = match position {
        Position::InFavour => Show::InFavour,
        Position::Against => Show::Against,
        Position::Abstaining => Show::Abstaining,
        Position::NotVoting | Position::Unreadable => Show::NotVoting,
    };
    show.name()
}

/// The numbers of a tally that are claimed, in the same words.
pub(crate) fn tally_words(tally: Tally, of: &Counts) -> String {
    let mut wanted = vec![Position::InFavour, Position::Against, Position::Abstaining];
    if of.each.iter().any(|count| count.position == Position::NotVoting) {
        wanted.push(Position::NotVoting);
    }
    let each = wanted.into_iter().filter_map(|p| Some(format!("{} {}", tally.of(p)?, words(p))));
    each.collect::<Vec<_>>().join(", ")
}

/// The counts of a sentence: those that stand together are together.
pub(crate) fn counts(sentence: &Sentence<'_>) -> Vec<Counts> {
    let tokens = &sentence.tokens;
    let mut found: Vec<Counts> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some(group) =
            press(tokens, at).or_else(|| to(sentence, at)).or_else(|| Some(vec![one(tokens, at)?]))
        else {
            at += 1;
            continue;
        };
        at = group.iter().map(|count| count.to).max().unwrap_or(at + 1);
        for count in group {
            add(sentence, &mut found, count);
        }
    }
    found
}

fn add(sentence: &Sentence<'_>, found: &mut Vec<Counts>, count: Count) {
    let tokens = &sentence.tokens;
    let span = tokens[count.from].at..tokens[count.to - 1].end();
    if let Some(last) = found.last_mut() {
        let before = last.each.last().map_or(0, |c| c.to);
        let between = tokens.get(before..count.from).unwrap_or_default();
        let close = between.len() <= 5 && between.iter().all(joins);
        let new = last.each.iter().all(|c| c.position != count.position);
        let named = sentence.mentions.iter().any(|m| last.span.end <= m.at && m.at < span.start);
        if close && new && !named && !count.part {
            last.each.push(count);
            last.span.end = last.span.end.max(span.end);
            return;
        }
    }
    found.push(Counts { each: vec![count], span });
}

fn joins(token: &Token<'_>) -> bool {
    token.is_any(&[
        ",",
        ";",
        "and",
        "with",
        "to",
        "but",
        "while",
        "votes",
        "vote",
        "states",
        "countries",
        "members",
        "others",
        "other",
        "only",
        "another",
    ]) || token.is_dash()
}

/// `119-46-14`: in favour, against, abstaining, as the press writes it.
fn press(tokens: &[Token<'_>], at: usize) -> Option<Vec<Count>> {
    let digits =
        |at: usize| tokens.get(at).filter(|t| t.text.len() <= 3).and_then(|t| t.text.parse::<u32>().ok());
    let dash = |at: usize| tokens.get(at).is_some_and(Token::is_dash);
    let glued = |at: usize| {
        tokens.get(at).is_some_and(|t| !t.apart && (t.is_dash() || t.text == "/" || t.text == "."))
    };
    let numbers = [digits(at)?, digits(at + 2)?, digits(at + 4)?];
    let follows_digit = glued(at + 5) && tokens.get(at + 6).is_some_and(|t| !t.apart);
    let precedes = at.checked_sub(1).is_some_and(|before| {
        !tokens[at].apart
            && (tokens[before].is_dash() || tokens[before].text == "/" || tokens[before].text == ".")
    });
    if !dash(at + 1) || !dash(at + 3) || follows_digit || precedes || numbers.iter().sum::<u32>() > 200 {
        return None;
    }
    let positions = [Position::InFavour, Position::Against, Position::Abstaining];
    let each = numbers.into_iter().zip(positions).enumerate();
    Some(
        each.map(|(i, (n, position))| Count {
            n,
            position,
            from: at + 2 * i,
            to: at + 2 * i + 1,
            part: false,
            extent: Extent::Exact,
        })
        .collect(),
    )
}

/// `119 votes to 46`, `119 votes against 46`, `119 in favour to 46`: the second number is that against.
fn to(sentence: &Sentence<'_>, at: usize) -> Option<Vec<Count>> {
    let tokens = &sentence.tokens;
    let (first, taken) = counted(tokens, at)?;
    let mut next = at + taken;
    let mut said_votes = false;
    while let Some(token) = tokens
        .get(next)
        .filter(|t| t.is_any(&["votes", "vote", "states", "in", "favour", "favor", "for", "voting"]))
    {
        said_votes |= !token.is("states");
        next += 1;
    }
    let joint = tokens.get(next)?;
    if !(joint.is("to") || joint.is("against") && said_votes) {
        return None;
    }
    let (second, more) = counted(tokens, next + 1)?;
    let end = next + 1 + more;
    // `against 46` and then a position is another count: `100 voted against, 46 in favour` has no number right behind.
    let (label, behind) = label(tokens, end).map_or((None, end), |(position, to)| (Some(position), to));
    if label.is_some_and(|position| position != Position::Against) {
        return None;
    }
    let abstentions = (behind..tokens.len().min(behind + 4)).find_map(|i| one(tokens, i));
    let three = abstentions.is_some_and(|count| count.position == Position::Abstaining);
    let by = at.checked_sub(1).is_some_and(|i| tokens[i].is_any(&["by", "of"]));
    let votes = sentence.tokens.iter().any(|t| {
        t.is_any(&[
            "vote",
            "votes",
            "voted",
            "adopted",
            "approved",
            "rejected",
            "passed",
            "adopting",
            "approving",
        ])
    });
    let told = said_votes || label.is_some() || by;
    if !(three || votes && told) {
        return None;
    }
    let count = |n, position, from, to| {
        let extent = Extent::before(tokens, from);
        Count { n, position, from, to, part: false, extent }
    };
    Some(vec![
        count(first, Position::InFavour, at, next + 1),
        count(second, Position::Against, next + 1, if label.is_some() { behind } else { end }),
    ])
}

/// A number with its position behind it or before it.
fn one(tokens: &[Token<'_>], at: usize) -> Option<Count> {
    let (n, taken) = counted(tokens, at)?;
    let before = |back: usize| at.checked_sub(back).and_then(|i| tokens.get(i));
    if before(1).is_some_and(|t| {
        t.is_any(&[
            "additional",
            "another",
            "other",
            "further",
            "more",
            "first",
            "last",
            "paragraph",
            "paragraphs",
            "OP",
            "PP",
            "article",
        ])
    }) {
        return None;
    }
    let part = is_part(tokens, at);
    let extent = Extent::before(tokens, at);
    if is_other(tokens, at) {
        return None;
    }
    if let Some(behind) = of_whole(tokens, at + taken) {
        let (position, to) = label(tokens, behind)?;
        return Some(Count { n, position, from: at, to, part, extent });
    }
    if let Some((position, to)) = label(tokens, at + taken) {
        // `five of the 27 members voted against` does not count 27; `five of the 27 that voted against` does.
        let are = tokens[at + taken..to].iter().any(|t| t.is_any(&["that", "who", "which"]));
        if is_whole(tokens, at) && !are {
            return None;
        }
        return Some(Count { n, position, from: at, to, part, extent });
    }
    let closed = before(1).is_some_and(|t| matches!(t.text, "(" | ":" | "="));
    let figures = tokens[at].text.starts_with(|c: char| c.is_ascii_digit());
    let position = closed.then(|| label_before(tokens, at - 1)).flatten().filter(|_| figures)?;
    Some(Count { n, position, from: at, to: at + taken, part, extent })
}

/// Whether a number is that of another vote, or of other states: `up from 65`, `12 fewer than 119`, `the permanent five`.
fn is_other(tokens: &[Token<'_>], at: usize) -> bool {
    let is = |back: usize, words: &[&str]| {
        at.checked_sub(back).and_then(|i| tokens.get(i)).is_some_and(|t| t.is_any(words))
    };
    is(1, &["permanent", "original"])
        || is(1, &["from"]) && is(2, &["up", "down"])
        || is(1, &["with", "to"]) && is(2, &["compared"])
        || is(1, &["than"])
            && at.checked_sub(3).is_some_and(|i| tokens[i].text.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether a number is that of all of which some are spoken of: `five of the 27`, `the EU's 27`.
fn is_whole(tokens: &[Token<'_>], at: usize) -> bool {
    let the = usize::from(at > 0 && tokens[at - 1].is_any(&["the", "its", "all"]));
    let of = at.checked_sub(the + 1).filter(|i| tokens[*i].is("of"));
    let part = of.and_then(|i| i.checked_sub(1)).is_some_and(|i| number_at(tokens, i).is_some());
    let owned = at > 0 && ["'s", "\u{2019}s"].iter().any(|end| tokens[at - 1].text.ends_with(end));
    part || owned
}

/// Behind a number, `of 193` or `out of the 193`: the token after the whole of which it is a part.
fn of_whole(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    const FEWEST: u32 = 100;
    let is = |at: usize, words: &[&str]| tokens.get(at).is_some_and(|t| t.is_any(words));
    let of = at + usize::from(is(at, &["out"]));
    let whole = of + 1 + usize::from(is(of + 1, &["the", "its", "all"]));
    let (n, taken) = number_at(tokens, whole).filter(|_| is(of, &["of"]))?;
    (n >= FEWEST).then_some(whole + taken)
}

/// A number that can be one of states: no year, no part of a symbol; `no` and `none` are nought.
fn counted(tokens: &[Token<'_>], at: usize) -> Option<(u32, usize)> {
    let token = tokens.get(at)?;
    if token.is("no") || token.is("none") || token.is("nobody") {
        // `nine no votes`.
        let votes = at.checked_sub(1).is_some_and(|i| number_at(tokens, i).is_some());
        return (!votes).then_some((0, 1));
    }
    if token.is("not") {
        let is = |ahead: usize, word: &str| tokens.get(at + ahead).is_some_and(|t| t.is(word));
        let single = is(1, "a") && is(2, "single");
        return (single || is(1, "one")).then_some((0, if single { 3 } else { 2 }));
    }
    let (n, taken) = number_at(tokens, at)?;
    let stroke = |t: &Token<'_>| matches!(t.text, "/" | "." | "¶" | "§" | "%");
    let before = at.checked_sub(1).and_then(|i| tokens.get(i));
    let glued_before = !token.apart && before.is_some_and(stroke);
    let behind = tokens.get(at + taken);
    let glued_behind = behind.is_some_and(|t| !t.apart && (t.text == "/" || t.text == "%"));
    let share = behind.is_some_and(|t| t.is_any(&["%", "percent", "per"]));
    (n <= 250 && !glued_before && !glued_behind && !share).then_some((n, taken))
}

const NOUNS: [&str; 30] = [
    "votes",
    "vote",
    "states",
    "state",
    "member",
    "members",
    "countries",
    "country",
    "delegations",
    "delegation",
    "nations",
    "governments",
    "voting",
    "voted",
    "were",
    "was",
    "cast",
    "who",
    "that",
    "which",
    "had",
    "have",
    "being",
    "others",
    "them",
    "ballots",
    "them",
    "casting",
    "recorded",
    "all",
];

/// The position named behind a number, and the token after it.
fn label(tokens: &[Token<'_>], at: usize) -> Option<(Position, usize)> {
    let mut next = at;
    let mut voted = false;
    while next < at + 5 && tokens.get(next).is_some_and(|t| t.is_any(&NOUNS)) {
        voted |= tokens[next].is_any(&["votes", "vote", "voting", "voted"]);
        next += 1;
    }
    let token = tokens.get(next)?;
    let is = |ahead: usize, word: &str| tokens.get(next + ahead).is_some_and(|t| t.is(word));
    if token.is("in") && (is(1, "favour") || is(1, "favor")) {
        return Some((Position::InFavour, next + 2));
    }
    // `138 yes votes`, `nine no votes`.
    if next == at && tokens.get(next + 1).is_some_and(|t| t.is_any(&["vote", "votes"])) {
        let position = match token {
            token if token.is_any(&["yes", "yea", "affirmative", "favourable"]) => Some(Position::InFavour),
            token if token.is_any(&["no", "nay", "negative", "opposing"]) => Some(Position::Against),
            _ => None,
        };
        return position.map(|position| (position, next + 2));
    }
    let ends =
        tokens.get(next + 1).is_none_or(|t| t.is_any(&[",", ";", ")", ".", "and", "the"]) || t.is_dash());
    if token.is_any(&["for", "yes", "yeas", "ayes"])
        && (voted || ends && !tokens.get(next + 1).is_some_and(|t| t.is("the")))
    {
        return Some((Position::InFavour, next + 1));
    }
    if token.is("against") {
        return Some((Position::Against, next + 1));
    }
    if token.is("opposed") || token.is("opposing") || token.is("no") && (voted || ends) && next == at {
        return Some((Position::Against, next + 1));
    }
    if token.text.len() >= 7
        && token
            .text
            .get(..7)
            .is_some_and(|head| head.eq_ignore_ascii_case("abstain") || head.eq_ignore_ascii_case("abstent"))
    {
        return Some((Position::Abstaining, next + 1));
    }
    if token.is("absent") || token.is("nonvoting") {
        return Some((Position::NotVoting, next + 1));
    }
    if token.is("not") && is(1, "voting") || token.is("non") && is(2, "voting") {
        return Some((Position::NotVoting, next + 2 + usize::from(token.is("non"))));
    }
    let voted_not = is(2, "vote") && !is(3, "against") && !is(3, "for") && !is(3, "in");
    if token.is("did") && is(1, "not") && (voted_not || is(2, "participate")) {
        return Some((Position::NotVoting, next + 3));
    }
    None
}

/// A position without a number: `in favour of`, `abstaining on`, `against`.
pub(crate) fn position_at(tokens: &[Token<'_>], at: usize) -> Option<(Position, usize)> {
    label(tokens, at)
}

/// The position named before a mark and a number: `in favour: 119`, `voting in favor (92)`.
fn label_before(tokens: &[Token<'_>], mark: usize) -> Option<Position> {
    let word = mark.checked_sub(1).and_then(|i| tokens.get(i))?;
    let before = mark.checked_sub(2).and_then(|i| tokens.get(i));
    if word.is_any(&["favour", "favor"]) && before.is_some_and(|t| t.is("in")) || word.is_any(&["yes", "for"])
    {
        return Some(Position::InFavour);
    }
    if word.is_any(&["against", "no"]) {
        return Some(Position::Against);
    }
    if word.is_any(&["abstentions", "abstaining", "abstained", "abstain", "abstention"]) {
        return Some(Position::Abstaining);
    }
    (word.is_any(&["absent", "voting"]) && before.is_none_or(|t| t.is("not") || word.is("absent")))
        .then_some(Position::NotVoting)
}

/// Whether a number counts some of those spoken of before.
fn is_part(tokens: &[Token<'_>], at: usize) -> bool {
    let before = &tokens[at.saturating_sub(3)..at];
    before.iter().enumerate().any(|(i, t)| {
        t.is_any(&["among", "including", "amongst"])
            || t.is("of")
                && before
                    .get(i + 1)
                    .is_some_and(|next| next.is_any(&["which", "whom", "these", "those", "them"]))
    })
}
