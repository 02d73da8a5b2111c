//! The vocabulary everybody at the United Nations speaks: document symbols, sessions and bodies; states with
//! their names, codes and membership through time; groups with dated membership.
//!
//! - [`symbol`]: read, mend, guess, print and order symbols of documents (`A/RES/75/240`), and find them in prose;
//! - [`session`]: sessions of the General Assembly and the days on which they sat; [`body`]: bodies and committees;
//! - [`months`]: their names in English texts;
//! - [`state`]: [`states()`](state::states) by name, by code and by day; [`set`]: sets of them;
//! - [`group`]: [`groups()`](group::groups) of states, and who was in them on a day.
//!
//! ```
//! use jiff::civil::date;
//! use travaux_un::{group::groups, session::Session, state::states, symbol::Symbol};
//!
//! let resolution = Symbol::parse("A/RES/75/240")?;
//! assert_eq!(resolution.session(), Some(Session::Regular(75)));
//!
//! let day = date(2020, 12, 31);
//! let turkey = states().find_on("TURKEY", day)?;
//! assert_eq!(turkey.code(), "TUR");
//! assert!(!groups().find("European Union")?.members_on(day).states.contains(turkey));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! This crate knows no files, no network and no clock. Its tables of facts are compiled in from `data/un`, where every
//! row names its source, and are read when first asked for. What no source says is not there: an answer is then
//! `None`, or says that it is not established.
//!
//! Errors are one type for each thing that is looked up ([`SymbolError`](symbol::SymbolError),
//! [`UnknownState`](state::UnknownState), [`UnknownGroup`](group::UnknownGroup)…); they say what was expected and, where
//! there is something near, what it may have been.

pub mod adoption;
pub mod body;
pub mod group;
pub mod months;
pub mod near;
pub mod number_words;
pub mod session;
pub mod set;
pub mod state;
pub mod symbol;
mod table;
