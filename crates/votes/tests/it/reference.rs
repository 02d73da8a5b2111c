//! The slow, obvious way: loops over all states and maps. The fast code must agree with it.

use std::collections::{BTreeMap, BTreeSet};

use travaux_record::{DecisionRef, Position, Record};
use travaux_un::state::StateId;
use travaux_votes::shift::MoveKind;
use travaux_votes::{Context, Lane, compare, shift};

use crate::fixture::{bundled, record};

type Map = BTreeMap<StateId, Position>;

fn map(decision: DecisionRef<'_>) -> Map {
    decision.positions().iter().collect()
}

fn lane(position: Option<&Position>) -> Lane {
    match position {
        None => Lane::NotAMember,
        Some(Position::InFavour) => Lane::InFavour,
        Some(Position::Against) => Lane::Against,
        Some(Position::Abstaining) => Lane::Abstaining,
        Some(Position::NotVoting) => Lane::NotVoting,
        Some(Position::Unreadable) => Lane::Unreadable,
    }
}

/// Every state in its cell, one by one.
fn joint(on_a: &Map, on_b: &Map) -> BTreeMap<(Lane, Lane), Vec<StateId>> {
    let mut cells: BTreeMap<(Lane, Lane), Vec<StateId>> = BTreeMap::new();
    let states: BTreeSet<&StateId> = on_a.keys().chain(on_b.keys()).collect();
    for state in states {
        let cell = (lane(on_a.get(state)), lane(on_b.get(state)));
        cells.entry(cell).or_default().push(*state);
    }
    cells
}

fn check_compare(record: &Record, (a, on_a): &(DecisionRef<'_>, Map), (b, on_b): &(DecisionRef<'_>, Map)) {
    let slow = joint(on_a, on_b);
    let fast = compare(Context::new(record), *a, *b).expect("both have names").value;
    for cell in &fast.cells {
        let states: Vec<StateId> = cell.states.iter().collect();
        assert_eq!(slow.get(&(cell.first, cell.second)).cloned().unwrap_or_default(), states, "{a:?} {b:?}");
        assert_eq!(usize::from(cell.n), states.len());
    }
    let total: usize = slow.values().map(Vec::len).sum();
    assert_eq!(fast.cells.iter().map(|c| usize::from(c.n)).sum::<usize>(), total, "{a:?} {b:?}");
    let count = |wanted: fn(Lane, Lane) -> bool| -> u64 {
        slow.iter().filter(|((x, y), _)| wanted(*x, *y)).map(|(_, states)| states.len() as u64).sum()
    };
    assert_eq!(u64::from(fast.members_of_both), count(|x, y| x != Lane::NotAMember && y != Lane::NotAMember));
    assert_eq!(fast.same_vote.part, count(|x, y| x == y && x.is_vote()));
    assert_eq!(fast.same_vote.of, count(|x, y| x.is_vote() && y.is_vote()));
}

fn check_shift(record: &Record, (a, on_a): &(DecisionRef<'_>, Map), (b, on_b): &(DecisionRef<'_>, Map)) {
    let moved = shift(Context::new(record), *a, *b).expect("both have names").value;
    let slow = if moved.earlier.id == a.id() { joint(on_a, on_b) } else { joint(on_b, on_a) };
    let mut kinds: BTreeMap<MoveKind, u64> = BTreeMap::new();
    for (&(x, y), states) in &slow {
        assert_eq!(moved.states(x, y).iter().collect::<Vec<_>>(), *states, "{a:?} {b:?}");
        *kinds.entry(MoveKind::of(x, y)).or_default() += states.len() as u64;
    }
    for total in &moved.totals {
        assert_eq!(total.share.part, kinds.remove(&total.kind).unwrap_or(0), "{a:?} {b:?} {:?}", total.kind);
    }
    assert!(kinds.is_empty(), "{a:?} {b:?}: {kinds:?}");
}

fn check(record: &Record) {
    let named: Vec<(DecisionRef<'_>, Map)> =
        record.decisions().filter(|d| !d.positions().is_empty()).map(|d| (d, map(d))).collect();
    for (place, one) in named.iter().enumerate() {
        let (decision, slow) = one;
        let tally = decision.tally().expect("it has names");
        for position in [Position::InFavour, Position::Against, Position::Abstaining, Position::NotVoting] {
            let n = slow.values().filter(|p| **p == position).count();
            assert_eq!(tally.of(position).map(usize::from), Some(n), "{decision:?} {position}");
        }
        for next in named.iter().skip(place + 1).take(3) {
            check_compare(record, one, next);
        }
        // Years apart, and in the wrong order of time: the sets of members differ.
        if let Some(far) = named.get(place + 1000) {
            check_shift(record, far, one);
        }
    }
    if let (Some(first), Some(last)) = (named.first(), named.last()) {
        check_shift(record, first, last);
        check_compare(record, last, first);
    }
}

#[test]
fn agrees_with_the_fast_code_on_the_fixture() {
    check(&record());
}

#[test]
fn agrees_with_the_fast_code_on_the_whole_history() {
    check(bundled());
}
