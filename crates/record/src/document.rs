//! Documents: a symbol with a title, dates and relations.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use travaux_un::symbol::Symbol;

/// Which lists of sponsors a source has for a text. A count of sponsors is only as good as the list: a text
/// known by its printed list alone may have had many more by adoption.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SponsorList {
    /// The list printed on the draft.
    Tabled,
    /// Those that joined after it was issued, up to adoption.
    Joined,
}

impl SponsorList {
    const ALL: [Self; 2] = [Self::Tabled, Self::Joined];

    /// The word in the record's tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Tabled => "tabled",
            Self::Joined => "joined",
        }
    }

    /// The reverse of [`SponsorList::word`].
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|l| l.word() == word)
    }
}

/// A document. Adoption, meeting and issue are three dates and are often confused.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Document {
    /// Its symbol.
    pub symbol: Symbol,
    /// Its title; empty where not known.
    pub title: String,
    /// The day its text was adopted.
    pub adopted: Option<Date>,
    /// The day it was issued or, for a draft, dated.
    pub issued: Option<Date>,
    /// What it became: the resolution that a draft was adopted as.
    pub adopted_as: Option<Symbol>,
    /// Which lists of its sponsors are in the record.
    pub sponsor_lists: Vec<SponsorList>,
    /// The source, by its id.
    pub source: String,
}
