//! Blocs of voters: who votes alike, how many blocs there are, how firm they are, and whether they are more than chance.
//!
//! A table of [`Answers`] goes in, voters by items, each answer no, abstain, yes or missing; [`find`] returns the
//! [`Blocs`] by one of three methods:
//!
//! - [`Method::Network`]: agreement beyond what items alone bring about, and the partition with the greatest
//!   modularity (Louvain with a last round of single moves).
//! - [`Method::Mixture`]: a mixture of normal distributions over places of the voters, the number of blocs by BIC. The
//!   places are ideal points, classical multidimensional scaling of the agreement, or the caller's ([`PlacesFrom`]).
//! - [`Method::LatentClasses`]: classes of voters with their own chances of each answer, by EM with several starts, the
//!   number of classes by BIC.
//!
//! Each is run again on items drawn with replacement, which tells how firm blocs and voters are, and on answers that are
//! shuffled within items, which tells what modularity the agenda alone brings about. The same input and seed give the
//! same blocs. Input that cannot have blocs is refused; what is left out is told.

mod answers;
mod compare;
mod latent;
mod mds;
mod mixture;
mod network;
mod order;
mod points;
mod random;
mod run;
mod similarity;
#[cfg(test)]
mod tests;

pub use answers::{Answer, Answers, BlocError, LeftOut, Why};
pub use compare::{Partition, adjusted_rand, variation_of_information};
pub use mds::{Places, scaled};
pub use network::{Excess, modularity};
pub use order::by_similarity;
pub use random::Random;
pub use run::{
    Bloc, Blocs, Chance, Choice, Firmness, Method, PlacesFrom, Settings, Stability, Verdict, Voter, find,
    find_observed,
};
pub use similarity::Similarity;
