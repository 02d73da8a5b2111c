//! Moves of all positions from a period on together, with the items of those periods.
//!
//! Shift all positions from a period on, or stretch them, and their items with them, and no vote becomes more or less
//! probable. Draws of positions given items and of items given positions go only small steps along such a way, so that
//! chains mix slowly in it. Here a shift is drawn from what the priors say of it, which is normal, and a stretch is
//! proposed: generalised Gibbs steps on groups of transformations (Liu and Sabatti 2000).

use crate::em::{Frame, State};
use crate::normal;
use crate::rng::Stream;

/// Standard deviations of the logarithm of a stretch: it is not known beforehand which is good, so each is tried.
const STRETCHES: [f64; 3] = [0.003, 0.015, 0.06];

/// The periods from which positions can move together, and what moves with them.
#[derive(Debug)]
pub(super) struct Together {
    /// Periods that no text bridges from before.
    starts: Vec<Start>,
    /// Pairs of stands that follow each other, with the periods of both and the time between.
    links: Vec<Link>,
    /// First stands of voters.
    firsts: Vec<u32>,
}

/// A period: what moves from it on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Start {
    period: u32,
    /// The first of its stands.
    stand: usize,
    /// The first row of the plan whose text begins in it or later.
    row: usize,
}

#[derive(Debug)]
struct Link {
    from: u32,
    to: u32,
    from_period: u32,
    to_period: u32,
    step: f64,
}

impl Together {
    pub(super) fn new(frame: &Frame<'_>) -> Self {
        let votes = frame.votes;
        // Rows are in the order of their first periods.
        let spans: Vec<(u32, u32)> = frame.plan.texts.iter().map(|&text| votes.text_periods(text)).collect();
        let count = if frame.paths.moving() { votes.periods().len() as u32 } else { 0 };
        let free = |period: &u32| !spans.iter().any(|(first, last)| first < period && period <= last);
        let start = |period: u32| Start {
            period,
            stand: votes.period_range(period).start,
            row: spans.partition_point(|span| span.0 < period),
        };
        let at = |stand: u32| votes.stands()[stand as usize].period;
        Self {
            starts: (1..count).filter(free).map(start).collect(),
            links: (frame.paths.links())
                .map(|(from, to, step)| Link { from, to, from_period: at(from), to_period: at(to), step })
                .collect(),
            firsts: frame.paths.firsts().collect(),
        }
    }

    /// One shift and a few stretches from each period and in each dimension.
    pub(super) fn step<const K: usize>(&self, frame: &Frame<'_>, state: &mut State<K>, stream: &mut Stream) {
        for &start in &self.starts {
            for k in 0..K {
                self.shift(frame, state, (start, k), stream);
                self.stretch(frame, state, (start, k), stream);
            }
        }
    }

    /// θ → θ + a, γ → γ + β a.
    fn shift<const K: usize>(
        &self,
        frame: &Frame<'_>,
        state: &mut State<K>,
        (Start { period, stand: first, row }, k): (Start, usize),
        stream: &mut Stream,
    ) {
        let (mut precision, mut pull) = (0.0, 0.0);
        for link in self.links.iter().filter(|link| link.from_period < period && period <= link.to_period) {
            let weight = 1.0 / (state.walk[k] * link.step);
            precision += weight;
            pull -= weight * (state.means[link.to as usize][k] - state.means[link.from as usize][k]);
        }
        let held = frame.paths.pulls().iter().enumerate().skip(first);
        let begun = self.firsts.iter().filter(|&&stand| stand as usize >= first);
        for (stand, weight) in
            held.map(|(stand, &weight)| (stand, weight)).chain(begun.map(|&stand| (stand as usize, 1.0)))
        {
            precision += weight;
            pull -= weight * state.means[stand][k];
        }
        for item in &state.items[row..] {
            for cut in &item[K..frame.prior.n] {
                precision += frame.prior.cut * item[k] * item[k];
                pull -= frame.prior.cut * item[k] * cut;
            }
        }
        let by = pull / precision + stream.normal() / precision.sqrt();
        for mean in &mut state.means[first..] {
            mean[k] += by;
        }
        for item in &mut state.items[row..] {
            let beta = item[k];
            for cut in &mut item[K..frame.prior.n] {
                *cut += beta * by;
            }
        }
    }

    /// θ → b θ, β → β / b.
    fn stretch<const K: usize>(
        &self,
        frame: &Frame<'_>,
        state: &mut State<K>,
        (Start { period, stand: first, row }, k): (Start, usize),
        stream: &mut Stream,
    ) {
        let at = |stand: u32| state.means[stand as usize][k];
        // The log density as a function of b is -½ (b² inside - 2 b across + items / b²) + power ln b.
        let (mut inside, mut across) = (0.0, 0.0);
        for link in self.links.iter().filter(|link| period <= link.to_period) {
            let weight = 1.0 / (state.walk[k] * link.step);
            if link.from_period < period {
                inside += weight * at(link.to) * at(link.to);
                across += weight * at(link.to) * at(link.from);
            } else {
                inside += weight * (at(link.to) - at(link.from)).powi(2);
            }
        }
        for (stand, weight) in frame.paths.pulls().iter().enumerate().skip(first) {
            inside += weight * state.means[stand][k].powi(2);
        }
        for &stand in self.firsts.iter().filter(|&&stand| stand as usize >= first) {
            inside += at(stand).powi(2);
        }
        let items = &state.items[row..];
        let power = (state.means.len() - first) as f64 - items.len() as f64;
        let items: f64 = items.iter().map(|item| frame.prior.discrimination * item[k] * item[k]).sum();
        let value =
            |b: f64| -0.5 * (b * b * inside - 2.0 * b * across + items / (b * b)) + power * normal::ln(b);
        let mut b = 1.0;
        for sd in STRETCHES {
            let next = b * normal::exp(sd * stream.normal());
            if normal::ln(stream.uniform()) < value(next) - value(b) {
                b = next;
            }
        }
        for mean in &mut state.means[first..] {
            mean[k] *= b;
        }
        for item in &mut state.items[row..] {
            item[k] /= b;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::{Positions, item_sums};
    use crate::model::Model;
    use crate::simulate::Simulation;

    #[test]
    fn no_vote_becomes_more_or_less_probable() {
        let simulation =
            Simulation { voters: 20, items: 15, periods: 4, walk: 0.05, ..Simulation::default() };
        let votes = simulation.draw(3).expect("a simulation").votes;
        let model = Model::dynamic();
        let frame = Frame::new(&votes, &model);
        let mut state = frame.start::<1>();
        let value = |state: &State<1>| -> f64 {
            let positions = Positions { means: &state.means, spreads: None };
            (frame.plan.texts.iter().zip(&state.items))
                .map(|(&text, item)| {
                    let of = &votes.texts()[text as usize];
                    item_sums(frame.arch, &votes, of, &positions, item).log_likelihood
                })
                .sum()
        };
        let before = (value(&state), state.means.clone());
        let together = Together::new(&frame);
        let periods: Vec<u32> = together.starts.iter().map(|start| start.period).collect();
        assert_eq!(periods, [1, 2, 3]);
        let mut stream = Stream::new(&[5]);
        together.step(&frame, &mut state, &mut stream);
        assert!((value(&state) - before.0).abs() < 1e-6, "{} {}", value(&state), before.0);
        assert!(state.means != before.1, "something moved");
    }
}
