//! Questions about decisions, positions and sponsors: who stood where, who moved, who was not there, who sponsored.
//!
//! One module a question. Each takes a [`Context`] (the record, and the groups the asker knows) and returns an
//! [`Answer`](travaux_record::Answer): plain data with its method, caveats and sources, which shows itself as
//! tables. Decisions are found as people write them with [`lookup::find`]; sets of states are asked for with
//! the small language of [`sets`].
//!
//! ```no_run
//! use travaux_record::{Record, Tabular};
//! use travaux_votes::{Context, Lane, compare, evaluate_text, find};
//!
//! let record = Record::bundled();
//! let context = Context::new(&record);
//! let (one, other) = (find(&record, "75/32")?.decision, find(&record, "75/240")?.decision);
//! let answer = compare(context, one, other)?;
//! assert_eq!(answer.value.n(Lane::InFavour, Lane::Against), 49);
//! for table in answer.tables() {
//!     println!("{}: {} rows", table.title, table.rows.len());
//! }
//! assert_eq!(evaluate_text(context, "absent(75/240) & in_favour(73/27)")?.value.n, 19);
//! # Ok::<(), travaux_votes::VotesError>(())
//! ```
//!
//! Positions are as cast; *not voting* is never counted as abstaining, and *not a member* is a lane of its own.
//! Every count stands beside its base.

pub mod absent;
pub mod agreement;
pub mod balance;
pub mod blocs;
pub mod cohesion;
pub mod compare;
mod error;
pub mod firmness;
pub mod flat;
mod headline;
pub mod ideal;
mod lane;
pub mod lookup;
mod matrix;
pub mod poles;
mod provenance;
pub mod selection;
pub mod series;
pub mod sets;
pub mod shift;
pub mod show;
pub mod sponsors;
pub mod state;
pub mod status;
pub mod words;

pub use absent::absent;
pub use agreement::agreement;
pub use balance::balance;
pub use blocs::{blocs, blocs_observed};
pub use cohesion::cohesion;
pub use compare::compare;
pub use error::VotesError;
pub use firmness::firmness;
pub use headline::{Headline, Share};
pub use ideal::{ideal, ideal_kept};
pub use lane::{Lane, LaneCount};
pub use lookup::{Found, NotFound, find, find_all};
pub use poles::{Stand, poles};
pub use provenance::{citations, record_through};
pub use selection::Selection;
pub use series::series;
pub use sets::{Expr, evaluate, evaluate_on, evaluate_text};
pub use shift::shift;
pub use show::show;
pub use sponsors::sponsors;
pub use state::state;
pub use status::status;

use travaux_record::Record;
use travaux_un::group::{Group, GroupKind, Groups, UnknownGroup, groups};

/// What a question is asked of.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The record.
    pub record: &'a Record,
    /// The groups of states the asker knows: those of the crate `un`, and the asker's own.
    pub groups: &'a Groups,
}

impl<'a> Context<'a> {
    /// A record with the groups that everybody knows.
    pub fn new(record: &'a Record) -> Self {
        Self { record, groups: groups() }
    }

    /// A record with these groups.
    pub fn with_groups(record: &'a Record, groups: &'a Groups) -> Self {
        Self { record, groups }
    }

    /// The groups of these codes or names; with none, the five regional groups.
    pub(crate) fn groups_or_regional(&self, names: &[&str]) -> Result<Vec<&'a Group>, UnknownGroup> {
        if names.is_empty() {
            return Ok(self.groups.iter().filter(|group| group.kind() == GroupKind::Regional).collect());
        }
        names.iter().map(|name| self.groups.find(name)).collect()
    }
}
