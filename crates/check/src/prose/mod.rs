//! Sentences, words, numbers, days and states of English prose.

mod days;
mod numbers;
mod states;

use std::ops::Range;

pub(crate) use days::{Day, days, year};
pub(crate) use numbers::number_at;
pub(crate) use states::{is_adjective_of, state_at, states_at};

/// A piece of a sentence: a word, a number or a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token<'t> {
    /// As written.
    pub(crate) text: &'t str,
    /// Where it begins in the whole text, in bytes.
    pub(crate) at: usize,
    /// Whether a blank stands before it.
    pub(crate) apart: bool,
}

impl Token<'_> {
    /// Where it ends in the whole text.
    pub(crate) fn end(&self) -> usize {
        self.at + self.text.len()
    }

    /// Whether it is this word, in any case.
    pub(crate) fn is(&self, word: &str) -> bool {
        self.text.eq_ignore_ascii_case(word)
    }

    /// Whether it is one of these words, in any case.
    pub(crate) fn is_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(word))
    }

    /// Whether it is a stroke between numbers or parts of a word.
    pub(crate) fn is_dash(&self) -> bool {
        self.is_any(&["-", "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}"])
    }

    /// Whether it begins with a capital letter.
    pub(crate) fn is_capital(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }
}

/// The tokens of a piece of the text. Words are letters with apostrophes between; numbers are digits, with commas before
/// three more; every other character is a mark of its own.
pub(crate) fn tokens(text: &str, span: Range<usize>) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let piece = &text[span.clone()];
    let mut chars = piece.char_indices().peekable();
    let mut apart = false;
    while let Some((at, first)) = chars.next() {
        if first.is_whitespace() {
            apart = true;
            continue;
        }
        let mut end = at + first.len_utf8();
        while let Some(&(next, c)) = chars.peek() {
            let goes_on = if first.is_alphabetic() {
                c.is_alphabetic() || (is_apostrophe(c) && letter_follows(piece, next + c.len_utf8()))
            } else if first.is_ascii_digit() {
                c.is_ascii_digit() || (c == ',' && thousands_follow(&piece[next + 1..]))
            } else {
                false
            };
            if !goes_on {
                break;
            }
            end = next + c.len_utf8();
            chars.next();
        }
        found.push(Token { text: &piece[at..end], at: span.start + at, apart });
        apart = false;
    }
    found
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}')
}

fn letter_follows(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_some_and(char::is_alphabetic)
}

fn thousands_follow(rest: &str) -> bool {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    digits == 3
}

/// Words that end in a point and do not end a sentence.
const SHORTENED: [&str; 58] = [
    "res", "dec", "doc", "docs", "no", "nos", "para", "paras", "op", "pp", "p", "art", "arts", "vol", "ch",
    "sec", "sect", "cf", "eg", "ie", "e.g", "i.e", "v", "vs", "st", "mr", "mrs", "ms", "dr", "amb", "prof",
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "rev", "add", "corr",
    "amend", "ed", "eds", "et", "al", "approx", "pt", "fig", "ibid", "id", "ca", "gen", "supp",
];

/// The sentences of a block, in bytes of the whole text.
pub(crate) fn sentences(text: &str, block: Range<usize>) -> Vec<Range<usize>> {
    let piece = &text[block.clone()];
    let mut found = Vec::new();
    let mut start = 0;
    for (at, mark) in piece.char_indices().filter(|(_, c)| matches!(c, '.' | '!' | '?')) {
        let behind = at + mark.len_utf8();
        let closing = |c: &char| matches!(c, '"' | '\'' | '\u{201d}' | '\u{2019}' | ')' | ']' | '\u{bb}');
        let end = behind + piece[behind..].chars().take_while(closing).map(char::len_utf8).sum::<usize>();
        let rest = &piece[end..];
        let after = rest.trim_start();
        if rest.len() == after.len() || !begins_sentence(after) {
            continue;
        }
        if mark == '.' && end == behind && is_shortened(&piece[start..at]) {
            continue;
        }
        push_trimmed(&mut found, piece, start..end);
        start = end;
    }
    push_trimmed(&mut found, piece, start..piece.len());
    found.into_iter().map(|r| r.start + block.start..r.end + block.start).collect()
}

fn begins_sentence(after: &str) -> bool {
    let first =
        after.chars().find(|c| !matches!(c, '"' | '\'' | '\u{201c}' | '\u{2018}' | '(' | '[' | '\u{ab}'));
    first.is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
}

fn is_shortened(before: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '\u{201c}' | '"')).next();
    let word = word.unwrap_or_default();
    // One letter, as in `U.S.` and `J. Doe`.
    let letters = word.rsplit('.').next().unwrap_or_default();
    letters.chars().count() == 1 && letters.chars().all(char::is_alphabetic)
        || SHORTENED.iter().any(|short| short.eq_ignore_ascii_case(word))
}

fn push_trimmed(found: &mut Vec<Range<usize>>, piece: &str, range: Range<usize>) {
    let words = &piece[range.clone()];
    let start = range.start + (words.len() - words.trim_start().len());
    let end = range.start + words.trim_end().len();
    if start < end {
        found.push(start..end);
    }
}
