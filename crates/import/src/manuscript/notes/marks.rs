//! Numbers glued to words, and which of them are references to notes.

use std::collections::BTreeSet;
use std::ops::Range;

use super::super::BlockKind;
use super::super::draft::Draft;

/// A number that may be a reference to a note.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    /// Where it stands in the draft.
    pub(super) span: Range<usize>,
    pub(super) label: u16,
    pub(super) block: usize,
    /// How much it looks like one.
    weight: f64,
    /// It can be nothing else.
    raised: bool,
}

/// The highest label.
const HIGHEST: usize = 999;
/// Years that reports and resolutions have.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2040;
/// So many references make a sequence.
const SEQUENCE: usize = 4;
/// A sequence may lack so many labels in a row.
const LACKING: usize = 3;

/// The digit that a raised character stands for.
pub(super) fn raised(c: char) -> Option<char> {
    let digit = match c {
        '⁰' => 0,
        '¹' => 1,
        '²' => 2,
        '³' => 3,
        '⁴'..='⁹' => c as u32 - '⁴' as u32 + 4,
        _ => return None,
    };
    char::from_digit(digit, 10)
}

/// The references of which a running sequence makes certain that they are some, in the order of the text.
pub(super) fn accepted(draft: &Draft) -> Vec<Mark> {
    let mut candidates = Vec::new();
    let mut noted = BTreeSet::new();
    for (at, block) in draft.blocks().iter().enumerate() {
        if matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading | BlockKind::Row) {
            let label = super::label_of(draft, block);
            noted.extend(label.filter(|_| super::reads_like_a_note(draft.words(block))).map(|l| l.number));
            find(draft.text(), &block.span, at, if label.is_some() { 0.5 } else { 1.0 }, &mut candidates);
        }
    }
    let mut accepted: Vec<Mark> = Vec::new();
    for run in best_chain(&candidates) {
        if is_certain(draft.text(), &run, &noted) {
            accepted.extend(run);
        }
    }
    // Raised digits are references whether or not others make a sequence.
    let known: BTreeSet<usize> = accepted.iter().map(|mark| mark.span.start).collect();
    accepted.extend(candidates.into_iter().filter(|mark| mark.raised && !known.contains(&mark.span.start)));
    accepted.sort_by_key(|mark| mark.span.start);
    accepted
}

/// The references that the format states.
pub(super) fn stated(draft: &Draft) -> Vec<Mark> {
    let numbered = draft.references().filter_map(|(span, label)| Some((span, label.parse().ok()?)));
    numbered.map(|(span, label)| Mark { span, label, block: 0, weight: 1.0, raised: true }).collect()
}

fn is_certain(text: &str, run: &[Mark], noted: &BTreeSet<u16>) -> bool {
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return false };
    let width = usize::from(last.label - first.label) + 1;
    // `Table1`, `Table2`: one word that counts is no sequence of notes.
    let before: BTreeSet<&str> = run
        .iter()
        .map(|mark| {
            let head = text[..mark.span.start].trim_end_matches(|c: char| !c.is_alphanumeric());
            head.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default()
        })
        .collect();
    // A few references are certain where there is a block for each.
    let strong = run.iter().all(|mark| mark.weight >= 1.5 && noted.contains(&mark.label));
    (run.len() >= SEQUENCE || (strong && run.len() >= 2))
        && 2 * width <= 3 * run.len()
        && 5 * before.len() >= 3 * run.len()
}

/// The ascending sequences that are most like references, one after the other: in a book, each chapter begins anew.
fn best_chain(candidates: &[Mark]) -> Vec<Vec<Mark>> {
    const RESTART: f64 = 2.5;
    const LATE: f64 = 1.5;
    const GAP: f64 = 0.9;
    let mut by_label: Vec<Option<(f64, usize)>> = vec![None; HIGHEST + 1];
    let mut best: Option<(f64, usize)> = None;
    // Which comes before each, and whether it is of the same sequence.
    let mut before: Vec<Option<(usize, bool)>> = Vec::with_capacity(candidates.len());
    for (at, mark) in candidates.iter().enumerate() {
        let label = usize::from(mark.label);
        let late = if label == 1 { 0.0 } else { LATE };
        let mut score = mark.weight - late;
        let mut from = None;
        if let Some((other, last)) = best
            && other - RESTART > 0.0
        {
            score = other - RESTART - late + mark.weight;
            from = Some((last, false));
        }
        for lacking in 0..=LACKING {
            let Some(Some((other, last))) = label.checked_sub(lacking + 1).and_then(|l| by_label.get(l))
            else {
                continue;
            };
            let with = other + mark.weight - GAP * lacking as f64;
            if with > score {
                score = with;
                from = Some((*last, true));
            }
        }
        before.push(from);
        if let Some(slot) = by_label.get_mut(label)
            && slot.is_none_or(|(other, _)| score >= other)
        {
            *slot = Some((score, at));
        }
        if best.is_none_or(|(other, _)| score > other) {
            best = Some((score, at));
        }
    }
    let mut runs = Vec::new();
    let mut run = Vec::new();
    let mut at = best.map(|(_, at)| at);
    while let Some(mark) = at {
        run.push(candidates[mark].clone());
        at = match before[mark] {
            Some((last, same)) => {
                if !same {
                    runs.push(std::mem::take(&mut run));
                }
                Some(last)
            }
            None => None,
        };
    }
    runs.push(run);
    for run in &mut runs {
        run.reverse();
    }
    runs.reverse();
    runs
}

/// Finds what may be references in a block.
fn find(text: &str, block: &Range<usize>, number: usize, share: f64, found: &mut Vec<Mark>) {
    let words = &text[block.clone()];
    let bytes = words.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        if byte.is_ascii_digit() {
            let end = at + bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
            let bracketed = at > 1 && bytes[at - 1] == b'[' && bytes.get(end) == Some(&b']');
            if bracketed && is_label(&words[at..end]) {
                let label = words[at..end].parse().unwrap_or_default();
                let blank = usize::from(bytes[at - 2] == b' ');
                let span = block.start + at - 1 - blank..block.start + end + 1;
                let weight = if blank == 0 { 1.5 } else { 1.0 };
                found.push(Mark { span, label, block: number, weight: weight * share, raised: false });
            } else if let Some((from, weight)) = weigh(words, at, end) {
                let label = words[from..end].parse().unwrap_or_default();
                let span = block.start + from..block.start + end;
                found.push(Mark { span, label, block: number, weight: weight * share, raised: false });
            }
            at = end;
        } else if byte < 0x80 {
            at += 1;
        } else {
            let c = words[at..].chars().next().unwrap_or_default();
            let digits: String = words[at..].chars().map_while(raised).collect();
            let length: usize = words[at..].chars().map_while(|c| raised(c).map(|_| c.len_utf8())).sum();
            let is_power = super::is_power(&words[..at], &digits);
            if at > 0 && !digits.is_empty() && digits.len() <= 3 && !is_power {
                let label = digits.parse().unwrap_or_default();
                let span = block.start + at..block.start + at + length;
                found.push(Mark { span, label, block: number, weight: 3.0, raised: true });
            }
            at += length.max(c.len_utf8());
        }
    }
}

/// Words before a full stop and a number that belongs to them.
const BEFORE_NUMBERS: [&str; 33] = [
    "no", "nos", "p", "pp", "para", "paras", "par", "art", "arts", "res", "dec", "vol", "vols", "ch", "chap",
    "sec", "sect", "fig", "add", "rev", "corr", "amend", "sess", "mtg", "plen", "op", "ed", "eds", "annex",
    "nr", "ser", "suppl", "supp",
];

/// Where the label begins in a run of digits, and how much it looks like a reference.
fn weigh(words: &str, at: usize, end: usize) -> Option<(usize, f64)> {
    let last = words[..at].chars().next_back()?;
    let mut after = words[end..].chars();
    let (next, next_but_one) = (after.next(), after.next());
    let is_end = match next {
        None => true,
        Some('.' | ',' | ':') => next_but_one.is_none_or(|c| !c.is_ascii_digit()),
        Some(c) => {
            c.is_whitespace() || matches!(c, ';' | '!' | '?' | ')' | ']' | '”' | '’' | '"' | '»' | '—')
        }
    };
    if !is_end {
        return None;
    }
    let token_start = words[..at].rfind(char::is_whitespace).map_or(0, |n| n + 1);
    let token = words
        .get(token_start..at)
        .unwrap_or_else(|| words[..at].rsplit(char::is_whitespace).next().unwrap_or_default());
    if token.contains("://") || token.contains("www.") || token.contains('@') || token.len() > 200 {
        return None;
    }
    let digits = end - at;
    if let 5..=7 = digits {
        let year: u32 = words[at..at + 4].parse().ok()?;
        let is_word = last.is_whitespace() || matches!(last, '(' | '[' | '–' | '—' | '“' | '"');
        let label = at + 4;
        return (is_word && YEARS.contains(&year) && is_label(&words[label..end])).then_some((label, 0.9));
    }
    if !is_label(&words[at..end]) {
        return None;
    }
    let is_symbol = token.contains('/');
    let head = &words[..at - last.len_utf8()];
    match last {
        c if c.is_alphabetic() && !is_symbol => {
            let word = token.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
            let letters = word.chars().count();
            match (letters, c.is_lowercase()) {
                (0 | 1, _) => None,
                (2, true) => Some((at, 0.7)),
                (_, true) => Some((at, 1.0)),
                _ => Some((at, 0.8)),
            }
        }
        '”' | '’' | '"' | '\'' | '»' | ')' | ']' => {
            let before = head.chars().next_back()?;
            // `’98` is a year, `(a)1` of a provision.
            let weight = if is_symbol { 0.7 } else { 1.5 };
            (!before.is_whitespace() && !matches!(before, '(' | '[')).then_some((at, weight))
        }
        '.' | ',' | ';' | ':' | '!' | '?' => {
            let before = head.chars().next_back()?;
            let sentence = next.is_none()
                || (next.is_some_and(char::is_whitespace) && after_blank_is_capital(&words[end..]));
            if before.is_alphabetic() {
                let word = head.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
                let is_short = word.chars().count() == 1
                    || BEFORE_NUMBERS.contains(&word.to_lowercase().as_str())
                    || is_symbol && word.chars().all(char::is_uppercase);
                return (!is_short || last != '.').then_some((at, if sentence { 2.0 } else { 1.5 }));
            }
            if before.is_ascii_digit() {
                let from = head.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |n| n + 1);
                let run = head
                    .get(from..)
                    .unwrap_or_else(|| head.rsplit(|c: char| !c.is_ascii_digit()).next().unwrap_or_default());
                let is_year = run.len() == 4 && run.parse().is_ok_and(|year| YEARS.contains(&year));
                let is_whole = head.len() > run.len();
                return match last {
                    // `1,100` is one number.
                    ',' if run.len() <= 3 && digits == 3 => None,
                    _ if !is_whole => None,
                    _ if is_year => Some((at, 1.0)),
                    _ if is_symbol => Some((at, 0.8)),
                    ',' | ';' => Some((at, 0.4)),
                    '.' if sentence => Some((at, if run.len() >= 2 { 0.4 } else { 0.3 })),
                    _ => None,
                };
            }
            matches!(before, '”' | '’' | '"' | '\'' | '»' | ')' | ']').then_some((at, 1.5))
        }
        _ => None,
    }
}

fn is_label(digits: &str) -> bool {
    (1..=3).contains(&digits.len()) && !digits.starts_with('0')
}

fn after_blank_is_capital(rest: &str) -> bool {
    let opening: &[char] = &['“', '"', '‘', '(', '«', '['];
    rest.trim_start().trim_start_matches(opening).starts_with(char::is_uppercase)
}
