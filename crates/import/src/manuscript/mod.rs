//! Documents of users, read to be checked: their words in one string, and where in the file each of them stands.

mod places;

use std::ops::Range;

pub use places::{Places, Spot};

/// A document of a user: a chapter, a briefing, a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manuscript {
    /// The file.
    pub file: String,
    /// What it is.
    pub format: ManuscriptFormat,
    /// Its words. Blocks are apart by a blank line; lines of one block are joined by a blank, a word that was broken at
    /// the end of a line is whole again, entities are characters, and marks of the format are left out.
    pub text: String,
    /// Its blocks, in the order of the text; they do not overlap.
    pub blocks: Vec<Block>,
    /// Where it refers to its notes, in the order of the text.
    pub note_refs: Vec<NoteRef>,
    /// Where in the file the words stand.
    pub places: Places,
}

/// What a document of a user is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ManuscriptFormat {
    /// Plain text.
    Plain,
    /// Markdown.
    Markdown,
    /// HTML.
    Html,
    /// DOCX.
    Docx,
    /// PDF.
    Pdf,
}

/// A paragraph or its like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its words, in bytes of [`Manuscript::text`].
    pub span: Range<usize>,
}

/// What a block is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading.
    Heading,
    /// A paragraph, an item of a list, a quotation, a caption.
    Paragraph,
    /// A row of a table: its cells apart by tabs.
    Row,
    /// A footnote or endnote, without its label.
    Note {
        /// The label: `12`.
        label: String,
    },
}

/// A reference to a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteRef {
    /// Where it stands in [`Manuscript::text`], which does not have its label: between the characters before and after.
    pub at: usize,
    /// The label of the note.
    pub label: String,
}

impl Manuscript {
    /// The blocks that are notes, with their labels. A document may use one label several times.
    pub fn notes(&self) -> impl Iterator<Item = (&str, &Block)> {
        self.blocks.iter().filter_map(|block| match &block.kind {
            BlockKind::Note { label } => Some((label.as_str(), block)),
            _ => None,
        })
    }
}
