//! Files, folders and archives as streams of bytes.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, sync_channel};

use flate2::read::MultiGzDecoder;
use sha2::{Digest, Sha256};
use travaux_record::{Diagnostic, Diagnostics, Place};

use crate::texts::is_text;

/// A file to read.
pub(crate) struct Input {
    pub(crate) file: PathBuf,
    /// The folder it was found in, if it was not named itself.
    pub(crate) folder: Option<PathBuf>,
}

/// Files, with folders replaced by the readable files in them, in the order of names.
pub(crate) fn expand(paths: &[PathBuf], diagnostics: &mut Diagnostics) -> Vec<Input> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            match walk(path) {
                Ok(found) => {
                    files.extend(found.into_iter().map(|file| Input { file, folder: Some(path.clone()) }));
                }
                Err(e) => diagnostics.push(cannot_open(path, &e)),
            }
        } else {
            files.push(Input { file: path.clone(), folder: None });
        }
    }
    files
}

fn walk(folder: &Path) -> io::Result<Vec<PathBuf>> {
    const ENDINGS: [&str; 10] =
        [".csv", ".csv.gz", ".json", ".jsonl", ".jsonl.gz", ".tar", ".tar.gz", ".tgz", ".toml", ".zip"];
    let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.path();
        if path.is_dir() {
            files.extend(walk(&path)?);
        } else if path.to_str().is_some_and(|p| is_text(p) || ENDINGS.iter().any(|e| p.ends_with(e))) {
            files.push(path);
        }
    }
    Ok(files)
}

pub(crate) fn cannot_open(path: &Path, error: &io::Error) -> Diagnostic {
    let hint = match error.kind() {
        io::ErrorKind::NotFound => "check the name; a name with blanks needs quotation marks",
        io::ErrorKind::PermissionDenied => "the file is there but may not be read",
        _ => "the file was passed over, the others were read",
    };
    Diagnostic::error(
        "cannot-open",
        Place::file(&path.display().to_string()),
        format!("cannot be opened: {error}"),
    )
    .hint(hint)
}

/// A file that is hashed and counted while it is read.
struct Watched<R> {
    inner: R,
    state: Arc<Watch>,
    hasher: Sha256,
}

/// How far a file is, and its SHA-256 when it has been read to the end.
#[derive(Debug, Default)]
pub(crate) struct Watch {
    read: AtomicU64,
    sha256: std::sync::Mutex<Option<String>>,
}

impl Watch {
    pub(crate) fn read(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }

    /// The SHA-256 of the file, once it was read to its end.
    pub(crate) fn sha256(&self) -> Option<String> {
        self.sha256.lock().ok().and_then(|sum| sum.clone())
    }
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        if n == 0 && !buffer.is_empty() {
            let sum = travaux_record::snapshot::hex(&std::mem::take(&mut self.hasher).finalize());
            if let Ok(mut slot) = self.state.sha256.lock() {
                slot.get_or_insert(sum);
            }
        } else {
            self.hasher.update(&buffer[..n]);
            self.state.read.fetch_add(n as u64, Ordering::Relaxed);
        }
        Ok(n)
    }
}

/// Opens a file; what is compressed is inflated on a thread of its own, while the rows are read on this one.
pub(crate) fn open(path: &Path) -> io::Result<(Box<dyn Read>, Arc<Watch>)> {
    let watch = Arc::new(Watch::default());
    let mut file = File::open(path)?;
    let mut magic = [0; 2];
    let n = file.read(&mut magic)?;
    let file = Watched {
        inner: io::Cursor::new(magic[..n].to_vec()).chain(file),
        state: Arc::clone(&watch),
        hasher: Sha256::new(),
    };
    if magic[..n] == [0x1f, 0x8b] {
        return Ok((Box::new(Inflated::start(file)?), watch));
    }
    Ok((Box::new(file), watch))
}

const BLOCK: usize = 1 << 19;

/// Blocks that come from a thread.
struct Inflated {
    blocks: Receiver<io::Result<Vec<u8>>>,
    block: Vec<u8>,
    at: usize,
}

impl Inflated {
    fn start(file: impl Read + Send + 'static) -> io::Result<Self> {
        let (sender, blocks) = sync_channel(4);
        std::thread::Builder::new().name("inflate".to_owned()).spawn(move || {
            let mut decoder = MultiGzDecoder::new(io::BufReader::with_capacity(BLOCK, file));
            loop {
                let mut block = vec![0; BLOCK];
                let mut full = 0;
                let mut error = None;
                while full < BLOCK {
                    match decoder.read(&mut block[full..]) {
                        Ok(0) => break,
                        Ok(n) => full += n,
                        Err(e) => {
                            error = Some(e);
                            break;
                        }
                    }
                }
                block.truncate(full);
                let ended = full < BLOCK;
                // The receiver is gone when the reader gave up: then there is nobody to tell.
                if (full > 0 && sender.send(Ok(block)).is_err())
                    || error.is_some_and(|e| sender.send(Err(e)).is_err())
                    || ended
                {
                    break;
                }
            }
        })?;
        Ok(Self { blocks, block: Vec::new(), at: 0 })
    }
}

impl Read for Inflated {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at == self.block.len() {
            match self.blocks.recv() {
                Ok(block) => {
                    self.block = block?;
                    self.at = 0;
                }
                Err(_ended) => return Ok(0),
            }
        }
        let n = buffer.len().min(self.block.len() - self.at);
        buffer[..n].copy_from_slice(&self.block[self.at..self.at + n]);
        self.at += n;
        Ok(n)
    }
}
