//! The texts themselves: their clauses, how two of them differ, where words came from, what a mandate asks.
//!
//! Knows no file format: readers hand over [`block::Block`]s, [`assemble`] makes clauses of them. Knows no votes.

mod assemble;
pub mod block;
mod document;
pub mod number;
pub mod opening;

pub use assemble::assemble;
pub use document::{Citation, Clause, Document, Footnote, Kind, NoteMark};
