//! A table that stays on disk until a row group of it is asked for.
//!
//! The other tables are read and checked whole when a record is opened. One that is large, and that few questions
//! need, is read a row group at a time; each group is checked by its own sum in the manifest, and so is the footer.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use parquet::errors::{ParquetError, Result};
use parquet::file::FOOTER_SIZE;
use parquet::file::metadata::{
    ColumnChunkMetaData, FooterTail, ParquetMetaData, ParquetMetaDataReader, RowGroupMetaData,
};
use sha2::{Digest, Sha256};

use crate::RecordError;
use crate::column::ParquetFile;
use crate::manifest::hex;
use crate::tables::{Tables, in_table};

/// A table, opened.
pub(crate) struct LazyTable {
    name: &'static str,
    bytes: Source,
    metadata: Arc<ParquetMetaData>,
    /// The first key of each row group.
    firsts: Vec<String>,
    /// The sum of each row group, and of the footer.
    sums: Vec<String>,
}

/// Where its bytes are.
enum Source {
    Memory(Bytes),
    /// Readers take turns: each needs the place in the file for itself.
    Disk(PathBuf, Mutex<File>),
}

impl Source {
    fn open(path: &Path) -> std::result::Result<Self, RecordError> {
        let file = File::open(path).map_err(RecordError::io("read", path))?;
        Ok(Self::Disk(path.to_owned(), Mutex::new(file)))
    }

    fn len(&self) -> std::result::Result<u64, RecordError> {
        match self {
            Self::Memory(bytes) => Ok(bytes.len() as u64),
            Self::Disk(path, file) => {
                let file = file.lock().unwrap_or_else(PoisonError::into_inner);
                Ok(file.metadata().map_err(RecordError::io("read", path))?.len())
            }
        }
    }

    fn read(&self, range: Range<u64>) -> std::result::Result<Bytes, RecordError> {
        match self {
            Self::Memory(bytes) => Ok(bytes.slice(range.start as usize..range.end as usize)),
            Self::Disk(path, file) => {
                let mut bytes = vec![0; (range.end - range.start) as usize];
                let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
                let read = file.seek(SeekFrom::Start(range.start)).and_then(|_| file.read_exact(&mut bytes));
                read.map_err(RecordError::io("read", path))?;
                Ok(Bytes::from(bytes))
            }
        }
    }
}

impl LazyTable {
    pub(crate) fn open(tables: &Tables, name: &'static str) -> std::result::Result<Self, RecordError> {
        let bytes = match (tables.files.get(name), &tables.folder) {
            (Some(bytes), _) => Source::Memory(bytes.clone()),
            (None, Some(folder)) => Source::open(&folder.join(format!("{name}.parquet")))?,
            (None, None) => return Err(RecordError::damaged(format!("{name}.parquet"), "missing")),
        };
        let sums = tables.manifest.group_sha256.get(name).cloned().unwrap_or_default();
        let firsts = tables.manifest.first_keys.get(name).cloned().unwrap_or_default();
        let len = bytes.len()?;
        let tail = len.checked_sub(FOOTER_SIZE as u64).ok_or_else(|| damaged(name))?;
        let length = footer_length(&bytes.read(tail..len)?).map_err(in_table(name))?;
        let start = tail.checked_sub(length).ok_or_else(|| damaged(name))?;
        let footer = bytes.read(start..len)?;
        if sums.last().is_none_or(|sum| *sum != sum_of(&footer)) {
            return Err(damaged(name));
        }
        let metadata = ParquetMetaDataReader::decode_metadata(&footer[..length as usize]);
        let metadata = Arc::new(metadata.map_err(in_table(name))?);
        if metadata.num_row_groups() != firsts.len() || firsts.len() + 1 != sums.len() {
            return Err(damaged(name));
        }
        Ok(Self { name, bytes, metadata, firsts, sums })
    }

    /// How many row groups it has.
    pub(crate) fn groups(&self) -> usize {
        self.firsts.len()
    }

    /// How many rows a row group has.
    pub(crate) fn rows_of(&self, group: usize) -> usize {
        usize::try_from(self.metadata.row_group(group).num_rows()).unwrap_or(0)
    }

    /// The row group that a key is in, if it is in any.
    pub(crate) fn group_of(&self, key: &str) -> Option<usize> {
        self.firsts.partition_point(|first| first.as_str() <= key).checked_sub(1)
    }

    /// A row group, read and checked.
    pub(crate) fn group(&self, group: usize) -> std::result::Result<ParquetFile, RecordError> {
        let range = range(self.metadata.row_group(group));
        let bytes = self.bytes.read(range.clone())?;
        if self.sums[group] != sum_of(&bytes) {
            return Err(damaged(self.name));
        }
        Ok(ParquetFile::part(&self.metadata, range.start, bytes))
    }
}

/// The sums of the row groups of a file, and of its footer.
pub(crate) fn sums(file: &Bytes) -> Result<Vec<String>> {
    let tail = file.len().saturating_sub(FOOTER_SIZE);
    let start = tail.saturating_sub(footer_length(&file.slice(tail..))? as usize);
    let metadata = ParquetMetaDataReader::decode_metadata(&file[start..tail])?;
    let groups = metadata.row_groups().iter().map(|group| {
        let range = range(group);
        sum_of(&file[range.start as usize..range.end as usize])
    });
    Ok(groups.chain([sum_of(&file[start..])]).collect())
}

fn footer_length(tail: &[u8]) -> Result<u64> {
    let tail: &[u8; FOOTER_SIZE] =
        tail.try_into().map_err(|e| ParquetError::General(format!("no footer: {e}")))?;
    Ok(FooterTail::try_new(tail)?.metadata_length() as u64)
}

/// The bytes of a row group: its columns stand one behind the other.
fn range(group: &RowGroupMetaData) -> Range<u64> {
    let ranges = || group.columns().iter().map(ColumnChunkMetaData::byte_range);
    let start = ranges().map(|(start, _)| start).min().unwrap_or(0);
    let end = ranges().map(|(start, length)| start + length).max().unwrap_or(start);
    start..end
}

fn sum_of(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn damaged(name: &str) -> RecordError {
    let what = "it is not the file that manifest.json describes; import its sources again, with --allow-loss";
    RecordError::damaged(format!("{name}.parquet"), what)
}
