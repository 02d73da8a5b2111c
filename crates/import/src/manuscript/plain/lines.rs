//! The lines of plain text, and how they are laid out.

use std::collections::BTreeMap;

/// A line that is not empty.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Its bytes in the text, without blanks at its ends.
    pub(super) start: usize,
    pub(super) end: usize,
    /// Its number in the file, from 1.
    pub(super) number: u32,
    /// How many characters it is set in.
    pub(super) indent: u32,
    /// How many characters it has.
    pub(super) length: u32,
    /// There is an empty line before it.
    pub(super) gap: bool,
    /// It begins a page.
    pub(super) page: bool,
}

impl Line {
    pub(super) fn words<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

/// Cuts a text into lines. Form feeds begin a page and count as no line.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let (mut number, mut gap, mut page) = (1, true, false);
    let mut start = 0;
    let bytes = text.as_bytes();
    while start <= bytes.len() {
        let length = memchr::memchr3(b'\n', b'\r', 0xc, &bytes[start..]).unwrap_or(bytes.len() - start);
        let end = start + length;
        let line = &text[start..end];
        let words = line.trim();
        if words.is_empty() {
            gap |= bytes.get(end) != Some(&0xc) || length > 0;
        } else {
            let indent = &line[..line.len() - line.trim_start().len()];
            let begin = start + indent.len();
            let (indent, length) = (indent.chars().count() as u32, words.chars().count() as u32);
            lines.push(Line { start: begin, end: begin + words.len(), number, indent, length, gap, page });
            (gap, page) = (false, false);
        }
        match bytes.get(end) {
            Some(0xc) => page = true,
            Some(b'\r') if bytes.get(end + 1) == Some(&b'\n') => {}
            Some(_) => number += 1,
            None => break,
        }
        // An end of line of two bytes is one.
        start = end + 1;
        if bytes.get(end) == Some(&b'\r') && bytes.get(start) == Some(&b'\n') {
            number += 1;
            start += 1;
        }
    }
    lines
}

/// How a text is laid out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layout {
    /// How long a full line is, in characters.
    pub(super) width: u32,
    /// Lines end where the page does; otherwise a line is a paragraph, as a very long one always is.
    pub(super) wrapped: bool,
    /// Paragraphs are apart by empty lines.
    pub(super) gaps: bool,
    /// How far most lines are set in.
    pub(super) indent: u32,
}

/// Lines longer than this are not set to be printed.
const LONGEST: u32 = 200;
/// Paragraphs have fewer lines than this, on average.
const PARAGRAPH: usize = 15;

impl Layout {
    pub(super) fn of(lines: &[Line]) -> Self {
        let mut lengths: Vec<u32> = lines.iter().map(|line| line.length).collect();
        lengths.retain(|length| *length <= LONGEST);
        lengths.sort_unstable();
        let long = lines.len() - lengths.len();
        let width = lengths.get(lengths.len().saturating_sub(1) * 19 / 20).copied().unwrap_or_default();
        let gaps = lines.iter().filter(|line| line.gap).count();
        let mut indents: BTreeMap<u32, usize> = BTreeMap::new();
        for line in lines {
            *indents.entry(line.indent).or_default() += 1;
        }
        let indent = indents.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0))).map_or(0, |(n, _)| *n);
        Self { width, wrapped: 5 * long <= lines.len(), gaps: gaps * PARAGRAPH >= lines.len(), indent }
    }

    /// Whether a line ends before the margin, though the first word of the next had room.
    pub(super) fn has_room(&self, line: &Line, next: &str) -> bool {
        let first = next.split_whitespace().next().unwrap_or_default().chars().count() as u32;
        let end = line.indent.saturating_sub(self.indent) + line.length;
        20 * (end + 1 + first) <= 19 * self.width
    }

    /// Whether a line may go on in the next.
    pub(super) fn is_wrapped(&self, line: &Line) -> bool {
        self.wrapped && line.length <= LONGEST
    }

    /// Whether a line is as long as text is set.
    pub(super) fn is_wide(&self, line: &Line, words: &str) -> bool {
        // What stands in columns is not as wide as it seems.
        !words.contains("    ") && 10 * line.length >= 7 * self.width && line.length >= 30
    }
}
