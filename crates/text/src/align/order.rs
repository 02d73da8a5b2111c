//! The heaviest sequence of pairs that both texts have in one order.

use std::collections::BTreeSet;

/// Pairs come in the order of the first text. Of sequences equally heavy the earlier in reading order is taken.
pub(super) fn heaviest(
    pairs: &[(usize, usize)],
    weight: impl Fn(usize, usize) -> u64,
) -> BTreeSet<(usize, usize)> {
    let mut best: Vec<(u64, Option<usize>)> = Vec::with_capacity(pairs.len());
    for (i, &(a, b)) in pairs.iter().enumerate() {
        let mut above = (0, None);
        for (j, &(_, earlier)) in pairs[..i].iter().enumerate() {
            if earlier < b && best[j].0 > above.0 {
                above = (best[j].0, Some(j));
            }
        }
        best.push((above.0 + weight(a, b), above.1));
    }
    let mut kept = BTreeSet::new();
    let mut at = (0..best.len()).reduce(|x, y| if best[y].0 > best[x].0 { y } else { x });
    while let Some(i) = at {
        kept.insert(pairs[i]);
        at = best[i].1;
    }
    kept
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::heaviest;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_sequence_in_order_is_heavier(order in Just((0..7_usize).collect::<Vec<_>>()).prop_shuffle(),
                                           weights in prop::collection::vec(1_u64..5, 7)) {
            let pairs: Vec<(usize, usize)> = order.into_iter().enumerate().collect();
            let weight = |a: usize, _: usize| weights[a];
            let in_order = |of: &[(usize, usize)]| of.windows(2).all(|w| w[0].1 < w[1].1);
            let sum = |of: &[(usize, usize)]| of.iter().map(|&(a, b)| weight(a, b)).sum::<u64>();
            // All sequences are tried.
            let most = (0_u32..1 << pairs.len())
                .map(|set| pairs.iter().copied().filter(|p| set >> p.0 & 1 == 1).collect::<Vec<_>>())
                .filter(|sequence| in_order(sequence))
                .map(|sequence| sum(&sequence))
                .max();
            let kept: Vec<(usize, usize)> = heaviest(&pairs, weight).into_iter().collect();
            prop_assert!(in_order(&kept));
            prop_assert_eq!(Some(sum(&kept)), most);
        }
    }
}
