//! The integration tests of travaux-text.

mod answers;
mod alignment;
mod assembling;
mod differences;
mod openings;
mod questions;
mod texts;
