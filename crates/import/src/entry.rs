//! One source's reading of one decision.

use jiff::civil::Date;
use travaux_record::{Decision, Tally};

/// One source's reading of one decision.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The source, by its id.
    pub source: &'static str,
    /// The source's own number or key.
    pub reference: String,
    /// The file.
    pub file: String,
    /// The line of the file, counted from 1.
    pub line: u64,
    /// The date as the source gives it. The decision has it only where it can be the day.
    pub stated_date: Option<Date>,
    /// The symbol as the source writes it.
    pub symbol: String,
    /// What it says. Its `stated` tally is this source's.
    pub decision: Decision,
    /// Whether the source lists those that did not vote. Where it does not, they are the members on the day that
    /// it does not name.
    pub lists_not_voting: bool,
    /// Whether the positions are all those of the vote, not just those a press release names.
    pub complete: bool,
}

impl Entry {
    /// The tally counted from the names; `None` when there are none.
    pub(crate) fn counted(&self) -> Option<Tally> {
        let row = self.decision.positions.row();
        (self.complete && !row.is_empty()).then(|| row.tally())
    }

    pub(crate) fn place(&self) -> String {
        format!("{}:{}", self.file, self.line)
    }
}
