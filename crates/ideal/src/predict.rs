//! How likely each answer of a voter on an item is: for a vote that was not cast, was hidden, or is still to come.

use crate::fit::Fit;
use crate::normal;
use crate::votes::Votes;

impl Fit {
    /// The probability of each answer, low to high, of a voter on an item of `votes`, which must be the votes of the
    /// fit. The uncertainty of the position is averaged over; that of the item is not. A voter without votes in the
    /// period of the item stands where it stood in the nearest period, with the variance of the walk between. None
    /// where the voter has no votes at all, or the item was not contested.
    pub fn probabilities(&self, votes: &Votes, voter: u32, item: u32) -> Option<Vec<f64>> {
        let parameters = self.item(votes.text(item))?;
        let period = votes.item_period(item);
        let (stand, away) = match votes.stand(voter, period) {
            Some(stand) => (stand, 0.0),
            None => nearest(votes, voter, period)?,
        };
        let position = self.positions.get(stand as usize)?;
        let beta = &parameters.discrimination;
        let k = beta.len();
        let (mut centre, mut variance) = (0.0, 1.0);
        for a in 0..k {
            centre += beta[a] * position.mean[a];
            variance += beta[a] * beta[a] * self.walk[a] * away;
            for b in 0..k {
                variance += beta[a] * beta[b] * position.covariance[a * k + b];
            }
        }
        let sd = variance.max(1.0).sqrt();
        let mut below = 0.0;
        let mut out = Vec::with_capacity(parameters.cuts.len() + 1);
        for cut in &parameters.cuts {
            let here = normal::cdf((cut - centre) / sd).max(below);
            out.push(here - below);
            below = here;
        }
        out.push(1.0 - below);
        Some(out)
    }
}

/// The stand of a voter nearest in time, and the periods between.
fn nearest(votes: &Votes, voter: u32, period: u32) -> Option<(u32, f64)> {
    let at = f64::from(votes.periods()[period as usize]);
    (0..votes.periods().len() as u32)
        .filter_map(|other| {
            let away = (f64::from(votes.periods()[other as usize]) - at).abs();
            votes.stand(voter, other).map(|stand| (stand, away))
        })
        .min_by(|a, b| a.1.total_cmp(&b.1))
}
