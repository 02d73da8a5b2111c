//! Notes of a text that does not mark them: numbers glued to words, and the blocks that begin with these numbers.
//!
//! A number is a reference to a note only where a running sequence makes it certain: `2010,9 201310 and 201511` has the
//! notes 9, 10 and 11 when 8 stands before them and 12 after. Elsewhere the text stays as it is.

mod marks;

use std::collections::{BTreeMap, BTreeSet};

use super::draft::{Begins, Draft, DraftBlock};
use super::{BlockKind, apart};

/// Notes stand at most so many bytes after the reference to them, at the foot of a page.
const PAGES: usize = 14_000;
/// And at most so many before it: some programs hand over the foot of a page before its end.
const EARLIER: usize = 3_000;
/// So many notes in a row are a list of notes.
const ROW: usize = 3;

/// How a note has its label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Style {
    /// `12 Words`.
    Bare,
    /// `¹² Words`.
    Raised,
    /// `[12] Words`.
    Bracketed,
    /// `12. Words`.
    Dotted,
    /// `12Words`.
    Glued,
    /// The twelfth item of a numbered list.
    Listed,
}

/// The label with which a line would begin as a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) number: u16,
    /// How many bytes it takes up, with the blank after it.
    pub(super) length: usize,
    pub(super) style: Style,
}

/// Reads the label of a line that would be a note.
pub(super) fn label(words: &str) -> Option<Label> {
    let trimmed = words.trim_start();
    let lead = words.len() - trimmed.len();
    let raised: usize = trimmed.chars().map_while(|c| marks::raised(c).map(|_| c.len_utf8())).sum();
    if raised > 0 {
        let digits: String = trimmed.chars().map_while(marks::raised).collect();
        let rest = &trimmed[raised..];
        return finish(&digits, lead + raised, rest, Style::Raised);
    }
    let open = usize::from(trimmed.starts_with('['));
    let inner = &trimmed[open..];
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = inner.split_at(digits);
    let at = lead + open + digits;
    if open == 1 {
        return finish(number, at + 1, rest.strip_prefix(']')?, Style::Bracketed);
    }
    match rest.chars().next()? {
        '.' | ')' => {
            let rest = &rest[1..];
            let opening = |c: char| matches!(c, '“' | '"' | '‘' | '«' | '[' | '(');
            let parted = rest.starts_with(|c: char| c.is_whitespace() || c.is_uppercase() || opening(c));
            parted.then(|| finish(number, at + 1, rest, Style::Dotted))?
        }
        c if c.is_whitespace() => finish(number, at, rest, Style::Bare),
        c if c.is_uppercase() => finish(number, at, rest, Style::Glued),
        _ => None,
    }
}

/// The label with which a block would be a note.
pub(super) fn label_of(draft: &Draft, block: &DraftBlock) -> Option<Label> {
    let listed = |number| Label { number, length: 0, style: Style::Listed };
    block.number.map(listed).or_else(|| label(draft.words(block)))
}

fn finish(digits: &str, length: usize, rest: &str, style: Style) -> Option<Label> {
    let words = rest.trim_start();
    let first = words.chars().next()?;
    let begins = first.is_uppercase() || !first.is_alphanumeric() || words.starts_with("http") || words.starts_with("www.")
        || style != Style::Bare && first.is_alphabetic()
        // `12 ibid.`, `13 see above`.
        || ["ibid", "see ", "id.", "supra", "op. cit", "e.g.", "cf."].iter().any(|w| words.starts_with(w));
    // A number and a month is a date.
    let is_date = travaux_un::months::MONTHS.iter().any(|m| words.starts_with(m)) && style == Style::Bare;
    if !begins || is_date || digits.is_empty() || digits.len() > 3 || digits.starts_with('0') {
        return None;
    }
    Some(Label { number: digits.parse().ok()?, length: length + (rest.len() - words.len()), style })
}

/// Whether raised digits are a power, as in `km²` and `3 × 10⁶`, by what stands before them.
pub(super) fn is_power(before: &str, digits: &str) -> bool {
    let mut from = before.len().saturating_sub(12);
    while !before.is_char_boundary(from) {
        from += 1;
    }
    let before = &before[from..];
    let unit = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let of_ten = before.strip_suffix("10").is_some_and(|b| b.trim_end().ends_with(['×', '·']));
    of_ten || (matches!(unit, "m" | "km" | "cm" | "mm" | "dm") && matches!(digits, "2" | "3"))
}

/// The labels of notes that raised words are: `12`, `3, 4`, `*`; none if they are something else.
pub(super) fn raised_labels<'w>(before: &str, words: &'w str) -> Vec<&'w str> {
    let parts = words.split(|c: char| !c.is_alphanumeric() && c != '*').filter(|label| !label.is_empty());
    let labels: Vec<&str> = parts.collect();
    let are_labels = labels.iter().all(|label| is_label(label)) && !is_power(before, words.trim());
    if are_labels { labels } else { Vec::new() }
}

/// `12`, `a`, `*`.
pub(super) fn is_label(label: &str) -> bool {
    (label.len() <= 3 && label.bytes().all(|b| b.is_ascii_digit()))
        || label.bytes().all(|b| b == b'*')
        || (label.len() == 1 && label.bytes().all(|b| b.is_ascii_lowercase()))
}

/// Whether words end a sentence; a number of a note after the end does not count.
pub(super) fn ends_a_sentence(words: &str) -> bool {
    let words = words.trim_end_matches(['↩', '↑', '\u{fe0e}', ' ']);
    let closers: &[char] = &['”', '’', '"', '\'', ')', ']', '»', '*', '_'];
    let end = |words: &str| words.trim_end_matches(closers).ends_with(['.', '!', '?', ':', ';', '…', '。']);
    if end(words) {
        return true;
    }
    let bare = words.trim_end_matches(|c: char| c.is_ascii_digit() || marks::raised(c).is_some());
    let digits = words.len() - bare.len();
    (1..=9).contains(&digits)
        && end(bare)
        && !bare.trim_end_matches('.').ends_with(|c: char| c.is_ascii_digit() || c.is_ascii_uppercase())
}

/// Finds the notes and the references to them, as far as the format does not say which they are.
pub(super) fn recognise(draft: &mut Draft) {
    let has_references = draft.has_references();
    let has_notes = draft.blocks().iter().any(|block| matches!(block.kind, BlockKind::Note { .. }));
    let marks = if has_references { marks::stated(draft) } else { marks::accepted(draft) };
    let notes = if has_notes && has_references { Vec::new() } else { note_blocks(draft, &marks) };
    if !has_references {
        let is_note: BTreeSet<usize> = notes.iter().map(|(at, _)| *at).collect();
        for mark in marks.iter().filter(|mark| !is_note.contains(&mark.block)) {
            draft.cut_reference(mark.span.clone(), &mark.label.to_string());
        }
    }
    for (at, label) in notes {
        draft.make_note(at, &label.number.to_string(), label.length);
    }
    // A number that is no note's does not part a paragraph.
    let mut last = None;
    let mut joins = Vec::new();
    for (at, block) in draft.blocks().iter().enumerate() {
        if block.begins == Begins::Number
            && block.kind == BlockKind::Paragraph
            && let Some(from) = last
            && label(draft.words(block)).is_none_or(|label| label.style != Style::Dotted)
        {
            joins.push((at, from));
        }
        last = Some(at);
    }
    for (at, from) in joins {
        draft.go_on(at, from);
    }
}

/// The blocks that are notes, with their labels.
fn note_blocks(draft: &Draft, marks: &[marks::Mark]) -> Vec<(usize, Label)> {
    let candidates: Vec<(usize, Label)> = draft
        .blocks()
        .iter()
        .enumerate()
        .filter(|(_, block)| block.kind == BlockKind::Paragraph)
        .filter_map(|(at, block)| Some((at, label_of(draft, block)?)))
        .collect();
    let mut best: Vec<(usize, Label)> = Vec::new();
    for style in [Style::Bare, Style::Raised, Style::Bracketed, Style::Dotted, Style::Glued, Style::Listed] {
        let of_style: Vec<(usize, Label)> =
            candidates.iter().filter(|(_, label)| label.style == style).copied().collect();
        let found = notes_of_style(draft, marks, &of_style);
        if found.len() > best.len() + best.len() / 4 {
            best = found;
        }
    }
    best
}

fn notes_of_style(
    draft: &Draft,
    marks: &[marks::Mark],
    candidates: &[(usize, Label)],
) -> Vec<(usize, Label)> {
    let mut places: BTreeMap<u16, Vec<usize>> = BTreeMap::new();
    for mark in marks {
        places.entry(mark.label).or_default().push(mark.span.start);
    }
    let mut taken: BTreeSet<(u16, usize)> = BTreeSet::new();
    let mut notes: BTreeMap<usize, Label> = BTreeMap::new();
    for &(at, label) in candidates {
        let Some(block) = draft.blocks().get(at) else { continue };
        let begin = block.span.start;
        let near = places.get(&label.number).and_then(|places| {
            let near = |place: &&usize| begin + EARLIER > **place && begin < **place + PAGES;
            places.iter().find(|place| near(place) && !taken.contains(&(label.number, **place)))
        });
        if let Some(&place) = near
            && reads_like_a_note(draft.words(block))
        {
            taken.insert((label.number, place));
            notes.insert(at, label);
        }
    }
    // Notes at the end of a chapter or of the document.
    let mut row: Vec<(usize, Label)> = Vec::new();
    let mut rows = Vec::new();
    for &(at, label) in candidates {
        let goes_on = row.last().is_some_and(|(before, l)| l.number + 1 == label.number && at - before <= 4);
        if !goes_on {
            rows.push(std::mem::take(&mut row));
        }
        row.push((at, label));
    }
    rows.push(row);
    for row in rows.into_iter().filter(|row| row.len() >= ROW) {
        let begin = draft.blocks().get(row[0].0).map_or(0, |block| block.span.start);
        let called = row
            .iter()
            .filter(|(_, label)| places.get(&label.number).is_some_and(|p| p.iter().any(|p| *p < begin)))
            .count();
        let headed = row[0].0.checked_sub(1).and_then(|at| draft.blocks().get(at)).is_some_and(|heading| {
            matches!(
                draft.words(heading).trim_matches(|c: char| !c.is_alphabetic()).to_lowercase().as_str(),
                "notes" | "endnotes" | "footnotes" | "notes and references"
            )
        });
        let like = row
            .iter()
            .filter(|(at, _)| draft.blocks().get(*at).is_some_and(|b| reads_like_a_note(draft.words(b))));
        if 2 * like.count() > row.len() && (2 * called > row.len() || headed) {
            notes.extend(row);
        }
    }
    notes.into_iter().collect()
}

/// A note ends as a sentence does, or with an address; a numbered heading does not.
fn reads_like_a_note(words: &str) -> bool {
    let tail = words.rsplit(char::is_whitespace).next().unwrap_or_default();
    ends_a_sentence(words)
        || words.ends_with(')')
        || tail.contains('/')
        || tail.contains("www.")
        || apart::is_item(words)
}
