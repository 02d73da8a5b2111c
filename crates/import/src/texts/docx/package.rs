//! The parts of a DOCX, each as a tree of XML.

use std::io::{Cursor, Read};

use travaux_record::{Diagnostic, Diagnostics, Place};
use zip::ZipArchive;

use crate::texts::encoding;
use crate::texts::xml::{Tree, parse};

/// The largest part that is inflated, in bytes: a bomb stops here.
const LARGEST_PART: u64 = 64 << 20;

/// An archive with a document of Word.
pub(crate) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// `word/document.xml`.
    pub(crate) document: Tree,
}

impl<'b> Package<'b> {
    /// Opens an archive and reads its main part.
    pub(crate) fn open(file: &str, bytes: &'b [u8], diagnostics: &mut Diagnostics) -> Option<Self> {
        let mut archive = match ZipArchive::new(Cursor::new(bytes)) {
            Ok(archive) => archive,
            Err(error) => {
                let message = format!("is no zip that can be read: {error}");
                let diagnostic = Diagnostic::error("docx", Place::file(file), message);
                diagnostics.push(diagnostic.hint("open it in Word and save it as DOCX again"));
                return None;
            }
        };
        let Some(document) = part(&mut archive, "word/document.xml", file, diagnostics) else {
            let diagnostic = Diagnostic::error("docx", Place::file(file), "has no part word/document.xml");
            diagnostics
                .push(diagnostic.hint("only Word documents are read; of other archives, unpack the files"));
            return None;
        };
        Some(Self { archive, document })
    }

    /// Reads another part, if there is one.
    pub(crate) fn part(&mut self, name: &str, file: &str, diagnostics: &mut Diagnostics) -> Option<Tree> {
        part(&mut self.archive, name, file, diagnostics)
    }
}

fn part(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    name: &str,
    file: &str,
    diagnostics: &mut Diagnostics,
) -> Option<Tree> {
    let entry = archive.by_name(name).ok()?;
    let mut bytes = Vec::new();
    // What the directory says of the size is not believed.
    let read = entry.take(LARGEST_PART + 1).read_to_end(&mut bytes);
    let place = Place::file(file).field(name);
    if let Err(error) = read {
        diagnostics.push(Diagnostic::warning(
            "docx",
            place.clone(),
            format!("cannot be inflated to its end: {error}"),
        ));
    }
    if bytes.len() as u64 > LARGEST_PART {
        let message =
            format!("is larger than {} MiB when inflated; the rest was not read", LARGEST_PART >> 20);
        diagnostics.push(Diagnostic::error("docx-too-large", place, message));
        bytes.truncate(LARGEST_PART as usize);
    }
    let text = encoding::decode(file, &bytes, diagnostics);
    Some(parse(file, &text, diagnostics))
}
