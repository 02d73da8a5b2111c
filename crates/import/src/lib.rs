//! Readers of the official sources, and the merge of what they say into one record.
//!
//! One module a format: bytes in, [`Entry`] values and located diagnostics out. [`import`] reads files, merges
//! their entries by declared precedence, runs the gates and fills a
//! [`RecordBuilder`].
//!
//! | format | what it is | module |
//! |---|---|---|
//! | `undl` | the UN Digital Library's voting data, General Assembly and Security Council; its list of outcomes | `undl` |
//! | `dgacm` | the UN's JSON Lines extract of resolutions, with sponsors and adoptions without a vote | `dgacm` |
//! | `voeten` | Voeten's roll calls: one file (Dataverse), or votes and roll calls apart | `voeten` |
//! | `committee` | votes in committee: lists of states with their roll calls, totals from press releases | `committee` |
//! | `sponsors` | a table of sponsors of named texts | `sponsor_list` |
//! | texts | the texts of documents, as clauses: AKN4UN, DOCX, plain text | `texts` |
//! | manuscripts | documents of users, to be checked: plain text, Markdown, HTML, DOCX, PDF | `manuscript` |
//! | `patch` | our own corrections, each with its reason and reference | `patch` |

mod committee;
mod correction;
mod csv_rows;
mod dgacm;
mod entry;
mod error;
mod format;
mod input;
mod manuscript;
mod merge;
mod parts;
mod patch;
mod readings;
mod sniff;
mod sources;
mod sponsor_list;
mod sponsor_names;
mod text;
pub mod texts;
mod undl;
mod voeten;

use std::path::{Path, PathBuf};

use travaux_record::{Diagnostics, Record, RecordBuilder};

pub use entry::Entry;
pub use error::ImportError;
pub use format::Format;
pub use manuscript::{Block, BlockKind, Manuscript, ManuscriptFormat, NoteRef, Places, Spot};
pub use readings::Readings;
pub use sources::Precedence;

use texts::TextBatch;

/// What to do with the files.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The format of all files; otherwise each is recognised by its first bytes.
    pub format: Option<Format>,
    /// The rank of sources; otherwise that of `sources.toml`.
    pub precedence: Option<Precedence>,
}

/// What came of an import: a builder to write, and what was wrong.
#[derive(Debug)]
pub struct Imported {
    /// The merged record, ready to be written.
    pub builder: RecordBuilder,
    /// What was wrong, and where.
    pub diagnostics: Diagnostics,
    /// What was read.
    pub files: Vec<FileSummary>,
}

/// What was read from one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileSummary {
    /// The file, or the file in an archive.
    pub file: String,
    /// What it was read as.
    pub format: Format,
    /// The id of its source.
    pub source: String,
    /// Rows or lines.
    pub rows: u64,
    /// Decisions.
    pub decisions: u64,
    /// Texts, of a file that is one or an archive or folder that has some.
    pub texts: u64,
}

/// Told of how far an import is.
pub trait Progress {
    /// A file is begun; how many bytes it has on disk.
    fn file(&self, path: &Path, bytes: u64);
    /// How many bytes of it have been read so far.
    fn read(&self, bytes: u64);
    /// Reading is over; decisions are being merged.
    fn merging(&self);
}

/// Tells nobody.
#[derive(Debug, Clone, Copy, Default)]
pub struct Quiet;

impl Progress for Quiet {
    fn file(&self, _path: &Path, _bytes: u64) {}
    fn read(&self, _bytes: u64) {}
    fn merging(&self) {}
}

/// Reads files, folders and archives, and merges what they say with each other and with a base record.
///
/// A row that cannot be read is a diagnostic, and the rest is still read; a file that cannot be opened, or of
/// which no format is known, is a diagnostic too. Only decisions that the files speak of are in the result.
///
/// # Errors
/// When nothing at all could be read: then there is nothing to write, and an old record stays as it is.
pub fn import(
    paths: &[PathBuf],
    base: Option<&Record>,
    options: &Options,
    progress: &dyn Progress,
) -> Result<Imported, ImportError> {
    let mut diagnostics = Diagnostics::default();
    let mut readings = Readings { patches: patch::built_in_names()?, ..Readings::default() };
    let built_in = readings.patches.len();
    let mut files = Vec::new();
    let mut paths = input::expand(paths, &mut diagnostics);
    // Corrections of names are needed while the lists are read.
    paths.sort_by_key(|path| path.file.extension().is_none_or(|e| e != "toml"));
    let mut reading = sniff::Reading {
        format: options.format,
        readings: &mut readings,
        files: &mut files,
        texts: TextBatch::default(),
        diagnostics: &mut diagnostics,
        progress,
    };
    for path in paths {
        reading.file(&path);
    }
    let texts = reading.texts;
    texts::join(texts, &mut readings, &mut files, &mut diagnostics);
    voeten::join(&mut readings, &mut diagnostics);
    committee::join(&mut readings, &mut diagnostics);
    let is_empty = readings.entries.is_empty()
        && readings.sponsorships.is_empty()
        && readings.documents.is_empty()
        && readings.texts.is_empty()
        && readings.patches.len() == built_in;
    if is_empty {
        return Err(ImportError::NothingRead(Box::new(diagnostics)));
    }
    progress.merging();
    let precedence = match &options.precedence {
        Some(precedence) => precedence.clone(),
        None => Precedence::declared()?,
    };
    let builder = merge::merge(readings, base, &precedence, &mut diagnostics)?;
    Ok(Imported { builder, diagnostics, files })
}
