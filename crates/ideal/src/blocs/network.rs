//! The network of agreement beyond what the items alone bring about, and the partition with the greatest modularity.

use super::answers::{Answers, MISSING};
use super::compare::Partition;
use super::random::Random;

/// Agreement of pairs of voters, and how far it is beyond chance.
#[derive(Debug, Clone, PartialEq)]
pub struct Excess {
    n: usize,
    /// Of each pair, the agreement beyond chance, summed over the items that both answered.
    beyond: Vec<f64>,
    /// Of each pair, the mean agreement; `NONE` where there is no common item.
    mean: Vec<f64>,
    /// All agreement of all pairs.
    all: f64,
}

/// No agreement, which is never below nought.
const NONE: f64 = -1.0;

/// How far two answers agree: an abstention is half way.
fn agree(one: u8, other: u8) -> f64 {
    1.0 - f64::from(one.abs_diff(other)) / 2.0
}

impl Excess {
    /// Of the answers. To each item, the agreement of two voters by chance is the mean over all pairs of those that answered
    /// it: what stays when its answers are shuffled among them.
    pub fn new(answers: &Answers) -> Self {
        let n = answers.voters();
        let mut beyond_of: Vec<[f64; 16]> = Vec::with_capacity(answers.items());
        for item in 0..answers.items() {
            let counts = answers.counts(item).map(|count| count as f64);
            let answered: f64 = counts.iter().sum();
            let pairs = answered * (answered - 1.0);
            let mut chance = 0.0;
            for one in 0..3_u8 {
                for other in 0..3_u8 {
                    let others = counts[usize::from(other)] - f64::from(one == other);
                    chance += counts[usize::from(one)] * others * agree(one, other);
                }
            }
            let chance = if pairs > 0.0 { chance / pairs } else { 0.0 };
            let mut table = [0.0; 16];
            for one in 0..3_u8 {
                for other in 0..3_u8 {
                    table[usize::from(one * 4 + other)] = agree(one, other) - chance;
                }
            }
            beyond_of.push(table);
        }
        let (mut beyond, mut mean, mut all) = (vec![0.0; n * n], vec![NONE; n * n], 0.0);
        for one in 0..n {
            for other in one + 1..n {
                let (mut sum, mut half_steps, mut common) = (0.0, 0_u32, 0_u32);
                let rows = answers.row(one).iter().zip(answers.row(other)).zip(&beyond_of);
                for ((&a, &b), table) in rows {
                    sum += table[usize::from(a * 4 + b)];
                    if a != MISSING && b != MISSING {
                        half_steps += u32::from(2 - a.abs_diff(b));
                        common += 1;
                    }
                }
                let agreement = f64::from(half_steps) / 2.0;
                all += agreement;
                let average = if common > 0 { agreement / f64::from(common) } else { NONE };
                for place in [one * n + other, other * n + one] {
                    beyond[place] = sum;
                    mean[place] = average;
                }
            }
        }
        Self { n, beyond, mean, all }
    }

    /// How many voters.
    pub fn len(&self) -> usize {
        self.n
    }

    /// Whether there is no voter.
    pub fn is_empty(&self) -> bool {
        self.n == 0
    }

    /// The mean agreement of two voters, an abstention as half; `None` where they answered no common item.
    pub fn agreement(&self, one: usize, other: usize) -> Option<f64> {
        Some(self.mean[one * self.n + other]).filter(|mean| *mean >= 0.0)
    }

    fn row(&self, voter: usize) -> &[f64] {
        &self.beyond[voter * self.n..(voter + 1) * self.n]
    }
}

/// The modularity of a partition (Newman and Girvan 2004), with agreement by chance from the items: of all agreement, how
/// much more lies within blocs than chance brings about.
pub fn modularity(excess: &Excess, of: &[usize]) -> f64 {
    if excess.all <= 0.0 {
        return 0.0;
    }
    let mut within = 0.0;
    for one in 0..excess.n {
        let row = excess.row(one);
        within +=
            (one + 1..excess.n).filter(|other| of[one] == of[*other]).map(|other| row[other]).sum::<f64>();
    }
    within / excess.all
}

/// The partition with the greatest modularity of so many starts.
pub(super) fn greatest(excess: &Excess, starts: usize, random: &mut Random) -> Partition {
    let mut best: Option<(f64, Vec<usize>)> = None;
    for _ in 0..starts.max(1) {
        let labels = louvain(excess, random);
        let quality = modularity(excess, &labels);
        if best.as_ref().is_none_or(|(known, _)| quality > *known + 1e-12) {
            best = Some((quality, labels));
        }
    }
    Partition::from_labels(&best.map(|(_, labels)| labels).unwrap_or_default())
}

/// Louvain's way (Blondel and others 2008): single moves as long as they gain, then the same with the blocs as voters, and
/// at the end single moves once more, so that no voter would gain by another bloc.
fn louvain(excess: &Excess, random: &mut Random) -> Vec<usize> {
    let n = excess.n;
    let mut labels: Vec<usize> = (0..n).collect();
    let mut links = excess.beyond.clone();
    let mut size = n;
    loop {
        let mut of: Vec<usize> = (0..size).collect();
        let moved = moves(&links, size, &mut of, random);
        let partition = Partition::from_labels(&of);
        for label in &mut labels {
            *label = partition.of[*label];
        }
        if !moved || partition.blocs == size {
            break;
        }
        let blocs = partition.blocs;
        let mut between = vec![0.0; blocs * blocs];
        for one in 0..size {
            for other in 0..size {
                between[partition.of[one] * blocs + partition.of[other]] += links[one * size + other];
            }
        }
        // What lies within a bloc stays there, wherever it moves.
        for bloc in 0..blocs {
            between[bloc * blocs + bloc] = 0.0;
        }
        (links, size) = (between, blocs);
    }
    moves(&excess.beyond, n, &mut labels, random);
    labels
}

/// Moves single nodes to the bloc where they gain most, until none does. Whether any moved.
fn moves(links: &[f64], n: usize, of: &mut [usize], random: &mut Random) -> bool {
    const MOST_ROUNDS: usize = 100;
    let mut order: Vec<usize> = (0..n).collect();
    random.shuffle(&mut order);
    let blocs = of.iter().max().map_or(0, |most| most + 1);
    // One more, for a node that is better off alone.
    let mut sums = vec![0.0; blocs + 1];
    let mut sizes = vec![0_usize; blocs + 1];
    for bloc in of.iter() {
        sizes[*bloc] += 1;
    }
    let mut any = false;
    for _ in 0..MOST_ROUNDS {
        let mut moved = false;
        for &node in &order {
            sums.fill(0.0);
            for (other, link) in links[node * n..(node + 1) * n].iter().enumerate() {
                if other != node {
                    sums[of[other]] += link;
                }
            }
            let own = of[node];
            let empty = sizes.iter().position(|size| *size == 0);
            let (mut best, mut gain) = (own, sums[own]);
            for (bloc, &sum) in sums.iter().enumerate() {
                let open = sizes[bloc] > 0 || Some(bloc) == empty;
                if open && sum > gain + 1e-9 {
                    (best, gain) = (bloc, sum);
                }
            }
            if best != own {
                of[node] = best;
                sizes[own] -= 1;
                sizes[best] += 1;
                (moved, any) = (true, true);
            }
        }
        if !moved {
            break;
        }
    }
    any
}
