//! The styles that people read: one module a style. Each says where its forms are from, and which could not be verified.
//!
//! No form ends with a full stop, and none is in italics: both are for the text in which it stands.

mod bluebook;
mod chicago;
mod oscola;
mod un;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use travaux_un::body::Body;
use travaux_un::session::Session;
use travaux_un::symbol::{DocumentKind, PartRole};

use super::act::Act;
use super::{CitedDocument, Paragraph};

/// A citation in the styles that people read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Forms {
    /// As the United Nations Editorial Manual has it.
    pub un: String,
    /// As the Bluebook has it.
    pub bluebook: String,
    /// As OSCOLA has it.
    pub oscola: String,
    /// As the Chicago Manual of Style has it.
    pub chicago: String,
}

impl Forms {
    pub(super) fn of(
        document: &CitedDocument,
        act: Option<&Act>,
        paragraph: Option<&Paragraph>,
        accessed: Option<Date>,
    ) -> Self {
        let cited = Cited { document, act, paragraph, accessed, meeting: Meeting::of(document) };
        Self {
            un: un::form(&cited),
            bluebook: bluebook::form(&cited),
            oscola: oscola::form(&cited),
            chicago: chicago::form(&cited),
        }
    }
}

/// What a style writes.
struct Cited<'a> {
    document: &'a CitedDocument,
    act: Option<&'a Act>,
    paragraph: Option<&'a Paragraph>,
    accessed: Option<Date>,
    meeting: Option<Meeting>,
}

impl Cited<'_> {
    fn symbol(&self) -> &str {
        self.document.symbol.as_str()
    }

    /// The symbol without the part that only the Digital Library names.
    fn printed_symbol(&self) -> &str {
        self.symbol().split(" [").next().unwrap_or_default()
    }

    /// The day of adoption, or that of a meeting.
    fn day(&self) -> Option<Date> {
        self.document.adopted.or(self.document.held)
    }

    /// The address and the day on which it was seen, if somebody saw it.
    fn seen(&self) -> Option<(&str, Date)> {
        Some((self.document.url.as_deref()?, self.accessed?))
    }
}

/// The meeting of which a document is the record, where the symbol names one that every reader knows how to call.
struct Meeting {
    session: Option<Session>,
    /// 1 to 6.
    committee: Option<u16>,
    number: u32,
}

impl Meeting {
    fn of(document: &CitedDocument) -> Option<Self> {
        if !matches!(document.kind, DocumentKind::VerbatimRecord | DocumentKind::SummaryRecord) {
            return None;
        }
        let symbol = &document.symbol;
        let text = |role| symbol.parts().find(|part| part.role == role).map(|part| part.text);
        let number: u32 = text(PartRole::Number)?.parse().ok()?;
        let committee = match text(PartRole::Body) {
            Some(body) => Some(body.strip_prefix("C.")?.parse().ok().filter(|n| (1..=6).contains(n))?),
            None => None,
        };
        let is_known = match document.body {
            Body::GeneralAssembly => true,
            Body::SecurityCouncil => committee.is_none(),
            _ => false,
        };
        is_known.then_some(Self { session: document.session, committee, number })
    }
}

/// What a document is, in a word or two.
pub(super) const fn kind_in_words(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Resolution => "resolution",
        DocumentKind::Decision => "decision",
        DocumentKind::Draft => "draft",
        DocumentKind::VerbatimRecord => "verbatim record",
        DocumentKind::SummaryRecord => "summary record",
        DocumentKind::PresidentialStatement => "statement by the President",
        DocumentKind::ConferenceRoomPaper => "conference room paper",
        DocumentKind::WorkingPaper => "working paper",
        DocumentKind::Information => "information document",
        DocumentKind::AdministrativeIssuance => "administrative issuance",
        _ => "document",
    }
}

/// `1st`, `22nd`, `113th`.
fn ordinal(n: u32) -> String {
    let ending = match (n % 10, n % 100) {
        (1, rest) if rest != 11 => "st",
        (2, rest) if rest != 12 => "nd",
        (3, rest) if rest != 13 => "rd",
        _ => "th",
    };
    format!("{n}{ending}")
}

/// A title inside quotation marks: its own marks become those of the other kind.
fn quoted(title: &str, [open, close]: [char; 2]) -> String {
    let mut out = String::with_capacity(title.len());
    let mut before = ' ';
    for c in title.chars() {
        out.push(match c {
            '“' => open,
            '"' if before.is_whitespace() || matches!(before, '(' | '[' | '-' | '—') => open,
            '"' | '”' => close,
            c => c,
        });
        before = c;
    }
    out
}
