//! The crate from outside: what it finds, what it refuses, and that it is reproducible.

mod bad_input;

use proptest::prelude::*;
use travaux_ideal::simulate::{Simulated, Simulation};
use travaux_ideal::{
    EmSettings, Fit, Flow, GibbsSettings, IdealError, Model, Scale, Votes, VotesBuilder, Warning, em, gibbs,
};

#[expect(clippy::unwrap_used, reason = "a helper of tests")]
fn quick(votes: &Votes, model: &Model) -> Fit {
    em::fit(votes, model, &EmSettings::default(), &mut |_| Flow::Continue).unwrap()
}

#[expect(clippy::many_single_char_names, reason = "a formula")]
fn correlation(a: &[f64], b: &[f64]) -> f64 {
    let n = a.len() as f64;
    let (x, y) = (a.iter().sum::<f64>() / n, b.iter().sum::<f64>() / n);
    let c =
        |u: &[f64], v: &[f64], x: f64, y: f64| u.iter().zip(v).map(|(p, q)| (p - x) * (q - y)).sum::<f64>();
    c(a, b, x, y) / (c(a, a, x, x) * c(b, b, y, y)).sqrt()
}

fn means(fit: &Fit) -> Vec<f64> {
    fit.positions.iter().map(|position| position.mean[0]).collect()
}

fn numbers(fit: &Fit) -> impl Iterator<Item = f64> {
    let positions = fit.positions.iter().flat_map(|p| [&p.mean, &p.sd, &p.low, &p.high, &p.covariance]);
    let items = fit.items.iter().flat_map(|i| [&i.discrimination, &i.discrimination_sd, &i.cuts, &i.cuts_sd]);
    positions.chain(items).flatten().copied().chain([fit.log_likelihood])
}

#[test]
fn truth_is_found_static_and_dynamic() {
    let fixed = Simulation { sparse: 0.2, ..Simulation::default() }.draw(3).unwrap();
    let r = correlation(&means(&quick(&fixed.votes, &Model::fixed())), &fixed.standardised(0));
    assert!(r.abs() > 0.97, "{r}");
    let moving =
        Simulation { voters: 60, items: 40, periods: 6, walk: 0.05, late: 0.2, ..Simulation::default() };
    let moving = moving.draw(4).unwrap();
    let fit = quick(&moving.votes, &Model::dynamic());
    let r = correlation(&means(&fit), &moving.standardised(0));
    assert!(r.abs() > 0.95, "{r}");
    assert!((0.01..0.2).contains(&fit.walk[0]), "{:?}", fit.walk);
}

#[test]
fn engines_agree_and_intervals_are_alike() {
    let simulated =
        Simulation { voters: 40, items: 60, sparse: 0.2, ..Simulation::default() }.draw(5).unwrap();
    let model = Model::fixed().anchor(0, "v0");
    let fast = quick(&simulated.votes, &model);
    let settings = GibbsSettings { warmup: 300, sweeps: 1500, thin: 1, ..GibbsSettings::default() };
    let slow = gibbs::fit(&simulated.votes, &model, &settings, &mut |_| Flow::Continue).unwrap();
    let r = correlation(&means(&fast), &means(&slow.fit));
    assert!(r > 0.985, "{r}");
    let ratio = |i: usize| fast.positions[i].sd[0] / slow.fit.positions[i].sd[0];
    let mean = (0..fast.positions.len()).map(ratio).sum::<f64>() / fast.positions.len() as f64;
    assert!((0.85..1.15).contains(&mean), "{mean}");
    assert!(slow.accepted > 0.3);
}

/// Two voters and one item are the smallest model: its posterior is summed over a grid.
#[test]
fn gibbs_agrees_with_quadrature() {
    let mut builder = VotesBuilder::new(&["no", "yes"]).unwrap();
    let (a, b) = (builder.voter("a").unwrap(), builder.voter("b").unwrap());
    let item = builder.item("only", 0).unwrap();
    builder.vote(item, a, "yes").unwrap();
    builder.vote(item, b, "no").unwrap();
    let votes = builder.build().unwrap();
    let model = Model { discrimination_sd: 1.0, cut_sd: 1.0, pull: 0.5, ..Model::fixed() };
    let settings = GibbsSettings { warmup: 500, sweeps: 20_000, thin: 5, ..GibbsSettings::default() };
    let sample = gibbs::fit(&votes, &model, &settings, &mut |_| Flow::Continue).unwrap();

    // The size of β does not change when positions are brought to mean 0 and standard deviation 1, where a and b are at
    // ±1: β' = β (a - b) / 2, turned so that a is where the fast engine has it, on the side of yes. Its mean by quadrature over (β, γ, a, b).
    let grid: Vec<f64> = (-20..=20).map(|i| f64::from(i) * 0.2).collect();
    let phi = |x: f64| 0.5 * libm_erfc(-x / std::f64::consts::SQRT_2);
    let (mut mass, mut sum) = (0.0, 0.0);
    for &beta in &grid {
        for &cut in &grid {
            for &x in &grid {
                for &y in &grid {
                    let prior = (-0.5 * (beta * beta + cut * cut + 1.5 * (x * x + y * y))).exp();
                    let p = prior * phi(beta * x - cut) * phi(cut - beta * y);
                    mass += p;
                    sum += p * beta * 0.5 * (x - y);
                }
            }
        }
    }
    let found = sample.fit.items[0].discrimination[0].abs();
    assert!((found - sum / mass).abs() < 0.05, "{found} {}", sum / mass);
}

/// Abramowitz and Stegun 7.1.26: enough for a quadrature.
fn libm_erfc(x: f64) -> f64 {
    let t = 1.0 / (1.0 + 0.327_591_1 * x.abs());
    let p = t
        * (0.254_829_592
            + t * (-0.284_496_736 + t * (1.421_413_741 + t * (-1.453_152_027 + t * 1.061_405_429))));
    let tail = p * (-x * x).exp();
    if x >= 0.0 { tail } else { 2.0 - tail }
}

#[test]
fn same_seed_same_bytes_whatever_the_threads_and_after_a_stop() {
    let simulated = Simulation { voters: 30, items: 30, periods: 3, walk: 0.05, ..Simulation::default() }
        .draw(6)
        .unwrap();
    let model = Model::dynamic();
    let settings = GibbsSettings { warmup: 10, sweeps: 50, thin: 2, chains: 3, seed: 9 };
    let run = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let fast = quick(&simulated.votes, &model);
            let slow = gibbs::fit(&simulated.votes, &model, &settings, &mut |_| Flow::Continue).unwrap();
            (serde_json::to_string(&fast).unwrap(), serde_json::to_string(&slow.fit).unwrap())
        })
    };
    let one = run(1);
    assert_eq!(one, run(3));
    let stopped = gibbs::fit(&simulated.votes, &model, &settings, &mut |progress| {
        if progress.done >= 30 { Flow::Stop } else { Flow::Continue }
    });
    let stopped = stopped.unwrap();
    assert!(stopped.fit.warnings.contains(&Warning::Stopped { after: 30 }));
    let saved = serde_json::to_string(&stopped.checkpoint).unwrap();
    let saved = serde_json::from_str(&saved).unwrap();
    let whole = gibbs::resume(&simulated.votes, &model, saved, 50, &mut |_| Flow::Continue).unwrap();
    assert_eq!(one.1, serde_json::to_string(&whole.fit).unwrap());
}

#[test]
fn a_stop_of_em_is_heard_in_the_fits_of_drawn_votes_too() {
    let simulated = Simulation { voters: 30, items: 60, ..Simulation::default() }.draw(1).unwrap();
    let model = Model::fixed();
    let whole = em::fit(&simulated.votes, &model, &EmSettings::default(), &mut |_| Flow::Continue).unwrap();
    assert!(!whole.warnings.contains(&Warning::NotCalibrated));
    // The first iteration behind those of the fit itself is one on drawn votes.
    let mut heard = 0;
    let stopped = em::fit(&simulated.votes, &model, &EmSettings::default(), &mut |_| {
        heard += 1;
        if heard > whole.iterations { Flow::Stop } else { Flow::Continue }
    });
    let stopped = stopped.unwrap();
    assert_eq!(heard, whole.iterations + 1);
    assert!(stopped.warnings.contains(&Warning::NotCalibrated));
    let widths = |fit: &travaux_ideal::Fit| fit.positions.iter().map(|p| p.high[0] - p.low[0]).sum::<f64>();
    assert!(widths(&stopped) <= widths(&whole));
    // A fit that was stopped itself is not calibrated either.
    let early = em::fit(&simulated.votes, &model, &EmSettings::default(), &mut |_| Flow::Stop).unwrap();
    assert!(
        early.warnings.contains(&Warning::Stopped { after: 1 })
            && early.warnings.contains(&Warning::NotCalibrated)
    );
}

#[test]
fn more_dimensions_bridges_and_poles_work() {
    let two = Simulation { dimensions: 2, items: 150, ..Simulation::default() }.draw(7).unwrap();
    let one = quick(&two.votes, &Model::fixed());
    let fit = quick(&two.votes, &Model::fixed().dimensions(2));
    assert!(fit.log_likelihood > one.log_likelihood + 100.0);
    assert!(numbers(&fit).all(f64::is_finite));

    let mut builder = VotesBuilder::new(&["no", "yes"]).unwrap();
    for item in 0..12u32 {
        let number = builder.item(&format!("{item}"), i32::try_from(item / 6).unwrap()).unwrap();
        builder.bridge(number, &format!("text {}", item % 6)).unwrap();
        for voter in 0..12u32 {
            let name = builder.voter(&format!("v{voter}")).unwrap();
            builder
                .vote_number(number, name, u8::from(voter + (item * 7 + voter * 3) % 5 > 2 * (item % 6)))
                .unwrap();
        }
    }
    let votes = builder.build().unwrap();
    let scale = Scale::Poles { low: "v0".to_owned(), high: "v11".to_owned() };
    let fit = quick(&votes, &Model { scale, ..Model::dynamic() });
    assert!(fit.items.len() <= 6);
    let mean = |voter: u32| {
        let all: Vec<f64> = fit.positions.iter().filter(|p| p.voter == voter).map(|p| p.mean[0]).collect();
        all.iter().sum::<f64>() / all.len() as f64
    };
    assert!((mean(0) + 1.0).abs() < 1e-9 && (mean(11) - 1.0).abs() < 1e-9);
}

#[test]
fn intervals_cover() {
    let (mut inside, mut n) = (0, 0);
    let simulation = Simulation { sparse: 0.3, present: 0.8, ..Simulation::default() };
    for seed in 0..20 {
        let Simulated { votes, .. } = &simulation.draw(seed).unwrap();
        let truth = simulation.draw(seed).unwrap().standardised(0);
        let fit = quick(votes, &Model::fixed());
        let sign = correlation(&means(&fit), &truth).signum();
        for (position, truth) in fit.positions.iter().zip(&truth) {
            inside += u32::from((position.low[0]..=position.high[0]).contains(&(sign * truth)));
            n += 1;
        }
    }
    let share = f64::from(inside) / f64::from(n);
    assert!((0.91..0.98).contains(&share), "{share}");
}

#[test]
fn what_cannot_be_fitted_is_refused() {
    assert_eq!(VotesBuilder::new(&["yes"]).unwrap_err(), IdealError::Answers(1));
    let builder = || VotesBuilder::new(&["no", "yes"]).unwrap();
    assert_eq!(builder().build().unwrap_err(), IdealError::NoVotes);
    let mut agreed = builder();
    let (a, b) = (agreed.voter("a").unwrap(), agreed.voter("b").unwrap());
    let item = agreed.item("i", 1).unwrap();
    agreed.vote(item, a, "yes").unwrap();
    assert!(matches!(agreed.vote(item, b, "perhaps"), Err(IdealError::UnknownAnswer { .. })));
    assert!(matches!(agreed.vote(item, 7, "yes"), Err(IdealError::UnknownNumber { .. })));
    agreed.vote(item, b, "yes").unwrap();
    let votes = agreed.build().unwrap();
    let refused = em::fit(&votes, &Model::fixed(), &EmSettings::default(), &mut |_| Flow::Continue);
    assert_eq!(refused.unwrap_err(), IdealError::NothingVaries);
    let mut twice = builder();
    let a = twice.voter("a").unwrap();
    let item = twice.item("i", 1).unwrap();
    twice.vote(item, a, "yes").unwrap();
    twice.vote(item, a, "no").unwrap();
    assert!(matches!(twice.build(), Err(IdealError::DuplicateVote { .. })));
    let mut many = builder().limit(1);
    let a = many.voter("a").unwrap();
    let item = many.item("i", 1).unwrap();
    many.vote(item, a, "yes").unwrap();
    assert_eq!(many.vote(item, a, "yes"), Err(IdealError::TooManyVotes { limit: 1 }));
}

#[test]
fn separated_groups_are_warned_of() {
    let mut builder = VotesBuilder::new(&["no", "yes"]).unwrap();
    for item in 0..8u32 {
        let number = builder.item(&format!("{item}"), 0).unwrap();
        for voter in 0..6u32 {
            let name = builder.voter(&format!("v{voter}")).unwrap();
            if (voter < 3) == (item < 4) {
                builder.vote_number(number, name, u8::from((voter + item) % 3 == 0)).unwrap();
            }
        }
    }
    let fit = quick(&builder.build().unwrap(), &Model::fixed());
    assert!(
        fit.warnings.iter().any(|w| matches!(w, Warning::Separated { groups: 2, .. })),
        "{:?}",
        fit.warnings
    );
    assert!(numbers(&fit).all(f64::is_finite));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn no_votes_make_a_nan(
        cells in prop::collection::vec((0u32..6, 0u32..5, 0u8..3), 1..40),
        dimensions in 1usize..4,
    ) {
        let mut builder = VotesBuilder::new(&["no", "abstain", "yes"]).unwrap();
        for voter in 0..6 {
            builder.voter(&voter.to_string()).unwrap();
        }
        for item in 0..5 {
            builder.item(&item.to_string(), item * item).unwrap();
        }
        let mut seen = Vec::new();
        for (voter, item, answer) in cells {
            if !seen.contains(&(voter, item)) {
                seen.push((voter, item));
                builder.vote_number(item, voter, answer).unwrap();
            }
        }
        let votes = builder.build().unwrap();
        let model = Model::dynamic().dimensions(dimensions);
        let settings = EmSettings { iterations: 60, ..EmSettings::default() };
        if let Ok(fit) = em::fit(&votes, &model, &settings, &mut |_| Flow::Continue) {
            prop_assert!(numbers(&fit).all(f64::is_finite));
            for voter in 0..6 {
                for item in 0..5 {
                    if let Some(p) = fit.probabilities(&votes, voter, item) {
                        prop_assert!((p.iter().sum::<f64>() - 1.0).abs() < 1e-9);
                    }
                }
            }
        }
    }
}
