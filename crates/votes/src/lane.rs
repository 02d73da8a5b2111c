//! Lanes: the four positions a reader expects, and beside them what is not a position.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use travaux_record::{Position, PositionRow};
use travaux_un::set::StateSet;
use travaux_un::state::StateId;

/// Where a state stood on a decision, or why it stood nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Lane {
    /// Voted yes.
    InFavour,
    /// Voted no.
    Against,
    /// Abstained.
    Abstaining,
    /// A member on the day, and cast no vote.
    NotVoting,
    /// A member of which the source has no entry that can be read: illegible, or missing.
    Unreadable,
    /// Not a member on the day, or not on the list of the source.
    NotAMember,
}

impl Lane {
    /// All of them, in the order in which they are printed.
    pub const ALL: [Self; 6] = [
        Self::InFavour,
        Self::Against,
        Self::Abstaining,
        Self::NotVoting,
        Self::Unreadable,
        Self::NotAMember,
    ];

    /// The four that every table shows, even when nobody is in them.
    pub const SHOWN: [Self; 4] = [Self::InFavour, Self::Against, Self::Abstaining, Self::NotVoting];

    /// The lane of a state on a decision.
    pub fn of(row: PositionRow<'_>, state: StateId) -> Self {
        row.of(state).map_or(Self::NotAMember, Self::from)
    }

    /// With what it is on: `in favour of 75/32`, `abstaining on 75/240`.
    pub fn on_text(self, text: &str) -> String {
        match self {
            Self::InFavour => format!("in favour of {text}"),
            Self::Against => format!("against {text}"),
            Self::Unreadable => format!("no readable entry on {text}"),
            Self::NotAMember => format!("not a member for {text}"),
            Self::Abstaining | Self::NotVoting => format!("{} on {text}", self.phrase()),
        }
    }

    /// As a reader of the official record would say it.
    pub const fn phrase(self) -> &'static str {
        match self {
            Self::InFavour => "in favour",
            Self::Against => "against",
            Self::Abstaining => "abstaining",
            Self::NotVoting => "not voting",
            Self::Unreadable => "no readable entry",
            Self::NotAMember => "not a member",
        }
    }

    /// Whether it is a vote.
    pub const fn is_vote(self) -> bool {
        matches!(self, Self::InFavour | Self::Against | Self::Abstaining)
    }

    /// Whether the state was a member.
    pub const fn is_member(self) -> bool {
        !matches!(self, Self::NotAMember)
    }

    pub(crate) const fn index(self) -> usize {
        self as usize
    }

    /// The lane of a byte of [`PositionRow::as_bytes`].
    pub(crate) fn of_byte(byte: u8) -> Self {
        usize::from(byte)
            .checked_sub(1)
            .and_then(|place| Position::ALL.get(place))
            .map_or(Self::NotAMember, |&position| Self::from(position))
    }
}

impl From<Position> for Lane {
    fn from(position: Position) -> Self {
        match position {
            Position::InFavour => Self::InFavour,
            Position::Against => Self::Against,
            Position::Abstaining => Self::Abstaining,
            Position::NotVoting => Self::NotVoting,
            Position::Unreadable => Self::Unreadable,
        }
    }
}

impl std::fmt::Display for Lane {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.phrase())
    }
}

/// How many states, and which, were in a lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LaneCount {
    /// The lane.
    pub lane: Lane,
    /// How many.
    pub n: u16,
    /// Which.
    pub states: StateSet,
}

impl LaneCount {
    /// Sorts some states into lanes: the four that are always shown, the others where somebody is in them.
    pub(crate) fn sort(row: PositionRow<'_>, states: StateSet) -> Vec<Self> {
        let mut lanes = [StateSet::EMPTY; Lane::ALL.len()];
        for state in states {
            lanes[Lane::of(row, state).index()].insert(state);
        }
        Lane::ALL
            .into_iter()
            .map(|lane| Self { lane, n: lanes[lane.index()].len() as u16, states: lanes[lane.index()] })
            .filter(|count| Lane::SHOWN.contains(&count.lane) || count.n > 0)
            .collect()
    }
}
