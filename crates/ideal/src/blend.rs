//! Several predictions made one: a log-linear pool with weights learnt from votes that none of them has seen.
//!
//! `p(a) ∝ exp(b_a + Σ_m w_m ln p_m(a))` (Genest and Zidek 1986), fitted by Newton's method with a light ridge about equal
//! weights.

use serde::{Deserialize, Serialize};

use crate::error::IdealError;
use crate::normal;
use crate::small::{self, MAX};

/// The weights of a pool.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Blend {
    /// One for each model.
    pub weights: Vec<f64>,
    /// One for each answer; 0 for the last.
    pub offsets: Vec<f64>,
}

const FLOOR: f64 = 1e-4;

impl Blend {
    /// Learns weights. `cases` has, for each vote, the probabilities by each model, one model after the other, and the
    /// answer that was given. At most 7 weights and offsets together.
    pub fn learn(models: usize, answers: usize, cases: &[(Vec<f64>, u8)]) -> Result<Self, IdealError> {
        let n = models + answers.saturating_sub(1);
        if n > MAX || models == 0 || answers < 2 {
            return Err(IdealError::TooMany { kind: "weights and offsets of a blend", limit: MAX });
        }
        let mut blend = Self { weights: vec![1.0 / models as f64; models], offsets: vec![0.0; answers] };
        for _ in 0..30 {
            let mut gradient = [0.0; MAX];
            let mut information = [[0.0; MAX]; MAX];
            for i in 0..n {
                let centre = if i < models { 1.0 / models as f64 } else { 0.0 };
                let at = if i < models { blend.weights[i] } else { blend.offsets[i - models] };
                gradient[i] = centre - at;
                information[i][i] = 1.0;
            }
            for (logs, answer) in cases {
                let p = blend.pool(logs);
                let design = |a: usize, i: usize| {
                    if i < models {
                        normal::ln(logs[i * answers + a].max(FLOOR))
                    } else {
                        f64::from(u8::from(i - models == a))
                    }
                };
                let mut mean = [0.0; MAX];
                for i in 0..n {
                    mean[i] = (0..answers).map(|a| p[a] * design(a, i)).sum();
                    gradient[i] += design(usize::from(*answer), i) - mean[i];
                }
                for i in 0..n {
                    for j in 0..=i {
                        let mut sum = -mean[i] * mean[j];
                        for (a, p) in p.iter().enumerate() {
                            sum += p * design(a, i) * design(a, j);
                        }
                        information[i][j] += sum;
                        if j < i {
                            information[j][i] += sum;
                        }
                    }
                }
            }
            let step = small::solve(&small::cholesky(&information, n), &gradient, n);
            for i in 0..n {
                let step = step[i].clamp(-0.5, 0.5);
                if i < models {
                    blend.weights[i] += step;
                } else {
                    blend.offsets[i - models] += step;
                }
            }
            if step[..n].iter().all(|step| step.abs() < 1e-8) {
                break;
            }
        }
        Ok(blend)
    }

    /// The pooled probabilities of the answers, given those by each model, one model after the other.
    pub fn pool(&self, probabilities: &[f64]) -> Vec<f64> {
        let answers = self.offsets.len();
        let logs: Vec<f64> = (0..answers)
            .map(|a| {
                let models = self.weights.iter().enumerate();
                self.offsets[a]
                    + models
                        .map(|(m, weight)| weight * normal::ln(probabilities[m * answers + a].max(FLOOR)))
                        .sum::<f64>()
            })
            .collect();
        let most = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let parts: Vec<f64> = logs.iter().map(|log| normal::exp((log - most).max(-700.0))).collect();
        let total: f64 = parts.iter().sum();
        parts.iter().map(|part| part / total).collect()
    }
}
