//! The shapes of numbers: `73/27`, `S-24/2`, `2018/17`, `377 A (V)`, `1325 (2000)`.

use std::ops::Range;

use travaux_un::symbol::{Repair, RepairNote, leading_letters};

/// A number of a resolution or decision, as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) shape: Shape,
    /// In canonical form: `A`, `A-F`.
    pub(super) letters: Option<String>,
    pub(super) repairs: Vec<RepairNote>,
}

/// What stands before and behind the stroke or parenthesis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shape {
    /// `73/27`, `S-24/2`, `ES-10/15`.
    Session { kind: Kind, session: u16, number: u32 },
    /// `2018/17`.
    Year { year: u16, number: u32 },
    /// `377 (V)`, `3201 (S-VI)`, `1503 (XLVIII)`: the session as written in the parenthesis.
    Behind { number: u32, session: String },
    /// `1325 (2000)`.
    Dated { number: u32, year: u16 },
    /// `1325`.
    Bare { number: u32 },
}

/// Of which kind a session is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Regular,
    Special,
    Emergency,
}

impl Kind {
    pub(super) const fn prefix(self) -> &'static str {
        match self {
            Self::Regular => "",
            Self::Special => "S-",
            Self::Emergency => "ES-",
        }
    }
}

/// The number at the beginning of a text and its length; it begins with a digit, or with `S-` or `ES-`.
pub(super) fn number(text: &str) -> Option<(Number, usize)> {
    let text = &text[..text.floor_char_boundary(60)];
    let (kind, start) = prefix(text);
    let (first, digits) = digits(&text[start..], 4)?;
    let at = start + digits;
    stroke(text, kind, first, at)
        .or_else(|| if kind == Kind::Regular { parenthesis(text, first, at) } else { None })
}

/// `1325`, where only digits stand.
pub(super) fn bare(text: &str) -> Option<(Number, usize)> {
    let (number, length) = digits(text, 4)?;
    let next = text[length..].chars().next();
    let ends = next.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '/' | '-' | '%'));
    let shape = Shape::Bare { number };
    ends.then(|| (Number { shape, letters: None, repairs: Vec::new() }, length))
}

fn prefix(text: &str) -> (Kind, usize) {
    for (letters, kind) in [("ES", Kind::Emergency), ("S", Kind::Special)] {
        let dash = text.strip_prefix(letters).and_then(|rest| rest.chars().next()).filter(|c| is_dash(*c));
        if let Some(dash) = dash {
            return (kind, letters.len() + dash.len_utf8());
        }
    }
    (Kind::Regular, 0)
}

/// `73/27`, with or without blanks around the stroke, and its letters.
fn stroke(text: &str, kind: Kind, first: u32, at: usize) -> Option<(Number, usize)> {
    let before = blank(&text[at..]);
    let rest = text[at + before..].strip_prefix('/')?;
    let after = blank(rest);
    let start = at + before + 1 + after;
    let (mut second, length) = digits(&text[start..], 4)?;
    let mut end = start + length;
    let next = text[end..].chars().next();
    if next.is_some_and(|c| matches!(c, '/' | '%' | '_')) || second == 0 || text.as_bytes()[start] == b'0' {
        return None;
    }
    let mut repairs = Vec::new();
    if first < 1000 && second >= 1000 {
        // A footnote mark ran into it: no session has so many.
        repairs.push(RepairNote {
            repair: Repair::Spelling,
            was: text[start..end].to_owned(),
            now: text[start..end - 1].to_owned(),
        });
        second /= 10;
        let shape = Shape::Session { kind, session: u16::try_from(first).ok()?, number: second };
        return Some((Number { shape, letters: None, repairs }, end - 1));
    }
    if before + after > 0 {
        repairs.push(RepairNote {
            repair: Repair::Blank,
            was: text[..end].to_owned(),
            now: text[..end].replace([' ', '\u{a0}', '\n'], ""),
        });
    }
    let mut letters = None;
    if next.is_some_and(char::is_alphabetic) {
        // `47/120b`, but not `73/27th`.
        let (letter, length) = glued(&text[end..])?;
        if letter != text[end..end + length] {
            repairs.push(RepairNote {
                repair: Repair::Case,
                was: text[end..end + length].to_owned(),
                now: letter.clone(),
            });
        }
        letters = Some(letter);
        end += length;
    } else if let Some((letter, length)) = apart(&text[end..]) {
        letters = Some(letter);
        end += length;
    }
    let shape = if kind == Kind::Regular && first >= 1000 {
        Shape::Year {
            year: u16::try_from(first).ok().filter(|year| (1946..=2100).contains(year) && second < 1000)?,
            number: second,
        }
    } else {
        Shape::Session { kind, session: u16::try_from(first).ok()?, number: second }
    };
    Some((Number { shape, letters, repairs }, end))
}

/// `377 A (V)`, `377 (V) A`, `1325 (2000)`.
fn parenthesis(text: &str, number: u32, at: usize) -> Option<(Number, usize)> {
    let mut repairs = Vec::new();
    let (mut letters, mut open) = (None, at);
    if let Some((letter, length)) = apart(&text[at..]) {
        letters = Some(letter);
        open += length;
    } else if let Some(letter) = text[at..].chars().next().filter(char::is_ascii_uppercase) {
        // `217A(III)`.
        letters = Some(letter.to_string());
        open += 1;
    }
    let inner = open + blank(&text[open..]);
    let rest = text[inner..].strip_prefix('(')?;
    let close = rest.bytes().take(12).position(|b| b == b')')?;
    let written = rest[..close].trim();
    let mut end = inner + 1 + close + 1;
    if written.len() == 4
        && letters.is_none()
        && let Ok(year) = written.parse::<u16>()
    {
        let shape = Shape::Dated { number, year };
        return ((1946..=2100).contains(&year) && number > 0)
            .then_some((Number { shape, letters, repairs }, end));
    }
    let session: String =
        written.chars().map(|c| if is_dash(c) { '-' } else { c.to_ascii_uppercase() }).collect();
    let numeral = session.strip_prefix("ES-").or_else(|| session.strip_prefix("S-")).unwrap_or(&session);
    if numeral.is_empty() || !numeral.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L')) {
        return None;
    }
    if letters.is_none()
        && let Some((letter, length)) = apart(&text[end..])
    {
        let now = format!("{number} {letter} ({session})");
        end += length;
        repairs.push(RepairNote { repair: Repair::Order, was: text[..end].to_owned(), now });
        letters = Some(letter);
    }
    Some((Number { shape: Shape::Behind { number, session }, letters, repairs }, end))
}

/// Letters behind a blank, in canonical form, and their length with the blank.
fn apart(text: &str) -> Option<(String, usize)> {
    let start = blank(text);
    let length = (start > 0).then(|| leading_letters(&text[start..])).flatten()?;
    let written = &text[start..start + length];
    let letters = written.replace(" to ", "-").replace(is_dash, "-").replace('\u{a0}', "");
    Some((letters, start + length))
}

/// `b`, `A-F` right behind a number.
fn glued(text: &str) -> Option<(String, usize)> {
    let run = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    let upper = text[..run].to_ascii_uppercase();
    let length = leading_letters(&upper).filter(|length| *length == run)?;
    let range = text[run..].chars().next().filter(|c| is_dash(*c)).and_then(|dash| {
        let second = &text[run + dash.len_utf8()..];
        let end = second.find(|c: char| !c.is_alphanumeric()).unwrap_or(second.len());
        let last = second[..end].to_ascii_uppercase();
        (end == 1 && leading_letters(&last) == Some(1))
            .then(|| (format!("{upper}-{last}"), run + dash.len_utf8() + end))
    });
    Some(range.unwrap_or((upper, length)))
}

/// At most so many digits, with their length.
fn digits(text: &str, most: usize) -> Option<(u32, usize)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    if length > most {
        return None;
    }
    text[..length].parse().ok().map(|number| (number, length))
}

fn blank(text: &str) -> usize {
    text.chars().next().filter(|c| matches!(c, ' ' | '\u{a0}' | '\n' | '\u{202f}')).map_or(0, char::len_utf8)
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// The span of a tail of letters: `C` of `47/54 A and C`; `text` begins at the letter.
pub(super) fn letter(text: &str, at: usize) -> Option<(String, Range<usize>)> {
    let length = leading_letters(text)?;
    let letters = text[..length].replace(" to ", "-").replace(is_dash, "-").replace('\u{a0}', "");
    Some((letters, at..at + length))
}
