//! Markdown: gone words struck out, new ones bold.

use std::fmt::Write;

use super::{Pair, Row};
use crate::align::Change;
use crate::difference::Op;

/// A difference as Markdown.
pub fn markdown(pair: &Pair<'_>) -> String {
    let mut out = String::new();
    let [a, b] = pair.names;
    // Writing to a string cannot fail.
    let _ = writeln!(out, "# {} → {}\n", escape(a), escape(b));
    let _ = writeln!(out, "{}\n", pair.summary());
    for row in pair.rows() {
        let _ = writeln!(out, "**{}** *({})* {}\n", escape(&row.ids()), escape(&row.said()), words(&row));
    }
    out
}

fn words(row: &Row<'_>) -> String {
    if row.link.change == Change::Kept {
        return escape(row.after.or(row.before).map_or("", |c| c.text.as_str()));
    }
    let mut out = String::new();
    for piece in row.pieces() {
        match piece.op {
            Op::Kept => out.push_str(&escape(&piece.after)),
            Op::Gone => mark(&mut out, "~~", &piece.before),
            Op::New => mark(&mut out, "**", &piece.after),
        }
    }
    out
}

/// Marks stand at words: a blank inside them would undo them.
fn mark(out: &mut String, sign: &str, text: &str) {
    let bare = text.trim();
    if bare.is_empty() {
        out.push_str(text);
        return;
    }
    let head = text.len() - text.trim_start().len();
    out.push_str(&text[..head]);
    out.push_str(sign);
    out.push_str(&escape(bare));
    out.push_str(sign);
    out.push_str(&text[head + bare.len()..]);
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '*' | '_' | '`' | '[' | ']' | '<' | '>' | '\\' | '#' | '~' | '|') {
            out.push('\\');
        }
        out.push(if c == '\n' { ' ' } else { c });
    }
    out
}
