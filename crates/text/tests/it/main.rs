//! The integration tests of travaux-text.

mod assembling;
mod openings;
