//! How like two clauses are.

use crate::Clause;
use crate::words::Lexicon;

/// The words of all clauses of two texts, and what each word weighs.
pub(super) struct Weighed {
    before: Vec<Vec<u32>>,
    after: Vec<Vec<u32>>,
    /// What a word weighs by itself.
    weights: Vec<f32>,
    /// What each word weighs where it stands.
    placed: (Vec<Vec<f32>>, Vec<Vec<f32>>),
    sums: (Vec<f32>, Vec<f32>),
}

impl Weighed {
    pub(super) fn of(before: &[Clause], after: &[Clause]) -> Self {
        let mut lexicon = Lexicon::default();
        let mut words = |clauses: &[Clause]| -> Vec<Vec<u32>> {
            clauses.iter().map(|c| lexicon.words(&c.text)).collect()
        };
        let (before, after) = (words(before), words(after));
        let mut spread = vec![0_u32; lexicon.len()];
        let mut seen = vec![usize::MAX; lexicon.len()];
        for (at, clause) in before.iter().chain(&after).enumerate() {
            for &word in clause {
                let word = word as usize;
                if seen[word] != at {
                    seen[word] = at;
                    spread[word] += 1;
                }
            }
        }
        let all = (before.len() + after.len()) as f32;
        // A word in every clause says little, and still something: runs of such words are formulas.
        let weights: Vec<f32> =
            spread.iter().map(|&n| 0.15 + (all / n.max(1) as f32).ln().max(0.0)).collect();
        let formulas = Formulas::of(before.iter().chain(&after));
        let place = |clauses: &[Vec<u32>]| -> Vec<Vec<f32>> {
            clauses.iter().map(|c| formulas.weigh(c, &weights, &spread)).collect()
        };
        let placed = (place(&before), place(&after));
        let sum = |clauses: &[Vec<f32>]| -> Vec<f32> { clauses.iter().map(|c| c.iter().sum()).collect() };
        let sums = (sum(&placed.0), sum(&placed.1));
        Self { before, after, weights, placed, sums }
    }

    /// From 0 to 1.
    pub(super) fn likeness(&self, a: usize, b: usize) -> f32 {
        let x = Words { ids: &self.before[a], weights: &self.placed.0[a] };
        let y = Words { ids: &self.after[b], weights: &self.placed.1[b] };
        let (wx, wy) = (self.sums.0[a], self.sums.1[b]);
        if x.ids.is_empty() || y.ids.is_empty() {
            return 0.0;
        }
        // Cheap first: what can be shared at most.
        let most = self.bag(x.ids, y.ids);
        if most / wx.min(wy) < 0.2 {
            return 0.0;
        }
        let marks = common(x, y);
        let shared = sum(y, &marks, 1);
        let runs = sum(y, &marks, 3);
        let taken = 0.5 * (shared + runs);
        let dice = 2.0 * taken / (wx + wy);
        // A clause cut down or drawn out is still the same one: its shorter form stands in the longer.
        let inside = taken / wx.min(wy);
        let long_enough = x.ids.len().min(y.ids.len()) >= 6;
        if long_enough { dice.max(0.35 * dice + 0.55 * inside) } else { dice }
    }

    /// The weight of words that both have, whatever their order.
    fn bag(&self, x: &[u32], y: &[u32]) -> f32 {
        let (mut x, mut y) = (x.to_vec(), y.to_vec());
        x.sort_unstable();
        y.sort_unstable();
        let (mut i, mut j, mut sum) = (0, 0, 0.0);
        while let (Some(p), Some(q)) = (x.get(i), y.get(j)) {
            match p.cmp(q) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    sum += self.weights[*p as usize];
                    i += 1;
                    j += 1;
                }
            }
        }
        sum
    }

    fn of_before(&self, a: usize) -> Words<'_> {
        Words { ids: &self.before[a], weights: &self.placed.0[a] }
    }

    fn of_after(&self, b: usize) -> Words<'_> {
        Words { ids: &self.after[b], weights: &self.placed.1[b] }
    }

    /// How much of clause `part` after stands in what `partner` leaves over of clause `whole` before.
    pub(super) fn rest_of_before(&self, whole: usize, partner: usize, part: usize) -> f32 {
        let marks = common(self.of_before(whole), self.of_after(partner));
        let used: Vec<usize> = marks.into_iter().flatten().collect();
        let (ids, weights) = rest(self.of_before(whole), &used);
        self.share(Words { ids: &ids, weights: &weights }, self.of_after(part), self.sums.0[whole])
    }

    /// How much of clause `part` before stands in what `partner` leaves over of clause `whole` after.
    pub(super) fn rest_of_after(&self, whole: usize, partner: usize, part: usize) -> f32 {
        let marks = common(self.of_before(partner), self.of_after(whole));
        let used: Vec<usize> =
            marks.iter().enumerate().filter(|(_, m)| m.is_some()).map(|(j, _)| j).collect();
        let (ids, weights) = rest(self.of_after(whole), &used);
        self.share(Words { ids: &ids, weights: &weights }, self.of_before(part), self.sums.1[whole])
    }

    /// The share of a clause that stands in runs in what is left of another, or the share of what is left that stands
    /// in the clause, if that is a good part of the other; nothing if it is only a few words.
    fn share(&self, rest: Words<'_>, part: Words<'_>, whole: f32) -> f32 {
        if rest.ids.len() < 5 || part.ids.len() < 5 {
            return 0.0;
        }
        let (left, own): (f32, f32) = (rest.weights.iter().sum(), part.weights.iter().sum());
        if self.bag(rest.ids, part.ids) < 0.25 * left.min(own) {
            return 0.0;
        }
        let marks = common(rest, part);
        let runs = sum(part, &marks, 2);
        let words = marks.iter().flatten().count();
        if words < 6 {
            return 0.0;
        }
        let taken_over = if left >= 0.2 * whole { LESS * runs / left } else { 0.0 };
        (runs / own).max(taken_over)
    }
}

/// That all of what is left of a clause went elsewhere counts less than that all of a clause came from there.
const LESS: f32 = 0.55;

/// Words and what they weigh where they stand.
#[derive(Clone, Copy)]
struct Words<'w> {
    ids: &'w [u32],
    weights: &'w [f32],
}

/// For each word of `y`, the place in `x` of the word that it is, in the heaviest common sequence.
fn common(x: Words<'_>, y: Words<'_>) -> Vec<Option<usize>> {
    let wide = y.ids.len() + 1;
    let mut best = vec![0.0_f32; (x.ids.len() + 1) * wide];
    for i in (0..x.ids.len()).rev() {
        let (head, tail) = best.split_at_mut((i + 1) * wide);
        let (row, below) = (&mut head[i * wide..], &tail[..wide]);
        for j in (0..y.ids.len()).rev() {
            let mut top = below[j].max(row[j + 1]);
            if x.ids[i] == y.ids[j] {
                top = top.max(below[j + 1] + x.weights[i].min(y.weights[j]));
            }
            row[j] = top;
        }
    }
    let mut marks = vec![None; y.ids.len()];
    let (mut i, mut j) = (0, 0);
    while i < x.ids.len() && j < y.ids.len() {
        let here = best[i * wide + j];
        // The same sums are made of the same numbers in the same order, so that they are equal bit by bit.
        if x.ids[i] == y.ids[j] && here <= best[(i + 1) * wide + j + 1] + x.weights[i].min(y.weights[j]) {
            marks[j] = Some(i);
            i += 1;
            j += 1;
        } else if here <= best[(i + 1) * wide + j] {
            i += 1;
        } else {
            j += 1;
        }
    }
    marks
}

/// The weight of the marked words that stand in runs of at least so many words.
fn sum(y: Words<'_>, marks: &[Option<usize>], least: usize) -> f32 {
    let mut all = 0.0;
    let (mut run, mut words) = (0.0, 0);
    let mut last: Option<usize> = None;
    for (mark, weight) in marks.iter().zip(y.weights) {
        let goes_on = last.is_some_and(|l| *mark == Some(l + 1));
        if !goes_on {
            all += if words >= least { run } else { 0.0 };
            (run, words) = (0.0, 0);
        }
        if mark.is_some() {
            run += weight;
            words += 1;
        }
        last = *mark;
    }
    all + if words >= least { run } else { 0.0 }
}

fn rest(words: Words<'_>, used: &[usize]) -> (Vec<u32>, Vec<f32>) {
    let mut used = used.iter().peekable();
    (0..words.ids.len())
        .filter(|i| used.next_if(|u| *u == i).is_none())
        .map(|i| (words.ids[i], words.weights[i]))
        .unzip()
}

/// Names and formulas that stand in many clauses: behind its first word, each word of one is to be expected, and says
/// little. So a clause is not like another only because both name the same body in full.
struct Formulas {
    /// In how many clauses two words stand side by side.
    pairs: std::collections::HashMap<(u32, u32), u32>,
}

/// In so many clauses two words must stand together to be a formula.
const OFTEN: u32 = 4;

impl Formulas {
    fn of<'c>(clauses: impl Iterator<Item = &'c Vec<u32>>) -> Self {
        let mut pairs = std::collections::HashMap::new();
        for clause in clauses {
            let mut own: Vec<(u32, u32)> = clause.windows(2).map(|w| (w[0], w[1])).collect();
            own.sort_unstable();
            own.dedup();
            for pair in own {
                *pairs.entry(pair).or_default() += 1;
            }
        }
        Self { pairs }
    }

    fn weigh(&self, clause: &[u32], weights: &[f32], spread: &[u32]) -> Vec<f32> {
        let mut placed: Vec<f32> = clause.iter().map(|w| weights[*w as usize]).collect();
        for (i, pair) in clause.windows(2).enumerate() {
            let together = self.pairs.get(&(pair[0], pair[1])).copied().unwrap_or(0);
            if together >= OFTEN {
                let expected = 0.03 + (spread[pair[0] as usize] as f32 / together as f32).ln().max(0.0);
                placed[i + 1] = placed[i + 1].min(expected);
            }
        }
        placed
    }
}
