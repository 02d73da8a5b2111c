//! How like two clauses are.

use crate::Clause;
use crate::words::Lexicon;

/// The words of all clauses of two texts, and what each word weighs.
pub(super) struct Weighed {
    before: Vec<Vec<u32>>,
    after: Vec<Vec<u32>>,
    weights: Vec<f32>,
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
        let sum = |clauses: &[Vec<u32>]| -> Vec<f32> {
            clauses.iter().map(|c| c.iter().map(|w| weights[*w as usize]).sum()).collect()
        };
        let sums = (sum(&before), sum(&after));
        Self { before, after, weights, sums }
    }

    /// From 0 to 1.
    pub(super) fn likeness(&self, a: usize, b: usize) -> f32 {
        let (x, y) = (&self.before[a], &self.after[b]);
        let (wx, wy) = (self.sums.0[a], self.sums.1[b]);
        if x.is_empty() || y.is_empty() {
            return 0.0;
        }
        // Cheap first: what can be shared at most.
        let most = self.bag(x, y);
        if most / wx.min(wy) < 0.2 {
            return 0.0;
        }
        let marks = self.common(x, y);
        let shared = self.sum(y, &marks, 1);
        let runs = self.sum(y, &marks, 3);
        let taken = 0.5 * (shared + runs);
        let dice = 2.0 * taken / (wx + wy);
        // A clause cut down or drawn out is still the same one: its shorter form stands in the longer.
        let inside = taken / wx.min(wy);
        let long_enough = x.len().min(y.len()) >= 6;
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

    /// For each word of `y`, the place in `x` of the word that it is, in the heaviest common sequence.
    fn common(&self, x: &[u32], y: &[u32]) -> Vec<Option<usize>> {
        let wide = y.len() + 1;
        let mut best = vec![0.0_f32; (x.len() + 1) * wide];
        for i in (0..x.len()).rev() {
            for j in (0..y.len()).rev() {
                let mut top = best[(i + 1) * wide + j].max(best[i * wide + j + 1]);
                if x[i] == y[j] {
                    top = top.max(best[(i + 1) * wide + j + 1] + self.weights[x[i] as usize]);
                }
                best[i * wide + j] = top;
            }
        }
        let mut marks = vec![None; y.len()];
        let (mut i, mut j) = (0, 0);
        while i < x.len() && j < y.len() {
            let here = best[i * wide + j];
            // The same sums are made of the same numbers in the same order, so that they are equal bit by bit.
            if x[i] == y[j] && here <= best[(i + 1) * wide + j + 1] + self.weights[x[i] as usize] {
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
    fn sum(&self, y: &[u32], marks: &[Option<usize>], least: usize) -> f32 {
        let mut sum = 0.0;
        let mut run: Vec<u32> = Vec::new();
        let mut last = None;
        for (word, mark) in y.iter().zip(marks.iter().chain(std::iter::once(&None))) {
            let goes_on = mark.is_some() && last.is_some_and(|l: usize| mark == &Some(l + 1));
            if !goes_on {
                sum += self.closed(&run, least);
                run.clear();
            }
            if mark.is_some() {
                run.push(*word);
            }
            last = *mark;
        }
        sum + self.closed(&run, least)
    }

    fn closed(&self, run: &[u32], least: usize) -> f32 {
        if run.len() < least { 0.0 } else { run.iter().map(|w| self.weights[*w as usize]).sum() }
    }

    /// How much of clause `part` after stands in what `partner` leaves over of clause `whole` before.
    pub(super) fn rest_of_before(&self, whole: usize, partner: usize, part: usize) -> f32 {
        let marks = self.common(&self.before[whole], &self.after[partner]);
        let used: Vec<usize> = marks.into_iter().flatten().collect();
        let rest: Vec<u32> = rest(&self.before[whole], &used);
        self.share(&rest, &self.after[part], self.sums.1[part])
    }

    /// How much of clause `part` before stands in what `partner` leaves over of clause `whole` after.
    pub(super) fn rest_of_after(&self, whole: usize, partner: usize, part: usize) -> f32 {
        let marks = self.common(&self.before[partner], &self.after[whole]);
        let used: Vec<usize> =
            marks.iter().enumerate().filter(|(_, m)| m.is_some()).map(|(j, _)| j).collect();
        let rest: Vec<u32> = rest(&self.after[whole], &used);
        self.share(&rest, &self.before[part], self.sums.0[part])
    }

    /// The share of a clause that stands in runs in other words; nothing if it is only a few words.
    fn share(&self, rest: &[u32], part: &[u32], sum: f32) -> f32 {
        if rest.len() < 5 || part.len() < 5 || self.bag(rest, part) / sum < 0.25 {
            return 0.0;
        }
        let marks = self.common(rest, part);
        let runs = self.sum(part, &marks, 2);
        let words = marks.iter().flatten().count();
        if words < 6 { 0.0 } else { runs / sum }
    }
}

fn rest(words: &[u32], used: &[usize]) -> Vec<u32> {
    let mut rest = Vec::with_capacity(words.len());
    let mut used = used.iter().peekable();
    for (i, word) in words.iter().enumerate() {
        if used.next_if(|u| **u == i).is_none() {
            rest.push(*word);
        }
    }
    rest
}
