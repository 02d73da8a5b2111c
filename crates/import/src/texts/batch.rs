//! Many texts at once: folders and archives, on all processors, in the order of their names.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use travaux_record::{Diagnostic, Diagnostics, Place};

use super::{Kind, LARGEST, ReadText, read_text};

/// A file that was read.
#[derive(Debug, Clone)]
pub struct TextFile {
    /// Its name, or its name in the archive.
    pub file: String,
    /// What kind of file it is.
    pub kind: Kind,
    /// The folder or archive it was found in, if it was not named itself.
    pub within: Option<String>,
    /// What it holds.
    pub read: ReadText,
}

/// Bytes that are held at once before they are read.
const BATCH: usize = 64 << 20;

const ENDINGS: [&str; 5] = [".xml", ".docx", ".txt", ".pdf", ".akn"];

/// Reads files, folders and archives of texts. What is no text by its name (`.xml`, `.docx`, `.txt`, `.pdf`) is passed
/// over in folders and archives, and read when it is named itself.
pub fn read_texts(paths: &[PathBuf], diagnostics: &mut Diagnostics) -> Vec<TextFile> {
    let mut batch = TextBatch::default();
    for path in paths {
        batch.path(path, None, diagnostics);
    }
    batch.finish(diagnostics)
}

/// Files that wait to be read, and those that were.
#[derive(Default)]
pub(crate) struct TextBatch {
    waiting: Vec<Waiting>,
    bytes: usize,
    done: Vec<TextFile>,
}

struct Waiting {
    file: String,
    within: Option<String>,
    bytes: Vec<u8>,
}

impl TextBatch {
    /// All that was added, read.
    pub(crate) fn finish(mut self, diagnostics: &mut Diagnostics) -> Vec<TextFile> {
        self.flush(diagnostics);
        self.done
    }

    fn path(&mut self, path: &Path, within: Option<&str>, diagnostics: &mut Diagnostics) {
        let name = path.display().to_string();
        let result = if path.is_dir() {
            self.folder(path, diagnostics)
        } else if [".tar.gz", ".tgz"].iter().any(|e| name.ends_with(e)) {
            File::open(path)
                .and_then(|f| self.archive(&name, MultiGzDecoder::new(io::BufReader::new(f)), diagnostics))
        } else if name.ends_with(".tar") {
            File::open(path).and_then(|f| self.archive(&name, io::BufReader::new(f), diagnostics))
        } else if within.is_none() || is_text(&name) {
            File::open(path).and_then(bounded).map(|bytes| self.add(name.clone(), within, bytes, diagnostics))
        } else {
            Ok(())
        };
        if let Err(error) = result {
            let message = format!("cannot be read: {error}");
            let diagnostic = Diagnostic::error("cannot-open", Place::file(&name), message);
            diagnostics.push(diagnostic.hint("the file was passed over, the others were read"));
        }
    }

    fn folder(&mut self, folder: &Path, diagnostics: &mut Diagnostics) -> io::Result<()> {
        let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            // A link could lead round in a circle.
            if !entry.file_type()?.is_symlink() {
                self.path(&entry.path(), folder.to_str(), diagnostics);
            }
        }
        Ok(())
    }

    fn archive(&mut self, name: &str, reader: impl Read, diagnostics: &mut Diagnostics) -> io::Result<()> {
        let mut archive = tar::Archive::new(reader);
        for entry in archive.entries()? {
            let entry = entry?;
            let inside = entry.path()?.display().to_string();
            if entry.header().entry_type().is_file() && is_text(&inside) {
                let bytes = bounded(entry)?;
                self.add(format!("{name}/{inside}"), Some(name), bytes, diagnostics);
            }
        }
        Ok(())
    }

    /// Adds a file; when many wait, they are read.
    pub(crate) fn add(
        &mut self,
        file: String,
        within: Option<&str>,
        bytes: Vec<u8>,
        diagnostics: &mut Diagnostics,
    ) {
        self.bytes += bytes.len();
        self.waiting.push(Waiting { file, within: within.map(str::to_owned), bytes });
        if self.bytes > BATCH {
            self.flush(diagnostics);
        }
    }

    /// Reads what waits, on all processors; the order stays.
    fn flush(&mut self, diagnostics: &mut Diagnostics) {
        let waiting = std::mem::take(&mut self.waiting);
        self.bytes = 0;
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let share = waiting.len().div_ceil(threads * 4).max(1);
        let next = std::sync::atomic::AtomicUsize::new(0);
        let chunks: Vec<&[Waiting]> = waiting.chunks(share).collect();
        let results: Vec<std::sync::OnceLock<(Vec<TextFile>, Diagnostics)>> =
            chunks.iter().map(|_| std::sync::OnceLock::new()).collect();
        std::thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(|| {
                    loop {
                        let at = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                        let (Some(chunk), Some(slot)) = (chunks.get(at), results.get(at)) else { break };
                        let mut found = Diagnostics::default();
                        let read = chunk
                            .iter()
                            .filter_map(|waiting| {
                                let read = read_text(&waiting.file, &waiting.bytes, &mut found)?;
                                let kind = Kind::of(&waiting.bytes);
                                let (file, within) = (waiting.file.clone(), waiting.within.clone());
                                Some(TextFile { file, kind, within, read })
                            })
                            .collect();
                        // Each place is filled once: the counter never gives it twice.
                        let _ = slot.set((read, found));
                    }
                });
            }
        });
        for result in results {
            if let Some((read, found)) = result.into_inner() {
                self.done.extend(read);
                diagnostics.append(found);
            }
        }
    }
}

/// One byte more than is read at all, so that too large is told from just so.
pub(crate) fn bounded(reader: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(LARGEST as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Whether a file is one of a text, by its name.
pub(crate) fn is_text(name: &str) -> bool {
    ENDINGS.iter().any(|e| name.ends_with(e))
}
