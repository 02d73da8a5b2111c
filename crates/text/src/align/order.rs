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
