//! Partitions, and how like two of them are.

use std::collections::BTreeMap;

/// Who is in which bloc.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partition {
    /// Of each voter, its bloc: numbered from 0, the largest first; of equal size the one with the first voter.
    pub of: Vec<usize>,
    /// How many blocs.
    pub blocs: usize,
}

impl Partition {
    /// From any labels.
    pub fn from_labels(labels: &[usize]) -> Self {
        let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (voter, label) in labels.iter().enumerate() {
            members.entry(*label).or_default().push(voter);
        }
        let mut blocs: Vec<Vec<usize>> = members.into_values().collect();
        blocs.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        let mut of = vec![0; labels.len()];
        for (bloc, voters) in blocs.iter().enumerate() {
            for voter in voters {
                of[*voter] = bloc;
            }
        }
        Self { of, blocs: blocs.len() }
    }

    /// The voters of a bloc.
    pub fn members(&self, bloc: usize) -> impl Iterator<Item = usize> {
        self.of.iter().enumerate().filter(move |(_, of)| **of == bloc).map(|(voter, _)| voter)
    }
}

/// How many voters are in which pair of blocs, and in each bloc of the one and of the other.
struct Joint {
    cells: BTreeMap<(usize, usize), f64>,
    rows: BTreeMap<usize, f64>,
    columns: BTreeMap<usize, f64>,
    n: f64,
}

impl Joint {
    fn new(one: &[usize], other: &[usize]) -> Self {
        let mut joint =
            Self { cells: BTreeMap::new(), rows: BTreeMap::new(), columns: BTreeMap::new(), n: 0.0 };
        for (a, b) in one.iter().zip(other) {
            *joint.cells.entry((*a, *b)).or_default() += 1.0;
            *joint.rows.entry(*a).or_default() += 1.0;
            *joint.columns.entry(*b).or_default() += 1.0;
            joint.n += 1.0;
        }
        joint
    }
}

/// The adjusted Rand index of two partitions of the same voters (Hubert and Arabie 1985): of all pairs of voters, how far
/// the two agree that they are together or apart, beyond chance: 1 the same partition, 0 as by chance, below 0 less.
/// `None` where both have one bloc of all, or both one of each, unless they are the same: then it is 1.
pub fn adjusted_rand(one: &[usize], other: &[usize]) -> Option<f64> {
    let joint = Joint::new(one, other);
    let pairs = |n: f64| n * (n - 1.0) / 2.0;
    let together: f64 = joint.cells.values().map(|n| pairs(*n)).sum();
    let rows: f64 = joint.rows.values().map(|n| pairs(*n)).sum();
    let columns: f64 = joint.columns.values().map(|n| pairs(*n)).sum();
    let all = pairs(joint.n);
    if all <= 0.0 {
        return None;
    }
    let expected = rows * columns / all;
    let most = f64::midpoint(rows, columns);
    if (most - expected).abs() < 1e-12 {
        return (rows - columns).abs().lt(&1e-12).then_some(1.0).filter(|_| (together - rows).abs() < 1e-12);
    }
    Some((together - expected) / (most - expected))
}

/// The variation of information of two partitions of the same voters (Meilă 2007), in bits: what the one does not tell of
/// the other, and the other of the one. 0 is the same partition; no distance is larger than log₂ of the number of voters.
pub fn variation_of_information(one: &[usize], other: &[usize]) -> f64 {
    let joint = Joint::new(one, other);
    let sum: f64 = joint
        .cells
        .iter()
        .map(|((a, b), n)| {
            let (row, column) = (joint.rows.get(a).unwrap_or(n), joint.columns.get(b).unwrap_or(n));
            n / joint.n * (libm::log2(n / row) + libm::log2(n / column))
        })
        .sum();
    // Not a minus before nought.
    (-sum).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_bloc_is_first() {
        let partition = Partition::from_labels(&[7, 3, 3, 9, 3, 7]);
        assert_eq!(partition, Partition { of: vec![1, 0, 0, 2, 0, 1], blocs: 3 });
        assert_eq!(partition.members(1).collect::<Vec<_>>(), [0, 5]);
    }

    /// Hubert and Arabie's index of a table that can be counted by hand: of 15 pairs, 4 are together in both, 7 and 6 in
    /// each; (4 − 2.8) / (6.5 − 2.8).
    #[test]
    fn the_index_of_a_small_table() {
        let (one, other) = ([0, 0, 0, 1, 1, 1], [0, 0, 0, 0, 1, 1]);
        let index = adjusted_rand(&one, &other).expect("defined");
        assert!((index - (4.0 - 2.8) / (6.5 - 2.8)).abs() < 1e-12, "{index}");
        let pairs =
            [adjusted_rand(&one, &one), adjusted_rand(&[0; 6], &[0; 6]), adjusted_rand(&[0; 6], &one)];
        assert_eq!(pairs, [Some(1.0), Some(1.0), Some(0.0)]);
        assert_eq!(adjusted_rand(&[0], &[0]), None);
    }

    #[test]
    fn information_varies_by_what_one_does_not_tell() {
        // Two independent halves: a bit each way.
        let (one, other) = ([0, 0, 1, 1], [0, 1, 0, 1]);
        assert!((variation_of_information(&one, &other) - 2.0).abs() < 1e-12);
        assert!(variation_of_information(&one, &one).abs() < 1e-12);
        assert!((variation_of_information(&one, &[0; 4]) - 1.0).abs() < 1e-12);
    }
}
