//! Which blocks are headings and items, and which go on where the layout parted them.

use super::BlockKind;
use super::draft::{Begins, Draft};
use super::notes::ends_a_sentence;

/// Text that was parted goes on within so many blocks.
const FAR: usize = 60;
/// A paragraph that is parted has so many full lines: a label in a figure has not.
const LINES: u32 = 2;
/// Headings are shorter.
pub(super) const HEADING: usize = 160;

/// A line that begins an item of a list: `(a) `, `• `, `- `.
pub(super) fn is_item(words: &str) -> bool {
    let Some((mark, rest)) = words.split_once(char::is_whitespace) else { return false };
    let is_bullet = matches!(mark, "•" | "-" | "–" | "—" | "*" | "·" | "◦" | "▪" | "" | "o");
    let inner = mark.strip_prefix('(').unwrap_or(mark);
    // `p. 13` is no item.
    let dotted = rest.trim_start().starts_with(char::is_uppercase);
    let inner = inner.strip_suffix(')').or_else(|| inner.strip_suffix('.').filter(|_| dotted));
    let is_letter = inner.is_some_and(|inner| {
        matches!(inner.len(), 1..=4)
            && (inner.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'))
                || (inner.len() == 1 && inner.bytes().all(|b| b.is_ascii_lowercase())))
    });
    (is_bullet || is_letter) && !rest.trim().is_empty()
}

/// A line that is an address and perhaps says whose.
fn is_address(words: &str) -> bool {
    ["http://", "https://", "www.", "doi:"].iter().any(|begin| words.starts_with(begin))
}

/// `Figure 2`, `table 3.1`.
fn is_caption(words: &str) -> bool {
    let mut parts = words.split_whitespace();
    let first = parts.next().unwrap_or_default().to_lowercase();
    let second = parts.next().unwrap_or_default();
    matches!(first.as_str(), "figure" | "fig." | "table" | "box" | "chart" | "map" | "source" | "source:")
        && (second.starts_with(|c: char| c.is_ascii_digit()) || first.starts_with("source"))
}

/// A number alone, as pages have it in their corners, goes on from nothing.
fn begins_with_word(wide: u32, words: &str) -> bool {
    wide > 0 || words.trim_start_matches(['“', '"', '‘', '(', '«', '[']).starts_with(char::is_alphabetic)
}

/// Joins what goes on: a paragraph that notes, a figure or the end of a page came into.
pub(super) fn join_parted(draft: &mut Draft) {
    draft.sort_cuts();
    let mut joins = Vec::new();
    // The last paragraphs that end in the middle of a sentence.
    let mut unfinished: Vec<usize> = Vec::new();
    let mut before: Option<usize> = None;
    let mut noted = false;
    // A note, directly before, that ends in the middle of a sentence.
    let mut note: Option<usize> = None;
    for (at, block) in draft.blocks().iter().enumerate() {
        if block.kind != BlockKind::Paragraph || block.after.is_some() {
            let is_note = matches!(block.kind, BlockKind::Note { .. });
            noted |= is_note;
            note = (is_note && !ends_a_sentence(draft.last_words(block))).then_some(at);
            // What a number seemed to begin goes on with its paragraph, which ends where this does.
            if let Some(from) = block.after {
                unfinished.retain(|open| *open != from);
                if !ends_a_sentence(draft.last_words(block)) {
                    unfinished.push(at);
                    before = Some(at);
                }
            }
            continue;
        }
        let words = draft.words(block);
        if is_address(words) || block.begins == Begins::Alone {
            continue;
        }
        let lower = words.starts_with(char::is_lowercase) && !is_item(words) && !is_caption(words);
        let parted = noted || block.begins == Begins::Page;
        unfinished.retain(|from| at - from <= FAR);
        let direct = before.filter(|from| unfinished.last() == Some(from));
        let from = if lower {
            unfinished.pop()
        } else if parted && begins_with_word(block.wide, words) && !is_item(words) && !is_caption(words) {
            direct.inspect(|_| {
                unfinished.pop();
            })
        } else {
            None
        };
        // The end of a page came into a note.
        let of_note = note.take().filter(|_| from.is_none() && block.begins == Begins::Page);
        if let Some(from) = from.or(of_note) {
            joins.push((at, from));
        }
        if of_note.is_some() {
            continue;
        }
        if (block.wide >= LINES || from.is_some())
            && !is_caption(words)
            && !ends_a_sentence(draft.last_words(block))
        {
            unfinished.push(at);
        }
        before = Some(at);
        noted = false;
    }
    for (at, from) in joins {
        draft.go_on(at, from);
    }
}

/// Finds the headings of a text that does not mark them: a few words that end nothing, before a paragraph.
pub(super) fn find_headings(draft: &mut Draft) {
    let blocks = draft.blocks();
    let mut parted = vec![false; blocks.len()];
    for from in blocks.iter().filter_map(|block| block.after) {
        parted[from] = true;
    }
    let mut found: Vec<usize> = Vec::new();
    for (at, pair) in blocks.windows(2).enumerate().rev() {
        let [block, next] = pair else { continue };
        if block.kind != BlockKind::Paragraph || block.after.is_some() || parted[at] {
            continue;
        }
        let (words, after) = (draft.words(block), draft.words(next));
        let numbered = words.starts_with(|c: char| c.is_ascii_digit());
        // Two headings in a row: the upper one has a number.
        let before_text =
            next.wide > 0 && after.len() > words.len() && !after.starts_with(char::is_lowercase);
        let before_heading = numbered && found.last() == Some(&(at + 1));
        let begins = numbered || words.starts_with(char::is_uppercase);
        let ends = !words.ends_with(['.', ',', ';', ':']) && words.contains(char::is_alphabetic);
        let is_short = words.len() <= HEADING && !is_item(words) && !is_caption(words);
        if is_short && begins && ends && (before_text || before_heading) {
            found.push(at);
        }
    }
    for at in found {
        if let Some(block) = draft.block_mut(at) {
            block.kind = BlockKind::Heading;
        }
    }
}
