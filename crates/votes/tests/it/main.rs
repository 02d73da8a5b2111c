//! Tests of the crate, one binary.

mod absences;
mod balances;
mod facts;
mod fixture;
mod lookup;
mod reference;
mod sets;
mod snapshots;
mod sponsorship;
mod states;
