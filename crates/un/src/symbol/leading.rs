//! The symbol with which a text begins: how far it goes, in prose that does not say so.

use super::marks::is_letter;
use super::series::{self, Letters};
use super::{RepairNote, Symbol};

/// A symbol read at the beginning of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leading {
    /// The symbol.
    pub symbol: Symbol,
    /// How many bytes of the text it takes.
    pub length: usize,
    /// What had to be changed to read it; empty if it was canonical.
    pub notes: Vec<RepairNote>,
}

/// Longest beginning that is looked at. The longest symbols in use have some sixty characters.
const LONGEST: usize = 160;

/// No organ has more letters, with its session.
const LONGEST_ORGAN: usize = 8;

impl Symbol {
    /// The longest symbol with which a text begins, read [leniently](Self::repair): `A/75/394` of `A/75/394, para. 17`,
    /// `A/72/PV.76 (Resumption 1)` of `A/72/PV.76 (Resumption 1) (2018)`, `A/C.1/73/ L.27` where a line was broken.
    ///
    /// It looks at no more than some hundred and sixty bytes, however long the text is.
    ///
    /// ```
    /// # use travaux_un::symbol::Symbol;
    /// let found = Symbol::leading("A/75/6 (Sect. 3)/Add.1 and the report").expect("it begins with one");
    /// assert_eq!((found.symbol.as_str(), found.length), ("A/75/6 (Sect. 3)/Add.1", 22));
    /// ```
    pub fn leading(text: &str) -> Option<Leading> {
        let text = &text[..text.floor_char_boundary(LONGEST)];
        let organ = organ_end(text)?;
        let mut cuts = Vec::with_capacity(8);
        cut(text, organ, &mut cuts);
        cuts.dedup();
        cuts.into_iter().rev().find_map(|end| {
            let written = &text[..end];
            if let Ok(symbol) = Self::parse(written) {
                return Some(Leading { symbol, length: end, notes: Vec::new() });
            }
            let repaired = Self::repair(written).ok()?;
            Some(Leading { symbol: repaired.symbol, length: end, notes: repaired.notes })
        })
    }
}

/// The end of the organ, at the stroke or point behind it.
fn organ_end(text: &str) -> Option<usize> {
    let end = text.bytes().take(LONGEST_ORGAN).position(|b| !b.is_ascii_alphabetic())?;
    series::organ(&text[..end], Letters::AnyCase)?;
    let stroke = match text.as_bytes()[end] {
        b'.' => end + 1 + digits(&text[end + 1..]),
        b' ' => end + 1,
        _ => end,
    };
    (text.as_bytes().get(stroke) == Some(&b'/')).then_some(stroke)
}

/// Where the symbol may end, shortest first; `at` is the first stroke.
fn cut(text: &str, mut at: usize, cuts: &mut Vec<usize>) {
    while let Some(start) = after_stroke(text, at) {
        at = segment(text, start, cuts);
        at = tail(text, at, cuts);
    }
}

/// The first character of the segment behind a stroke; blanks may stand around the stroke.
fn after_stroke(text: &str, at: usize) -> Option<usize> {
    let stroke = at + blank(&text[at..]);
    let rest = text[stroke..].strip_prefix('/')?;
    let start = stroke + 1 + blank(rest);
    // A blank before the stroke and none behind it, or none at all, or a broken line: but no words between strokes.
    let begins = text[start..].starts_with(|c: char| c.is_ascii_alphanumeric());
    let apart = start > stroke + 1;
    let word = text[start..].find(|c: char| !c.is_ascii_lowercase()).unwrap_or(text.len() - start);
    (begins && !(apart && word > 1)).then_some(start)
}

/// The end of a segment, with the places at which footnote marks or words may have run into it.
fn segment(text: &str, start: usize, cuts: &mut Vec<usize>) -> usize {
    let run = |from: usize| text[from..].find(|c| !is_of_segment(c)).map_or(text.len(), |n| from + n);
    let mut end = run(start);
    // `L. 27`, where a line was broken.
    if text[..end].ends_with('.')
        && !text.as_bytes()[start].is_ascii_digit()
        && text[end..].starts_with(' ')
        && text[end + 1..].starts_with(|c: char| c.is_ascii_digit())
    {
        end = run(end + 1);
    }
    let written = &text[start..end];
    let number = digits(written);
    let shorter = match written[number..].chars().next() {
        Some('.') if number > 0 => Some(start + number),
        _ => written.char_indices().find(|&(_, c)| is_dash(c)).map(|(n, _)| start + n),
    };
    cuts.extend(shorter.filter(|shorter| *shorter > start));
    let bare = text[..end].trim_end_matches(|c: char| c == '.' || is_dash(c)).len();
    cuts.push(bare.max(start + 1));
    end
}

/// Letters and parentheses behind a segment.
fn tail(text: &str, mut at: usize, cuts: &mut Vec<usize>) -> usize {
    for _ in 0..4 {
        let start = at + blank(&text[at..]);
        let rest = &text[start..];
        let length = if rest.starts_with('(') {
            let close = rest.bytes().take(40).position(|b| b == b')');
            let close = close.filter(|_| rest[1..].starts_with(|c: char| c.is_ascii_alphanumeric()));
            close.map(|close| close + 1)
        } else if start > at || text[..at].ends_with(')') {
            leading_letters(rest)
        } else {
            None
        };
        let Some(length) = length else { break };
        at = start + length;
        cuts.push(at);
    }
    at
}

/// The length of the letters of a series with which a text begins (`A`, `A-F`, `A to D`): none if they are a word there,
/// the article or the pronoun.
///
/// ```
/// # use travaux_un::symbol::leading_letters;
/// assert_eq!(leading_letters("A to D of 9 December"), Some(6));
/// assert_eq!(leading_letters("A working group"), None);
/// ```
pub fn leading_letters(text: &str) -> Option<usize> {
    let word = |text: &str| text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    let first = word(text);
    if !is_letter(&text[..first]) || text[first..].starts_with(['\'', '’', '/']) {
        return None;
    }
    let after = &text[first..];
    let range = ["-", "–", "‑", " to ", "–\u{a0}"].into_iter().find_map(|joint| {
        let second = after.strip_prefix(joint)?;
        let length = word(second);
        is_letter(&second[..length]).then_some(first + joint.len() + length)
    });
    if range.is_some() {
        return range;
    }
    // The article, the pronoun: a noun or verb follows, where after a letter there is a word that joins.
    let next = after.strip_prefix([' ', '\u{a0}']).unwrap_or_default();
    let next = &next[..word(next)];
    let article = matches!(&text[..first], "A" | "I") && next.starts_with(|c: char| c.is_lowercase());
    (!article || JOINING.contains(&next)).then_some(first)
}

/// Words behind which a capital letter is no article or pronoun.
#[rustfmt::skip]
const JOINING: [&str; 68] = [
    "of", "and", "or", "to", "on", "in", "as", "at", "by", "for", "from", "with", "is", "was", "are",
    "were", "has", "which", "that", "the", "so", "until", "entitled", "adopted", "concerning", "through",
    "it", "its", "this", "these", "those", "they", "all", "be", "have", "had", "would", "will", "should",
    "shall", "may", "can", "not", "than", "when", "where", "without", "within", "upon", "under", "before",
    "after", "but", "if", "since", "into", "between", "during", "passed", "failed", "drew", "garnered", "obtained",
    "calls", "requests", "decides", "establishes", "carried",
];

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// The length of one blank.
fn blank(text: &str) -> usize {
    text.chars().next().filter(|c| matches!(c, ' ' | '\u{a0}' | '\n' | '\u{202f}')).map_or(0, char::len_utf8)
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

fn is_of_segment(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '.' || is_dash(c)
}
