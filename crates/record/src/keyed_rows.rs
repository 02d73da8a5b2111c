//! Tables of rows that belong to something with a name: the sponsors of a text, the readings of a decision.
//!
//! The rows are sorted by that name, and a name never crosses a row group, so that asking for one name decodes one
//! row group and not the table.

use std::sync::OnceLock;

use parquet::errors::Result;

use crate::RecordError;
use crate::column::ParquetFile;
use crate::tables::{Tables, in_table};

/// A row of such a table.
pub(crate) trait KeyedRow: Sized {
    /// The name of the table.
    const TABLE: &'static str;

    /// What the row belongs to.
    fn key(&self) -> &str;

    /// Reads a row group.
    fn decode(file: &ParquetFile, group: usize) -> Result<Vec<Self>>;
}

/// How many rows a group has, more or less.
const ROWS_A_GROUP: usize = 1500;

/// Cuts rows that are sorted by key into groups that no key crosses: the rows of each, and its first key.
pub(crate) fn groups<T>(rows: &[T], key: impl Fn(&T) -> &str) -> (Vec<usize>, Vec<String>) {
    let (mut sizes, mut firsts) = (Vec::new(), Vec::new());
    let mut start = 0;
    while start < rows.len() {
        let mut end = (start + ROWS_A_GROUP).min(rows.len());
        while end < rows.len() && key(&rows[end]) == key(&rows[end - 1]) {
            end += 1;
        }
        sizes.push(end - start);
        firsts.push(key(&rows[start]).to_owned());
        start = end;
    }
    (sizes, firsts)
}

/// A table of rows by key.
pub(crate) struct KeyedRows<T> {
    file: ParquetFile,
    firsts: Vec<String>,
    groups: Vec<OnceLock<Vec<T>>>,
}

impl<T: KeyedRow> KeyedRows<T> {
    pub(crate) fn open(tables: &Tables) -> std::result::Result<Self, RecordError> {
        let file = tables.open(T::TABLE)?;
        let firsts = tables.manifest.first_keys.get(T::TABLE).cloned().unwrap_or_default();
        let found = file.groups().iter().filter(|&&rows| rows > 0).count();
        if found != firsts.len() {
            let what = format!("{} has {found} row groups, first_keys names {}", T::TABLE, firsts.len());
            return Err(RecordError::damaged("manifest.json", what));
        }
        let groups = firsts.iter().map(|_| OnceLock::new()).collect();
        Ok(Self { file, firsts, groups })
    }

    fn group(&self, place: usize) -> &[T] {
        // The bytes were checked against the manifest when the snapshot was opened, so this only fails on a
        // snapshot that was written wrong: `check` says so.
        self.groups[place].get_or_init(|| T::decode(&self.file, place).unwrap_or_default())
    }

    /// The rows of one key, in the order of the table.
    pub(crate) fn of(&self, key: &str) -> &[T] {
        let Some(place) = self.firsts.partition_point(|first| first.as_str() <= key).checked_sub(1) else {
            return &[];
        };
        let rows = self.group(place);
        let start = rows.partition_point(|row| row.key() < key);
        let end = start + rows[start..].partition_point(|row| row.key() == key);
        &rows[start..end]
    }

    /// All rows, by key.
    pub(crate) fn all(&self) -> impl Iterator<Item = &T> {
        (0..self.groups.len()).flat_map(|place| self.group(place))
    }

    /// Decodes every group, and returns what a lazy reading would hide.
    pub(crate) fn check(&self) -> std::result::Result<(), RecordError> {
        (0..self.groups.len())
            .try_for_each(|place| T::decode(&self.file, place).map(drop))
            .map_err(in_table(T::TABLE))
    }
}
