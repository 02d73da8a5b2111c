//! Tests of the crate, one binary.

mod absences;
mod agreement;
mod balances;
mod blocs;
mod cohesion;
mod facts;
mod fixture;
mod ideal;
mod lookup;
mod poles;
mod reference;
mod sets;
mod snapshots;
mod sponsorship;
mod states;
