//! The kernel: three planes of bits a state over all decisions, so that the joint positions of two states are nine
//! counts of bits.

use jiff::civil::Date;
use travaux_record::Position;
use travaux_un::set::StateSet;
use travaux_un::state::{StateId, states};

use super::measure::Joint;
use crate::selection::{Chosen, PositionsAs, Weighting};
use crate::series::line_of;

/// A run of words in which all decisions have one weight.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Segment {
    weight: f64,
    /// Whether the record has texts adopted without a vote of these sessions.
    covered: bool,
    from: usize,
    to: usize,
}

/// The positions of states on the decisions of a selection, as bits.
#[derive(Debug)]
pub(crate) struct Planes {
    segments: Vec<Segment>,
    words: usize,
    /// Of each state: in favour, abstaining, against, one plane after the other; indexed by [`StateId::index`].
    votes: Vec<u64>,
    /// Of each state: whether it was a member when texts were adopted without a vote.
    members: Option<Members>,
    /// The states with a position on any of the decisions.
    pub(crate) states: StateSet,
}

/// Who was a member when texts were adopted without a vote.
#[derive(Debug)]
struct Members {
    segments: Vec<Segment>,
    words: usize,
    bits: Vec<u64>,
}

/// The three positions that are votes, in the order of their planes.
const PLANES: [Position; 3] = [Position::InFavour, Position::Abstaining, Position::Against];

/// The order of decisions by weight, and the words each weight has.
fn segments(keys: &[(f64, bool)]) -> (Vec<usize>, Vec<Segment>, usize) {
    let mut order: Vec<usize> = (0..keys.len()).collect();
    order.sort_by(|&a, &b| keys[a].0.total_cmp(&keys[b].0).then(keys[a].1.cmp(&keys[b].1)));
    let (mut bits, mut segments) = (vec![0; keys.len()], Vec::<Segment>::new());
    let (mut bit, mut last) = (0_usize, None);
    for &decision in &order {
        let key = keys[decision];
        if last != Some(key) {
            bit = bit.div_ceil(64) * 64;
            segments.push(Segment { weight: key.0, covered: key.1, from: bit / 64, to: bit / 64 });
            last = Some(key);
        }
        bits[decision] = bit;
        bit += 1;
        if let Some(segment) = segments.last_mut() {
            segment.to = bit.div_ceil(64);
        }
    }
    (bits, segments, bit.div_ceil(64))
}

impl Planes {
    pub(crate) fn new(
        chosen: &Chosen<'_>,
        positions: PositionsAs,
        weighting: Weighting,
        consensus: bool,
    ) -> Self {
        let keys: Vec<(f64, bool)> = chosen
            .weights
            .iter()
            .zip(&chosen.with_consensus)
            .map(|(&weight, &covered)| (weight, consensus && covered))
            .collect();
        let (bits, segments, words) = segments(&keys);
        let n_states = states().len();
        let mut votes = vec![0_u64; n_states * 3 * words];
        let mut named = StateSet::EMPTY;
        for (decision, &bit) in chosen.votes.iter().zip(&bits) {
            let (word, mask) = (bit / 64, 1_u64 << (bit % 64));
            for (state, position) in Chosen::positions(*decision, positions) {
                named.insert(state);
                if let Some(plane) = PLANES.iter().position(|which| *which == position) {
                    votes[(state.index() * 3 + plane) * words + word] |= mask;
                }
            }
        }
        let members = consensus.then(|| Members::new(chosen, weighting, n_states));
        Self { segments, words, votes, members, states: named }
    }

    fn planes(&self, state: StateId) -> [&[u64]; 3] {
        let of = |plane: usize| {
            let from = (state.index() * 3 + plane) * self.words;
            &self.votes[from..from + self.words]
        };
        [of(0), of(1), of(2)]
    }

    /// The joint positions of two states, on all decisions.
    pub(crate) fn joint(&self, one: StateId, other: StateId) -> Joint {
        let mut joint = Joint::default();
        for (segment, counts) in self.counts(one, other) {
            joint.add(&counts, segment.weight);
        }
        joint
    }

    /// The same on the sessions of which the record has texts adopted without a vote, with these as both in favour.
    pub(crate) fn joint_with_consensus(&self, one: StateId, other: StateId) -> Joint {
        let mut joint = Joint::default();
        for (segment, counts) in self.counts(one, other).filter(|(segment, _)| segment.covered) {
            joint.add(&counts, segment.weight);
        }
        for (weight, texts) in self.members.iter().flat_map(|members| members.both(one, other)) {
            joint.add(&[[texts, 0, 0], [0; 3], [0; 3]], weight);
        }
        joint
    }

    fn counts(&self, one: StateId, other: StateId) -> impl Iterator<Item = (Segment, [[u32; 3]; 3])> {
        let (a, b) = (self.planes(one), self.planes(other));
        self.segments.iter().map(move |segment| {
            let (from, to) = (segment.from, segment.to);
            let (a, b) = (a.map(|plane| &plane[from..to]), b.map(|plane| &plane[from..to]));
            (*segment, joint_counts(a, b))
        })
    }
}

/// Nine counts of bits in one pass over six planes.
fn joint_counts(one: [&[u64]; 3], other: [&[u64]; 3]) -> [[u32; 3]; 3] {
    let mut counts = [[0_u32; 3]; 3];
    for (row, a) in counts.iter_mut().zip(one) {
        for (cell, b) in row.iter_mut().zip(other) {
            *cell = a.iter().zip(b).map(|(a, b)| (a & b).count_ones()).sum();
        }
    }
    counts
}

impl Members {
    fn new(chosen: &Chosen<'_>, weighting: Weighting, n_states: usize) -> Self {
        let keys: Vec<(f64, bool)> = match weighting {
            Weighting::Decisions => vec![(1.0, true); chosen.without_vote.len()],
            Weighting::Series => {
                let lines: Vec<String> =
                    chosen.without_vote.iter().map(|(decision, _)| line_of(decision.title())).collect();
                let alike = |line: &String| lines.iter().filter(|other| *other == line).count();
                let size = |line: &String| if line.is_empty() { 1 } else { alike(line) };
                lines.iter().map(|line| (1.0 / size(line) as f64, true)).collect()
            }
        };
        let (bits, segments, words) = segments(&keys);
        let mut members = vec![0_u64; n_states * words];
        let mut last: Option<(Date, StateSet)> = None;
        for ((_, day), &bit) in chosen.without_vote.iter().zip(&bits) {
            let on_day = match last {
                Some((known, set)) if known == *day => set,
                _ => states().members_on(*day),
            };
            last = Some((*day, on_day));
            for state in &on_day {
                members[state.index() * words + bit / 64] |= 1 << (bit % 64);
            }
        }
        Self { segments, words, bits: members }
    }

    /// How many texts were adopted while both were members, by weight.
    fn both(&self, one: StateId, other: StateId) -> impl Iterator<Item = (f64, u32)> {
        let of = |state: StateId| &self.bits[state.index() * self.words..(state.index() + 1) * self.words];
        let (a, b) = (of(one), of(other));
        self.segments.iter().map(move |segment| {
            let run = segment.from..segment.to;
            let texts = a[run.clone()].iter().zip(&b[run]).map(|(a, b)| (a & b).count_ones()).sum();
            (segment.weight, texts)
        })
    }
}
