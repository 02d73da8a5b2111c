//! What reference managers know of a thing that is cited: the one form from which BibTeX, CSL-JSON and RIS are written,
//! for a symbol on the command line and for the notes of a report alike.

use jiff::civil::Date;
use travaux_record::{DecisionRef, Record};
use travaux_un::symbol::{DocumentKind, Symbol};
use travaux_votes::Headline;
use travaux_votes::words::bare_title;

use super::act::Act;
use super::{Author, When, key};

/// The fields of something that is cited, as reference managers know them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it is cited by in other programs: `unga-75-240`.
    pub key: String,
    /// What it is.
    pub kind: Kind,
    /// Who wrote it, or the body that adopted it.
    pub author: Option<Author>,
    /// The title; empty where not known.
    pub title: String,
    /// The symbol of a document of the United Nations.
    pub number: Option<String>,
    /// What it is a part of.
    pub container: Option<String>,
    /// Its day: of a text that was adopted, the day of adoption.
    pub day: Option<When>,
    /// The body and its session, in words.
    pub session: Option<String>,
    /// The record of the meeting at which it was adopted.
    pub meeting: Option<String>,
    /// An address of the web, without signs that end an address.
    pub url: Option<String>,
    /// The day on which somebody saw it there.
    pub accessed: Option<Date>,
    /// What a careful reader must know: of a text that was voted on, the vote.
    pub note: Option<String>,
}

/// What is cited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A resolution or a decision of a body.
    Resolution,
    /// Another document of the United Nations.
    Document,
    /// A collection of data.
    Dataset,
    /// Anything else.
    Other,
}

impl Entry {
    /// With what it is cited by, and a title; the rest is not known.
    pub fn bare(cited_by: &str, kind: Kind, title: impl Into<String>) -> Self {
        Self {
            key: key(cited_by),
            kind,
            author: None,
            title: title.into(),
            number: None,
            container: None,
            day: None,
            session: None,
            meeting: None,
            url: None,
            accessed: None,
            note: None,
        }
    }

    /// Of a decision of the record. A resolution is cited by its symbol, title and the day of its adoption, with the vote
    /// (United Nations Editorial Manual: the date is that of actual adoption).
    pub fn of_decision(decision: DecisionRef<'_>) -> Self {
        let symbol = decision.text();
        let written = symbol.as_ref().map_or_else(|| decision.id().to_owned(), Symbol::to_string);
        Self {
            author: Some(Author::whole(format!("United Nations, {}", decision.body()))),
            url: symbol.as_ref().and_then(address),
            number: Some(written),
            day: decision.date().map(When::Day),
            session: decision.session().map(|session| format!("{}, session {session}", decision.body())),
            meeting: Some(decision.meeting()).filter(|meeting| !meeting.is_empty()).map(str::to_owned),
            note: Some(result(&Headline::of(decision))),
            ..Self::bare(decision.id(), Kind::Resolution, bare_title(decision.title()))
        }
    }

    /// Of a document of the United Nations that the record has no decision on. Its day is that of its adoption: when a
    /// document was issued is another matter.
    pub fn of_symbol(symbol: &Symbol, record: &Record) -> Self {
        let document = record.document(symbol);
        let title = document.map_or("", |document| bare_title(&document.title));
        let act = Act::of(symbol);
        let (kind, author) = match &act {
            Some(act) => (Kind::Resolution, format!("United Nations, {}", act.body)),
            None => (Kind::Document, "United Nations".to_owned()),
        };
        Self {
            author: Some(Author::whole(author)),
            number: Some(symbol.to_string()),
            day: document.and_then(|document| document.adopted).map(When::Day),
            session: symbol.session().map(|session| match &act {
                Some(act) => format!("{}, session {session}", act.body),
                None => format!("session {session}"),
            }),
            url: address(symbol),
            ..Self::bare(symbol.as_str(), kind, title)
        }
    }

    /// The title, or what stands for one.
    pub(super) fn title(&self) -> &str {
        if self.title.is_empty() { self.number.as_deref().unwrap_or_default() } else { &self.title }
    }

    /// Whether it is a document of the United Nations.
    pub(super) const fn is_of_the_un(&self) -> bool {
        matches!(self.kind, Kind::Resolution | Kind::Document)
    }

    /// `Resolution`, `Decision` or `Document`.
    pub(super) fn type_of_document(&self) -> &'static str {
        let number = self.number.as_deref().unwrap_or_default();
        match Symbol::parse(number).map(|symbol| symbol.kind()) {
            Ok(DocumentKind::Resolution) => "Resolution",
            Ok(DocumentKind::Decision) => "Decision",
            _ => "Document",
        }
    }
}

/// Where a document is to be seen. Decisions of the Assembly are not issued as documents of their own and have no symbol in a
/// series (<https://www.un.org/depts/dhl/resguide/gares.htm>): there is nothing to see under `A/DEC/`.
fn address(symbol: &Symbol) -> Option<String> {
    let is_issued = Act::of(symbol).is_none_or(|act| act.has_symbol());
    is_issued.then(|| symbol.url()).filter(|url| !url.is_empty())
}

/// How a decision was taken: `recorded vote, 92-50-21`, `without a vote`.
pub(super) fn result(headline: &Headline) -> String {
    match headline.tally {
        Some(_) => format!("recorded vote, {}", headline.result()),
        None => headline.result(),
    }
}
