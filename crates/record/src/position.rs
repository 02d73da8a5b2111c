//! The position of a state on a decision, and a decision's positions as one byte a state.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use travaux_un::set::StateSet;
use travaux_un::state::StateId;

use crate::Tally;

/// What a member did when a decision was put to a recorded vote.
///
/// *Not a member* is not a position: it is the absence of one. *Not voting* joins all who were members and did
/// not vote (absent, present and not voting, or without a vote under Article 19 of the Charter); it never means
/// abstaining.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Position {
    /// Voted yes.
    InFavour,
    /// Voted no.
    Against,
    /// Abstained.
    Abstaining,
    /// A member on the day, and cast no vote.
    NotVoting,
    /// A member of which the source has no entry that can be read: illegible, or missing. Counted nowhere.
    Unreadable,
}

impl Position {
    /// All positions, in the order in which they are printed.
    pub const ALL: [Self; 5] =
        [Self::InFavour, Self::Against, Self::Abstaining, Self::NotVoting, Self::Unreadable];

    /// The three that are votes.
    pub const CAST: [Self; 3] = [Self::InFavour, Self::Against, Self::Abstaining];

    /// The word in the record's tables: `in_favour`, `against`, `abstaining`, `not_voting`, `unreadable`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::InFavour => "in_favour",
            Self::Against => "against",
            Self::Abstaining => "abstaining",
            Self::NotVoting => "not_voting",
            Self::Unreadable => "unreadable",
        }
    }

    /// The reverse of [`Position::word`].
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.word() == word)
    }

    /// The Digital Library's letter: Y, N, A, X; `?` for an entry that cannot be read.
    pub const fn letter(self) -> char {
        match self {
            Self::InFavour => 'Y',
            Self::Against => 'N',
            Self::Abstaining => 'A',
            Self::NotVoting => 'X',
            Self::Unreadable => '?',
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
        }
    }

    pub(crate) const fn byte(self) -> u8 {
        self as u8 + 1
    }

    pub(crate) fn from_byte(byte: u8) -> Option<Self> {
        Self::ALL.get(usize::from(byte).checked_sub(1)?).copied()
    }
}

impl std::fmt::Display for Position {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.phrase())
    }
}

/// How many bytes a row of positions has: one for every state there can be.
pub(crate) const ROW: usize = 256;

/// The positions of all states on one decision, owned: what importers fill.
#[derive(Clone, PartialEq, Eq)]
pub struct Positions(Box<[u8; ROW]>);

impl Default for Positions {
    fn default() -> Self {
        Self(Box::new([0; ROW]))
    }
}

impl std::fmt::Debug for Positions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.row().fmt(f)
    }
}

impl Positions {
    /// Sets a state's position and returns the one it had.
    pub fn set(&mut self, state: StateId, position: Position) -> Option<Position> {
        Position::from_byte(std::mem::replace(&mut self.0[state.index()], position.byte()))
    }

    /// Takes a state's position away.
    pub fn clear(&mut self, state: StateId) -> Option<Position> {
        Position::from_byte(std::mem::take(&mut self.0[state.index()]))
    }

    /// The same, to read.
    pub fn row(&self) -> PositionRow<'_> {
        PositionRow(&self.0[..])
    }
}

impl FromIterator<(StateId, Position)> for Positions {
    fn from_iter<I: IntoIterator<Item = (StateId, Position)>>(iter: I) -> Self {
        let mut positions = Self::default();
        for (state, position) in iter {
            positions.set(state, position);
        }
        positions
    }
}

/// The positions of all states on one decision, borrowed from a record: one byte a state, indexed by
/// [`StateId::index`].
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PositionRow<'a>(pub(crate) &'a [u8]);

impl<'a> PositionRow<'a> {
    /// A row in which no state has a position: a decision without a recorded vote.
    pub const EMPTY: PositionRow<'static> = PositionRow(&[0; ROW]);

    /// The position of a state; `None` when it was not a member, or no vote was recorded.
    pub fn of(self, state: StateId) -> Option<Position> {
        Position::from_byte(self.0[state.index()])
    }

    /// Whether no state has a position.
    pub fn is_empty(self) -> bool {
        self.0.iter().all(|&b| b == 0)
    }

    /// The states that took a position.
    pub fn states(self, position: Position) -> StateSet {
        let byte = position.byte();
        self.0
            .iter()
            .enumerate()
            .filter(|&(_, &b)| b == byte)
            .filter_map(|(i, _)| StateId::from_index(i))
            .collect()
    }

    /// The states that have any position: the members on the day, as far as the source names them.
    pub fn members(self) -> StateSet {
        self.iter().map(|(state, _)| state).collect()
    }

    /// Every state with its position, in the order of codes.
    pub fn iter(self) -> impl Iterator<Item = (StateId, Position)> + 'a {
        self.0
            .iter()
            .enumerate()
            .filter_map(|(i, &b)| Some((StateId::from_index(i)?, Position::from_byte(b)?)))
    }

    /// The count of each position.
    pub fn tally(self) -> Tally {
        let mut counts = [0_u16; 6];
        for &byte in self.0 {
            counts[usize::from(byte)] += 1;
        }
        Tally { in_favour: counts[1], against: counts[2], abstaining: counts[3], not_voting: Some(counts[4]) }
    }

    /// The row as bytes, for kernels over many decisions: 0 no position, else the place of the position in
    /// [`Position::ALL`] plus one.
    pub fn as_bytes(self) -> &'a [u8] {
        self.0
    }
}

impl std::fmt::Debug for PositionRow<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_map().entries(self.iter().map(|(s, p)| (s.code(), p.letter()))).finish()
    }
}
