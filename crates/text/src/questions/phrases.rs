//! In which text of a series the words of the latest one entered, and what left on the way.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use travaux_record::texts::StoredText;
use travaux_record::{Answer, Caveat, Cell, Method, Table, Tabular};

use super::{TextName, cite_text};
use crate::align::{Change, align};
use crate::difference::{Op, compare};
use crate::words::units;
use crate::{Clause, Kind};

/// The words of the latest text of a series, by the text in which they entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Phrases {
    /// The texts, in the order of time.
    pub texts: Vec<TextName>,
    /// The clauses of the latest.
    pub clauses: Vec<ClausePhrases>,
    /// What left, text by text.
    pub left: Vec<Left>,
}

/// A clause of the latest text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ClausePhrases {
    /// Its id.
    pub clause: String,
    /// Its words, in order.
    pub phrases: Vec<Phrase>,
}

/// Words that entered together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Phrase {
    /// The text in which they entered, by its place among the texts.
    pub since: u32,
    /// The words.
    pub words: String,
}

/// Words that a text no longer has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Left {
    /// The text that has them no longer, by its place among the texts.
    pub text: u32,
    /// The clause of the text before it.
    pub clause: String,
    /// Whether the clause left whole.
    pub whole: bool,
    /// The words.
    pub words: String,
}

const METHOD: Method = Method {
    name: "series of words",
    summary: "Each text is aligned with the next one, as «diff» does it, and a word that stays keeps the text in which it \
              entered. A word that left and came back entered when it came back. Runs of fewer than three words, all shorter \
              than five letters, are told with the words around them; of what left, runs of fewer than four words are \
              not told.",
};

/// Shorter runs belong to the phrase before them, unless they have a long word: an article that changed is no phrase,
/// an opening verb is.
const LEAST: usize = 3;
/// A word of so many letters is long.
const LONG: usize = 5;
/// Of what left, shorter runs are not told.
const LEAST_LEFT: usize = 4;

/// Follows the words of a series; the texts are in the order of time.
pub fn phrases(texts: &[StoredText]) -> Answer<Phrases> {
    let mut left = Vec::new();
    let mut since: Vec<Vec<u32>> = Vec::new();
    for (at, text) in texts.iter().enumerate() {
        let clauses = &text.document.clauses;
        let fresh: Vec<Vec<u32>> = clauses.iter().map(|c| vec![at as u32; units(&c.text).len()]).collect();
        let before = at.checked_sub(1).map(|before| &texts[before]);
        since = match before {
            None => fresh,
            Some(before) => followed(before, &since, text, fresh, at as u32, &mut left),
        };
    }
    let clauses = texts.last().map(|last| {
        let told = last
            .document
            .clauses
            .iter()
            .zip(&since)
            .filter(|(c, _)| !c.text.is_empty() && c.kind != Kind::Formula);
        told.map(|(clause, since)| ClausePhrases { clause: clause.id.clone(), phrases: runs(clause, since) })
            .collect()
    });
    let value = Phrases {
        texts: texts.iter().map(TextName::of).collect(),
        clauses: clauses.unwrap_or_default(),
        left,
    };
    let mut answer = Answer::new(value, METHOD);
    for text in texts {
        cite_text(&mut answer, text);
    }
    if let Some(first) = answer.value.texts.first() {
        let detail = format!(
            "{} is the first text of the series that the record has: its words may be older",
            first.name
        );
        answer.caveat(Caveat::Coverage { detail });
    }
    answer
}

/// Since when the words of a text stand, from those of the text before it.
fn followed(
    before: &StoredText,
    old: &[Vec<u32>],
    after: &StoredText,
    mut fresh: Vec<Vec<u32>>,
    at: u32,
    left: &mut Vec<Left>,
) -> Vec<Vec<u32>> {
    let (a, b) = (&before.document.clauses, &after.document.clauses);
    for link in align(&before.document, &after.document).links {
        let befores: Vec<usize> = link.before.iter().map(|&i| i as usize).collect();
        let afters: Vec<usize> = link.after.iter().map(|&i| i as usize).collect();
        match link.change {
            Change::New => {}
            Change::Gone => left.extend(befores.iter().map(|&i| whole(&a[i], at))),
            _ => {
                // Of clauses split or merged all words are compared at once.
                let text = |places: &[usize], clauses: &[Clause]| {
                    places.iter().map(|&i| clauses[i].text.as_str()).collect::<Vec<_>>().join(" ")
                };
                let carried: Vec<u32> = befores.iter().flat_map(|&i| old[i].iter().copied()).collect();
                let ids: Vec<&str> = befores.iter().map(|&i| a[i].id.as_str()).collect();
                let (now, gone) = carry(&text(&befores, a), &carried, &text(&afters, b), at);
                left.extend(gone.into_iter().map(|words| Left {
                    text: at,
                    clause: ids.join(", "),
                    whole: false,
                    words,
                }));
                let mut now = now.into_iter();
                for &i in &afters {
                    let n = fresh[i].len();
                    fresh[i] = now.by_ref().take(n).collect();
                }
            }
        }
    }
    fresh
}

fn whole(clause: &Clause, at: u32) -> Left {
    Left { text: at, clause: clause.id.clone(), whole: true, words: clause.text.clone() }
}

/// Since when each word of the text after stands, and the runs of words that left.
fn carry(before: &str, since: &[u32], after: &str, at: u32) -> (Vec<u32>, Vec<String>) {
    let (mut now, mut gone) = (Vec::new(), Vec::new());
    let mut from = 0;
    for piece in compare(before, after) {
        let n = units(&piece.before).len();
        match piece.op {
            Op::Kept => now.extend((from..from + n).map(|i| since.get(i).copied().unwrap_or(at))),
            Op::New => now.extend(std::iter::repeat_n(at, units(&piece.after).len())),
            Op::Gone => {
                if units(&piece.before).iter().filter(|unit| unit.is_word()).count() >= LEAST_LEFT {
                    gone.push(piece.before.trim_matches([' ', ',', ';', '.']).to_owned());
                }
            }
        }
        from += n;
    }
    // Blanks may have joined what was two units: what is left over is as new as can be.
    now.resize(units(after).len(), at);
    (now, gone)
}

/// The words of a clause in runs that entered together.
fn runs(clause: &Clause, since: &[u32]) -> Vec<Phrase> {
    let all = units(&clause.text);
    let mut runs: Vec<(u32, usize, usize)> = Vec::new();
    for (at, &text) in since.iter().enumerate().take(all.len()) {
        match runs.last_mut() {
            Some((last, _, end)) if *last == text || !all[at].is_word() => *end = at + 1,
            _ => runs.push((text, at, at + 1)),
        }
    }
    let is_short = |from: usize, to: usize| {
        let words = || all[from..to].iter().filter(|unit| unit.is_word());
        words().count() < LEAST && words().all(|unit| unit.core.chars().count() < LONG)
    };
    let mut told: Vec<(u32, usize, usize)> = Vec::new();
    for (text, from, to) in runs {
        match told.last_mut() {
            Some((last, start, end)) if *last == text || is_short(from, to) || is_short(*start, *end) => {
                // Of a short run and a long one the long one tells since when.
                if is_short(*start, *end) && !is_short(from, to) {
                    *last = text;
                }
                *end = to;
            }
            _ => told.push((text, from, to)),
        }
    }
    let place = |at: usize| all.get(at).map_or(clause.text.len(), |unit| unit.start);
    told.into_iter()
        .map(|(since, from, to)| Phrase {
            since,
            words: clause.text[place(from)..place(to)].trim().to_owned(),
        })
        .collect()
}

impl Phrases {
    /// `2019, A/RES/74/29`.
    fn text(&self, at: u32) -> [Cell; 2] {
        match self.texts.get(at as usize) {
            Some(text) => [
                Cell::from(text.adopted.map(Date::year).map(|year| year.to_string())),
                Cell::Symbol(text.name.clone()),
            ],
            None => [Cell::Empty, Cell::Empty],
        }
    }
}

impl Tabular for Phrases {
    fn tables(&self) -> Vec<Table> {
        let last = self.texts.last().map(TextName::with_day).unwrap_or_default();
        let title = format!("Since when the words of {last} stand in the series");
        let mut phrases = Table::new("phrases", title, &["clause", "since", "text", "words"]);
        for clause in &self.clauses {
            for (n, phrase) in clause.phrases.iter().enumerate() {
                let [year, text] = self.text(phrase.since);
                let id = if n == 0 { clause.clause.as_str().into() } else { Cell::Empty };
                phrases.row([id, year, text, phrase.words.as_str().into()]);
            }
        }
        let mut left =
            Table::new("left", "What left", &["gone in", "text", "clause before", "words that left"]);
        for gone in &self.left {
            let [year, text] = self.text(gone.text);
            let clause = if gone.whole { format!("{} (whole)", gone.clause) } else { gone.clause.clone() };
            left.row([year, text, clause.into(), gone.words.as_str().into()]);
        }
        vec![phrases, left]
    }
}
