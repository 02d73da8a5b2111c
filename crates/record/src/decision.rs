//! Decisions: acts of a body on a text.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use travaux_un::body::{Body, Committee};
use travaux_un::session::Session;
use travaux_un::state::StateId;
use travaux_un::symbol::Symbol;

use crate::{Position, Positions};

/// The name of a decision, the same in every record that has it.
///
/// * `A/RES/75/240`: the vote in plenary on the whole text adopted under that symbol.
/// * `A/C.1/75/L.8/Rev.1`: the vote in committee on the whole draft.
/// * `A/RES/70/24 OP3`, `A/C.1/75/L.8/Rev.1 PP10`: the vote on a part of it.
/// * `voeten:5666`: a vote that only one source has and whose text it does not name for certain, by that
///   source's own number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct DecisionId(String);

impl DecisionId {
    /// The vote on a text, or on a part of it.
    pub fn of_text(text: &Symbol, question: &Question) -> Self {
        match (&question.kind, &question.label) {
            (QuestionKind::Whole, _) => Self(text.to_string()),
            (_, Some(label)) => Self(format!("{text} {label}")),
            (kind, None) => Self(format!("{text} {}", kind.word())),
        }
    }

    /// A vote known by a source's own number only.
    pub fn of_source(source: &str, reference: &str) -> Self {
        Self(format!("{source}:{reference}"))
    }

    /// The same decision's next row, for a source that has two where nothing tells them apart.
    #[must_use]
    pub fn numbered(&self, n: usize) -> Self {
        Self(format!("{} ({n})", self.0))
    }

    /// As written in the tables.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for DecisionId {
    fn from(id: &str) -> Self {
        Self(id.to_owned())
    }
}

impl fmt::Display for DecisionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where a decision was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// In the plenary of the body.
    Plenary,
    /// In one of its committees.
    Committee(Committee),
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plenary => f.write_str("plenary"),
            Self::Committee(committee) => committee.fmt(f),
        }
    }
}

/// What kind of thing was put to the vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    /// The text as a whole.
    Whole,
    /// One or several of its paragraphs.
    Paragraph,
    /// An amendment to it.
    Amendment,
    /// A motion: for division, for no action, to adjourn.
    Motion,
    /// A ruling of the chair.
    Ruling,
    /// The source does not say.
    Unspecified,
}

impl QuestionKind {
    const ALL: [Self; 6] =
        [Self::Whole, Self::Paragraph, Self::Amendment, Self::Motion, Self::Ruling, Self::Unspecified];

    /// The word in the record's tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Paragraph => "paragraph",
            Self::Amendment => "amendment",
            Self::Motion => "motion",
            Self::Ruling => "ruling",
            Self::Unspecified => "unspecified",
        }
    }

    /// The reverse of [`QuestionKind::word`].
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.word() == word)
    }
}

/// What was put to the vote.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Question {
    /// Its kind.
    pub kind: QuestionKind,
    /// Which: `PP10`, `OP1`, the symbol of an amendment, the name of a motion; as far as it is known.
    pub label: Option<String>,
}

impl Question {
    /// The text as a whole.
    pub const WHOLE: Self = Self { kind: QuestionKind::Whole, label: None };

    /// A question of a kind, with the label when there is one.
    pub fn new(kind: QuestionKind, label: Option<&str>) -> Self {
        Self { kind, label: label.filter(|l| !l.is_empty()).map(str::to_owned) }
    }

    /// Whether the text was put as a whole.
    pub fn is_whole(&self) -> bool {
        self.kind == QuestionKind::Whole
    }
}

impl fmt::Display for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.kind, &self.label) {
            (QuestionKind::Whole, _) => f.write_str("the text as a whole"),
            (QuestionKind::Unspecified, None) => f.write_str("question not specified"),
            (QuestionKind::Paragraph | QuestionKind::Unspecified, Some(label)) => f.write_str(label),
            (kind, Some(label)) => write!(f, "{}: {label}", kind.word()),
            (QuestionKind::Paragraph, None) => f.write_str("a paragraph"),
            (QuestionKind::Amendment, None) => f.write_str("an amendment"),
            (QuestionKind::Motion, None) => f.write_str("a motion"),
            (QuestionKind::Ruling, None) => f.write_str("a ruling of the chair"),
        }
    }
}

/// How a decision was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Modality {
    /// A recorded vote: the record names the states.
    RecordedVote,
    /// A vote of which only totals are on record, or of which the source at hand has no names.
    TotalsOnly,
    /// A vote that was not recorded by state; the source gives no totals either.
    NonRecordedVote,
    /// Without a vote. That is not unanimity: no one was asked.
    WithoutVote,
    /// The source does not say.
    Unknown,
}

impl Modality {
    const ALL: [Self; 5] =
        [Self::RecordedVote, Self::TotalsOnly, Self::NonRecordedVote, Self::WithoutVote, Self::Unknown];

    /// The word in the record's tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::RecordedVote => "recorded_vote",
            Self::TotalsOnly => "totals_only",
            Self::NonRecordedVote => "non_recorded_vote",
            Self::WithoutVote => "without_vote",
            Self::Unknown => "unknown",
        }
    }

    /// The reverse of [`Modality::word`].
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|m| m.word() == word)
    }

    /// As a reader of the official record would say it.
    pub const fn phrase(self) -> &'static str {
        match self {
            Self::RecordedVote => "by a recorded vote",
            Self::TotalsOnly => "by a vote of which the record has totals only",
            Self::NonRecordedVote => "by a vote that was not recorded by state",
            Self::WithoutVote => "without a vote",
            Self::Unknown => "in a way the sources do not say",
        }
    }
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Adopted.
    Adopted,
    /// Not adopted.
    NotAdopted,
    /// The source does not say. (More votes in favour than against do not settle it: some questions need two
    /// thirds, Charter Article 18.)
    Unknown,
}

impl Outcome {
    const ALL: [Self; 3] = [Self::Adopted, Self::NotAdopted, Self::Unknown];

    /// The word in the record's tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Adopted => "adopted",
            Self::NotAdopted => "not_adopted",
            Self::Unknown => "unknown",
        }
    }

    /// The reverse of [`Outcome::word`].
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|o| o.word() == word)
    }
}

/// A count of votes, printed in the order of the press: in favour, against, abstaining.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
pub struct Tally {
    /// Votes in favour.
    pub in_favour: u16,
    /// Votes against.
    pub against: u16,
    /// Abstentions.
    pub abstaining: u16,
    /// Members that did not vote; `None` where the source does not say.
    pub not_voting: Option<u16>,
}

impl Tally {
    /// A tally without a number of members not voting.
    pub const fn new(in_favour: u16, against: u16, abstaining: u16) -> Self {
        Self { in_favour, against, abstaining, not_voting: None }
    }

    /// Those that voted: in favour, against or abstaining.
    pub fn voting(self) -> u16 {
        self.in_favour + self.against + self.abstaining
    }

    /// Members on the day, where the number of those not voting is known.
    pub fn members(self) -> Option<u16> {
        self.not_voting.map(|n| n + self.voting())
    }

    /// The count of one position; `None` where the source does not say how many did not vote, and for entries that
    /// cannot be read, which no tally counts.
    pub fn of(self, position: Position) -> Option<u16> {
        match position {
            Position::InFavour => Some(self.in_favour),
            Position::Against => Some(self.against),
            Position::Abstaining => Some(self.abstaining),
            Position::NotVoting => self.not_voting,
            Position::Unreadable => None,
        }
    }

    /// Whether votes in favour, against and abstentions are the same.
    pub fn same_votes(self, other: Self) -> bool {
        (self.in_favour, self.against, self.abstaining) == (other.in_favour, other.against, other.abstaining)
    }
}

impl fmt::Display for Tally {
    /// `119-46-14`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}-{}", self.in_favour, self.against, self.abstaining)
    }
}

/// A tally that is not three numbers with hyphens between.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a tally: {0:?} (a tally looks like 119-46-14)")]
pub struct NotATally(String);

impl FromStr for Tally {
    type Err = NotATally;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let mut parts = s.split('-').map(|p| p.trim().parse::<u16>().ok());
        match (parts.next().flatten(), parts.next().flatten(), parts.next().flatten(), parts.next()) {
            (Some(in_favour), Some(against), Some(abstaining), None) => {
                Ok(Self::new(in_favour, against, abstaining))
            }
            _ => Err(NotATally(s.to_owned())),
        }
    }
}

/// A decision, owned: what importers make. Analyses read a [`DecisionRef`](crate::DecisionRef).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Its name.
    pub id: DecisionId,
    /// The body that took it.
    pub body: Body,
    /// The session of the body.
    pub session: Option<Session>,
    /// In plenary or in committee.
    pub stage: Stage,
    /// What was put to the vote.
    pub question: Question,
    /// The text: the resolution or decision adopted, or the draft where it was put in committee or failed.
    pub text: Option<Symbol>,
    /// The drafts it was adopted from, with their addenda.
    pub drafts: Vec<Symbol>,
    /// The committee's report, with the paragraph: `A/75/394, para. 17`.
    pub reports: Vec<String>,
    /// Drafts that amended it before adoption.
    pub amended_by: Vec<Symbol>,
    /// The record of the meeting.
    pub meeting: Option<Symbol>,
    /// The day it was taken.
    pub date: Option<Date>,
    /// How it was taken.
    pub modality: Modality,
    /// What came of it.
    pub outcome: Outcome,
    /// The title of the text.
    pub title: String,
    /// The committee that the item was allocated to, when the decision itself was taken in plenary.
    pub committee: Option<Committee>,
    /// Agenda items as the source prints them.
    pub agenda: Vec<String>,
    /// Subject headings of the library's thesaurus.
    pub subjects: Vec<String>,
    /// Issue codes of the academic data set: `me`, `nu`, `di`, `hr`, `co`, `ec`.
    pub issues: Vec<String>,
    /// Whether the United States Department of State named it an important vote; `None` where not known.
    pub important: Option<bool>,
    /// The tally as the best source states it (not as counted from the names).
    pub stated: Option<Tally>,
    /// The position of every member; empty unless the vote was recorded.
    pub positions: Positions,
    /// Positions as states later said they had meant them ("subsequently informed…"). The vote as cast stands.
    pub corrected: Vec<(StateId, Position)>,
}

impl Decision {
    /// A decision of which only the name, the body and what was put are known yet.
    pub fn new(id: DecisionId, body: Body, stage: Stage, question: Question) -> Self {
        Self {
            id,
            body,
            session: None,
            stage,
            question,
            text: None,
            drafts: Vec::new(),
            reports: Vec::new(),
            amended_by: Vec::new(),
            meeting: None,
            date: None,
            modality: Modality::Unknown,
            outcome: Outcome::Unknown,
            title: String::new(),
            committee: None,
            agenda: Vec::new(),
            subjects: Vec::new(),
            issues: Vec::new(),
            important: None,
            stated: None,
            positions: Positions::default(),
            corrected: Vec::new(),
        }
    }
}
