//! Where in a file the words of a manuscript stand.

use std::ops::Range;

/// A place in a file, as people name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// The page, from 1, in a PDF.
    pub page: Option<u32>,
    /// The line, from 1: of the file; of the page in a PDF; the paragraph in a DOCX.
    pub line: u32,
    /// The column, from 1, in characters.
    pub column: u32,
    /// The byte of the file, where the file is text.
    pub byte: Option<usize>,
}

/// Where pieces of the text came from: sorted, the first at 0. Within a piece, text and file run side by side, byte by byte.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Places {
    /// Where each piece begins in the text, and where in the file.
    pieces: Vec<(usize, Spot)>,
}

impl Places {
    /// Says where the text from a byte on comes from. Pieces come in the order of the text; a second one at the same byte
    /// replaces the first.
    pub fn push(&mut self, at: usize, spot: Spot) {
        while self.pieces.last().is_some_and(|(before, _)| *before >= at) {
            self.pieces.pop();
        }
        self.pieces.push((at, spot));
    }

    /// The place of a byte of the text; `None` in a text without places.
    pub fn spot(&self, text: &str, at: usize) -> Option<Spot> {
        let (begin, spot) = self.piece(at)?;
        let along = text.get(begin..at)?;
        let column = spot.column + u32::try_from(along.chars().count()).ok()?;
        Some(Spot { column, byte: spot.byte.map(|byte| byte + along.len()), ..spot })
    }

    /// The bytes of the file that a range of the text stands in, where the file is text and the range is not empty.
    pub fn in_file(&self, text: &str, range: &Range<usize>) -> Option<Range<usize>> {
        let last = text.get(range.clone())?.char_indices().next_back()?;
        let from = self.spot(text, range.start)?.byte?;
        let to = self.spot(text, range.start + last.0)?.byte? + last.1.len_utf8();
        (from < to).then_some(from..to)
    }

    /// Copies the places of a range of the text to where it stands in another.
    pub(super) fn copy(&self, text: &str, range: &Range<usize>, to: &mut Self, at: usize) {
        if let Some(spot) = self.spot(text, range.start) {
            to.push(at, spot);
        }
        let first = self.pieces.partition_point(|(begin, _)| *begin <= range.start);
        for (begin, spot) in self.pieces.iter().skip(first).take_while(|(begin, _)| *begin < range.end) {
            to.push(at + (begin - range.start), *spot);
        }
    }

    /// Forgets the places of the text from a byte on.
    pub(super) fn truncate(&mut self, at: usize) {
        let kept = self.pieces.partition_point(|(begin, _)| *begin < at);
        self.pieces.truncate(kept);
    }

    fn piece(&self, at: usize) -> Option<(usize, Spot)> {
        let next = self.pieces.partition_point(|(begin, _)| *begin <= at);
        self.pieces.get(next.checked_sub(1)?).copied()
    }
}
