//! The fast engine: point estimates and intervals in a few seconds.
//!
//! It looks for a normal distribution for the path of each voter and one for the parameters of each item, which together
//! come as near as can be to the posterior (Gaussian variational approximation, Opper and Archambeau 2009; that of an
//! item is taken from the information at its most probable parameters). The latent utilities of Imai, Lo and Olmsted's
//! EM (2016) are integrated out, and not imputed: each vote counts with its own information and not with that of an
//! observed utility, so that steps are longer and variances right. One iteration is
//!
//! 1. a Newton step for each text, over the expectation of its log-likelihood; its information is the text's precision;
//! 2. the gradient and information of each stand, expected over positions and items, and with them a random-walk
//!    smoother per voter ([`crate::Walk`]);
//! 3. the variance of the walk from the moments of the smoother;
//! 4. Anderson's acceleration (1965; Walker and Ni 2011), since what all voters of a period do together is learnt
//!    slowly by turns.
//!
//! Items must not be taken at their most probable values alone: then positions of periods with few votes shrink and the
//! discriminations of their items grow, as there is no volume of items to hold against the prior of positions.
//!
//! # Intervals
//!
//! Variances that treat items as known are too small. Three corrections follow.
//!
//! First, each vote's information on a position is what is left of it when the item is integrated out. Second, positions of
//! one period can be wrong together, shifted or stretched, for the items follow them: only the walk ties that
//! down. With H the precision of the paths (items integrated out vote by vote), S the precision with all items integrated
//! out, and U the shifts and stretches of each period, the covariance is `H⁻¹ + U [(U'SU)⁻¹ - (U'HU)⁻¹] U'`,
//! which is exact when items couple voters in no other way (Woodbury). What shifts or stretches all periods alike is taken
//! out, for the scale fixes it. Third, standard deviations are widened by one factor, with which they cover in votes that
//! are drawn from the fit and fitted again ([`EmSettings::calibrated`]). Whether the intervals cover the truth of votes
//! drawn otherwise is measured; `benches/README.md` has the figures.

use std::collections::VecDeque;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::{IdealError, Warning};
use crate::fit::{Engine, Fit, Flow, Progress};
use crate::kernel::{self, Evidence, Known, Positions, Sums};
use crate::model::{Model, Walk};
use crate::normal;
use crate::paths::Paths;
use crate::plan::{ItemPrior, Plan};
use crate::report;
use crate::small::{self, MAX, Matrix, Vector};
use crate::start;
use crate::votes::Votes;

mod calibrate;
pub(crate) mod interval;

/// How long and how far.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct EmSettings {
    /// The most iterations.
    pub iterations: u32,
    /// It is converged when no position changes by more than this, in standard deviations of all positions.
    pub tolerance: f64,
    /// Whether variances are corrected for the uncertainty of items. It costs about three iterations.
    pub corrected: bool,
    /// Whether intervals are then widened until they cover in votes drawn from the fit. It costs a second fit, and of
    /// few votes several.
    pub calibrated: bool,
}

impl Default for EmSettings {
    fn default() -> Self {
        Self { iterations: 500, tolerance: 1e-3, corrected: true, calibrated: true }
    }
}

/// The state between iterations, on the scale of the priors.
#[derive(Debug, Clone)]
pub(crate) struct State<const K: usize> {
    pub(crate) means: Vec<[f64; K]>,
    pub(crate) covariances: Vec<[[f64; K]; K]>,
    /// One for each row of the plan.
    pub(crate) items: Vec<Vector>,
    /// Their covariances, positions given.
    pub(crate) item_covariances: Vec<Matrix>,
    pub(crate) walk: [f64; K],
}

impl<const K: usize> State<K> {
    /// Positions over which expectations are taken.
    pub(crate) fn expected(&self) -> Positions<'_, K> {
        Positions { means: &self.means, spreads: Some(&self.covariances) }
    }
}

/// Bounds of the variance of a walk.
pub(crate) const WALK: (f64, f64) = (1e-6, 4.0);

/// What a variance of 0.01 in two steps would add to the estimate of a walk's: its prior, in both engines.
pub(crate) const WALK_PRIOR: (f64, f64) = (2.0, 0.01);

/// Fits the model. `observe` hears of each iteration, and may stop it.
///
/// ```
/// use travaux_ideal::{EmSettings, Flow, Model, em, simulate::Simulation};
///
/// let simulated = Simulation { voters: 30, items: 60, ..Simulation::default() }.draw(1)?;
/// let fit = em::fit(&simulated.votes, &Model::fixed(), &EmSettings::default(), &mut |_| Flow::Continue)?;
/// assert!(fit.positions.iter().all(|position| position.low[0] < position.high[0]));
/// # Ok::<(), travaux_ideal::IdealError>(())
/// ```
pub fn fit(
    votes: &Votes,
    model: &Model,
    settings: &EmSettings,
    observe: &mut dyn FnMut(&Progress) -> Flow,
) -> Result<Fit, IdealError> {
    model.check()?;
    match model.dimensions {
        1 => run::<1>(votes, model, settings, observe),
        2 => run::<2>(votes, model, settings, observe),
        _ => run::<3>(votes, model, settings, observe),
    }
}

fn run<const K: usize>(
    votes: &Votes,
    model: &Model,
    settings: &EmSettings,
    observe: &mut dyn FnMut(&Progress) -> Flow,
) -> Result<Fit, IdealError> {
    let mut warnings = votes.check()?;
    let frame = Frame::new(votes, model);
    let turn = report::Turn::<K>::check(votes, model)?;
    let (state, iterations) = frame.converge::<K>(frame.start(), settings, observe, &mut warnings);
    let (items, log_likelihood) = interval::items(&frame, &state, &state.expected());
    let mut covariances = if settings.corrected {
        interval::covariances(&frame, &state, &items)
    } else {
        state.covariances.clone()
    };
    if settings.corrected && settings.calibrated {
        let stopped = warnings.iter().any(|warning| matches!(warning, Warning::Stopped { .. }));
        // The iterations of the fits of drawn votes are not counted: the observer hears that the fit stands where it stood.
        let mut heard = |progress: &Progress| observe(&Progress { done: iterations, ..*progress });
        let factors = if stopped { None } else { calibrate::factors(&frame, &state, settings, &mut heard) };
        match factors {
            Some(factors) => widen(&mut covariances, &factors),
            None => warnings.push(Warning::NotCalibrated),
        }
    }
    Ok(report::fit(
        &frame,
        &turn,
        report::Raw {
            engine: Engine::Em,
            means: &state.means,
            covariances: &covariances,
            items: &state.items,
            item_covariances: &items,
            walk: state.walk,
            log_likelihood,
            iterations,
            warnings,
        },
    ))
}

/// Makes standard deviations larger by a factor for each dimension.
fn widen<const K: usize>(covariances: &mut [[[f64; K]; K]], factors: &[f64; K]) {
    for covariance in covariances {
        for k in 0..K {
            for m in 0..K {
                covariance[k][m] *= factors[k] * factors[m];
            }
        }
    }
}

/// What does not change during a fit.
#[derive(Debug)]
pub(crate) struct Frame<'a> {
    pub(crate) votes: &'a Votes,
    pub(crate) model: &'a Model,
    pub(crate) plan: Plan,
    pub(crate) paths: Paths,
    pub(crate) prior: ItemPrior,
    pub(crate) arch: pulp::Arch,
}

impl<'a> Frame<'a> {
    pub(crate) fn new(votes: &'a Votes, model: &'a Model) -> Self {
        Self {
            votes,
            model,
            plan: Plan::new(votes),
            paths: Paths::new(votes, model),
            prior: ItemPrior::new(model, votes),
            arch: pulp::Arch::new(),
        }
    }

    /// Where the first iteration begins.
    pub(crate) fn start<const K: usize>(&self) -> State<K> {
        let mut state = start::state::<K>(self);
        for _ in 0..3 {
            self.update_items(&mut state);
        }
        state
    }

    /// Iterates until nothing moves any more.
    pub(crate) fn converge<const K: usize>(
        &self,
        mut state: State<K>,
        settings: &EmSettings,
        observe: &mut dyn FnMut(&Progress) -> Flow,
        warnings: &mut Vec<Warning>,
    ) -> (State<K>, u32) {
        let mut acceleration = Acceleration::<K>::default();
        let mut done = 0;
        let mut change = f64::INFINITY;
        while done < settings.iterations {
            let before = state.clone();
            self.update_items(&mut state);
            self.update_positions(&mut state);
            done += 1;
            change = difference(&before.means, &state.means) / spread(&state.means);
            let progress = Progress { done, of: settings.iterations, change };
            if observe(&progress) == Flow::Stop {
                warnings.push(Warning::Stopped { after: done });
                return (state, done);
            }
            if change < settings.tolerance {
                break;
            }
            acceleration.apply(&self.prior, &before, &mut state);
        }
        if change >= settings.tolerance {
            warnings.push(Warning::NotConverged { change });
        }
        if self.paths.moving() && self.model.walk == Walk::Estimated {
            for &variance in &state.walk {
                if variance <= WALK.0 * 1.01 || variance >= WALK.1 / 1.01 {
                    warnings.push(Warning::WalkAtBound { variance });
                }
            }
        }
        (state, done)
    }

    /// A Newton step for each text.
    pub(crate) fn update_items<const K: usize>(&self, state: &mut State<K>) {
        let positions = state.expected();
        let parts: Vec<Vec<(Vector, Matrix)>> = (self.plan.units.par_iter())
            .map(|unit| {
                let mut out = Vec::with_capacity(unit.rows.len());
                for row in unit.rows.clone() {
                    let x = &state.items[row];
                    let items = &self.votes.texts()[self.plan.texts[row] as usize];
                    let sums = kernel::item_slopes(self.arch, self.votes, items, &positions, x);
                    out.push(self.newton(x, sums));
                }
                out
            })
            .collect();
        state.items.clear();
        state.item_covariances.clear();
        for (item, covariance) in parts.into_iter().flatten() {
            state.items.push(item);
            state.item_covariances.push(covariance);
        }
    }

    fn newton(&self, x: &Vector, mut sums: Sums) -> (Vector, Matrix) {
        let n = self.prior.n;
        self.prior.add(x, &mut sums.gradient, &mut sums.information);
        let factor = small::cholesky(&sums.information, n);
        let step = small::solve(&factor, &sums.gradient, n);
        let share = self.prior.share(x, &step);
        let mut next = *x;
        for i in 0..n {
            next[i] += share * step[i];
        }
        (next, small::inverse(&factor, n))
    }

    /// What all votes say of the positions.
    pub(crate) fn evidence<'b, const K: usize>(
        &self,
        state: &State<K>,
        positions: &Positions<'_, K>,
        known: impl Fn(usize) -> Known<'b> + Sync,
    ) -> Evidence<K> {
        let parts: Vec<Evidence<K>> = (self.plan.units.par_iter())
            .map(|unit| {
                let mut out = Evidence::new(unit.stands.clone());
                {
                    for row in unit.rows.clone() {
                        kernel::add_evidence(
                            self.arch,
                            &mut out,
                            self.votes,
                            self.plan.texts[row],
                            positions,
                            &state.items[row],
                            known(row),
                        );
                    }
                };
                out
            })
            .collect();
        let mut all = Evidence::new(0..self.votes.stands().len());
        for part in &parts {
            all.add(part);
        }
        all
    }

    /// What all votes say, as the smoother takes it: the gradient is precision times the mean they say.
    fn says<const K: usize>(&self, state: &State<K>) -> Evidence<K> {
        let mut all =
            self.evidence(state, &state.expected(), |row| Known::Nearly(&state.item_covariances[row]));
        for (stand, says) in all.gradient.iter_mut().enumerate() {
            let at = small::apply(&all.information[stand], &state.means[stand]);
            for k in 0..K {
                says[k] += at[k];
            }
        }
        all
    }

    fn update_positions<const K: usize>(&self, state: &mut State<K>) {
        let Evidence { gradient, information, .. } = self.says(state);
        let mut smoothed = self.paths.smooth(&state.walk, &gradient, &information);
        for (mean, before) in smoothed.means.iter_mut().zip(&state.means) {
            for k in 0..K {
                mean[k] = before[k] + (mean[k] - before[k]).clamp(-1.0, 1.0);
            }
        }
        state.means = smoothed.means;
        state.covariances = smoothed.covariances;
        if self.paths.moving() && self.model.walk == Walk::Estimated {
            let (n, at) = WALK_PRIOR;
            for k in 0..K {
                let steps = self.paths.step_count() as f64;
                state.walk[k] = ((smoothed.moved[k] + n * at) / (steps + n)).clamp(WALK.0, WALK.1);
            }
        }
    }
}

fn difference<const K: usize>(a: &[[f64; K]], b: &[[f64; K]]) -> f64 {
    a.iter().flatten().zip(b.iter().flatten()).map(|(x, y)| (x - y).abs()).fold(0.0, f64::max)
}

/// The standard deviation of all positions.
fn spread<const K: usize>(means: &[[f64; K]]) -> f64 {
    let n = (means.len() * K).max(1) as f64;
    let mean = means.iter().flatten().sum::<f64>() / n;
    let square = means.iter().flatten().map(|x| (x - mean) * (x - mean)).sum::<f64>() / n;
    square.sqrt().max(1e-6)
}

/// Anderson's acceleration: the next state is the combination of the last ones whose changes of position cancel best.
#[derive(Debug, Default)]
struct Acceleration<const K: usize> {
    /// Differences of successive results and of their residuals.
    results: VecDeque<Flat>,
    residuals: VecDeque<Vec<f64>>,
    last: Option<(Flat, Vec<f64>)>,
    seen: u32,
}

/// How many differences are kept.
const MEMORY: usize = 6;

/// Iterations before acceleration begins.
const PATIENCE: u32 = 3;

#[derive(Debug, Clone)]
struct Flat {
    positions: Vec<f64>,
    items: Vec<Vector>,
    walk: Vec<f64>,
}

impl<const K: usize> Acceleration<K> {
    fn apply(&mut self, prior: &ItemPrior, before: &State<K>, state: &mut State<K>) {
        self.seen += 1;
        if self.seen <= PATIENCE {
            return;
        }
        let residual: Vec<f64> = (state.means.iter().flatten())
            .zip(before.means.iter().flatten())
            .map(|(after, before)| after - before)
            .chain(state.walk.iter().zip(&before.walk).map(|(after, before)| normal::ln(after / before)))
            .collect();
        let result = Flat {
            positions: state.means.iter().flatten().copied().collect(),
            items: state.items.clone(),
            walk: state.walk.iter().map(|&walk| normal::ln(walk)).collect(),
        };
        if let Some((last_result, last_residual)) = self.last.take() {
            let grown = dot(&residual, &residual) > 4.0 * dot(&last_residual, &last_residual);
            if grown {
                self.results.clear();
                self.residuals.clear();
            } else {
                self.results.push_back(minus(&result, &last_result));
                self.residuals.push_back(residual.iter().zip(&last_residual).map(|(a, b)| a - b).collect());
                if self.results.len() > MEMORY {
                    self.results.pop_front();
                    self.residuals.pop_front();
                }
            }
        }
        let n = self.residuals.len();
        if n > 0 {
            let mut normal = [[0.0; MAX]; MAX];
            let mut right = [0.0; MAX];
            for i in 0..n {
                for j in 0..=i {
                    normal[i][j] = dot(&self.residuals[i], &self.residuals[j]);
                    normal[j][i] = normal[i][j];
                }
                normal[i][i] *= 1.0 + 1e-8;
                right[i] = dot(&self.residuals[i], &residual);
            }
            let weights = small::solve(&small::cholesky(&normal, n), &right, n);
            for (i, difference) in self.results.iter().enumerate() {
                let weight = weights[i].clamp(-50.0, 50.0);
                let positions = state.means.iter_mut().flatten().zip(&difference.positions);
                for (x, d) in positions {
                    *x -= weight * d;
                }
                for (item, change) in state.items.iter_mut().zip(&difference.items) {
                    for p in 0..prior.n {
                        item[p] -= weight * change[p];
                    }
                }
                for (walk, change) in state.walk.iter_mut().zip(&difference.walk) {
                    *walk *= normal::exp((-weight * change).clamp(-20.0, 20.0));
                }
            }
            for (mean, plain) in state.means.iter_mut().flatten().zip(&result.positions) {
                *mean = plain + (*mean - plain).clamp(-0.5, 0.5);
            }
            for (item, plain) in state.items.iter_mut().zip(&result.items) {
                if !prior.ordered(item) || (0..prior.n).any(|p| (item[p] - plain[p]).abs() > 1.0) {
                    *item = *plain;
                }
            }
            for (walk, plain) in state.walk.iter_mut().zip(&result.walk) {
                *walk =
                    walk.clamp(normal::exp(*plain) * 0.5, normal::exp(*plain) * 2.0).clamp(WALK.0, WALK.1);
            }
        }
        self.last = Some((result, residual));
    }
}

fn minus(a: &Flat, b: &Flat) -> Flat {
    let mut out = a.clone();
    out.positions.iter_mut().zip(&b.positions).for_each(|(x, y)| *x -= y);
    for (x, y) in out.items.iter_mut().zip(&b.items) {
        for i in 0..MAX {
            x[i] -= y[i];
        }
    }
    out.walk.iter_mut().zip(&b.walk).for_each(|(x, y)| *x -= y);
    out
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}
