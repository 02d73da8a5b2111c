//! Plain text, as people write it and as programs make it of pages: lines become paragraphs again.

mod furniture;
mod lines;

use super::draft::{Begins, Draft};
use super::joints::{Hyphens, Joint};
use super::notes;
use super::source::Source;
use super::{BlockKind, Spot, apart};
use lines::{Layout, Line};

/// Reads plain text.
pub(super) fn read(source: &Source<'_>, draft: &mut Draft) -> Hyphens {
    let text = source.text.as_ref();
    let lines = furniture::drop_furniture(text, lines::lines(text));
    let hyphens = Hyphens::learn(lines.iter().map(|line| line.words(text)));
    let layout = Layout::of(&lines);
    let mut before: Option<&Line> = None;
    for line in &lines {
        let words = line.words(text);
        let joint = before.map(|before| hyphens.joint(before.words(text), words));
        let begins = match before {
            None => Some(Begins::Apart),
            Some(before) => begins(layout, text, before, line, joint.unwrap_or(Joint::Blank)),
        };
        let spot =
            Spot { page: None, line: line.number, column: line.indent + 1, byte: source.byte(line.start) };
        match (begins, joint, before) {
            (Some(begins), ..) => {
                draft.begin(BlockKind::Paragraph, begins);
            }
            (None, Some(Joint::Whole), _) => draft.take_last(),
            (None, Some(Joint::Blank), Some(before)) => {
                let column = before.indent + before.length + 1;
                let spot = Spot { page: None, line: before.number, column, byte: source.byte(before.end) };
                draft.blank(spot);
            }
            _ => {}
        }
        if is_row(words) {
            for (n, cell) in words.split('\t').enumerate() {
                let along = cell.as_ptr() as usize - words.as_ptr() as usize;
                let column = spot.column + words[..along].chars().count() as u32;
                let spot = Spot { column, byte: spot.byte.map(|byte| byte + along), ..spot };
                if n > 0 {
                    draft.cell(spot);
                }
                draft.push(cell.trim_end(), spot);
            }
            if let Some(block) = draft.last() {
                block.kind = BlockKind::Row;
            }
        } else {
            draft.push(words, spot);
        }
        if let Some(block) = draft.last() {
            block.wide += if layout.is_wrapped(line) {
                u32::from(layout.is_wide(line, words))
            } else {
                line.length / 75
            };
        }
        before = Some(line);
    }
    draft.end();
    hyphens
}

/// Cells apart by tabs.
fn is_row(words: &str) -> bool {
    words.bytes().filter(|b| *b == b'\t').count() >= 2
}

/// Whether a line begins a block, and how that is known.
fn begins(layout: Layout, text: &str, before: &Line, line: &Line, joint: Joint) -> Option<Begins> {
    let (last, words) = (before.words(text), line.words(text));
    if is_row(words) || is_row(last) {
        return Some(Begins::Apart);
    }
    // A broken word goes on, whatever stands between.
    if joint != Joint::Blank && (joint == Joint::Whole || !line.gap || layout.is_wide(before, last)) {
        return None;
    }
    if line.page {
        return Some(Begins::Page);
    }
    let ended = notes::ends_a_sentence(last);
    let set_in = line.indent > layout.indent;
    if line.gap {
        return Some(if set_in { Begins::Page } else { Begins::Apart });
    }
    if !layout.is_wrapped(before) || !layout.is_wrapped(line) {
        return Some(Begins::Apart);
    }
    let closed = ended || last.ends_with([':', ';', ',']);
    if closed && apart::is_item(words) {
        return Some(Begins::Apart);
    }
    if set_in && ended && notes::label(words).is_none() {
        return Some(Begins::Page);
    }
    let room = layout.has_room(before, words);
    if (ended || room || set_in) && notes::label(words).is_some() {
        return Some(Begins::Number);
    }
    let capital = !words.starts_with(char::is_lowercase);
    let short = 5 * before.length < 3 * layout.width;
    let parted = if layout.gaps { ended && short } else { room && (ended || short) };
    (parted && capital).then_some(Begins::Apart)
}
