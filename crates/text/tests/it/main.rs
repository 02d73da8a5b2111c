//! The integration tests of travaux-text.

mod assembling;
mod differences;
mod openings;
mod questions;
mod texts;
