//! Blocs of voters: who votes alike, how many blocs there are, how firm they are, and whether they are more than chance.

mod order;
mod similarity;

pub use order::by_similarity;
pub use similarity::Similarity;
