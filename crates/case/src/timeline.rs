//! Processes in time: lanes with sessions, votes and reports; overlaps and hand-overs; what is due when.

mod draw;
mod ics;
mod model;
mod text;

pub use self::draw::figure;
pub use self::ics::ics;
pub use self::model::{Due, Lane, Mark, MarkKind, Overlap, Span, Timeline};
pub use self::text::tables;
