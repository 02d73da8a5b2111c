//! What came of a check: one finding a claim.

use schemars::JsonSchema;
use serde::Serialize;
use std::ops::Range;

use travaux_record::Citation;

/// What a claim is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The symbol: whether such a document can be, and is.
    Symbol,
    /// The day of adoption, or of a vote.
    Date,
    /// The title.
    Title,
    /// How many were in favour, against, abstaining.
    Tally,
    /// What was put to the vote: the whole text, or a part of it.
    Question,
    /// How many sponsored, or who did.
    Sponsors,
    /// How a state voted.
    Position,
    /// How many states did several things, or whether all or most did.
    States,
    /// A sum, a difference or a share that the text works out itself.
    Sum,
    /// Words in quotation marks, and the paragraph named with them.
    Quotation,
    /// One fact told in two ways.
    Twice,
    /// A claim written by the author of the check, as an expression.
    Expression,
}

impl Kind {
    /// In a word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Symbol => "symbol",
            Self::Date => "date",
            Self::Title => "title",
            Self::Tally => "tally",
            Self::Question => "question",
            Self::Sponsors => "sponsors",
            Self::Position => "position",
            Self::States => "states",
            Self::Sum => "sum",
            Self::Quotation => "quotation",
            Self::Twice => "twice",
            Self::Expression => "expression",
        }
    }

    /// In a sentence.
    pub const fn about(self) -> &'static str {
        match self {
            Self::Symbol => "Whether such a document can be",
            Self::Date => "The day of adoption or of a vote",
            Self::Title => "The title of a document",
            Self::Tally => "How many were in favour, against, abstaining, not voting",
            Self::Question => "What was put to the vote, and how it was decided",
            Self::Sponsors => "How many states sponsored a text, or which",
            Self::Position => "How a state voted",
            Self::States => "How many states did several things, or whether all or most did",
            Self::Sum => "A share or a sum that the text works out itself",
            Self::Quotation => "Words in quotation marks, and the paragraph named with them",
            Self::Twice => "One fact told in two ways",
            Self::Expression => "A claim written as an expression",
        }
    }
}

/// Whether a claim is true.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The record says the same.
    Right,
    /// The record says otherwise.
    Wrong,
    /// The record does not say, or what the claim speaks of is not certain.
    CannotTell,
}

impl Verdict {
    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::Wrong => "wrong",
            Self::CannotTell => "cannot tell",
        }
    }
}

/// A claim, and what the record says of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Finding {
    /// What the claim is about.
    pub kind: Kind,
    /// Whether it is true.
    pub verdict: Verdict,
    /// The words of the document.
    pub quote: String,
    /// The page, in a PDF.
    pub page: Option<u32>,
    /// The line: of the file; of the page in a PDF; the paragraph in a DOCX.
    pub line: u32,
    /// The column, in characters.
    pub column: u32,
    /// The document or decision that the claim is bound to.
    pub symbol: Option<String>,
    /// What is claimed, in plain words.
    pub claim: String,
    /// The claim as a question that travaux answers: an expression of `travaux states`, or a command.
    pub query: Option<String>,
    /// What the record says.
    pub record_says: Option<String>,
    /// What a careful reader must know: another moment, another stage, a list that is not complete.
    pub notes: Vec<String>,
    /// Where that is from.
    pub source: Vec<Citation>,
    /// What to write instead.
    pub fix: Option<Fix>,
    /// Where the words stand in the text of the manuscript, in bytes.
    #[serde(skip)]
    pub span: Range<usize>,
}

/// What to write instead of some words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Fix {
    /// The words to replace.
    pub replace: String,
    /// The words to write.
    pub with: String,
    /// Where the words to replace stand in the text of the manuscript, in bytes.
    #[serde(skip)]
    pub span: Range<usize>,
}
