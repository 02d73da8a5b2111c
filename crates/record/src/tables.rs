//! The tables of a snapshot as bytes: the bundled ones, or files read from a folder.

use std::collections::HashMap;
use std::path::PathBuf;

use bytes::Bytes;
use parquet::errors::ParquetError;

use crate::RecordError;
use crate::column::ParquetFile;
use crate::manifest::Manifest;

/// The names of those that every snapshot has, each a file with the ending `.parquet`.
pub(crate) const TABLES: [&str; 7] =
    ["decisions", "positions", "sponsorships", "documents", "readings", "variants", "failed_gates"];

/// The tables with their manifest.
#[derive(Debug, Clone)]
pub(crate) struct Tables {
    pub(crate) manifest: Manifest,
    pub(crate) files: HashMap<&'static str, Bytes>,
    /// Where the tables are that are not among the files: those of texts, which are read when asked for.
    pub(crate) folder: Option<PathBuf>,
}

impl Tables {
    pub(crate) fn open(&self, table: &'static str) -> Result<ParquetFile, RecordError> {
        let bytes = self
            .files
            .get(table)
            .ok_or_else(|| RecordError::damaged(format!("{table}.parquet"), "missing"))?;
        ParquetFile::open(bytes.clone()).map_err(in_table(table))
    }
}

/// Says in which table something went wrong.
pub(crate) fn in_table(table: &str) -> impl Fn(ParquetError) -> RecordError + use<> {
    let table = table.to_owned();
    move |source| RecordError::Parquet { table: table.clone(), source }
}
