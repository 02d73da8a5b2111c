//! The one error of this crate, for questions that cannot be answered.

use travaux_un::group::UnknownGroup;
use travaux_un::state::UnknownState;

use crate::lookup::NotFound;
use crate::sets::ExprError;
use crate::words::listed;

/// Why a question cannot be answered.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum VotesError {
    /// The record has no such decision.
    #[error(transparent)]
    NotFound(#[from] NotFound),
    /// The question is about decisions, and none was named.
    #[error("no decision was named")]
    NoDecision,
    /// The question is about positions, and the record has none on the decision.
    #[error("the record has no positions by state on {decision}: it was taken {modality}")]
    NoPositions {
        /// The decision.
        decision: String,
        /// How it was taken, in words.
        modality: &'static str,
    },
    /// The question is about tallies, and none of the decisions has one.
    #[error("{}", no_tally(decisions))]
    NoTally {
        /// The decisions asked about.
        decisions: Vec<String>,
    },
    /// The question is about many decisions, and none of the record is among them.
    #[error("the record has no positions by state on any of these: {selection}")]
    NothingSelected {
        /// What was chosen, in words.
        selection: String,
    },
    /// The question is about several states, and fewer were named.
    #[error("{0}")]
    TooFewStates(String),
    /// The votes cannot have blocs: too few of them divide, or too few states voted.
    #[error("{0}")]
    NoBlocs(String),
    /// The votes are not enough to tell states apart, or the model cannot be fitted to them.
    #[error(transparent)]
    Ideal(#[from] travaux_ideal::IdealError),
    /// No such group.
    #[error(transparent)]
    UnknownGroup(#[from] UnknownGroup),
    /// No such state.
    #[error(transparent)]
    UnknownState(#[from] UnknownState),
    /// The expression cannot be read or evaluated.
    #[error(transparent)]
    Expr(#[from] ExprError),
}

fn no_tally(decisions: &[String]) -> String {
    if decisions.is_empty() {
        return "no decision was named, so there is no tally".to_owned();
    }
    format!("the record has no tally of {}", listed(decisions, "or"))
}
