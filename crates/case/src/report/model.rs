//! What a report is made of, before it is known how it will be shown.

use travaux_figure::Figure;
use travaux_record::{DecisionRef, Table};

use crate::cite::{Note, Notes};

/// A report: sections of blocks, and the notes that they cite.
#[derive(Debug)]
pub struct Report {
    /// The title.
    pub title: String,
    /// What it is about.
    pub summary: Option<String>,
    /// The line under the title: what it was made from, and up to when.
    pub made_from: String,
    /// The sections.
    pub sections: Vec<Section>,
    /// The notes, the first first.
    pub notes: Vec<Note>,
}

/// A section.
#[derive(Debug)]
pub struct Section {
    /// A name for links: `votes`.
    pub id: &'static str,
    /// The heading.
    pub title: &'static str,
    /// What is in it.
    pub blocks: Vec<Block>,
}

/// A part of a section.
#[derive(Debug)]
pub enum Block {
    /// A heading below that of the section.
    Heading(String),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list.
    List(Vec<Vec<Inline>>),
    /// A table with its title.
    Table(Table),
    /// A figure, and the name of its files without ending.
    Figure {
        /// The name: `rivals-75-32-75-240`.
        name: String,
        /// The figure with its data.
        figure: Box<Figure>,
    },
}

/// A part of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Words.
    Text(String),
    /// Words of another's language: titles of texts.
    Emphasis(String),
    /// What a program takes as it is written: a question in the language of sets.
    Code(String),
    /// The sign of a note, counted from 1.
    Note(usize),
}

/// A paragraph being written.
#[derive(Debug, Default)]
pub struct Prose(Vec<Inline>);

impl Prose {
    /// Nothing written yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Writes words.
    #[must_use]
    pub fn say(mut self, words: impl AsRef<str>) -> Self {
        let words = words.as_ref();
        if let Some(Inline::Text(text)) = self.0.last_mut() {
            text.push_str(words);
        } else if !words.is_empty() {
            self.0.push(Inline::Text(words.to_owned()));
        }
        self
    }

    /// Begins another sentence.
    #[must_use]
    pub fn then(self, sentence: impl AsRef<str>) -> Self {
        if sentence.as_ref().is_empty() {
            return self;
        }
        let blank = if self.0.is_empty() { "" } else { " " };
        self.say(blank).say(sentence)
    }

    /// Writes a title.
    #[must_use]
    pub fn title(mut self, title: &str) -> Self {
        if !title.is_empty() {
            self.0.push(Inline::Emphasis(title.to_owned()));
        }
        self
    }

    /// Writes what a program takes as it is written.
    #[must_use]
    pub fn code(mut self, code: impl Into<String>) -> Self {
        let code = code.into();
        if !code.is_empty() {
            self.0.push(Inline::Code(code));
        }
        self
    }

    /// Sets the sign of a note, unless it stands among those at the end already.
    #[must_use]
    pub fn note(mut self, number: usize) -> Self {
        let at_the_end = self.0.iter().rev().take_while(|inline| matches!(inline, Inline::Note(_)));
        if !at_the_end.into_iter().any(|inline| *inline == Inline::Note(number)) {
            self.0.push(Inline::Note(number));
        }
        self
    }

    /// Sets the sign of the note that cites a decision.
    #[must_use]
    pub fn decision(self, notes: &mut Notes<'_>, decision: DecisionRef<'_>) -> Self {
        let number = notes.decision(decision);
        self.note(number)
    }

    /// Sets the signs of the notes that cite what a case file names.
    #[must_use]
    pub fn written<'s>(self, notes: &mut Notes<'_>, sources: impl IntoIterator<Item = &'s str>) -> Self {
        sources.into_iter().fold(self, |prose, source| {
            let number = notes.written(source);
            prose.note(number)
        })
    }

    /// Whether nothing is written.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The words.
    pub fn into_inlines(self) -> Vec<Inline> {
        self.0
    }
}

impl From<Prose> for Block {
    fn from(prose: Prose) -> Self {
        Self::Paragraph(prose.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_sign_stands_twice_behind_one_sentence() {
        let prose = Prose::new().say("One.").note(1).note(2).note(1).then("Two.").note(1).note(1);
        let signs: Vec<Inline> =
            prose.into_inlines().into_iter().filter(|inline| matches!(inline, Inline::Note(_))).collect();
        assert_eq!(signs, [Inline::Note(1), Inline::Note(2), Inline::Note(1)]);
    }
}
