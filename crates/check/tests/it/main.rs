//! Tests of the crate against documents of our own, and against real ones where they are at hand.

mod citations;
mod cite;
mod claims;
mod generated;
