//! Whether chains have mixed: Vehtari, Gelman, Simpson, Carpenter and Bürkner (2021), "Rank-normalization, folding, and
//! localization: an improved R-hat".

use serde::{Deserialize, Serialize};

use crate::normal;

/// The figures of one quantity over several chains.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Mixing {
    /// The larger of the rank-normalised split R-hat of the draws and of the folded draws.
    pub r_hat: f64,
    /// Effective sample size of the rank-normalised draws.
    pub ess_bulk: f64,
    /// The smaller effective sample size of being below the 5 % and below the 95 % quantile.
    pub ess_tail: f64,
}

impl Default for Mixing {
    fn default() -> Self {
        Self { r_hat: f64::MAX, ess_bulk: 0.0, ess_tail: 0.0 }
    }
}

impl Mixing {
    /// The worse of each figure.
    #[must_use]
    pub fn worse(self, other: Self) -> Self {
        Self {
            r_hat: self.r_hat.max(other.r_hat),
            ess_bulk: self.ess_bulk.min(other.ess_bulk),
            ess_tail: self.ess_tail.min(other.ess_tail),
        }
    }
}

/// The figures of chains of equal length; of fewer than 8 draws a chain, the worst.
pub fn mixing(chains: &[Vec<f64>]) -> Mixing {
    let n = chains.iter().map(Vec::len).min().unwrap_or(0);
    if n < 8 {
        return Mixing::default();
    }
    let half = n / 2;
    let split: Vec<&[f64]> = chains.iter().flat_map(|chain| [&chain[..half], &chain[n - half..n]]).collect();
    let mut sorted: Vec<f64> = split.iter().flat_map(|part| part.iter().copied()).collect();
    sorted.sort_by(f64::total_cmp);
    let at = |share: f64| sorted[((sorted.len() - 1) as f64 * share).round() as usize];
    let (low, median, high) = (at(0.05), at(0.5), at(0.95));
    let ranked = ranks(&split, &sorted);
    let folded: Vec<Vec<f64>> =
        split.iter().map(|part| part.iter().map(|x| (x - median).abs()).collect()).collect();
    let mut sorted_folded: Vec<f64> = folded.concat();
    sorted_folded.sort_by(f64::total_cmp);
    let folded: Vec<&[f64]> = folded.iter().map(Vec::as_slice).collect();
    let folded = ranks(&folded, &sorted_folded);
    let below = |cut: f64| -> Vec<Vec<f64>> {
        split.iter().map(|part| part.iter().map(|&x| f64::from(u8::from(x <= cut))).collect()).collect()
    };
    Mixing {
        r_hat: r_hat(&ranked).max(r_hat(&folded)),
        ess_bulk: ess(&ranked),
        ess_tail: ess(&below(low)).min(ess(&below(high))),
    }
}

/// Normal scores of ranks, ties at their middle: `Φ⁻¹((r - 3/8) / (S + 1/4))`.
fn ranks(parts: &[&[f64]], sorted: &[f64]) -> Vec<Vec<f64>> {
    let total = sorted.len() as f64;
    let score = |x: f64| {
        let first = sorted.partition_point(|&y| y < x);
        let last = sorted.partition_point(|&y| y <= x);
        normal::quantile((0.5 * (first + last + 1) as f64 - 0.375) / (total + 0.25))
    };
    parts.iter().map(|part| part.iter().map(|&x| score(x)).collect()).collect()
}

fn moments(chain: &[f64]) -> (f64, f64) {
    let n = chain.len() as f64;
    let mean = chain.iter().sum::<f64>() / n;
    (mean, chain.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (n - 1.0))
}

/// (within, estimate of the variance), equations 1 to 3.
fn variances(chains: &[Vec<f64>]) -> (f64, f64) {
    let n = chains[0].len() as f64;
    let each: Vec<(f64, f64)> = chains.iter().map(|chain| moments(chain)).collect();
    let within = each.iter().map(|m| m.1).sum::<f64>() / each.len() as f64;
    let means: Vec<f64> = each.iter().map(|m| m.0).collect();
    (within, (n - 1.0) / n * within + moments(&means).1)
}

fn r_hat(chains: &[Vec<f64>]) -> f64 {
    let (within, all) = variances(chains);
    // What never moves has converged if all chains are at one place.
    if within > 0.0 {
        (all / within).sqrt()
    } else if all > 0.0 {
        f64::MAX
    } else {
        1.0
    }
}

/// Effective sample size with Geyer's initial monotone sequence, equations 10 to 14.
fn ess(chains: &[Vec<f64>]) -> f64 {
    let (m, n) = (chains.len() as f64, chains[0].len());
    let total = m * n as f64;
    let (within, all) = variances(chains);
    if within <= 0.0 || all <= 0.0 {
        return if all > 0.0 { 1.0 } else { total };
    }
    let means: Vec<f64> = chains.iter().map(|chain| moments(chain).0).collect();
    let correlation = |lag: usize| {
        let covariance: f64 = (chains.iter().zip(&means))
            .map(|(chain, mean)| {
                let pairs = chain.iter().zip(&chain[lag..]);
                pairs.map(|(a, b)| (a - mean) * (b - mean)).sum::<f64>() / n as f64
            })
            .sum::<f64>()
            / m;
        1.0 - (within - covariance) / all
    };
    let (mut sum, mut least) = (0.0, f64::INFINITY);
    let mut lag = 0;
    while lag + 1 < n {
        let first = if lag == 0 { 1.0 } else { correlation(lag) };
        let pair = first + correlation(lag + 1);
        if pair <= 0.0 {
            break;
        }
        least = least.min(pair);
        sum += least;
        lag += 2;
    }
    let tau = (2.0 * sum - 1.0).max(1.0 / total.log10().max(1.0));
    total / tau
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Stream;

    #[test]
    fn autoregressions_have_their_known_size() {
        for rho in [0.0, 0.5, 0.9] {
            let chains: Vec<Vec<f64>> = (0..4)
                .map(|chain| {
                    let mut stream = Stream::new(&[5, chain]);
                    let mut x = stream.normal();
                    (0..5000)
                        .map(|_| {
                            x = rho * x + f64::sqrt(1.0 - rho * rho) * stream.normal();
                            x
                        })
                        .collect()
                })
                .collect();
            let found = mixing(&chains);
            let truth = 20_000.0 * (1.0 - rho) / (1.0 + rho);
            assert!((found.ess_bulk / truth - 1.0).abs() < 0.2, "{rho}: {found:?} {truth}");
            assert!(found.r_hat < 1.02);
        }
    }

    #[test]
    fn chains_apart_are_found() {
        let chains: Vec<Vec<f64>> = (0..4)
            .map(|chain| {
                let mut stream = Stream::new(&[6, chain]);
                (0..500).map(|_| stream.normal() + if chain == 0 { 2.0 } else { 0.0 }).collect()
            })
            .collect();
        assert!(mixing(&chains).r_hat > 1.1);
        assert_eq!(mixing(&[vec![1.0; 4]]), Mixing::default());
    }
}
