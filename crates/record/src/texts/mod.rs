//! Texts of documents: what is kept of one, and the tables that hold many.
//!
//! Kept of a text are: symbol, title, language, the day it was adopted and the day it was issued, the line that says
//! where it came from (`[on the report of the First Committee …]`), agenda item, closing line; every paragraph,
//! sub-paragraph, heading and table in the order printed; citations and footnote marks at their places in the words;
//! the footnotes. Not kept are type faces (but for what they say of opening phrases), page furniture, subject
//! headings, sponsors and votes: those belong to the record of decisions.
//!
//! Only a user's record has texts. Its tables of them are large and few questions need them, so they are opened when
//! asked for, and read a row group at a time.

mod passages;
mod rows;
mod store;

pub use passages::{Passage, Passages};
pub(crate) use rows::{CLAUSES, TEXTS, write_texts};
pub use store::Texts;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A text as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Document {
    /// The symbol, `A/RES/75/240`, as far as the file gives it.
    pub symbol: Option<String>,
    /// The title, without number.
    pub title: Option<String>,
    /// The language, by its code of three letters, if the file says it.
    pub language: Option<String>,
    /// The day it was adopted.
    pub adopted: Option<Date>,
    /// The day it was issued.
    pub issued: Option<Date>,
    /// The agenda item, as printed.
    pub agenda: Option<String>,
    /// Where it came from, as printed in brackets.
    pub origin: Option<String>,
    /// The closing line, with the meeting.
    pub closing: Option<String>,
    /// All clauses, in the order printed; a sub-paragraph follows the paragraph it belongs to.
    pub clauses: Vec<Clause>,
    /// The footnotes, in order.
    pub footnotes: Vec<Footnote>,
}

impl Document {
    /// A clause by its id.
    pub fn clause(&self, id: &str) -> Option<&Clause> {
        self.clauses.iter().find(|c| c.id == id)
    }

    /// The clauses right below another one, by its place in `clauses`.
    pub fn below(&self, parent: usize) -> impl Iterator<Item = &Clause> {
        self.clauses.iter().filter(move |c| c.parent == Some(parent as u32))
    }

    /// How many annexes there are.
    pub fn annexes(&self) -> u16 {
        self.clauses.iter().map(|c| c.annex).max().unwrap_or(0)
    }
}

/// A text in the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredText {
    /// What it is called: its symbol, or the name of its file where it has none.
    pub name: String,
    /// What was read.
    pub document: Document,
    /// The source, by its id.
    pub source: String,
    /// The file it was read from.
    pub file: String,
}

impl StoredText {
    /// The language, by its code of three letters; empty where not known.
    pub fn language(&self) -> &str {
        self.document.language.as_deref().unwrap_or_default()
    }

    /// What texts are told apart by: two languages of one text are two.
    pub(crate) fn key(&self) -> (String, String) {
        (self.name.clone(), self.language().to_owned())
    }
}

/// A text in the record, without its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextHead {
    /// What it is called: its symbol, or the name of its file where it has none.
    pub name: String,
    /// The language, by its code of three letters; empty where not known.
    pub language: String,
    /// The title; empty where not known.
    pub title: String,
    /// The day it was adopted.
    pub adopted: Option<Date>,
    /// The day it was issued.
    pub issued: Option<Date>,
    /// The source, by its id.
    pub source: String,
    /// The file it was read from.
    pub file: String,
    /// How many clauses it has.
    pub clauses: u32,
}

/// What a clause is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The enacting formula: who speaks.
    Formula,
    /// A paragraph of the preamble, or below one.
    Preambular,
    /// An operative paragraph, or below one.
    Operative,
    /// A paragraph that is neither: of an annex, a declaration, a statement of a president.
    Paragraph,
    /// A heading.
    Heading,
    /// A table: rows are lines, cells are parted by ` | `.
    Table,
}

impl Kind {
    const ALL: [Self; 6] =
        [Self::Formula, Self::Preambular, Self::Operative, Self::Paragraph, Self::Heading, Self::Table];

    /// The word in the record's tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Formula => "formula",
            Self::Preambular => "preambular",
            Self::Operative => "operative",
            Self::Paragraph => "paragraph",
            Self::Heading => "heading",
            Self::Table => "table",
        }
    }

    /// The reverse of [`Kind::word`].
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// A paragraph, sub-paragraph, heading or table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Clause {
    /// `PP10`, `OP1`, `OP4 (b)`, `II OP3`, `Annex 5 (a)`: the same whenever the same text is read, from any format.
    pub id: String,
    /// What it is.
    pub kind: Kind,
    /// The annex it stands in, counted from 1; 0 is the text itself.
    pub annex: u16,
    /// How deep it is: 0 for a paragraph, 1 for `(a)`, 2 for `(i)`.
    pub level: u8,
    /// The clause it is below, by its place in the document.
    pub parent: Option<u32>,
    /// The number as printed: `4.`, `(b)`.
    pub number: Option<String>,
    /// The opening phrase or verb as printed: `Noting with appreciation`, `Also requests`.
    pub opening: Option<String>,
    /// The words, without number and footnote marks, blanks made single; citations stand where they are printed.
    pub text: String,
    /// The citations in `text`.
    pub citations: Vec<Citation>,
    /// The footnote marks in `text`.
    pub notes: Vec<NoteMark>,
    /// The line of the file it begins on, counted from 1.
    pub line: u64,
}

/// A document named in a clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Citation {
    /// The first byte in the text.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
    /// The symbol meant, where it is known.
    pub symbol: Option<String>,
}

/// Where a footnote is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NoteMark {
    /// The byte in the text before which the mark stands.
    pub at: u32,
    /// The footnote, by its place in the document.
    pub note: u32,
}

/// A footnote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Footnote {
    /// The mark as printed.
    pub mark: String,
    /// The words.
    pub text: String,
}
