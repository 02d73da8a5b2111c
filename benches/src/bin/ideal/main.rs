//! Ideal points: time, agreement with the published estimates, coverage of intervals, predictions.

mod data;
mod predict;

use std::collections::HashMap;
use std::io::Write;
use std::path::PathBuf;
use std::time::Instant;

use anyhow::Result;
use clap::Parser;
use travaux_ideal::simulate::Simulation;
use travaux_ideal::{EmSettings, Fit, Flow, GibbsSettings, Model, Votes, VotesBuilder, em, gibbs};

/// Measure the ideal-point engines and print what they reach
#[derive(Debug, Parser)]
struct Args {
    /// The folder with `unga/voeten_*` and `reference/`
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data"))]
    data: PathBuf,
    /// Parts to run
    parts: Vec<String>,
}

fn main() -> Result<()> {
    let args = Args::parse();
    let mut out = std::io::stdout().lock();
    let all = args.parts.is_empty();
    let wants = |part: &str| all || args.parts.iter().any(|wanted| wanted == part);
    if wants("em") {
        let casts = data::read(&args.data, 74)?;
        let titles = titles(&args)?;
        let votes = data::votes(casts.iter(), &titles)?;
        drop(casts);
        writeln!(
            out,
            "{} items, {} votes, {} positions, peak {:.0} MB",
            votes.items().len(),
            votes.votes(),
            votes.stands().len(),
            peak()
        )?;
        let before = Clock::now();
        let fit = em::fit(&votes, &trial(), &EmSettings::default(), &mut |_| Flow::Continue)?;
        let took = before.elapsed();
        writeln!(
            out,
            "em: log-likelihood {:.0}, {} iterations, {:.2} CPU s, {:.2} s wall, peak {:.0} MB, walk {:?}, {:?}",
            fit.log_likelihood,
            fit.iterations,
            took.0,
            took.1,
            peak(),
            fit.walk,
            fit.warnings
        )?;
        compare(&mut out, &args, &votes, &fit)?;
    }
    if wants("coverage") {
        coverage(&mut out)?;
    }
    if wants("hidden") {
        predict::hidden(&mut out, &args.data)?;
    }
    if wants("large") {
        large(&mut out)?;
    }
    if wants("gibbs") {
        gibbs(&mut out, &args)?;
    }
    Ok(())
}

fn coverage(out: &mut impl Write) -> Result<()> {
    let dynamic = Simulation {
        voters: 60,
        items: 40,
        periods: 8,
        walk: 0.05,
        present: 0.8,
        sparse: 0.3,
        late: 0.2,
        ..Simulation::default()
    };
    let cases = [
        ("static", Simulation { sparse: 0.3, present: 0.8, ..Simulation::default() }, Model::fixed()),
        ("static, small", Simulation { voters: 30, items: 60, ..Simulation::default() }, Model::fixed()),
        ("static, binary", Simulation { answers: 2, sparse: 0.3, ..Simulation::default() }, Model::fixed()),
        ("dynamic", dynamic, Model::dynamic()),
    ];
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<f64>().ok());
    let only = std::env::var("CASE").unwrap_or_default();
    let replications = number("REPS").unwrap_or(200.0) as u64;
    let gibbs_too = number("GIBBS").is_some();
    for (name, simulation, mut model) in cases {
        if !name.starts_with(&only) {
            continue;
        }
        model.discrimination_sd = number("DSD").unwrap_or(model.discrimination_sd);
        model.pull = number("PULL").unwrap_or(model.pull);
        let (mut inside, mut sparse_inside, mut n, mut sparse_n) = (0u32, 0u32, 0u32, 0u32);
        for seed in 0..replications {
            let simulated = simulation.draw(seed)?;
            let fit = em::fit(&simulated.votes, &model, &EmSettings::default(), &mut |_| Flow::Continue)?;
            let fit = if gibbs_too {
                gibbs::fit(
                    &simulated.votes,
                    &model,
                    &GibbsSettings { warmup: 200, sweeps: 600, thin: 2, ..GibbsSettings::default() },
                    &mut |_| Flow::Continue,
                )?
                .fit
            } else {
                fit
            };
            let truth = simulated.standardised(0);
            let same: f64 = fit.positions.iter().zip(&truth).map(|(p, t)| p.mean[0] * t).sum();
            let typical = f64::from(simulation.items) * simulation.present;
            for (p, t) in fit.positions.iter().zip(&truth) {
                let t = t * same.signum();
                let covered = u32::from(p.low[0] <= t && t <= p.high[0]);
                inside += covered;
                n += 1;
                if f64::from(p.votes) < 0.5 * typical {
                    sparse_inside += covered;
                    sparse_n += 1;
                }
            }
        }
        let share = |a: u32, b: u32| 100.0 * f64::from(a) / f64::from(b.max(1));
        writeln!(
            out,
            "coverage, {name}: {:.1} % of {n}, sparse voters {:.1} % of {sparse_n}",
            share(inside, n),
            share(sparse_inside, sparse_n)
        )?;
    }
    Ok(())
}

fn large(out: &mut impl Write) -> Result<()> {
    let mut builder = VotesBuilder::new(&data::ANSWERS)?;
    for voter in 0..2000 {
        builder.voter(&voter.to_string())?;
    }
    let mut state = 1u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 33) as u32) % 1000
    };
    for number in 0..60_000 {
        let item = builder.item(&number.to_string(), 0)?;
        let (slope, base) = (f64::from(next()) / 500.0 - 1.0, f64::from(next()) / 1000.0);
        for voter in 0..2000u32 {
            if next() < 700 {
                let at = slope * (f64::from(voter) / 1000.0 - 1.0) + f64::from(next()) / 500.0 - 1.0 + base;
                builder.vote_number(
                    item,
                    voter,
                    if at < -0.2 {
                        0
                    } else if at < 0.2 {
                        1
                    } else {
                        2
                    },
                )?;
            }
        }
    }
    let votes = builder.build()?;
    writeln!(out, "large: {} present votes, peak after building {:.0} MB", votes.votes(), peak())?;
    let run = |iterations: u32| -> Result<f64> {
        let before = Clock::now();
        let settings = EmSettings { iterations, tolerance: 1e-9, corrected: false, ..EmSettings::default() };
        em::fit(&votes, &Model::fixed(), &settings, &mut |_| Flow::Continue)?;
        Ok(before.elapsed().0)
    };
    let (short, long) = (run(5)?, run(15)?);
    let each = (long - short) * 1e9 / votes.votes() as f64 / 10.0;
    writeln!(
        out,
        "large: {each:.1} ns a vote and iteration, {short:.1} CPU s for 5 iterations with starting values, {long:.1} for 15, \
         peak {:.0} MB",
        peak()
    )?;
    Ok(())
}

fn gibbs(out: &mut impl Write, args: &Args) -> Result<()> {
    let casts = data::read(&args.data, 74)?;
    let votes = data::votes(casts.iter(), &titles(args)?)?;
    let sweeps = std::env::var("SWEEPS").ok().and_then(|text| text.parse().ok()).unwrap_or(2000);
    let settings = GibbsSettings { warmup: sweeps / 4, sweeps, ..GibbsSettings::default() };
    let model = trial();
    let before = Clock::now();
    let sample = gibbs::fit(&votes, &model, &settings, &mut |_| Flow::Continue)?;
    let took = before.elapsed();
    let total = f64::from(settings.chains * (settings.sweeps + settings.warmup));
    writeln!(
        out,
        "gibbs: {:.1} CPU s, {:.1} s wall, {:.1} ms a sweep, {:.2} accepted, peak {:.0} MB",
        took.0,
        took.1,
        took.0 * 1e3 / total,
        sample.accepted,
        peak()
    )?;
    let bad = |f: &dyn Fn(&travaux_ideal::diagnostics::Mixing) -> bool| {
        sample.mixing.iter().filter(|m| f(m)).count()
    };
    writeln!(
        out,
        "gibbs: {} positions, R-hat >= 1.01 in {}, bulk ESS < 400 in {}",
        sample.mixing.len(),
        bad(&|m| m.r_hat >= 1.01),
        bad(&|m| m.ess_bulk < 400.0)
    )?;
    let quantiles = |mut values: Vec<f64>| -> [f64; 3] {
        values.sort_by(f64::total_cmp);
        [0.0, 0.05, 0.5].map(|share| values[(share * (values.len() - 1) as f64) as usize])
    };
    writeln!(
        out,
        "gibbs: bulk ESS, least, 5 % and median: {:.0?}; R-hat, greatest, 95 % and median: {:.3?}",
        quantiles(sample.mixing.iter().map(|m| m.ess_bulk).collect()),
        quantiles(sample.mixing.iter().map(|m| -m.r_hat).collect()).map(|x| -x)
    )?;
    compare(out, args, &votes, &sample.fit)?;
    let fit = em::fit(&votes, &model, &EmSettings::default(), &mut |_| Flow::Continue)?;
    let means =
        correlation(fit.positions.iter().zip(&sample.fit.positions).map(|(a, b)| (a.mean[0], b.mean[0])));
    let mut ratios: Vec<f64> =
        fit.positions.iter().zip(&sample.fit.positions).map(|(a, b)| a.sd[0] / b.sd[0]).collect();
    ratios.sort_by(f64::total_cmp);
    let at = |share: f64| ratios[(share * (ratios.len() - 1) as f64) as usize];
    writeln!(
        out,
        "em against gibbs: r {means:.4}; sd of em / sd of gibbs, 10 %, median, 90 %: {:.2} {:.2} {:.2}",
        at(0.1),
        at(0.5),
        at(0.9)
    )?;
    Ok(())
}

/// The titles that bridge sessions, with `BRIDGE=1`.
fn titles(args: &Args) -> Result<HashMap<u32, String>> {
    if std::env::var("BRIDGE").is_ok_and(|text| text == "1") {
        return data::titles(&args.data, 74);
    }
    Ok(HashMap::new())
}

fn compare(out: &mut impl Write, args: &Args, votes: &Votes, fit: &Fit) -> Result<()> {
    let published = data::published(&args.data)?;
    let mut pairs = Vec::new();
    for position in &fit.positions {
        let ccode: u32 = votes.voters()[position.voter as usize].parse()?;
        let session = votes.periods()[position.period as usize];
        if let Some(&theirs) = published.get(&(ccode, session)) {
            pairs.push((session, position.mean[0], theirs));
        }
    }
    let all = correlation(pairs.iter().map(|p| (p.1, p.2)));
    let late = correlation(pairs.iter().filter(|p| p.0 >= 46).map(|p| (p.1, p.2)));
    let early = correlation(pairs.iter().filter(|p| p.0 < 46).map(|p| (p.1, p.2)));
    writeln!(
        out,
        "published: {} pairs, r {all:.4}, from session 46 {late:.4}, before {early:.4}",
        pairs.len()
    )?;
    let within = |low: i32, high: i32| {
        let each: Vec<f64> = (low..=high)
            .map(|session| correlation(pairs.iter().filter(|p| p.0 == session).map(|p| (p.1, p.2))))
            .filter(|r| r.is_finite())
            .collect();
        each.iter().sum::<f64>() / each.len() as f64
    };
    writeln!(
        out,
        "published, mean of the correlations within sessions: {:.4}, from session 46 {:.4}, before {:.4}",
        within(1, 74),
        within(46, 74),
        within(1, 45)
    )?;
    if std::env::var_os("VERBOSE").is_some() {
        by_session(out, &pairs)?;
    }
    let mean_sd = fit.positions.iter().map(|p| p.sd[0]).sum::<f64>() / fit.positions.len() as f64;
    writeln!(out, "mean sd {mean_sd:.4}")?;
    Ok(())
}

fn correlation(pairs: impl Iterator<Item = (f64, f64)>) -> f64 {
    let (mut n, mut x, mut y, mut xx, mut yy, mut xy) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
    for (a, b) in pairs {
        n += 1.0;
        x += a;
        y += b;
        xx += a * a;
        yy += b * b;
        xy += a * b;
    }
    (xy / n - x / n * y / n) / ((xx / n - (x / n).powi(2)) * (yy / n - (y / n).powi(2))).sqrt()
}

struct Clock(f64, Instant);

impl Clock {
    fn now() -> Self {
        Self(cpu(), Instant::now())
    }

    /// CPU seconds of all threads, and wall seconds.
    fn elapsed(&self) -> (f64, f64) {
        (cpu() - self.0, self.1.elapsed().as_secs_f64())
    }
}

/// CPU seconds of this process, from /proc; 0 where there is none.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or("").split_whitespace().collect();
    let ticks = |i: usize| fields.get(i).and_then(|field| field.parse::<f64>().ok()).unwrap_or(0.0);
    (ticks(11) + ticks(12)) / 100.0
}

/// Peak resident memory in MB of 10^6 bytes, from /proc; 0 where there is none.
fn peak() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("");
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<f64>().ok()).unwrap_or(0.0) * 1024.0 / 1e6
}

fn by_session(out: &mut impl Write, pairs: &[(i32, f64, f64)]) -> Result<()> {
    for session in 1..=74 {
        let some: Vec<(f64, f64)> = pairs.iter().filter(|p| p.0 == session).map(|p| (p.1, p.2)).collect();
        if some.is_empty() {
            continue;
        }
        let n = some.len() as f64;
        let ours = some.iter().map(|p| p.0).sum::<f64>() / n;
        let theirs = some.iter().map(|p| p.1).sum::<f64>() / n;
        let so = (some.iter().map(|p| (p.0 - ours).powi(2)).sum::<f64>() / n).sqrt();
        let st = (some.iter().map(|p| (p.1 - theirs).powi(2)).sum::<f64>() / n).sqrt();
        writeln!(
            out,
            "{session} r {:.3} mean {ours:.2} {theirs:.2} sd {so:.2} {st:.2}",
            correlation(some.iter().copied())
        )?;
    }
    Ok(())
}

fn trial() -> Model {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<f64>().ok());
    let published = std::env::var("PRIOR").is_ok_and(|text| text == "published");
    let mut model = Model::of(true, published).anchor(0, "2");
    model.pull = number("PULL").unwrap_or(model.pull);
    if let Some(sd) = number("DSD") {
        model.discrimination_sd = sd;
    }
    if let Some(sd) = number("CSD") {
        model.cut_sd = sd;
    }
    if let Some(walk) = number("WALK") {
        model.walk = travaux_ideal::Walk::Given(walk);
    }
    model
}
