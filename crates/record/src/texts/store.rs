//! The two tables of a user's texts, opened.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::passages::{Part, Passages};
use super::rows::{self, CLAUSES, ClauseColumns, TEXTS};
use super::{StoredText, TextHead};

use crate::lazy_table::LazyTable;
use crate::tables::{Tables, in_table};
use crate::{RecordError, snapshot};

/// The texts of a record. Opening them reads no text: each is read when it is asked for.
pub struct Texts {
    heads: LazyTable,
    clauses: LazyTable,
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Texts").field("n", &self.n()).finish_non_exhaustive()
    }
}

impl Texts {
    /// The texts of the record in a folder, if it has any, without opening the rest of it.
    ///
    /// # Errors
    /// When there is no record in the folder, or its tables of texts are damaged.
    pub fn open(folder: &Path) -> Result<Option<Self>, RecordError> {
        let (folder, manifest) = snapshot::read_manifest(folder)?;
        Self::of_tables(&Tables { manifest, files: HashMap::new(), folder: Some(folder) })
    }

    pub(crate) fn of_tables(tables: &Tables) -> Result<Option<Self>, RecordError> {
        if tables.manifest.rows.get(TEXTS).copied().unwrap_or(0) == 0 {
            return Ok(None);
        }
        let (heads, clauses) = (LazyTable::open(tables, TEXTS)?, LazyTable::open(tables, CLAUSES)?);
        Ok(Some(Self { heads, clauses }))
    }

    /// How many texts there are; two languages of one text are two.
    pub fn n(&self) -> usize {
        (0..self.heads.groups()).map(|group| self.heads.rows_of(group)).sum()
    }

    /// How many clauses they have.
    pub fn n_clauses(&self) -> usize {
        (0..self.clauses.groups()).map(|group| self.clauses.rows_of(group)).sum()
    }

    /// The text of that name in each language that there is of it, by language.
    ///
    /// # Errors
    /// When the tables cannot be read, or are not those that were written.
    pub fn of(&self, name: &str) -> Result<Vec<StoredText>, RecordError> {
        let Some(group) = self.heads.group_of(name) else { return Ok(Vec::new()) };
        let file = self.heads.group(group)?;
        let mut texts = rows::texts(&file, group, |head| head.name == name).map_err(in_table(TEXTS))?;
        if let (false, Some(group)) = (texts.is_empty(), self.clauses.group_of(name)) {
            self.add_clauses(group, &mut texts)?;
        }
        Ok(texts)
    }

    /// All texts, whole, by name.
    ///
    /// # Errors
    /// As [`Texts::of`].
    pub fn all(&self) -> Result<Vec<StoredText>, RecordError> {
        let mut texts = Vec::new();
        for group in 0..self.heads.groups() {
            let file = self.heads.group(group)?;
            texts.extend(rows::texts(&file, group, |_| true).map_err(in_table(TEXTS))?);
        }
        let mut from = 0;
        for group in 0..self.clauses.groups() {
            // A text is in one group of clauses: those of this group are in a row.
            let until = from
                + texts[from..].iter().take_while(|t| self.clauses.group_of(&t.name) == Some(group)).count();
            self.add_clauses(group, &mut texts[from..until])?;
            from = until;
        }
        Ok(texts)
    }

    /// Adds the clauses of texts that are in one row group.
    fn add_clauses(&self, group: usize, texts: &mut [StoredText]) -> Result<(), RecordError> {
        let file = self.clauses.group(group)?;
        let columns = ClauseColumns::read(&file, group).map_err(in_table(CLAUSES))?;
        for text in texts {
            for row in columns.rows_of(&text.name, text.language()) {
                text.document.clauses.push(columns.clause(row).map_err(in_table(CLAUSES))?);
            }
        }
        Ok(())
    }

    /// All texts, without their words, by name.
    ///
    /// # Errors
    /// As [`Texts::of`].
    pub fn heads(&self) -> Result<Vec<TextHead>, RecordError> {
        let mut heads = Vec::new();
        for group in 0..self.heads.groups() {
            let file = self.heads.group(group)?;
            heads.extend(rows::heads(&file, group).map_err(in_table(TEXTS))?);
        }
        Ok(heads)
    }

    /// The words of all clauses, read on all processors.
    ///
    /// # Errors
    /// As [`Texts::of`].
    pub fn passages(&self) -> Result<Passages, RecordError> {
        let heads = self.heads()?;
        let groups = self.clauses.groups();
        let next = AtomicUsize::new(0);
        let parts: Mutex<Vec<(usize, Result<Part, RecordError>)>> = Mutex::new(Vec::with_capacity(groups));
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        std::thread::scope(|scope| {
            for _ in 0..threads.min(groups) {
                scope.spawn(|| {
                    loop {
                        let group = next.fetch_add(1, Ordering::Relaxed);
                        if group >= groups {
                            break;
                        }
                        let part = self.part(group);
                        parts.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push((group, part));
                    }
                });
            }
        });
        let mut parts = parts.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        parts.sort_by_key(|(group, _)| *group);
        let parts = parts.into_iter().map(|(_, part)| part).collect::<Result<Vec<_>, _>>()?;
        let told: usize = heads.iter().map(|head| head.clauses as usize).sum();
        let rows = self.n_clauses();
        if told != rows {
            let what = format!("it has {rows} rows where {TEXTS}.parquet tells of {told}");
            return Err(RecordError::damaged(format!("{CLAUSES}.parquet"), what));
        }
        Ok(Passages::new(heads, parts))
    }

    fn part(&self, group: usize) -> Result<Part, RecordError> {
        let file = self.clauses.group(group)?;
        Part::read(&file, group).map_err(in_table(CLAUSES))
    }

    /// Decodes everything, and returns what a lazy reading would hide.
    pub(crate) fn check(&self) -> Result<(), RecordError> {
        self.all().map(drop)
    }
}
