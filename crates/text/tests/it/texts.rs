//! Texts for tests, in words of our own.

use travaux_text::block::{Block, Place, Role};
use travaux_text::{Document, assemble};

/// A text of paragraphs: those that begin with a participle are its preamble.
pub(crate) fn document(paragraphs: &[&str]) -> Document {
    let mut blocks = Vec::new();
    let mut place = Place::Preamble;
    for text in paragraphs {
        if !travaux_text::opening::is_preambular(text) {
            place = Place::Body;
        }
        blocks.push(Block::new(place, Role::Paragraph, text, 1));
    }
    Document { symbol: Some("A/RES/100/1".to_owned()), clauses: assemble(blocks), ..Document::default() }
}
