//! What a text is: its head, its clauses in order, its footnotes.
//!
//! Kept of a text are: symbol, title, language, the day it was adopted and the day it was issued, the line that says
//! where it came from (`[on the report of the First Committee …]`), agenda item, closing line; every paragraph,
//! sub-paragraph, heading and table in the order printed; citations and footnote marks at their places in the words;
//! the footnotes. Not kept are type faces (but for what they say of opening phrases), page furniture, subject
//! headings, sponsors and votes: those belong to the record of decisions.

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
    /// The day it was adopted, as `2020-12-31`.
    pub adopted: Option<String>,
    /// The day it was issued.
    pub issued: Option<String>,
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
