//! Sources and readings: who says so, and where they differ.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use travaux_un::state::StateId;

use crate::{DecisionId, Tally};

/// A source of the record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// A short name: `dgacm`, `undl`, `voeten`.
    pub id: String,
    /// What it is.
    pub title: String,
    /// Who publishes it.
    pub publisher: String,
    /// Where it is to be had.
    pub url: String,
    /// Terms of use, as the publisher states them.
    pub licence: String,
    /// How it should be named.
    pub citation: String,
    /// Its rank where sources differ: the lowest number is believed.
    pub precedence: u16,
    /// The files read, each as `name sha256:…`.
    pub files: Vec<String>,
    /// The first and the last day of a decision it has.
    pub covers: Option<(Date, Date)>,
}

impl Source {
    /// Adds the files and the days that another reading of the same source has.
    pub fn add(&mut self, other: &Self) {
        self.files.extend(other.files.iter().cloned());
        self.files.sort();
        self.files.dedup();
        self.covers = match (self.covers, other.covers) {
            (Some((first, last)), Some((other_first, other_last))) => {
                Some((first.min(other_first), last.max(other_last)))
            }
            (known, other) => known.or(other),
        };
    }
}

/// What one source says of one decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The decision.
    pub decision: DecisionId,
    /// The source, by its id.
    pub source: String,
    /// The source's own number or key for it.
    pub reference: String,
    /// Where in the source it stands: file and line.
    pub place: String,
    /// The symbol as the source writes it; of a correction, what it changes.
    pub symbol: String,
    /// The date the source gives.
    pub date: Option<Date>,
    /// The tally the source states.
    pub stated: Option<Tally>,
    /// The tally counted from the names the source gives.
    pub counted: Option<Tally>,
}

/// One cell in which a source differs from the merged record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Variant {
    /// The decision.
    pub decision: DecisionId,
    /// What differs: `position`, `date`, `title`, `tally`, `meeting`.
    pub field: String,
    /// Whose position, when it is one.
    pub state: Option<StateId>,
    /// The source that differs.
    pub source: String,
    /// What it says.
    pub value: String,
    /// What the merged record says.
    pub merged: String,
}

/// A check that every recorded vote should pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Gate {
    /// The names give the tally that the source states.
    NamesEqualTally,
    /// The names are the members on the day, each once.
    NamesAreMembers,
    /// The date falls into the session.
    DateInSession,
}

impl Gate {
    const ALL: [Self; 3] = [Self::NamesEqualTally, Self::NamesAreMembers, Self::DateInSession];

    /// The word in the record's tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NamesEqualTally => "names_equal_tally",
            Self::NamesAreMembers => "names_are_members",
            Self::DateInSession => "date_in_session",
        }
    }

    /// The reverse of [`Gate::word`].
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|g| g.word() == word)
    }
}

/// A decision that does not pass a gate. It is kept, and marked.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FailedGate {
    /// The decision.
    pub decision: DecisionId,
    /// The source whose reading fails.
    pub source: String,
    /// The gate.
    pub gate: Gate,
    /// What was expected and what was found.
    pub detail: String,
}
