//! Blocs that were put into a table are found again; a table without any says so; bad input is refused.

use super::*;
use crate::Flow;

const METHODS: [Method; 3] = [Method::Network, Method::Mixture, Method::LatentClasses];

/// Voters of so many blocs, each of which leans its own way on each item and keeps to it with this chance.
fn planted(
    blocs: usize,
    each: usize,
    items: usize,
    loyalty: f64,
    missing: f64,
    seed: u64,
) -> (Answers, Vec<usize>) {
    let mut random = Random::new(seed);
    let lines: Vec<Vec<usize>> = (0..blocs).map(|_| (0..items).map(|_| random.below(3)).collect()).collect();
    let said = [Answer::No, Answer::Abstain, Answer::Yes];
    let mut answers = Answers::new(blocs * each, items);
    let of: Vec<usize> = (0..blocs * each).map(|voter| voter % blocs).collect();
    for (voter, bloc) in of.iter().enumerate() {
        for (item, line) in lines[*bloc].iter().enumerate() {
            let answer = if random.unit() < loyalty { *line } else { random.below(3) };
            if random.unit() >= missing {
                answers.set(voter, item, said[answer]);
            }
        }
    }
    (answers, of)
}

fn settings(method: Method) -> Settings {
    Settings { method, replicates: 19, starts: 5, ..Settings::default() }
}

#[test]
fn planted_blocs_are_found_again() {
    for method in METHODS {
        let (answers, truth) = planted(3, 20, 60, 0.7, 0.1, 7);
        let found = find(&answers, &settings(method)).expect("there are blocs");
        let of: Vec<usize> = found.voters.iter().map(|voter| voter.bloc).collect();
        let index = adjusted_rand(&of, &truth).expect("defined");
        assert!(index > 0.95, "{method:?}: {index}, {} blocs", found.blocs.len());
        let stability = found.stability.expect("items were drawn anew");
        assert_eq!(stability.verdict, Verdict::Stable, "{method:?}: {stability:?}");
        let chance = found.chance.expect("answers were shuffled");
        assert!(chance.p <= 0.05 + 1e-9 && chance.high < found.modularity, "{method:?}: {chance:?}");
        let least = found.voters.iter().filter_map(|voter| voter.with_own).fold(1.0, f64::min);
        assert!(least > 0.7, "{method:?}: {least}, {stability:?}");
    }
}

#[test]
fn no_blocs_are_no_more_than_chance() {
    for method in METHODS {
        let (answers, _) = planted(1, 60, 60, 0.3, 0.1, 11);
        let found = find(&answers, &settings(method)).expect("there is an answer");
        let chance = found.chance.expect("answers were shuffled");
        assert!(chance.p > 0.05, "{method:?}: {chance:?}, modularity {}", found.modularity);
        let verdict = found.stability.map(|stability| stability.verdict);
        assert!(found.blocs.len() == 1 || verdict == Some(Verdict::Unstable), "{method:?}: {verdict:?}");
    }
}

#[test]
fn the_same_seed_gives_the_same_blocs() {
    for method in METHODS {
        let (answers, _) = planted(2, 15, 30, 0.5, 0.2, 3);
        let [one, other] = [1, 1].map(|seed| find(&answers, &Settings { seed, ..settings(method) }));
        assert_eq!(one, other, "{method:?}");
    }
}

#[test]
fn a_shuffle_keeps_the_agenda() {
    let (answers, _) = planted(3, 10, 12, 0.6, 0.3, 5);
    let shuffled = answers.shuffled(&mut Random::new(9));
    assert_ne!(answers, shuffled);
    for item in 0..answers.items() {
        assert_eq!(answers.counts(item), shuffled.counts(item));
    }
    for voter in 0..answers.voters() {
        assert_eq!(answers.answered(voter), shuffled.answered(voter));
    }
}

/// Chance from the items is what shuffling brings about on the mean.
#[test]
fn chance_is_the_mean_of_shuffles() {
    let (answers, of) = planted(2, 8, 40, 0.8, 0.2, 21);
    let mut random = Random::new(4);
    let n = 400;
    let sum: f64 = (0..n).map(|_| modularity(&Excess::new(&answers.shuffled(&mut random)), &of)).sum();
    assert!((sum / f64::from(n)).abs() < 0.002, "{}", sum / f64::from(n));
    assert!(modularity(&Excess::new(&answers), &of) > 0.05);
}

/// The manual works this out: Y Y N and Y N N, the first two voters in one bloc.
#[test]
fn the_worked_example_of_the_manual() {
    let mut answers = Answers::new(3, 2);
    let said = [[Answer::Yes, Answer::Yes], [Answer::Yes, Answer::No], [Answer::No, Answer::No]];
    for (voter, row) in said.into_iter().enumerate() {
        row.into_iter().enumerate().for_each(|(item, answer)| answers.set(voter, item, answer));
    }
    let excess = Excess::new(&answers);
    assert!((modularity(&excess, &[0, 0, 1]) - 1.0 / 6.0).abs() < 1e-12);
    assert!((modularity(&excess, &[0, 0, 0]) - 0.0).abs() < 1e-12);
    assert_eq!(excess.agreement(0, 1), Some(0.5));
}

#[test]
fn bad_input_is_refused() {
    let few = BlocError::TooFewItems { left: 0, needs: 5 };
    let mut answers = Answers::new(10, 8);
    assert_eq!(find(&answers, &Settings::default()), Err(few.clone()));
    for voter in 0..10 {
        for item in 0..8 {
            answers.set(voter, item, Answer::Yes);
        }
    }
    // All of one mind: no item divides.
    assert_eq!(find(&answers, &Settings::default()), Err(few));
    for item in 0..3 {
        answers.set(item, item, Answer::No);
    }
    let three = find(&answers, &Settings::default()).expect_err("three items are left");
    assert_eq!(
        three.to_string(),
        "blocs need at least 5 items on which voters differ, and there are 3 such items"
    );
    assert!(find(&Answers::new(0, 0), &Settings::default()).is_err());
}

#[test]
fn who_hardly_voted_is_left_out_and_named() {
    let (mut answers, _) = planted(2, 10, 30, 0.8, 0.0, 2);
    for item in 0..30 {
        if item > 0 {
            answers.set(3, item, Answer::Missing);
        }
        answers.set(4, item, Answer::Missing);
    }
    for method in METHODS {
        let found = find(&answers, &settings(method)).expect("the others have blocs");
        let left: Vec<(usize, usize, Why)> =
            found.left_out.iter().map(|one| (one.voter, one.answers, one.why)).collect();
        assert_eq!(left, [(3, 1, Why::FewAnswers), (4, 0, Why::NoAnswer)]);
        assert_eq!(found.voters.len(), 18);
    }
    let most = Settings { least_answers: 31, ..Settings::default() };
    assert_eq!(find(&answers, &most), Err(BlocError::TooFewVoters { left: 0, needs: 4 }));
}

/// Whatever comes in, no number is left that is none.
#[test]
fn numbers_are_finite_also_where_there_is_hardly_anything() {
    for seed in 0..12 {
        for method in METHODS {
            let (answers, _) = planted(2, 3, 6, 0.5, 0.6, seed);
            let least = Settings { least_answers: 1, replicates: 5, ..settings(method) };
            let Ok(found) = find(&answers, &least) else { continue };
            let mut numbers = vec![found.modularity];
            numbers.extend(found.choice.iter().map(|choice| choice.bic));
            numbers.extend(found.stability.iter().flat_map(|s| [s.mean, s.low, s.high]));
            numbers.extend(found.chance.iter().flat_map(|c| [c.mean, c.low, c.high, c.p]));
            numbers.extend(found.blocs.iter().flat_map(|b| [b.within, b.across]).flatten());
            numbers.extend(found.voters.iter().filter_map(|voter| voter.with_own));
            assert!(numbers.iter().all(|number| number.is_finite()), "{method:?}, seed {seed}: {numbers:?}");
        }
    }
}

#[test]
fn places_can_be_given() {
    let (answers, truth) = planted(2, 12, 30, 0.7, 0.0, 13);
    let places = |far: f64| {
        let place = |(voter, bloc): (usize, &usize)| {
            let x = if *bloc == 0 { 0.0 } else { far } + (voter % 5) as f64 * 0.1;
            (voter != 2).then(|| vec![x])
        };
        PlacesFrom::Given(truth.iter().enumerate().map(place).collect())
    };
    let given = Settings { places: places(4.0), ..settings(Method::Mixture) };
    let found = find(&answers, &given).expect("there are blocs");
    assert_eq!((found.blocs.len(), found.left_out.len()), (2, 1));
    assert_eq!(found.left_out[0].why, Why::NoPlace);
    assert!(found.stability.is_none() && found.chance.is_some_and(|chance| !chance.answers_shuffled));
    let bad =
        Settings { places: PlacesFrom::Given(vec![Some(vec![f64::NAN]); 24]), ..settings(Method::Mixture) };
    assert_eq!(find(&answers, &bad), Err(BlocError::BadPlaces));
}

/// Voters of two sides of one dispute, with a few who answered little.
fn two_sides(items: usize, loyalty: f64) -> (Answers, Vec<usize>) {
    let mut random = Random::new(23);
    let mut answers = Answers::new(26, items);
    let of: Vec<usize> = (0..26).map(|voter| voter % 2).collect();
    for item in 0..items {
        let yes = random.below(2);
        for (voter, side) in of.iter().enumerate() {
            let loyal = random.unit() < loyalty;
            let said = if (*side == yes) == loyal { Answer::Yes } else { Answer::No };
            if voter != 3 || item < 4 {
                answers.set(voter, item, said);
            }
        }
    }
    (answers, of)
}

#[test]
fn ideal_points_are_places_with_their_own_stability() {
    let (answers, truth) = two_sides(40, 0.85);
    for dimensions in [1, 2] {
        let places = PlacesFrom::IdealPoints { dimensions, positive: Some(0) };
        let asked = Settings { places, least_answers: 8, ..settings(Method::Mixture) };
        let found = find(&answers, &asked).expect("there are blocs");
        assert_eq!((found.left_out.len(), found.left_out[0].voter), (1, 3));
        let of: Vec<usize> = found.voters.iter().map(|voter| voter.bloc).collect();
        let sides: Vec<usize> = found.voters.iter().map(|voter| truth[voter.voter]).collect();
        let index = adjusted_rand(&of, &sides).expect("defined");
        assert!(index > 0.8, "{dimensions}: {index}, {} blocs", found.blocs.len());
        let stability = found.stability.expect("items were drawn anew, and points estimated anew");
        assert!(stability.mean > 0.5, "{stability:?}");
        assert!(found.chance.is_some_and(|chance| chance.answers_shuffled && chance.high < found.modularity));
        // The first voter is at the positive end, and all points together are standard.
        let first: Vec<f64> = found.places.of.iter().map(|place| place[0]).collect();
        let mean = first.iter().sum::<f64>() / first.len() as f64;
        assert!(first[0] > 0.0 && mean.abs() < 1e-6 && found.places.of[0].len() == dimensions, "{first:?}");
        assert_eq!(find(&answers, &asked), Ok(found), "the same seed");
    }
    let four = Settings {
        places: PlacesFrom::IdealPoints { dimensions: 4, positive: None },
        ..settings(Method::Mixture)
    };
    let error = find(&answers, &four).expect_err("there are at most three");
    assert!(error.to_string().contains("4 dimensions; 1, 2 or 3 can be fitted"), "{error}");
}

#[test]
fn what_was_done_before_a_stop_is_told() {
    let (answers, _) = planted(3, 20, 60, 0.7, 0.1, 7);
    let asked = Settings { replicates: 40, ..settings(Method::Network) };
    let whole = find(&answers, &asked).expect("there are blocs");
    let told = std::sync::atomic::AtomicUsize::new(0);
    let found = find_observed(&answers, &asked, &|done, of| {
        assert!(done <= of && of == 80);
        told.fetch_max(done, std::sync::atomic::Ordering::Relaxed);
        if done >= 10 { Flow::Stop } else { Flow::Continue }
    })
    .expect("there are blocs");
    assert!(found.stopped && !whole.stopped);
    assert_eq!(found.blocs.len(), whole.blocs.len());
    let n = found.stability.expect("some draws were done").replicates;
    assert!((10..40).contains(&n) && n == told.into_inner(), "{n}");
    assert_eq!(found.chance, None);
    // Stopped before anything was done there is a partition, and nothing said of how firm it is.
    let none = find_observed(&answers, &Settings { replicates: 0, ..asked }, &|_, _| Flow::Stop);
    assert_eq!(none.expect("there are blocs").stability, None);
}

/// Voters on a circle: two axes tell all.
#[test]
fn scaling_finds_the_places() {
    let (answers, _) = planted(2, 10, 40, 0.9, 0.0, 17);
    let excess = Excess::new(&answers);
    let places = scaled(&excess, 2);
    assert_eq!(places.of.len(), 20);
    assert!(places.share[0] > 0.5 && places.share[0] >= places.share[1], "{:?}", places.share);
    let side = |voter: usize| places.of[voter][0] > 0.0;
    assert!((0..20).all(|voter| side(voter) == side(voter % 2)), "{:?}", places.of);
}
