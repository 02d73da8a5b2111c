//! What a text gives whom to do: tasks, each with the words it was read from.
//!
//! By rules over opening verbs, and nothing is guessed: an actor, a date or a body to report to that no rule finds is
//! none. Each part has its span, so that it can be checked in the clause it is from.

use std::ops::Range;

use schemars::JsonSchema;
use serde::Serialize;
use travaux_un::months::MONTHS;

use crate::align::{Change, align_clauses};
use crate::opening::{Scale, strength};
use crate::{Clause, Document, Kind};

/// A part of a clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Part {
    /// The words.
    pub text: String,
    /// The clause they stand in, by its place: of a list, the words may be those of the paragraph above.
    pub clause: u32,
    /// The first byte in that clause, and the byte after the last.
    pub span: (u32, u32),
}

/// A task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Task {
    /// The clause it is read from, by its place in the document.
    pub clause: u32,
    /// The id of that clause.
    pub id: String,
    /// The verb that gives it: `requests`, `invites`, `decides`.
    pub verb: String,
    /// Who is to do it; none where the body itself decides to, or where no rule finds it.
    pub who: Option<Part>,
    /// Of an item of a list: what the paragraph above says is to be done about it.
    pub lead: Option<Part>,
    /// What is to be done.
    pub what: Part,
    /// By when: `at its eightieth session`, `by the end of 2027`, `annually`.
    pub when: Vec<Part>,
    /// To whom it is to be reported.
    pub reports_to: Option<Part>,
}

impl Task {
    /// What is to be done, with what the paragraph above says: `to report on: The lamps`.
    pub fn to_do(&self) -> String {
        match &self.lead {
            Some(lead) => format!("{}: {}", lead.text, self.what.text),
            None => self.what.text.clone(),
        }
    }
}

/// The tasks of a text, in its order.
pub fn mandate(document: &Document) -> Vec<Task> {
    let mut tasks = Vec::new();
    for (at, clause) in document.clauses.iter().enumerate() {
        if clause.kind != Kind::Operative || clause.text.is_empty() {
            continue;
        }
        let has_list = document.below(at).next().is_some() && clause.text.ends_with(':');
        if has_list {
            continue;
        }
        if clause.level == 0 {
            of_clause(clause, at as u32, &mut tasks);
        } else if let Some(task) = of_list(document, clause, at as u32) {
            tasks.push(task);
        }
    }
    tasks
}

fn part(clause: &Clause, at: u32, span: Range<usize>) -> Option<Part> {
    let text = clause.text.get(span.clone())?;
    let head = text.len() - text.trim_start().len();
    let bare = text.trim().trim_end_matches([',', ';', '.', ':']);
    let start = span.start + head;
    (!bare.is_empty()).then(|| Part {
        text: bare.to_owned(),
        clause: at,
        span: (start as u32, (start + bare.len()) as u32),
    })
}

/// Verbs that give tasks, wherever in a clause they stand.
const VERBS: [&str; 17] = [
    "requests",
    "invites",
    "decides",
    "calls upon",
    "calls on",
    "urges",
    "encourages",
    "recommends",
    "demands",
    "directs",
    "instructs",
    "authorizes",
    "authorises",
    "appeals to",
    "resolves",
    "mandates",
    "tasks",
];

/// Where verbs stand that give tasks: the opening one, and those behind `and`, as in `and requests the …`.
fn verbs_of(text: &str) -> Vec<(Range<usize>, &'static str)> {
    let lower = text.to_ascii_lowercase();
    let mut found: Vec<(Range<usize>, &'static str)> = Vec::new();
    for verb in VERBS {
        let mut from = 0;
        while let Some(at) = lower.get(from..).and_then(|t| t.find(verb)).map(|at| at + from) {
            let end = at + verb.len();
            from = end;
            let whole = lower.as_bytes().get(end).is_none_or(|b| !b.is_ascii_alphanumeric())
                && (at == 0 || !lower.as_bytes()[at - 1].is_ascii_alphanumeric());
            if whole && gives(&lower[..at]) {
                found.push((at..end, verb));
            }
        }
    }
    found.sort_by_key(|f| f.0.start);
    found
}

/// Whether the words before a verb leave it a verb of the body: the beginning of the clause, or `and`.
fn gives(before: &str) -> bool {
    const ADVERBS: [&str; 12] = [
        "also",
        "further",
        "strongly",
        "urgently",
        "again",
        "once",
        "therefore",
        "moreover",
        "in",
        "this",
        "regard",
        "that",
    ];
    let mut words =
        before.split([' ', ',']).filter(|w| !w.is_empty()).rev().skip_while(|w| ADVERBS.contains(w));
    matches!(words.next(), None | Some("and"))
}

fn of_clause(clause: &Clause, at: u32, tasks: &mut Vec<Task>) {
    let verbs = verbs_of(&clause.text);
    for (n, (verb, name)) in verbs.iter().enumerate() {
        let end =
            verbs.get(n + 1).map_or(clause.text.len(), |(next, _)| before_and(&clause.text, next.start));
        if let Some(task) = one(clause, at, name, verb.end..end) {
            tasks.push(task);
        }
    }
}

/// The place before `, and also` that leads to the next verb.
fn before_and(text: &str, verb: usize) -> usize {
    let before = &text[..verb];
    before.rfind(" and ").filter(|at| verb - at < 60).unwrap_or(verb)
}

fn one(clause: &Clause, at: u32, verb: &str, span: Range<usize>) -> Option<Task> {
    let text = clause.text.get(span.clone())?;
    // `Decides that … shall …`, `Requests that …`: who stands before "shall", what behind it.
    let (who, what) = if let Some(rest) = text.strip_prefix(" that ") {
        let start = span.start + " that ".len();
        match [" shall ", " will ", " should ", " may "]
            .iter()
            .filter_map(|m| rest.find(m).map(|p| (p, m.len())))
            .min()
        {
            Some((p, _)) if p < 160 => (Some(start..start + p), start + p..span.end),
            _ => (None, start..span.end),
        }
    } else {
        match infinitive(text) {
            Some(p) if p > 0 => (Some(span.start..span.start + p), span.start + p..span.end),
            _ => (None, span.clone()),
        }
    };
    let who = who.and_then(|who| part(clause, at, actor(&clause.text, who)));
    let what = part(clause, at, what)?;
    let (when, reports_to) = when_and_to(clause, at, span);
    let (id, verb) = (clause.id.clone(), verb.to_owned());
    Some(Task { clause: at, id, verb, who, lead: None, what, when, reports_to })
}

/// Where `to do` begins: the first ` to ` that a small letter follows and that no noun needs.
fn infinitive(text: &str) -> Option<usize> {
    const NOUNS: [&str; 8] =
        ["parties", "party", "contribute", "access", "according", "due", "pursuant", "relation"];
    const ARTICLES: [&str; 12] =
        ["the", "a", "an", "its", "their", "this", "these", "all", "those", "which", "that", "other"];
    let mut from = 0;
    while let Some(at) = text.get(from..)?.find(" to ").map(|p| p + from) {
        let before = text[..at].rsplit([' ', ',']).next().unwrap_or_default();
        let after = text[at + 4..].split([' ', ',']).next().unwrap_or_default();
        let verb = after.starts_with(|c: char| c.is_ascii_lowercase()) && !ARTICLES.contains(&after);
        if verb && !NOUNS.contains(&before) {
            return Some(at);
        }
        from = at + 4;
    }
    None
}

/// The actor alone: without what is set between commas behind it.
fn actor(text: &str, span: Range<usize>) -> Range<usize> {
    const ASIDES: [&str; 9] =
        [", within", ", in ", ", as ", ", with ", ", through", ", taking", ", pursuant", ", on ", ", upon"];
    let words = &text[span.clone()];
    let end = ASIDES.iter().filter_map(|a| words.find(a)).min().unwrap_or(words.len());
    span.start..span.start + end
}

/// A sub-paragraph of a list whose paragraph above gives the verb, and perhaps the actor.
fn of_list(document: &Document, clause: &Clause, at: u32) -> Option<Task> {
    let mut above = clause.parent?;
    let mut top = document.clauses.get(above as usize)?;
    while let Some(parent) = top.parent {
        above = parent;
        top = document.clauses.get(above as usize)?;
    }
    let scale = top.opening.as_deref().and_then(strength).map(|s| s.scale);
    let verbs = verbs_of(&top.text);
    let (verb, name) = verbs.last()?;
    if scale != Some(Scale::Call) && verb.start > 0 && top.opening.is_some() && verbs.len() < 2 {
        return None;
    }
    let rest = top.text.get(verb.end..)?;
    let end = infinitive(rest).or_else(|| rest.find(':')).unwrap_or(rest.len());
    let that = rest.starts_with(" that ");
    let who = (!that && end > 0)
        .then(|| part(top, above, actor(&top.text, verb.end..verb.end + end)))
        .flatten()
        .filter(|w| !w.text.starts_with("to "));
    let after_who = if that { verb.end } else { verb.end + end };
    let until = (verb.end + rest.rfind(':').unwrap_or(rest.len())).max(after_who);
    let lead = part(top, above, after_who..until);
    let what = part(clause, at, 0..clause.text.len())?;
    let (mut when, mut reports_to) = when_and_to(clause, at, 0..clause.text.len());
    if lead.is_some() {
        let (above_when, above_to) = when_and_to(top, above, after_who..until);
        when.splice(0..0, above_when);
        reports_to = reports_to.or(above_to);
    }
    let (id, verb) = (clause.id.clone(), (*name).to_owned());
    Some(Task { clause: at, id, verb, who, lead, what, when, reports_to })
}

fn when_and_to(clause: &Clause, at: u32, span: Range<usize>) -> (Vec<Part>, Option<Part>) {
    let text = &clause.text[span.clone()];
    let when = times(text)
        .into_iter()
        .filter_map(|r| part(clause, at, span.start + r.start..span.start + r.end))
        .collect();
    let to = reports_to(text).and_then(|r| part(clause, at, span.start + r.start..span.start + r.end));
    (when, to)
}

/// Phrases of time that set a term.
fn times(text: &str) -> Vec<Range<usize>> {
    const BEGIN: [&str; 14] = [
        "at its ",
        "at the ",
        "of its ",
        "by the end of ",
        "no later than ",
        "not later than ",
        "by ",
        "before the end of ",
        "during its ",
        "for consideration at ",
        "annually",
        "on an annual basis",
        "biennially",
        "every ",
    ];
    let mut found: Vec<Range<usize>> = Vec::new();
    for begin in BEGIN {
        for (at, _) in text.match_indices(begin) {
            let bounded = at == 0 || !text.as_bytes()[at - 1].is_ascii_alphanumeric();
            let tail = &text[at..];
            let length = match begin {
                "annually" | "biennially" | "on an annual basis" => Some(begin.len()),
                "every " => ends_with_any(tail, &[" years", " year", " months", " sessions"], 24),
                "by " | "by the end of " | "no later than " | "not later than " | "before the end of " => {
                    year(tail)
                }
                _ => ends_with_any(tail, &[" sessions", " session"], 60)
                    .filter(|n| tail[..*n].contains('-') || ordinal(&tail[..*n])),
            };
            if let (true, Some(length)) = (bounded, length) {
                let span = at..at + length;
                if !found.iter().any(|f| f.start < span.end && span.start < f.end) {
                    found.push(span);
                }
            }
        }
    }
    found.sort_by_key(|f| f.start);
    found
}

/// `by 2027`, `by 31 December 2025`: up to the year, which must be near.
fn year(text: &str) -> Option<usize> {
    let near = text.char_indices().take(40).map(|(i, c)| i + c.len_utf8()).last()?;
    let near = &text[..near];
    let bytes = near.as_bytes();
    let at = (0..bytes.len().saturating_sub(3)).find(|&i| {
        bytes[i..i + 4].iter().all(u8::is_ascii_digit)
            && matches!(&near[i..i + 2], "19" | "20" | "21")
            && bytes.get(i + 4).is_none_or(|b| !b.is_ascii_alphanumeric())
    })?;
    // Only days, months and the words of the phrase may stand before it.
    // "by the 2010 report" sets no term, "by the end of 2010" does.
    let names_a_thing = near[..at].contains("the ") && !near[..at].contains("the end ");
    let between = !names_a_thing
        && near[..at].split(' ').skip(1).all(|w| {
            w.is_empty()
                || w.bytes().all(|b| b.is_ascii_digit())
                || ["the", "end", "later", "than", "of", "no", "not", "beginning", "mid"].contains(&w)
                || MONTHS.contains(&w)
        });
    between.then_some(at + 4)
}

fn ordinal(text: &str) -> bool {
    ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "ieth", "next"]
        .iter()
        .any(|o| text.contains(o))
}

/// The length up to the first of these endings, if it is near; of two at one place, the longer.
fn ends_with_any(text: &str, endings: &[&str], near: usize) -> Option<usize> {
    endings
        .iter()
        .filter_map(|e| text.find(e).map(|p| (p, p + e.len())))
        .min_by_key(|(p, end)| (*p, usize::MAX - end))
        .filter(|(p, _)| *p <= near)
        .map(|(_, end)| end)
}

/// The body behind `report … to`, `submit … to`.
fn reports_to(text: &str) -> Option<Range<usize>> {
    const BODIES: [&str; 10] = [
        "the General Assembly",
        "the Assembly",
        "the Human Rights Council",
        "the Security Council",
        "the Economic and Social Council",
        "the Council",
        "the Conference on Disarmament",
        "the Disarmament Commission",
        "the Commission",
        "the Committee",
    ];
    let start =
        ["report", "submit", "transmit", "inform", "present"].iter().filter_map(|w| text.find(w)).min()?;
    BODIES
        .iter()
        .filter_map(|body| {
            let pattern = format!("to {body}");
            text[start..].find(&pattern).map(|p| start + p + 3..start + p + pattern.len())
        })
        // The longest of those at the first place: "the General Assembly" and not "the Assembly".
        .min_by_key(|r| (r.start, usize::MAX - r.end))
}

/// Two mandates side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SideBySide {
    /// Tasks that both give, by their places in the two lists.
    pub shared: Vec<(u32, u32)>,
    /// Tasks that only the first gives.
    pub only_here: Vec<u32>,
    /// Tasks that only the second gives.
    pub only_there: Vec<u32>,
}

/// Compares two mandates: tasks are shared whose words are aligned.
pub fn side_by_side(here: &[Task], there: &[Task]) -> SideBySide {
    let clauses = |tasks: &[Task]| -> Vec<Clause> { tasks.iter().map(as_clause).collect() };
    let mut out = SideBySide { shared: Vec::new(), only_here: Vec::new(), only_there: Vec::new() };
    for link in align_clauses(&clauses(here), &clauses(there)).links {
        match link.change {
            Change::New => out.only_there.extend(link.after),
            Change::Gone => out.only_here.extend(link.before),
            _ => {
                for &a in &link.before {
                    out.shared.extend(link.after.iter().map(|&b| (a, b)));
                }
            }
        }
    }
    out.shared.sort_unstable();
    out.only_here.sort_unstable();
    out.only_there.sort_unstable();
    out
}

/// A task as a clause of its actor and what is to be done, to be aligned.
pub(crate) fn as_clause(task: &Task) -> Clause {
    let who = task.who.as_ref().map_or("", |w| w.text.as_str());
    Clause {
        id: task.id.clone(),
        kind: Kind::Operative,
        annex: 0,
        level: 0,
        parent: None,
        number: None,
        opening: None,
        text: format!("{who} {}", task.to_do()),
        citations: Vec::new(),
        notes: Vec::new(),
        line: 0,
    }
}
