//! Is what they wrote true? Citations and claims in a document of a user, verified against the record.
//!
//! A document comes as a [`Manuscript`](travaux_import::Manuscript): its words in one string, with the place in the file of each. [`citation`] finds what it
//! cites; what it cites becomes the subjects that sentences speak of; each kind of claim is a module that recognises it in a sentence,
//! binds it to a subject and judges it. A claim is a query: each finding shows the expression or the command that answers it.
//! [`cite`](mod@cite) writes correct citations.

mod checked;
pub mod citation;
pub mod cite;
mod claim;
mod extract;
mod finding;
mod fix;
mod prose;
pub mod render;
mod said_days;
mod sentence;
mod sidecar;
mod subject;

pub use checked::{Checked, Cited, check, proposals};
pub use citation::{Citation, Damaged, Form, citations, citations_in, cited, cited_in};
pub use extract::Proposal;
pub use finding::{Finding, Fix, Kind, Verdict};
pub use fix::Mending;
pub use said_days::said_days;
pub use sidecar::{OwnClaim, Sidecar, Skip};
