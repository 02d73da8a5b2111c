//! Which format a file has, and its reading.

use std::fs::File;
use std::io::{BufReader, Cursor, Read};
use std::path::Path;

use travaux_record::{Diagnostic, Diagnostics, Place};

use crate::format::Format;
use crate::input::Input;
use crate::readings::Readings;
use crate::texts::{Kind, OFFICIAL, TextBatch, bounded, is_text};
use crate::{FileSummary, Progress, committee, dgacm, input, patch, sponsor_list, undl, voeten};

/// How much of a file is looked at to recognise it.
const HEAD: usize = 1 << 16;

/// How far an import is: what was read, and what texts wait to be.
pub(crate) struct Reading<'a> {
    pub(crate) format: Option<Format>,
    pub(crate) readings: &'a mut Readings,
    pub(crate) files: &'a mut Vec<FileSummary>,
    pub(crate) texts: TextBatch,
    pub(crate) diagnostics: &'a mut Diagnostics,
    pub(crate) progress: &'a dyn Progress,
}

impl Reading<'_> {
    /// Reads a file, or everything in an archive that is known.
    pub(crate) fn file(&mut self, input: &Input) {
        let path = &input.file;
        let name =
            path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned());
        self.progress.file(path, path.metadata().map_or(0, |m| m.len()));
        if name.ends_with(".zip") {
            self.zip(path, &name);
            return;
        }
        let (mut stream, watch) = match input::open(path) {
            Ok(opened) => opened,
            Err(e) => {
                self.diagnostics.push(input::cannot_open(path, &e));
                return;
            }
        };
        if [".tar.gz", ".tgz", ".tar"].iter().any(|ending| name.ends_with(ending)) {
            self.tar(&name, stream, &watch);
            return;
        }
        let mut ticking = Ticking { inner: &mut stream, progress: self.progress, watch: &watch };
        let within = input.folder.as_ref().map(|folder| folder.display().to_string());
        if let Some(summary) = self.stream(&name, within.as_deref(), &mut ticking) {
            let sum = watch.sha256().map_or_else(String::new, |sum| format!(" sha256:{sum}"));
            self.readings.files.entry(source_of(&summary)).or_default().push(format!("{name}{sum}"));
            self.files.push(summary);
        }
    }

    /// The JSON extracts and the texts in a tar archive; everything else in it is passed over.
    fn tar(&mut self, name: &str, mut stream: Box<dyn Read>, watch: &input::Watch) {
        let mut found = Found::default();
        let read = self.entries(name, &mut tar::Archive::new(&mut stream), &mut found);
        // What stands behind the last entry belongs to the sum of the archive.
        let read = read.and_then(|()| std::io::copy(&mut stream, &mut std::io::sink()).map(drop));
        let sum = watch.sha256().map_or_else(String::new, |sum| format!(" sha256:{sum}"));
        self.close(name, &sum, &found, read);
    }

    fn entries(
        &mut self,
        name: &str,
        archive: &mut tar::Archive<&mut Box<dyn Read>>,
        found: &mut Found,
    ) -> std::io::Result<()> {
        for entry in archive.entries()? {
            let entry = entry?;
            let path = entry.path()?.to_string_lossy().into_owned();
            if entry.header().entry_type().is_file() {
                self.entry(name, &path, entry, found)?;
            }
        }
        Ok(())
    }

    /// The same of a zip archive. A Word file is one too, but has another ending.
    fn zip(&mut self, path: &Path, name: &str) {
        let mut found = Found::default();
        let read = self.zip_entries(path, name, &mut found);
        self.close(name, "", &found, read);
    }

    fn zip_entries(&mut self, path: &Path, name: &str, found: &mut Found) -> std::io::Result<()> {
        let mut archive = zip::ZipArchive::new(BufReader::new(File::open(path)?))?;
        for at in 0..archive.len() {
            let entry = archive.by_index(at)?;
            let inside = entry.name()?.into_owned();
            if entry.is_file() {
                self.entry(name, &inside, entry, found)?;
            }
        }
        Ok(())
    }

    /// A file in an archive.
    fn entry(
        &mut self,
        archive: &str,
        path: &str,
        content: impl Read,
        found: &mut Found,
    ) -> std::io::Result<()> {
        let inner = format!("{archive}!{path}");
        if is_text(path) {
            let bytes = bounded(content)?;
            let head = &bytes[..bytes.len().min(HEAD)];
            if bytes.trim_ascii().is_empty() {
                let message = "is empty: it was passed over";
                self.diagnostics.push(Diagnostic::note("empty-file", Place::file(&inner), message));
            } else if is_text_of_document(path, head, &String::from_utf8_lossy(head)) {
                self.texts.add(inner, Some(archive), bytes, self.diagnostics);
                found.texts = true;
            } else {
                self.diagnostics.push(unknown_format(&inner, head));
            }
        } else if path.ends_with(".json") || path.ends_with(".jsonl") {
            let mut bytes = Vec::new();
            { content }.read_to_end(&mut bytes)?;
            if let Some(summary) = self.stream(&inner, None, &mut Cursor::new(&bytes)) {
                let sum = travaux_record::snapshot::hex(&<sha2::Sha256 as sha2::Digest>::digest(&bytes));
                let files = self.readings.files.entry(source_of(&summary)).or_default();
                files.push(format!("{inner} sha256:{sum}"));
                self.files.push(summary);
                found.extracts = true;
            }
        }
        Ok(())
    }

    /// Notes where texts are from, and says what was wrong with an archive.
    fn close(&mut self, name: &str, sum: &str, found: &Found, read: std::io::Result<()>) {
        if found.texts {
            self.readings.files.entry(OFFICIAL).or_default().push(format!("{name}{sum}"));
        }
        if let Err(e) = read {
            let message = format!("the archive cannot be read further: {e}");
            let diagnostic = Diagnostic::error("cut-off", Place::file(name), message);
            self.diagnostics.push(diagnostic.hint("what stands before was read; fetch the archive again"));
        } else if !found.texts && !found.extracts {
            let message = "there is no JSON extract and no text in the archive";
            let diagnostic = Diagnostic::error("nothing-in-archive", Place::file(name), message);
            self.diagnostics.push(diagnostic.hint(
                "extracts are the *.json files of the folder data_extract; texts are *.xml, *.docx and *.txt",
            ));
        }
    }

    fn stream(&mut self, name: &str, within: Option<&str>, stream: &mut dyn Read) -> Option<FileSummary> {
        let (readings, diagnostics) = (&mut *self.readings, &mut *self.diagnostics);
        let mut head = vec![0; HEAD];
        let (n, error) = fill(stream, &mut head);
        head.truncate(n);
        if let Some(e) = error {
            diagnostics.push(cut_off(name, &e));
        }
        let Some(format) = self.format.or_else(|| recognise(name, &head)) else {
            diagnostics.push(unknown_format(name, &head));
            return None;
        };
        if format == Format::Texts {
            match bounded(Cursor::new(head).chain(stream)) {
                Ok(bytes) => self.texts.add(name.to_owned(), within, bytes, diagnostics),
                Err(e) => diagnostics.push(cut_off(name, &e)),
            }
            return None;
        }
        let mut input = Cursor::new(head).chain(stream);
        let before = readings.entries.len();
        let (source, rows) = match format {
            Format::Undl => undl::read(&mut input, name, readings, diagnostics),
            Format::Dgacm => dgacm::read(&mut input, name, readings, diagnostics),
            Format::Voeten | Format::VoetenVotes | Format::VoetenRollCalls => {
                voeten::read(&mut input, name, format, readings, diagnostics)
            }
            Format::CommitteeVotes | Format::CommitteeRollCalls | Format::CommitteeTotals => {
                committee::read(&mut input, name, format, readings, diagnostics)
            }
            Format::Sponsors => sponsor_list::read(&mut input, name, readings, diagnostics),
            Format::Patch => patch::read(&mut input, name, readings, diagnostics),
            // Handled above.
            Format::Texts => return None,
        };
        Some(FileSummary {
            file: name.to_owned(),
            format,
            source: source.to_owned(),
            rows,
            decisions: (readings.entries.len() - before) as u64,
            texts: 0,
        })
    }
}

fn source_of(summary: &FileSummary) -> &'static str {
    crate::sources::known(&summary.source).unwrap_or("patch")
}

/// What was found in an archive.
#[derive(Default)]
struct Found {
    extracts: bool,
    texts: bool,
}

struct Ticking<'a> {
    inner: &'a mut dyn Read,
    progress: &'a dyn Progress,
    watch: &'a input::Watch,
}

impl Read for Ticking<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.progress.read(self.watch.read());
        Ok(n)
    }
}

fn cut_off(name: &str, error: &std::io::Error) -> Diagnostic {
    let message = format!("the file cannot be read to its end: {error}");
    Diagnostic::error("cut-off", Place::file(name), message)
        .hint("what stands before was read; fetch the file again")
}

/// Fills the buffer as far as it can be, and says why not further.
fn fill(stream: &mut dyn Read, buffer: &mut [u8]) -> (usize, Option<std::io::Error>) {
    let mut full = 0;
    while full < buffer.len() {
        match stream.read(&mut buffer[full..]) {
            Ok(0) => break,
            Ok(n) => full += n,
            Err(e) if e.kind() == std::io::ErrorKind::Interrupted => {}
            Err(e) => return (full, Some(e)),
        }
    }
    (full, None)
}

fn recognise(name: &str, head: &[u8]) -> Option<Format> {
    let text = String::from_utf8_lossy(head);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if name.ends_with(".toml") {
        return Some(Format::Patch);
    }
    if is_text_of_document(name, head, text) {
        return Some(Format::Texts);
    }
    if text.starts_with('{') || text.starts_with('[') || text.starts_with("\"{") {
        return Some(Format::Dgacm);
    }
    let line = text.lines().next()?.to_lowercase();
    let columns: Vec<&str> = line.split(',').map(|c| c.trim().trim_matches('"')).collect();
    let has = |names: &[&str]| names.iter().all(|n| columns.contains(n));
    let formats = [
        (Format::Voeten, &["rcid", "vote", "unres"][..]),
        (Format::VoetenVotes, &["rcid", "vote"]),
        (Format::VoetenRollCalls, &["rcid", "unres"]),
        (Format::CommitteeVotes, &["column", "vote"]),
        (Format::CommitteeRollCalls, &["column", "draft"]),
        (Format::CommitteeTotals, &["object_of_vote", "document"]),
        (Format::CommitteeTotals, &["press_release", "part"]),
        (Format::Sponsors, &["resolution", "role"]),
        (Format::Undl, &["resolution", "undl_id"]),
        (Format::Undl, &["resolution", "undl_link"]),
        (Format::Undl, &["resolution", "ms_vote"]),
        (Format::Undl, &["undl_id", "ms_code"]),
    ];
    formats.into_iter().find(|(_, names)| has(names)).map(|(format, _)| format)
}

/// A Word file, AKN4UN, a PDF, or plain text by its ending.
fn is_text_of_document(name: &str, head: &[u8], text: &str) -> bool {
    match Kind::of(head) {
        Kind::Docx => name.ends_with(".docx"),
        Kind::Pdf => true,
        Kind::Xml => {
            // UTF-16 has a zero beside each letter.
            let letters: String = text.chars().filter(|c| *c != '\0').take(2000).collect();
            letters.contains("akomaNtoso")
        }
        Kind::Plain => name.ends_with(".txt"),
    }
}

fn unknown_format(name: &str, head: &[u8]) -> Diagnostic {
    if head.is_empty() {
        return Diagnostic::error("empty-file", Place::file(name), "the file is empty")
            .hint("a download may have been cut off; fetch it again");
    }
    let list: Vec<String> = Format::ALL.iter().map(|f| format!("{f}: {}", f.description())).collect();
    Diagnostic::error("unknown-format", Place::line(name, 1), "no known format has a head like this")
        .hint(format!("say which it is with --as FORMAT, one of\n    {}", list.join("\n    ")))
}
