//! Ideal points: where voters stand, from how they voted.
//!
//! This crate knows voters, items, periods and ordered answers, and nothing else: it is as fit for a parliament or a
//! court as for an assembly of states. A vote that was not cast is no vote; an abstention is an answer between no and yes
//! if the scale says so.
//!
//! ```
//! use travaux_ideal::{EmSettings, Flow, Model, VotesBuilder, em};
//!
//! let mut votes = VotesBuilder::new(&["no", "abstain", "yes"])?;
//! // Three items in each of two periods, five voters, who mostly stand on one line.
//! let cast = ["yyyan", "yyann", "yynnn", "nnnyy", "yyyyn", "yaann"];
//! for (number, answers) in cast.iter().enumerate() {
//!     let item = votes.item(&format!("item {number}"), 2020 + number as i32 / 3)?;
//!     for (voter, answer) in ["Ada", "Ben", "Cleo", "Dan", "Eve"].iter().zip(answers.chars()) {
//!         let voter = votes.voter(voter)?;
//!         let answer = match answer { 'y' => "yes", 'a' => "abstain", _ => "no" };
//!         votes.vote(item, voter, answer)?;
//!     }
//! }
//! let votes = votes.build()?;
//! let model = Model::dynamic().anchor(0, "Ada");
//! let fit = em::fit(&votes, &model, &EmSettings::default(), &mut |_| Flow::Continue)?;
//! let (ada, eve) = (&fit.positions[0], &fit.positions[4]);
//! assert!(ada.mean[0] > eve.mean[0]);
//! // Few voters and few votes: the fit says so, and its intervals are wide.
//! assert!(!fit.warnings.is_empty() && ada.high[0] - ada.low[0] > 1.0);
//! # Ok::<(), travaux_ideal::IdealError>(())
//! ```
//!
//! # The model
//!
//! Voter i in period t answers item j by where the latent `β_j · θ_it + ε` falls among the item's ordered cut points:
//! ordinal probit, with two answers the binary probit of Clinton, Jackman and Rivers (2004), with three that of Bailey,
//! Strezhnev and Voeten (2017). Positions are fixed or walk ([`Walk`]), in 1 to 3 dimensions; items with the same text are
//! one ([`VotesBuilder::bridge`]) and tie periods together. [`Model`] states the priors.
//!
//! Location, scale, direction and sign are not in the votes. They are set by [`Scale`] and [`Anchor`]. What the votes
//! do not say either is whether the distance between voters in one period is as long as in a period far away: only the walk and
//! bridges say so, and intervals of a dynamic fit have that uncertainty in them.
//!
//! # The engines
//!
//! [`em`] takes seconds and gives normal intervals; [`gibbs`] draws from the posterior and says whether the draws
//! suffice ([`diagnostics`]). Both give the same bytes for the same votes and seed, whatever the number of threads. Both report to
//! an observer that can stop them, and keep what is done; [`kept`] goes on with draws that were stopped.
//!
//! [`Fit::probabilities`] predicts; [`neighbours`] predicts without a model; [`blend`] joins predictions.
//! [`simulate`] draws votes of which the truth is known. How fast, how near to published estimates and how honest the intervals are is
//! measured by `benches`, and its README has the figures.
//!
//! # Bad input
//!
//! What cannot be fitted is refused with an [`IdealError`] that says what to do. What can be fitted, but not taken at
//! its face, is a [`Warning`] in the fit: unanimous items, positions on few votes, groups that nothing joins, chains
//! that have not mixed. No number that comes out is NaN.

#![expect(
    clippy::needless_range_loop,
    clippy::many_single_char_names,
    reason = "small matrices are read by their indices and letters, as in the papers"
)]

pub mod blend;
pub mod blocs;
pub mod diagnostics;
pub mod em;
mod error;
mod fit;
pub mod gibbs;
pub mod kept;
mod kernel;
mod model;
pub mod neighbours;
mod normal;
mod paths;
mod plan;
mod predict;
mod report;
mod rng;
pub mod simulate;
mod small;
mod start;
#[cfg(test)]
mod vectors;
mod votes;

pub use em::EmSettings;
pub use error::{IdealError, Warning};
pub use fit::{Engine, Fit, Flow, Item, Position, Progress};
pub use gibbs::{GibbsSettings, Sample};
pub use model::{Anchor, Model, Scale, Walk};
pub use votes::{Stand, Votes, VotesBuilder};
