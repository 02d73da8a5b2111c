//! The terminal: with colours, or with marks where there are none.

use std::fmt::Write;

use super::{Pair, Row};
use crate::align::Change;
use crate::difference::Op;

/// How words are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// `[-gone-]` and `{+new+}`, as `git diff --word-diff` marks them.
    Marks,
    /// Red struck out and green underlined, by the codes of ANSI terminals.
    Colours,
}

/// A difference for the terminal, in lines of so many columns. Clauses kept as they were are named and not printed.
pub fn terminal(pair: &Pair<'_>, style: Style, columns: usize) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{} → {}", pair.names[0], pair.names[1]);
    let _ = writeln!(out, "{}\n", pair.summary());
    let mut kept: Vec<String> = Vec::new();
    for row in pair.rows() {
        if row.link.change == Change::Kept && !row.link.moved {
            kept.push(row.ids());
            continue;
        }
        flush(&mut kept, &mut out, columns);
        let _ = writeln!(out, "{}  ({})", row.ids(), row.said());
        wrap(&words(&row, style), columns, &mut out);
        out.push('\n');
    }
    flush(&mut kept, &mut out, columns);
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

fn flush(kept: &mut Vec<String>, out: &mut String, columns: usize) {
    if !kept.is_empty() {
        let line = vec![(None, format!("kept: {}", kept.join(", ")))];
        wrap(&Marked { style: Style::Marks, runs: line, indent: 0 }, columns, out);
        out.push('\n');
        kept.clear();
    }
}

struct Marked {
    style: Style,
    runs: Vec<(Option<Op>, String)>,
    indent: usize,
}

fn words(row: &Row<'_>, style: Style) -> Marked {
    let runs = row.pieces().into_iter().map(|p| match p.op {
        Op::Kept => (None, p.after),
        Op::Gone => (Some(Op::Gone), p.before),
        Op::New => (Some(Op::New), p.after),
    });
    Marked { style, runs: runs.collect(), indent: 4 }
}

fn wrap(marked: &Marked, columns: usize, out: &mut String) {
    let indent = " ".repeat(marked.indent);
    let width = columns.saturating_sub(marked.indent).max(20);
    let mut at = 0;
    out.push_str(&indent);
    for (place, (op, text)) in marked.runs.iter().enumerate() {
        let (open, close) = signs(*op, marked.style);
        let bare = text.trim_end();
        if bare.is_empty() && *op == Some(Op::Gone) {
            // A blank that is gone shows in what stands in its place.
            continue;
        }
        let words: Vec<&str> = bare.split(' ').collect();
        for (i, word) in words.iter().enumerate() {
            let first = if i == 0 { open } else { "" };
            let last = if i + 1 == words.len() { close } else { "" };
            let shown = word.chars().count()
                + if marked.style == Style::Marks { first.len() + last.len() } else { 0 };
            if at > 0 && at + shown > width {
                while out.ends_with(' ') {
                    out.pop();
                }
                out.push('\n');
                out.push_str(&indent);
                at = 0;
            }
            out.push_str(first);
            out.push_str(word);
            out.push_str(last);
            at += shown;
            if i + 1 < words.len() {
                out.push(' ');
                at += 1;
            }
        }
        // Between marks no blank is needed, and what is new has the blank that follows.
        let next = marked.runs.get(place + 1).and_then(|(op, _)| *op);
        let replaced = marked.style == Style::Marks && *op == Some(Op::Gone) && next == Some(Op::New);
        if bare.len() < text.len() && !replaced {
            out.push(' ');
            at += 1;
        }
    }
    while out.ends_with(' ') {
        out.pop();
    }
    out.push('\n');
}

fn signs(op: Option<Op>, style: Style) -> (&'static str, &'static str) {
    match (op, style) {
        (None | Some(Op::Kept), _) => ("", ""),
        (Some(Op::Gone), Style::Marks) => ("[-", "-]"),
        (Some(Op::New), Style::Marks) => ("{+", "+}"),
        (Some(Op::Gone), Style::Colours) => ("\u{1b}[31;9m", "\u{1b}[0m"),
        (Some(Op::New), Style::Colours) => ("\u{1b}[32;4m", "\u{1b}[0m"),
    }
}
