//! Votes drawn from the model, with the truth that made them: for tests, benchmarks, and questions of the kind "how
//! many votes would it take".

use crate::error::IdealError;
use crate::rng::Stream;
use crate::votes::{Votes, VotesBuilder};

/// What to draw.
#[derive(Debug, Clone, PartialEq)]
pub struct Simulation {
    /// Voters.
    pub voters: u32,
    /// Items in each period.
    pub items: u32,
    /// Periods.
    pub periods: u32,
    /// Dimensions.
    pub dimensions: usize,
    /// Ordered answers.
    pub answers: usize,
    /// The variance of the walk a period; 0 for positions that do not move.
    pub walk: f64,
    /// The standard deviation of discriminations.
    pub discrimination_sd: f64,
    /// The share of votes that exist, of a voter who is there.
    pub present: f64,
    /// The share of voters who have a tenth of the votes of others.
    pub sparse: f64,
    /// The share of voters who enter late: at a period drawn evenly.
    pub late: f64,
}

impl Default for Simulation {
    fn default() -> Self {
        Self {
            voters: 100,
            items: 100,
            periods: 1,
            dimensions: 1,
            answers: 3,
            walk: 0.0,
            discrimination_sd: 1.5,
            present: 0.9,
            sparse: 0.0,
            late: 0.0,
        }
    }
}

/// Votes and the truth.
#[derive(Debug, Clone)]
pub struct Simulated {
    /// The votes. Voters are named `v0`, `v1`, …, items `i0`, `i1`, …; periods count from 0.
    pub votes: Votes,
    /// The true position of each stand, by dimension.
    pub positions: Vec<Vec<f64>>,
}

impl Simulated {
    /// The true positions of a dimension, with mean 0 and standard deviation 1 over all stands.
    pub fn standardised(&self, dimension: usize) -> Vec<f64> {
        let n = self.positions.len() as f64;
        let mean = self.positions.iter().map(|at| at[dimension]).sum::<f64>() / n;
        let square = self.positions.iter().map(|at| (at[dimension] - mean).powi(2)).sum::<f64>() / n;
        self.positions.iter().map(|at| (at[dimension] - mean) / square.sqrt()).collect()
    }
}

impl Simulation {
    /// Draws votes and truth. The same seed draws the same.
    pub fn draw(&self, seed: u64) -> Result<Simulated, IdealError> {
        let names = ["0", "1", "2", "3", "4"];
        let names = names.get(..self.answers).ok_or(IdealError::Answers(self.answers))?;
        let mut builder = VotesBuilder::new(names)?;
        for voter in 0..self.voters {
            builder.voter(&format!("v{voter}"))?;
        }
        let mut stream = Stream::new(&[seed, 0x5349_4d55]);
        let k = self.dimensions;
        let mut at: Vec<Vec<f64>> =
            (0..self.voters).map(|_| (0..k).map(|_| stream.normal()).collect()).collect();
        let sparse: Vec<bool> = (0..self.voters).map(|_| stream.uniform() < self.sparse).collect();
        let enters: Vec<u32> = (0..self.voters)
            .map(|_| {
                let late = stream.uniform() < self.late;
                let when = stream.below(u64::from(self.periods.max(1))) as u32;
                if late { when } else { 0 }
            })
            .collect();
        let mut truth = Vec::new();
        for period in 0..self.periods {
            if period > 0 {
                let sd = self.walk.sqrt();
                for position in &mut at {
                    for x in position {
                        *x += sd * stream.normal();
                    }
                }
            }
            truth.push(at.clone());
            for number in 0..self.items {
                let item = builder.item(&format!("i{}", period * self.items + number), period as i32)?;
                let beta: Vec<f64> = (0..k).map(|_| self.discrimination_sd * stream.normal()).collect();
                let mut cuts = vec![0.8 * stream.normal() - 0.3 * (self.answers as f64 - 2.0)];
                while cuts.len() + 1 < self.answers {
                    let gap = 0.2 + 1.0 * stream.uniform();
                    cuts.push(cuts[cuts.len() - 1] + gap);
                }
                for voter in 0..self.voters {
                    let share = if sparse[voter as usize] { 0.1 * self.present } else { self.present };
                    let (there, noise) = (stream.uniform() < share, stream.normal());
                    if !there || period < enters[voter as usize] {
                        continue;
                    }
                    let latent: f64 =
                        beta.iter().zip(&at[voter as usize]).map(|(b, x)| b * x).sum::<f64>() + noise;
                    let answer = cuts.iter().filter(|&&cut| latent > cut).count();
                    builder.vote_number(item, voter, answer as u8)?;
                }
            }
        }
        let votes = builder.build()?;
        let positions = (votes.stands().iter())
            .map(|stand| {
                let period = votes.periods()[stand.period as usize] as usize;
                truth[period][stand.voter as usize].clone()
            })
            .collect();
        Ok(Simulated { votes, positions })
    }
}
