//! What a reader hands over: paragraphs in the order printed, before anybody knows what they are to each other.

use crate::{Citation, Footnote, NoteMark};

/// Which part of a text a block stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The preamble.
    Preamble,
    /// The operative part, or the body of a text that has no preamble.
    Body,
    /// An annex, counted from 1.
    Annex(u16),
}

/// What a reader knows a block to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The enacting formula.
    Formula,
    /// A paragraph or sub-paragraph.
    Paragraph,
    /// A heading.
    Heading,
    /// A table.
    Table,
    /// A letter or number that begins another text in the same document: `A`, `B`.
    Component,
}

/// A paragraph, heading or table as printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Where.
    pub place: Place,
    /// What.
    pub role: Role,
    /// The number as printed, if the format holds it apart.
    pub number: Option<String>,
    /// The format itself puts it below the paragraph before it, whatever its number looks like.
    pub nested: bool,
    /// How many of the first bytes of the text are set apart as opening phrase.
    pub opening: Option<u32>,
    /// The words.
    pub text: String,
    /// The citations in the words.
    pub citations: Vec<Citation>,
    /// The footnote marks in the words.
    pub notes: Vec<NoteMark>,
    /// The line of the file.
    pub line: u64,
}

impl Block {
    /// A block with only words.
    pub fn new(place: Place, role: Role, text: &str, line: u64) -> Self {
        let mut words = Words::default();
        words.push(text);
        words.into_block(place, role, line)
    }
}

/// Words that are being put together: blanks become single, and places of citations and notes stay right.
#[derive(Debug, Clone, Default)]
pub struct Words {
    text: String,
    blank: bool,
    citations: Vec<Citation>,
    notes: Vec<NoteMark>,
    opening: Option<u32>,
}

impl Words {
    /// Adds words.
    pub fn push(&mut self, words: &str) {
        for c in words.chars() {
            // Zero-width marks and soft hyphens are of the page and not of the words.
            if matches!(c, '\u{feff}' | '\u{ad}' | '\u{200b}' | '\u{2060}') {
                continue;
            }
            if c.is_whitespace() || c.is_control() {
                self.blank = true;
                continue;
            }
            if self.blank && !self.text.is_empty() {
                self.text.push(' ');
            }
            self.blank = false;
            self.text.push(c);
        }
    }

    /// Begins a new line, as rows of a table do.
    pub fn line_break(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.blank = false;
    }

    /// Where the next word will stand.
    pub fn at(&self) -> u32 {
        (self.text.len() + usize::from(self.blank && !self.text.is_empty())) as u32
    }

    /// Marks what was added since `start` as a citation.
    pub fn cite(&mut self, start: u32, symbol: Option<String>) {
        let end = self.text.len() as u32;
        if start < end {
            self.citations.push(Citation { start, end, symbol });
        }
    }

    /// Marks the call of a footnote here.
    pub fn note(&mut self, note: u32) {
        self.notes.push(NoteMark { at: self.text.len() as u32, note });
    }

    /// Says that what has been added so far is the opening phrase.
    pub fn opening(&mut self) {
        self.opening = Some(self.text.len() as u32);
    }

    /// Whether nothing was added since the opening phrase.
    pub fn is_opening(&self) -> bool {
        self.opening == Some(self.text.len() as u32)
    }

    /// Whether there are no words yet.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The words so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The block of these words.
    pub fn into_block(self, place: Place, role: Role, line: u64) -> Block {
        Block {
            place,
            role,
            number: None,
            nested: false,
            opening: self.opening,
            text: self.text,
            citations: self.citations,
            notes: self.notes,
            line,
        }
    }
}

/// The words of a footnote.
pub fn footnote(mark: &str, text: &str) -> Footnote {
    let mut words = Words::default();
    words.push(text);
    Footnote { mark: mark.trim().to_owned(), text: words.text.trim_start_matches(". ").to_owned() }
}
