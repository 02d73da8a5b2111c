//! The contested texts in fixed units of work: what one thread does at a time, whatever the number of threads.

use std::ops::Range;

use crate::small::{MAX, Matrix, Vector};
use crate::votes::Votes;

/// The most units: enough for any number of cores that shares memory well, few enough that their sums are small.
const UNITS: usize = 32;
/// Votes that are worth a unit.
const VOTES: usize = 20_000;

#[derive(Debug)]
pub(crate) struct Plan {
    /// The contested texts, in the order of their first periods.
    pub(crate) texts: Vec<u32>,
    pub(crate) units: Vec<Unit>,
    /// Votes on them.
    pub(crate) votes: usize,
}

#[derive(Debug)]
pub(crate) struct Unit {
    /// The rows of [`Plan::texts`].
    pub(crate) rows: Range<usize>,
    /// All stands that voted on them lie in here.
    pub(crate) stands: Range<usize>,
}

impl Plan {
    pub(crate) fn new(votes: &Votes) -> Self {
        let mut texts: Vec<u32> =
            (0..votes.texts().len() as u32).filter(|&text| votes.contested(text)).collect();
        texts.sort_by_key(|&text| votes.text_periods(text));
        let sizes: Vec<usize> = (texts.iter())
            .map(|&text| votes.texts()[text as usize].iter().map(|&item| votes.item_votes(item)).sum())
            .collect();
        let total: usize = sizes.iter().sum();
        let share = (total / UNITS).max(VOTES);
        let mut units = Vec::new();
        let (mut start, mut size) = (0, 0);
        for row in 0..texts.len() {
            size += sizes[row];
            if size >= share || row + 1 == texts.len() {
                let mut first = u32::MAX;
                let mut last = 0;
                for &text in &texts[start..=row] {
                    let (low, high) = votes.text_periods(text);
                    first = first.min(low);
                    last = last.max(high);
                }
                let stands = votes.period_range(first).start..votes.period_range(last).end;
                units.push(Unit { rows: start..row + 1, stands });
                start = row + 1;
                size = 0;
            }
        }
        Self { texts, units, votes: total }
    }

    /// The row of each text; none of one that is not contested.
    pub(crate) fn rows(&self, votes: &Votes) -> Vec<Option<u32>> {
        let mut rows = vec![None; votes.texts().len()];
        for (row, &text) in self.texts.iter().enumerate() {
            rows[text as usize] = Some(row as u32);
        }
        rows
    }
}

/// The priors of an item's parameters, as [`crate::Model`] states them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ItemPrior {
    pub(crate) dimensions: usize,
    /// Number of parameters.
    pub(crate) n: usize,
    pub(crate) discrimination: f64,
    pub(crate) cut: f64,
}

/// Cut points are kept at least this far apart, where the difference of two normal probabilities still has digits.
pub(crate) const GAP: f64 = 1e-3;

impl ItemPrior {
    /// Adds the gradient and information of the log prior; returns its value.
    #[inline]
    pub(crate) fn add(&self, x: &Vector, gradient: &mut Vector, information: &mut Matrix) -> f64 {
        let mut value = 0.0;
        for i in 0..self.n {
            let precision = if i < self.dimensions { self.discrimination } else { self.cut };
            value -= 0.5 * precision * x[i] * x[i];
            gradient[i] -= precision * x[i];
            information[i][i] += precision;
        }
        for i in self.dimensions + 1..self.n {
            let gap = (x[i] - x[i - 1]).max(1e-9);
            value += 0.5 * crate::normal::ln(gap);
            let (slope, curve) = (0.5 / gap, 0.5 / (gap * gap));
            gradient[i] += slope;
            gradient[i - 1] -= slope;
            information[i][i] += curve;
            information[i - 1][i - 1] += curve;
            information[i][i - 1] -= curve;
            information[i - 1][i] -= curve;
        }
        value
    }

    /// Whether the cut points are in order, with room between them.
    #[inline]
    pub(crate) fn ordered(&self, x: &Vector) -> bool {
        (self.dimensions + 1..self.n).all(|i| x[i] - x[i - 1] >= GAP)
    }

    /// The share of a step that may be taken: no parameter moves by more than 1, no gap loses more than 0.8 of itself.
    #[inline]
    pub(crate) fn share(&self, x: &Vector, step: &Vector) -> f64 {
        let mut share: f64 = 1.0;
        for i in 0..self.n {
            share = share.min(1.0 / step[i].abs().max(1.0));
        }
        for i in self.dimensions + 1..self.n {
            let (gap, change) = (x[i] - x[i - 1], step[i] - step[i - 1]);
            let room = 0.8 * gap.min(gap - GAP).max(0.0);
            if change < -room {
                share = share.min(room / -change);
            }
        }
        share
    }

    pub(crate) fn new(model: &crate::Model, votes: &Votes) -> Self {
        let n = model.dimensions + votes.answers().len() - 1;
        debug_assert!(n <= MAX);
        Self {
            dimensions: model.dimensions,
            n,
            discrimination: 1.0 / (model.discrimination_sd * model.discrimination_sd),
            cut: 1.0 / (model.cut_sd * model.cut_sd),
        }
    }
}
