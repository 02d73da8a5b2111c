//! The characters of a file of text, and where each of them stands in it.

use std::borrow::Cow;

use travaux_record::Diagnostics;

use super::Spot;
use crate::texts::encoding;

/// The characters of a file.
pub(super) struct Source<'b> {
    pub(super) text: Cow<'b, str>,
    /// How many bytes of the file stand before the text, where the two run side by side.
    before: Option<usize>,
}

impl<'b> Source<'b> {
    pub(super) fn read(file: &str, bytes: &'b [u8], diagnostics: &mut Diagnostics) -> Self {
        let text = encoding::decode_any(file, bytes, diagnostics);
        let before = matches!(text, Cow::Borrowed(_)).then(|| bytes.len() - text.len());
        Self { text, before }
    }

    /// The byte of the file at a byte of the text.
    pub(super) fn byte(&self, at: usize) -> Option<usize> {
        self.before.map(|before| before + at)
    }

    pub(super) fn cursor(&self) -> Cursor<'_> {
        Cursor { source: self, at: 0, line: 1, column: 1 }
    }
}

/// Finds lines and columns, going along the text; going back costs time.
pub(super) struct Cursor<'s> {
    source: &'s Source<'s>,
    at: usize,
    line: u32,
    column: u32,
}

impl Cursor<'_> {
    /// The place of a byte of the text.
    pub(super) fn spot(&mut self, at: usize) -> Spot {
        if at < self.at {
            let passed = self.source.text.get(at..self.at).unwrap_or_default();
            self.line -= passed.bytes().filter(|b| *b == b'\n').count() as u32;
            let begin = self.source.text.get(..at).and_then(|t| t.rfind('\n')).map_or(0, |n| n + 1);
            (self.at, self.column) = (begin, 1);
        }
        for c in self.source.text.get(self.at..at).unwrap_or_default().chars() {
            if c == '\n' {
                self.line += 1;
                self.column = 1;
            } else {
                self.column += 1;
            }
        }
        self.at = at;
        Spot { page: None, line: self.line, column: self.column, byte: self.source.byte(at) }
    }
}
