//! The integration tests of travaux-text.

mod alignment;
mod answers;
mod assembling;
mod differences;
mod openings;
mod questions;
mod texts;
