//! The integration tests of the crate, as one binary.

mod firm;
mod fixture;
mod looking_up;
mod proposals;
mod reading;
mod reports;
mod timelines;
mod wording;
mod written;
