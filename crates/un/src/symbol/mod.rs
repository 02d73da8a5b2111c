//! Symbols of United Nations documents: reading, questions, printing and order.
//!
//! A [`Symbol`] identifies a document: `A/RES/75/240`, `A/C.1/75/L.8/Rev.1`, `S/RES/2722 (2024)`. The shapes follow the
//! Dag Hammarskjöld Library's guide (<https://research.un.org/en/docs/symbols>), the introductory note of the Assembly's
//! *Resolutions and Decisions*, and what the United Nations' own files contain.
//!
//! There are three strengths of reading:
//!
//! - [`Symbol::parse`] takes the canonical form only (blanks before letters and parentheses are optional);
//! - [`Symbol::repair`] mends what is commonly mistyped or differs in the Digital Library, and says what it mended;
//! - [`Symbol::guess`] proposes what a person may mean by `75/240` or `GA res. 377 A (V)`.
//!
//! [`parse_list`] reads the symbols in a line of prose.
//!
//! ```
//! use travaux_un::symbol::{DocumentKind, Symbol};
//!
//! let draft: Symbol = "A/C.1/75/L.8/Rev.1".parse()?;
//! assert_eq!(draft.kind(), DocumentKind::Draft);
//! assert_eq!(draft.base().to_string(), "A/C.1/75/L.8");
//! assert_eq!(Symbol::guess("75/240")[0].symbol.as_str(), "A/RES/75/240");
//! assert_eq!(Symbol::repair("A/77/L45")?.symbol.as_str(), "A/77/L.45");
//! # Ok::<(), travaux_un::symbol::SymbolError>(())
//! ```

mod assemble;
mod doubt;
mod error;
mod guess;
mod leading;
mod list;
mod marks;
mod number_line;
mod order;
mod parse;
mod part;
mod repair;
mod segment;
mod series;
mod tidy;

use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;
use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use doubt::Doubt;
pub use error::SymbolError;
pub use guess::Candidate;
pub use leading::{Leading, leading_letters};
pub use list::{Mention, MentionRole, SymbolList, parse_list};
pub use part::{Part, PartRole};
pub use repair::{Repair, RepairNote, Repaired};

use crate::body::{Body, Committee};
use crate::session::{Session, from_roman};
use part::{Piece, Pieces};

/// The symbol of a United Nations document.
///
/// It is cheap to clone, equal by its canonical text, and ordered as a reader expects: by organ and body, then nature, then
/// session, with numbers compared as numbers (`A/RES/75/9` before `A/RES/75/32`).
///
/// Canonical text, by example: `A/RES/75/240`, `A/RES/75/254 A`, `A/RES/377 A (V)`, `A/RES/ES-11/1`,
/// `A/RES/1004 (ES-II)`, `S/RES/2722 (2024)`, `A/75/PV.37`, `A/72/PV.76 (Resumption 1)`, `A/75/6 (Sect. 3)/Add.1/Corr.1`.
///
/// The Digital Library gives parts of some resolutions symbols of their own, in brackets (`A/RES/48/75[B]`,
/// `A/RES/39/236[SectionIII]`, `A/RES/17(I)[RULE-73]`). A letter has a form at the United Nations and is printed so
/// (`A/RES/48/75 B`); what has none keeps its bracket behind a blank: `A/RES/39/236 [Sect. III]`, `A/RES/17 (I) [RULE-73]`.
/// A single letter is always read as a letter, also `V` in `35/217 V`.
#[derive(Clone)]
pub struct Symbol(Arc<Inner>);

struct Inner {
    text: Box<str>,
    pieces: Box<[Piece]>,
}

/// What a document is, as far as its symbol tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum DocumentKind {
    /// A resolution (`RES`).
    Resolution,
    /// A decision (`DEC`).
    Decision,
    /// A document of limited distribution (`L.`): a draft resolution or decision, an amendment to one, a draft report.
    Draft,
    /// A verbatim record of a meeting (`PV.`).
    VerbatimRecord,
    /// A summary record of a meeting (`SR.`).
    SummaryRecord,
    /// A statement by the President of the Security Council or of the Human Rights Council (`PRST`).
    PresidentialStatement,
    /// A conference room paper (`CRP.`).
    ConferenceRoomPaper,
    /// A working paper (`WP.`).
    WorkingPaper,
    /// An information document (`INF`).
    Information,
    /// A bulletin or instruction of the Secretariat (`ST/SGB`, `ST/AI`, `ST/IC`).
    AdministrativeIssuance,
    /// A document of general distribution (`A/75/394`): a report, a letter, a note; the symbol does not tell which.
    General,
    /// Any other nature.
    Other,
}

impl Symbol {
    /// Reads a symbol in its canonical form; only the blanks before letters and parentheses may be missing.
    ///
    /// The error says where reading stopped and what should have stood there. `parse(s.as_str())` gives back `s`.
    pub fn parse(text: &str) -> Result<Self, SymbolError> {
        parse::symbol(text).map(Self::new).map_err(|fault| fault.in_text(text))
    }

    fn new(Pieces { text, pieces }: Pieces) -> Self {
        Self(Arc::new(Inner { text: text.into(), pieces: pieces.into() }))
    }

    /// The canonical text.
    pub fn as_str(&self) -> &str {
        &self.0.text
    }

    /// The parts in the order in which they are written.
    pub fn parts(&self) -> impl Iterator<Item = Part<'_>> {
        self.0.pieces.iter().map(|&piece| self.part(piece))
    }

    fn part(&self, piece: Piece) -> Part<'_> {
        Part { role: piece.role, text: &self.0.text[usize::from(piece.start)..usize::from(piece.end)] }
    }

    fn text_of(&self, role: PartRole) -> Option<&str> {
        self.parts().find(|part| part.role == role).map(|part| part.text)
    }

    fn organ(&self) -> &str {
        self.text_of(PartRole::Organ).unwrap_or_default()
    }

    /// What the document is.
    pub fn kind(&self) -> DocumentKind {
        match self.text_of(PartRole::Nature) {
            Some("RES" | "Res") => DocumentKind::Resolution,
            Some("DEC") => DocumentKind::Decision,
            Some("L") => DocumentKind::Draft,
            Some("PV") => DocumentKind::VerbatimRecord,
            Some("SR") => DocumentKind::SummaryRecord,
            Some("PRST") => DocumentKind::PresidentialStatement,
            Some("CRP") => DocumentKind::ConferenceRoomPaper,
            Some("WP") => DocumentKind::WorkingPaper,
            Some("INF") => DocumentKind::Information,
            Some(_) => DocumentKind::Other,
            None => match self.text_of(PartRole::Body) {
                Some("SGB" | "AI" | "IC") if self.organ() == "ST" => DocumentKind::AdministrativeIssuance,
                _ => DocumentKind::General,
            },
        }
    }

    /// The body to which the document belongs.
    pub fn body(&self) -> Body {
        let body = series::organ(self.organ(), series::Letters::Exact).map_or(Body::Other, |(_, body)| body);
        match (self.organ(), self.text_of(PartRole::Body)) {
            ("A", Some("HRC")) => Body::HumanRightsCouncil,
            ("A" | "E", Some(name)) if name.starts_with("CONF.") => Body::Conference,
            _ => body,
        }
    }

    /// The Main Committee of the General Assembly to which the document belongs.
    pub fn committee(&self) -> Option<Committee> {
        let name = self.text_of(PartRole::Body).filter(|_| self.organ() == "A")?;
        Committee::ALL.into_iter().find(|committee| committee.segment() == Some(name))
    }

    /// The session of the body, in front of the number (`75`, `S-10`) or in parentheses behind it (`(V)`, `(ES-II)`).
    pub fn session(&self) -> Option<Session> {
        let text = self.text_of(PartRole::Session)?;
        let (kind, number): (fn(u16) -> Session, _) = if let Some(number) = text.strip_prefix("ES-") {
            (Session::EmergencySpecial, number)
        } else if let Some(number) = text.strip_prefix("S-") {
            (Session::Special, number)
        } else {
            (Session::Regular, text)
        };
        number.parse().ok().or_else(|| from_roman(number)).map(kind)
    }

    /// The year that the symbol names: `S/RES/2722 (2024)`, `E/2019/28`.
    pub fn year(&self) -> Option<i16> {
        self.text_of(PartRole::Year)?.parse().ok()
    }

    /// The number of the document within its series; of a range (`SR.1-28`) the first.
    pub fn number(&self) -> Option<u32> {
        let text = self.text_of(PartRole::Number)?;
        text.split('-').next()?.parse().ok()
    }

    /// The letters of resolutions adopted under one number: `A`, or `A-F` for several.
    pub fn letters(&self) -> Option<&str> {
        self.text_of(PartRole::Letters)
    }

    /// The symbols of the single resolutions that this one holds: six for `A/RES/47/54 A-F`, otherwise itself.
    pub fn each(&self) -> Vec<Self> {
        let span = self.0.pieces.iter().find(|piece| piece.role == PartRole::Letters);
        let range = span.and_then(|piece| {
            let (first, last) = self.part(*piece).text.split_once('-')?;
            let (first, last) = (order::letter_index(first), order::letter_index(last));
            let before = &self.0.text[..usize::from(piece.start)];
            let after = &self.0.text[usize::from(piece.end)..];
            (first..=last)
                .map(|index| Self::parse(&format!("{before}{}{after}", order::letter(index))).ok())
                .collect::<Option<Vec<_>>>()
                .filter(|each| !each.is_empty())
        });
        range.unwrap_or_else(|| vec![self.clone()])
    }

    /// The part that only the Digital Library's symbol names: `Sect. III`, `RULE-73`.
    pub fn section(&self) -> Option<&str> {
        self.text_of(PartRole::Section)
    }

    /// The document without what was issued to it later: `A/C.1/75/L.8` for `A/C.1/75/L.8/Rev.1/Add.1`.
    #[must_use]
    pub fn base(&self) -> Self {
        match self.0.pieces.iter().find(|piece| piece.role == PartRole::Modifier) {
            // The stroke before the modifier goes as well.
            Some(piece) => self.reread(&self.0.text[..usize::from(piece.start) - 1]),
            None => self.clone(),
        }
    }

    /// The resolution or decision as a whole: `A/RES/48/75` for `A/RES/48/75 B`, `A/RES/377 (V)` for `A/RES/377 A (V)`,
    /// also without library parts and modifiers.
    #[must_use]
    pub fn whole(&self) -> Self {
        let base = self.base();
        let mut text = base.as_str().to_owned();
        for piece in base.0.pieces.iter().rev() {
            let (start, end) = (usize::from(piece.start), usize::from(piece.end));
            match piece.role {
                PartRole::Section => text.replace_range(start - 2..=end, ""),
                PartRole::Letters => text.replace_range(start - 1..end, ""),
                _ => {}
            }
        }
        base.reread(&text)
    }

    /// Reads a piece of an own canonical text again; what is cut at parts is a symbol.
    fn reread(&self, text: &str) -> Self {
        Self::parse(text).unwrap_or_else(|_| self.clone())
    }

    /// The number of the revision: 1 for `A/C.1/75/L.8/Rev.1` and for its addenda.
    pub fn revision(&self) -> Option<u16> {
        self.modifiers().find_map(|text| text.strip_prefix("Rev.")?.parse().ok())
    }

    fn modifiers(&self) -> impl Iterator<Item = &str> {
        self.parts().filter(|part| part.role == PartRole::Modifier).map(|part| part.text)
    }

    /// Whether this document replaces the other: `L.8/Rev.2` is a revision of `L.8/Rev.1` and of `L.8`, not of `L.8/Add.1`.
    pub fn is_revision_of(&self, other: &Self) -> bool {
        let revisions_only = |symbol: &Self| symbol.modifiers().all(|text| text.starts_with("Rev."));
        let later = self.revision() > other.revision();
        later && revisions_only(self) && revisions_only(other) && self.base() == other.base()
    }

    /// Where the document is found, as `undocs.org` documents it: `https://undocs.org/en/` and the symbol without blanks.
    ///
    /// Up to the thirtieth session, and for library parts, one file holds all that was adopted under a number; the
    /// address is then that of the [whole](Self::whole), as in the United Nations' own links.
    pub fn url(&self) -> String {
        let behind_number = self.0.pieces.iter().any(|piece| {
            piece.role == PartRole::Session && self.0.text[..usize::from(piece.start)].ends_with('(')
        });
        let symbol = if behind_number || self.section().is_some() { self.whole() } else { self.clone() };
        let mut url = String::from("https://undocs.org/en/");
        url.extend(symbol.as_str().chars().filter(|c| *c != ' '));
        url
    }
}

impl fmt::Display for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Symbol").field(&self.as_str()).finish()
    }
}

impl PartialEq for Symbol {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Symbol {}

impl Hash for Symbol {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl FromStr for Symbol {
    type Err = SymbolError;

    /// The same as [`Symbol::parse`].
    fn from_str(text: &str) -> Result<Self, SymbolError> {
        Self::parse(text)
    }
}

impl Serialize for Symbol {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Symbol {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Symbol {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Symbol".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "the symbol of a United Nations document in canonical form",
            "examples": ["A/RES/75/240", "A/C.1/75/L.8/Rev.1", "S/RES/2722 (2024)"]
        })
    }
}
