//! Sets of states: 32 bytes, copied freely, iterated in the order of the codes.

use std::fmt;
use std::iter::FusedIterator;
use std::ops::{BitAnd, BitAndAssign, BitOr, BitOrAssign, Sub, SubAssign};

use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::state::{StateId, states};

/// A set of states.
///
/// ```
/// use travaux_un::set::StateSet;
/// use travaux_un::state::states;
///
/// let nordic: StateSet = ["Denmark", "Finland", "Iceland", "Norway", "Sweden"]
///     .iter()
///     .filter_map(|name| states().find(name).ok())
///     .collect();
/// assert_eq!(nordic.len(), 5);
/// assert_eq!(nordic.to_string(), "DNK FIN ISL NOR SWE");
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StateSet([u64; 4]);

impl StateSet {
    /// The set without a state.
    pub const EMPTY: Self = Self([0; 4]);

    /// The set without a state.
    pub const fn new() -> Self {
        Self::EMPTY
    }

    /// Adds a state; true if it was not there.
    pub const fn insert(&mut self, state: StateId) -> bool {
        let (word, bit) = place(state);
        let new = self.0[word] & bit == 0;
        self.0[word] |= bit;
        new
    }

    /// Takes a state out; true if it was there.
    pub const fn remove(&mut self, state: StateId) -> bool {
        let (word, bit) = place(state);
        let there = self.0[word] & bit != 0;
        self.0[word] &= !bit;
        there
    }

    /// Whether the state is in the set.
    pub const fn contains(&self, state: StateId) -> bool {
        let (word, bit) = place(state);
        self.0[word] & bit != 0
    }

    /// How many states are in the set.
    pub const fn len(&self) -> usize {
        (self.0[0].count_ones() + self.0[1].count_ones() + self.0[2].count_ones() + self.0[3].count_ones())
            as usize
    }

    /// Whether no state is in the set.
    pub const fn is_empty(&self) -> bool {
        self.0[0] | self.0[1] | self.0[2] | self.0[3] == 0
    }

    /// Whether every state of this set is in `other`.
    pub fn is_subset(&self, other: &Self) -> bool {
        (*self - *other).is_empty()
    }

    /// The states in either set; also written `a | b`.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        self | other
    }

    /// The states in both sets; also written `a & b`.
    #[must_use]
    pub fn intersection(self, other: Self) -> Self {
        self & other
    }

    /// The states in this set and not in the other; also written `a - b`.
    #[must_use]
    pub const fn difference(self, other: Self) -> Self {
        let (mine, theirs) = (self.0, other.0);
        Self([mine[0] & !theirs[0], mine[1] & !theirs[1], mine[2] & !theirs[2], mine[3] & !theirs[3]])
    }

    /// The states, in the order of their codes.
    pub const fn iter(&self) -> Iter {
        Iter { words: self.0, word: 0 }
    }
}

const fn place(state: StateId) -> (usize, u64) {
    let index = state.index();
    (index / 64, 1 << (index % 64))
}

impl fmt::Debug for StateSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter().map(StateId::code)).finish()
    }
}

/// The codes, with a blank between them.
impl fmt::Display for StateSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, state) in self.iter().enumerate() {
            if place > 0 {
                f.write_str(" ")?;
            }
            f.write_str(state.code())?;
        }
        Ok(())
    }
}

impl BitOr for StateSet {
    type Output = Self;
    fn bitor(mut self, other: Self) -> Self {
        self |= other;
        self
    }
}

impl BitOrAssign for StateSet {
    fn bitor_assign(&mut self, other: Self) {
        for (mine, theirs) in self.0.iter_mut().zip(other.0) {
            *mine |= theirs;
        }
    }
}

impl BitAnd for StateSet {
    type Output = Self;
    fn bitand(mut self, other: Self) -> Self {
        self &= other;
        self
    }
}

impl BitAndAssign for StateSet {
    fn bitand_assign(&mut self, other: Self) {
        for (mine, theirs) in self.0.iter_mut().zip(other.0) {
            *mine &= theirs;
        }
    }
}

impl Sub for StateSet {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self.difference(other)
    }
}

impl SubAssign for StateSet {
    fn sub_assign(&mut self, other: Self) {
        *self = self.difference(other);
    }
}

impl FromIterator<StateId> for StateSet {
    fn from_iter<I: IntoIterator<Item = StateId>>(states: I) -> Self {
        let mut set = Self::EMPTY;
        set.extend(states);
        set
    }
}

impl Extend<StateId> for StateSet {
    fn extend<I: IntoIterator<Item = StateId>>(&mut self, states: I) {
        for state in states {
            self.insert(state);
        }
    }
}

impl IntoIterator for StateSet {
    type Item = StateId;
    type IntoIter = Iter;
    fn into_iter(self) -> Iter {
        self.iter()
    }
}

impl IntoIterator for &StateSet {
    type Item = StateId;
    type IntoIter = Iter;
    fn into_iter(self) -> Iter {
        self.iter()
    }
}

/// The states of a [`StateSet`], in the order of their codes.
#[derive(Debug, Clone)]
pub struct Iter {
    words: [u64; 4],
    word: usize,
}

impl Iterator for Iter {
    type Item = StateId;

    fn next(&mut self) -> Option<StateId> {
        while let Some(word) = self.words.get_mut(self.word) {
            if *word != 0 {
                let bit = word.trailing_zeros() as usize;
                *word &= *word - 1;
                return StateId::from_index(self.word * 64 + bit);
            }
            self.word += 1;
        }
        None
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = StateSet(self.words).len();
        (left, Some(left))
    }
}

impl ExactSizeIterator for Iter {}
impl FusedIterator for Iter {}

/// A list of codes.
impl Serialize for StateSet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

/// A list of codes.
impl<'de> Deserialize<'de> for StateSet {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Codes;
        impl<'de> Visitor<'de> for Codes {
            type Value = StateSet;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "a list of codes of states, of which there are {}", states().len())
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut codes: A) -> Result<StateSet, A::Error> {
                let mut set = StateSet::EMPTY;
                while let Some(state) = codes.next_element()? {
                    set.insert(state);
                }
                Ok(set)
            }
        }
        deserializer.deserialize_seq(Codes)
    }
}

impl schemars::JsonSchema for StateSet {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "StateSet".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A set of states, as a list of their codes in alphabetical order.",
            "type": "array",
            "items": generator.subschema_for::<StateId>(),
            "uniqueItems": true,
        })
    }
}
