//! How much wider intervals must be to cover: votes are drawn from the fit, fitted again, and the errors counted.
//!
//! A parametric bootstrap (Efron 1979) of the pivot, in the manner of Beran (1987). What a variational approximation leaves
//! out (items that were fitted to the same votes, the variance of the walk taken as known) is the same in the fits of drawn
//! votes, where the truth is known. With z the errors there, each over its stated standard deviation, the factor is the
//! 0.95 quantile of |z| over that of the normal distribution. It is one factor for each dimension: for one a position there
//! would be far too few draws.

use super::{EmSettings, Frame, State, interval};
use crate::error::Warning;
use crate::fit::{Flow, Progress};
use crate::kernel::Evidence;
use crate::rng::Stream;
use crate::small;
use crate::votes::Votes;

/// Positions of drawn votes that are enough, together.
const POSITIONS: usize = 4000;
/// The most draws.
const DRAWS: u64 = 12;
/// Bounds of the factor: intervals are not made shorter.
const FACTOR: (f64, f64) = (1.0, 2.0);

/// The factor of the standard deviations, by dimension; `None` where the observer stopped it.
pub(super) fn factors<const K: usize>(
    frame: &Frame<'_>,
    state: &State<K>,
    settings: &EmSettings,
    observe: &mut dyn FnMut(&Progress) -> Flow,
) -> Option<[f64; K]> {
    let stands = frame.votes.stands().len();
    let draws = (POSITIONS.div_ceil(stands.max(1)) as u64).min(DRAWS);
    let mut errors: [Vec<f64>; K] = std::array::from_fn(|_| Vec::new());
    let says = frame.says(state);
    let rows = frame.plan.rows(frame.votes);
    for number in 0..draws {
        let (votes, truth) = draw(frame, state, &says, &rows, number);
        if (0..votes.texts().len()).all(|text| !votes.contested(text as u32)) {
            continue;
        }
        let drawn = Frame::new(&votes, frame.model);
        let start = started(&drawn, state, &rows);
        let mut warnings = Vec::new();
        let (fitted, _) = drawn.converge(start, settings, observe, &mut warnings);
        if warnings.iter().any(|warning| matches!(warning, Warning::Stopped { .. })) {
            return None;
        }
        add_errors(&drawn, &fitted, &truth, &mut errors);
    }
    Some(errors.map(|mut all| {
        if all.is_empty() {
            return 1.0;
        }
        all.sort_by(f64::total_cmp);
        let at = (0.95 * (all.len() - 1) as f64).round() as usize;
        (all[at] / crate::report::Z95).clamp(FACTOR.0, FACTOR.1)
    }))
}

/// Votes and true positions: paths drawn around the fitted ones, votes from them and the fitted items. Who voted on what
/// stays.
fn draw<const K: usize>(
    frame: &Frame<'_>,
    state: &State<K>,
    says: &Evidence<K>,
    rows: &[Option<u32>],
    number: u64,
) -> (Votes, Vec<[f64; K]>) {
    let stream = |part: u64, unit: u64| Stream::new(&[0x6361_6c69, number, part, unit]);
    let mut truth = state.means.clone();
    frame.paths.draw(&state.walk, &says.gradient, &says.information, |unit| stream(0, unit), &mut truth);
    let mut stream = stream(1, 0);
    let cuts = frame.votes.answers().len() - 1;
    let votes = frame.votes.answered_anew(|text, stand, answer| {
        let Some(row) = rows[text as usize] else { return answer };
        let item = &state.items[row as usize];
        let at = &truth[stand as usize];
        let latent = (0..K).map(|k| item[k] * at[k]).sum::<f64>() + stream.normal();
        (0..cuts).filter(|&cut| latent > item[K + cut]).count() as u8
    });
    (votes, truth)
}

/// The fit as a start for drawn votes, in which fewer texts may be contested.
fn started<const K: usize>(drawn: &Frame<'_>, from: &State<K>, rows: &[Option<u32>]) -> State<K> {
    let mut start = from.clone();
    let known = drawn.plan.texts.iter().filter_map(|&text| rows[text as usize]).map(|row| row as usize);
    (start.items, start.item_covariances) =
        known.map(|row| (from.items[row], from.item_covariances[row])).unzip();
    start
}

/// Adds |error| / standard deviation of each position with a contested vote.
fn add_errors<const K: usize>(
    drawn: &Frame<'_>,
    fitted: &State<K>,
    truth: &[[f64; K]],
    errors: &mut [Vec<f64>; K],
) {
    let (items, _) = interval::items(drawn, fitted, &fitted.expected());
    let covariances = interval::covariances(drawn, fitted, &items);
    let (matrix, shift) = onto(&fitted.means, truth);
    for (stand, info) in drawn.votes.stands().iter().enumerate() {
        if info.contested == 0 {
            continue;
        }
        let mean = small::apply(&matrix, &fitted.means[stand]);
        let covariance =
            small::times(&small::times(&matrix, &covariances[stand]), &small::transposed(&matrix));
        for k in 0..K {
            let error = (mean[k] + shift[k] - truth[stand][k]).abs();
            errors[k].push(error / covariance[k][k].max(1e-300).sqrt());
        }
    }
}

/// The linear map and shift that bring fitted positions nearest to the true ones: what the scale of the report takes out.
fn onto<const K: usize>(fitted: &[[f64; K]], truth: &[[f64; K]]) -> ([[f64; K]; K], [f64; K]) {
    let n = fitted.len() as f64;
    let mean = |all: &[[f64; K]]| -> [f64; K] {
        std::array::from_fn(|k| all.iter().map(|at| at[k]).sum::<f64>() / n)
    };
    let (from, to) = (mean(fitted), mean(truth));
    let mut own = [[0.0; small::MAX]; small::MAX];
    let mut cross = [[0.0; K]; K];
    for (x, y) in fitted.iter().zip(truth) {
        for k in 0..K {
            for m in 0..K {
                own[k][m] += (x[k] - from[k]) * (x[m] - from[m]);
                cross[k][m] += (y[k] - to[k]) * (x[m] - from[m]);
            }
        }
    }
    let factor = small::cholesky(&own, K);
    let matrix: [[f64; K]; K] = std::array::from_fn(|k| {
        let mut right = [0.0; small::MAX];
        right[..K].copy_from_slice(&cross[k]);
        let row = small::solve(&factor, &right, K);
        std::array::from_fn(|m| row[m])
    });
    let moved = small::apply(&matrix, &from);
    (matrix, std::array::from_fn(|k| to[k] - moved[k]))
}
