//! The exact engine: draws from the posterior, with the figures that tell whether they suffice.
//!
//! One sweep of a chain draws, in turn,
//!
//! 1. the parameters of each text given the positions, latent answers integrated out: a Metropolis-Hastings step with
//!    a Newton step as its proposal (Gamerman 1997). Cut points mix as well as discriminations, as they do not in
//!    Albert and Chib's scheme (Cowles 1996);
//! 2. the latent answer of each vote (Albert and Chib 1993);
//! 3. the path of each voter given the latent answers, by forward filtering and backward sampling
//!    (Carter and Kohn 1994; Frühwirth-Schnatter 1994);
//! 4. shifts and stretches of all positions from a period on, with their items, in every fourth sweep;
//! 5. the variance of the walk, inverse gamma.
//!
//! Chains run side by side. Every random number comes from the stream of its (seed, chain, sweep, unit), so that the
//! draws do not depend on threads, and a run that was stopped goes on as if it had not been.
//! Each draw is brought to the scale of the model by itself.

mod together;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::diagnostics::{self, Mixing};
use crate::em::{EmSettings, Frame, State, WALK, WALK_PRIOR};
use crate::error::{IdealError, Warning};
use crate::fit::{Engine, Fit, Flow, Position, Progress};
use crate::kernel::{self, Evidence, Positions, Sums};
use crate::model::{Model, Walk};
use crate::normal;
use crate::report::{self, Turn};
use crate::rng::Stream;
use crate::small::{self, MAX, Vector};
use crate::votes::Votes;

use self::together::Together;

/// One sweep of so many moves positions together: a pass over positions and items for each period is not for nothing.
const TOGETHER: u32 = 4;

/// How many draws, and from where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct GibbsSettings {
    /// Same seed, same draws.
    pub seed: u64,
    /// Chains, at least 2.
    pub chains: u32,
    /// Sweeps of each chain that are thrown away.
    pub warmup: u32,
    /// Sweeps of each chain after those.
    pub sweeps: u32,
    /// One draw is kept of so many sweeps.
    pub thin: u32,
}

impl Default for GibbsSettings {
    fn default() -> Self {
        Self { seed: 1, chains: 4, warmup: 500, sweeps: 2000, thin: 4 }
    }
}

/// The draws of a run so far and all that it needs to go on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Checkpoint {
    settings: GibbsSettings,
    /// Where the fast engine puts the positions, on the reported scale: draws are turned to its side.
    #[serde(with = "bits")]
    reference: Vec<f64>,
    chains: Vec<Chain>,
}

impl Checkpoint {
    /// Sweeps done by each chain.
    pub fn sweeps(&self) -> u32 {
        self.chains.first().map_or(0, |chain| chain.done)
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Chain {
    done: u32,
    /// By stand, then dimension.
    #[serde(with = "bits")]
    positions: Vec<f64>,
    #[serde(with = "bits")]
    items: Vec<Vector>,
    #[serde(with = "bits")]
    walk: Vec<f64>,
    /// Kept draws of positions on the reported scale, one after the other.
    draws: Vec<f32>,
    kept: u32,
    /// Sums and sums of squares of the reported items.
    #[serde(with = "bits")]
    item_sums: Vec<[Vector; 2]>,
    #[serde(with = "bits")]
    walk_sum: Vec<f64>,
    log_likelihood: f64,
    accepted: u64,
    proposed: u64,
}

/// What the sampler found.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    /// Posterior means, standard deviations and intervals (2.5 % and 97.5 % quantiles of the draws).
    pub fit: Fit,
    /// For each stand the figures of its worst dimension.
    pub mixing: Vec<Mixing>,
    /// The share of proposals for items that were accepted.
    pub accepted: f64,
    /// To go on from.
    pub checkpoint: Checkpoint,
}

/// Draws from the posterior. `observe` hears of every tenth sweep, and may stop it; what was drawn is kept.
pub fn fit(
    votes: &Votes,
    model: &Model,
    settings: &GibbsSettings,
    observe: &mut dyn FnMut(&Progress) -> Flow,
) -> Result<Sample, IdealError> {
    draw(votes, model, settings, None, observe, &mut |_| Ok(()))
}

/// Goes on from a checkpoint, to as many sweeps as `sweeps` says in place of the first settings.
pub fn resume(
    votes: &Votes,
    model: &Model,
    checkpoint: Checkpoint,
    sweeps: u32,
    observe: &mut dyn FnMut(&Progress) -> Flow,
) -> Result<Sample, IdealError> {
    let settings = GibbsSettings { sweeps, ..checkpoint.settings };
    draw(votes, model, &settings, Some(checkpoint), observe, &mut |_| Ok(()))
}

/// Hears of the state of a run while it goes on.
pub(crate) type Keeping<'a> = &'a mut dyn FnMut(&Checkpoint) -> Result<(), IdealError>;

/// Draws, from a checkpoint or anew. `keep` is asked after every tenth sweep but the last.
pub(crate) fn draw(
    votes: &Votes,
    model: &Model,
    settings: &GibbsSettings,
    from: Option<Checkpoint>,
    observe: &mut dyn FnMut(&Progress) -> Flow,
    keep: Keeping<'_>,
) -> Result<Sample, IdealError> {
    model.check()?;
    for (setting, value, least) in [
        ("chains", settings.chains, 2),
        ("sweeps", settings.sweeps / settings.thin.max(1), 8),
        ("thin", settings.thin, 1),
    ] {
        if value < least {
            return Err(IdealError::Setting {
                setting,
                value: value.to_string(),
                must: "at least 2 chains, 1 for thin, and enough sweeps to keep 8 draws",
            });
        }
    }
    match model.dimensions {
        1 => run::<1>(votes, model, settings, from, observe, keep),
        2 => run::<2>(votes, model, settings, from, observe, keep),
        _ => run::<3>(votes, model, settings, from, observe, keep),
    }
}

fn run<const K: usize>(
    votes: &Votes,
    model: &Model,
    settings: &GibbsSettings,
    from: Option<Checkpoint>,
    observe: &mut dyn FnMut(&Progress) -> Flow,
    keep: Keeping<'_>,
) -> Result<Sample, IdealError> {
    let mut warnings = votes.check()?;
    let frame = Frame::new(votes, model);
    let turn = Turn::<K>::check(votes, model)?;
    let together = Together::new(&frame);
    let mut at = match from {
        Some(checkpoint) => {
            for chain in &checkpoint.chains {
                same("positions", chain.positions.len(), votes.stands().len() * K)?;
                same("items", chain.items.len(), frame.plan.texts.len())?;
            }
            same("chains", checkpoint.chains.len(), settings.chains as usize)?;
            same("positions", checkpoint.reference.len(), votes.stands().len() * K)?;
            Checkpoint { settings: *settings, ..checkpoint }
        }
        None => begin::<K>(&frame, &turn, settings),
    };
    let total = settings.warmup + settings.sweeps;
    while at.sweeps() < total {
        let until = total.min(at.sweeps() + 10);
        let Checkpoint { reference, chains, .. } = &mut at;
        chains.par_iter_mut().enumerate().for_each(|(number, chain)| {
            let mut state = chain.state::<K>();
            while chain.done < until {
                chain.sweep((&frame, &together), (&turn, reference), settings, number as u64, &mut state);
            }
            chain.keep(&state);
        });
        let flow = observe(&Progress { done: until, of: total, change: 0.0 });
        if until == total {
            break;
        }
        if flow == Flow::Stop {
            warnings.push(Warning::Stopped { after: until });
            break;
        }
        keep(&at)?;
    }
    Ok(finish(&frame, at, warnings))
}

fn same(what: &'static str, found: usize, needed: usize) -> Result<(), IdealError> {
    if found == needed { Ok(()) } else { Err(IdealError::OtherState { what, found, needed }) }
}

/// Chains begin about the estimate of the fast engine, spread wider than the posterior.
fn begin<const K: usize>(frame: &Frame<'_>, turn: &Turn<K>, settings: &GibbsSettings) -> Checkpoint {
    let quick = EmSettings { iterations: 60, tolerance: 0.01, corrected: false, ..EmSettings::default() };
    let (state, _) = frame.converge::<K>(frame.start(), &quick, &mut |_| Flow::Continue, &mut Vec::new());
    let map = turn.map(frame.votes, &state.means, &[[0.0; K]; K], &state.items);
    let reference = state.means.iter().flat_map(|mean| map.position(mean)).collect();
    let chains = (0..settings.chains)
        .map(|number| {
            let mut stream = Stream::new(&[settings.seed, u64::from(number), u64::MAX]);
            let mut at = state.clone();
            for (mean, covariance) in at.means.iter_mut().zip(&state.covariances) {
                for k in 0..K {
                    mean[k] += 2.0 * covariance[k][k].max(0.0).sqrt() * stream.normal();
                }
            }
            Chain {
                done: 0,
                positions: at.means.iter().flatten().copied().collect(),
                items: at.items,
                walk: at.walk.to_vec(),
                draws: Vec::new(),
                kept: 0,
                item_sums: vec![[[0.0; MAX]; 2]; frame.plan.texts.len()],
                walk_sum: vec![0.0; K],
                log_likelihood: 0.0,
                accepted: 0,
                proposed: 0,
            }
        })
        .collect();
    Checkpoint { settings: *settings, reference, chains }
}

impl Chain {
    fn state<const K: usize>(&self) -> State<K> {
        let mut walk = [0.0; K];
        walk.copy_from_slice(&self.walk);
        let means = (self.positions.chunks_exact(K)).map(|at| std::array::from_fn(|k| at[k])).collect();
        State {
            means,
            covariances: Vec::new(),
            items: self.items.clone(),
            item_covariances: Vec::new(),
            walk,
        }
    }

    fn keep<const K: usize>(&mut self, state: &State<K>) {
        self.positions.clear();
        self.positions.extend(state.means.iter().flatten());
        self.items.clone_from(&state.items);
        self.walk = state.walk.to_vec();
    }

    fn sweep<const K: usize>(
        &mut self,
        (frame, together): (&Frame<'_>, &Together),
        (turn, reference): (&Turn<K>, &[f64]),
        settings: &GibbsSettings,
        number: u64,
        state: &mut State<K>,
    ) {
        let stream =
            |part: u64, unit: u64| Stream::new(&[settings.seed, number, u64::from(self.done), part, unit]);
        let mut all = Evidence::<K>::new(0..frame.votes.stands().len());
        let mut log_likelihood = 0.0;
        let mut accepted = 0;
        for (at, unit) in frame.plan.units.iter().enumerate() {
            let mut stream = stream(0, at as u64);
            let mut items = Vec::with_capacity(unit.rows.len());
            {
                for row in unit.rows.clone() {
                    let positions = Positions { means: &state.means, spreads: None };
                    let text = frame.plan.texts[row];
                    let of = &frame.votes.texts()[text as usize];
                    let x = state.items[row];
                    let here =
                        Local::new(frame, x, kernel::item_sums(frame.arch, frame.votes, of, &positions, &x));
                    let y = here.propose(frame, &mut stream);
                    let mut item = x;
                    let mut fits = here.log_likelihood;
                    if frame.prior.ordered(&y) {
                        let there = Local::new(
                            frame,
                            y,
                            kernel::item_sums(frame.arch, frame.votes, of, &positions, &y),
                        );
                        let ratio = there.log_posterior - here.log_posterior + there.log_density(frame, &x)
                            - here.log_density(frame, &y);
                        if normal::ln(stream.uniform()) < ratio {
                            item = y;
                            fits = there.log_likelihood;
                            accepted += 1;
                        }
                    }
                    log_likelihood += fits;
                    kernel::add_latent(
                        frame.arch,
                        &mut all,
                        frame.votes,
                        text,
                        &state.means,
                        &item,
                        &mut stream,
                    );
                    items.push(item);
                }
            };
            state.items[unit.rows.clone()].copy_from_slice(&items);
        }
        frame.paths.draw(
            &state.walk,
            &all.gradient,
            &all.information,
            |unit| stream(1, unit),
            &mut state.means,
        );
        if self.done.is_multiple_of(TOGETHER) {
            together.step(frame, state, &mut stream(3, 0));
        }
        if frame.paths.moving() && frame.model.walk == Walk::Estimated {
            let mut stream = stream(2, 0);
            let (n, at) = WALK_PRIOR;
            let steps = frame.paths.step_count() as f64;
            for k in 0..K {
                let moved: f64 = (frame.paths.links())
                    .map(|(a, b, step)| {
                        (state.means[b as usize][k] - state.means[a as usize][k]).powi(2) / step
                    })
                    .sum();
                let draw = 0.5 * (moved + n * at) / stream.gamma(0.5 * (steps + n));
                state.walk[k] = draw.clamp(WALK.0, WALK.1);
            }
        }
        self.log_likelihood = log_likelihood;
        self.accepted += accepted;
        self.proposed += state.items.len() as u64;
        self.done += 1;
        if self.done > settings.warmup && (self.done - settings.warmup).is_multiple_of(settings.thin) {
            self.record(frame, turn, reference, state);
        }
    }

    fn record<const K: usize>(
        &mut self,
        frame: &Frame<'_>,
        turn: &Turn<K>,
        reference: &[f64],
        state: &State<K>,
    ) {
        let mut map = turn.map(frame.votes, &state.means, &[[0.0; K]; K], &state.items);
        // An anchor near the middle would turn draws to and fro: the side is that of all positions together.
        let mut along = [0.0; K];
        for (mean, theirs) in state.means.iter().zip(reference.chunks_exact(K)) {
            let at = map.position(mean);
            for k in 0..K {
                along[k] += at[k] * theirs[k];
            }
        }
        for k in 0..K {
            if along[k] < 0.0 {
                map.matrix[k] = map.matrix[k].map(|x| -x);
            }
        }
        self.kept += 1;
        for mean in &state.means {
            self.draws.extend(map.position(mean).map(|x| x as f32));
        }
        let back = small::invert_any(&map.matrix);
        for (item, [sum, square]) in state.items.iter().zip(&mut self.item_sums) {
            let mut shown = *item;
            for k in 0..K {
                shown[k] = (0..K).map(|m| back[m][k] * item[m]).sum();
            }
            for cut in &mut shown[K..frame.prior.n] {
                *cut -= (0..K).map(|m| item[m] * map.middle[m]).sum::<f64>();
            }
            for p in 0..frame.prior.n {
                sum[p] += shown[p];
                square[p] += shown[p] * shown[p];
            }
        }
        for k in 0..K {
            self.walk_sum[k] +=
                (0..K).map(|m| map.matrix[k][m] * map.matrix[k][m] * state.walk[m]).sum::<f64>();
        }
    }
}

/// The posterior of an item about one point: where a Newton step leads, and how wide it is there.
struct Local {
    log_likelihood: f64,
    log_posterior: f64,
    centre: Vector,
    factor: small::Matrix,
}

impl Local {
    #[inline]
    fn new(frame: &Frame<'_>, x: Vector, mut sums: Sums) -> Self {
        let n = frame.prior.n;
        let log_likelihood = sums.log_likelihood;
        let prior = frame.prior.add(&x, &mut sums.gradient, &mut sums.information);
        let factor = small::cholesky(&sums.information, n);
        let step = small::solve(&factor, &sums.gradient, n);
        let share = frame.prior.share(&x, &step);
        let mut centre = x;
        for i in 0..n {
            centre[i] += share * step[i];
        }
        Self { log_likelihood, log_posterior: log_likelihood + prior, centre, factor }
    }

    fn propose(&self, frame: &Frame<'_>, stream: &mut Stream) -> Vector {
        let n = frame.prior.n;
        let mut unit = [0.0; MAX];
        for x in &mut unit[..n] {
            *x = stream.normal();
        }
        let shift = small::back(&self.factor, &unit, n);
        let mut y = self.centre;
        for i in 0..n {
            y[i] += shift[i];
        }
        y
    }

    /// The log density of a proposal, without the constant.
    fn log_density(&self, frame: &Frame<'_>, y: &Vector) -> f64 {
        let n = frame.prior.n;
        let mut sum = 0.0;
        for i in 0..n {
            let along: f64 = (i..n).map(|j| self.factor[j][i] * (y[j] - self.centre[j])).sum();
            sum += normal::ln(self.factor[i][i]) - 0.5 * along * along;
        }
        sum
    }
}

fn finish(frame: &Frame<'_>, checkpoint: Checkpoint, mut warnings: Vec<Warning>) -> Sample {
    let chains = &checkpoint.chains;
    let votes = frame.votes;
    let k = frame.model.dimensions;
    let width = votes.stands().len() * k;
    let found: Vec<(Position, Mixing)> = (votes.stands().par_iter().enumerate())
        .map(|(i, stand)| {
            let series = |d: usize| -> Vec<Vec<f64>> {
                let pick = |chain: &Chain| {
                    chain.draws.iter().skip(i * k + d).step_by(width).map(|&x| f64::from(x)).collect()
                };
                chains.iter().map(pick).collect()
            };
            let all: Vec<Vec<Vec<f64>>> = (0..k).map(series).collect();
            let mixing = all.iter().map(|chains| diagnostics::mixing(chains)).reduce(Mixing::worse);
            let flat: Vec<Vec<f64>> = all.iter().map(|chains| chains.concat()).collect();
            let n = flat[0].len().max(1) as f64;
            let mean: Vec<f64> = flat.iter().map(|draws| draws.iter().sum::<f64>() / n).collect();
            let mut covariance = vec![0.0; k * k];
            for a in 0..k {
                for b in 0..k {
                    let pairs = flat[a].iter().zip(&flat[b]);
                    covariance[a * k + b] =
                        pairs.map(|(x, y)| (x - mean[a]) * (y - mean[b])).sum::<f64>() / n;
                }
            }
            let quantile = |draws: &[f64], at: f64| {
                let mut sorted = draws.to_vec();
                sorted.sort_by(f64::total_cmp);
                let place = at * (sorted.len().max(1) - 1) as f64;
                let (low, share) = (place.floor() as usize, place.fract());
                let high = (low + 1).min(sorted.len().max(1) - 1);
                sorted.get(low).map_or(0.0, |x| x + share * (sorted[high] - x))
            };
            let position = Position {
                voter: stand.voter,
                period: stand.period,
                votes: stand.votes,
                contested: stand.contested,
                sd: (0..k).map(|d| covariance[d * k + d].sqrt()).collect(),
                low: flat.iter().map(|draws| quantile(draws, 0.025)).collect(),
                high: flat.iter().map(|draws| quantile(draws, 0.975)).collect(),
                mean,
                covariance,
            };
            (position, mixing.unwrap_or_default())
        })
        .collect();
    let (positions, mixing): (Vec<_>, Vec<_>) = found.into_iter().unzip();
    let bad = mixing.iter().filter(|m| !(m.r_hat < 1.01 && m.ess_bulk >= 400.0)).count();
    if bad > 0 {
        let worst = mixing.iter().copied().reduce(Mixing::worse).unwrap_or_default();
        warnings.push(Warning::NotMixed { positions: bad, r_hat: worst.r_hat, ess: worst.ess_bulk });
    }

    let kept = chains.iter().map(|chain| f64::from(chain.kept)).sum::<f64>().max(1.0);
    let mut items: Vec<crate::Item> = (frame.plan.texts.iter().enumerate())
        .map(|(row, &text)| {
            let sum = |p: usize| chains.iter().map(|chain| chain.item_sums[row][0][p]).sum::<f64>() / kept;
            let square = |p: usize| chains.iter().map(|chain| chain.item_sums[row][1][p]).sum::<f64>() / kept;
            let sd = |p: usize| (square(p) - sum(p).powi(2)).max(0.0).sqrt();
            crate::Item {
                text,
                discrimination: (0..k).map(sum).collect(),
                discrimination_sd: (0..k).map(sd).collect(),
                cuts: (k..frame.prior.n).map(sum).collect(),
                cuts_sd: (k..frame.prior.n).map(sd).collect(),
            }
        })
        .collect();
    items.sort_by_key(|item| item.text);
    let rows = report::rows(votes, &items);
    let walk = (0..k)
        .map(|d| chains.iter().map(|chain| chain.walk_sum[d]).sum::<f64>() / kept)
        .map(|walk| if frame.paths.moving() { walk } else { 0.0 })
        .collect();
    let proposed: u64 = chains.iter().map(|chain| chain.proposed).sum();
    let accepted: u64 = chains.iter().map(|chain| chain.accepted).sum();
    let fit = Fit {
        model: frame.model.clone(),
        engine: Engine::Gibbs,
        positions,
        items,
        walk,
        log_likelihood: chains.iter().map(|chain| chain.log_likelihood).sum::<f64>() / chains.len() as f64,
        votes: frame.plan.votes,
        iterations: chains.first().map_or(0, |chain| chain.done),
        warnings,
        rows,
    };
    Sample { fit, mixing, accepted: accepted as f64 / proposed.max(1) as f64, checkpoint }
}

/// Doubles as the integers of their bits: a format of text may print a double so that it reads back as its neighbour, and then
/// a run that goes on from it is another run.
mod bits {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::small::{MAX, Vector};

    pub(super) trait Bits: Copy {
        const SIZE: usize;
        fn put(self, out: &mut Vec<u64>);
        fn take(from: &[u64]) -> Self;
    }

    impl Bits for f64 {
        const SIZE: usize = 1;
        fn put(self, out: &mut Vec<u64>) {
            out.push(self.to_bits());
        }
        fn take(from: &[u64]) -> Self {
            Self::from_bits(from[0])
        }
    }

    impl Bits for Vector {
        const SIZE: usize = MAX;
        fn put(self, out: &mut Vec<u64>) {
            out.extend(self.map(f64::to_bits));
        }
        fn take(from: &[u64]) -> Self {
            std::array::from_fn(|i| f64::from_bits(from[i]))
        }
    }

    impl Bits for [Vector; 2] {
        const SIZE: usize = 2 * MAX;
        fn put(self, out: &mut Vec<u64>) {
            for vector in self {
                vector.put(out);
            }
        }
        fn take(from: &[u64]) -> Self {
            [Vector::take(&from[..MAX]), Vector::take(&from[MAX..])]
        }
    }

    pub(super) fn serialize<T: Bits, S: Serializer>(values: &[T], to: S) -> Result<S::Ok, S::Error> {
        let mut out = Vec::with_capacity(values.len() * T::SIZE);
        for value in values {
            value.put(&mut out);
        }
        out.serialize(to)
    }

    pub(super) fn deserialize<'de, T: Bits, D: Deserializer<'de>>(from: D) -> Result<Vec<T>, D::Error> {
        Ok(Vec::<u64>::deserialize(from)?.chunks_exact(T::SIZE).map(T::take).collect())
    }
}
