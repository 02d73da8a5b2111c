//! Which clause of the other text is the partner of a clause: at most one for each.

use super::like::{at_most, likeness};
use super::weights::Weighed;
use crate::difference::same_words;
use crate::{Clause, Kind};

/// A pair this like is one wherever it stands.
const ALONE: f32 = 0.33;
/// A pair beside another pair, in order, needs only so much if both clauses begin with the same words.
const SAME_HEAD: f32 = 0.14;
/// And only so much if it fills the gap between two pairs, and both open alike, as a clause that is brought up to date.
const ONLY_GAP: f32 = 0.05;
/// What standing in order adds when pairs compete.
const IN_ORDER: f32 = 0.06;
/// What going from preamble to operative part, or to another annex, takes off.
const OTHER_PLACE: f32 = 0.05;

/// The partner of each clause, and how like it is.
pub(super) struct Matching {
    pub(super) before: Vec<Option<(usize, f32)>>,
    pub(super) after: Vec<Option<(usize, f32)>>,
}

impl Matching {
    /// Finds the partners.
    pub(super) fn of(before: &[Clause], after: &[Clause], weighed: &Weighed) -> Self {
        let mut matching = Self { before: vec![None; before.len()], after: vec![None; after.len()] };
        matching.match_equal(before, after);
        matching.match_like(before, after, weighed);
        matching.match_wordless(before, after);
        matching
    }

    pub(super) fn join(&mut self, a: usize, b: usize, likeness: f32) {
        self.before[a] = Some((b, likeness));
        self.after[b] = Some((a, likeness));
    }

    /// Whether neither has a partner.
    pub(super) fn is_free(&self, a: usize, b: usize) -> bool {
        self.before[a].is_none() && self.after[b].is_none()
    }

    /// Whether one of the two has no partner, and stands beside the partner of the other.
    pub(super) fn is_beside_partner(&self, a: usize, b: usize) -> bool {
        match (self.before[a], self.after[b]) {
            (Some((partner, _)), None) => partner.abs_diff(b) == 1,
            (None, Some((partner, _))) => partner.abs_diff(a) == 1,
            _ => false,
        }
    }

    /// Whether the nearest partners on both sides agree with this pair.
    fn is_in_order(&self, a: usize, b: usize) -> bool {
        let above = self.before[..a].iter().rev().flatten().next().map(|p| p.0);
        let below = self.before[a + 1..].iter().flatten().next().map(|p| p.0);
        above.is_none_or(|x| x < b) && below.is_none_or(|x| x > b)
    }

    /// Whether the clauses right above are a pair, and those right below.
    fn neighbours(&self, a: usize, b: usize) -> (bool, bool) {
        let above = a > 0 && b > 0 && self.before[a - 1].is_some_and(|p| p.0 == b - 1);
        let below = self.before.get(a + 1).copied().flatten().is_some_and(|p| p.0 == b + 1);
        (above, below)
    }

    /// Clauses that are equal and the only ones of their words.
    fn match_equal(&mut self, before: &[Clause], after: &[Clause]) {
        let equal = |x: &Clause, y: &Clause| may_pair(x, y) && same_words(&x.text, &y.text);
        for (a, x) in before.iter().enumerate() {
            let mut found = after
                .iter()
                .enumerate()
                .filter(|(_, y)| x.text.len().abs_diff(y.text.len()) < 9 && equal(x, y));
            let mut twins =
                before.iter().enumerate().filter(|(i, z)| *i != a && z.text.len() == x.text.len());
            if let (Some((b, _)), None) = (found.next(), found.next())
                && !twins.any(|(_, z)| equal(z, x))
                && self.is_free(a, b)
            {
                self.join(a, b, 1.0);
            }
        }
    }

    /// The rest, from the likest pair down.
    fn match_like(&mut self, before: &[Clause], after: &[Clause], weighed: &Weighed) {
        let mut pairs = self.candidates(before, after, weighed);
        // First those that stand out, so that later ones can be judged by their neighbours.
        for floor in [0.72, 0.55, ALONE, ONLY_GAP] {
            loop {
                let best = pairs
                    .iter()
                    .filter(|pair| pair.likeness >= floor && self.can_be(pair))
                    .map(|&pair| {
                        let order = if self.is_in_order(pair.a, pair.b) { IN_ORDER } else { 0.0 };
                        let (above, below) = self.neighbours(pair.a, pair.b);
                        let beside = if above || below { IN_ORDER / 2.0 } else { 0.0 };
                        (pair.likeness + order + beside, pair)
                    })
                    // Of equals the first in reading order: the same input gives the same links.
                    .reduce(|x, y| if y.0 > x.0 { y } else { x });
                let Some((_, Candidate { a, b, likeness, .. })) = best else { break };
                self.join(a, b, likeness);
                pairs.retain(|pair| pair.a != a && pair.b != b);
            }
        }
    }

    /// Clauses without a word, of which no likeness can be measured: equals, from the first on.
    fn match_wordless(&mut self, before: &[Clause], after: &[Clause]) {
        let wordless = |clause: &Clause| !clause.text.contains(char::is_alphanumeric);
        for (a, x) in before.iter().enumerate().filter(|(_, x)| wordless(x)) {
            let twin = |(b, y): &(usize, &Clause)| self.is_free(a, *b) && may_pair(x, y) && x.text == y.text;
            if let Some((b, _)) = after.iter().enumerate().find(twin) {
                self.join(a, b, 1.0);
            }
        }
    }

    fn candidates(&self, before: &[Clause], after: &[Clause], weighed: &Weighed) -> Vec<Candidate> {
        let mut pairs = Vec::new();
        for (a, x) in before.iter().enumerate().filter(|(a, _)| self.before[*a].is_none()) {
            for (b, y) in after.iter().enumerate().filter(|(b, _)| self.after[*b].is_none()) {
                if !may_pair(x, y) {
                    continue;
                }
                let off = if other_place(x, y) { OTHER_PLACE } else { 0.0 };
                let (opens_alike, begins_alike) = (weighed.open_alike(a, b), weighed.begin_alike(a, b));
                let least = match (opens_alike, begins_alike) {
                    (true, _) => ONLY_GAP,
                    (_, true) => SAME_HEAD,
                    _ => ALONE,
                };
                if at_most(weighed, a, b) - off < least {
                    continue;
                }
                let likeness = likeness(weighed, a, b) - off;
                if likeness >= least {
                    pairs.push(Candidate { a, b, likeness, begins_alike, opens_alike });
                }
            }
        }
        pairs
    }

    /// Whether what stands around two clauses, and how they begin, makes up for what they are less than alike.
    fn can_be(&self, pair: &Candidate) -> bool {
        if !self.is_free(pair.a, pair.b) {
            return false;
        }
        if pair.likeness >= ALONE {
            return true;
        }
        let (above, below) = self.neighbours(pair.a, pair.b);
        self.is_in_order(pair.a, pair.b)
            && (pair.begins_alike && pair.likeness >= SAME_HEAD && (above || below)
                || pair.opens_alike && above && below)
    }
}

/// Two clauses that could be a pair.
#[derive(Clone, Copy)]
struct Candidate {
    a: usize,
    b: usize,
    likeness: f32,
    begins_alike: bool,
    opens_alike: bool,
}

/// Whether clauses of these kinds can be one made from the other.
pub(super) fn may_pair(a: &Clause, b: &Clause) -> bool {
    let class = |c: &Clause| match c.kind {
        Kind::Formula => 0,
        Kind::Heading => 1,
        Kind::Table => 2,
        Kind::Preambular | Kind::Operative | Kind::Paragraph => 3,
    };
    class(a) == class(b)
}

fn other_place(a: &Clause, b: &Clause) -> bool {
    a.kind != b.kind || (a.annex == 0) != (b.annex == 0)
}
