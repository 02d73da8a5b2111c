//! Where words came from: passages of a whole record that are like given ones.
//!
//! Nothing is indexed beforehand. Runs of three words of the passages asked about are put into a table; then every
//! passage of the record is read once, and runs that stand in the table are counted. A run that stands in many passages
//! counts little (its weight is the logarithm of how rare it is), so that formulas find nobody. The best by that count
//! are compared word by word. The whole corpus of 170,000 paragraphs takes less time so than an index takes to load.

use std::collections::HashMap;
use std::ops::Range;

use crate::processors;
use crate::words::word_hashes;

/// How passages are chosen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// How many are given at most for each passage asked about.
    pub most: usize,
    /// The least likeness.
    pub least: f32,
    /// What is compared.
    pub measure: Measure,
}

/// What of a passage of the record is compared with one asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// All of it.
    Whole,
    /// The part of it that fits best: a phrase stands in a longer paragraph.
    Part,
}

impl Default for Options {
    fn default() -> Self {
        Self { most: 12, least: 0.4, measure: Measure::Whole }
    }
}

/// A passage that is like one asked about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Found {
    /// Its place among the passages of the record.
    pub passage: usize,
    /// The share of words that both have in the same order: twice those, by all words of both that are compared.
    pub likeness: f32,
}

/// The number of words of a run.
const RUN: usize = 3;
/// How many candidates are compared word by word for one that is given.
const CANDIDATES: usize = 3;

/// For each passage asked about, those of the record that are like it, the likest first.
///
/// `may` says which of the record's passages count for which one asked about, such as earlier ones only.
pub fn find_like(
    asked: &[&str],
    record: &[&str],
    options: Options,
    may: impl Fn(usize, usize) -> bool + Sync,
) -> Vec<Vec<Found>> {
    let table = Table::of(asked);
    if table.runs.is_empty() {
        return vec![Vec::new(); asked.len()];
    }
    let hits = scan(&table, record, &may);
    let all = record.len() as f32;
    let weights: Vec<f32> = hits.spread.iter().map(|&n| (all / n.max(1) as f32).ln().max(0.05)).collect();
    let mut best: Vec<Vec<(f32, usize)>> = vec![Vec::new(); asked.len()];
    for hit in &hits.found {
        let shared: f32 = hit.runs.iter().map(|&r| weights[r as usize]).sum();
        best[hit.asked as usize].push((shared, hit.passage as usize));
    }
    let own: Vec<f32> =
        table.own.iter().map(|runs| runs.iter().map(|&r| weights[r as usize]).sum()).collect();
    best.iter_mut()
        .enumerate()
        .map(|(q, candidates)| {
            candidates.retain(|c| c.0 >= own[q] * options.least * 0.4);
            candidates.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
            candidates.truncate(options.most.saturating_mul(CANDIDATES));
            let mut found: Vec<Found> = candidates
                .iter()
                .map(|&(_, passage)| {
                    let likeness = match options.measure {
                        Measure::Whole => likeness(asked[q], record[passage]),
                        Measure::Part => fit(asked[q], record[passage]).likeness,
                    };
                    Found { passage, likeness }
                })
                .filter(|f| f.likeness >= options.least)
                .collect();
            found.sort_by(|x, y| y.likeness.total_cmp(&x.likeness).then(x.passage.cmp(&y.passage)));
            found.truncate(options.most);
            found
        })
        .collect()
}

/// The share of words that two passages have in the same order.
pub fn likeness(before: &str, after: &str) -> f32 {
    let (mut x, mut y) = (Vec::new(), Vec::new());
    word_hashes(before, &mut x);
    word_hashes(after, &mut y);
    share(&x, &y)
}

/// Twice the length of the longest common sequence, by all words of both.
fn share(x: &[u64], y: &[u64]) -> f32 {
    let all = x.len() + y.len();
    if all == 0 {
        return 0.0;
    }
    let head = x.iter().zip(y).take_while(|(a, b)| a == b).count();
    let (x, y) = (&x[head..], &y[head..]);
    let tail = x.iter().rev().zip(y.iter().rev()).take_while(|(a, b)| a == b).count();
    let (x, y) = (&x[..x.len() - tail], &y[..y.len() - tail]);
    let mut row = vec![0_u32; y.len() + 1];
    for a in x {
        let mut corner = 0;
        for (j, b) in y.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if a == b { corner + 1 } else { above.max(row[j]) };
            corner = above;
        }
    }
    let common = head + tail + row.last().copied().unwrap_or(0) as usize;
    2.0 * common as f32 / all as f32
}

/// The part of a text that fits a passage best.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    /// Twice the words that both have in the same order, by all words of the passage and of the part.
    pub likeness: f32,
    /// The part, by words of the text: its first word, and the one after its last.
    pub words: Range<usize>,
}

/// What a word costs that stands in the part and not in the passage; a word that both have gains 1.
const SKIPPED: f32 = 0.15;

/// Finds the part of a text that fits a passage best.
pub fn fit(passage: &str, text: &str) -> Fit {
    #[derive(Clone, Copy)]
    struct Way {
        score: f32,
        common: u32,
        start: usize,
    }
    let (mut x, mut y) = (Vec::new(), Vec::new());
    word_hashes(passage, &mut x);
    word_hashes(text, &mut y);
    // The best way to lay the words of the passage so far along the text so that it ends here.
    let mut row: Vec<Way> = (0..=y.len()).map(|start| Way { score: 0.0, common: 0, start }).collect();
    for word in &x {
        let mut corner = row[0];
        for (j, other) in y.iter().enumerate() {
            let above = row[j + 1];
            let mut best = above;
            if word == other {
                let start = if corner.common == 0 { j } else { corner.start };
                let met = Way { score: corner.score + 1.0, common: corner.common + 1, start };
                if met.score > best.score {
                    best = met;
                }
            }
            let left = row[j];
            let skipped = Way { score: left.score - SKIPPED, ..left };
            if left.common > 0 && skipped.score > best.score {
                best = skipped;
            }
            row[j + 1] = best;
            corner = above;
        }
    }
    let ended = row.iter().enumerate().reduce(|a, b| if b.1.score > a.1.score { b } else { a });
    let Some((end, way)) = ended.filter(|(_, way)| way.common > 0) else {
        return Fit { likeness: 0.0, words: 0..0 };
    };
    let all = x.len() + end - way.start;
    Fit { likeness: 2.0 * way.common as f32 / all as f32, words: way.start..end }
}

/// The runs of the passages asked about.
struct Table {
    /// The number of each run.
    runs: HashMap<u64, u32>,
    /// Of each passage asked about, its runs.
    own: Vec<Vec<u32>>,
    /// Of each run, the passages asked about that have it.
    owners: Vec<Vec<u32>>,
    /// A first look that most runs do not pass: one bit for each of 65,536 remainders.
    sieve: Vec<u64>,
}

impl Table {
    fn of(asked: &[&str]) -> Self {
        let mut table =
            Self { runs: HashMap::new(), own: Vec::new(), owners: Vec::new(), sieve: vec![0; 1024] };
        let mut hashes = Vec::new();
        for (q, text) in asked.iter().enumerate() {
            word_hashes(text, &mut hashes);
            let mut own: Vec<u32> = Vec::new();
            for run in hashes.windows(RUN).map(mixed) {
                let next = table.runs.len() as u32;
                let number = *table.runs.entry(run).or_insert(next);
                if number == next {
                    table.owners.push(Vec::new());
                }
                table.sieve[(run >> 6) as usize & 1023] |= 1 << (run & 63);
                own.push(number);
            }
            own.sort_unstable();
            own.dedup();
            for &run in &own {
                table.owners[run as usize].push(q as u32);
            }
            table.own.push(own);
        }
        table
    }

    fn number(&self, run: u64) -> Option<u32> {
        if self.sieve[(run >> 6) as usize & 1023] & (1 << (run & 63)) == 0 {
            return None;
        }
        self.runs.get(&run).copied()
    }
}

/// One number of the numbers of three words in a row.
fn mixed(run: &[u64]) -> u64 {
    run.iter().fold(0, |sum: u64, word| (sum.rotate_left(21) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

struct Hit {
    asked: u32,
    passage: u32,
    runs: Vec<u32>,
}

#[derive(Default)]
struct Hits {
    /// In how many passages of the record each run stands.
    spread: Vec<u32>,
    found: Vec<Hit>,
}

/// Reads all passages once, on all processors.
fn scan(table: &Table, record: &[&str], may: &(impl Fn(usize, usize) -> bool + Sync)) -> Hits {
    let parts = processors::on_all(record.len(), |range| scan_part(table, record, range, may));
    let mut all = Hits { spread: vec![0; table.owners.len()], found: Vec::new() };
    for part in parts {
        for (sum, n) in all.spread.iter_mut().zip(&part.spread) {
            *sum += n;
        }
        all.found.extend(part.found);
    }
    all
}

fn scan_part(
    table: &Table,
    record: &[&str],
    range: Range<usize>,
    may: &impl Fn(usize, usize) -> bool,
) -> Hits {
    let mut hits = Hits { spread: vec![0; table.owners.len()], found: Vec::new() };
    let mut hashes = Vec::new();
    let mut runs: Vec<u32> = Vec::new();
    let mut counts = vec![0_u32; table.own.len()];
    for passage in range {
        word_hashes(record[passage], &mut hashes);
        runs.clear();
        runs.extend(hashes.windows(RUN).filter_map(|w| table.number(mixed(w))));
        if runs.is_empty() {
            continue;
        }
        runs.sort_unstable();
        runs.dedup();
        let mut touched: Vec<u32> = Vec::new();
        for &run in &runs {
            hits.spread[run as usize] += 1;
            for &q in &table.owners[run as usize] {
                if counts[q as usize] == 0 {
                    touched.push(q);
                }
                counts[q as usize] += 1;
            }
        }
        touched.sort_unstable();
        for q in touched {
            let shared = std::mem::take(&mut counts[q as usize]) as usize;
            let shorter = table.own[q as usize].len().min(hashes.len().saturating_sub(RUN - 1)).max(1);
            // A sixth of the shorter one is the least that can come to anything.
            if shared * 6 >= shorter && may(q as usize, passage) {
                let own = &table.own[q as usize];
                let both = runs.iter().copied().filter(|r| own.binary_search(r).is_ok()).collect();
                hits.found.push(Hit { asked: q, passage: passage as u32, runs: both });
            }
        }
    }
    hits
}
