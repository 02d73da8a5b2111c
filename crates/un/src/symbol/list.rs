//! Symbols in a line of prose: lists with beginnings left out, paragraphs cited, provisos.

use std::ops::Range;

use schemars::JsonSchema;
use serde::Serialize;

use super::guess::{self, Act};
use super::marks::is_letter;
use super::series::{self, Class, Letters};
use super::{PartRole, RepairNote, Symbol};
use crate::body::Body;
use crate::months::MONTHS;

/// One symbol found in a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Mention {
    /// The symbol.
    pub symbol: Symbol,
    /// The paragraph cited of it, as written: `17`, `17 and 18`.
    pub paragraph: Option<String>,
    /// Where the symbol stands in the text, in bytes.
    pub span: Range<usize>,
    /// Whether its beginning was not written here, but taken from a symbol or word before: `Add.1` in
    /// `A/75/L.4 and Add.1`, `54/49` in `resolutions 53/70 and 54/49`.
    pub inherited: bool,
    /// As what it is mentioned.
    pub role: MentionRole,
    /// What had to be changed to read it; empty if it was canonical.
    pub notes: Vec<RepairNote>,
}

/// As what a symbol is mentioned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum MentionRole {
    /// A document spoken of.
    Document,
    /// A document that amended the one before: `as amended in A/77/L.50`.
    AmendedBy,
}

/// What [`parse_list`] found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SymbolList {
    /// The symbols in the order of the text.
    pub mentions: Vec<Mention>,
    /// The text says "orally revised": the draft was changed by its sponsors from the floor.
    pub orally_revised: bool,
    /// The text says "orally amended": the draft was changed by a decision of the meeting.
    pub orally_amended: bool,
}

impl SymbolList {
    /// The documents spoken of, without those that amended them.
    pub fn documents(&self) -> impl Iterator<Item = &Symbol> {
        self.mentions
            .iter()
            .filter(|mention| mention.role == MentionRole::Document)
            .map(|mention| &mention.symbol)
    }
}

/// Reads the symbols in a line of prose, such as the "originating document" of a resolution or a preambular paragraph.
///
/// Understood are whole symbols (leniently, with notes), lists that leave the beginning out (`A/75/L.4 and Add.1`,
/// `resolutions 53/70 of 4 December 1998, 54/49 and 55/28`, `47/54 A and C`), paragraphs (`A/75/394, para. 17`) and provisos
/// (`as orally revised and as amended in A/77/L.50`). What is no symbol is passed over; nothing is an error.
pub fn parse_list(text: &str) -> SymbolList {
    let mut reader = Reader {
        text,
        at: 0,
        list: SymbolList::default(),
        role: MentionRole::Document,
        series: None,
        head: None,
    };
    while reader.at < text.len() {
        reader.step();
    }
    reader.list
}

/// What a number stands for after `resolutions`.
#[derive(Debug, Clone, Copy)]
struct Series {
    body: Option<Body>,
    act: Act,
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    list: SymbolList,
    role: MentionRole,
    series: Option<Series>,
    /// The last symbol that was written out, from which `Add.1` inherits.
    head: Option<Symbol>,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// Reads one mention or word, or passes one character over.
    fn step(&mut self) {
        let rest = self.rest();
        let Some(first) = rest.chars().next() else { return };
        if !first.is_alphanumeric() {
            if matches!(first, ';' | '.') && rest[1..].starts_with([' ', '\n']) {
                self.series = None;
                self.role = MentionRole::Document;
            }
            self.at += first.len_utf8();
            return;
        }
        let read = self.whole_symbol() || self.modifier() || self.number() || self.letter() || self.words();
        if !read {
            let word = word(rest);
            if !is_passing(word) {
                self.series = None;
            }
            self.at += word.len();
        }
    }

    fn push(&mut self, symbol: Symbol, length: usize, inherited: bool, notes: Vec<RepairNote>) {
        let span = self.at..self.at + length;
        self.at = span.end;
        self.list.mentions.push(Mention { symbol, paragraph: None, span, inherited, role: self.role, notes });
    }

    /// A symbol with its organ, in the longest form that can be read.
    fn whole_symbol(&mut self) -> bool {
        let rest = self.rest();
        // No organ has more letters; the search ends there, since the text may be a whole document.
        let Some(end) = rest.bytes().take(8).position(|b| matches!(b, b'/' | b'.')) else { return false };
        if series::organ(&rest[..end], Letters::AnyCase).is_none() {
            return false;
        }
        for end in ends(rest).into_iter().rev() {
            let written = &rest[..end];
            let core = written.trim_end_matches(|c: char| {
                matches!(c, '.' | ',' | ';' | ':' | '*' | '"' | '”' | '\'' | '’' | '/' | '-')
            });
            let Ok(repaired) = Symbol::repair(core) else { continue };
            self.head = Some(repaired.symbol.clone());
            self.push(repaired.symbol, core.len(), false, repaired.notes);
            return true;
        }
        false
    }

    /// The text between the last mention and here.
    fn since_last(&self) -> Option<&'t str> {
        let last = self.list.mentions.last()?;
        self.text.get(last.span.end..self.at)
    }

    fn is_joined(&self) -> bool {
        self.since_last().is_some_and(|between| {
            between
                .split([' ', ',', '(', '\u{a0}'])
                .all(|word| matches!(word, "" | "and" | "&" | "or" | "/" | "-" | "–"))
        })
    }

    /// `Add.1`, `Add.1-3`, `Rev.1/Add.1` after a symbol.
    fn modifier(&mut self) -> bool {
        let rest = self.rest();
        let (Some(head), true) = (self.head.clone(), self.is_joined()) else { return false };
        let run = &rest[..rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | '-' | '–')))
            .unwrap_or(rest.len())];
        let run = run.trim_end_matches(['.', '/', '-', '–']);
        let name_end = run.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(run.len());
        let Some((name, Class::Modifier)) = series::numbered(&run[..name_end], Letters::AnyCase) else {
            return false;
        };
        let stem = stem(&head, name);
        let range = run.rsplit_once(['-', '–']).and_then(|(from, to)| {
            let (first, last): (u32, u32) = (from.rsplit('.').next()?.parse().ok()?, to.parse().ok()?);
            (first < last && last - first < 50).then_some(first..=last)
        });
        let (length, start) = (run.len(), self.at);
        let texts: Vec<String> = match range {
            Some(range) => range.map(|n| format!("{stem}/{name}.{n}")).collect(),
            None => vec![format!("{stem}/{run}")],
        };
        let symbols: Option<Vec<_>> = texts.iter().map(|text| Symbol::repair(text).ok()).collect();
        let Some(symbols) = symbols else { return false };
        for repaired in symbols {
            self.at = start;
            self.push(repaired.symbol, length, true, repaired.notes);
        }
        true
    }

    /// `53/70`, `377 A (V)`, `ES-11/1` after `resolution`; `2` after `Add.1 and`.
    fn number(&mut self) -> bool {
        let rest = self.rest();
        if let Some(series) = self.series
            && let Some((symbol, length)) = numbered(rest, series)
        {
            self.head = Some(symbol.clone());
            self.push(symbol, length, true, Vec::new());
            return true;
        }
        let digits = &rest[..rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len())];
        let follows_modifier =
            self.list.mentions.last().is_some_and(|last| last.inherited && last.paragraph.is_none());
        if digits.is_empty()
            || digits.len() > 2
            || word(rest).len() > digits.len()
            || !follows_modifier
            || !self.is_joined()
        {
            return false;
        }
        let Some(last) = self.list.mentions.last().map(|last| last.symbol.clone()) else { return false };
        let text = last.as_str();
        let modifier =
            last.parts().filter(|part| part.role == PartRole::Modifier).last().map(|part| part.text);
        let Some((stem, _)) = modifier.and_then(|_| text.rsplit_once('.')) else { return false };
        let Ok(symbol) = Symbol::parse(&format!("{stem}.{digits}")) else { return false };
        self.push(symbol, digits.len(), true, Vec::new());
        true
    }

    /// `C` in `47/54 A and C`.
    fn letter(&mut self) -> bool {
        let letter = word(self.rest());
        let Some(last) = self.list.mentions.last() else { return false };
        if letter.len() > 1 || !is_letter(letter) || last.symbol.letters().is_none() || !self.is_joined() {
            return false;
        }
        if self.rest()[1..].starts_with(['/', '.', '\'', '’']) {
            return false;
        }
        let whole = last.symbol.whole();
        let text = whole.as_str();
        let at = text.find(" (").unwrap_or(text.len());
        let Ok(symbol) = Symbol::parse(&format!("{} {letter}{}", &text[..at], &text[at..])) else {
            return false;
        };
        self.push(symbol, 1, true, Vec::new());
        true
    }

    /// Words that say what follows: `resolutions`, `para.`, `amended in`, `orally revised`.
    fn words(&mut self) -> bool {
        let rest = self.rest();
        let length = word(rest).len();
        match rest[..length].to_lowercase().as_str() {
            "resolution" | "resolutions" | "res" => self.begin_series(Act::Resolution),
            "decision" | "decisions" => self.begin_series(Act::Decision),
            "para" | "paras" | "paragraph" | "paragraphs" => {
                self.at += length;
                self.paragraph();
                return true;
            }
            "amended" => {
                if self.follows("orally") {
                    self.list.orally_amended = true;
                } else {
                    let by = word(rest[length..].trim_start());
                    if matches!(by, "in" | "by") {
                        self.role = MentionRole::AmendedBy;
                    }
                }
            }
            "revised" => {
                self.list.orally_revised |= self.follows("orally");
            }
            _ => return false,
        }
        self.at += length;
        true
    }

    /// Whether words stand right before here, in any case.
    fn follows(&self, words: &str) -> bool {
        let before = self.text[..self.at].trim_end();
        let start = before.len().checked_sub(words.len());
        start.and_then(|start| before.get(start..)).is_some_and(|end| end.eq_ignore_ascii_case(words))
    }

    fn begin_series(&mut self, act: Act) {
        const BODIES: [(&str, Body); 4] = [
            ("general assembly", Body::GeneralAssembly),
            ("security council", Body::SecurityCouncil),
            ("human rights council", Body::HumanRightsCouncil),
            ("economic and social council", Body::EconomicAndSocialCouncil),
        ];
        let body = BODIES.into_iter().find(|(name, _)| self.follows(name));
        self.series = Some(Series { body: body.map(|(_, body)| body), act });
    }

    /// `17`, `17-19`, `17 and 18` after `para.`, for the last document that is not a corrigendum.
    fn paragraph(&mut self) {
        let rest = self.rest();
        let begin = rest.len() - rest.trim_start_matches(['.', ' ', '\u{a0}']).len();
        let mut end = begin;
        let mut at = begin;
        loop {
            let digits = rest[at..].find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len() - at);
            // `Add.1` or `53/70` after the list of paragraphs is no paragraph.
            if digits == 0 || digits > 4 || rest[at + digits..].starts_with('/') {
                break;
            }
            end = at + digits;
            let joint =
                [" and ", ", ", "-", "–", " to "].into_iter().find(|joint| rest[end..].starts_with(joint));
            let Some(joint) = joint else { break };
            at = end + joint.len();
        }
        let is_corrigendum =
            |symbol: &Symbol| symbol.modifiers().last().is_some_and(|text| text.starts_with("Corr."));
        let near = self.since_last().is_some_and(|between| between.len() < 24);
        let mention = self.list.mentions.iter_mut().rev().find(|mention| !is_corrigendum(&mention.symbol));
        if let Some(mention) = mention
            && end > begin
            && near
            && mention.paragraph.is_none()
        {
            mention.paragraph = Some(rest[begin..end].to_owned());
        }
        self.at += end;
    }
}

/// The letters and digits with which a text begins, at least one character.
fn word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    let first = text.chars().next().map_or(0, char::len_utf8);
    &text[..end.max(first)]
}

/// Words that may stand between the numbers of a list of resolutions.
fn is_passing(word: &str) -> bool {
    const WORDS: [&str; 12] =
        ["and", "or", "of", "to", "as", "well", "also", "its", "both", "the", "on", "respectively"];
    WORDS.contains(&word) || MONTHS.contains(&word) || word.bytes().all(|b| b.is_ascii_digit())
}

/// Where a symbol at the beginning of a text may end, shortest first: at a blank, or behind letters, parentheses and
/// segments that a blank separates.
fn ends(text: &str) -> Vec<usize> {
    let run = |from: usize| {
        text[from..]
            .find(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '"' | '”' | '(' | '['))
            .map_or(text.len(), |n| from + n)
    };
    let mut ends = vec![run(0)];
    for _ in 0..6 {
        let end = ends[ends.len() - 1];
        let rest = &text[end..];
        let bare = rest.trim_start_matches([' ', '\u{a0}']);
        let start = text.len() - bare.len();
        let next = if bare.starts_with(['(', '[']) {
            bare.bytes().take(40).position(|b| matches!(b, b')' | b']')).map(|close| run(start + close + 1))
        } else if bare.starts_with('/')
            || (text[..end].ends_with('.') && bare.starts_with(|c: char| c.is_ascii_digit()))
        {
            Some(run(start))
        } else {
            letters_end(bare).map(|length| run(start + length))
        };
        match next {
            Some(next) if next > end && next - end < 60 => ends.push(next),
            _ => break,
        }
    }
    ends
}

/// The end of letters (`A`, `A-F`, `A to D`) at the beginning of a text.
fn letters_end(text: &str) -> Option<usize> {
    let first = word(text);
    if !is_letter(first) || text[first.len()..].starts_with(['.', '\'', '’']) {
        return None;
    }
    let range = ["-", "–", " to "].into_iter().find_map(|joint| {
        let second = word(text[first.len()..].strip_prefix(joint)?);
        is_letter(second).then(|| first.len() + joint.len() + second.len())
    });
    Some(range.unwrap_or(first.len()))
}

/// A resolution or decision by its number.
fn numbered(text: &str, series: Series) -> Option<(Symbol, usize)> {
    let ends = ends(text);
    ends.into_iter().rev().find_map(|end| {
        let core = text[..end].trim_end_matches(['.', ':', ')', '*', '/', '-']);
        // The parenthesis of `377 (V)` was cut off with the punctuation.
        let core = if core.contains('(') && text[core.len()..].starts_with(')') {
            &text[..=core.len()]
        } else {
            core
        };
        let upper = core.to_ascii_uppercase();
        let candidates = if let Some((session, rest)) = core.split_once('/') {
            let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
            let bare = session.strip_prefix("ES-").or_else(|| session.strip_prefix("S-")).unwrap_or(session);
            if !digits(bare) || !rest.starts_with(|c: char| c.is_ascii_digit()) {
                return None;
            }
            guess::numbered(series.body, Some(series.act), session, rest)
        } else if core.starts_with(|c: char| c.is_ascii_digit()) {
            guess::behind(series.body, Some(series.act), &upper)
        } else {
            return None;
        };
        let (text, _) = candidates.into_iter().next()?;
        Some((Symbol::repair(&text).ok()?.symbol, core.len()))
    })
}

/// The symbol up to a modifier of the same name: `A/75/L.4` of `A/75/L.4/Add.1` for `Add.2`.
fn stem(symbol: &Symbol, name: &str) -> String {
    let same = symbol
        .0
        .pieces
        .iter()
        .find(|piece| piece.role == PartRole::Modifier && symbol.part(**piece).text.starts_with(name));
    same.map_or_else(
        || symbol.as_str().to_owned(),
        |piece| symbol.as_str()[..usize::from(piece.start) - 1].to_owned(),
    )
}
