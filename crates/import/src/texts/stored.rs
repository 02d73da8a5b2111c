//! Which texts that were read go into the record, and under which names.

use std::collections::BTreeMap;
use std::path::Path;

use travaux_record::texts::{Document, Kind, StoredText};
use travaux_record::{Diagnostic, Diagnostics, Place};

use super::batch::{TextBatch, TextFile, read_texts};
use super::{Kind as FileKind, language};
use crate::readings::Readings;
use crate::{FileSummary, Format};

/// What it is told as that a text has no symbol.
pub const NO_SYMBOL: &str = "no-symbol";
/// The source of the United Nations' own files.
pub(crate) const OFFICIAL: &str = "akn4un";
/// The source of all others.
const OWN: &str = "own-text";

/// The texts by name and language. Of two files with one text the better format stands: XML, then Word, then print.
fn stored(files: Vec<TextFile>, diagnostics: &mut Diagnostics) -> Vec<StoredText> {
    let mut kept: BTreeMap<(String, Option<String>), (FileKind, StoredText)> = BTreeMap::new();
    for file in files {
        if file.within.is_some() && file.kind != FileKind::Xml && !is_act(&file.read.document) {
            let path = &file.file;
            let message = "has no paragraph that opens as those of resolutions do: it was passed over";
            let diagnostic = Diagnostic::note("no-act", Place::file(path), message);
            diagnostics.push(diagnostic.hint("to read it all the same, name the file itself"));
            continue;
        }
        let (kind, text) = (file.kind, named(file, diagnostics));
        let key = (text.name.clone(), text.document.language.clone());
        let Some(other) = kept.remove(&key) else {
            kept.insert(key, (kind, text));
            continue;
        };
        let same_words = || words(&other.1).eq(words(&text));
        if kind != other.0 || same_words() {
            let (stands, yields) = if kind < other.0 { ((kind, text), other) } else { (other, (kind, text)) };
            let message = format!("{} is in {} too, which was kept", stands.1.name, stands.1.file);
            diagnostics.push(Diagnostic::note("text-twice", Place::file(&yields.1.file), message));
            kept.insert(key, stands);
            continue;
        }
        // Two texts with one symbol: one of the files has that of another. Both are kept.
        let (stands, mut misnamed) = if agreement(&text) > agreement(&other.1) {
            ((kind, text), other)
        } else {
            (other, (kind, text))
        };
        stem(&misnamed.1.file).clone_into(&mut misnamed.1.name);
        let message = format!(
            "has the symbol {}, as {} has, and other words: it is called {:?} in the record",
            stands.1.name, stands.1.file, misnamed.1.name
        );
        diagnostics.push(Diagnostic::warning("symbol-twice", Place::file(&misnamed.1.file), message));
        kept.insert(key, stands);
        kept.insert((misnamed.1.name.clone(), misnamed.1.document.language.clone()), misnamed);
    }
    kept.into_values().map(|(_, text)| text).collect()
}

/// A text under its symbol or, without one, the name of its file.
fn named(file: TextFile, diagnostics: &mut Diagnostics) -> StoredText {
    let TextFile { file: path, kind, read, .. } = file;
    let mut document = read.document;
    if document.language.is_none() {
        let paragraphs = document.clauses.iter().map(|clause| clause.text.as_str());
        document.language = language::guess(paragraphs).map(str::to_owned);
    }
    let name = document.symbol.clone().unwrap_or_else(|| {
        let name = stem(&path).to_owned();
        let message = format!("has no symbol; the text is called {name:?} in the record");
        diagnostics.push(Diagnostic::note(NO_SYMBOL, Place::file(&path), message));
        name
    });
    let source = if kind == FileKind::Xml { OFFICIAL } else { OWN };
    StoredText { name, document, source: source.to_owned(), file: path }
}

/// Reads one file, as an import would.
pub fn read_file(path: &Path, diagnostics: &mut Diagnostics) -> Option<StoredText> {
    let read = read_texts(&[path.to_owned()], diagnostics).into_iter().next()?;
    Some(named(read, diagnostics))
}

/// Reads what waits into the readings, and says what came of each archive, folder and file.
pub(crate) fn join(
    batch: TextBatch,
    readings: &mut Readings,
    files: &mut Vec<FileSummary>,
    diagnostics: &mut Diagnostics,
) {
    let read = batch.finish(diagnostics);
    let within: BTreeMap<String, String> =
        read.iter().filter_map(|text| Some((text.file.clone(), text.within.clone()?))).collect();
    let first = files.len();
    for text in stored(read, diagnostics) {
        let place = within.get(&text.file).unwrap_or(&text.file);
        let clauses = text.document.clauses.len() as u64;
        let of_place = |f: &&mut FileSummary| f.file == *place && f.source == text.source;
        if let Some(summary) = files.iter_mut().skip(first).find(of_place) {
            summary.rows += clauses;
            summary.texts += 1;
        } else {
            let (file, source) = (place.clone(), text.source.clone());
            files.push(FileSummary {
                file,
                format: Format::Texts,
                source,
                rows: clauses,
                decisions: 0,
                texts: 1,
            });
        }
        readings.texts.push(text);
    }
}

/// Whether it is what a resolution, decision or draft is: a file of plain text may be anything.
fn is_act(document: &Document) -> bool {
    document.clauses.iter().any(|clause| clause.kind == Kind::Formula || clause.opening.is_some())
}

/// The words of a text, clause by clause.
fn words(text: &StoredText) -> impl Iterator<Item = &str> {
    text.document.clauses.iter().map(|clause| clause.text.as_str())
}

/// How many parts of its symbol the name of a file has, in their order: `S_RES_1626_N05` has three of `S/RES/1626 (2005)`.
fn agreement(text: &StoredText) -> usize {
    let parts = |name: &'_ str| -> Vec<String> {
        // The language stands behind the number: `55_15E`.
        let part = |part: &str| match part.find(|c: char| !c.is_ascii_digit()) {
            Some(end) if end > 0 => part[..end].to_owned(),
            _ => part.to_owned(),
        };
        name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|p| !p.is_empty()).map(part).collect()
    };
    let file = parts(stem(&text.file));
    let mut rest = file.iter();
    parts(&text.name)
        .iter()
        .filter(|part| rest.clone().any(|other| other == *part) && rest.any(|other| other == *part))
        .count()
}

fn stem(path: &str) -> &str {
    let name = path.rsplit(['/', '\\', '!']).next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
