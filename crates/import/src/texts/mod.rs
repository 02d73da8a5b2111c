//! Readers of the texts of documents: bytes in, one structure and located diagnostics out.
//!
//! | what | recognised by | module |
//! |---|---|---|
//! | AKN4UN XML, as the United Nations publishes resolutions | `<` | `akn` |
//! | DOCX | a zip with `word/document.xml` | `docx` |
//! | PDF | `%PDF` | `pdf` |
//! | plain text as the United Nations prints it | anything else | `plain` |

mod akn;
mod batch;
pub(crate) mod docx;
pub(crate) mod encoding;
mod language;
pub(crate) mod pdf;
mod plain;
mod printed;
mod stored;
pub(crate) mod xml;

use std::collections::BTreeMap;

use travaux_record::{Diagnostic, Diagnostics, Place};
use travaux_text::Document;

pub(crate) use batch::{TextBatch, bounded, is_text};
pub use batch::{TextFile, read_texts};
pub use stored::{NO_SYMBOL, read_file};
pub(crate) use stored::{OFFICIAL, join};

/// The largest file that is read, in bytes.
pub const LARGEST: usize = 64 << 20;

/// What came of a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReadText {
    /// The text.
    pub document: Document,
    /// Elements that are neither understood nor known to hold what is not kept, with how often each was met.
    pub not_understood: BTreeMap<String, u64>,
}

/// What a file is, by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// AKN4UN, or other XML.
    Xml,
    /// A zip, taken for a DOCX.
    Docx,
    /// A PDF.
    Pdf,
    /// Anything else.
    Plain,
}

impl Kind {
    /// Recognises a file.
    pub fn of(bytes: &[u8]) -> Self {
        let head = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let first = head.iter().find(|b| !b.is_ascii_whitespace());
        match head {
            [b'P', b'K', 3 | 5, 4 | 6, ..] => Self::Docx,
            [b'%', b'P', b'D', b'F', ..] => Self::Pdf,
            // UTF-16 with its mark, as some editors write XML.
            [0xff, 0xfe, b'<', 0, ..] | [0xfe, 0xff, 0, b'<', ..] => Self::Xml,
            _ if first == Some(&b'<') => Self::Xml,
            _ => Self::Plain,
        }
    }
}

/// Reads a text. Nothing is a reason to give up but a file that holds no words at all.
pub fn read_text(file: &str, bytes: &[u8], diagnostics: &mut Diagnostics) -> Option<ReadText> {
    if bytes.len() > LARGEST {
        let message =
            format!("is {} MiB large; the most that is read is {}", bytes.len() >> 20, LARGEST >> 20);
        let diagnostic = Diagnostic::error("text-too-large", Place::file(file), message);
        diagnostics.push(diagnostic.hint("no resolution is so long: is it the right file?"));
        return None;
    }
    let read = match Kind::of(bytes) {
        Kind::Xml => akn::read(file, bytes, diagnostics),
        Kind::Docx => docx::read(file, bytes, diagnostics)?,
        Kind::Pdf => pdf::read(file, bytes, diagnostics)?,
        Kind::Plain => plain::read(file, bytes, diagnostics),
    };
    if read.document.clauses.is_empty() {
        let diagnostic = Diagnostic::error("no-clauses", Place::file(file), "holds no paragraph of a text");
        diagnostics.push(diagnostic.hint("AKN4UN XML, DOCX, PDF and plain text of UN documents can be read"));
        return None;
    }
    for (name, times) in &read.not_understood {
        let message = format!("the element <{name}> is not understood ({times} times); its words are kept");
        diagnostics.push(Diagnostic::note("element-not-understood", Place::file(file).field(name), message));
    }
    Some(read)
}
