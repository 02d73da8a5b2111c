//! A case file proposed from one text: its line, the lines beside it under the same item of the agenda, and the pairs
//! that were rivals by their votes.

use std::collections::BTreeMap;
use std::fmt::Write;

use travaux_record::{DecisionRef, Stage};
use travaux_un::set::StateSet;
use travaux_votes::poles::{Poles, Stand, poles};
use travaux_votes::words::{bare_title, short};
use travaux_votes::{Context, Headline, series};

use crate::agenda::item;
use crate::slug;

/// At each pole so many states make two texts rivals: for the one and against the other.
const RIVALS_AT_A_POLE: u16 = 5;

/// What was found around a text.
#[derive(Debug)]
struct Found<'a> {
    seed: DecisionRef<'a>,
    lines: Vec<Vec<DecisionRef<'a>>>,
    rivals: Vec<(DecisionRef<'a>, DecisionRef<'a>, Poles)>,
}

/// A case file around a text, as TOML with comments that say what was found and what an author has to add.
/// `since` leaves out texts of earlier years.
pub fn propose(context: Context<'_>, seed: DecisionRef<'_>, since: Option<i16>) -> String {
    let found = find(context, seed, since);
    write(&found, since)
}

fn find<'a>(context: Context<'a>, seed: DecisionRef<'a>, since: Option<i16>) -> Found<'a> {
    let is_late = |decision: &DecisionRef<'_>| {
        since.is_none_or(|since| decision.date().is_some_and(|date| date.year() >= since))
    };
    let line_of = |decision: DecisionRef<'a>| -> Vec<DecisionRef<'a>> {
        let answer = series(context, decision);
        let same = answer.value.texts.iter().filter(|text| text.same_title);
        same.filter_map(|text| context.record.by_id(&text.decision.id)).filter(is_late).collect()
    };
    let mut lines: Vec<Vec<DecisionRef<'a>>> = vec![line_of(seed)];
    if lines[0].is_empty() {
        lines[0].push(seed);
    }
    let mut items = items_of(&lines[0]);
    add_lines(context, &mut lines, &items, &is_late, &line_of);
    // In a session in which the seed's line had no text, the item is that of the lines beside it, if they agree.
    for (session, item) in agreed(&lines) {
        items.entry(session).or_insert(item);
    }
    add_lines(context, &mut lines, &items, &is_late, &line_of);
    for line in &mut lines {
        line.sort_by_key(|text| (text.date(), text.no()));
    }
    let rivals = rivals(context, &lines);
    Found { seed, lines, rivals }
}

/// The number of the item that the texts of a line were taken under, by session.
fn items_of(line: &[DecisionRef<'_>]) -> BTreeMap<String, u32> {
    line.iter().filter_map(|text| Some((text.session()?.to_string(), item(*text)?.number))).collect()
}

/// The items of sessions in which all lines with a text there agree.
fn agreed(lines: &[Vec<DecisionRef<'_>>]) -> BTreeMap<String, u32> {
    let mut all: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for (session, item) in lines.iter().flat_map(|line| items_of(line)) {
        all.entry(session).or_default().push(item);
    }
    all.into_iter()
        .filter_map(|(session, items)| {
            let first = *items.first()?;
            (items.len() > 1 && items.iter().all(|item| *item == first)).then_some((session, first))
        })
        .collect()
}

/// Adds the lines of texts that were taken under the items and are in no line yet.
fn add_lines<'a>(
    context: Context<'a>,
    lines: &mut Vec<Vec<DecisionRef<'a>>>,
    items: &BTreeMap<String, u32>,
    is_late: &dyn Fn(&DecisionRef<'_>) -> bool,
    line_of: &dyn Fn(DecisionRef<'a>) -> Vec<DecisionRef<'a>>,
) {
    let beside = context
        .record
        .decisions()
        .filter(|decision| decision.stage() == Stage::Plenary && decision.question().is_whole())
        .filter(|decision| is_late(decision))
        .filter(|decision| {
            let known = decision.session().and_then(|session| items.get(&session.to_string()).copied());
            known.is_some() && known == item(*decision).map(|item| item.number)
        });
    for decision in beside {
        let known = lines.iter().any(|line| line.iter().any(|text| text.no() == decision.no()));
        if !known {
            let line = line_of(decision);
            lines.push(if line.is_empty() { vec![decision] } else { line });
        }
    }
}

/// Pairs of texts of one session, of different lines, each with states for the one and against the other.
fn rivals<'a>(
    context: Context<'a>,
    lines: &[Vec<DecisionRef<'a>>],
) -> Vec<(DecisionRef<'a>, DecisionRef<'a>, Poles)> {
    let mut found = Vec::new();
    for (place, line) in lines.iter().enumerate() {
        for other_line in &lines[place + 1..] {
            for &one in line {
                for &other in other_line {
                    if one.session() != other.session() || one.session().is_none() {
                        continue;
                    }
                    let Ok(answer) = poles(context, one, other) else { continue };
                    let at = |stand| answer.value.n(stand);
                    if at(Stand::FirstPole) >= RIVALS_AT_A_POLE && at(Stand::SecondPole) >= RIVALS_AT_A_POLE {
                        found.push((one, other, answer.value));
                    }
                }
            }
        }
    }
    found.sort_by_key(|(one, other, _)| (one.date().max(other.date()), one.no(), other.no()));
    one_side_first(context, found)
}

type Rivals<'a> = Vec<(DecisionRef<'a>, DecisionRef<'a>, Poles)>;

/// Turns pairs round so that the camp of the first pair's first text comes first in all: whose states at the pole are
/// more those that stood at a first pole before.
fn one_side_first<'a>(context: Context<'a>, pairs: Rivals<'a>) -> Rivals<'a> {
    let mut camp = StateSet::EMPTY;
    pairs
        .into_iter()
        .map(|(one, other, found)| {
            let at = |stand| (found.states(stand) & camp).len();
            let turned = at(Stand::SecondPole) > at(Stand::FirstPole);
            let pair = match turned.then(|| poles(context, other, one)) {
                Some(Ok(answer)) => (other, one, answer.value),
                _ => (one, other, found),
            };
            camp |= pair.2.states(Stand::FirstPole);
            pair
        })
        .collect()
}

/// A string of TOML's own.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

fn write(found: &Found<'_>, since: Option<i16>) -> String {
    let mut out = String::new();
    let id = slug(found.seed.id());
    let title = bare_title(found.seed.title());
    // Writing into a string cannot fail; so throughout this function.
    let _ = writeln!(
        out,
        "# A case proposed from {}{}: its line, the lines beside it under\n\
         # the same agenda items, and pairs of one session in which at least {RIVALS_AT_A_POLE} states were for the one and against\n\
         # the other, and at least {RIVALS_AT_A_POLE} the reverse.\n\
         # What the record cannot know is for you to add, each with its sources: who a line's camp is, processes and their\n\
         # sessions, norms, initiatives. `travaux schema case` has every key.\n",
        found.seed.id(),
        since.map(|since| format!(", since {since}")).unwrap_or_default()
    );
    let _ = writeln!(
        out,
        "[case]\nid = {}\ntitle = {}\n# summary = \"…\"\n# groups = [\"EU\", \"NAM\"]",
        quoted(&id),
        quoted(title)
    );
    if !found.rivals.is_empty() {
        let rule = format!(
            "two texts of one session under one agenda item, with at least {RIVALS_AT_A_POLE} states in favour of the one and \
             against the other, and at least {RIVALS_AT_A_POLE} the reverse"
        );
        let _ = writeln!(out, "rivals_are = {}", quoted(&rule));
    }
    out.push('\n');
    let mut ids: Vec<String> = Vec::new();
    for line in &found.lines {
        let Some(last) = line.last() else { continue };
        let mut id = format!("line-{}", slug(last.id()));
        if ids.contains(&id) {
            id.push_str("-2");
        }
        ids.push(id.clone());
        let texts: Vec<String> = line.iter().map(|text| quoted(text.id())).collect();
        let _ = writeln!(
            out,
            "[[line]]\nid = {}\nname = {}\n# camp = \"…\"",
            quoted(&id),
            quoted(bare_title(last.title()))
        );
        let _ = writeln!(out, "texts = [");
        for (text, decision) in texts.iter().zip(line) {
            let _ = writeln!(out, "    {text}, # {}", Headline::of(*decision).result());
        }
        let _ = writeln!(out, "]\n");
    }
    for (one, other, poles) in &found.rivals {
        let _ = writeln!(
            out,
            "[[rivals]] # {} for the first and against the second, {} the reverse, {} between, {} not voting, of {}\n\
             first = {}\nsecond = {}\n",
            poles.n(Stand::FirstPole),
            poles.n(Stand::SecondPole),
            poles.n(Stand::Between),
            poles.n(Stand::NotVoting),
            poles.members_of_both,
            quoted(one.id()),
            quoted(other.id())
        );
    }
    if found.rivals.is_empty() {
        let _ = writeln!(
            out,
            "# No pair was found: no two texts of one session with states for the one and against the other.\n"
        );
    }
    let _ = writeln!(
        out,
        "# [[process]]\n# id = \"…\"\n# name = \"…\"\n# mandate = [{{ text = {}, paragraph = \"OP…\" }}]\n# membership = \"open\"\n",
        quoted(short(found.seed.id()))
    );
    out
}
