//! Which format a file has, and its reading.

use std::io::{Cursor, Read};
use std::path::Path;

use travaux_record::{Diagnostic, Diagnostics, Place};

use crate::format::Format;
use crate::readings::Readings;
use crate::{FileSummary, Progress, committee, dgacm, input, patch, sponsor_list, undl, voeten};

/// Reads a file, or every extract in an archive, into `readings`.
pub(crate) fn read_file(
    path: &Path,
    format: Option<Format>,
    readings: &mut Readings,
    files: &mut Vec<FileSummary>,
    diagnostics: &mut Diagnostics,
    progress: &dyn Progress,
) {
    let name =
        path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned());
    progress.file(path, path.metadata().map_or(0, |m| m.len()));
    let (mut stream, watch) = match input::open(path) {
        Ok(opened) => opened,
        Err(e) => {
            diagnostics.push(input::cannot_open(path, &e));
            return;
        }
    };
    if name.ends_with(".tar.gz") || name.ends_with(".tgz") || name.ends_with(".tar") {
        read_archive(&name, stream, format, readings, files, diagnostics);
        return;
    }
    let mut ticking = Ticking { inner: &mut stream, progress, watch: &watch };
    if let Some(summary) = read_stream(&name, &mut ticking, format, readings, diagnostics) {
        let sum = watch.sha256().map_or_else(String::new, |sum| format!(" sha256:{sum}"));
        readings.files.entry(source_of(&summary)).or_default().push(format!("{name}{sum}"));
        files.push(summary);
    }
}

fn source_of(summary: &FileSummary) -> &'static str {
    crate::sources::known(&summary.source).unwrap_or("patch")
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

/// The JSON extracts in an archive; everything else in it is passed over.
fn read_archive(
    name: &str,
    stream: Box<dyn Read>,
    format: Option<Format>,
    readings: &mut Readings,
    files: &mut Vec<FileSummary>,
    diagnostics: &mut Diagnostics,
) {
    let mut archive = tar::Archive::new(stream);
    let mut found = false;
    let mut read = || -> std::io::Result<()> {
        for entry in archive.entries()? {
            let mut entry = entry?;
            let path = entry.path()?.to_string_lossy().into_owned();
            if path.ends_with(".json") || path.ends_with(".jsonl") {
                let mut bytes = Vec::new();
                entry.read_to_end(&mut bytes)?;
                let inner = format!("{name}!{path}");
                if let Some(summary) =
                    read_stream(&inner, &mut Cursor::new(&bytes), format, readings, diagnostics)
                {
                    let sum = <sha2::Sha256 as sha2::Digest>::digest(&bytes);
                    let sum = travaux_record::snapshot::hex(&sum);
                    readings
                        .files
                        .entry(source_of(&summary))
                        .or_default()
                        .push(format!("{inner} sha256:{sum}"));
                    files.push(summary);
                    found = true;
                }
            }
        }
        Ok(())
    };
    if let Err(e) = read() {
        diagnostics.push(
            Diagnostic::error(
                "cut-off",
                Place::file(name),
                format!("the archive cannot be read further: {e}"),
            )
            .hint("what stands before was read; fetch the archive again"),
        );
    } else if !found {
        diagnostics.push(
            Diagnostic::error(
                "nothing-in-archive",
                Place::file(name),
                "there is no JSON extract in the archive",
            )
            .hint("the extracts are the *.json files of the folder data_extract"),
        );
    }
}

fn read_stream(
    name: &str,
    stream: &mut dyn Read,
    format: Option<Format>,
    readings: &mut Readings,
    diagnostics: &mut Diagnostics,
) -> Option<FileSummary> {
    let mut head = vec![0; 1 << 16];
    let (n, error) = fill(stream, &mut head);
    head.truncate(n);
    if let Some(e) = error {
        diagnostics.push(
            Diagnostic::error(
                "cut-off",
                Place::file(name),
                format!("the file cannot be read to its end: {e}"),
            )
            .hint("what stands before was read; fetch the file again"),
        );
    }
    let Some(format) = format.or_else(|| recognise(name, &head)) else {
        diagnostics.push(unknown_format(name, &head));
        return None;
    };
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
    };
    Some(FileSummary {
        file: name.to_owned(),
        format,
        source: source.to_owned(),
        rows,
        decisions: (readings.entries.len() - before) as u64,
    })
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

fn unknown_format(name: &str, head: &[u8]) -> Diagnostic {
    if head.is_empty() {
        return Diagnostic::error("empty-file", Place::file(name), "the file is empty")
            .hint("a download may have been cut off; fetch it again");
    }
    let list: Vec<String> = Format::ALL.iter().map(|f| format!("{f}: {}", f.description())).collect();
    Diagnostic::error("unknown-format", Place::line(name, 1), "no known format has a head like this")
        .hint(format!("say which it is with --as FORMAT, one of\n    {}", list.join("\n    ")))
}
