//! Corrections of ours: what a patch file holds, and readers and the merge apply.

use jiff::civil::Date;
use travaux_record::Position;
use travaux_un::state::StateId;
use travaux_un::symbol::Symbol;

/// One correction.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Patch {
    pub(crate) change: Change,
    pub(crate) reason: String,
    pub(crate) reference: String,
    pub(crate) place: String,
}

/// What is corrected.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Change {
    /// A name in lists of sponsors.
    Name { printed: String, states: Vec<StateId> },
    /// The position cast.
    Cast { decision: String, state: StateId, position: Position },
    /// The position that a state later said it had meant.
    Meant { decision: String, state: StateId, position: Position },
    /// The day or the meeting of a decision.
    When { decision: String, date: Option<Date>, meeting: Option<Symbol> },
}

/// The states that a printed name means by a correction; none for what is no name at all.
pub(crate) fn name_means<'a>(patches: &'a [Patch], name: &str) -> Option<&'a [StateId]> {
    patches.iter().find_map(|patch| match &patch.change {
        Change::Name { printed, states } if printed == name => Some(states.as_slice()),
        _ => None,
    })
}
