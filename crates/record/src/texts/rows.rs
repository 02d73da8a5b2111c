//! Texts and clauses out of Parquet and into it.

use std::ops::Range;

use parquet::errors::{ParquetError, Result};

use super::{Citation, Clause, Document, Footnote, Kind, NoteMark, StoredText, TextHead};
use crate::column::{Column, ColumnData, ListColumn, ParquetFile, ParquetTable, TextColumn, day};
use crate::rows::{days, text};

/// The table of texts, one row a text.
pub(crate) const TEXTS: &str = "texts";
/// The table of clauses, one row a clause, in the order of the texts.
pub(crate) const CLAUSES: &str = "clauses";

/// The rows of both tables. The texts are in the order of their names.
pub(crate) fn write_texts(texts: &[StoredText]) -> (ParquetTable, ParquetTable) {
    let clauses: Vec<(&StoredText, &Clause)> = texts
        .iter()
        .flat_map(|text| text.document.clauses.iter().map(move |clause| (text, clause)))
        .collect();
    (texts_table(texts), clauses_table(&clauses))
}

fn texts_table(rows: &[StoredText]) -> ParquetTable {
    let optional =
        |of: fn(&Document) -> &Option<String>| text(rows, |t| of(&t.document).clone().unwrap_or_default());
    let notes = |of: fn(&Footnote) -> &String| {
        ColumnData::List(
            rows.iter().map(|t| t.document.footnotes.iter().map(|n| of(n).clone()).collect()).collect(),
        )
    };
    ParquetTable::new(vec![
        Column::of_prose("text", text(rows, |t| t.name.clone())),
        Column::new("language", optional(|d| &d.language)),
        Column::new("symbol", optional(|d| &d.symbol)),
        Column::of_prose("title", optional(|d| &d.title)),
        Column::new("adopted", days(rows, |t| t.document.adopted)),
        Column::new("issued", days(rows, |t| t.document.issued)),
        Column::new("agenda", optional(|d| &d.agenda)),
        Column::new("origin", optional(|d| &d.origin)),
        Column::new("closing", optional(|d| &d.closing)),
        Column::new("footnote_marks", notes(|n| &n.mark)),
        Column::of_prose("footnotes", notes(|n| &n.text)),
        Column::new(
            "clauses",
            ColumnData::Int(rows.iter().map(|t| Some(t.document.clauses.len() as i32)).collect()),
        ),
        Column::new("source", text(rows, |t| t.source.clone())),
        Column::of_prose("file", text(rows, |t| t.file.clone())),
    ])
}

fn clauses_table(rows: &[(&StoredText, &Clause)]) -> ParquetTable {
    let words = |of: fn(&Clause) -> &str| text(rows, |(_, clause)| of(clause).to_owned());
    let int =
        |of: fn(&Clause) -> Option<i32>| ColumnData::Int(rows.iter().map(|(_, clause)| of(clause)).collect());
    let list = |of: fn(&Clause) -> Vec<String>| {
        ColumnData::List(rows.iter().map(|(_, clause)| of(clause)).collect())
    };
    ParquetTable::new(vec![
        Column::new("text", text(rows, |(text, _)| text.name.clone())),
        Column::new("language", text(rows, |(text, _)| text.language().to_owned())),
        Column::new("clause", words(|c| &c.id)),
        Column::new("kind", words(|c| c.kind.word())),
        Column::new("annex", int(|c| Some(i32::from(c.annex)))),
        Column::new("level", int(|c| Some(i32::from(c.level)))),
        Column::new("parent", int(|c| c.parent.map(|p| p as i32))),
        Column::new("number", words(|c| c.number.as_deref().unwrap_or_default())),
        Column::new("opening", words(|c| c.opening.as_deref().unwrap_or_default())),
        Column::of_prose("words", words(|c| &c.text)),
        Column::new("citations", list(|c| c.citations.iter().map(written_citation).collect())),
        Column::new(
            "note_marks",
            list(|c| c.notes.iter().map(|n| format!("{} {}", n.at, n.note + 1)).collect()),
        ),
        Column::new("line", int(|c| i32::try_from(c.line).ok())),
    ])
}

/// `12-20 A/RES/75/240`: the bytes in the words, and what is meant where it is known.
fn written_citation(citation: &Citation) -> String {
    let span = format!("{}-{}", citation.start, citation.end);
    citation.symbol.as_ref().map_or(span.clone(), |symbol| format!("{span} {symbol}"))
}

/// What a row group of texts says of each, without its words.
pub(super) fn heads(file: &ParquetFile, group: usize) -> Result<Vec<TextHead>> {
    let column = |name: &str| file.text(name, Some(group));
    let (name, language, title) = (column("text")?, column("language")?, column("title")?);
    let (source, path) = (column("source")?, column("file")?);
    let int = |name: &str| file.int(name, Some(group));
    let (adopted, issued, clauses) = (int("adopted")?, int("issued")?, int("clauses")?);
    let head = |row: usize| TextHead {
        name: name.get(row).to_owned(),
        language: language.get(row).to_owned(),
        title: title.get(row).to_owned(),
        adopted: adopted[row].and_then(day),
        issued: issued[row].and_then(day),
        source: source.get(row).to_owned(),
        file: path.get(row).to_owned(),
        clauses: clauses[row].and_then(|n| u32::try_from(n).ok()).unwrap_or(0),
    };
    Ok((0..name.len()).map(head).collect())
}

/// The texts in a row group that the function wants, without their clauses.
pub(super) fn texts(
    file: &ParquetFile,
    group: usize,
    wanted: impl Fn(&TextHead) -> bool,
) -> Result<Vec<StoredText>> {
    let heads = heads(file, group)?;
    let column = |name: &str| file.text(name, Some(group));
    let (symbol, agenda, origin, closing) =
        (column("symbol")?, column("agenda")?, column("origin")?, column("closing")?);
    let (marks, notes) = (file.list("footnote_marks", Some(group))?, file.list("footnotes", Some(group))?);
    let found = heads.into_iter().enumerate().filter(|(_, head)| wanted(head)).map(|(row, head)| {
        let document = Document {
            symbol: present(symbol.get(row)),
            title: present(&head.title),
            language: present(&head.language),
            adopted: head.adopted,
            issued: head.issued,
            agenda: present(agenda.get(row)),
            origin: present(origin.get(row)),
            closing: present(closing.get(row)),
            clauses: Vec::with_capacity(head.clauses as usize),
            footnotes: marks
                .get(row)
                .zip(notes.get(row))
                .map(|(mark, text)| Footnote { mark: mark.to_owned(), text: text.to_owned() })
                .collect(),
        };
        StoredText { name: head.name, document, source: head.source, file: head.file }
    });
    Ok(found.collect())
}

fn present(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// The clauses of a row group, decoded column by column.
pub(super) struct ClauseColumns {
    text: TextColumn,
    language: TextColumn,
    id: TextColumn,
    kind: TextColumn,
    annex: Vec<Option<i32>>,
    level: Vec<Option<i32>>,
    parent: Vec<Option<i32>>,
    number: TextColumn,
    opening: TextColumn,
    words: TextColumn,
    citations: ListColumn,
    note_marks: ListColumn,
    line: Vec<Option<i32>>,
}

impl ClauseColumns {
    pub(super) fn read(file: &ParquetFile, group: usize) -> Result<Self> {
        let column = |name: &str| file.text(name, Some(group));
        let int = |name: &str| file.int(name, Some(group));
        Ok(Self {
            text: column("text")?,
            language: column("language")?,
            id: column("clause")?,
            kind: column("kind")?,
            annex: int("annex")?,
            level: int("level")?,
            parent: int("parent")?,
            number: column("number")?,
            opening: column("opening")?,
            words: column("words")?,
            citations: file.list("citations", Some(group))?,
            note_marks: file.list("note_marks", Some(group))?,
            line: int("line")?,
        })
    }

    /// The rows of a text.
    pub(super) fn rows_of(&self, name: &str, language: &str) -> Range<usize> {
        let key = |row: usize| (self.text.get(row), self.language.get(row));
        let (mut start, mut end) = (0, self.text.len());
        while start < end {
            let middle = usize::midpoint(start, end);
            if key(middle) < (name, language) { start = middle + 1 } else { end = middle }
        }
        let count = (start..self.text.len()).take_while(|&row| key(row) == (name, language)).count();
        start..start + count
    }

    pub(super) fn clause(&self, row: usize) -> Result<Clause> {
        let number = |column: &[Option<i32>]| column[row].and_then(|n| u32::try_from(n).ok());
        Ok(Clause {
            id: self.id.get(row).to_owned(),
            kind: kind(self.kind.get(row))?,
            annex: number(&self.annex).unwrap_or(0) as u16,
            level: number(&self.level).unwrap_or(0) as u8,
            parent: number(&self.parent),
            number: present(self.number.get(row)),
            opening: present(self.opening.get(row)),
            text: self.words.get(row).to_owned(),
            citations: self.citations.get(row).map(citation).collect::<Result<_>>()?,
            notes: self.note_marks.get(row).map(note_mark).collect::<Result<_>>()?,
            line: u64::from(number(&self.line).unwrap_or(0)),
        })
    }
}

pub(super) fn kind(word: &str) -> Result<Kind> {
    Kind::from_word(word).ok_or_else(|| unknown(word))
}

fn unknown(value: &str) -> ParquetError {
    ParquetError::General(format!("{value:?} means nothing in the table {CLAUSES}"))
}

fn citation(written: &str) -> Result<Citation> {
    let (span, symbol) =
        written.split_once(' ').map_or((written, None), |(span, s)| (span, Some(s.to_owned())));
    let (start, end) = span.split_once('-').ok_or_else(|| unknown(written))?;
    match (start.parse(), end.parse()) {
        (Ok(start), Ok(end)) => Ok(Citation { start, end, symbol }),
        _ => Err(unknown(written)),
    }
}

fn note_mark(written: &str) -> Result<NoteMark> {
    let (at, note) = written.split_once(' ').ok_or_else(|| unknown(written))?;
    match (at.parse(), note.parse::<u32>()) {
        (Ok(at), Ok(note)) if note > 0 => Ok(NoteMark { at, note: note - 1 }),
        _ => Err(unknown(written)),
    }
}
