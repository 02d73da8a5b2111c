//! A run of gibbs in a file: written every half minute and at the end, so that an interruption costs little.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Error, Result};
use travaux_ideal::IdealError;
use travaux_ideal::kept::{Keep, KeepError};

use crate::failure::Failure;
use crate::output::sink::Sink;

const EVERY: Duration = Duration::from_secs(30);

/// The file.
#[derive(Debug)]
pub(super) struct Checkpoint {
    path: PathBuf,
    written: Instant,
}

impl Checkpoint {
    pub(super) fn new(path: &Path) -> Self {
        Self { path: path.to_owned(), written: Instant::now() }
    }
}

fn cannot(what: &str, error: &dyn std::fmt::Display) -> KeepError {
    KeepError {
        message: format!("cannot {what} the checkpoint: {error}"),
        hint: "name a file that can be read and written with --checkpoint".to_owned(),
    }
}

impl Keep for Checkpoint {
    fn kept(&mut self) -> Result<Option<Vec<u8>>, KeepError> {
        match fs::read(&self.path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(cannot("read", &error)),
        }
    }

    fn keep(&mut self, bytes: &[u8]) -> Result<(), KeepError> {
        let written = Sink::open(Some(&self.path), true).and_then(|mut sink| {
            sink.write_all(bytes)?;
            sink.finish()
        });
        self.written = Instant::now();
        written.map_err(|error| cannot("write", &format_args!("{error:#}")))
    }

    fn is_due(&mut self) -> bool {
        self.written.elapsed() >= EVERY
    }
}

/// Why there is no fit; of a checkpoint with its file and what to do.
pub(super) fn explained(error: IdealError, checkpoint: Option<&Path>) -> Error {
    match (error, checkpoint) {
        (IdealError::Keep(KeepError { message, hint }), Some(path)) => {
            Failure::new(format!("{}: {message}", path.display())).hint(hint).into()
        }
        (other, _) => other.into(),
    }
}
