//! Answers: a value with its method, caveats and sources.

use schemars::JsonSchema;
use serde::Serialize;

use crate::{Table, Tabular};

/// The one thing every analysis returns. The terminal, the report and the API all render the same answer, so a
/// number has one origin.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Answer<T> {
    /// The answer itself.
    pub value: T,
    /// How it was computed.
    pub method: Method,
    /// What a careful reader must know.
    pub caveats: Vec<Caveat>,
    /// Where the facts are from.
    pub sources: Vec<Citation>,
}

impl<T> Answer<T> {
    /// An answer with its method; caveats and sources are added.
    pub fn new(value: T, method: Method) -> Self {
        Self { value, method, caveats: Vec::new(), sources: Vec::new() }
    }

    /// Adds a caveat, once.
    pub fn caveat(&mut self, caveat: Caveat) {
        if !self.caveats.contains(&caveat) {
            self.caveats.push(caveat);
        }
    }

    /// Adds a source, once.
    pub fn cite(&mut self, citation: Citation) {
        if !self.sources.contains(&citation) {
            self.sources.push(citation);
        }
    }

    /// Adds the caveats and sources of another answer, each once.
    pub fn heed<U>(&mut self, other: &Answer<U>) {
        other.caveats.iter().cloned().for_each(|caveat| self.caveat(caveat));
        other.sources.iter().cloned().for_each(|source| self.cite(source));
    }
}

impl<T: Tabular> Tabular for Answer<T> {
    fn tables(&self) -> Vec<Table> {
        self.value.tables()
    }
}

/// How an answer was computed. The manual explains each name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Method {
    /// The name, as the manual has it.
    pub name: &'static str,
    /// One sentence.
    pub summary: &'static str,
}

/// What a careful reader must know about an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Caveat {
    /// The record does not say why members did not vote; some could not.
    NotVoting {
        /// The decision.
        decision: String,
        /// How many members did not vote.
        members: u16,
    },
    /// The positions are those cast, though some states later said they had meant another.
    CorrectedLater {
        /// The decision.
        decision: String,
        /// How many states.
        states: u16,
    },
    /// Sources differ on the decision.
    SourcesDiffer {
        /// The decision.
        decision: String,
        /// In how many cells.
        cells: u64,
        /// Which sources differ from the merged record.
        sources: Vec<String>,
    },
    /// The decision does not pass a check.
    FailedGate {
        /// The decision.
        decision: String,
        /// The check, in words, with what was found.
        detail: String,
    },
    /// Only the sponsors printed on the draft are known; more may have joined by adoption.
    SponsorsAsTabledOnly {
        /// The text.
        text: String,
    },
    /// The record has no sponsors of the text.
    NoSponsors {
        /// The text.
        text: String,
    },
    /// The record has no votes by state on the decision.
    NoPositions {
        /// The decision.
        decision: String,
        /// How it was taken.
        modality: String,
    },
    /// The record has no tally of the decision.
    NoTally {
        /// The decision.
        decision: String,
        /// How it was taken.
        modality: String,
    },
    /// The record has totals of the decision, and not how many members did not vote.
    NotVotingUnknown {
        /// The decision.
        decision: String,
    },
    /// The membership of a group on the day is not established by a source.
    MembershipNotEstablished {
        /// The group.
        group: String,
        /// Codes of the states whose dates are not established.
        states: Vec<String>,
    },
    /// The members of groups are taken from a list of another time than the day in question.
    MembershipAsListed {
        /// The groups, in words.
        groups: String,
        /// What the list is: `listed in 2025`.
        list: String,
        /// The day.
        date: jiff::civil::Date,
    },
    /// The record does not cover everything of the kind asked for.
    Coverage {
        /// What is missing.
        detail: String,
    },
    /// Anything else.
    Note {
        /// In a sentence.
        detail: String,
    },
}

impl std::fmt::Display for Caveat {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotVoting { decision, members } => write!(
                f,
                "{members} {} not vote on {decision}; the record does not tell absence, presence without voting \
                 and loss of the vote apart",
                if *members == 1 { "member did" } else { "members did" }
            ),
            Self::CorrectedLater { decision, states } => {
                let who = if *states == 1 { "state later said it" } else { "states later said they" };
                write!(f, "{decision}: positions are as cast; {states} {who} had meant another")
            }
            Self::SourcesDiffer { decision, cells, sources } => write!(
                f,
                "{decision}: {} differs from the merged record in {cells} cell{}",
                sources.join(", "),
                if *cells == 1 { "" } else { "s" }
            ),
            Self::FailedGate { decision, detail } => write!(f, "{decision}: {detail}"),
            Self::SponsorsAsTabledOnly { text } => {
                write!(f, "sponsors of {text} are known only as tabled: others may have joined by adoption")
            }
            Self::NoSponsors { text } => write!(f, "the record has no sponsors of {text}"),
            Self::NoPositions { decision, modality } => {
                write!(f, "the record has no positions by state on {decision}: it was taken {modality}")
            }
            Self::NoTally { decision, modality } => {
                write!(f, "the record has no tally of {decision}: it was taken {modality}")
            }
            Self::NotVotingUnknown { decision } => write!(
                f,
                "how many members did not vote on {decision} is not known: its counts have no share of the members"
            ),
            Self::MembershipNotEstablished { group, states } => {
                write!(f, "{group}: the dates of membership of {} are not established", states.join(", "))
            }
            Self::MembershipAsListed { groups, list, date } => {
                write!(f, "{groups}: membership is as {list}; for {date} it is not established")
            }
            Self::Coverage { detail } | Self::Note { detail } => f.write_str(detail),
        }
    }
}

/// A source of an answer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Citation {
    /// The decision, document or state it is the source of.
    pub of: String,
    /// The source, by its id in the record.
    pub source: String,
    /// The source's own number or key.
    pub reference: String,
    /// Where to see it.
    pub url: Option<String>,
}
