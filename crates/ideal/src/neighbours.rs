//! Predictions without a model: a voter answers as those who usually answer like it.
//!
//! The weight of another voter is the share of common items on which both gave the same answer, to a high power. It is the
//! yardstick an ideal-point model has to pass, and a good partner in a [blend](crate::blend).

use crate::error::IdealError;
use crate::votes::Votes;

/// How neighbours are weighted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NeighbourSettings {
    /// The power of the share of equal answers.
    pub power: f64,
    /// Periods after which an item counts half in that share; None counts all periods alike.
    pub half_life: Option<f64>,
    /// The weight of the overall shares of answers on the item, which stand for nobody in particular.
    pub prior: f64,
}

impl Default for NeighbourSettings {
    fn default() -> Self {
        Self { power: 80.0, half_life: None, prior: 0.01 }
    }
}

/// Shares of equal answers between all pairs of voters, as seen from each period.
#[derive(Debug, Clone)]
pub struct Neighbours {
    settings: NeighbourSettings,
    voters: usize,
    /// One matrix, or one for each period: the weight of a pair.
    weights: Vec<Vec<f32>>,
}

/// Voters up to which the matrices are made.
const LIMIT: usize = 5000;

impl Neighbours {
    /// Counts equal answers. It takes 8 bytes for each pair of voters, and with a half-life for each period too.
    pub fn new(votes: &Votes, settings: NeighbourSettings) -> Result<Self, IdealError> {
        let n = votes.voters().len();
        if n > LIMIT {
            return Err(IdealError::TooMany { kind: "voters for a comparison of all pairs", limit: LIMIT });
        }
        let periods = votes.periods().len();
        let answers = votes.answers().len() as u8;
        let mut counts: Vec<(Vec<f32>, Vec<f32>)> = Vec::new();
        let groups = if settings.half_life.is_some() { periods } else { 1 };
        for _ in 0..groups {
            counts.push((vec![0.0; n * n], vec![0.0; n * n]));
        }
        let mut given: Vec<(usize, u8)> = Vec::new();
        for item in 0..votes.items().len() as u32 {
            if !votes.contested(votes.text(item)) {
                continue;
            }
            given.clear();
            for answer in 0..answers {
                let who = votes.who(item, answer).iter();
                given.extend(who.map(|&stand| (votes.stands()[stand as usize].voter as usize, answer)));
            }
            let group = if groups == 1 { 0 } else { votes.item_period(item) as usize };
            let (same, both) = &mut counts[group];
            for &(voter, answer) in &given {
                let (same, both) = (&mut same[voter * n..][..n], &mut both[voter * n..][..n]);
                for &(other, theirs) in &given {
                    both[other] += 1.0;
                    same[other] += f32::from(u8::from(answer == theirs));
                }
            }
        }
        let weights = (0..groups)
            .map(|period| {
                let (mut same, mut both) = (vec![0.0f64; n * n], vec![0.0f64; n * n]);
                for (other, (s, b)) in counts.iter().enumerate() {
                    let at = |p: usize| f64::from(votes.periods()[p]);
                    let weight = settings
                        .half_life
                        .map_or(1.0, |half| libm::exp2(-(at(period) - at(other)).abs() / half));
                    if weight > 1e-3 {
                        for i in 0..n * n {
                            same[i] += weight * f64::from(s[i]);
                            both[i] += weight * f64::from(b[i]);
                        }
                    }
                }
                let share = same.iter().zip(&both).map(|(same, both)| {
                    // Half an agreement in one item more: pairs with few common items are not trusted fully.
                    libm::pow((same + 0.5) / (both + 1.0), settings.power) as f32
                });
                share.collect()
            })
            .collect();
        Ok(Self { settings, voters: n, weights })
    }

    /// The probability of each answer, low to high; None where nobody else voted on the item.
    pub fn probabilities(&self, votes: &Votes, voter: u32, item: u32) -> Option<Vec<f64>> {
        let period = if self.weights.len() == 1 { 0 } else { votes.item_period(item) as usize };
        let row = &self.weights[period][voter as usize * self.voters..][..self.voters];
        let answers = votes.answers().len();
        let mut sums = vec![0.0; answers];
        let mut counts = vec![0.0; answers];
        for answer in 0..answers {
            for &stand in votes.who(item, answer as u8) {
                let other = votes.stands()[stand as usize].voter;
                if other != voter {
                    sums[answer] += f64::from(row[other as usize]);
                    counts[answer] += 1.0;
                }
            }
        }
        let others: f64 = counts.iter().sum();
        if others == 0.0 {
            return None;
        }
        // The prior is relative to the heaviest neighbour, so that a voter unlike all others has neighbours too.
        let heaviest = row.iter().enumerate().filter(|&(other, _)| other != voter as usize);
        let heaviest = f64::from(heaviest.map(|(_, &weight)| weight).fold(0.0, f32::max)).max(1e-30);
        let prior = self.settings.prior * heaviest;
        let total: f64 = sums.iter().sum::<f64>() + prior;
        let base = |answer: usize| (counts[answer] + 0.5) / (others + 0.5 * answers as f64);
        Some((0..answers).map(|answer| (sums[answer] + prior * base(answer)) / total).collect())
    }
}
