//! The texts themselves: their clauses, how two of them differ, where words came from, what a mandate asks.
//!
//! Knows no file format: readers hand over [`block::Block`]s, [`assemble`] makes clauses of them. Knows no votes.

pub mod align;
mod assemble;
pub mod block;
pub mod difference;
pub mod mandate;
pub mod number;
pub mod opening;
mod processors;
pub mod questions;
pub mod render;
pub mod reuse;
pub mod search;
pub mod words;

pub use assemble::assemble;
pub use travaux_record::texts::{Citation, Clause, Document, Footnote, Kind, NoteMark};
