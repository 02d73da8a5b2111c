//! The heaviest sequence of words that two clauses have in the same order.

use super::weights::Words;

/// For each word of `y`, the place in `x` of the word that it is, in the heaviest common sequence.
pub(super) fn common(x: Words<'_>, y: Words<'_>) -> Vec<Option<usize>> {
    // Words that only one of them has change nothing, and are most of the words of most pairs.
    let (xs, ys) = (places_shared(x.ids, y.ids), places_shared(y.ids, x.ids));
    let taken = |i: usize, j: usize| {
        let (p, q) = (xs[i], ys[j]);
        (x.ids[p] == y.ids[q]).then(|| x.weights[p].min(y.weights[q]))
    };
    let wide = ys.len() + 1;
    // best[i][j]: the most that can be taken of `xs[i..]` and `ys[j..]`.
    let mut best = vec![0.0_f32; (xs.len() + 1) * wide];
    for i in (0..xs.len()).rev() {
        let (head, tail) = best.split_at_mut((i + 1) * wide);
        let (row, below) = (&mut head[i * wide..], &tail[..wide]);
        for j in (0..ys.len()).rev() {
            let mut top = below[j].max(row[j + 1]);
            if let Some(weight) = taken(i, j) {
                top = top.max(below[j + 1] + weight);
            }
            row[j] = top;
        }
    }
    let mut marks = vec![None; y.ids.len()];
    let (mut i, mut j) = (0, 0);
    while i < xs.len() && j < ys.len() {
        let here = best[i * wide + j];
        // The same sums are made of the same numbers in the same order, so that they are equal bit by bit.
        if taken(i, j).is_some_and(|weight| here <= best[(i + 1) * wide + j + 1] + weight) {
            marks[ys[j]] = Some(xs[i]);
            i += 1;
            j += 1;
        } else if here <= best[(i + 1) * wide + j] {
            i += 1;
        } else {
            j += 1;
        }
    }
    marks
}

/// The places of the words that the others have too.
fn places_shared(words: &[u32], others: &[u32]) -> Vec<usize> {
    let mut others = others.to_vec();
    others.sort_unstable();
    (0..words.len()).filter(|place| others.binary_search(&words[*place]).is_ok()).collect()
}

/// Of what [`common`] says, the places in `x` and in `y` of the words that stand in runs of at least so many.
pub(super) fn in_runs(marks: &[Option<usize>], least: usize) -> impl Iterator<Item = (usize, usize)> {
    let goes_on = |j: usize| j > 0 && marks[j].is_some_and(|i| i > 0 && marks[j - 1] == Some(i - 1));
    let mut runs: Vec<usize> = vec![0; marks.len()];
    for j in 0..marks.len() {
        runs[j] = if goes_on(j) { runs[j - 1] + 1 } else { usize::from(marks[j].is_some()) };
    }
    for j in (1..marks.len()).rev() {
        if goes_on(j) {
            runs[j - 1] = runs[j];
        }
    }
    marks
        .iter()
        .zip(runs)
        .enumerate()
        .filter_map(move |(j, (mark, run))| mark.filter(|_| run >= least).map(|i| (i, j)))
}

/// The weight of the words that stand in runs of at least so many.
pub(super) fn weight_in_runs(y: Words<'_>, marks: &[Option<usize>], least: usize) -> f32 {
    in_runs(marks, least).map(|(_, j)| y.weights[j]).sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{common, in_runs};
    use crate::align::weights::Words;

    /// The heaviest of all common sequences, each tried.
    fn heaviest(x: &[(u32, f32)], y: &[(u32, f32)]) -> f32 {
        let (Some((p, x)), Some((q, y))) = (x.split_first(), y.split_first()) else { return 0.0 };
        let without = heaviest(x, &[&[*q], y].concat()).max(heaviest(&[&[*p], x].concat(), y));
        if p.0 == q.0 { without.max(p.1.min(q.1) + heaviest(x, y)) } else { without }
    }

    fn words() -> impl Strategy<Value = Vec<(u32, f32)>> {
        // Weights that are sums of powers of two, so that sums are exact in whatever order.
        proptest::collection::vec((0_u32..3, (1_u8..8).prop_map(|w| f32::from(w) / 4.0)), 0..6)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_common_sequence_is_heavier(x in words(), y in words()) {
            let (ids, weights): (Vec<u32>, Vec<f32>) = x.iter().copied().unzip();
            let (other_ids, other_weights): (Vec<u32>, Vec<f32>) = y.iter().copied().unzip();
            let marks = common(
                Words { ids: &ids, weights: &weights },
                Words { ids: &other_ids, weights: &other_weights },
            );
            let places: Vec<(usize, usize)> = in_runs(&marks, 1).collect();
            prop_assert!(places.windows(2).all(|w| w[0].0 < w[1].0 && w[0].1 < w[1].1));
            prop_assert!(places.iter().all(|(i, j)| ids[*i] == other_ids[*j]));
            let weight: f32 = places.iter().map(|(i, j)| weights[*i].min(other_weights[*j])).sum();
            prop_assert!((weight - heaviest(&x, &y)).abs() < f32::EPSILON);
        }
    }

    #[test]
    fn runs_are_unbroken_on_both_sides() {
        // A run of two, a word alone, and one of three that begins where the other text goes on elsewhere.
        let marks = [Some(0), Some(1), None, Some(3), Some(6), Some(7), Some(8)];
        assert_eq!(in_runs(&marks, 2).collect::<Vec<_>>(), [(0, 0), (1, 1), (6, 4), (7, 5), (8, 6)]);
        assert_eq!(in_runs(&marks, 3).collect::<Vec<_>>(), [(6, 4), (7, 5), (8, 6)]);
        assert_eq!(in_runs(&marks, 1).count(), 6);
    }
}
