//! Lenient reading: mends a symbol that was mistyped, or written as another source writes it, and says what it mended.

use std::fmt;

use schemars::JsonSchema;
use serde::Serialize;

use super::error::Fault;
use super::marks::{digits_and_rest, is_letter, is_numeral};
use super::segment::mended_segment;
use super::series::{self, Letters};
use super::tidy::tidy;
use super::{Symbol, SymbolError, number_line};

/// A symbol read leniently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Repaired {
    /// The symbol meant.
    pub symbol: Symbol,
    /// What was changed, in order; empty if the text was canonical.
    pub notes: Vec<RepairNote>,
}

/// One change that [`Symbol::repair`] made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RepairNote {
    /// What kind of change.
    pub repair: Repair,
    /// What was written.
    pub was: String,
    /// What it was read as.
    pub now: String,
}

impl RepairNote {
    pub(super) fn new(repair: Repair, was: &str, now: &str) -> Self {
        Self { repair, was: was.to_owned(), now: now.to_owned() }
    }
}

impl fmt::Display for RepairNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: read `{}` as `{}`", self.repair, self.was, self.now)
    }
}

/// The kinds of change that [`Symbol::repair`] makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Repair {
    /// Non-breaking or doubled blanks, typographic dashes.
    Typography,
    /// The symbol stood in the address of a document.
    Address,
    /// The symbol was a file name with underscores for strokes.
    FileName,
    /// A language in front (`/en/A/…`).
    Language,
    /// Punctuation behind or around, also the asterisk of a reissue.
    Punctuation,
    /// Upper and lower case.
    Case,
    /// A blank too many or too few.
    Blank,
    /// A missing or surplus point or hyphen (`L45`, `ES11`).
    Point,
    /// A missing or surplus stroke, or a point for a stroke (`79.SR.37`).
    Stroke,
    /// The beginning was there twice (`A/74/A/74/379`).
    DoubledHead,
    /// Zeros in front of a number.
    LeadingZero,
    /// An arabic numeral for a roman one (`(S-1)`).
    Numeral,
    /// The letter stood behind the parenthesis (`377 (V) A`).
    Order,
    /// A part as the Digital Library writes it, in brackets or behind the number (`48/75[B]`, `36/235IV`).
    LibraryPart,
    /// The year of a Security Council resolution was missing.
    Year,
    /// The form of Erik Voeten's data (`R/45/36B`).
    Voeten,
    /// Two symbols of one document, joined by a hyphen; the first was taken.
    Joint,
    /// Another spelling of a known word (`Pt.2`).
    Spelling,
    /// A letter that looks like a digit, as scanned texts have it (`C.l`, `L.2O`).
    Digit,
}

impl fmt::Display for Repair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Typography => "typography",
            Self::Address => "address of a document",
            Self::FileName => "file name",
            Self::Language => "language in front",
            Self::Punctuation => "punctuation",
            Self::Case => "upper and lower case",
            Self::Blank => "blank",
            Self::Point => "point or hyphen",
            Self::Stroke => "stroke",
            Self::DoubledHead => "beginning there twice",
            Self::LeadingZero => "leading zero",
            Self::Numeral => "numeral",
            Self::Order => "order",
            Self::LibraryPart => "part as the Digital Library writes it",
            Self::Year => "missing year",
            Self::Voeten => "form of Voeten's data",
            Self::Joint => "two symbols joined",
            Self::Spelling => "spelling",
            Self::Digit => "letter for a digit",
        })
    }
}

/// Longest text that is considered; addresses are longer than symbols.
const LONGEST: usize = 1000;

impl Symbol {
    /// Reads a symbol that may be mistyped or written as another source writes it, and notes every change.
    ///
    /// Taken are, besides the canonical form: other case, blanks and dashes; missing points and strokes; addresses of
    /// `undocs.org`, `docs.un.org` and file names; the brackets of the Digital Library; the codes of Voeten's data
    /// (`R/45/36B`, `ESS/10/15A`, only from the session on whose resolutions they name). What would be a guess is an error:
    /// see [`Symbol::guess`].
    pub fn repair(text: &str) -> Result<Repaired, SymbolError> {
        if let Ok(symbol) = Self::parse(text) {
            return Ok(Repaired { symbol, notes: Vec::new() });
        }
        if text.len() > LONGEST {
            return Err(Fault::new(LONGEST, "the end of the symbol").in_text(text));
        }
        let (tidied, mut notes) = tidy(text);
        let symbol = mended(&tidied, &mut notes).map_err(|error| {
            let several = [" and ", ", ", " para"].iter().any(|sign| tidied.contains(sign));
            if several { error.or_hint("more than a symbol: read it as a list") } else { error }
        })?;
        Ok(Repaired { symbol, notes })
    }
}

/// The error quotes the text as far as it was mended, and gives its position there.
fn mended(text: &str, notes: &mut Vec<RepairNote>) -> Result<Symbol, SymbolError> {
    if let Ok(symbol) = Symbol::parse(text) {
        return Ok(symbol);
    }
    let mut text = text.to_owned();
    if let Some((first, _)) = joint(&text) {
        notes.push(RepairNote::new(Repair::Joint, &text, first));
        text = first.to_owned();
    }
    if let Ok(symbol) = Symbol::parse(&text) {
        return Ok(symbol);
    }
    if let Some(now) = voeten(&text) {
        notes.push(RepairNote::new(Repair::Voeten, &text, &now));
        text = now;
    }
    let segments = strokes(&text, notes);
    let Some((organ, rest)) = segments.split_first() else {
        return Err(Fault::new(0, "a symbol").in_text(&text));
    };
    let (organ_name, organ) = mended_organ(organ, notes);
    let mut now = organ;
    for segment in rest {
        let digits = look_alikes(segment, organ_name);
        if let Some(digits) = &digits {
            notes.push(RepairNote::new(Repair::Digit, segment, digits));
        }
        let segment = digits.as_deref().unwrap_or(segment);
        let mended = mended_segment(segment, organ_name);
        // Blanks before letters and parentheses are optional in the canonical form as well.
        if mended.replace(' ', "") != segment && segment != mended {
            notes.push(RepairNote::new(kind_of_change(segment, &mended), segment, &mended));
        }
        now.push('/');
        now.push_str(&mended);
    }
    if let Some(year) =
        now.strip_prefix("S/RES/").and_then(|number| number.parse().ok()).and_then(number_line::council_year)
    {
        let with_year = format!("{now} ({year})");
        notes.push(RepairNote::new(Repair::Year, &now, &with_year));
        now = with_year;
    }
    Symbol::parse(&now)
}

/// A segment whose digits were read as letters: `C.l`, `L.2O`, `7l`. A capital behind digits alone is a letter of a series.
fn look_alikes(segment: &str, organ: &str) -> Option<String> {
    let (name, number) = segment.split_at(segment.rfind('.').map_or(0, |point| point + 1));
    let named = name.strip_suffix('.').is_some_and(|name| series::numbered(name, Letters::Exact).is_some());
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    // Bodies of other organs count in roman numerals.
    let counts_in_digits = ["A", "S", "E"].contains(&organ);
    let alike = |(at, c): (usize, char)| match c {
        'l' => Some('1'),
        'o' => Some('0'),
        'I' | 'O'
            if (named && counts_in_digits) || number[at + 1..].starts_with(|c: char| c.is_ascii_digit()) =>
        {
            Some(if c == 'I' { '1' } else { '0' })
        }
        c => c.is_ascii_digit().then_some(c),
    };
    let now: String = number.char_indices().map(alike).collect::<Option<_>>()?;
    // `L.` and an `l` may be a word cut short, `C.l` is a committee.
    let sure = digits > 0 || (named && number.len() == 1);
    (sure && (named || name.is_empty()) && now != number).then(|| format!("{name}{now}"))
}

/// `E/2015/27-E/CN.6/2015/10`: one document of two bodies.
fn joint(text: &str) -> Option<(&str, &str)> {
    text.match_indices('-').find_map(|(at, _)| {
        let (first, second) = (text[..at].trim_end(), text[at + 1..].trim_start());
        let organ = second.split('/').next()?;
        let whole = first.contains('/') && second.contains('/');
        (whole && organ.len() < second.len() && series::organ(organ, Letters::Exact).is_some())
            .then_some((first, second))
    })
}

/// `R/45/36B` is A/RES/45/36 B from session 31 on (before, the number is a page); `ESS/10/15A`; `R/50/38B/II`.
fn voeten(text: &str) -> Option<String> {
    let mut segments = text.split('/');
    let (series, session, number) = (segments.next()?, segments.next()?, segments.next()?);
    let part = segments.next();
    let n: u16 = session.parse().ok()?;
    let head = match series {
        "R" if n >= 31 => n.to_string(),
        "SS" if n >= 8 => format!("S-{n}"),
        "ESS" if n >= 6 => format!("ES-{n}"),
        _ => return None,
    };
    if segments.next().is_some() || !part.is_none_or(|part| is_numeral(part) || is_letter(part)) {
        return None;
    }
    let (digits, letters) = digits_and_rest(number);
    let part = match part {
        None => letters.to_owned(),
        Some(numeral) if is_numeral(numeral) && letters.is_empty() => format!("[Sect. {numeral}]"),
        Some(numeral) if is_numeral(numeral) => format!(" {letters} [Sect. {numeral}]"),
        Some(letter) => letter.to_owned(),
    };
    Some(format!("A/RES/{head}/{digits}{part}"))
}

/// Splits at strokes, and mends what is wrong with them.
fn strokes<'t>(text: &'t str, notes: &mut Vec<RepairNote>) -> Vec<&'t str> {
    let written: Vec<&str> = text.split('/').collect();
    let mut segments: Vec<&str> = written.iter().map(|segment| segment.trim()).collect();
    if segments != written {
        notes.push(RepairNote::new(Repair::Blank, text, &segments.join("/")));
    }
    if segments.iter().any(|segment| segment.is_empty()) {
        segments.retain(|segment| !segment.is_empty());
        notes.push(RepairNote::new(Repair::Stroke, text, &segments.join("/")));
    }
    // `A64/PV.62`: the organ and the session have run together.
    if let Some(first) = segments.first().copied() {
        let at = first.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
        let (organ, session) = first.split_at(at);
        if organ.eq_ignore_ascii_case("A") {
            notes.push(RepairNote::new(Repair::Stroke, first, &format!("{organ}/{session}")));
            segments.splice(0..1, [organ, session]);
        }
    }
    // `79.SR.37`: a point for a stroke.
    let mut i = 0;
    while i < segments.len() {
        let segment = segments[i];
        let (digits, rest) = digits_and_rest(segment);
        let after = rest
            .strip_prefix('.')
            .filter(|after| !digits.is_empty() && after.starts_with(|c: char| c.is_ascii_alphabetic()));
        if let Some(after) = after {
            notes.push(RepairNote::new(Repair::Stroke, segment, &format!("{digits}/{after}")));
            segments.splice(i..=i, [digits, after]);
        }
        i += 1;
    }
    // `A/74/A/74/379/Add.1`: the longest beginning that comes twice.
    for length in (2..=segments.len() / 2).rev() {
        if segments[..length] == segments[length..2 * length]
            && series::organ(segments[0], Letters::AnyCase).is_some()
        {
            let once = segments.split_off(length);
            notes.push(RepairNote::new(Repair::DoubledHead, text, &once.join("/")));
            return once;
        }
    }
    segments
}

fn mended_organ(segment: &str, notes: &mut Vec<RepairNote>) -> (&'static str, String) {
    let (name, session) = segment.split_once('.').map_or((segment, ""), |(name, session)| (name, session));
    let Some((organ, _)) = series::organ(name, Letters::AnyCase) else {
        return ("", segment.to_owned());
    };
    let now = if session.is_empty() { organ.to_owned() } else { format!("{organ}.{session}") };
    if now != segment {
        notes.push(RepairNote::new(Repair::Case, segment, &now));
    }
    (organ, now)
}

/// What kind of change a segment underwent.
fn kind_of_change(was: &str, now: &str) -> Repair {
    let without = |text: &str, drop: &[char]| {
        text.chars().filter(|c| !drop.contains(c)).collect::<String>().to_ascii_uppercase()
    };
    let sorted = |text: &str| {
        let mut chars: Vec<char> = without(text, &[' ']).chars().collect();
        chars.sort_unstable();
        chars
    };
    if without(was, &[' ']) == without(now, &[' ']) && was.replace(' ', "") != now.replace(' ', "") {
        Repair::Case
    } else if was.contains('(') && !was.contains(')') {
        Repair::Punctuation
    } else if was.contains('[') || now.contains('[') {
        Repair::LibraryPart
    } else if without(was, &[' ']) == without(now, &[' ']) {
        Repair::Blank
    } else if without(was, &[' ', '.', '-']) == without(now, &[' ', '.', '-']) {
        Repair::Point
    } else if was.starts_with('0') {
        Repair::LeadingZero
    } else if sorted(was) == sorted(now) {
        Repair::Order
    } else if was.contains("S-") || was.contains("s-") {
        Repair::Numeral
    } else {
        Repair::Spelling
    }
}
