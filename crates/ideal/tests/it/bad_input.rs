//! Votes that hardly say anything, or nothing that can be compared: a fit that says so, or a refusal that says what to do,
//! and never a number that is none.

use travaux_ideal::{
    EmSettings, Fit, Flow, GibbsSettings, IdealError, Model, Votes, VotesBuilder, Warning, em, gibbs,
};

use crate::numbers;

/// A vote: voter, item, period, answer from 0.
type Vote<'v> = (&'v str, &'v str, i32, u8);

fn built(answers: &[&str], cast: &[Vote<'_>]) -> Result<Votes, IdealError> {
    let mut builder = VotesBuilder::new(answers)?;
    let mut items: Vec<(&str, i32, u32)> = Vec::new();
    for &(voter, item, period, answer) in cast {
        let known =
            items.iter().find(|(name, of, _)| (*name, *of) == (item, period)).map(|(.., number)| *number);
        let number = if let Some(number) = known {
            number
        } else {
            let number = builder.item(item, period)?;
            items.push((item, period, number));
            number
        };
        let voter = builder.voter(voter)?;
        builder.vote_number(number, voter, answer)?;
    }
    builder.build()
}

/// Fits by both engines, static and dynamic, in one to three dimensions; all numbers of all fits are finite, intervals have
/// their ends in order, and hold the mean.
#[track_caller]
fn fitted(votes: &Votes) -> Fit {
    let draws = GibbsSettings { seed: 3, chains: 2, warmup: 10, sweeps: 40, thin: 1 };
    let mut first = None;
    for model in [Model::fixed(), Model::dynamic()] {
        for dimensions in 1..=3 {
            let model = model.clone().dimensions(dimensions);
            let fast =
                em::fit(votes, &model, &EmSettings::default(), &mut |_| Flow::Continue).expect("em fits");
            let slow = gibbs::fit(votes, &model, &draws, &mut |_| Flow::Continue).expect("gibbs fits");
            for (engine, fit) in [("em", &fast), ("gibbs", &slow.fit)] {
                let what = format!("{engine}, {:?}, {dimensions} dimensions", model.walk);
                assert!(numbers(fit).all(f64::is_finite), "{what}");
                assert!(
                    fit.walk.iter().all(|walk| walk.is_finite() && *walk >= 0.0),
                    "{what}: {:?}",
                    fit.walk
                );
                for at in &fit.positions {
                    for k in 0..dimensions {
                        // Draws are kept in single precision: where they are all but equal their mean may lie beside.
                        let (low, high) = (at.low[k] - 1e-6, at.high[k] + 1e-6);
                        let inside = low <= at.mean[k] && at.mean[k] <= high;
                        assert!(inside && at.sd[k] >= 0.0, "{what}: {at:?}");
                    }
                }
            }
            assert!(
                slow.mixing.iter().all(|m| !m.r_hat.is_nan() && !m.ess_bulk.is_nan()),
                "{:?}",
                slow.mixing
            );
            first.get_or_insert(fast);
        }
    }
    first.expect("there are models")
}

#[track_caller]
fn warns(fit: &Fit, wanted: impl Fn(&Warning) -> bool) {
    assert!(fit.warnings.iter().any(wanted), "{:?}", fit.warnings);
}

/// Every vote of some voters on some items, split as the numbers of both are.
fn block<'v>(voters: &[&'v str], items: &[&'v str], period: i32) -> Vec<Vote<'v>> {
    let mut cast = Vec::new();
    for (at, item) in items.iter().enumerate() {
        for (place, voter) in voters.iter().enumerate() {
            cast.push((*voter, *item, period, u8::from((place * 3 + at * 5) % 7 > 2 + at % 3)));
        }
    }
    cast
}

const HOUSE: [&str; 6] = ["a", "b", "c", "d", "e", "f"];
const OTHER: [&str; 6] = ["u", "v", "w", "x", "y", "z"];
const ITEMS: [&str; 6] = ["1", "2", "3", "4", "5", "6"];
const MORE: [&str; 6] = ["7", "8", "9", "10", "11", "12"];

#[test]
fn three_votes_are_a_fit_that_says_how_little_it_rests_on() {
    let votes = built(&["no", "yes"], &[("a", "1", 1, 1), ("b", "1", 1, 0), ("c", "1", 1, 1)])
        .expect("there are votes");
    let fit = fitted(&votes);
    assert_eq!(fit.positions.len(), 3);
    warns(&fit, |warning| matches!(warning, Warning::FewVoters { voters: 3 }));
    warns(&fit, |warning| matches!(warning, Warning::FewVotes { positions: 3, .. }));
    // Wide intervals: one vote moves nobody far from anybody.
    assert!(fit.positions.iter().all(|at| at.high[0] - at.low[0] > 1.0), "{:?}", fit.positions);
}

#[test]
fn two_voters_who_differ_once_are_a_fit_and_one_is_refused() {
    fitted(&built(&["no", "yes"], &[("a", "1", 1, 1), ("b", "1", 1, 0)]).expect("there are votes"));
    let alone = built(&["no", "yes"], &[("a", "1", 1, 1), ("a", "2", 1, 0)]).expect("there are votes");
    let refused = em::fit(&alone, &Model::fixed(), &EmSettings::default(), &mut |_| Flow::Continue);
    let error = refused.expect_err("nothing tells one voter from itself");
    assert_eq!(error, IdealError::NothingVaries);
    assert!(error.to_string().contains("add items that were contested"));
}

#[test]
fn one_voter_with_one_vote_is_carried_and_named() {
    let mut cast = block(&HOUSE, &ITEMS, 1);
    cast.push(("late", "3", 1, 1));
    let fit = fitted(&built(&["no", "yes"], &cast).expect("there are votes"));
    warns(
        &fit,
        |warning| matches!(warning, Warning::FewVotes { positions: 1, examples, .. } if examples == &["late".to_owned()]),
    );
    let width = |at: &travaux_ideal::Position| at.high[0] - at.low[0];
    let late = fit.positions.last().expect("there are positions");
    assert!(fit.positions[..6].iter().all(|at| width(at) < width(late)), "{:?}", fit.positions);
}

#[test]
fn voters_on_unanimous_items_alone_have_a_place_and_no_influence() {
    let mut cast = block(&HOUSE, &ITEMS, 1);
    cast.extend(HOUSE.iter().chain(&["guest"]).map(|voter| (*voter, "all", 1, 1)));
    let votes = built(&["no", "yes"], &cast).expect("there are votes");
    let fit = fitted(&votes);
    warns(&fit, |warning| matches!(warning, Warning::Unanimous { items: 1 }));
    warns(
        &fit,
        |warning| matches!(warning, Warning::FewVotes { examples, .. } if examples.contains(&"guest".to_owned())),
    );
    assert_eq!(fit.items.len(), votes.texts().len() - 1);
}

#[test]
fn groups_that_nothing_bridges_are_told_apart_in_one_period_and_in_several() {
    for (one, other) in [(1, 1), (1, 2), (-2_000_000_000, 2_000_000_000)] {
        let mut cast = block(&HOUSE, &ITEMS, one);
        cast.extend(block(&OTHER, &MORE, other));
        let fit = fitted(&built(&["no", "yes"], &cast).expect("there are votes"));
        warns(
            &fit,
            |warning| matches!(warning, Warning::Separated { groups: 2, examples } if examples == &["a".to_owned(), "u".to_owned()]),
        );
    }
}

/// The same voters in two far periods are one group: the walk joins them, however loosely.
#[test]
fn periods_far_apart_are_joined_by_their_voters() {
    for later in [2, 1_000, 2_000_000_000] {
        let mut cast = block(&HOUSE, &ITEMS, 1);
        cast.extend(block(&HOUSE, &MORE, later));
        let fit = fitted(&built(&["no", "yes"], &cast).expect("there are votes"));
        assert!(
            !fit.warnings.iter().any(|warning| matches!(warning, Warning::Separated { .. })),
            "{:?}",
            fit.warnings
        );
        assert_eq!(fit.positions.len(), 12);
    }
}

#[test]
fn one_dissenter_on_every_item_and_answers_that_nobody_gave() {
    let cast: Vec<Vote<'_>> = ITEMS
        .iter()
        .flat_map(|item| HOUSE.iter().map(move |voter| (*voter, *item, 1, if *voter == "a" { 0 } else { 4 })))
        .collect();
    let answers = ["strongly against", "against", "neither", "for", "strongly for"];
    let fit = fitted(&built(&answers, &cast).expect("there are votes"));
    let of = |voter: u32| fit.positions.iter().find(|at| at.voter == voter).expect("it voted").mean[0];
    assert!((of(0) - of(1)).abs() > 1.0, "{:?}", fit.positions);
    assert!(
        fit.items.iter().all(|item| item.cuts.windows(2).all(|cuts| cuts[0] < cuts[1])),
        "{:?}",
        fit.items
    );
}

#[test]
fn a_house_split_perfectly_does_not_run_away() {
    let mut cast = Vec::new();
    for item in ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"] {
        cast.extend(HOUSE.iter().map(|voter| (*voter, item, 1, 0)));
        cast.extend(OTHER.iter().map(|voter| (*voter, item, 1, 1)));
    }
    let fit = fitted(&built(&["no", "yes"], &cast).expect("there are votes"));
    assert!(fit.positions.iter().all(|at| at.mean[0].abs() < 3.0), "{:?}", fit.positions);
    assert!(fit.items.iter().all(|item| item.discrimination[0].abs() < 20.0), "{:?}", fit.items);
}

/// Votes from a generator that would give a thousand million of them.
#[test]
fn more_votes_than_the_limit_are_refused_when_they_come() {
    let mut builder = VotesBuilder::new(&["no", "yes"]).expect("two answers").limit(100_000);
    for voter in 0..1_000 {
        builder.voter(&voter.to_string()).expect("there are numbers left");
    }
    let mut taken = 0_u64;
    let refused = (0..1_000_000_000_u64).find_map(|vote| {
        let (voter, item) = ((vote % 1_000) as u32, (vote / 1_000) as u32);
        if voter == 0 {
            builder.item(&item.to_string(), 0).expect("there are numbers left");
        }
        taken += 1;
        builder.vote_number(item, voter, u8::from(vote % 3 == 0)).err()
    });
    assert_eq!((refused, taken), (Some(IdealError::TooManyVotes { limit: 100_000 }), 100_001));
    let said = IdealError::TooManyVotes { limit: 100_000 }.to_string();
    assert!(said.contains("raise the limit") && said.contains("split the record"), "{said}");
    // What was taken before is a table like any other.
    assert_eq!(builder.build().expect("there are votes").votes(), 100_000);
}
