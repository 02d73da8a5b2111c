//! Covariances that know of the uncertainty of items: the page of [`super`] says how.

use rayon::prelude::*;

use super::{Frame, State};
use crate::kernel::{self, Known, Positions};
use crate::small::{self, Matrix, Square};

/// More common modes than this are not solved for: the dense matrix would cost more than it mends.
const MODES: usize = 2000;

/// The covariance of the parameters of each text, positions given, and the log-likelihood of all.
pub(crate) fn items<const K: usize>(
    frame: &Frame<'_>,
    state: &State<K>,
    positions: &Positions<'_, K>,
) -> (Vec<Matrix>, f64) {
    let parts: Vec<Vec<(Matrix, f64)>> = (frame.plan.units.par_iter())
        .map(|unit| {
            let mut out = Vec::with_capacity(unit.rows.len());
            for row in unit.rows.clone() {
                let x = &state.items[row];
                let items = &frame.votes.texts()[frame.plan.texts[row] as usize];
                let mut sums = kernel::item_sums(frame.arch, frame.votes, items, positions, x);
                frame.prior.add(x, &mut sums.gradient, &mut sums.information);
                let factor = small::cholesky(&sums.information, frame.prior.n);
                out.push((small::inverse(&factor, frame.prior.n), sums.log_likelihood));
            }
            out
        })
        .collect();
    let (covariances, values): (Vec<Matrix>, Vec<f64>) = parts.into_iter().flatten().unzip();
    (covariances, values.iter().sum())
}

/// The corrected covariance of each position, on the scale of the priors.
///
/// `item_covariances` are those of [`items`] at the expected positions.
pub(crate) fn covariances<const K: usize>(
    frame: &Frame<'_>,
    state: &State<K>,
    item_covariances: &[Matrix],
) -> Vec<[[f64; K]; K]> {
    let left = frame
        .evidence(state, &state.expected(), |row| Known::IntegratedOut(&item_covariances[row]))
        .information;
    let zeros = vec![[0.0; K]; state.means.len()];
    let mut out = frame.paths.smooth(&state.walk, &zeros, &left).covariances;

    let modes = Modes::<K>::new(frame, state);
    if modes.n > MODES || !frame.paths.moving() {
        // Positions that do not move have the modes of one period, which the scale fixes.
        return out;
    }
    // All of the modes is taken at the means: with one part there and another over the spread, a precision could turn
    // out negative where voters have few votes.
    let at_means = Positions { means: &state.means, spreads: None };
    let (item_covariances, _) = items(frame, state, &at_means);
    let left =
        frame.evidence(state, &at_means, |row| Known::IntegratedOut(&item_covariances[row])).information;
    let whole = frame.evidence(state, &at_means, |_| Known::Surely).information;
    let given = modes.precision(frame, state, &left).inverse();
    let mut integrated = modes.precision(frame, state, &whole);
    modes.take_items(frame, state, &item_covariances, &mut integrated);
    let mut extra = integrated.inverse();
    for i in 0..modes.n {
        for j in 0..modes.n {
            extra.add(i, j, -given.at(i, j));
        }
    }
    let extra = modes.without_common(&extra);
    for (stand, covariance) in out.iter_mut().enumerate() {
        let before = *covariance;
        let at = modes.first(frame, stand);
        let u = modes.shape(&state.means[stand]);
        let width = K + 1;
        for k in 0..K {
            for m in 0..K {
                for a in 0..width {
                    for b in 0..width {
                        covariance[k][m] += u[a] * u[b] * extra.at(at + k * width + a, at + m * width + b);
                    }
                }
            }
        }
        // Hardly any votes make the modes singular to rounding; then the correction is none.
        let sound = covariance.iter().flatten().all(|x| x.is_finite());
        if !sound || (0..K).any(|k| covariance[k][k] < 0.5 * before[k][k]) {
            *covariance = before;
        }
    }
    out
}

/// Shifts and linear changes of all positions of a period: `dθ_k = x_k0 + Σ x_kl θ_l`.
struct Modes<const K: usize> {
    n: usize,
    /// Σ u u' over the stands of each period, with u = (1, θ).
    products: Vec<[[f64; 4]; 4]>,
}

impl<const K: usize> Modes<K> {
    fn new(frame: &Frame<'_>, state: &State<K>) -> Self {
        let periods = frame.votes.periods().len();
        let mut products = vec![[[0.0; 4]; 4]; periods];
        let modes = Self { n: periods * K * (K + 1), products: Vec::new() };
        for (stand, info) in frame.votes.stands().iter().enumerate() {
            let u = modes.shape(&state.means[stand]);
            for a in 0..=K {
                for b in 0..=K {
                    products[info.period as usize][a][b] += u[a] * u[b];
                }
            }
        }
        Self { products, ..modes }
    }

    #[expect(clippy::unused_self, reason = "a method beside the others")]
    fn shape(&self, mean: &[f64; K]) -> [f64; 4] {
        let mut u = [1.0, 0.0, 0.0, 0.0];
        u[1..=K].copy_from_slice(mean);
        u
    }

    #[expect(clippy::unused_self, reason = "a method beside the others")]
    fn first(&self, frame: &Frame<'_>, stand: usize) -> usize {
        frame.votes.stands()[stand].period as usize * K * (K + 1)
    }

    /// U' (prior of paths + information) U.
    fn precision(&self, frame: &Frame<'_>, state: &State<K>, information: &[[[f64; K]; K]]) -> Square {
        let mut out = Square::new(self.n);
        let width = K + 1;
        for (stand, w) in information.iter().enumerate() {
            let at = self.first(frame, stand);
            let u = self.shape(&state.means[stand]);
            for k in 0..K {
                for m in 0..K {
                    for a in 0..width {
                        for b in 0..width {
                            out.add(at + k * width + a, at + m * width + b, w[k][m] * u[a] * u[b]);
                        }
                    }
                }
            }
        }
        let mut tie = |i: usize, j: usize, weights: &[f64; K]| {
            let (at, to) = (self.first(frame, i), self.first(frame, j));
            let (u, v) = (self.shape(&state.means[i]), self.shape(&state.means[j]));
            for k in 0..K {
                for a in 0..width {
                    for b in 0..width {
                        out.add(at + k * width + a, to + k * width + b, weights[k] * u[a] * v[b]);
                    }
                }
            }
        };
        for (stand, &pull) in frame.paths.pulls().iter().enumerate() {
            tie(stand, stand, &[pull; K]);
        }
        for first in frame.paths.firsts() {
            tie(first as usize, first as usize, &[1.0; K]);
        }
        for (a, b, step) in frame.paths.links() {
            let (a, b) = (a as usize, b as usize);
            let weights = state.walk.map(|walk| 1.0 / (walk * step));
            let against = weights.map(|weight| -weight);
            tie(a, a, &weights);
            tie(b, b, &weights);
            tie(a, b, &against);
            tie(b, a, &against);
        }
        out
    }

    /// Takes away what the items answer: `Σ_j (U'h_j) C_j (h_j'U)`. The blocks `U'h_j` are sums of rows of the information of
    /// the item in each period.
    #[expect(clippy::unused_self, reason = "a method beside the others")]
    fn take_items(&self, frame: &Frame<'_>, state: &State<K>, item_covariances: &[Matrix], out: &mut Square) {
        let (n, width) = (frame.prior.n, K + 1);
        let positions = Positions { means: &state.means, spreads: None };
        for (row, &text) in frame.plan.texts.iter().enumerate() {
            let x = &state.items[row];
            let items = &frame.votes.texts()[text as usize];
            let mut blocks: Vec<(usize, [[f64; small::MAX]; 4])> = Vec::with_capacity(items.len());
            for item in items {
                let sums =
                    kernel::item_slopes(frame.arch, frame.votes, std::slice::from_ref(item), &positions, x);
                let mut rows = [[0.0; small::MAX]; 4];
                for p in 0..n {
                    for cut in K..n {
                        rows[0][p] -= sums.information[cut][p];
                    }
                    for l in 0..K {
                        rows[l + 1][p] = sums.information[l][p];
                    }
                }
                blocks.push((frame.votes.item_period(*item) as usize * K * width, rows));
            }
            for (at, rows) in &blocks {
                for a in 0..width {
                    let mut half = [0.0; small::MAX];
                    for p in 0..n {
                        for q in 0..n {
                            half[p] += rows[a][q] * item_covariances[row][q][p];
                        }
                    }
                    for (to, others) in &blocks {
                        for b in 0..width {
                            let value: f64 = (0..n).map(|p| half[p] * others[b][p]).sum();
                            for k in 0..K {
                                for m in 0..K {
                                    out.add(at + k * width + a, to + m * width + b, -x[k] * x[m] * value);
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// Takes out of a covariance of modes what is common to all periods.
    fn without_common(&self, x: &Square) -> Square {
        let width = K + 1;
        let mut all = [[0.0; small::MAX]; small::MAX];
        for product in &self.products {
            for a in 0..width {
                for b in 0..width {
                    all[a][b] += product[a][b];
                }
            }
        }
        let inverse = small::inverse(&small::cholesky(&all, width), width);
        // The share of each period in the common mode: (Σ G)^-1 G_t.
        let shares: Vec<[[f64; 4]; 4]> = (self.products.iter())
            .map(|product| {
                let mut share = [[0.0; 4]; 4];
                for a in 0..width {
                    for b in 0..width {
                        share[a][b] = (0..width).map(|c| inverse[a][c] * product[c][b]).sum();
                    }
                }
                share
            })
            .collect();
        let once = self.reduce(x, &shares);
        self.reduce(&once, &shares)
    }

    /// (R X)': applied twice it is R X R'.
    fn reduce(&self, x: &Square, shares: &[[[f64; 4]; 4]]) -> Square {
        let (width, block) = (K + 1, K * (K + 1));
        let mut out = Square::new(self.n);
        for j in 0..self.n {
            for k in 0..K {
                let mut common = [0.0; 4];
                for (t, share) in shares.iter().enumerate() {
                    for a in 0..width {
                        for b in 0..width {
                            common[a] += share[a][b] * x.at(t * block + k * width + b, j);
                        }
                    }
                }
                for t in 0..shares.len() {
                    for a in 0..width {
                        let i = t * block + k * width + a;
                        out.add(j, i, x.at(i, j) - common[a]);
                    }
                }
            }
        }
        out
    }
}
