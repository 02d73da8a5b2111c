//! What the bundled record must say, from the official sources (issue 2).

use travaux_record::{Caveat, DecisionRef, Modality, Record};
use travaux_votes::shift::MoveKind;
use travaux_votes::sponsors::OnBehalf;
use travaux_votes::{Context, Lane, compare, evaluate_text, find, shift, sponsors};

use crate::fixture::bundled;

const LANES: [(char, Lane); 4] =
    [('Y', Lane::InFavour), ('N', Lane::Against), ('A', Lane::Abstaining), ('-', Lane::NotVoting)];

fn lane(letter: char) -> Lane {
    LANES.into_iter().find(|(l, _)| *l == letter).expect("a letter of a lane").1
}

#[track_caller]
fn decision<'a>(record: &'a Record, written: &str) -> DecisionRef<'a> {
    find(record, written).unwrap_or_else(|e| panic!("{e}: {:?}", e.hints)).decision
}

#[test]
fn tallies() {
    let record = bundled();
    for (text, tally) in [
        ("73/27", "119-46-14"),
        ("73/266", "138-12-16"),
        ("74/28", "163-10-6"),
        ("74/29", "129-6-45"),
        ("75/32", "163-10-7"),
        ("75/240", "92-50-21"),
        ("77/36", "112-52-8"),
        ("77/37", "156-7-14"),
        ("78/16", "161-9-11"),
        ("78/237", "104-53-7"),
    ] {
        let found = decision(record, text);
        let counted = found.positions().tally();
        assert_eq!(counted.to_string(), tally, "{text}");
        assert_eq!(counted.members(), Some(193), "{text}");
    }
}

#[test]
fn adopted_without_a_vote() {
    let record = bundled();
    let found = decision(record, "76/19");
    assert_eq!(found.modality(), Modality::WithoutVote);
    let roll = sponsors(Context::new(record), found, None, OnBehalf::Apart).value.roll;
    assert_eq!((roll.tabled_n, roll.joined_n), (55, 53));
}

#[test]
fn compare_75_32_75_240() {
    let record = bundled();
    let answer =
        compare(Context::new(record), decision(record, "75/32"), decision(record, "75/240")).expect("votes");
    for (cell, n) in [
        ("YY", 73),
        ("YN", 49),
        ("YA", 20),
        ("Y-", 21),
        ("NY", 10),
        ("AY", 6),
        ("AA", 1),
        ("-Y", 3),
        ("-N", 1),
        ("--", 9),
        ("NN", 0),
        ("NA", 0),
    ] {
        let mut letters = cell.chars().map(lane);
        let (a, b) = (letters.next().expect("two"), letters.next().expect("two"));
        assert_eq!(answer.value.n(a, b), n, "{cell}");
    }
    assert_eq!(answer.value.members_of_both, 193);
    assert!(answer.caveats.contains(&Caveat::NotVoting { decision: "A/RES/75/240".to_owned(), members: 30 }));
    assert!(answer.sources.iter().any(|s| s.of == "A/RES/75/240" && s.url.is_some()));
}

#[test]
fn shift_73_27_75_240() {
    let record = bundled();
    let answer = shift(Context::new(record), decision(record, "73/27"), decision(record, "75/240"))
        .expect("votes")
        .value;
    for (from, row) in
        [('Y', [84, 1, 15, 19]), ('N', [0, 45, 0, 1]), ('A', [2, 4, 5, 3]), ('-', [6, 0, 1, 7])]
    {
        let found = LANES.map(|(_, to)| answer.n(lane(from), to));
        assert_eq!(found, row, "{from}");
    }
    let total = |kind| answer.totals.iter().find(|t| t.kind == kind).map_or(0, |t| t.share.part);
    assert_eq!(total(MoveKind::Kept), 84 + 45 + 5);
    assert_eq!(total(MoveKind::Towards), 2);
    assert_eq!(total(MoveKind::Away), 1 + 15 + 4);
    assert_eq!(total(MoveKind::CeasedVoting), 19 + 1 + 3);
    assert_eq!(total(MoveKind::BeganVoting), 6 + 1);
}

#[test]
fn sponsors_75_240_against_73_27() {
    let record = bundled();
    let (first, other) = (decision(record, "75/240"), decision(record, "73/27"));
    let answer = sponsors(Context::new(record), first, Some(other), OnBehalf::Apart);
    let against = answer.value.against.as_ref().expect("asked for");
    assert_eq!(against.no_longer.to_string(), "AGO BOL COD ERI NAM NPL SLE WSM");
    assert_eq!((answer.value.roll.tabled_n, answer.value.roll.joined_n), (18, 9));
    assert_eq!(answer.value.roll.n, 27);
    assert!(
        answer.caveats.contains(&Caveat::SponsorsAsTabledOnly { text: "A/RES/73/27".to_owned() }),
        "{:?}",
        answer.caveats
    );
    assert!(!answer.caveats.contains(&Caveat::SponsorsAsTabledOnly { text: "A/RES/75/240".to_owned() }));
}

#[test]
fn expressions() {
    let record = bundled();
    let context = Context::new(record);
    for (text, n) in [
        ("absent(75/240)", 30),
        ("absent(75/240) & in_favour(73/27)", 19),
        ("in_favour(75/32) & in_favour(75/240)", 73),
        ("voting(75/240) | not_voting(75/240)", 193),
        ("members(75/240) - voting(75/240)", 30),
        ("members()", 193),
        ("sponsors(73/27) - sponsors(75/240)", 8),
        ("tabled(75/240)", 18),
        ("FRA | \"Viet Nam\"", 2),
    ] {
        let answer = evaluate_text(context, text).unwrap_or_else(|e| panic!("{e}\n{}", e.pointed()));
        assert_eq!(answer.value.n, n, "{text}");
    }
    for (text, truth) in [
        ("count(absent(75/240) & in_favour(73/27)) = 19", true),
        ("count(in_favour(75/240)) > count(in_favour(75/32))", false),
        ("sponsors(75/240) <= in_favour(75/240)", false),
        ("sponsors(75/240) - in_favour(75/240) = COM | MWI | TKM | ZMB", true),
        ("members(75/240) = voting(75/240) | absent(75/240)", true),
    ] {
        let answer = evaluate_text(context, text).unwrap_or_else(|e| panic!("{e}\n{}", e.pointed()));
        assert_eq!(answer.value.truth, Some(truth), "{text}");
    }
}

#[test]
fn the_nearest_symbols_of_the_whole_record() {
    let record = bundled();
    let missing = find(record, "75/999").expect_err("no such number");
    assert!(missing.nearest.iter().all(|s| s.starts_with("A/RES/75/")), "{:?}", missing.nearest);
    assert!(missing.hints.iter().any(|h| h.contains("highest number")), "{:?}", missing.hints);
}
