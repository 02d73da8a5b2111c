//! Where the engines begin: the leading factors of the answers, each text centred and scaled, voters not moving.

use crate::em::{Frame, State};
use crate::model::Walk;
use crate::normal;
use crate::rng::Stream;
use crate::small::MAX;

const ROUNDS: usize = 12;

pub(crate) fn state<const K: usize>(frame: &Frame<'_>) -> State<K> {
    let votes = frame.votes;
    let categories = votes.answers().len();
    let voters = votes.voters().len();
    // Scores of answers, and cut points as if nobody differed.
    let mut scores = Vec::with_capacity(frame.plan.texts.len());
    let mut items = Vec::with_capacity(frame.plan.texts.len());
    for &text in &frame.plan.texts {
        let mut counts = [0.0; 5];
        for &item in &votes.texts()[text as usize] {
            for (answer, count) in counts.iter_mut().enumerate().take(categories) {
                *count += votes.who(item, answer as u8).len() as f64;
            }
        }
        let n: f64 = counts.iter().sum();
        let mean = (0..categories).map(|a| a as f64 * counts[a]).sum::<f64>() / n;
        let square = (0..categories).map(|a| (a as f64 - mean).powi(2) * counts[a]).sum::<f64>() / n;
        let sd = square.sqrt().max(1e-6);
        scores.push([0, 1, 2, 3, 4].map(|a| (f64::from(a) - mean) / sd));
        let mut item = [0.0; MAX];
        let mut below = 0.0;
        for answer in 0..categories - 1 {
            below += counts[answer] + 0.5;
            let cut = normal::quantile(below / (n + 0.5 * categories as f64));
            let least = if answer == 0 { f64::NEG_INFINITY } else { item[K + answer - 1] + 0.01 };
            item[K + answer] = cut.max(least);
        }
        items.push(item);
    }

    let mut stream = Stream::new(&[0x7374_6172_7400]);
    let mut factors = vec![[0.0; K]; voters];
    let mut loads = vec![[0.0; K]; frame.plan.texts.len()];
    for k in 0..K {
        for factor in &mut factors {
            factor[k] = stream.normal();
        }
        for _ in 0..ROUNDS {
            let mut pull = vec![(0.0, 1.0); voters];
            for (row, &text) in frame.plan.texts.iter().enumerate() {
                let (mut num, mut den) = (0.0, 5.0);
                each(votes, text, |voter, answer| {
                    let factor = &factors[voter];
                    num += (scores[row][answer] - known(factor, &loads[row], k)) * factor[k];
                    den += factor[k] * factor[k];
                });
                let load = num / den;
                loads[row][k] = load;
                each(votes, text, |voter, answer| {
                    let left = scores[row][answer] - known(&factors[voter], &loads[row], k);
                    pull[voter].0 += left * load;
                    pull[voter].1 += load * load;
                });
            }
            for (factor, (num, den)) in factors.iter_mut().zip(pull) {
                factor[k] = num / den;
            }
            let n = voters as f64;
            let mean = factors.iter().map(|factor| factor[k]).sum::<f64>() / n;
            let square = factors.iter().map(|factor| (factor[k] - mean).powi(2)).sum::<f64>() / n;
            let sd = square.sqrt().max(1e-9);
            for factor in &mut factors {
                factor[k] = ((factor[k] - mean) / sd).clamp(-4.0, 4.0);
            }
        }
    }
    for (item, load) in items.iter_mut().zip(&loads) {
        for k in 0..K {
            item[k] = 0.5 * load[k].clamp(-2.0, 2.0);
        }
    }
    let mut covariance = [[0.0; K]; K];
    for (k, row) in covariance.iter_mut().enumerate() {
        row[k] = 0.05;
    }
    let walk = match frame.model.walk {
        Walk::Static => 0.0,
        Walk::Given(variance) => variance,
        Walk::Estimated => 0.02,
    };
    State {
        means: votes.stands().iter().map(|stand| factors[stand.voter as usize]).collect(),
        covariances: vec![covariance; votes.stands().len()],
        item_covariances: vec![[[0.0; MAX]; MAX]; items.len()],
        items,
        walk: [walk; K],
    }
}

/// What the factors before `k` explain.
fn known<const K: usize>(factor: &[f64; K], load: &[f64; K], k: usize) -> f64 {
    (0..k).map(|m| factor[m] * load[m]).sum()
}

fn each(votes: &crate::Votes, text: u32, mut visit: impl FnMut(usize, usize)) {
    for &item in &votes.texts()[text as usize] {
        for answer in 0..votes.answers().len() {
            for &stand in votes.who(item, answer as u8) {
                visit(votes.stands()[stand as usize].voter as usize, answer);
            }
        }
    }
}
