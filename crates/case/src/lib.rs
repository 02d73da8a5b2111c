//! Cases: a whole negotiation in one file, and the report made from it.
//!
//! An analyst's unit of work is not one vote but a file: rival lines of resolutions, the processes they create, who
//! sponsors which, how camps move from year to year, what the mandates share, which norms and outside initiatives hang
//! on it.
//!
//! - [`file`](mod@file): the case file, in TOML; what is wrong in it is told with its line, and the rest is used.
//! - [`Case`]: the same, looked up in the record.
//! - [`timeline`]: lanes, sessions, votes, reports; overlaps and hand-overs; what is due when; as text, figure and ICS.
//! - [`report`]: sections composed from answers by rules; no number is typed by hand. HTML, Markdown and Typst, with
//!   numbered notes, BibTeX and CSL-JSON.
//! - [`propose`]: a case file proposed from one symbol.

mod agenda;
pub mod bundled;
mod case;
pub mod cite;
mod cited;
pub mod file;
pub mod propose;
pub mod report;
pub mod timeline;

pub use case::{Case, LineTexts, Pair, ProcessFacts, slug};
