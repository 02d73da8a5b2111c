//! The parts of a symbol.

use schemars::JsonSchema;
use serde::Serialize;

/// One part of a symbol, as it stands in the canonical text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part<'s> {
    /// What the part says.
    pub role: PartRole,
    /// The part as written, without strokes and blanks around it: `A`, `C.1`, `75`, `L`, `8`, `Rev.1`.
    pub text: &'s str,
}

/// What a part of a symbol says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum PartRole {
    /// The principal organ, or the body with a series of its own, with which the symbol begins: `A`, `ST`, `NPT`.
    Organ,
    /// A committee, subsidiary body, conference or named series: `C.1`, `HRC`, `CONF.192`, `SGB`.
    Body,
    /// The nature of the document: `RES`, `DEC`, `L`, `PV`.
    Nature,
    /// A session, in front of the number or in parentheses behind it: `75`, `S-10`, `XXX`.
    Session,
    /// A year, in front of the number or in parentheses behind it: `2016`.
    Year,
    /// The number, or several: `240`, `1-28`.
    Number,
    /// The letters of resolutions adopted under one number: `A`, `A-F`.
    Letters,
    /// What stands in parentheses about parts, volumes, sections, resumptions: `Part II`, `Sect. 3`, `Resumption 1`.
    Volume,
    /// A part that only the Digital Library's symbols name, in brackets: `IV`, `RULE-73`.
    Section,
    /// A revision, addendum, corrigendum or amendment: `Rev.1`, `Add.2`.
    Modifier,
}

/// Where a part stands in the canonical text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) role: PartRole,
    pub(super) start: u16,
    pub(super) end: u16,
}

/// A canonical text under construction, and where its parts stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pieces {
    pub(super) text: String,
    pub(super) pieces: Vec<Piece>,
}

impl Pieces {
    pub(super) fn new(organ: &str) -> Self {
        let mut new = Self { text: String::new(), pieces: Vec::with_capacity(8) };
        new.push(PartRole::Organ, organ);
        new
    }

    pub(super) fn push(&mut self, role: PartRole, text: &str) {
        let start = self.text.len() as u16;
        self.text.push_str(text);
        self.pieces.push(Piece { role, start, end: self.text.len() as u16 });
    }

    pub(super) fn stroke(&mut self) {
        self.text.push('/');
    }

    pub(super) fn dot(&mut self) {
        self.text.push('.');
    }

    pub(super) fn blank(&mut self) {
        self.text.push(' ');
    }

    pub(super) fn parenthesis(&mut self, role: PartRole, text: &str) {
        self.text.push_str(" (");
        self.push(role, text);
        self.text.push(')');
    }

    pub(super) fn section(&mut self, text: &str) {
        self.text.push_str(" [");
        self.push(PartRole::Section, text);
        self.text.push(']');
    }
}
