//! A mixture of normal distributions over places, with axes that vary independently within a bloc; by EM (Dempster, Laird
//! and Rubin 1977), the number of blocs by BIC (Schwarz 1978; Fraley and Raftery 2002).

use super::random::Random;

/// A mixture that was fitted.
#[derive(Debug, Clone)]
pub(super) struct Mixture {
    pub(super) labels: Vec<usize>,
    pub(super) bic: f64,
}

const MOST_ROUNDS: usize = 100;
/// A bloc cannot be narrower than this share of the spread of all, so that two voters at one place are no bloc by that.
const LEAST_SPREAD: f64 = 0.01;

struct State {
    weights: Vec<f64>,
    means: Vec<Vec<f64>>,
    spreads: Vec<Vec<f64>>,
}

/// The best of several starts with so many blocs.
pub(super) fn fitted(
    places: &[Vec<f64>],
    blocs: usize,
    starts: usize,
    random: &mut Random,
) -> Option<Mixture> {
    let axes = places.first()?.len();
    let n = places.len() as f64;
    let overall = |axis: usize| {
        let mean = places.iter().map(|place| place[axis]).sum::<f64>() / n;
        let spread = places.iter().map(|place| (place[axis] - mean) * (place[axis] - mean)).sum::<f64>() / n;
        spread.max(1e-12)
    };
    let spread: Vec<f64> = (0..axes).map(overall).collect();
    let mut best: Option<(f64, Vec<usize>)> = None;
    for _ in 0..if blocs == 1 { 1 } else { starts.max(1) } {
        let (likelihood, labels) = one_start(places, blocs, &spread, random);
        if best.as_ref().is_none_or(|(known, _)| likelihood > *known + 1e-9) {
            best = Some((likelihood, labels));
        }
    }
    let (likelihood, labels) = best?;
    let parameters = (blocs * 2 * axes + blocs - 1) as f64;
    Some(Mixture { labels, bic: -2.0 * likelihood + parameters * libm::log(n) })
}

fn one_start(places: &[Vec<f64>], blocs: usize, spread: &[f64], random: &mut Random) -> (f64, Vec<usize>) {
    let n = places.len();
    let mut state = State {
        weights: vec![1.0 / blocs as f64; blocs],
        means: seeds(places, blocs, spread, random),
        spreads: vec![spread.iter().map(|s| s / (blocs * blocs) as f64).collect(); blocs],
    };
    let mut shares = vec![0.0; n * blocs];
    let mut last = f64::NEG_INFINITY;
    for _ in 0..MOST_ROUNDS {
        let likelihood = expect(places, &state, &mut shares);
        if (likelihood - last).abs() < 1e-6 * (1.0 + likelihood.abs()) {
            break;
        }
        last = likelihood;
        for bloc in 0..blocs {
            let weight: f64 = (0..n).map(|voter| shares[voter * blocs + bloc]).sum();
            state.weights[bloc] = (weight / n as f64).max(1e-12);
            if weight < 1e-9 {
                continue;
            }
            for axis in 0..spread.len() {
                let of = |value: &dyn Fn(f64) -> f64| -> f64 {
                    (0..n).map(|voter| shares[voter * blocs + bloc] * value(places[voter][axis])).sum::<f64>()
                        / weight
                };
                let mean = of(&|x| x);
                state.means[bloc][axis] = mean;
                state.spreads[bloc][axis] = of(&|x| (x - mean) * (x - mean)).max(LEAST_SPREAD * spread[axis]);
            }
        }
    }
    let likelihood = expect(places, &state, &mut shares);
    let label = |voter: usize| {
        let row = &shares[voter * blocs..(voter + 1) * blocs];
        (0..blocs).fold(0, |best, bloc| if row[bloc] > row[best] { bloc } else { best })
    };
    (likelihood, (0..n).map(label).collect())
}

/// The share that each bloc has in each voter, and the likelihood of all, as a logarithm.
fn expect(places: &[Vec<f64>], state: &State, shares: &mut [f64]) -> f64 {
    let blocs = state.weights.len();
    let height = |bloc: usize| -> f64 {
        let spreads = state.spreads[bloc].iter().map(|spread| libm::log(std::f64::consts::TAU * spread));
        libm::log(state.weights[bloc]) - 0.5 * spreads.sum::<f64>()
    };
    let heights: Vec<f64> = (0..blocs).map(height).collect();
    let mut all = 0.0;
    for (place, row) in places.iter().zip(shares.chunks_exact_mut(blocs)) {
        for (bloc, share) in row.iter_mut().enumerate() {
            let mut density = heights[bloc];
            for ((x, mean), spread) in place.iter().zip(&state.means[bloc]).zip(&state.spreads[bloc]) {
                density -= 0.5 * (x - mean) * (x - mean) / spread;
            }
            *share = density;
        }
        all += normalised(row);
    }
    all
}

/// Logarithms of weights become shares; returns the logarithm of their sum.
pub(super) fn normalised(row: &mut [f64]) -> f64 {
    let most = row.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let mut sum = 0.0;
    for value in row.iter_mut() {
        *value = libm::exp(*value - most);
        sum += *value;
    }
    for value in row.iter_mut() {
        *value /= sum;
    }
    most + libm::log(sum)
}

/// Voters far from each other to begin with (k-means++, Arthur and Vassilvitskii 2007).
fn seeds(places: &[Vec<f64>], blocs: usize, spread: &[f64], random: &mut Random) -> Vec<Vec<f64>> {
    let far = |a: &[f64], b: &[f64]| -> f64 {
        a.iter().zip(b).zip(spread).map(|((x, y), s)| (x - y) * (x - y) / s).sum()
    };
    let mut means = vec![places[random.below(places.len())].clone()];
    while means.len() < blocs {
        let nearest: Vec<f64> = places
            .iter()
            .map(|place| means.iter().map(|mean| far(place, mean)).fold(f64::INFINITY, f64::min))
            .collect();
        let mut mark = random.unit() * nearest.iter().sum::<f64>();
        let next = nearest.iter().position(|distance| {
            mark -= distance;
            mark < 0.0
        });
        means.push(places[next.unwrap_or(0)].clone());
    }
    means
}
