//! Which clauses of one text stand again in another, and what became of them.
//!
//! 1. Each word weighs what it tells: the more the fewer clauses have it (`weights.rs`).
//! 2. Every pair of clauses gets a likeness: how much of their words stand in both in the same order, and how much of that
//!    in runs of three words or more (`like.rs`).
//! 3. Pairs are chosen from the likest down. A pair that opens alike and stands beside pairs already chosen needs less
//!    likeness than one that stands alone; words alone decide, numbers of paragraphs never (`pairs.rs`).
//! 4. Words that went to another clause than the partner make a passage (`passages.rs`). A clause left over that shares a
//!    passage with one that has a partner is a part of it: split or merged.
//! 5. Moved are the clauses that stand outside the heaviest sequence that both texts have in one order (`order.rs`).

mod common;
mod family;
mod like;
mod order;
mod pairs;
mod passages;
mod weights;

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use crate::difference::same_words;
use crate::opening::{self, Shift};
use crate::{Clause, Document};
use pairs::Matching;
use weights::Weighed;

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
    /// The links. Every clause of both texts is in exactly one, and each has one clause at least on one side alone.
    pub links: Vec<Link>,
    /// Words that went from a clause to another than its partner, the weightiest first: also those that make a link one
    /// of clauses split or merged.
    pub passages: Vec<Passage>,
}

impl Alignment {
    /// Every two clauses of which one has words of the other, partners or not.
    pub fn pairs(&self) -> BTreeSet<(u32, u32)> {
        let linked = |link: &Link| -> Vec<(u32, u32)> {
            link.before.iter().flat_map(|&a| link.after.iter().map(move |&b| (a, b))).collect()
        };
        let passed = self.passages.iter().map(|p| (p.before, p.after));
        self.links.iter().flat_map(linked).chain(passed).collect()
    }
}

/// Words that went from a clause to another than its partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Passage {
    /// The clause they stood in, by its place in the text before.
    pub before: u32,
    /// The clause they stand in now, by its place in the text after.
    pub after: u32,
    /// How many words.
    pub words: u32,
}

/// Aligns two texts.
pub fn align(before: &Document, after: &Document) -> Alignment {
    align_clauses(&before.clauses, &after.clauses)
}

/// Aligns two lists of clauses.
pub fn align_clauses(before: &[Clause], after: &[Clause]) -> Alignment {
    let weighed = Weighed::of(before, after);
    let mut matching = Matching::of(before, after, &weighed);
    let passages = passages::find(before, after, &weighed, &mut matching);
    let parts = Parts::of(&passages, &matching);
    links(before, after, &matching, &parts, passages)
}

/// Clauses without a partner that are parts of one that has one.
struct Parts {
    /// For clauses of the text after: the one before that they are split from.
    split: Vec<Option<usize>>,
    /// For clauses of the text before: the one after that they are merged into.
    merged: Vec<Option<usize>>,
}

impl Parts {
    /// A clause is a part of the one with which its weightiest passage is. Of a pair only one can fall apart: what would
    /// make it several clauses on both sides stays a clause of its own, with a passage.
    fn of(passages: &[Passage], matching: &Matching) -> Self {
        let mut parts =
            Self { split: vec![None; matching.after.len()], merged: vec![None; matching.before.len()] };
        for passage in passages {
            let (a, b) = (passage.before as usize, passage.after as usize);
            match (matching.before[a], matching.after[b]) {
                (Some((partner, _)), None)
                    if parts.split[b].is_none() && !parts.merged.contains(&Some(partner)) =>
                {
                    parts.split[b] = Some(a);
                }
                (None, Some((partner, _)))
                    if parts.merged[a].is_none() && !parts.split.contains(&Some(partner)) =>
                {
                    parts.merged[a] = Some(b);
                }
                _ => {}
            }
        }
        parts
    }
}

fn links(
    before: &[Clause],
    after: &[Clause],
    matching: &Matching,
    parts: &Parts,
    passages: Vec<Passage>,
) -> Alignment {
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
    Alignment { links: out.into_iter().map(|(_, link)| link).collect(), passages }
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
