//! The words of the clauses of two texts, and what each word weighs where it stands.
//!
//! A word weighs the more the fewer of all clauses have it. It weighs less where it is to be expected: in a formula that
//! many clauses have, and in a name behind its first word. Numbers weigh little, for dates and amounts change every year
//! in a clause that stays, and are the same in clauses that have nothing to do with each other.

use std::collections::HashMap;

use crate::Clause;
use crate::words::{Lexicon, Unit, units};

/// What a word weighs in a name behind the first word of it, as a share of what it weighs elsewhere.
const IN_NAME: f32 = 0.6;
/// And what a number weighs.
const NUMBER: f32 = 0.3;
/// In so many clauses two words must stand together to be a formula.
const OFTEN: u32 = 4;
/// Two clauses begin alike if that is worth so many words that stand in no other clause.
const HEAD: f32 = 1.5;

/// Words and what they weigh where they stand.
#[derive(Clone, Copy)]
pub(super) struct Words<'w> {
    pub(super) ids: &'w [u32],
    pub(super) weights: &'w [f32],
}

/// The clauses of two texts.
pub(super) struct Weighed {
    before: Vec<WeighedClause>,
    after: Vec<WeighedClause>,
    rare: f32,
}

struct WeighedClause {
    ids: Vec<u32>,
    weights: Vec<f32>,
    sum: f32,
    /// The same words in the order of their numbers.
    bag: Bag,
    /// How many of them are the opening phrase.
    opening: usize,
}

impl Weighed {
    pub(super) fn of(before: &[Clause], after: &[Clause]) -> Self {
        let mut lexicon = Lexicon::default();
        let mut ids = |text: &str| lexicon.words(text);
        let words: Vec<Vec<u32>> = before.iter().chain(after).map(|c| ids(&c.text)).collect();
        let openings: Vec<usize> = before
            .iter()
            .chain(after)
            .map(|c| c.opening.as_deref().map_or(0, |opening| ids(opening).len()))
            .collect();
        let all = words.len() as f32;
        let spread = spread(&words, lexicon.len());
        let formulas = Formulas::of(&words);
        let mut weighed: Vec<WeighedClause> = Vec::with_capacity(words.len());
        for ((clause, ids), opening) in before.iter().chain(after).zip(words).zip(openings) {
            let mut weights: Vec<f32> = ids.iter().map(|id| weight_of(spread[*id as usize], all)).collect();
            formulas.lighten(&ids, &spread, &mut weights);
            lighten_names_and_numbers(&clause.text, &mut weights);
            let (sum, bag) = (weights.iter().sum(), Bag::of(&ids, &weights));
            let opening = opening.min(ids.len());
            weighed.push(WeighedClause { ids, weights, sum, bag, opening });
        }
        let after = weighed.split_off(before.len());
        Self { before: weighed, after, rare: weight_of(2, all) }
    }

    /// The words of a clause before.
    pub(super) fn of_before(&self, a: usize) -> Words<'_> {
        Words { ids: &self.before[a].ids, weights: &self.before[a].weights }
    }

    /// The words of a clause after.
    pub(super) fn of_after(&self, b: usize) -> Words<'_> {
        Words { ids: &self.after[b].ids, weights: &self.after[b].weights }
    }

    /// What all words of the two clauses weigh.
    pub(super) fn sums(&self, a: usize, b: usize) -> (f32, f32) {
        (self.before[a].sum, self.after[b].sum)
    }

    /// The weight of the words that both have, whatever their order, as they weigh in the clause after.
    pub(super) fn in_both(&self, a: usize, b: usize) -> f32 {
        self.before[a].bag.in_both(&self.after[b].bag)
    }

    /// What a word weighs that stands in two clauses only.
    pub(super) fn rare(&self) -> f32 {
        self.rare
    }

    /// Whether two clauses begin, behind their opening phrases, with the same words, and these are no formula.
    pub(super) fn begin_alike(&self, a: usize, b: usize) -> bool {
        let (x, y) = (&self.before[a], &self.after[b]);
        let same = x.ids[x.opening..].iter().zip(&y.ids[y.opening..]).take_while(|(p, q)| p == q).count();
        let weight: f32 = y.weights[y.opening..y.opening + same].iter().sum();
        weight >= HEAD * self.rare
    }

    /// Whether two clauses have the same opening phrase, and the same word behind it.
    pub(super) fn open_alike(&self, a: usize, b: usize) -> bool {
        let (x, y) = (&self.before[a], &self.after[b]);
        let head = x.ids.get(..=x.opening);
        x.opening > 0 && head.is_some() && head == y.ids.get(..=y.opening)
    }
}

/// Words in the order of their numbers, each with what it weighs.
pub(super) struct Bag(Vec<(u32, f32)>);

impl Bag {
    pub(super) fn of(ids: &[u32], weights: &[f32]) -> Self {
        let mut words: Vec<(u32, f32)> = ids.iter().copied().zip(weights.iter().copied()).collect();
        // Of a word that the other has less often, the heaviest count.
        words.sort_unstable_by(|x, y| x.0.cmp(&y.0).then(y.1.total_cmp(&x.1)));
        Self(words)
    }

    /// The weight of the words that both have, whatever their order, as they weigh in the other.
    pub(super) fn in_both(&self, other: &Self) -> f32 {
        let (mut i, mut j, mut sum) = (0, 0, 0.0);
        while let (Some(p), Some(q)) = (self.0.get(i), other.0.get(j)) {
            match p.0.cmp(&q.0) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    sum += q.1;
                    i += 1;
                    j += 1;
                }
            }
        }
        sum
    }
}

/// In how many clauses each word stands.
fn spread(clauses: &[Vec<u32>], words: usize) -> Vec<u32> {
    let mut spread = vec![0_u32; words];
    let mut seen = vec![usize::MAX; words];
    for (at, clause) in clauses.iter().enumerate() {
        for &word in clause {
            let word = word as usize;
            if seen[word] != at {
                seen[word] = at;
                spread[word] += 1;
            }
        }
    }
    spread
}

/// What a word weighs that stands in so many of all clauses. One in every clause says little, and still something: runs
/// of such words are formulas.
fn weight_of(spread: u32, clauses: f32) -> f32 {
    0.15 + (clauses / spread.max(1) as f32).ln().max(0.0)
}

/// What many clauses say in the same words: behind its first word, each word of it is to be expected, and says little.
/// So a clause is not like another only because both name the same body in full.
struct Formulas {
    /// In how many clauses two words stand side by side.
    pairs: HashMap<(u32, u32), u32>,
}

impl Formulas {
    fn of(clauses: &[Vec<u32>]) -> Self {
        let mut pairs = HashMap::new();
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

    fn lighten(&self, clause: &[u32], spread: &[u32], weights: &mut [f32]) {
        for (pair, weight) in clause.windows(2).zip(weights.iter_mut().skip(1)) {
            let together = self.pairs.get(&(pair[0], pair[1])).copied().unwrap_or(0);
            if together >= OFTEN {
                let expected = 0.03 + (spread[pair[0] as usize] as f32 / together as f32).ln().max(0.0);
                *weight = weight.min(expected);
            }
        }
    }
}

/// A name goes on from one word with a capital to the next, over short words like `of`, `and the`. The first word of a
/// clause is no name.
fn lighten_names_and_numbers(text: &str, weights: &mut [f32]) {
    let units = units(text);
    let words: Vec<&Unit<'_>> = units.iter().filter(|u| u.is_word()).collect();
    let mut last: Option<usize> = None;
    for (i, word) in words.iter().enumerate() {
        if word.core.bytes().any(|b| b.is_ascii_digit()) {
            weights[i] *= NUMBER;
        }
        if i == 0 || !word.core.chars().next().is_some_and(char::is_uppercase) {
            continue;
        }
        if let Some(last) = last
            && i - last <= 3
            && words[last + 1..i].iter().all(|w| w.core.len() <= 3)
        {
            for weight in &mut weights[last + 1..=i] {
                *weight *= IN_NAME;
            }
        }
        last = Some(i);
    }
}
