//! Words as tables show them: with marks where they differ, and shortened where they are the same for long.

use std::ops::Range;

use crate::difference::{Op, Piece};
use crate::words::{Unit, units};

/// All words, what is gone as `[-gone-]` and what is new as `{+new+}`, as `git diff --word-diff` marks them.
pub(super) fn marked(pieces: &[Piece]) -> String {
    joined(pieces, str::to_owned)
}

/// The same, with long runs of kept words cut to their ends.
pub(super) fn excerpt(pieces: &[Piece]) -> String {
    joined(pieces, shortened)
}

fn joined(pieces: &[Piece], kept: impl Fn(&str) -> String) -> String {
    let mut out = String::new();
    for (place, piece) in pieces.iter().enumerate() {
        match piece.op {
            Op::Kept => out.push_str(&kept(&piece.after)),
            Op::Gone => {
                let blank = mark(&mut out, "[-", &piece.before, "-]");
                // What is new in its place has the blank that follows.
                if pieces.get(place + 1).is_none_or(|next| next.op != Op::New) {
                    out.push_str(blank);
                }
            }
            Op::New => {
                let blank = mark(&mut out, "{+", &piece.after, "+}");
                out.push_str(blank);
            }
        }
    }
    out.trim_end().to_owned()
}

/// Puts marks around words; the blanks behind them stay outside, and are given back.
fn mark<'t>(out: &mut String, open: &str, text: &'t str, close: &str) -> &'t str {
    let bare = text.trim_end();
    if !bare.is_empty() {
        out.push_str(open);
        out.push_str(bare);
        out.push_str(close);
    }
    &text[bare.len()..]
}

/// How many words stay at each end of a long run, and how long it must be to be cut.
const ENDS: usize = 4;
const LONG: usize = 12;

fn shortened(text: &str) -> String {
    let all = units(text);
    let words: Vec<usize> = (0..all.len()).filter(|&at| all[at].is_word()).collect();
    if words.len() <= LONG {
        return text.to_owned();
    }
    let (Some(&head), Some(&tail)) = (words.get(ENDS), words.get(words.len() - ENDS)) else {
        return text.to_owned();
    };
    format!("{} … {}", text[..all[head].start].trim_end(), &text[all[tail].start..])
}

/// A place in a text with so many of its units before and behind it, in bytes.
fn room_around(text: &str, all: &[Unit<'_>], place: Range<usize>, words: usize) -> Range<usize> {
    let first = all.partition_point(|u| u.start < place.start).saturating_sub(words);
    let behind = all.partition_point(|u| u.start < place.end) + words;
    let start = |at: usize, none: usize| all.get(at).map_or(none, |u| u.start);
    start(first, 0)..start(behind, text.len())
}

/// The words around places in a text, which stand in angled marks: `… of the «lamp» in …`.
pub(super) fn around(text: &str, places: &[(u32, u32)], words: usize) -> String {
    let all = units(text);
    let mut out = String::new();
    let mut shown = 0;
    for (n, &(start, end)) in places.iter().enumerate() {
        let (start, end) = (start as usize, end as usize);
        let room = room_around(text, &all, start..end, words);
        let next = places.get(n + 1).map_or(text.len(), |next| next.0 as usize);
        let (from, to) = (room.start.max(shown), room.end.min(next).max(end));
        if from > shown {
            out.truncate(out.trim_end().len());
            out.push_str(if shown == 0 { "… " } else { " … " });
        }
        let pieces = (text.get(from..start), text.get(start..end), text.get(end..to));
        let (Some(before), Some(hit), Some(after)) = pieces else { continue };
        out.push_str(before);
        out.push('«');
        out.push_str(hit);
        out.push('»');
        out.push_str(after);
        shown = to;
    }
    let out = out.trim_end().to_owned();
    if shown < text.len() { out + " …" } else { out }
}

/// Something shown in the place of a part of a text, with the words around it.
pub(super) fn in_place(text: &str, places: &[(u32, u32)], shown: &str, words: usize) -> String {
    let Some(&(start, end)) = places.first() else { return shown.to_owned() };
    let (start, end) = (start as usize, end as usize);
    let Range { start: from, end: to } = room_around(text, &units(text), start..end, words);
    let (Some(before), Some(after)) = (text.get(from..start), text.get(end..to)) else {
        return shown.to_owned();
    };
    let (head, tail) = (if from > 0 { "… " } else { "" }, if to < text.len() { " …" } else { "" });
    format!("{head}{before}{shown}{}{tail}", after.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::difference::compare;

    #[test]
    fn long_runs_are_cut_and_changes_stand() {
        let pieces = compare(
            "Noting a b c d e f g h i j k l m n o the old lamp",
            "Noting a b c d e f g h i j k l m n o the new lamp",
        );
        assert_eq!(excerpt(&pieces), "Noting a b c … m n o the [-old-]{+new+} lamp");
        assert!(marked(&pieces).starts_with("Noting a b c d e"));
    }

    #[test]
    fn what_is_shown_stands_among_the_words_around_it() {
        let text = "one two three four five six seven";
        assert_eq!(in_place(text, &[(14, 18)], "IV", 2), "… two three IV five six …");
        assert_eq!(in_place(text, &[(0, 7)], "I II", 2), "I II three four …");
    }

    #[test]
    fn places_stand_among_their_words() {
        let text = "one two three four five six seven eight nine ten";
        assert_eq!(around(text, &[(14, 18)], 2), "… two three «four» five six …");
        assert_eq!(around(text, &[(0, 3), (45, 48)], 2), "«one» two three … eight nine «ten»");
        assert_eq!(around(text, &[(0, 3), (8, 13)], 2), "«one» two «three» four five …");
    }
}
