//! The vocabulary everybody at the United Nations speaks: document symbols, sessions and bodies; states with
//! their names, codes and membership through time; groups with dated membership.
//!
//! This crate knows no files, no network and no clock: its tables of facts are compiled in from `data/un`.

pub mod body;
pub mod group;
pub mod session;
pub mod set;
pub mod state;
pub mod symbol;
mod table;
