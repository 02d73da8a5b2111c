//! Which words of a clause went to another clause than its partner.
//!
//! Words that stand in runs in a clause and in its partner are accounted for. What is left over of each clause, which is
//! all of it where it has no partner, is compared with what is left over of each clause of the other text. The weightiest
//! passage is taken first, and each word only once. Weights are counted in rare words, which stand in no other clause.

use std::collections::BTreeMap;

use super::Passage;
use super::common::{common, in_runs};
use super::family::Families;
use super::like::likeness;
use super::pairs::{Matching, may_pair};
use super::weights::{Bag, Weighed, Words};
use crate::Clause;

/// A passage is worth so many rare words,
const LEAST: f32 = 2.0;
/// or so many between a clause and a sub-paragraph of a paragraph that has words of it already, or the other way round.
const LEAST_IN_FAMILY: f32 = 0.8;
/// It is at least this share of one of the two clauses,
const OF_CLAUSE: f32 = 0.26;
/// or this share of what is left over of both,
const OF_RESTS: f32 = 0.13;
/// and then worth so many rare words.
const WORTH: f32 = 3.5;
/// Two clauses that have no partner are partners if a passage is worth so many rare words times the shares it is of both.
const PARTNERS: f32 = 2.4;

/// Finds the passages, and partners for clauses of which enough is common.
pub(super) fn find(
    before: &[Clause],
    after: &[Clause],
    weighed: &Weighed,
    matching: &mut Matching,
) -> Vec<Passage> {
    let mut found = Found {
        weighed,
        matching,
        families: [Families::of(before), Families::of(after)],
        passages: Vec::new(),
    };
    let mut rests = Rests::of(weighed, found.matching);
    let mut shared: BTreeMap<(usize, usize), Shared> = BTreeMap::new();
    for (a, x) in before.iter().enumerate() {
        for (b, y) in after.iter().enumerate() {
            if may_pair(x, y) && found.matching.before[a].is_none_or(|p| p.0 != b) {
                shared.extend(rests.shared(a, b, found.least(a, b)).map(|s| ((a, b), s)));
            }
        }
    }
    loop {
        let best = shared
            .iter()
            .filter(|(pair, shared)| found.counts(**pair, shared))
            .map(|(pair, shared)| (shared.worth, *pair, shared.words))
            // Of equals the first in reading order: the same input gives the same passages.
            .reduce(|x, y| if y.0 > x.0 { y } else { x });
        let Some((_, (a, b), words)) = best else { break };
        if found.matching.is_free(a, b) {
            found.matching.join(a, b, likeness(weighed, a, b));
        } else {
            found.passages.push(Passage { before: a as u32, after: b as u32, words });
        }
        rests.take(a, b);
        shared.remove(&(a, b));
        let touched: Vec<(usize, usize)> =
            shared.keys().filter(|(x, y)| *x == a || *y == b).copied().collect();
        for (x, y) in touched {
            shared.remove(&(x, y));
            shared.extend(rests.shared(x, y, found.least(x, y)).map(|s| ((x, y), s)));
        }
    }
    found.passages
}

/// What was found so far.
struct Found<'m> {
    weighed: &'m Weighed,
    matching: &'m mut Matching,
    /// Of the text before, of the text after.
    families: [Families; 2],
    passages: Vec<Passage>,
}

impl Found<'_> {
    /// What can make a passage between two clauses at least.
    fn least(&self, a: usize, b: usize) -> f32 {
        let in_family =
            self.families[0].others(a).next().is_some() || self.families[1].others(b).next().is_some();
        if in_family { LEAST_IN_FAMILY } else { LEAST }
    }

    /// Whether what two clauses share makes a passage, or partners of them.
    fn counts(&self, (a, b): (usize, usize), shared: &Shared) -> bool {
        if self.matching.is_free(a, b) {
            return shared.makes_partners();
        }
        if shared.worth < LEAST {
            return shared.is_much_of_one() && self.has_words_of_family(a, b);
        }
        shared.is_much_of_one()
            || shared.is_some_of_both()
            || self.matching.is_beside_partner(a, b) && self.weighed.begin_alike(a, b)
    }

    /// Whether one of the two and the family of the other have common words already.
    fn has_words_of_family(&self, a: usize, b: usize) -> bool {
        self.families[1].others(b).any(|other| self.has_words(a, other))
            || self.families[0].others(a).any(|other| self.has_words(other, b))
    }

    fn has_words(&self, a: usize, b: usize) -> bool {
        self.matching.before[a].is_some_and(|p| p.0 == b)
            || self.passages.iter().any(|p| (p.before as usize, p.after as usize) == (a, b))
    }
}

/// What two clauses have in common of what is left over of them.
struct Shared {
    /// In rare words.
    worth: f32,
    words: u32,
    of_rests: [f32; 2],
    of_clauses: [f32; 2],
}

impl Shared {
    fn is_much_of_one(&self) -> bool {
        self.of_clauses.iter().any(|share| *share >= OF_CLAUSE)
    }

    fn is_some_of_both(&self) -> bool {
        self.worth >= WORTH && self.of_rests.iter().all(|share| *share >= OF_RESTS)
    }

    fn makes_partners(&self) -> bool {
        self.worth * self.of_clauses.iter().sum::<f32>() >= PARTNERS
    }
}

/// What is left over of a clause.
struct Rest {
    ids: Vec<u32>,
    weights: Vec<f32>,
    bag: Bag,
    weight: f32,
    /// What the whole clause weighs.
    whole: f32,
}

impl Rest {
    fn of(words: Words<'_>) -> Self {
        let whole = words.weights.iter().sum();
        Self {
            ids: words.ids.to_vec(),
            weights: words.weights.to_vec(),
            bag: Bag::of(words.ids, words.weights),
            weight: whole,
            whole,
        }
    }

    fn words(&self) -> Words<'_> {
        Words { ids: &self.ids, weights: &self.weights }
    }

    /// Puts gaps in place of words, so that no run goes over them.
    fn leave_out(&mut self, places: impl Iterator<Item = usize>, gap: u32) {
        for place in places {
            self.ids[place] = gap;
            self.weights[place] = 0.0;
        }
        self.weight = self.weights.iter().sum();
        self.bag = Bag::of(&self.ids, &self.weights);
    }
}

/// No word has these numbers, and the gaps of one text are not those of the other.
const GAPS: [u32; 2] = [u32::MAX, u32::MAX - 1];

struct Rests {
    before: Vec<Rest>,
    after: Vec<Rest>,
    rare: f32,
}

impl Rests {
    fn of(weighed: &Weighed, matching: &Matching) -> Self {
        let mut rests = Self {
            before: (0..matching.before.len()).map(|a| Rest::of(weighed.of_before(a))).collect(),
            after: (0..matching.after.len()).map(|b| Rest::of(weighed.of_after(b))).collect(),
            rare: weighed.rare(),
        };
        for (a, partner) in matching.before.iter().enumerate() {
            if let Some((b, _)) = *partner {
                rests.take(a, b);
            }
        }
        rests
    }

    /// Leaves out what stands in runs in both.
    fn take(&mut self, a: usize, b: usize) {
        let marks = common(self.before[a].words(), self.after[b].words());
        let runs: Vec<(usize, usize)> = in_runs(&marks, 3).collect();
        self.before[a].leave_out(runs.iter().map(|r| r.0), GAPS[0]);
        self.after[b].leave_out(runs.iter().map(|r| r.1), GAPS[1]);
    }

    /// What is common to what is left over of two clauses, if it is worth so many rare words.
    fn shared(&self, a: usize, b: usize, least: f32) -> Option<Shared> {
        let (x, y) = (&self.before[a], &self.after[b]);
        let least = least * self.rare;
        // Cheap first: what can be shared at most.
        if x.weight < least || y.weight < least || x.bag.in_both(&y.bag) < least {
            return None;
        }
        let marks = common(x.words(), y.words());
        let (mut weight, mut words) = (0.0, 0);
        for (_, j) in in_runs(&marks, 2) {
            weight += y.weights[j];
            words += 1;
        }
        (weight >= least).then(|| Shared {
            worth: weight / self.rare,
            words,
            of_rests: [weight / x.weight, weight / y.weight],
            of_clauses: [weight / x.whole, weight / y.whole],
        })
    }
}
