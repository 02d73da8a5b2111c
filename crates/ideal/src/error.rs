//! What is refused, and what is only warned of.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::kept::KeepError;

/// Why votes were not taken or a model not fitted. Each message says what can be done.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum IdealError {
    /// The number of ordered answers is not between 2 and 5.
    #[error("{0} ordered answers; between 2 and 5 can be modelled: join answers that mean the same")]
    Answers(usize),
    /// An answer that is not one of the scale's.
    #[error(
        "unknown answer `{answer}`; the answers are {known}: leave out a vote that is none of them, or map it first"
    )]
    UnknownAnswer {
        /// The answer as it was given.
        answer: String,
        /// The answers of the scale, low to high.
        known: String,
    },
    /// A number that was not given out by this builder.
    #[error("there is no {kind} number {number}; use the numbers that the builder returned")]
    UnknownNumber {
        /// `voter`, `item` or `answer`.
        kind: &'static str,
        /// The number.
        number: u32,
    },
    /// Two votes of one voter on one item.
    #[error("`{voter}` has more than one vote on `{item}`; keep one of them")]
    DuplicateVote {
        /// The voter.
        voter: String,
        /// The item.
        item: String,
    },
    /// More votes than the builder may take.
    #[error(
        "more than {limit} votes; raise the limit with `VotesBuilder::limit` if there is memory (about 9 bytes a vote), or split the record"
    )]
    TooManyVotes {
        /// The limit.
        limit: usize,
    },
    /// More voters or items than there are numbers.
    #[error("more than {limit} {kind}; split the record")]
    TooMany {
        /// `voters`, `items` or `positions`.
        kind: &'static str,
        /// The limit.
        limit: usize,
    },
    /// No votes at all.
    #[error("there are no votes; add some before building")]
    NoVotes,
    /// Every item has the same answer from all who voted.
    #[error(
        "no item has two different answers, so nothing tells voters apart; add items that were contested"
    )]
    NothingVaries,
    /// Fewer than two voters on contested items.
    #[error("only {0} voter(s) voted on contested items; at least 2 are needed")]
    TooFewVoters(usize),
    /// Dimensions other than 1, 2 or 3.
    #[error("{0} dimensions; 1, 2 or 3 can be fitted")]
    Dimensions(usize),
    /// A setting out of its range.
    #[error("{setting} is {value}; it must be {must}")]
    Setting {
        /// Its name.
        setting: &'static str,
        /// As it was given.
        value: String,
        /// What it must be.
        must: &'static str,
    },
    /// An anchor that names nobody.
    #[error("no voter is named `{0}`; an anchor must be a voter with votes on contested items")]
    UnknownAnchor(String),
    /// A saved state that is of other votes or another model.
    #[error(
        "the saved state has {found} {what} and these votes and model need {needed}; continue with the votes and model it was saved with"
    )]
    OtherState {
        /// What was counted.
        what: &'static str,
        /// How many the state has.
        found: usize,
        /// How many are needed.
        needed: usize,
    },
    /// A run could not be kept, or gone on with.
    #[error(transparent)]
    Keep(#[from] KeepError),
}

/// What a reader of the result must know. Nothing here stops a fit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "warning", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Warning {
    /// Items on which all who voted gave one answer: carried, not fitted, and without influence.
    Unanimous {
        /// How many items.
        items: usize,
    },
    /// Positions that rest on few votes of contested items: mostly the prior, with intervals to match.
    FewVotes {
        /// Positions that rest on fewer than this.
        fewer_than: u32,
        /// How many positions.
        positions: usize,
        /// Some of the voters.
        examples: Vec<String>,
    },
    /// Groups of voters that no chain of common items joins: positions of different groups cannot be compared. Fit
    /// them apart, or add bridges.
    Separated {
        /// How many groups.
        groups: usize,
        /// One voter of each of the first groups.
        examples: Vec<String>,
    },
    /// Few voters: intervals lean on normal approximations that want more. Use `gibbs`.
    FewVoters {
        /// How many.
        voters: usize,
    },
    /// The largest change of a position in the last iteration was still above the tolerance: raise the iterations.
    NotConverged {
        /// The change, in standard deviations of all positions.
        change: f64,
    },
    /// The chains do not agree yet, or have moved too little: run more sweeps.
    NotMixed {
        /// Positions with R-hat of 1.01 or more, or a bulk effective sample size below 400.
        positions: usize,
        /// The largest R-hat.
        r_hat: f64,
        /// The smallest bulk effective sample size.
        ess: f64,
    },
    /// The observer asked to stop; what was done is kept, and can be continued.
    Stopped {
        /// Iterations or sweeps done.
        after: u32,
    },
    /// The run was stopped before the intervals were widened until they cover: they are too short.
    NotCalibrated,
    /// The variance of the walk reached the end of its range: positions hardly move, or are hardly tied together.
    WalkAtBound {
        /// Where it stands.
        variance: f64,
    },
}
