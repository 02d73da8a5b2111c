//! Integration tests.

mod groups;
mod sessions;
mod states;
mod symbols;
