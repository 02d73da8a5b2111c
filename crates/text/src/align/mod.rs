//! Which clauses of one text stand again in another, and what became of them.
//!
//! 1. Every pair of clauses gets a likeness: how much of their words, each weighted by how rare it is in these two
//!    texts, stand in both in the same order, and how much of that in runs of three words or more (`like.rs`).
//! 2. Pairs are chosen from the likest down. A pair that follows pairs already chosen needs less likeness than one
//!    that stands alone; words alone decide, numbers of paragraphs never.
//! 3. A clause left over whose words stand in one that has a partner already is a part of it: split or merged.
//! 4. Moved are the clauses that stand outside the heaviest sequence that both texts have in one order.

mod like;
mod order;

use schemars::JsonSchema;
use serde::Serialize;

use crate::difference::same_words;
use crate::opening::{self, Shift};
use crate::{Clause, Document, Kind};
use like::Weighed;

/// What became of a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// The same words; only the mark at the end or typography may differ.
    Kept,
    /// Some words differ.
    Reworded,
    /// One clause became several.
    Split,
    /// Several clauses became one.
    Merged,
    /// Only in the text after.
    New,
    /// Only in the text before.
    Gone,
}

/// Clauses that belong together, by their places in the two documents.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Link {
    /// In the text before; none where new.
    pub before: Vec<u32>,
    /// In the text after; none where gone.
    pub after: Vec<u32>,
    /// What became of them.
    pub change: Change,
    /// Whether the clause changed places among those that stayed, or went from preamble to operative part or back.
    pub moved: bool,
    /// How like they are, from 0 to 1; of several, those that are likest.
    pub likeness: f32,
    /// How the strength of the opening changed, if both have an opening and it is not the same.
    pub shift: Option<Shift>,
}

/// All clauses of two texts, in the order of the text after; what is gone stands where it stood.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Alignment {
    /// The links. Every clause of both texts is in exactly one.
    pub links: Vec<Link>,
}

/// A pair this like is one wherever it stands.
const ALONE: f32 = 0.33;
/// A pair beside another pair, in order, needs only so much.
const BESIDE: f32 = 0.29;
/// And one that fills the only gap between two pairs, as a clause does that is brought up to date every year.
const ONLY_GAP: f32 = 0.22;
/// What standing in order adds when pairs compete.
const IN_ORDER: f32 = 0.06;
/// What going from preamble to operative part, or to another annex, takes off.
const OTHER_PLACE: f32 = 0.05;
/// The share of a clause left over that must stand in another for it to be a part of it.
const PART: f32 = 0.34;

/// Aligns two texts.
pub fn align(before: &Document, after: &Document) -> Alignment {
    align_clauses(&before.clauses, &after.clauses)
}

/// Aligns two lists of clauses.
pub fn align_clauses(before: &[Clause], after: &[Clause]) -> Alignment {
    let weighed = Weighed::of(before, after);
    let mut matching = Matching::new(before.len(), after.len());
    match_equal(before, after, &mut matching);
    match_like(before, after, &weighed, &mut matching);
    let parts = find_parts(before, after, &weighed, &matching);
    links(before, after, &matching, &parts)
}

/// The partner of each clause, and how like it is.
struct Matching {
    before: Vec<Option<(usize, f32)>>,
    after: Vec<Option<(usize, f32)>>,
}

impl Matching {
    fn new(before: usize, after: usize) -> Self {
        Self { before: vec![None; before], after: vec![None; after] }
    }

    fn join(&mut self, a: usize, b: usize, likeness: f32) {
        self.before[a] = Some((b, likeness));
        self.after[b] = Some((a, likeness));
    }

    fn is_free(&self, a: usize, b: usize) -> bool {
        self.before[a].is_none() && self.after[b].is_none()
    }

    /// Whether the nearest partners on both sides agree with this pair.
    fn is_in_order(&self, a: usize, b: usize) -> bool {
        let above = self.before[..a].iter().rev().flatten().next().map(|p| p.0);
        let below = self.before[a + 1..].iter().flatten().next().map(|p| p.0);
        above.is_none_or(|x| x < b) && below.is_none_or(|x| x > b)
    }

    /// Whether the pairs right above and right below stand beside this one.
    fn fills_gap(&self, a: usize, b: usize) -> bool {
        let above = a > 0 && b > 0 && self.before[a - 1].is_some_and(|p| p.0 == b - 1);
        let below = self.before.get(a + 1).copied().flatten().is_some_and(|p| p.0 == b + 1);
        above && below
    }

    /// Whether a pair right above or right below stands beside this one.
    fn has_neighbour(&self, a: usize, b: usize) -> bool {
        let above = a > 0 && b > 0 && self.before[a - 1].is_some_and(|p| p.0 == b - 1);
        let below = self.before.get(a + 1).copied().flatten().is_some_and(|p| p.0 == b + 1);
        above || below
    }
}

/// Whether clauses of these kinds can be one made from the other.
fn may_pair(a: &Clause, b: &Clause) -> bool {
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

/// Clauses that are equal and the only ones of their words.
fn match_equal(before: &[Clause], after: &[Clause], matching: &mut Matching) {
    let equal = |x: &Clause, y: &Clause| may_pair(x, y) && same_words(&x.text, &y.text);
    for (a, x) in before.iter().enumerate() {
        let mut found =
            after.iter().enumerate().filter(|(_, y)| x.text.len().abs_diff(y.text.len()) < 9 && equal(x, y));
        if let (Some((b, _)), None) = (found.next(), found.next())
            && !before.iter().enumerate().any(|(i, z)| i != a && z.text.len() == x.text.len() && equal(z, x))
            && matching.is_free(a, b)
        {
            matching.join(a, b, 1.0);
        }
    }
}

/// The rest, from the likest pair down.
fn match_like(before: &[Clause], after: &[Clause], weighed: &Weighed, matching: &mut Matching) {
    let mut pairs = Vec::new();
    for (a, x) in before.iter().enumerate() {
        if matching.before[a].is_some() {
            continue;
        }
        for (b, y) in after.iter().enumerate() {
            if matching.after[b].is_none() && may_pair(x, y) {
                let mut likeness = weighed.likeness(a, b);
                if other_place(x, y) {
                    likeness -= OTHER_PLACE;
                }
                if likeness >= ONLY_GAP {
                    pairs.push((likeness, a, b));
                }
            }
        }
    }
    // First those that stand out, so that later ones can be judged by their neighbours.
    for floor in [0.72, 0.55, ALONE, BESIDE, ONLY_GAP] {
        loop {
            let best = pairs
                .iter()
                .filter(|(likeness, a, b)| matching.is_free(*a, *b) && *likeness >= floor)
                .filter(|(likeness, a, b)| {
                    *likeness >= ALONE
                        || matching.is_in_order(*a, *b)
                            && (*likeness >= BESIDE && matching.has_neighbour(*a, *b)
                                || matching.fills_gap(*a, *b))
                })
                .map(|&(likeness, a, b)| {
                    let order = if matching.is_in_order(a, b) { IN_ORDER } else { 0.0 };
                    let beside = if matching.has_neighbour(a, b) { IN_ORDER / 2.0 } else { 0.0 };
                    (likeness + order + beside, likeness, a, b)
                })
                // Of equals the first in reading order: the same input gives the same links.
                .reduce(|x, y| if y.0 > x.0 { y } else { x });
            let Some((_, likeness, a, b)) = best else { break };
            matching.join(a, b, likeness);
            pairs.retain(|&(_, x, y)| x != a && y != b);
        }
    }
}

/// A clause left over that is a part of one that has a partner.
struct Parts {
    /// For clauses of the text after: the one before that they are split from.
    split: Vec<Option<usize>>,
    /// For clauses of the text before: the one after that they are merged into.
    merged: Vec<Option<usize>>,
}

fn find_parts(before: &[Clause], after: &[Clause], weighed: &Weighed, matching: &Matching) -> Parts {
    let mut parts = Parts { split: vec![None; after.len()], merged: vec![None; before.len()] };
    for b in (0..after.len()).filter(|&b| matching.after[b].is_none()) {
        let whole = |&a: &usize| matching.before[a].is_some() && may_pair(&before[a], &after[b]);
        parts.split[b] = (0..before.len())
            .filter(whole)
            .filter_map(|a| {
                let partner = matching.before[a]?.0;
                let share = weighed.rest_of_before(a, partner, b);
                (share >= PART).then_some((share, a))
            })
            .reduce(|x, y| if y.0 > x.0 { y } else { x })
            .map(|(_, a)| a);
    }
    for a in (0..before.len()).filter(|&a| matching.before[a].is_none()) {
        let whole = |&b: &usize| matching.after[b].is_some() && may_pair(&before[a], &after[b]);
        parts.merged[a] = (0..after.len())
            .filter(whole)
            .filter_map(|b| {
                let partner = matching.after[b]?.0;
                let share = weighed.rest_of_after(b, partner, a);
                (share >= PART).then_some((share, b))
            })
            .reduce(|x, y| if y.0 > x.0 { y } else { x })
            .map(|(_, b)| b);
    }
    parts
}

fn links(before: &[Clause], after: &[Clause], matching: &Matching, parts: &Parts) -> Alignment {
    // What goes from preamble to operative part has moved whatever stands around it. Of the rest as few as can be have;
    // where either of two could be said to have, the shorter one.
    let pairs: Vec<(usize, usize)> = matching
        .before
        .iter()
        .enumerate()
        .filter_map(|(a, p)| p.map(|p| (a, p.0)))
        .filter(|&(a, b)| before[a].kind == after[b].kind)
        .collect();
    let stays = order::heaviest(&pairs, |a, b| {
        10_000 + before[a].text.len().min(after[b].text.len()).min(9_000) as u64
    });
    let mut out: Vec<(usize, Link)> = Vec::new();
    for (b, y) in after.iter().enumerate() {
        let Some((a, likeness)) = matching.after[b] else {
            if parts.split[b].is_none() {
                out.push((b, single(Change::New, None, Some(b))));
            }
            continue;
        };
        let x = &before[a];
        let mut befores: Vec<u32> = vec![a as u32];
        befores.extend((0..before.len()).filter(|&i| parts.merged[i] == Some(b)).map(|i| i as u32));
        let mut afters: Vec<u32> = vec![b as u32];
        afters.extend((0..after.len()).filter(|&i| parts.split[i] == Some(a)).map(|i| i as u32));
        let change = if afters.len() > 1 {
            Change::Split
        } else if befores.len() > 1 {
            Change::Merged
        } else if same_words(&x.text, &y.text) {
            Change::Kept
        } else {
            Change::Reworded
        };
        befores.sort_unstable();
        afters.sort_unstable();
        let moved = !stays.contains(&(a, b));
        let shift = match (&x.opening, &y.opening) {
            (Some(p), Some(q)) if p != q => Some(opening::shift(p, q)),
            _ => None,
        };
        out.push((b, Link { before: befores, after: afters, change, moved, likeness, shift }));
    }
    put_gone(before, matching, parts, &mut out);
    Alignment { links: out.into_iter().map(|(_, link)| link).collect() }
}

fn single(change: Change, a: Option<usize>, b: Option<usize>) -> Link {
    Link {
        before: a.map(|a| a as u32).into_iter().collect(),
        after: b.map(|b| b as u32).into_iter().collect(),
        change,
        moved: false,
        likeness: 0.0,
        shift: None,
    }
}

/// What is gone stands behind the partner of what stood above it.
fn put_gone(before: &[Clause], matching: &Matching, parts: &Parts, out: &mut Vec<(usize, Link)>) {
    let mut above: Option<usize> = None;
    for a in 0..before.len() {
        if let Some((b, _)) = matching.before[a] {
            above = Some(b);
        } else if parts.merged[a].is_none() {
            let mut at = match above {
                Some(b) => {
                    out.iter().position(|(x, l)| *x == b && l.change != Change::Gone).map_or(0, |p| p + 1)
                }
                None => 0,
            };
            while out.get(at).is_some_and(|(_, l)| l.change == Change::Gone) {
                at += 1;
            }
            out.insert(at, (above.unwrap_or(0), single(Change::Gone, Some(a), None)));
        }
    }
}
