//! The one error of this crate.

use std::path::PathBuf;

/// What can go wrong with a record.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RecordError {
    /// A file or folder could not be read or written.
    #[error("cannot {doing} {}", path.display())]
    Io {
        /// What was being done: "read", "write".
        doing: &'static str,
        /// To what.
        path: PathBuf,
        /// Why it failed.
        source: std::io::Error,
    },
    /// There is no record in the folder.
    #[error("no record in {}: it has neither a manifest.json nor a pointer named current", .0.display())]
    NoRecord(PathBuf),
    /// The folder is one snapshot, not a folder of snapshots that can grow.
    #[error("{} is a plain snapshot and takes no imports; write into another folder", .0.display())]
    PlainSnapshot(PathBuf),
    /// Somebody else is writing the record.
    #[error("{} is being written by another process; try again when it is done", .0.display())]
    Locked(PathBuf),
    /// A file of the record is not the one its manifest names.
    #[error("{file} of the record is damaged: {what}")]
    Damaged {
        /// The file.
        file: String,
        /// What is wrong with it.
        what: String,
    },
    /// The record was written by a newer travaux.
    #[error("the record has schema version {found}; this travaux reads version {known}")]
    Version {
        /// In the manifest.
        found: u32,
        /// Known here.
        known: u32,
    },
    /// What was put into the builder does not hang together.
    #[error("{0}")]
    Inconsistent(String),
    /// Writing would lose rows that the record had.
    #[error(
        "the new record would have {new} {table} where the old one has {old}; nothing was written (allow it with --allow-loss)"
    )]
    WouldLoseRows {
        /// Which table.
        table: &'static str,
        /// Rows before.
        old: u64,
        /// Rows after.
        new: u64,
    },
    /// Parquet could not be written or read.
    #[error("{table}.parquet cannot be written or read")]
    Parquet {
        /// Which table.
        table: String,
        /// Why.
        source: parquet::errors::ParquetError,
    },
}

impl RecordError {
    pub(crate) fn io(doing: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { doing, path, source }
    }

    pub(crate) fn damaged(file: impl Into<String>, what: impl Into<String>) -> Self {
        Self::Damaged { file: file.into(), what: what.into() }
    }
}
