//! Where data go: standard output, or a file that appears only when it is whole.

use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::failure::Failure;

#[derive(Debug)]
enum To {
    Screen(BufWriter<StdoutLock<'static>>),
    File {
        writer: BufWriter<File>,
        part: PathBuf,
        path: PathBuf,
    },
    /// A device or a pipe: nothing can take its place, so it is written as it is.
    Device(BufWriter<File>),
}

/// An open place to write to. Without [`Sink::finish`] a file is not made.
#[derive(Debug)]
pub(crate) struct Sink(To);

impl Sink {
    /// Opens the file, or standard output when none is named. `binary` says that the data are no text, which
    /// a terminal is spared.
    pub(crate) fn open(path: Option<&Path>, binary: bool) -> Result<Self> {
        let Some(path) = path else {
            if binary && io::stdout().is_terminal() {
                return Err(Failure::new("this format cannot be shown on a terminal")
                    .hint("name a file with --output, or send it there with >")
                    .into());
            }
            return Ok(Self(To::Screen(BufWriter::with_capacity(1 << 16, io::stdout().lock()))));
        };
        let cannot = || format!("cannot write {}", path.display());
        // What a link points to is what the user means; the link stays.
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        if path.metadata().is_ok_and(|found| !found.is_file()) {
            let device = File::options().write(true).open(&path).with_context(cannot)?;
            return Ok(Self(To::Device(BufWriter::with_capacity(1 << 16, device))));
        }
        let mut part = path.as_os_str().to_owned();
        part.push(".part");
        let part = PathBuf::from(part);
        let file = File::create(&part).with_context(cannot)?;
        Ok(Self(To::File { writer: BufWriter::with_capacity(1 << 16, file), part, path }))
    }

    /// Writes out what is buffered and gives a file its name.
    pub(crate) fn finish(mut self) -> Result<()> {
        match &mut self.0 {
            To::Screen(writer) => writer.flush()?,
            To::Device(writer) => writer.flush().context("cannot write")?,
            To::File { writer, part, path } => {
                let named = writer.flush().and_then(|()| fs::rename(&*part, &*path));
                named.with_context(|| format!("cannot write {}", path.display()))?;
            }
        }
        Ok(())
    }
}

impl Write for Sink {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        match &mut self.0 {
            To::Screen(writer) => writer.write(buf),
            To::File { writer, .. } | To::Device(writer) => writer.write(buf),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.0 {
            To::Screen(writer) => writer.flush(),
            To::File { writer, .. } | To::Device(writer) => writer.flush(),
        }
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        if let To::File { part, .. } = &self.0 {
            // Gone already when the file was finished; otherwise half a file that nobody wants.
            let _ = fs::remove_file(part);
        }
    }
}
