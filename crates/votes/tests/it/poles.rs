//! Poles: who stands at the one text, at the other, between them; each state once.

use travaux_record::{Answer, DecisionRef, Record, Tabular};
use travaux_un::set::StateSet;
use travaux_votes::poles::{Poles, RivalPairs};
use travaux_votes::{Context, Lane, Share, Stand, VotesError, compare, find, firmness, poles};

use crate::fixture::{bundled, record, state};

fn ask(record: &Record, one: &str, other: &str) -> Result<Answer<Poles>, VotesError> {
    let found = |text| find(record, text).expect("there").decision;
    poles(Context::new(record), found(one), found(other))
}

fn set(codes: &str) -> StateSet {
    codes.split_whitespace().map(state).collect()
}

fn counts(poles: &Poles) -> [u16; 5] {
    Stand::ALL.map(|stand| poles.n(stand))
}

#[test]
fn rivals_of_2020() {
    let answer = ask(bundled(), "75/32", "75/240").expect("votes");
    let value = &answer.value;
    assert_eq!(value.members_of_both, 193);
    assert_eq!(counts(value), [49, 10, 100, 34, 0]);
    assert_eq!(value.states(Stand::SecondPole), set("BDI CHN CUB PRK IRN NIC RUS SYR VEN ZWE"));
    let shares: Vec<Share> = value.stands.iter().map(|count| count.share).collect();
    assert_eq!(shares, [49_u16, 10, 100, 34, 0].map(|n| Share::new(n, 193_u16)));
    assert!(answer.sources.iter().any(|source| source.of == "A/RES/75/240"));
}

#[test]
fn by_name_on_a_small_record() {
    let answer = ask(&record(), "75/32", "75/240").expect("votes").value;
    assert_eq!(answer.states(Stand::FirstPole), set("FRA USA DEU BRA"));
    assert_eq!(answer.states(Stand::SecondPole), set("RUS CHN"));
    assert_eq!(answer.states(Stand::Between), set("CUB IND NAM CHE"));
    // Not voting on one is no abstention on it.
    assert_eq!(answer.states(Stand::NotVoting), set("KIR NPL VEN GBR"));
    assert_eq!(answer.states(Stand::NotComparable), StateSet::EMPTY);
    assert_eq!(answer.stands.len(), Stand::ALL.len());
}

#[test]
fn a_text_without_votes_has_no_poles() {
    let Err(error) = ask(&record(), "75/32", "74/29") else { panic!("it has no positions") };
    assert!(matches!(error, VotesError::NoPositions { .. }));
}

#[test]
fn the_other_way_round_the_poles_change_places() {
    for one in Lane::ALL {
        for other in Lane::ALL {
            let turned = match Stand::of(other, one) {
                Stand::FirstPole => Stand::SecondPole,
                Stand::SecondPole => Stand::FirstPole,
                stand => stand,
            };
            assert_eq!(Stand::of(one, other), turned, "{one}, {other}");
        }
    }
}

/// Every state in one stand, and the stands are the cells of `compare`.
fn check(record: &Record, one: DecisionRef<'_>, other: DecisionRef<'_>) {
    let answer = poles(Context::new(record), one, other).expect("votes").value;
    let joint = compare(Context::new(record), one, other).expect("votes").value;
    let what = format!("{} and {}", one.id(), other.id());
    let (mut named, mut of_both) = (StateSet::EMPTY, 0);
    for count in &answer.stands {
        assert!((named & count.states).is_empty(), "{what}");
        named |= count.states;
        assert_eq!(count.share.part, count.states.len() as u64, "{what}");
        let cells = joint.cells.iter().filter(|cell| Stand::of(cell.first, cell.second) == count.stand);
        assert_eq!(cells.map(|cell| u64::from(cell.n)).sum::<u64>(), count.share.part, "{what}");
        if count.stand == Stand::NotComparable {
            assert_eq!(count.share.of, named.len() as u64, "{what}");
        } else {
            assert_eq!(count.share.of, u64::from(answer.members_of_both), "{what}");
            of_both += count.share.part;
        }
    }
    assert_eq!(named, one.positions().members() | other.positions().members(), "{what}");
    let both = one.positions().members() & other.positions().members();
    assert_eq!(both.len(), usize::from(answer.members_of_both), "{what}");
    let unreadable = both & answer.states(Stand::NotComparable);
    assert_eq!(of_both + unreadable.len() as u64, u64::from(answer.members_of_both), "{what}");
}

#[test]
fn each_state_stands_once() {
    let record = bundled();
    let named: Vec<DecisionRef<'_>> = record.decisions().filter(|d| !d.positions().is_empty()).collect();
    for (place, one) in named.iter().enumerate().step_by(5) {
        for far in [1, 1500] {
            if let Some(other) = named.get(place + far) {
                check(record, *one, *other);
            }
        }
    }
}

#[test]
fn pairs_are_gathered_with_what_is_to_be_said_of_each() {
    let record = record();
    let [one, other] =
        [("75/32", "75/240"), ("73/28", "73/27")].map(|(a, b)| ask(&record, a, b).expect("votes"));
    let all = RivalPairs::gather(&[&one, &other, &one]);
    assert_eq!(all.value.pairs, [one.value.clone(), other.value.clone(), one.value.clone()]);
    assert!(one.caveats.iter().chain(&other.caveats).all(|caveat| all.caveats.contains(caveat)));
    assert_eq!(all.caveats.len(), one.caveats.len() + other.caveats.len());
    assert_eq!(all.sources.len(), one.sources.len() + other.sources.len());
    assert_eq!(all.tables()[0].rows.len(), 12, "nobody is not comparable, and such a row is not shown");
    assert_eq!(one.tables()[0].rows.len(), 4);
}

#[test]
fn the_split_of_2020_is_more_than_chance() {
    let found = |text| find(bundled(), text).expect("there").decision;
    let value = firmness(Context::new(bundled()), found("75/32"), found("75/240")).expect("votes").value;
    assert_eq!(value.voted_on_both, 159);
    let [either, first, second] = value.split.as_slice() else { panic!("three lines") };
    assert_eq!([either.n, first.n, second.n], [59, 49, 10]);
    // By the tallies among the 159, from the cells of `compare`.
    let answer = compare(Context::new(bundled()), found("75/32"), found("75/240")).expect("votes").value;
    let votes = |wanted: &dyn Fn(Lane, Lane) -> bool| -> f64 {
        let cells = answer.cells.iter().filter(|cell| cell.first.is_vote() && cell.second.is_vote());
        cells.filter(|cell| wanted(cell.first, cell.second)).map(|cell| f64::from(cell.n)).sum()
    };
    let expected = (votes(&|a, _| a == Lane::InFavour) * votes(&|_, b| b == Lane::Against)
        + votes(&|a, _| a == Lane::Against) * votes(&|_, b| b == Lane::InFavour))
        / 159.0;
    assert!((either.expected - expected).abs() < 0.001, "{} {expected}", either.expected);
    assert!(either.p < 0.01 && either.n > either.high && either.low < either.high);
    let [one, other, between] = value.cohesion.as_slice() else { panic!("three stands") };
    assert_eq!([one.n, other.n, between.n], [49, 10, 100]);
    for stand in [one, other, between] {
        let index = stand.index.expect("they voted");
        assert!(index.low <= index.mean && index.mean <= index.high, "{stand:?}");
        assert!(index.chance_low <= index.chance && index.chance <= index.chance_high, "{stand:?}");
    }
}

#[test]
fn poles_without_other_votes_have_no_firmness() {
    let record = record();
    let found = |text| find(&record, text).expect("there").decision;
    let answer = firmness(Context::new(&record), found("75/32"), found("75/240")).expect("votes");
    assert_eq!(answer.value.others.decisions, 0);
    assert!(answer.value.cohesion.iter().all(|stand| stand.index.is_none() && stand.decisions == 0));
    assert!(answer.caveats.iter().any(|caveat| caveat.to_string().contains("no other votes")));
}
