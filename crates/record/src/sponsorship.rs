//! Sponsorship as events: tabled, joined, withdrew.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use travaux_un::state::StateId;
use travaux_un::symbol::Symbol;

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SponsorEvent {
    /// On the list printed on the draft.
    Tabled,
    /// Became a sponsor after the draft was issued and before it was adopted.
    Joined,
    /// Withdrew its sponsorship.
    Withdrew,
}

impl SponsorEvent {
    const ALL: [Self; 3] = [Self::Tabled, Self::Joined, Self::Withdrew];

    /// The word in the record's tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Tabled => "tabled",
            Self::Joined => "joined",
            Self::Withdrew => "withdrew",
        }
    }

    /// The reverse of [`SponsorEvent::word`].
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|e| e.word() == word)
    }
}

/// Who sponsors.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Sponsor {
    /// A state in its own name.
    State(StateId),
    /// A state on behalf of a group. The group stays as written and is expanded with the members of the day.
    OnBehalf {
        /// The state that submitted it.
        state: StateId,
        /// The group, as written.
        group: String,
    },
    /// Not a state: the President, a chair, a bureau, a committee.
    Office(String),
}

impl Sponsor {
    /// The state, where there is one.
    pub fn state(&self) -> Option<StateId> {
        match self {
            Self::State(state) | Self::OnBehalf { state, .. } => Some(*state),
            Self::Office(_) => None,
        }
    }
}

/// One event in the life of a text's list of sponsors.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sponsorship {
    /// The text: what the draft was adopted as; the draft itself where it was not adopted.
    pub text: Symbol,
    /// Who.
    pub sponsor: Sponsor,
    /// What happened.
    pub event: SponsorEvent,
    /// When, if known to the day.
    pub date: Option<Date>,
    /// The name as the source has it.
    pub as_written: String,
    /// The source, by its id.
    pub source: String,
}
