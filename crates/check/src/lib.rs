//! Is what they wrote true? Citations and claims in a document of a user, verified against the record.
//!
//! A document comes as a [`Manuscript`](travaux_import::Manuscript): its words in one string, with the place in the file
//! of each. [`citation`] finds what it cites.

pub mod citation;

pub use citation::{Citation, Form, citations};
