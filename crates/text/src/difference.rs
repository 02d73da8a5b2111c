//! What differs between two clauses, word by word.

use schemars::JsonSchema;
use serde::Serialize;

use crate::words::{Unit, plain, units};

/// What happened to words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Op {
    /// In both.
    Kept,
    /// Only in the text before.
    Gone,
    /// Only in the text after.
    New,
}

/// A run of words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Piece {
    /// What happened to it.
    pub op: Op,
    /// As it stands before; empty where new.
    pub before: String,
    /// As it stands after; empty where gone. Of kept words only typography may differ.
    pub after: String,
}

/// The largest product of lengths that is compared word by word: 4,000 words each.
const LARGEST: usize = 16_000_000;

/// Compares two texts. What is not new put together is the one, what is not gone the other.
pub fn compare(before: &str, after: &str) -> Vec<Piece> {
    let (a, b) = (units(before), units(after));
    let keys = |units: &[Unit<'_>]| -> Vec<String> { units.iter().map(|u| typeset(u.core)).collect() };
    let (ka, kb) = (keys(&a), keys(&b));
    let mut ops = script(&a, &ka, &kb);
    drop_islands(&mut ops, &a);
    pieces(&a, &b, &ops)
}

/// A word as it is compared: typography does not count, capitals do.
fn typeset(core: &str) -> String {
    core.chars()
        .map(|c| match c {
            '\u{2010}' | '\u{2011}' => '-',
            '‘' | '’' => '\'',
            '“' | '”' => '"',
            _ => c,
        })
        .collect()
}

/// The operations that lead from one to the other, keeping as many words as can be; words that say something count
/// more than articles and marks, so that changes fall where a reader sees them.
fn script(a: &[Unit<'_>], ka: &[String], kb: &[String]) -> Vec<Op> {
    let head = ka.iter().zip(kb).take_while(|(x, y)| x == y).count();
    let tail = ka[head..].iter().rev().zip(kb[head..].iter().rev()).take_while(|(x, y)| x == y).count();
    let (ma, mb) = (&ka[head..ka.len() - tail], &kb[head..kb.len() - tail]);
    let mut ops = vec![Op::Kept; head];
    if ma.len().saturating_mul(mb.len()) > LARGEST {
        ops.extend(std::iter::repeat_n(Op::Gone, ma.len()));
        ops.extend(std::iter::repeat_n(Op::New, mb.len()));
    } else {
        let weights: Vec<u32> = a[head..a.len() - tail].iter().map(weight).collect();
        middle(ma, mb, &weights, &mut ops);
    }
    ops.extend(std::iter::repeat_n(Op::Kept, tail));
    ops
}

fn weight(unit: &Unit<'_>) -> u32 {
    match unit.core.len() {
        _ if !unit.is_word() => 1,
        0..=3 => 2,
        4..=6 => 4,
        _ => 5,
    }
}

fn middle(a: &[String], b: &[String], weights: &[u32], ops: &mut Vec<Op>) {
    let wide = b.len() + 1;
    // best[i][j]: the most that can be kept of a[i..] and b[j..]; a run that goes on counts a little more.
    let mut best = vec![0_u32; (a.len() + 1) * wide];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            let down = best[(i + 1) * wide + j];
            let right = best[i * wide + j + 1];
            let mut top = down.max(right);
            if a[i] == b[j] {
                let goes_on = i + 1 < a.len() && j + 1 < b.len() && a[i + 1] == b[j + 1];
                top = top.max(best[(i + 1) * wide + j + 1] + weights[i] * 4 + u32::from(goes_on));
            }
            best[i * wide + j] = top;
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        let here = best[i * wide + j];
        let goes_on = i + 1 < a.len() && j + 1 < b.len() && a[i + 1] == b[j + 1];
        if a[i] == b[j] && here == best[(i + 1) * wide + j + 1] + weights[i] * 4 + u32::from(goes_on) {
            ops.push(Op::Kept);
            i += 1;
            j += 1;
        } else if here == best[(i + 1) * wide + j] {
            ops.push(Op::Gone);
            i += 1;
        } else {
            ops.push(Op::New);
            j += 1;
        }
    }
    ops.extend(std::iter::repeat_n(Op::Gone, a.len() - i));
    ops.extend(std::iter::repeat_n(Op::New, b.len() - j));
}

/// A short word kept alone between two changes helps nobody: the change reads better whole.
fn drop_islands(ops: &mut Vec<Op>, a: &[Unit<'_>]) {
    let mut out: Vec<Op> = Vec::with_capacity(ops.len());
    let mut at = 0; // the place in `a`
    let mut i = 0;
    while i < ops.len() {
        let run = ops[i..].iter().take_while(|o| **o == Op::Kept).count();
        if run == 0 {
            at += usize::from(ops[i] == Op::Gone);
            out.push(ops[i]);
            i += 1;
            continue;
        }
        let words = &a[at..(at + run).min(a.len())];
        let light = words.iter().map(weight).sum::<u32>() <= 4 && run <= 2;
        let changes = |ops: &mut dyn Iterator<Item = &Op>| {
            let run: Vec<Op> = ops.take_while(|o| **o != Op::Kept).copied().collect();
            run.contains(&Op::Gone) && run.contains(&Op::New) && run.len() >= 4
        };
        let between = changes(&mut out.iter().rev()) && changes(&mut ops[i + run..].iter());
        if light && between {
            out.extend(std::iter::repeat_n(Op::Gone, run));
            out.extend(std::iter::repeat_n(Op::New, run));
        } else {
            out.extend(std::iter::repeat_n(Op::Kept, run));
        }
        at += run;
        i += run;
    }
    *ops = out;
}

fn pieces(before: &[Unit<'_>], after: &[Unit<'_>], ops: &[Op]) -> Vec<Piece> {
    let mut out = Joined::default();
    let (mut before, mut after) = (before.iter(), after.iter());
    let (mut gone, mut new) = (String::new(), String::new());
    for op in ops {
        match op {
            Op::Kept => {
                let (Some(old), Some(same)) = (before.next(), after.next()) else { break };
                out.changed(&mut gone, &mut new);
                out.kept(old.core, same.core);
                if old.blank == same.blank {
                    out.kept(old.blank, same.blank);
                } else {
                    gone.push_str(old.blank);
                    new.push_str(same.blank);
                }
            }
            Op::Gone => {
                let Some(old) = before.next() else { break };
                gone.push_str(old.core);
                gone.push_str(old.blank);
            }
            Op::New => {
                let Some(same) = after.next() else { break };
                new.push_str(same.core);
                new.push_str(same.blank);
            }
        }
    }
    out.changed(&mut gone, &mut new);
    out.pieces
}

#[derive(Default)]
struct Joined {
    pieces: Vec<Piece>,
}

impl Joined {
    fn kept(&mut self, before: &str, after: &str) {
        self.push(Op::Kept, before, after);
    }

    fn changed(&mut self, gone: &mut String, new: &mut String) {
        if !gone.is_empty() {
            self.push(Op::Gone, gone, "");
            gone.clear();
        }
        if !new.is_empty() {
            self.push(Op::New, "", new);
            new.clear();
        }
    }

    fn push(&mut self, op: Op, before: &str, after: &str) {
        match self.pieces.last_mut() {
            Some(last) if last.op == op => {
                last.before.push_str(before);
                last.after.push_str(after);
            }
            _ => self.pieces.push(Piece { op, before: before.to_owned(), after: after.to_owned() }),
        }
    }
}

/// Whether two clauses have the same words: the mark at the end and typography do not count.
pub fn same_words(before: &str, after: &str) -> bool {
    let strip = |t: &'_ str| plain(t.trim_end_matches([';', ',', '.', ':', ' ']));
    before == after || strip(before) == strip(after)
}
