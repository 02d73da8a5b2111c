//! Running heads, running feet and page numbers: what stands alone, comes again and again, and is no text.

use std::collections::BTreeMap;

use super::lines::Line;

/// So often a line has to come to be a running head.
const TIMES: usize = 3;
/// And so many lines apart, where no form feed says that pages end.
const APART: usize = 8;
/// Where form feeds end pages, so many lines before and after one are its edge.
const EDGE: usize = 3;
/// Running heads are shorter.
const LONGEST: u32 = 140;

/// Takes the furniture of pages off.
pub(super) fn drop_furniture(text: &str, lines: Vec<Line>) -> Vec<Line> {
    let alone = alone(&lines);
    let mut alike: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate() {
        if alone[at] && line.length <= LONGEST {
            alike.entry(pattern(line.words(text))).or_default().push(at);
        }
    }
    let mut furniture = vec![false; lines.len()];
    for (pattern, places) in &alike {
        if is_furniture(text, &lines, pattern, places) {
            for &at in places {
                furniture[at] = true;
            }
        }
    }
    let mut kept = Vec::with_capacity(lines.len());
    let (mut gap, mut page) = (false, false);
    for (at, mut line) in lines.into_iter().enumerate() {
        if furniture[at] {
            // What stood on both sides of it is still apart.
            gap |= line.gap;
            page = true;
            continue;
        }
        line.gap |= gap;
        line.page |= page;
        (gap, page) = (false, false);
        kept.push(line);
    }
    kept
}

/// Whether a line has nothing before it and nothing after it, or stands at the edge of a page.
fn alone(lines: &[Line]) -> Vec<bool> {
    let begins = |at: usize| lines.get(at).is_none_or(|line| line.gap || line.page);
    let edge = |at: usize| lines.get(at).is_none_or(|line| line.page);
    (0..lines.len()).map(|at| (begins(at) && begins(at + 1)) || edge(at) || edge(at + 1)).collect()
}

/// A line without the number of its page.
fn pattern(words: &str) -> String {
    let is_number = |c: char| c.is_ascii_digit();
    let inner = words.trim_start_matches(is_number);
    let inner = if inner.len() < words.len() { inner } else { words.trim_end_matches(is_number) };
    let found = inner.len() < words.len();
    let mut pattern = inner.trim().to_owned();
    // `Page 3 of 12`, `3/12`, `– 3 –`.
    if !found || pattern.len() < 12 {
        pattern = words.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
        while pattern.contains("00") {
            pattern = pattern.replace("00", "0");
        }
    }
    pattern
}

fn is_furniture(text: &str, lines: &[Line], pattern: &str, places: &[usize]) -> bool {
    if places.len() < TIMES {
        return false;
    }
    let near_break = |at: usize| {
        let before = lines.get(at.saturating_sub(EDGE - 1)..=at).unwrap_or_default();
        let after = lines.get(at + 1..).unwrap_or_default().iter().take(EDGE);
        before.iter().chain(after.clone()).any(|line| line.page) || at < EDGE || after.count() < EDGE
    };
    // What stands at the edges of pages, each time with the same words, is furniture whatever it says.
    let paged = places.iter().filter(|at| near_break(**at)).count() == places.len();
    let spread = places.windows(2).all(|w| w[1] - w[0] >= APART);
    if !paged && !spread {
        return false;
    }
    let words = |at: usize| lines[at].words(text);
    let numbers: Vec<u32> = places.iter().filter_map(|&at| page_number(words(at))).collect();
    let letters = pattern.chars().filter(|c| c.is_alphabetic()).count();
    let counts = numbers.len() == places.len() && numbers.windows(2).all(|w| w[0] < w[1] && w[1] - w[0] <= 4);
    if counts && (letters <= 12 || pattern.len() >= 12) {
        return true;
    }
    // The same words each time: a title of a page, or an address. A sentence that is repeated is text.
    let same = places.windows(2).all(|w| words(w[0]) == words(w[1]));
    let is_sentence = words(places[0]).ends_with(['.', ':', ';', '?', '!', ',']);
    if paged && same && !is_sentence {
        return true;
    }
    let is_address = pattern.contains("://") || pattern.contains("www.");
    let says_nothing = !words(places[0]).contains(|c: char| c.is_ascii_digit());
    same && letters >= 8 && (is_address || (says_nothing && !is_sentence))
}

/// The number at the beginning or the end of a line, or the first in it.
fn page_number(words: &str) -> Option<u32> {
    let digits = |part: &str| part.parse::<u32>().ok().filter(|n| *n < 10_000);
    let ends: &[char] = &['-', '–', '—', ' ', '|', '[', ']', '·'];
    let first = words.trim_matches(ends).split(|c: char| !c.is_ascii_digit()).next().and_then(digits);
    first.or_else(|| {
        let mut runs = words.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
        // `Page 3 of 12` has its number first, `The title 3` last.
        let (first, last) = (runs.next()?, runs.next_back());
        digits(if last.is_some() && words.ends_with(|c: char| c.is_ascii_digit()) {
            first
        } else {
            last.unwrap_or(first)
        })
    })
}
