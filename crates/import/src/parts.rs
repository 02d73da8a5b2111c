//! Halves of roll calls: votes in one file, what they are on in another.

use std::collections::BTreeMap;

use travaux_record::Positions;

use crate::entry::Entry;

/// Voeten's votes and roll calls until both are there.
#[derive(Debug, Default)]
pub(crate) struct VoetenParts {
    pub(crate) roll_calls: BTreeMap<u32, Entry>,
    /// Votes by number of the roll call: state's code in the data and the vote, with file and line of the first.
    pub(crate) votes: BTreeMap<u32, VoetenVotes>,
}

/// The votes of one roll call.
#[derive(Debug, Default)]
pub(crate) struct VoetenVotes {
    pub(crate) file: String,
    pub(crate) line: u64,
    pub(crate) cells: Vec<(u16, [u8; 3], u8)>,
}

/// Committee roll calls and votes until both are there.
#[derive(Debug, Default)]
pub(crate) struct CommitteeParts {
    pub(crate) roll_calls: BTreeMap<String, Entry>,
    /// By column: the file they are in, and the votes.
    pub(crate) votes: BTreeMap<String, (String, Positions)>,
}
