//! The walk of each voter: a random-walk smoother, and draws from it by forward filtering and backward sampling
//! (Carter and Kohn 1994; Frühwirth-Schnatter 1994).

use std::ops::Range;

use rayon::prelude::*;

use crate::model::{Model, Walk};
use crate::rng::Stream;
use crate::small::{apply, factor, invert, times, transposed};
use crate::votes::Votes;

/// Voters in a unit of work.
const UNIT: usize = 64;

/// The stands of each voter in the order of time, with the periods between them.
#[derive(Debug)]
pub(crate) struct Paths {
    voters: Vec<Range<usize>>,
    stands: Vec<u32>,
    /// Periods since the stand before.
    steps: Vec<f64>,
    /// The pull to the middle: what it adds to the precision of each stand, by number of stand.
    pulls: Vec<f64>,
    moving: bool,
}

/// Means and covariances of all positions, and what the variance of the walk is estimated from.
#[derive(Debug)]
pub(crate) struct Smoothed<const K: usize> {
    pub(crate) means: Vec<[f64; K]>,
    pub(crate) covariances: Vec<[[f64; K]; K]>,
    /// Sum over steps of `E(θ_t - θ_t-1)² / Δ`, by dimension.
    pub(crate) moved: [f64; K],
}

impl Paths {
    pub(crate) fn new(votes: &Votes, model: &Model) -> Self {
        let mut counts = vec![0usize; votes.voters().len() + 1];
        for stand in votes.stands() {
            counts[stand.voter as usize + 1] += 1;
        }
        for i in 1..counts.len() {
            counts[i] += counts[i - 1];
        }
        let mut next = counts.clone();
        let mut stands = vec![0u32; votes.stands().len()];
        for (number, stand) in votes.stands().iter().enumerate() {
            let at = &mut next[stand.voter as usize];
            stands[*at] = number as u32;
            *at += 1;
        }
        let mut steps = vec![0.0; stands.len()];
        for i in 1..stands.len() {
            let (here, before) = (votes.stands()[stands[i] as usize], votes.stands()[stands[i - 1] as usize]);
            if here.voter == before.voter {
                let periods = votes.periods();
                steps[i] =
                    f64::from(periods[here.period as usize]) - f64::from(periods[before.period as usize]);
            }
        }
        let voters = counts.windows(2).map(|pair| pair[0]..pair[1]).collect();
        let pulls = votes.stands().iter().map(|stand| model.pull * f64::from(stand.contested)).collect();
        let moving = model.walk != Walk::Static && votes.periods().len() > 1;
        Self { voters, stands, steps, pulls, moving }
    }

    pub(crate) fn moving(&self) -> bool {
        self.moving
    }

    /// What the pull adds to the precision of each stand.
    pub(crate) fn pulls(&self) -> &[f64] {
        &self.pulls
    }

    /// How many steps from a stand to the next there are.
    pub(crate) fn step_count(&self) -> usize {
        self.voters.iter().map(|voter| voter.len().saturating_sub(1)).sum()
    }

    /// All pairs of stands that follow each other, with the periods between them.
    pub(crate) fn links(&self) -> impl Iterator<Item = (u32, u32, f64)> {
        (self.voters.iter())
            .flat_map(|voter| voter.clone().skip(1))
            .map(|i| (self.stands[i - 1], self.stands[i], self.steps[i]))
    }

    /// The first stand of each voter that has any.
    pub(crate) fn firsts(&self) -> impl Iterator<Item = u32> {
        self.voters.iter().filter(|voter| !voter.is_empty()).map(|voter| self.stands[voter.start])
    }

    /// The smoother, given for each stand the precision W of what its votes say, and W times the mean they say.
    pub(crate) fn smooth<const K: usize>(
        &self,
        walk: &[f64; K],
        linear: &[[f64; K]],
        precision: &[[[f64; K]; K]],
    ) -> Smoothed<K> {
        let n = self.stands.len();
        let parts: Vec<_> = (self.voters.par_chunks(UNIT))
            .map(|voters| {
                let mut out = Vec::new();
                let mut moved = [0.0; K];
                let mut filter = Filter::default();
                for voter in voters {
                    self.run(voter.clone(), walk, linear, precision, &mut filter);
                    self.backward(voter.clone(), walk, &filter, &mut out, &mut moved);
                }
                (out, moved)
            })
            .collect();
        let mut means = vec![[0.0; K]; n];
        let mut covariances = vec![[[0.0; K]; K]; n];
        let mut moved = [0.0; K];
        for (out, part) in parts {
            for (stand, mean, covariance) in out {
                means[stand as usize] = mean;
                covariances[stand as usize] = covariance;
            }
            for k in 0..K {
                moved[k] += part[k];
            }
        }
        Smoothed { means, covariances, moved }
    }

    /// A draw of all positions. `stream` gives a stream of random numbers for each unit of voters.
    pub(crate) fn draw<const K: usize>(
        &self,
        walk: &[f64; K],
        linear: &[[f64; K]],
        precision: &[[[f64; K]; K]],
        stream: impl Fn(u64) -> Stream + Sync,
        positions: &mut [[f64; K]],
    ) {
        let mut filter = Filter::default();
        for (unit, voters) in self.voters.chunks(UNIT).enumerate() {
            let mut stream = stream(unit as u64);
            for voter in voters {
                self.run(voter.clone(), walk, linear, precision, &mut filter);
                let mut after: Option<[f64; K]> = None;
                for t in (0..filter.means.len()).rev() {
                    let (mut mean, mut covariance) = (filter.means[t], filter.covariances[t]);
                    if let Some(after) = after {
                        let q = self.steps[voter.start + t + 1];
                        let gain = gain(&covariance, walk, q);
                        let mut gap = [0.0; K];
                        for k in 0..K {
                            gap[k] = after[k] - mean[k];
                        }
                        let pull = apply(&gain, &gap);
                        let less = times(&gain, &covariance);
                        for k in 0..K {
                            mean[k] += pull[k];
                            for m in 0..K {
                                covariance[k][m] -= less[k][m];
                            }
                        }
                    }
                    let mut unit = [0.0; K];
                    for x in &mut unit {
                        *x = stream.normal();
                    }
                    let shift = apply(&factor(&covariance), &unit);
                    for k in 0..K {
                        mean[k] += shift[k];
                    }
                    after = Some(mean);
                    if self.moving {
                        positions[self.stands[voter.start + t] as usize] = mean;
                    } else {
                        for &stand in &self.stands[voter.clone()] {
                            positions[stand as usize] = mean;
                        }
                    }
                }
            }
        }
    }

    /// Forward: the filter. A position that does not move is one step with the sum of all that the votes say.
    fn run<const K: usize>(
        &self,
        voter: Range<usize>,
        walk: &[f64; K],
        linear: &[[f64; K]],
        precision: &[[[f64; K]; K]],
        filter: &mut Filter<K>,
    ) {
        filter.means.clear();
        filter.covariances.clear();
        if voter.is_empty() {
            return;
        }
        let mut mean = [0.0; K];
        let mut covariance = [[0.0; K]; K];
        for (k, row) in covariance.iter_mut().enumerate() {
            row[k] = 1.0;
        }
        if !self.moving {
            let (mut all, mut says) = (covariance, mean);
            for &stand in &self.stands[voter] {
                for k in 0..K {
                    says[k] += linear[stand as usize][k];
                    for m in 0..K {
                        all[k][m] += precision[stand as usize][k][m];
                    }
                    all[k][k] += self.pulls[stand as usize];
                }
            }
            let covariance = invert(&all);
            filter.means.push(apply(&covariance, &says));
            filter.covariances.push(covariance);
            return;
        }
        for i in voter.clone() {
            if i > voter.start {
                for k in 0..K {
                    covariance[k][k] += walk[k] * self.steps[i];
                }
            }
            let stand = self.stands[i] as usize;
            let mut inverse = invert(&covariance);
            let mut says = apply(&inverse, &mean);
            for k in 0..K {
                says[k] += linear[stand][k];
                for m in 0..K {
                    inverse[k][m] += precision[stand][k][m];
                }
                inverse[k][k] += self.pulls[stand];
            }
            covariance = invert(&inverse);
            mean = apply(&covariance, &says);
            filter.means.push(mean);
            filter.covariances.push(covariance);
        }
    }

    /// Backward: Rauch, Tung and Striebel (1965).
    fn backward<const K: usize>(
        &self,
        voter: Range<usize>,
        walk: &[f64; K],
        filter: &Filter<K>,
        out: &mut Vec<Smooth<K>>,
        moved: &mut [f64; K],
    ) {
        if !self.moving {
            if let (Some(&mean), Some(&covariance)) = (filter.means.first(), filter.covariances.first()) {
                out.extend(self.stands[voter].iter().map(|&stand| (stand, mean, covariance)));
            }
            return;
        }
        let mut after: Option<([f64; K], [[f64; K]; K])> = None;
        for t in (0..filter.means.len()).rev() {
            let (mut mean, mut covariance) = (filter.means[t], filter.covariances[t]);
            if let Some((next_mean, next_covariance)) = after {
                let q = self.steps[voter.start + t + 1];
                let gain = gain(&covariance, walk, q);
                let mut gap = [0.0; K];
                let mut change = next_covariance;
                for k in 0..K {
                    gap[k] = next_mean[k] - mean[k];
                    for m in 0..K {
                        change[k][m] -= covariance[k][m];
                    }
                    change[k][k] -= walk[k] * q;
                }
                let pull = apply(&gain, &gap);
                let change = times(&times(&gain, &change), &transposed(&gain));
                for k in 0..K {
                    mean[k] += pull[k];
                    for m in 0..K {
                        covariance[k][m] += change[k][m];
                    }
                }
                // Cov(θ_t+1, θ_t) is the smoothed covariance at t + 1 times G'.
                let lag = times(&next_covariance, &transposed(&gain));
                for k in 0..K {
                    let step = next_mean[k] - mean[k];
                    moved[k] +=
                        (step * step + next_covariance[k][k] + covariance[k][k] - 2.0 * lag[k][k]) / q;
                }
            }
            out.push((self.stands[voter.start + t], mean, covariance));
            after = Some((mean, covariance));
        }
    }
}

/// G = P (P + Q)^-1.
fn gain<const K: usize>(covariance: &[[f64; K]; K], walk: &[f64; K], step: f64) -> [[f64; K]; K] {
    let mut ahead = *covariance;
    for k in 0..K {
        ahead[k][k] += walk[k] * step;
    }
    times(covariance, &invert(&ahead))
}

/// A stand with its mean and covariance.
type Smooth<const K: usize> = (u32, [f64; K], [[f64; K]; K]);

#[derive(Debug, Default)]
struct Filter<const K: usize> {
    means: Vec<[f64; K]>,
    covariances: Vec<[[f64; K]; K]>,
}
