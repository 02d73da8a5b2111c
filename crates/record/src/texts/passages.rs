//! The words of all clauses of a record: what is searched, and what words are traced in.

use parquet::errors::Result;

use super::rows::kind;
use super::{Kind, TextHead};
use crate::column::{ParquetFile, TextColumn};

/// The clauses of all texts, in the order of their texts' names.
#[derive(Debug)]
pub struct Passages {
    heads: Vec<TextHead>,
    parts: Vec<Part>,
    /// The number of the first clause of each part, and of all.
    starts: Vec<usize>,
    /// Which text each clause is of.
    texts: Vec<u32>,
}

/// The clauses of a row group.
#[derive(Debug)]
pub(super) struct Part {
    clause: TextColumn,
    kinds: Vec<Kind>,
    words: TextColumn,
}

impl Part {
    pub(super) fn read(file: &ParquetFile, group: usize) -> Result<Self> {
        let mut kinds = Vec::new();
        file.each_text("kind", Some(group), |word| {
            kinds.push(kind(&String::from_utf8_lossy(word))?);
            Ok(())
        })?;
        Ok(Self { clause: file.text("clause", Some(group))?, kinds, words: file.text("words", Some(group))? })
    }
}

/// A clause of a text of the record.
#[derive(Debug, Clone, Copy)]
pub struct Passage<'p> {
    /// The text.
    pub text: &'p TextHead,
    /// The id of the clause.
    pub clause: &'p str,
    /// What the clause is.
    pub kind: Kind,
    /// The words.
    pub words: &'p str,
}

impl Passages {
    pub(super) fn new(heads: Vec<TextHead>, parts: Vec<Part>) -> Self {
        let mut starts = vec![0];
        for part in &parts {
            starts.push(starts.last().copied().unwrap_or(0) + part.words.len());
        }
        let texts =
            (0..).zip(&heads).flat_map(|(no, head)| std::iter::repeat_n(no, head.clauses as usize)).collect();
        Self { heads, parts, starts, texts }
    }

    /// How many clauses there are.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// The texts, by name.
    pub fn texts(&self) -> &[TextHead] {
        &self.heads
    }

    /// The number of the text that a clause is of.
    pub fn text_of(&self, clause: usize) -> usize {
        self.texts[clause] as usize
    }

    /// A clause by its number.
    ///
    /// # Panics
    /// When there are not so many.
    pub fn get(&self, number: usize) -> Passage<'_> {
        let place = self.starts.partition_point(|&start| start <= number) - 1;
        let (part, row) = (&self.parts[place], number - self.starts[place]);
        Passage {
            text: &self.heads[self.text_of(number)],
            clause: part.clause.get(row),
            kind: part.kinds[row],
            words: part.words.get(row),
        }
    }

    /// The words of each clause.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().flat_map(|part| (0..part.words.len()).map(|row| part.words.get(row)))
    }

    /// What each clause is.
    pub fn kinds(&self) -> impl Iterator<Item = Kind> {
        self.parts.iter().flat_map(|part| part.kinds.iter().copied())
    }
}
