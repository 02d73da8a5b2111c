//! Which roll calls of two sources are the same vote: by symbol, date and the votes themselves.

use std::collections::HashSet;

use jiff::civil::Date;
use travaux_record::PositionRow;

/// A roll call to be matched.
pub(crate) struct RollCall<'a> {
    /// Symbols it may be on, canonical.
    pub(crate) symbols: Vec<String>,
    pub(crate) date: Option<Date>,
    pub(crate) positions: PositionRow<'a>,
    /// Whether its source says that it was on a part of the text. Such a roll call is paired only with what no
    /// other one is paired with: the source's flags are not always right.
    pub(crate) on_a_part: bool,
}

/// With the same symbol, this share of the votes may differ.
const SAME_SYMBOL: f64 = 0.10;
/// Without it, this share, the dates must be near, and no other roll call may be as near.
const SAME_VOTES: f64 = 0.03;
const NEAR_DAYS: i32 = 100;
/// By how many cells the second-best must be worse.
const CLEAR: usize = 3;

/// A pair that may be one vote, the best first when sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Pair {
    on_a_part: bool,
    /// The votes come before the symbol: a source's letters may be shifted by one through a whole resolution.
    different: usize,
    by_votes_alone: bool,
    days: i32,
    left: usize,
    right: usize,
}

/// Pairs the roll calls of one session that are the same vote: `(place in left, place in right)`. Each is paired
/// at most once.
pub(crate) fn same_votes(left: &[RollCall<'_>], right: &[&RollCall<'_>]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (l, one) in left.iter().enumerate() {
        let by_votes = pairs.len();
        for (r, other) in right.iter().enumerate() {
            let Some((different, compared)) = differences(one.positions, other.positions) else { continue };
            let share = different as f64 / compared as f64;
            let same_symbol = one.symbols.iter().any(|s| other.symbols.contains(s));
            let days = match (one.date, other.date) {
                (Some(a), Some(b)) => (a - b).get_days().abs(),
                _ => NEAR_DAYS,
            };
            let on_a_part = one.on_a_part;
            let limit = if on_a_part { SAME_VOTES } else { SAME_SYMBOL };
            if same_symbol && share <= limit {
                pairs.push(Pair { on_a_part, different, by_votes_alone: false, days, left: l, right: r });
            } else if share <= SAME_VOTES && days <= NEAR_DAYS {
                pairs.push(Pair { on_a_part, different, by_votes_alone: true, days, left: l, right: r });
            }
        }
        keep_clear_winner(&mut pairs, by_votes);
    }
    pairs.sort_unstable();
    let (mut taken_left, mut taken_right) = (HashSet::new(), HashSet::new());
    let mut matched = Vec::new();
    for pair in pairs {
        if !taken_left.contains(&pair.left) && !taken_right.contains(&pair.right) {
            taken_left.insert(pair.left);
            taken_right.insert(pair.right);
            matched.push((pair.left, pair.right));
        }
    }
    matched
}

/// Of the pairs of one roll call, from `start` on, those that rest on the votes alone are kept only where the pair is
/// clearly the best of all.
fn keep_clear_winner(pairs: &mut Vec<Pair>, start: usize) {
    let mut all: Vec<Pair> = pairs[start..].to_vec();
    all.sort_unstable();
    let winner = match all.as_slice() {
        [only] => Some(*only),
        [best, second, ..] => (best.different + CLEAR <= second.different).then_some(*best),
        [] => return,
    };
    let mut at = 0;
    pairs.retain(|pair| {
        at += 1;
        at <= start || !pair.by_votes_alone || Some(*pair) == winner
    });
}

/// In how many cells two rows differ, of those that both have; `None` when they have too little in common.
pub(crate) fn differences(one: PositionRow<'_>, other: PositionRow<'_>) -> Option<(usize, usize)> {
    let (mut compared, mut different, mut only_one) = (0, 0, 0);
    for (&a, &b) in one.as_bytes().iter().zip(other.as_bytes()) {
        compared += usize::from(a != 0 && b != 0);
        different += usize::from(a != 0 && b != 0 && a != b);
        only_one += usize::from((a != 0) != (b != 0));
    }
    (compared > 0 && only_one * 5 <= compared).then_some((different, compared))
}
