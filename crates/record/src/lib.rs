//! What happened at the United Nations: decisions, the positions of states on them, who sponsored which text,
//! the documents, and which source says so.
//!
//! * [`Record`] is what analyses read: columnar, immutable, in memory; the bundled record, the user's, or both.
//! * [`RecordBuilder`] is what importers fill: it takes [`Decision`]s and the rest, checks that they hang
//!   together, and writes a [`snapshot`]: a folder of Parquet tables with a manifest.
//! * [`Answer`] is the one thing every analysis returns, [`Diagnostic`] the one way a reader says what was wrong.
//!
//! This crate knows nothing of the formats of sources and nothing of analyses.

mod answer;
mod builder;
mod bundled;
mod column;
mod decision;
mod decision_ref;
mod diagnostic;
mod document;
mod error;
mod keyed_rows;
mod layer;
mod lazy_table;
mod manifest;
mod position;
mod record;
mod rows;
pub mod snapshot;
mod source;
mod sponsorship;
mod table;
mod tables;
pub mod texts;

pub use answer::{Answer, Caveat, Citation, Method};
pub use builder::RecordBuilder;
pub use column::{Column, ColumnData, Effort, ParquetTable, ParquetWriter, days_since_1970};
pub use decision::{
    Decision, DecisionId, Modality, NotATally, Outcome, Question, QuestionKind, Stage, Tally,
};
pub use decision_ref::DecisionRef;
pub use diagnostic::{Diagnostic, Diagnostics, Place, Severity};
pub use document::{Document, SponsorList};
pub use error::RecordError;
pub use position::{Position, PositionRow, Positions};
pub use record::{DecisionNo, Record};
pub use source::{FailedGate, Gate, Reading, Source, Variant};
pub use sponsorship::{Sponsor, SponsorEvent, Sponsorship};
pub use table::{Cell, Table, Tabular};
