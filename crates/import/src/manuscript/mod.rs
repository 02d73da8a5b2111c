//! Documents of users, read to be checked: their words in one string, and where in the file each of them stands.
//!
//! What a file is, `recognise` says. Each format has a module that fills a `Draft` of blocks in the order of the file. What
//! the format does not mark is found after that: `notes` and the references to them, which a running sequence of numbers
//! betrays, and paragraphs that a note, a figure or the end of a page came into (`apart`). How broken words and symbols
//! are made whole, `joints` knows.

mod apart;
mod docx;
mod draft;
mod html;
mod joints;
mod markdown;
mod notes;
mod pdf;
mod places;
mod plain;
mod recognise;
mod source;

use std::ops::Range;

use travaux_record::{Diagnostic, Diagnostics, Place};

use crate::texts::LARGEST;
use draft::Draft;
use joints::Hyphens;
use source::Source;

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

/// The largest file of plain text that is read, in bytes. The other formats have the limits of texts of documents.
const LARGEST_PLAIN: usize = 256 << 20;

impl Manuscript {
    /// Reads a document; the ending of the file's name helps to tell what it is. What is wrong with it is told, and what
    /// can be read is read.
    pub fn read(file: &str, bytes: &[u8], diagnostics: &mut Diagnostics) -> Option<Self> {
        let format = recognise::format(file, bytes, diagnostics)?;
        let mut draft = Draft::default();
        let hyphens = match format {
            ManuscriptFormat::Docx => {
                docx::read(file, bytes, &mut draft, diagnostics)?;
                Hyphens::default()
            }
            ManuscriptFormat::Pdf => pdf::read(file, bytes, &mut draft, diagnostics)?,
            _ => text(file, bytes, format, &mut draft, diagnostics)?,
        };
        notes::recognise(&mut draft);
        // The paragraphs of HTML and DOCX are those that were written.
        if !matches!(format, ManuscriptFormat::Html | ManuscriptFormat::Docx) {
            apart::join_parted(&mut draft);
        }
        if matches!(format, ManuscriptFormat::Plain | ManuscriptFormat::Pdf) {
            apart::find_headings(&mut draft);
        }
        let manuscript = draft.finish(file, format, &hyphens);
        if manuscript.blocks.is_empty() {
            let diagnostic = Diagnostic::error("manuscript-empty", Place::file(file), "holds no words");
            diagnostics.push(diagnostic.hint("is it the right file, and was it saved?"));
            return None;
        }
        Some(manuscript)
    }
}

fn text(
    file: &str,
    bytes: &[u8],
    format: ManuscriptFormat,
    draft: &mut Draft,
    diagnostics: &mut Diagnostics,
) -> Option<Hyphens> {
    let largest = if format == ManuscriptFormat::Plain { LARGEST_PLAIN } else { LARGEST };
    if bytes.len() > largest {
        let message =
            format!("is {} MiB large; the most that is read is {}", bytes.len() >> 20, largest >> 20);
        let diagnostic = Diagnostic::error("manuscript-too-large", Place::file(file), message);
        diagnostics.push(diagnostic.hint("cut it into parts, and check each"));
        return None;
    }
    let source = Source::read(file, bytes, diagnostics);
    Some(match format {
        ManuscriptFormat::Markdown => markdown::read(&source, draft),
        ManuscriptFormat::Html => {
            html::read(file, &source, draft, diagnostics);
            Hyphens::default()
        }
        _ => plain::read(&source, draft),
    })
}
