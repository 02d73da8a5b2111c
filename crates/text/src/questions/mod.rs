//! Questions about texts: each takes texts of the record and returns an answer with method, caveats and sources.
//!
//! The other modules of this crate find; these say what was found, and where it is from.

mod diff;
mod families;
mod mandates;
mod origins;
mod phrases;
mod search;
mod words;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use travaux_record::texts::{StoredText, TextHead};
use travaux_record::{Answer, Citation};
use travaux_un::symbol::Symbol;

pub use diff::{ClauseChange, Diff, compared, diff};
pub use families::{Families, Family, FamilyCell, families};
pub use mandates::{Mandate, Mandates, SharedTask, TaskPlace, mandates};
pub use origins::{ClauseOrigins, Origin, Origins, SAME, origins};
pub use phrases::{ClausePhrases, Left, Phrase, Phrases, phrases};
pub use search::{Filter, FoundClauses, Hit, Looked, Part, YearCount, like, search};

/// A text, as answers name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TextName {
    /// Its symbol, or the name of its file where it has none.
    pub name: String,
    /// The title; empty where not known.
    pub title: String,
    /// The day it was adopted, where known.
    pub adopted: Option<Date>,
    /// The language, by its code of three letters; empty where not known.
    pub language: String,
}

impl TextName {
    fn of(text: &StoredText) -> Self {
        Self {
            name: text.name.clone(),
            title: text.document.title.clone().unwrap_or_default(),
            adopted: text.document.adopted,
            language: text.language().to_owned(),
        }
    }

    fn of_head(head: &TextHead) -> Self {
        Self {
            name: head.name.clone(),
            title: head.title.clone(),
            adopted: head.adopted,
            language: head.language.clone(),
        }
    }

    /// `A/RES/75/240 (2020-12-31)`.
    pub fn with_day(&self) -> String {
        self.adopted.map_or_else(|| self.name.clone(), |day| format!("{} ({day})", self.name))
    }
}

/// The day that orders a text among others: that of its adoption, else that of its issue.
fn day_of(head: &TextHead) -> Option<Date> {
    head.adopted.or(head.issued)
}

/// Cites the file that a text was read from.
fn cite<T>(answer: &mut Answer<T>, name: &str, source: &str, file: &str) {
    let url = (source == OFFICIAL).then(|| Symbol::parse(name).ok()).flatten().map(|symbol| symbol.url());
    answer.cite(Citation {
        of: name.to_owned(),
        source: source.to_owned(),
        reference: file.to_owned(),
        url: url.filter(|url| !url.is_empty()),
    });
}

fn cite_text<T>(answer: &mut Answer<T>, text: &StoredText) {
    cite(answer, &text.name, &text.source, &text.file);
}

/// The source of the United Nations' own files, whose documents have addresses.
const OFFICIAL: &str = "akn4un";

/// A likeness as it is told.
fn told(likeness: f32) -> f64 {
    (f64::from(likeness) * 1000.0).round() / 1000.0
}

/// A number with its noun: `1 clause`, `2 clauses`.
fn counted(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}
