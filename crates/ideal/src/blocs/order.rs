//! An order in which those who are alike stand side by side.

use super::Similarity;

/// Sums of similarities between two clusters, and of how many pairs.
#[derive(Debug, Clone, Copy, Default)]
struct Link {
    sum: f64,
    pairs: f64,
}

impl Link {
    fn mean(self) -> f64 {
        if self.pairs > 0.0 { self.sum / self.pairs } else { f64::NEG_INFINITY }
    }
}

/// The voters in an order for a heat map: clusters are joined by average linkage, the two most alike first, and each pair
/// of clusters is laid end to end so that the two ends that touch are as alike as can be. Equal similarities go by the
/// order of the voters, so the same table gives the same order.
pub fn by_similarity(table: &Similarity) -> Vec<usize> {
    let n = table.len();
    let mut clusters: Vec<Vec<usize>> = (0..n).map(|voter| vec![voter]).collect();
    let mut links = vec![Link::default(); n * n];
    for one in 0..n {
        for other in 0..n {
            if let Some(value) = table.get(one, other).filter(|_| one != other) {
                links[one * n + other] = Link { sum: value, pairs: 1.0 };
            }
        }
    }
    let mut alive: Vec<usize> = (0..n).collect();
    while alive.len() > 1 {
        let (mut best, mut nearest) = ((0, 1), f64::NEG_INFINITY);
        for (place, &one) in alive.iter().enumerate() {
            for (further, &other) in alive.iter().enumerate().skip(place + 1) {
                let mean = links[one * n + other].mean();
                if mean > nearest {
                    (best, nearest) = ((place, further), mean);
                }
            }
        }
        let (kept, gone) = (alive[best.0], alive[best.1]);
        let added = std::mem::take(&mut clusters[gone]);
        let joined = joined(table, std::mem::take(&mut clusters[kept]), added);
        clusters[kept] = joined;
        for &other in &alive {
            let more = links[gone * n + other];
            for at in [kept * n + other, other * n + kept] {
                links[at].sum += more.sum;
                links[at].pairs += more.pairs;
            }
        }
        alive.remove(best.1);
    }
    alive.first().map(|&last| std::mem::take(&mut clusters[last])).unwrap_or_default()
}

/// Two runs end to end, each turned or not.
fn joined(table: &Similarity, left: Vec<usize>, right: Vec<usize>) -> Vec<usize> {
    let touch = |a: Option<&usize>, b: Option<&usize>| match (a, b) {
        (Some(&a), Some(&b)) => table.get(a, b).unwrap_or(f64::NEG_INFINITY),
        _ => f64::NEG_INFINITY,
    };
    let ways = [
        touch(left.last(), right.first()),
        touch(left.last(), right.last()),
        touch(left.first(), right.first()),
        touch(left.first(), right.last()),
    ];
    let best =
        ways.iter().enumerate().fold(0, |best, (way, value)| if *value > ways[best] { way } else { best });
    let (mut left, mut right) = (left, right);
    if best >= 2 {
        left.reverse();
    }
    if best % 2 == 1 {
        right.reverse();
    }
    left.append(&mut right);
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_comes_back_as_a_line() {
        let places = [4, 0, 3, 1, 2];
        let mut table = Similarity::new(5);
        for one in 0..5 {
            for other in 0..5 {
                table.set(one, other, -f64::from(i32::abs(places[one] - places[other])));
            }
        }
        let order: Vec<i32> = by_similarity(&table).into_iter().map(|voter| places[voter]).collect();
        let reversed: Vec<i32> = order.iter().rev().copied().collect();
        assert!(order == [0, 1, 2, 3, 4] || reversed == [0, 1, 2, 3, 4], "{order:?}");
    }

    #[test]
    fn voters_without_a_number_are_kept() {
        let mut order = by_similarity(&Similarity::new(3));
        order.sort_unstable();
        assert_eq!(order, [0, 1, 2]);
        assert!(by_similarity(&Similarity::new(0)).is_empty());
    }
}
