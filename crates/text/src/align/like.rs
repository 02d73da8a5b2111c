//! How like two clauses are.

use super::common::{common, weight_in_runs};
use super::weights::Weighed;

/// From 0 to 1: how much of the words of both stands in both in the same order, half of it if it is not in runs of three
/// words or more.
pub(super) fn likeness(weighed: &Weighed, a: usize, b: usize) -> f32 {
    let (x, y) = (weighed.of_before(a), weighed.of_after(b));
    let marks = common(x, y);
    let taken = 0.5 * (weight_in_runs(y, &marks, 1) + weight_in_runs(y, &marks, 3));
    likeness_of(weighed, a, b, taken)
}

/// The likeness if all words that both have stood in the same order: none is more. It takes little time.
pub(super) fn at_most(weighed: &Weighed, a: usize, b: usize) -> f32 {
    likeness_of(weighed, a, b, weighed.in_both(a, b))
}

fn likeness_of(weighed: &Weighed, a: usize, b: usize, taken: f32) -> f32 {
    let words = weighed.of_before(a).ids.len().min(weighed.of_after(b).ids.len());
    if words == 0 {
        return 0.0;
    }
    let (wx, wy) = weighed.sums(a, b);
    let dice = 2.0 * taken / (wx + wy);
    // A clause cut down or drawn out is still the same one: its shorter form stands in the longer.
    let inside = taken / wx.min(wy);
    if words >= 6 { dice.max(0.35 * dice + 0.55 * inside) } else { dice }
}
