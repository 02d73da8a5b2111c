//! What comes out of either engine.

use serde::{Deserialize, Serialize};

use crate::error::Warning;
use crate::model::Model;

/// Which engine made a fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Engine {
    /// [`crate::em`].
    Em,
    /// [`crate::gibbs`].
    Gibbs,
}

impl Engine {
    /// `em` or `gibbs`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Em => "em",
            Self::Gibbs => "gibbs",
        }
    }
}

/// The position of a voter in a period, on the scale of the model. With walk [`crate::Walk::Static`] a voter's positions in
/// all periods are the same.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Position {
    /// The number of the voter.
    pub voter: u32,
    /// The index of the period.
    pub period: u32,
    /// Votes in this period.
    pub votes: u32,
    /// Votes on contested texts, which are those that count.
    pub contested: u32,
    /// The posterior mean, by dimension.
    pub mean: Vec<f64>,
    /// The posterior standard deviation, by dimension.
    pub sd: Vec<f64>,
    /// The lower end of the 95 % interval, by dimension.
    pub low: Vec<f64>,
    /// The upper end of the 95 % interval, by dimension.
    pub high: Vec<f64>,
    /// The posterior covariance, by rows.
    pub covariance: Vec<f64>,
}

/// The parameters of a contested text, on the scale of the model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// The number of the text.
    pub text: u32,
    /// β, by dimension: how much a step in position changes the latent answer, in units of its noise.
    pub discrimination: Vec<f64>,
    /// Their standard deviations.
    pub discrimination_sd: Vec<f64>,
    /// γ, low to high: where the latent answer passes from one answer to the next.
    pub cuts: Vec<f64>,
    /// Their standard deviations.
    pub cuts_sd: Vec<f64>,
}

/// A fitted model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fit {
    /// The model as it was asked for.
    pub model: Model,
    /// The engine.
    pub engine: Engine,
    /// One for each stand, in the order of [`crate::Votes::stands`].
    pub positions: Vec<Position>,
    /// One for each contested text, in the order of their numbers.
    pub items: Vec<Item>,
    /// The variance of the walk a period, by dimension, on the scale of the positions; zeros where they do not move.
    pub walk: Vec<f64>,
    /// Log-likelihood of the contested votes at the positions and items above.
    pub log_likelihood: f64,
    /// The number of contested votes.
    pub votes: usize,
    /// Iterations or sweeps done.
    pub iterations: u32,
    /// What a reader must know.
    pub warnings: Vec<Warning>,
    /// For each text its place in `items`; `u32::MAX` for one without.
    pub(crate) rows: Vec<u32>,
}

impl Fit {
    /// The item of a text, if it was contested.
    pub fn item(&self, text: u32) -> Option<&Item> {
        self.items.get(*self.rows.get(text as usize)? as usize)
    }
}

/// How far an engine is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Progress {
    /// Iterations or sweeps done.
    pub done: u32,
    /// The most there will be.
    pub of: u32,
    /// em: the largest change of a position, in standard deviations of all positions. gibbs: not a number of use, 0.
    pub change: f64,
}

/// What an observer of the progress wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    /// Go on.
    Continue,
    /// Stop; keep what is done.
    Stop,
}
