//! Models of voters and items, usable for any body that votes.

pub mod blocs;
