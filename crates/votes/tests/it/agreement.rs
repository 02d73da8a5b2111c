//! Agreement of pairs: the worked example of the manual, what is undefined, and a slow way by the definitions over the
//! real record.

use std::collections::BTreeMap;

use travaux_record::{DecisionRef, Modality, Position, QuestionKind, Record, Stage};
use travaux_un::session::Session;
use travaux_un::set::StateSet;
use travaux_un::state::{StateId, states};
use travaux_votes::agreement::{Agreement, AgreementQuery, Between, Measure, Pair, Undefined};
use travaux_votes::selection::{PositionsAs, Selection, Stages, Weighting};
use travaux_votes::{Context, VotesError, agreement};

use crate::fixture::{bundled, record, state};

fn query(selection: Selection, measures: &[Measure]) -> AgreementQuery {
    AgreementQuery { selection, measures: measures.into(), ..AgreementQuery::default() }
}

fn session(n: u16) -> Selection {
    Selection { sessions: vec![Session::Regular(n)], ..Selection::default() }
}

fn ask(record: &Record, between: &Between, query: &AgreementQuery) -> Agreement {
    agreement(Context::new(record), between, query).expect("there are votes").value
}

fn value(answer: &Agreement, one: &str, other: &str, measure: Measure) -> Option<[f64; 3]> {
    let estimate = answer.pair(state(one), state(other))?.measured(measure)?.estimate?;
    Some([estimate.value, estimate.low, estimate.high])
}

/// docs/methods.md works this pair out by hand.
#[test]
fn the_worked_example_of_the_manual() {
    let pair = Between::These(vec![state("RUS"), state("CHN")]);
    let answer = ask(bundled(), &pair, &query(session(75), &Measure::ALL));
    let [only] = answer.pairs.as_slice() else { panic!("one pair") };
    assert_eq!((only.votes, only.same, only.one_abstained, only.opposite), (101, 79, 16, 6));
    let is = |measure: Measure, expected: f64| {
        let [value, low, high] = value(&answer, "RUS", "CHN", measure).expect("defined");
        assert!((value - expected).abs() < 0.000_51, "{measure:?}: {value}, not {expected}");
        assert!(low < value && value < high, "{measure:?}: {low} {value} {high}");
    };
    is(Measure::RawAgreement, 79.0 / 101.0);
    is(Measure::AbstentionHalf, (79.0 + 16.0 / 2.0) / 101.0);
    is(Measure::S, 1.0 - (16.0 + 2.0 * 6.0) / 101.0);
    is(Measure::ScottPi, (0.7822 - 0.5287) / (1.0 - 0.5287));
    is(Measure::Kappa, (0.7822 - 0.5214) / (1.0 - 0.5214));
    is(Measure::WeightedKappa, (0.8614 - 0.6344) / (1.0 - 0.6344));
    is(Measure::QuadraticKappa, (0.9010 - 0.6910) / (1.0 - 0.6910));
    is(Measure::Lijphart, 100.0 * 87.0 / 101.0);
    is(Measure::Coincidence, 74.0 / 80.0);
    is(Measure::ConsensusRawAgreement, (79.0 + 237.0) / (101.0 + 237.0));
    is(Measure::ConsensusS, 1.0 - (16.0 + 2.0 * 6.0) / 338.0);
}

/// Wilson's interval of 8 of 10, as textbooks have it: 0.490 to 0.943.
#[test]
fn an_interval_has_a_width_also_where_all_agree() {
    let record = record();
    let whole = Selection::default();
    let pair = Between::These(vec![state("FRA"), state("USA")]);
    let answer = ask(&record, &pair, &query(whole, &Measure::ALL));
    // In favour, against and in favour of the same texts: they never differ.
    let [value, low, high] = value(&answer, "FRA", "USA", Measure::RawAgreement).expect("defined");
    let n = f64::from(answer.pairs[0].votes);
    assert_eq!((answer.pairs[0].votes, value, high), (4, 1.0, 1.0));
    let z2 = 1.96_f64 * 1.96;
    assert!((low - n / (n + z2)).abs() < 0.001, "{low}");
    let [kappa, low, high] = self::value(&answer, "FRA", "USA", Measure::Kappa).expect("defined");
    assert_eq!((kappa, high), (1.0, 1.0));
    assert!(low < 0.3, "four votes say little: {low}");
}

#[test]
fn undefined_is_not_nought() {
    let record = record();
    let pair = Between::These(vec![state("KIR"), state("NPL"), state("RUS"), state("CHN"), state("SWE")]);
    let answer = ask(&record, &pair, &query(Selection::default(), &Measure::ALL));
    let measured = |one: &str, other: &str, measure| {
        let pair = answer.pair(state(one), state(other)).expect("a pair");
        *pair.measured(measure).expect("it was asked for")
    };
    // Kiribati voted once, on a text on which Nepal did not.
    let none = measured("KIR", "NPL", Measure::RawAgreement);
    assert_eq!((none.n, none.estimate, none.undefined), (0, None, Some(Undefined::NoVotes)));
    // It voted once with the Russian Federation, as it did: chance alone gives full agreement.
    let one = measured("KIR", "RUS", Measure::Kappa);
    assert_eq!((one.n, one.estimate, one.undefined), (1, None, Some(Undefined::OnePosition)));
    let same = measured("KIR", "RUS", Measure::RawAgreement).estimate.expect("defined");
    assert!(same.value > 0.99 && same.low < 0.21, "one vote says nearly nothing: {same:?}");
    // Sweden is not in the fixture.
    assert_eq!(measured("SWE", "RUS", Measure::S).undefined, Some(Undefined::NoVotes));
}

#[test]
fn later_corrections_are_counted_where_that_is_asked_for() {
    let record = record();
    let pair = Between::These(vec![state("NPL"), state("RUS")]);
    let cast = query(Selection::default(), &[Measure::RawAgreement]);
    let corrected = AgreementQuery { positions: PositionsAs::Corrected, ..cast.clone() };
    // Nepal did not vote on 75/240, and later said it would have been in favour.
    assert_eq!(ask(&record, &pair, &cast).pairs[0].votes, 3);
    let after = ask(&record, &pair, &corrected);
    assert_eq!((after.pairs[0].votes, after.pairs[0].same), (4, 3));
}

#[test]
fn what_cannot_be_answered_is_told() {
    let context = Context::new(bundled());
    let one = Between::These(vec![state("FRA"), state("FRA")]);
    let Err(error) = agreement(context, &one, &AgreementQuery::default()) else { panic!("it is one state") };
    assert_eq!(error.to_string(), "a pair is of two states, and fewer were named");
    let none = query(session(300), &[]);
    let Err(error) = agreement(context, &Between::All, &none) else { panic!("there is no such session") };
    assert!(matches!(error, VotesError::NothingSelected { .. }));
    assert_eq!(
        error.to_string(),
        "the record has no positions by state on any of these: votes in plenary on whole texts, session 300"
    );
}

/// A vote of both: the places of the positions in favour, abstaining, against; and how much it counts.
type Vote = (usize, usize, f64);

fn place(position: Position) -> Option<usize> {
    match position {
        Position::InFavour => Some(0),
        Position::Abstaining => Some(1),
        Position::Against => Some(2),
        Position::NotVoting | Position::Unreadable => None,
    }
}

/// By the definitions, vote by vote.
fn slow(measure: Measure, votes: &[Vote], consensus: &[f64]) -> Option<f64> {
    let mut votes = votes.to_vec();
    match measure {
        Measure::Coincidence => votes.retain(|(a, b, _)| *a != 1 && *b != 1),
        Measure::ConsensusRawAgreement | Measure::ConsensusS | Measure::ConsensusScottPi => {
            votes.extend(consensus.iter().map(|weight| (0, 0, *weight)));
        }
        _ => {}
    }
    let sum: f64 = votes.iter().map(|vote| vote.2).sum();
    if votes.is_empty() {
        return None;
    }
    let share = |wanted: &dyn Fn(usize, usize) -> bool| -> f64 {
        votes.iter().filter(|(a, b, _)| wanted(*a, *b)).map(|vote| vote.2).sum::<f64>() / sum
    };
    let same = share(&|a, b| a == b);
    let distance = votes.iter().map(|(a, b, w)| a.abs_diff(*b) as f64 * w).sum::<f64>() / sum;
    let chance = |agree: &dyn Fn(usize, usize) -> f64, pooled: bool| -> f64 {
        let mut total = 0.0;
        for a in 0..3 {
            for b in 0..3 {
                let (own, others) = (share(&|x, _| x == a), share(&|_, y| y == b));
                let (also, too) = (share(&|_, y| y == a), share(&|x, _| x == b));
                let product =
                    if pooled { f64::midpoint(own, also) * f64::midpoint(others, too) } else { own * others };
                total += agree(a, b) * product;
            }
        }
        total
    };
    let corrected =
        |observed: f64, chance: f64| (chance < 1.0 - 1e-12).then(|| (observed - chance) / (1.0 - chance));
    let identity = |a: usize, b: usize| f64::from(a == b);
    let linear = |a: usize, b: usize| 1.0 - a.abs_diff(b) as f64 / 2.0;
    let quadratic = |a: usize, b: usize| [1.0, 0.75, 0.0][a.abs_diff(b)];
    match measure {
        Measure::RawAgreement | Measure::Coincidence | Measure::ConsensusRawAgreement => Some(same),
        Measure::AbstentionHalf => Some(1.0 - distance / 2.0),
        Measure::S | Measure::ConsensusS => Some(1.0 - distance),
        Measure::Lijphart => Some(100.0 * (same + share(&|a, b| (a == 1) != (b == 1)) / 2.0)),
        Measure::ScottPi | Measure::ConsensusScottPi => corrected(same, chance(&identity, true)),
        Measure::Kappa => corrected(same, chance(&identity, false)),
        Measure::WeightedKappa => corrected(1.0 - distance / 2.0, chance(&linear, false)),
        Measure::QuadraticKappa => {
            let observed = votes.iter().map(|(a, b, w)| quadratic(*a, *b) * w).sum::<f64>() / sum;
            corrected(observed, chance(&quadratic, false))
        }
    }
}

fn line(decision: DecisionRef<'_>) -> String {
    let lower = decision.title().to_lowercase();
    let end = [": resolution", ": draft resolution", ": decision"].iter().filter_map(|s| lower.find(s)).min();
    let words = lower[..end.unwrap_or(lower.len())].split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn weights(decisions: &[DecisionRef<'_>], weighting: Weighting) -> Vec<f64> {
    let mut sizes: BTreeMap<String, u32> = BTreeMap::new();
    for decision in decisions {
        *sizes.entry(line(*decision)).or_default() += 1;
    }
    let weight = |decision: &DecisionRef<'_>| {
        let line = line(*decision);
        if weighting == Weighting::Decisions || line.is_empty() { 1.0 } else { 1.0 / f64::from(sizes[&line]) }
    };
    decisions.iter().map(weight).collect()
}

fn check(
    among: &[&str],
    wanted: impl Fn(&DecisionRef<'_>) -> bool,
    selection: Selection,
    weighting: Weighting,
) {
    let record = bundled();
    let of_selection = |d: &DecisionRef<'_>| {
        d.stage() == Stage::Plenary && d.question().kind == QuestionKind::Whole && wanted(d)
    };
    let chosen: Vec<_> = record.decisions().filter(of_selection).collect();
    let votes: Vec<_> = chosen.iter().copied().filter(|d| !d.positions().is_empty()).collect();
    let unvoted: Vec<_> = chosen
        .iter()
        .copied()
        .filter(|d| d.modality() == Modality::WithoutVote && d.date().is_some())
        .collect();
    let covered: Vec<Option<Session>> = record
        .decisions()
        .filter(|d| d.modality() == Modality::WithoutVote)
        .map(DecisionRef::session)
        .collect();
    let (vote_weights, text_weights) = (weights(&votes, weighting), weights(&unvoted, weighting));
    let query = AgreementQuery { weighting, ..query(selection, &Measure::ALL) };
    let named: Vec<StateId> = among.iter().map(|code| state(code)).collect();
    let answer = ask(record, &Between::These(named.clone()), &query);
    assert_eq!(answer.selection.decisions as usize, votes.len());
    assert_eq!(answer.selection.without_vote as usize, unvoted.len());
    for (place_of, &one) in named.iter().enumerate() {
        for &other in &named[place_of + 1..] {
            let both = |decision: &DecisionRef<'_>, weight: f64| -> Option<Vote> {
                let row = decision.positions();
                Some((place(row.of(one)?)?, place(row.of(other)?)?, weight))
            };
            let all: Vec<Vote> = votes.iter().zip(&vote_weights).filter_map(|(d, w)| both(d, *w)).collect();
            let with_texts: Vec<Vote> = votes
                .iter()
                .zip(&vote_weights)
                .filter(|(d, _)| d.session().is_some() && covered.contains(&d.session()))
                .filter_map(|(d, w)| both(d, *w))
                .collect();
            let texts: Vec<f64> = unvoted
                .iter()
                .zip(&text_weights)
                .filter(|(d, _)| {
                    let on = states().members_on(d.date().expect("it has a day"));
                    on.contains(one) && on.contains(other)
                })
                .map(|(_, weight)| *weight)
                .collect();
            let pair = answer.pair(one, other).expect("a pair");
            assert_eq!(pair.votes as usize, all.len(), "{one:?} {other:?}");
            for measure in Measure::ALL {
                let of = if measure.with_consensus() { &with_texts } else { &all };
                let (slow, fast) = (slow(measure, of, &texts), pair.measured(measure).expect("it is there"));
                match (slow, fast.estimate) {
                    (Some(slow), Some(fast)) => {
                        assert!(
                            (slow - fast.value).abs() < 0.000_06,
                            "{one:?} {other:?} {measure:?} {slow} {fast:?}"
                        );
                        assert!(fast.low <= fast.value && fast.value <= fast.high);
                    }
                    (None, None) => assert!(fast.undefined.is_some()),
                    differing => panic!("{one:?} {other:?} {measure:?} {differing:?}"),
                }
            }
        }
    }
}

const SOME: [&str; 14] =
    ["RUS", "CHN", "USA", "FRA", "GBR", "IND", "BRA", "CUB", "ZAF", "SSD", "DDR", "YUG", "KIR", "ISR"];

#[test]
fn agrees_with_the_slow_way_on_the_whole_history() {
    check(&SOME, |_| true, Selection::default(), Weighting::Decisions);
}

#[test]
fn agrees_with_the_slow_way_where_titles_are_weighted() {
    let wanted = |d: &DecisionRef<'_>| matches!(d.session(), Some(Session::Regular(n)) if n >= 70);
    let selection = Selection { sessions: (70..=79).map(Session::Regular).collect(), ..Selection::default() };
    check(&SOME[..9], wanted, selection, Weighting::Series);
}

/// Leaving out one vote at a time gives the variance in another way (Quenouille and Tukey's jackknife).
#[test]
fn intervals_are_those_of_the_jackknife() {
    for (one, other) in [("RUS", "CHN"), ("USA", "FRA"), ("IND", "BRA")] {
        let votes: Vec<Vote> = bundled()
            .in_session(Session::Regular(75))
            .filter(|d| d.stage() == Stage::Plenary && d.question().is_whole())
            .filter_map(|d| {
                let row = d.positions();
                Some((place(row.of(state(one))?)?, place(row.of(state(other))?)?, 1.0))
            })
            .collect();
        let pair = Between::These(vec![state(one), state(other)]);
        let measures = [Measure::Kappa, Measure::WeightedKappa, Measure::QuadraticKappa, Measure::ScottPi];
        let answer = ask(bundled(), &pair, &query(session(75), &measures));
        for measure in measures {
            let without: Vec<f64> = (0..votes.len())
                .filter_map(|left_out| {
                    let mut rest = votes.clone();
                    rest.remove(left_out);
                    slow(measure, &rest, &[])
                })
                .collect();
            let n = without.len() as f64;
            let mean = without.iter().sum::<f64>() / n;
            let spread: f64 = without.iter().map(|value| (value - mean).powi(2)).sum();
            let half = 1.96 * ((n - 1.0) / n * spread).sqrt();
            let [value, low, high] = value(&answer, one, other, measure).expect("defined");
            let made = (high - low) / 2.0;
            assert!((made / half - 1.0).abs() < 0.08, "{one} {other} {measure:?}: {made}, jackknife {half}");
            assert!((f64::midpoint(high, low) - value).abs() < 0.001);
        }
    }
}

#[test]
fn one_state_has_its_closest_first() {
    let answer = ask(bundled(), &Between::One(state("BRA")), &query(session(75), &[]));
    assert_eq!(answer.of, Some(state("BRA")));
    assert!(answer.pairs.iter().all(|pair| pair.first == state("BRA")));
    let values: Vec<Option<f64>> = answer.pairs.iter().map(Pair::value).collect();
    let defined = values.iter().position(Option::is_none).unwrap_or(values.len());
    assert!(values[..defined].is_sorted_by(|a, b| a >= b) && values[defined..].iter().all(Option::is_none));
    let set: StateSet = ["ARG", "CHL", "BRA"].iter().map(|code| state(code)).collect();
    let few = ask(bundled(), &Between::OneAnd(state("BRA"), set), &query(session(75), &[]));
    assert_eq!(few.pairs.len(), 2);
}

#[test]
fn filters_narrow_what_is_counted() {
    let of = |selection: Selection| {
        ask(bundled(), &Between::These(vec![state("FRA"), state("USA")]), &query(selection, &[])).selection
    };
    let plenary = of(session(70));
    let both = of(Selection { stages: Stages::Both, ..session(70) });
    let all = of(Selection { questions: Vec::new(), ..session(70) });
    assert!(plenary.decisions < both.decisions && plenary.decisions < all.decisions);
    let nuclear = of(Selection { topic: Some("Nuclear".into()), ..session(70) });
    assert!(0 < nuclear.decisions && nuclear.decisions < plenary.decisions);
    assert_eq!(
        nuclear.words,
        "votes in plenary on whole texts, session 70, with «Nuclear» in title or subjects"
    );
}
