//! Cohesion of groups: facts counted by hand, indices that are undefined and not 0, and a slow way over many decisions.

use std::collections::BTreeMap;

use proptest::prelude::*;
use travaux_record::{
    Caveat, Decision, DecisionId, DecisionRef, Modality, Position, Question, Reading, Record, RecordBuilder,
    Source, Stage,
};
use travaux_un::body::Body;
use travaux_un::group::{Group, Standing, groups};
use travaux_votes::cohesion::{Cohesion, GroupCohesion, GroupOnDecision, Index, Mean};
use travaux_votes::{Context, Lane, VotesError, cohesion, find};

use crate::fixture::{bundled, positions, record};

fn decisions<'a, const N: usize>(record: &'a Record, texts: [&str; N]) -> [DecisionRef<'a>; N] {
    texts.map(|text| find(record, text).expect("there").decision)
}

fn group<'a>(value: &'a Cohesion, code: &str) -> &'a GroupCohesion {
    value.groups.iter().find(|group| group.group == code).expect("it was asked for")
}

#[expect(clippy::unnecessary_wraps, reason = "as an answer has it")]
fn index(value: f64, n: u16) -> Option<Index> {
    Some(Index { value, n })
}

#[expect(clippy::unnecessary_wraps, reason = "as an answer has it")]
fn mean(value: f64, decisions: u16) -> Option<Mean> {
    Some(Mean { value, decisions })
}

fn votes(on: &GroupOnDecision) -> [u16; 4] {
    Lane::SHOWN.map(|lane| on.n(lane))
}

/// Counted by hand from the names of the record.
#[test]
fn regional_groups_on_two_rival_texts() {
    let record = bundled();
    let answer = cohesion(Context::new(record), &decisions(record, ["75/32", "75/240"]), &[]).expect("votes");
    let ids: Vec<&str> = answer.value.decisions.iter().map(|headline| headline.id.as_str()).collect();
    assert_eq!(ids, ["A/RES/75/32", "A/RES/75/240"]);
    assert_eq!(answer.value.groups.len(), 5);
    // On 75/240: members, the four positions, Rice's index with its n, the agreement index with its n.
    for (code, members, counts, rice, agreement) in [
        ("AFRICAN", 54, [28, 0, 7, 19], index(1.0, 28), index(0.7, 35)),
        ("APG", 55, [40, 4, 5, 6], index(0.818, 44), index(0.724, 49)),
        ("EEG", 23, [6, 17, 0, 0], index(0.478, 23), index(0.609, 23)),
        ("GRULAC", 33, [18, 2, 8, 5], index(0.8, 20), index(0.464, 28)),
        ("WEOG", 28, [0, 27, 1, 0], index(1.0, 27), index(0.946, 28)),
    ] {
        let on = &group(&answer.value, code).on[1];
        assert_eq!((on.decision.as_str(), on.members), ("A/RES/75/240", members), "{code}");
        assert_eq!(votes(on), counts, "{code}");
        assert_eq!((on.rice, on.agreement), (rice, agreement), "{code}");
    }
    // The worked example of the manual.
    let latin_american = group(&answer.value, "GRULAC");
    assert_eq!(votes(&latin_american.on[0]), [28, 3, 0, 2]);
    assert_eq!(
        (latin_american.on[0].rice, latin_american.on[0].agreement),
        (index(0.806, 31), index(0.855, 31))
    );
    assert_eq!((latin_american.mean_rice, latin_american.mean_agreement), (mean(0.803, 2), mean(0.66, 2)));
    let vintage = "the regional groups: membership is as listed in";
    assert!(
        answer.caveats.iter().any(|caveat| caveat.to_string().starts_with(vintage)),
        "{:?}",
        answer.caveats
    );
    assert!(answer.sources.iter().any(|source| source.of == "A/RES/75/32"));
}

#[test]
fn a_mean_is_of_the_indices_before_they_are_rounded() {
    let record = record();
    let asked = decisions(&record, ["75/240", "75/32"]);
    let answer = cohesion(Context::new(&record), &asked, &["BRICS", "EU"]).expect("votes").value;
    let brics = group(&answer, "BRICS");
    // Brazil against, the Russian Federation, China and India in favour; then Brazil in favour, two against, India
    // abstaining. South Africa is not in this record.
    assert_eq!((brics.on[0].rice, brics.on[0].agreement), (index(0.5, 4), index(0.625, 4)));
    assert_eq!((brics.on[1].rice, brics.on[1].agreement), (index(0.333, 3), index(0.25, 4)));
    assert_eq!((brics.mean_rice, brics.mean_agreement), (mean(0.417, 2), mean(0.438, 2)));
    assert_eq!(group(&answer, "EU").mean_rice, mean(1.0, 2));
}

/// Where nobody voted there is no index, and the mean is of the other decisions.
#[test]
fn undefined_is_not_nought() {
    let record = record();
    let csv = b"group,state\nSilent,Nepal\nSilent,Venezuela\nDoubtful,Namibia\nDoubtful,Switzerland\n";
    let (own, problems) = groups().with_user_groups(csv, "own.csv");
    assert!(problems.is_empty());
    let context = Context::with_groups(&record, &own);
    let asked = decisions(&record, ["75/240", "75/32"]);
    let answer = cohesion(context, &asked, &["Silent", "Doubtful"]).expect("votes").value;
    let [silent, doubtful] = answer.groups.as_slice() else { panic!("two were asked for") };
    assert_eq!((silent.on[0].members, votes(&silent.on[0])), (2, [0, 0, 0, 2]));
    assert_eq!((silent.on[0].rice, silent.on[0].agreement), (None, None));
    assert_eq!((silent.on[1].rice, silent.on[1].agreement), (index(1.0, 1), index(1.0, 1)));
    assert_eq!((silent.mean_rice, silent.mean_agreement), (mean(1.0, 1), mean(1.0, 1)));
    // Both abstaining: of one mind by the one index, without a say in the other.
    assert_eq!((doubtful.on[0].rice, doubtful.on[0].agreement), (None, index(1.0, 2)));
}

#[test]
fn a_decision_without_positions_is_left_out_with_a_note() {
    let record = record();
    let context = Context::new(&record);
    let asked = decisions(&record, ["74/29", "75/240", "48/75 B", "75/240"]);
    let answer = cohesion(context, &asked, &["EU"]).expect("one has positions");
    assert_eq!(answer.value.decisions.len(), 1, "a decision named twice counts once");
    assert_eq!(answer.value.groups[0].mean_rice, mean(1.0, 1));
    for decision in ["A/RES/74/29", "A/RES/48/75 B"] {
        let left_out =
            |caveat: &Caveat| matches!(caveat, Caveat::NoPositions { decision: of, .. } if of == decision);
        assert!(answer.caveats.iter().any(left_out), "{decision}: {:?}", answer.caveats);
        assert!(answer.sources.iter().any(|source| source.of == decision), "{decision}");
    }
    let Err(error) = cohesion(context, &asked[..1], &[]) else { panic!("it has no positions") };
    assert!(
        matches!(&error, VotesError::NoPositions { decision, .. } if decision == "A/RES/74/29"),
        "{error}"
    );
    assert!(matches!(cohesion(context, &[], &[]), Err(VotesError::NoDecision)));
    let Err(error) = cohesion(context, &asked, &["Atlantis"]) else { panic!("there is no such group") };
    assert!(matches!(error, VotesError::UnknownGroup(_)));
}

#[test]
fn without_a_date_nobody_knows_who_was_in_the_group() {
    let mut builder = RecordBuilder::new();
    let source = |id: &str| Source {
        id: id.to_owned(),
        title: String::new(),
        publisher: String::new(),
        url: String::new(),
        licence: String::new(),
        citation: String::new(),
        precedence: 1,
        files: Vec::new(),
        covers: None,
    };
    builder.source(source("undl"));
    let id = DecisionId::of_source("undl", "1");
    let mut undated = Decision::new(id.clone(), Body::GeneralAssembly, Stage::Plenary, Question::WHOLE);
    undated.modality = Modality::RecordedVote;
    undated.positions = positions("Y FRA DEU");
    builder.decision(undated).expect("a new id");
    builder.reading(Reading {
        decision: id,
        source: "undl".to_owned(),
        reference: "1".to_owned(),
        place: String::new(),
        symbol: String::new(),
        date: None,
        stated: None,
        counted: None,
    });
    let record = builder.build().expect("it hangs together");
    let all: Vec<DecisionRef<'_>> = record.decisions().collect();
    let answer = cohesion(Context::new(&record), &all, &["EU"]).expect("it has positions");
    assert!(answer.value.decisions.is_empty());
    assert_eq!((answer.value.groups[0].on.len(), answer.value.groups[0].mean_rice), (0, None));
    assert!(answer.caveats.iter().any(|caveat| caveat.to_string().contains("has no date")));
}

/// The slow way: each member of the group by itself, in a map of the positions.
fn slowly(group: &Group, decision: DecisionRef<'_>) -> BTreeMap<Lane, u16> {
    let date = decision.date().expect("only decisions with a date are looked at");
    let of_body: BTreeMap<_, Position> = decision.positions().iter().collect();
    let mut counts = BTreeMap::new();
    for member in group.members() {
        if member.standing == Standing::Member
            && member.period.contains(date)
            && let Some(position) = of_body.get(&member.state)
        {
            *counts.entry(Lane::from(*position)).or_default() += 1;
        }
    }
    counts
}

fn check_index(found: Option<Index>, part: f64, n: u16, what: &str) {
    assert_eq!(found.is_some(), n > 0, "{what}");
    if let Some(found) = found {
        assert_eq!(found.n, n, "{what}");
        assert!((found.value - part / f64::from(n)).abs() < 0.000_501, "{what}: {}", found.value);
    }
}

#[test]
fn agrees_with_a_slow_way_over_the_whole_history() {
    let record = bundled();
    let named: Vec<DecisionRef<'_>> =
        record.decisions().filter(|d| d.date().is_some() && !d.positions().is_empty()).step_by(7).collect();
    assert!(named.len() > 500);
    let codes: Vec<&str> = groups().iter().map(Group::code).collect();
    let answer = cohesion(Context::new(record), &named, &codes).expect("votes").value;
    let mut undefined = 0;
    for (group, measured) in groups().iter().zip(&answer.groups) {
        assert_eq!(measured.on.len(), named.len());
        let mut agreements = Vec::new();
        for (decision, on) in named.iter().zip(&measured.on) {
            let what = format!("{} on {}", group.code(), decision.id());
            let slow = slowly(group, *decision);
            let n = |lane: Lane| slow.get(&lane).copied().unwrap_or(0);
            assert_eq!(on.members, slow.values().sum::<u16>(), "{what}");
            assert!(Lane::ALL.into_iter().all(|lane| on.n(lane) == n(lane)), "{what}");
            let [y, no, a] = [Lane::InFavour, Lane::Against, Lane::Abstaining].map(n);
            check_index(on.rice, f64::from(y.max(no) - y.min(no)), y + no, &what);
            let mut sorted = [y, no, a];
            sorted.sort_unstable();
            let part = f64::from(sorted[2]) - f64::from(sorted[0] + sorted[1]) * 0.5;
            check_index(on.agreement, part, y + no + a, &what);
            if y + no + a > 0 {
                agreements.push(part / f64::from(y + no + a));
            } else {
                undefined += 1;
            }
        }
        let of = agreements.len();
        assert_eq!(measured.mean_agreement.map_or(0, |mean| usize::from(mean.decisions)), of);
        if let Some(mean) = measured.mean_agreement {
            let slow = agreements.iter().sum::<f64>() / of as f64;
            assert!((mean.value - slow).abs() < 0.000_501, "{}: {} and {slow}", group.code(), mean.value);
        }
    }
    assert!(undefined > 0, "some groups are younger than the record");
}

proptest! {
    /// The largest of three numbers is at least a third of their sum: neither index is ever below 0.
    #[test]
    fn indices_go_from_nought_to_one(y in 0_u16..200, n in 0_u16..200, a in 0_u16..200) {
        let rice = Index::rice(y, n);
        prop_assert_eq!(rice.map(|index| index.n), (y + n > 0).then_some(y + n));
        prop_assert_eq!(rice, Index::rice(n, y));
        let agreement = Index::agreement(y, n, a);
        prop_assert_eq!(agreement.map(|index| index.n), (y + n + a > 0).then_some(y + n + a));
        for turned in [Index::agreement(n, a, y), Index::agreement(a, y, n), Index::agreement(n, y, a)] {
            prop_assert_eq!(agreement, turned);
        }
        for index in rice.into_iter().chain(agreement) {
            prop_assert!((0.0..=1.0).contains(&index.value), "{}", index.value);
        }
    }
}

#[test]
fn the_ends_of_the_scales() {
    assert_eq!(
        (Index::rice(0, 7), Index::rice(7, 7), Index::rice(0, 0)),
        (index(1.0, 7), index(0.0, 14), None)
    );
    assert_eq!(Index::agreement(0, 0, 5), index(1.0, 5));
    assert_eq!(Index::agreement(4, 4, 4), index(0.0, 12));
    assert_eq!(Index::agreement(4, 4, 0), index(0.25, 8));
    assert_eq!(Index::agreement(0, 0, 0), None);
}
