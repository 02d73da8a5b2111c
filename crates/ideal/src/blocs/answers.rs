//! Answers of voters to items, and what of them can have blocs.

use super::random::Random;
use crate::error::IdealError;

/// What a voter said to an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// Against.
    No,
    /// Neither.
    Abstain,
    /// In favour.
    Yes,
    /// No answer: nothing is concluded from it.
    Missing,
}

impl Answer {
    const fn byte(self) -> u8 {
        match self {
            Self::No => 0,
            Self::Abstain => 1,
            Self::Yes => 2,
            Self::Missing => MISSING,
        }
    }
}

/// The byte of no answer.
pub(super) const MISSING: u8 = 3;

/// Answers of voters to items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answers {
    voters: usize,
    items: usize,
    /// Voter by voter: 0 no, 1 abstain, 2 yes, 3 missing.
    cells: Vec<u8>,
}

/// Why there are no blocs.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BlocError {
    /// Hardly any item divides the voters.
    #[error("blocs need at least {needs} items on which voters differ, and there {}", are(*.left, "such item"))]
    TooFewItems {
        /// How many there are.
        left: usize,
        /// How many are needed.
        needs: usize,
    },
    /// Hardly any voter answered often enough.
    #[error("blocs need at least {needs} voters with enough answers, and there {}", are(*.left, "such voter"))]
    TooFewVoters {
        /// How many there are.
        left: usize,
        /// How many are needed.
        needs: usize,
    },
    /// The places are not one for each voter, or not finite.
    #[error("the places given are not one for each voter, each of the same number of finite coordinates")]
    BadPlaces,
    /// There are no ideal points to be places.
    #[error("the voters have no ideal points: {0}")]
    NoPoints(#[from] IdealError),
}

fn are(n: usize, noun: &str) -> String {
    if n == 1 { format!("is 1 {noun}") } else { format!("are {n} {noun}s") }
}

/// A voter that is in no bloc.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeftOut {
    /// Which.
    pub voter: usize,
    /// To how many of the items it answered.
    pub answers: usize,
    /// Why.
    pub why: Why,
}

/// Why a voter is in no bloc.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It answered to none of the items.
    NoAnswer,
    /// It answered too few of the items.
    FewAnswers,
    /// It has no place.
    NoPlace,
}

/// Fewer items than this divide nobody for certain.
pub(super) const LEAST_ITEMS: usize = 5;
/// Two blocs of two.
pub(super) const LEAST_VOTERS: usize = 4;

impl Answers {
    /// A table in which nobody has answered yet.
    pub fn new(voters: usize, items: usize) -> Self {
        Self { voters, items, cells: vec![MISSING; voters * items] }
    }

    /// How many voters.
    pub fn voters(&self) -> usize {
        self.voters
    }

    /// How many items.
    pub fn items(&self) -> usize {
        self.items
    }

    /// Sets an answer.
    pub fn set(&mut self, voter: usize, item: usize, answer: Answer) {
        self.cells[voter * self.items + item] = answer.byte();
    }

    pub(super) fn row(&self, voter: usize) -> &[u8] {
        &self.cells[voter * self.items..(voter + 1) * self.items]
    }

    pub(super) fn answered(&self, voter: usize) -> usize {
        self.row(voter).iter().filter(|answer| **answer != MISSING).count()
    }

    /// How many gave each answer to an item.
    pub(super) fn counts(&self, item: usize) -> [usize; 3] {
        let mut counts = [0; 4];
        for voter in 0..self.voters {
            counts[usize::from(self.cells[voter * self.items + item])] += 1;
        }
        [counts[0], counts[1], counts[2]]
    }

    fn divides(&self, item: usize) -> bool {
        self.counts(item).iter().filter(|count| **count > 0).count() > 1
    }

    /// These voters and items.
    fn part(&self, voters: &[usize], items: &[usize]) -> Self {
        let row = |voter: &usize| {
            let row = self.row(*voter);
            items.iter().map(|&item| row[item]).collect::<Vec<u8>>()
        };
        Self { voters: voters.len(), items: items.len(), cells: voters.iter().flat_map(row).collect() }
    }

    /// The items that divide, and the voters with at least so many answers to them; with what is left out.
    pub(super) fn sifted(
        &self,
        least_answers: usize,
        placed: impl Fn(usize) -> bool,
    ) -> Result<Sifted, BlocError> {
        let every: Vec<usize> = (0..self.voters).collect();
        let mut items: Vec<usize> = (0..self.items).filter(|item| self.divides(*item)).collect();
        if items.len() < LEAST_ITEMS {
            return Err(BlocError::TooFewItems { left: items.len(), needs: LEAST_ITEMS });
        }
        let dividing = self.part(&every, &items);
        let (mut voters, mut left_out) = (Vec::new(), Vec::new());
        for voter in every {
            let answers = dividing.answered(voter);
            let why = match answers {
                0 => Some(Why::NoAnswer),
                _ if answers < least_answers => Some(Why::FewAnswers),
                _ if !placed(voter) => Some(Why::NoPlace),
                _ => None,
            };
            match why {
                None => voters.push(voter),
                Some(why) => left_out.push(LeftOut { voter, answers, why }),
            }
        }
        if voters.len() < LEAST_VOTERS {
            return Err(BlocError::TooFewVoters { left: voters.len(), needs: LEAST_VOTERS });
        }
        // Among those that are left an item may divide nobody any more.
        let all: Vec<usize> = (0..self.items).collect();
        let kept = self.part(&voters, &all);
        items.retain(|item| kept.divides(*item));
        if items.len() < LEAST_ITEMS {
            return Err(BlocError::TooFewItems { left: items.len(), needs: LEAST_ITEMS });
        }
        let every: Vec<usize> = (0..voters.len()).collect();
        Ok(Sifted { answers: kept.part(&every, &items), voters, items: items.len(), left_out })
    }

    /// As many items, drawn with replacement.
    pub(super) fn resampled(&self, random: &mut Random) -> Self {
        let voters: Vec<usize> = (0..self.voters).collect();
        let items: Vec<usize> = (0..self.items).map(|_| random.below(self.items)).collect();
        self.part(&voters, &items)
    }

    /// The answers to each item shuffled among those that answered it: the agenda and who was there stay, and nothing else.
    pub(super) fn shuffled(&self, random: &mut Random) -> Self {
        let mut other = self.clone();
        for item in 0..self.items {
            let places: Vec<usize> = (0..self.voters)
                .map(|voter| voter * self.items + item)
                .filter(|place| self.cells[*place] != MISSING)
                .collect();
            let mut answers: Vec<u8> = places.iter().map(|place| self.cells[*place]).collect();
            random.shuffle(&mut answers);
            for (place, answer) in places.into_iter().zip(answers) {
                other.cells[place] = answer;
            }
        }
        other
    }
}

/// What of a table can have blocs.
#[derive(Debug)]
pub(super) struct Sifted {
    pub(super) answers: Answers,
    /// The voters that are left, by their places in the whole table.
    pub(super) voters: Vec<usize>,
    pub(super) items: usize,
    pub(super) left_out: Vec<LeftOut>,
}
