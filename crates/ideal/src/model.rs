//! What is assumed of voters and items, and how positions are reported.

use serde::{Deserialize, Serialize};

use crate::error::IdealError;

/// How a position moves from period to period.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Walk {
    /// It does not: one position for all periods.
    Static,
    /// A random walk with this variance a period, in units of the standard normal prior of a first position.
    Given(f64),
    /// A random walk with one variance a dimension for all voters, estimated from the votes.
    Estimated,
}

/// Which end of a dimension is positive: this voter's mean position shall be above the middle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// The dimension, from 0.
    pub dimension: usize,
    /// The name of the voter.
    pub positive: String,
}

/// The scale on which positions are reported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scale {
    /// All positions together have mean 0 and standard deviation 1 in each dimension.
    Standard,
    /// The mean position of voter `low` is -1 and that of `high` is 1. One dimension only.
    Poles {
        /// The name of the voter at -1.
        low: String,
        /// The name of the voter at 1.
        high: String,
    },
}

/// An ordinal (with two answers: binary) probit item response model.
///
/// Voter i in period t answers item j as the latent `y* = β_j · θ_it + ε` falls between the cut points
/// `γ_j1 < γ_j2 < …` of the item, with ε standard normal: Bailey, Strezhnev and Voeten (2017), equations 1 and 2, there
/// with abstention between no and yes. `θ_i` starts standard normal and then walks: `θ_it ~ N(θ_i,t-1, Δ τ²)` over Δ
/// periods. Priors of items are wide: `β ~ N(0, discrimination_sd²)`, `γ ~ N(0, cut_sd²)`, and a factor √(gap) for
/// each gap between cut points, which is worth half a vote for an answer that nobody gave.
///
/// A walk with wide priors lets voters that always answer alike drift far out, for what divides them from all others is
/// explained as well by a longer distance as by a steeper item. The pull holds positions together: a prior
/// `N(0, 1 / (pull · votes))` besides the walk, in proportion to the votes as in a g-prior (Zellner 1986), so that voters
/// with many and with few votes shrink alike. It leaves predictions of hidden votes as good as they are, and the
/// estimates closer to the published ones, whose sampler does about the same when it standardises all positions in every
/// sweep (`benches/README.md` has the figures).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Model {
    /// 1, 2 or 3.
    pub dimensions: usize,
    /// How positions move.
    pub walk: Walk,
    /// What each vote on a contested item adds to the precision with which the prior holds a position to the middle;
    /// 0 for none.
    pub pull: f64,
    /// Standard deviation of the prior of each discrimination.
    pub discrimination_sd: f64,
    /// Standard deviation of the prior of each cut point.
    pub cut_sd: f64,
    /// Which ends are positive. A dimension without an anchor is turned so that its high answers are on average
    /// given by positive voters.
    pub anchors: Vec<Anchor>,
    /// The scale of reported positions.
    pub scale: Scale,
}

impl Default for Model {
    fn default() -> Self {
        Self {
            dimensions: 1,
            walk: Walk::Estimated,
            pull: 0.01,
            discrimination_sd: 1.5,
            cut_sd: 5.0,
            anchors: Vec::new(),
            scale: Scale::Standard,
        }
    }
}

impl Model {
    /// The default, in which positions do not move.
    pub fn fixed() -> Self {
        Self { walk: Walk::Static, ..Self::default() }
    }

    /// The default, in which positions walk with a variance that is estimated.
    pub fn dynamic() -> Self {
        Self::default()
    }

    /// The model in which positions walk, or do not, with the default priors or [`Model::published`]'s.
    pub fn of(dynamic: bool, published: bool) -> Self {
        let model = if published { Self::published() } else { Self::default() };
        if dynamic { model } else { Self { walk: Walk::Static, ..model } }
    }

    /// The priors of Bailey, Strezhnev and Voeten's sampler for the General Assembly (the program published with their
    /// data of April 2020): discriminations standard normal, a walk of variance ¼ a session, cut points even between -7
    /// and 7, here normal with the standard deviation of that. Theirs looks backwards in time only; this one looks both ways.
    pub fn published() -> Self {
        Self { walk: Walk::Given(0.25), pull: 0.04, discrimination_sd: 1.0, cut_sd: 4.0, ..Self::default() }
    }

    /// The same model in this many dimensions.
    #[must_use]
    pub fn dimensions(mut self, dimensions: usize) -> Self {
        self.dimensions = dimensions;
        self
    }

    /// The same model with this voter at the positive end of a dimension.
    #[must_use]
    pub fn anchor(mut self, dimension: usize, positive: &str) -> Self {
        self.anchors.push(Anchor { dimension, positive: positive.to_owned() });
        self
    }

    pub(crate) fn check(&self) -> Result<(), IdealError> {
        if !(1..=3).contains(&self.dimensions) {
            return Err(IdealError::Dimensions(self.dimensions));
        }
        positive("discrimination_sd", self.discrimination_sd)?;
        positive("cut_sd", self.cut_sd)?;
        if !(self.pull.is_finite() && self.pull >= 0.0) {
            return Err(IdealError::Setting {
                setting: "the pull",
                value: self.pull.to_string(),
                must: "0 or a positive number",
            });
        }
        if let Walk::Given(variance) = self.walk {
            positive("the variance of the walk", variance)?;
        }
        if let Some(anchor) = self.anchors.iter().find(|anchor| anchor.dimension >= self.dimensions) {
            return Err(IdealError::Setting {
                setting: "the dimension of an anchor",
                value: anchor.dimension.to_string(),
                must: "below the number of dimensions, counted from 0",
            });
        }
        if self.dimensions > 1 && self.scale != Scale::Standard {
            return Err(IdealError::Setting {
                setting: "the scale",
                value: "two poles".to_owned(),
                must: "standard in more than one dimension",
            });
        }
        Ok(())
    }
}

fn positive(setting: &'static str, value: f64) -> Result<(), IdealError> {
    if value.is_finite() && value > 0.0 {
        return Ok(());
    }
    Err(IdealError::Setting { setting, value: value.to_string(), must: "a positive number" })
}
