//! Opening phrases and verbs, and how strong they are.
//!
//! The order is data, in `data/openings.tsv`, each row with its reason. What is not there has no strength: it is
//! unknown, and nothing is guessed.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::Serialize;

use crate::Kind;

/// What an order of verbs is about. Verbs on different scales are not compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Scale {
    /// How a report or an act is received: notes, welcomes, endorses.
    Reception,
    /// What is asked of somebody: invites, calls upon, requests, decides.
    Call,
    /// How much weight a principle gets: recalls, reaffirms, stresses.
    Stress,
    /// Unease to condemnation.
    Criticism,
}

/// The strength of an opening phrase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Strength {
    /// The verb as the table has it, in its finite form.
    pub verb: &'static str,
    /// The scale it is on.
    pub scale: Scale,
    /// Its rank there.
    pub rank: u8,
    /// What adverbs add: `with appreciation`, `strongly`, `grave`; 0 without any.
    pub degree: u8,
}

/// How the strength of an opening changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Shift {
    /// Not changed, or only in words without strength (`also`, `further`).
    Same,
    /// Stronger by its verb.
    Stronger,
    /// Weaker by its verb.
    Weaker,
    /// The same rank, more pressed by its adverbs.
    MorePressed,
    /// The same rank, less pressed by its adverbs.
    LessPressed,
    /// The verbs are on different scales.
    OtherScale,
    /// One of them is not in the table, or has no strength.
    Unknown,
}

struct Row {
    verb: &'static str,
    strength: Option<(Scale, u8)>,
}

struct Table {
    /// Finite forms and participles, by their words.
    rows: BTreeMap<&'static str, Row>,
    longest: usize,
    finite: BTreeSet<&'static str>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut rows = BTreeMap::new();
    let mut finite = BTreeSet::new();
    for line in include_str!("../data/openings.tsv").lines() {
        let mut cells = line.split('\t');
        let (Some(verb), Some(participle), Some(scale), Some(rank)) =
            (cells.next(), cells.next(), cells.next(), cells.next())
        else {
            continue;
        };
        let scale = match scale {
            "reception" => Some(Scale::Reception),
            "call" => Some(Scale::Call),
            "stress" => Some(Scale::Stress),
            "criticism" => Some(Scale::Criticism),
            _ => None,
        };
        let strength = scale.zip(rank.parse().ok());
        rows.insert(verb, Row { verb, strength });
        rows.insert(participle, Row { verb, strength });
        finite.insert(verb);
    }
    let longest = rows.keys().map(|k| k.split(' ').count()).max().unwrap_or(1);
    Table { rows, longest, finite }
});

/// Words before or inside a phrase that do not change its strength.
const ADDITIVE: [&str; 20] = [
    "also",
    "further",
    "again",
    "once",
    "more",
    "while",
    "its",
    "their",
    "the",
    "of",
    "in",
    "this",
    "regard",
    "that",
    "particular",
    "and",
    "therefore",
    "however",
    "upon",
    "moreover",
];

/// Words that press, and how much. `deep` and `deeply` are one, as `grave` and `gravely`.
const PRESSING: [(&str, u8); 30] = [
    ("interest", 1),
    ("appreciation", 1),
    ("satisfaction", 1),
    ("warmly", 1),
    ("particularly", 1),
    ("great", 1),
    ("deep", 1),
    ("deeply", 1),
    ("strong", 1),
    ("strongly", 1),
    ("firmly", 1),
    ("solemnly", 1),
    ("serious", 1),
    ("seriously", 1),
    ("profound", 1),
    ("profoundly", 1),
    ("full", 1),
    ("fully", 1),
    ("urgently", 1),
    ("emphatically", 1),
    ("unequivocally", 1),
    ("categorically", 1),
    ("unequivocal", 1),
    ("very", 1),
    ("grave", 2),
    ("gravely", 2),
    ("gravest", 2),
    ("utmost", 2),
    ("strongest", 2),
    ("extremely", 2),
];

fn lower_words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(' ').scan(0, |at, word| {
        let start = *at;
        *at += word.len() + 1;
        Some((start, word))
    })
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric() && c != '-').to_lowercase()
}

/// A phrase of the table and its place among words.
struct Found {
    row: &'static Row,
    /// The place of its first word and of the word after its last.
    from: usize,
    to: usize,
}

/// The first phrase of the table among the first words, the longest at that place. Words that carry no strength or
/// only press may stand before it and inside it: `expresses its deep concern` is `expresses concern`.
fn find(words: &[String], finite_only: bool) -> Option<Found> {
    let table = &*TABLE;
    for from in 0..words.len().min(5) {
        let mut key = String::new();
        let mut parts = 0;
        let mut best: Option<Found> = None;
        for (at, word) in words.iter().enumerate().skip(from) {
            let passes = parts > 0 && (is_additive(word) || pressing(word) > 0);
            if passes && !continues(table, &key, word) {
                continue;
            }
            if !key.is_empty() {
                key.push(' ');
            }
            key.push_str(word);
            parts += 1;
            if let Some((&verb, row)) = table.rows.get_key_value(key.as_str())
                && (!finite_only || table.finite.contains(verb))
            {
                best = Some(Found { row, from, to: at + 1 });
            }
            if parts == table.longest || at > from + 6 {
                break;
            }
        }
        if best.is_some() {
            return best;
        }
        if !words.get(from).is_some_and(|w| is_additive(w) || pressing(w) > 0 || w.ends_with("ly")) {
            return None;
        }
    }
    None
}

/// Whether some phrase of the table goes on with this word.
fn continues(table: &Table, key: &str, word: &str) -> bool {
    let longer = format!("{key} {word}");
    let from = (Bound::Included(longer.as_str()), Bound::Unbounded);
    table.rows.range::<str, _>(from).next().is_some_and(|(k, _)| k.starts_with(&longer))
}

fn is_additive(word: &str) -> bool {
    ADDITIVE.contains(&word)
}

fn pressing(word: &str) -> u8 {
    PRESSING.iter().find(|(w, _)| *w == word).map_or(0, |(_, n)| *n)
}

/// Whether words open as an operative paragraph does: with a finite verb of the table.
pub fn is_operative(text: &str) -> bool {
    let words: Vec<String> = text.split(' ').take(8).map(bare).collect();
    find(&words, true).is_some()
}

/// Whether words open as a preambular paragraph does.
pub fn is_preambular(text: &str) -> bool {
    let words: Vec<String> = text.split(' ').take(8).map(bare).collect();
    find(&words, false).is_some_and(|f| {
        let opening = words[f.from..f.to].join(" ");
        !TABLE.finite.contains(opening.as_str()) && words.first().is_some_and(|w| !w.is_empty())
    })
}

/// The opening phrase as printed: what the text sets apart, or what the table finds.
pub(crate) fn phrase(text: &str, set_apart: Option<u32>, kind: Kind, level: u8) -> Option<String> {
    if let Some(end) = set_apart.map(|e| e as usize)
        && let Some(head) = text.get(..end)
        && head.chars().any(char::is_alphabetic)
        && head.split(' ').count() <= 12
    {
        return Some(head.trim_end_matches([',', ' ', ':']).to_owned());
    }
    let first = text.chars().find(|c| c.is_alphabetic())?;
    if !first.is_uppercase() || (level > 0 && kind != Kind::Operative) {
        return None;
    }
    let words: Vec<String> = text.split(' ').take(12).map(bare).collect();
    let found = find(&words, kind == Kind::Operative)?;
    let mut to = found.to;
    // "with appreciation", "also", "once again" belong to the phrase.
    while let Some(word) = words.get(to) {
        let with = word == "with"
            && words
                .get(to + 1)
                .is_some_and(|w| pressing(w) > 0 || matches!(w.as_str(), "concern" | "regret"));
        if matches!(word.as_str(), "also" | "further") {
            to += 1;
        } else if with {
            to += 2;
            while words.get(to - 1).is_some_and(|w| pressing(w) > 0)
                && words.get(to).is_some_and(|w| pressing(w) > 0 || w == "concern" || w == "regret")
            {
                to += 1;
            }
        } else {
            break;
        }
    }
    let end = lower_words(text).nth(to - 1).map(|(at, w)| at + w.len())?;
    text.get(..end).map(|p| p.trim_end_matches([',', ':']).to_owned())
}

/// The strength of an opening phrase, if the table has it.
pub fn strength(phrase: &str) -> Option<Strength> {
    let words: Vec<String> = phrase.split(' ').map(bare).collect();
    let mut found = find(&words, false)?;
    // "Notes with grave concern" is criticism though its verb is not.
    for turn in ["concern", "regret"] {
        if words.iter().any(|w| w == turn || *w == format!("{turn}s"))
            && let Some(row) = TABLE.rows.get(format!("{} with {turn}", found.row.verb).as_str())
        {
            found.row = row;
        }
    }
    let (scale, rank) = found.row.strength?;
    let degree = words.iter().map(|w| pressing(w)).sum();
    Some(Strength { verb: found.row.verb, scale, rank, degree })
}

/// How the strength changed from one phrase to another.
pub fn shift(before: &str, after: &str) -> Shift {
    let plain = |p: &str| -> Vec<String> {
        p.split(' ').map(bare).filter(|w| !is_additive(w) || w == "its").collect()
    };
    if plain(before) == plain(after) {
        return Shift::Same;
    }
    let (Some(a), Some(b)) = (strength(before), strength(after)) else { return Shift::Unknown };
    if a.scale != b.scale {
        return Shift::OtherScale;
    }
    match (a.rank.cmp(&b.rank), a.degree.cmp(&b.degree)) {
        (std::cmp::Ordering::Less, _) => Shift::Stronger,
        (std::cmp::Ordering::Greater, _) => Shift::Weaker,
        (_, std::cmp::Ordering::Less) => Shift::MorePressed,
        (_, std::cmp::Ordering::Greater) => Shift::LessPressed,
        _ => Shift::Same,
    }
}
