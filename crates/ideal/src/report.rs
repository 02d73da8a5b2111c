//! From the scale of the priors to that of the model: location, scale, directions and signs.

use crate::em::Frame;
use crate::error::{IdealError, Warning};
use crate::fit::{Engine, Fit, Item, Position};
use crate::model::{Model, Scale};
use crate::small::{self, Matrix, Vector, apply, times, transposed};
use crate::votes::Votes;

/// What an engine has found, on the scale of the priors.
pub(crate) struct Raw<'a, const K: usize> {
    pub(crate) engine: Engine,
    pub(crate) means: &'a [[f64; K]],
    pub(crate) covariances: &'a [[[f64; K]; K]],
    pub(crate) items: &'a [Vector],
    pub(crate) item_covariances: &'a [Matrix],
    pub(crate) walk: [f64; K],
    pub(crate) log_likelihood: f64,
    pub(crate) iterations: u32,
    pub(crate) warnings: Vec<Warning>,
}

/// The anchors, by number.
#[derive(Debug, Clone)]
pub(crate) struct Turn<const K: usize> {
    positive: [Vec<u32>; K],
    poles: Option<(u32, u32)>,
}

/// `θ → A (θ - m)`.
#[derive(Debug, Clone)]
pub(crate) struct Map<const K: usize> {
    pub(crate) matrix: [[f64; K]; K],
    pub(crate) middle: [f64; K],
}

impl<const K: usize> Map<K> {
    pub(crate) fn position(&self, at: &[f64; K]) -> [f64; K] {
        let mut from = *at;
        for k in 0..K {
            from[k] -= self.middle[k];
        }
        apply(&self.matrix, &from)
    }
}

impl<const K: usize> Turn<K> {
    pub(crate) fn check(votes: &Votes, model: &Model) -> Result<Self, IdealError> {
        let number = |name: &str| {
            (votes.stands().iter())
                .find(|stand| stand.contested > 0 && votes.voters()[stand.voter as usize] == name)
                .map(|stand| stand.voter)
                .ok_or_else(|| IdealError::UnknownAnchor(name.to_owned()))
        };
        let mut positive = std::array::from_fn(|_| Vec::new());
        for anchor in &model.anchors {
            positive[anchor.dimension].push(number(&anchor.positive)?);
        }
        let poles = match &model.scale {
            Scale::Standard => None,
            Scale::Poles { low, high } => Some((number(low)?, number(high)?)),
        };
        Ok(Self { positive, poles })
    }

    /// The map to the reported scale. `within` is the mean covariance of a position: it belongs to the spread of
    /// positions, which the spread of their means understates.
    pub(crate) fn map(
        &self,
        votes: &Votes,
        means: &[[f64; K]],
        within: &[[f64; K]; K],
        items: &[Vector],
    ) -> Map<K> {
        let n = means.len().max(1) as f64;
        let mut middle = [0.0; K];
        for mean in means {
            for k in 0..K {
                middle[k] += mean[k] / n;
            }
        }
        let mut spread = *within;
        for mean in means {
            for k in 0..K {
                for m in 0..K {
                    spread[k][m] += (mean[k] - middle[k]) * (mean[m] - middle[m]) / n;
                }
            }
        }
        // Whitened by the inverse of the lower factor, then turned so that the discriminations have principal axes.
        let lower = small::factor(&spread);
        let mut white = [[0.0; K]; K];
        for j in 0..K {
            for i in j..K {
                let unit = f64::from(u8::from(i == j));
                let sum: f64 = (j..i).map(|k| lower[i][k] * white[k][j]).sum();
                white[i][j] = (unit - sum) / lower[i][i];
            }
        }
        let mut weights = [[0.0; K]; K];
        for item in items {
            let mut beta = [0.0; K];
            beta.copy_from_slice(&item[..K]);
            // β in white coordinates is L' β; items with huge β count as much as certain ones, not more.
            let beta = apply(&transposed(&lower), &beta);
            let size = 1.0 + small::dot(&beta, &beta);
            for k in 0..K {
                for m in 0..K {
                    weights[k][m] += beta[k] * beta[m] / size;
                }
            }
        }
        let axes = principal(&weights);
        let mut map = Map { matrix: times(&axes, &white), middle };
        for k in 0..K {
            if self.negative(votes, means, items, &map, k) {
                for x in &mut map.matrix[k] {
                    *x = -*x;
                }
            }
        }
        if let (Some((low, high)), 1) = (self.poles, K) {
            let (a, b) = (average(votes, means, low)[0], average(votes, means, high)[0]);
            let half = 0.5 * (b - a);
            if half.abs() > 1e-9 {
                map.matrix[0][0] = 1.0 / half;
                map.middle[0] = 0.5 * (a + b);
            }
        }
        map
    }

    fn negative(&self, votes: &Votes, means: &[[f64; K]], items: &[Vector], map: &Map<K>, k: usize) -> bool {
        if self.positive[k].is_empty() {
            // β in the new coordinates is A^-T β.
            let back = small::invert_any(&map.matrix);
            let sum: f64 = items
                .iter()
                .map(|item| {
                    let beta: f64 = (0..K).map(|m| back[m][k] * item[m]).sum();
                    beta.clamp(-1.0, 1.0)
                })
                .sum();
            return sum < 0.0;
        }
        let at = self.positive[k].iter().map(|&voter| map.position(&average(votes, means, voter))[k]);
        at.sum::<f64>() < 0.0
    }
}

fn average<const K: usize>(votes: &Votes, means: &[[f64; K]], voter: u32) -> [f64; K] {
    let (mut sum, mut n) = ([0.0; K], 0.0);
    for (stand, mean) in votes.stands().iter().zip(means) {
        if stand.voter == voter {
            n += 1.0;
            for k in 0..K {
                sum[k] += mean[k];
            }
        }
    }
    sum.map(|x| x / f64::max(n, 1.0))
}

/// The eigenvectors of a symmetric matrix as rows, the largest first: Jacobi's rotations.
fn principal<const K: usize>(a: &[[f64; K]; K]) -> [[f64; K]; K] {
    let mut a = *a;
    let mut rows = [[0.0; K]; K];
    for (k, row) in rows.iter_mut().enumerate() {
        row[k] = 1.0;
    }
    for _ in 0..30 {
        for p in 0..K {
            for q in p + 1..K {
                if a[p][q].abs() <= 1e-14 * (a[p][p].abs() + a[q][q].abs()) {
                    continue;
                }
                let ratio = (a[q][q] - a[p][p]) / (2.0 * a[p][q]);
                let t = ratio.signum() / (ratio.abs() + (ratio * ratio + 1.0).sqrt());
                let c = 1.0 / (t * t + 1.0).sqrt();
                let s = t * c;
                let mut turn = [[0.0; K]; K];
                for (k, row) in turn.iter_mut().enumerate() {
                    row[k] = 1.0;
                }
                turn[p][p] = c;
                turn[q][q] = c;
                turn[p][q] = -s;
                turn[q][p] = s;
                a = times(&times(&turn, &a), &transposed(&turn));
                rows = times(&turn, &rows);
            }
        }
    }
    let mut order: Vec<usize> = (0..K).collect();
    order.sort_by(|&i, &j| a[j][j].total_cmp(&a[i][i]));
    let mut sorted = rows;
    for (to, &from) in order.iter().enumerate() {
        sorted[to] = rows[from];
    }
    sorted
}

pub(crate) fn fit<const K: usize>(frame: &Frame<'_>, turn: &Turn<K>, raw: Raw<'_, K>) -> Fit {
    let votes = frame.votes;
    let mut within = [[0.0; K]; K];
    for covariance in raw.covariances {
        for k in 0..K {
            for m in 0..K {
                within[k][m] += covariance[k][m] / raw.covariances.len() as f64;
            }
        }
    }
    let map = turn.map(votes, raw.means, &within, raw.items);
    let positions = (votes.stands().iter().enumerate())
        .map(|(i, stand)| {
            let mean = map.position(&raw.means[i]);
            let covariance = times(&times(&map.matrix, &raw.covariances[i]), &transposed(&map.matrix));
            let sd: Vec<f64> = (0..K).map(|k| covariance[k][k].max(0.0).sqrt()).collect();
            Position {
                voter: stand.voter,
                period: stand.period,
                votes: stand.votes,
                contested: stand.contested,
                low: (0..K).map(|k| mean[k] - Z95 * sd[k]).collect(),
                high: (0..K).map(|k| mean[k] + Z95 * sd[k]).collect(),
                mean: mean.to_vec(),
                sd,
                covariance: covariance.iter().flatten().copied().collect(),
            }
        })
        .collect();
    let (items, rows) = items(frame, &map, raw.items, raw.item_covariances);
    let walk = (0..K)
        .map(|k| {
            if !frame.paths.moving() {
                return 0.0;
            }
            (0..K).map(|m| map.matrix[k][m] * map.matrix[k][m] * raw.walk[m]).sum()
        })
        .collect();
    Fit {
        model: frame.model.clone(),
        engine: raw.engine,
        positions,
        items,
        walk,
        log_likelihood: raw.log_likelihood,
        votes: frame.plan.votes,
        iterations: raw.iterations,
        warnings: raw.warnings,
        rows,
    }
}

/// The 0.975 quantile of the standard normal distribution.
pub(crate) const Z95: f64 = 1.959_963_984_540_054;

/// The items on the reported scale: `β' = A^-T β`, `γ' = γ - β · m`.
pub(crate) fn items<const K: usize>(
    frame: &Frame<'_>,
    map: &Map<K>,
    items: &[Vector],
    covariances: &[Matrix],
) -> (Vec<Item>, Vec<u32>) {
    let n = frame.prior.n;
    let back = small::invert_any(&map.matrix);
    let mut out: Vec<Item> = (items.iter().zip(covariances).enumerate())
        .map(|(row, (item, covariance))| {
            let mut turn = [[0.0; small::MAX]; small::MAX];
            for k in 0..K {
                for m in 0..K {
                    turn[k][m] = back[m][k];
                }
            }
            for cut in K..n {
                turn[cut][cut] = 1.0;
                for m in 0..K {
                    turn[cut][m] = -map.middle[m];
                }
            }
            let value = |i: usize| (0..n).map(|p| turn[i][p] * item[p]).sum::<f64>();
            let sd = |i: usize| {
                let mut sum = 0.0;
                for p in 0..n {
                    for q in 0..n {
                        sum += turn[i][p] * covariance[p][q] * turn[i][q];
                    }
                }
                sum.max(0.0).sqrt()
            };
            Item {
                text: frame.plan.texts[row],
                discrimination: (0..K).map(value).collect(),
                discrimination_sd: (0..K).map(sd).collect(),
                cuts: (K..n).map(value).collect(),
                cuts_sd: (K..n).map(sd).collect(),
            }
        })
        .collect();
    out.sort_by_key(|item| item.text);
    let rows = rows(frame.votes, &out);
    (out, rows)
}

/// For each text its place among the items, which are in the order of their texts.
pub(crate) fn rows(votes: &Votes, items: &[Item]) -> Vec<u32> {
    let mut rows = vec![u32::MAX; votes.texts().len()];
    for (row, item) in items.iter().enumerate() {
        rows[item.text as usize] = row as u32;
    }
    rows
}
