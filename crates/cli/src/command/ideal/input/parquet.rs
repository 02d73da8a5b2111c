//! A long table from a Parquet file: four columns of any plain type, read a few thousand rows at a time, whatever number the
//! file says that it has.

use std::io::Write;
use std::panic::{self, AssertUnwindSafe};

use anyhow::{Error, Result};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::DataType;
use parquet::errors::ParquetError;
use parquet::file::metadata::RowGroupMetaData;
use parquet::file::reader::{ChunkReader, FileReader, RowGroupReader, SerializedFileReader};

use super::gathered::{Gathered, Row};
use super::problems::Problems;
use crate::failure::Failure;

/// The first bytes of a Parquet file.
pub(super) const MAGIC: &[u8; 4] = b"PAR1";
/// Rows at a time.
const BATCH: usize = 1 << 13;

pub(super) fn read(
    name: &str,
    file: impl ChunkReader + 'static,
    gathered: &mut Gathered,
    problems: &mut Problems<'_>,
) -> Result<()> {
    let unreadable = |error: &ParquetError| unreadable(name, error);
    let length = i64::try_from(file.len()).unwrap_or(i64::MAX);
    let reader = guarded(|| SerializedFileReader::new(file)).map_err(|error| unreadable(&error))?;
    if !reader.metadata().row_groups().iter().all(|group| is_within(group, length)) {
        return Err(unreadable(&ParquetError::General(
            "it says that its columns lie outside of it".to_owned(),
        )));
    }
    let schema = reader.metadata().file_metadata().schema_descr_ptr();
    let heads: Vec<&str> = schema
        .columns()
        .iter()
        .filter_map(|column| column.path().parts().first().map(String::as_str))
        .collect();
    let (needed, period) = super::columns(name, &heads)?;
    let places: Vec<usize> = needed.into_iter().chain(period).collect();
    for &place in &places {
        let column = schema.column(place);
        if column.max_rep_level() > 0 || column.path().parts().len() > 1 {
            return Err(Failure::new(format!("the column «{}» of {name} has lists or parts", heads[place]))
                .hint("a column of text or whole numbers is needed, a value a row")
                .into());
        }
    }
    let mut line = 0;
    for number in 0..reader.num_row_groups() {
        let group = reader.get_row_group(number).map_err(|error| unreadable(&error))?;
        let mut columns = Vec::new();
        for &place in &places {
            let levels = schema.column(place).max_def_level();
            columns.push(
                Column::open(group.as_ref(), place, levels, heads[place])
                    .map_err(|error| unreadable(&error))?,
            );
        }
        loop {
            let mut rows = usize::MAX;
            for column in &mut columns {
                let read = guarded(|| column.next_batch()).map_err(|error| unreadable(&error))?;
                rows = rows.min(read);
            }
            if columns.iter().any(|column| column.values.len() != rows) {
                return Err(unreadable(&ParquetError::General(
                    "its columns are not of one length".to_owned(),
                )));
            }
            if rows == 0 {
                break;
            }
            for at in 0..rows {
                line += 1;
                let cells: Option<Vec<&str>> = columns.iter().map(|column| column.values.get(at)).collect();
                let Some(cells) = cells else {
                    problems.row(line, "a value is no text of UTF-8".to_owned(), "the row is left out");
                    continue;
                };
                let (voter, item, answer) = (cells[0], cells[1], cells[2]);
                let row = Row { line, voter, item, period: cells.get(3).copied(), answer };
                gathered.take(&row, problems)?;
            }
        }
    }
    Ok(())
}

/// Runs a part of the library, which panics on some pages that are damaged: that is an error like others.
fn guarded<T>(read: impl FnOnce() -> Result<T, ParquetError>) -> Result<T, ParquetError> {
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let read = panic::catch_unwind(AssertUnwindSafe(read));
    panic::set_hook(hook);
    read.unwrap_or_else(|_panic| Err(ParquetError::General("it is damaged".to_owned())))
}

/// Whether a group of rows lies within the file: the library takes what a damaged file says of it for granted.
fn is_within(group: &RowGroupMetaData, length: i64) -> bool {
    group.num_rows() >= 0
        && group.columns().iter().all(|column| {
            let start = column.dictionary_page_offset().unwrap_or_else(|| column.data_page_offset());
            let end = start.checked_add(column.compressed_size());
            start >= 0 && column.compressed_size() >= 0 && end.is_some_and(|end| end <= length)
        })
}

fn unreadable(name: &str, error: &ParquetError) -> Error {
    let message = error.to_string();
    let hint = match error {
        _ if message.contains("feature") => "write it with snappy or zstd, or without compression",
        ParquetError::NYI(_) => "write it with snappy or zstd, or without compression, or as CSV",
        _ => "write it anew, or as CSV",
    };
    Failure::new(format!("{name} cannot be read as Parquet: {message}")).hint(hint).into()
}

/// Values of one column as text, one after the other.
#[derive(Debug, Default)]
struct Texts {
    text: Vec<u8>,
    ends: Vec<usize>,
}

impl Texts {
    fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }

    fn len(&self) -> usize {
        self.ends.len()
    }

    fn close(&mut self) {
        self.ends.push(self.text.len());
    }

    /// A value, blanks around it left out; nothing where it is no text. Null is empty.
    fn get(&self, at: usize) -> Option<&str> {
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        std::str::from_utf8(&self.text[start..self.ends[at]]).ok().map(str::trim)
    }
}

struct Column {
    reader: ColumnReader,
    /// The level of what is there; 0 where nothing may be missing.
    present: i16,
    name: String,
    values: Texts,
}

impl Column {
    fn open(
        group: &dyn RowGroupReader,
        place: usize,
        present: i16,
        name: &str,
    ) -> Result<Self, ParquetError> {
        let reader = group.get_column_reader(place)?;
        Ok(Self { reader, present, name: name.to_owned(), values: Texts::default() })
    }

    /// Reads some rows, and says how many.
    fn next_batch(&mut self) -> Result<usize, ParquetError> {
        let (present, values) = (self.present, &mut self.values);
        values.clear();
        match &mut self.reader {
            ColumnReader::ByteArrayColumnReader(reader) => {
                batch(reader, present, values, |value, text| text.extend_from_slice(value.data()))
            }
            ColumnReader::Int32ColumnReader(reader) => {
                batch(reader, present, values, |value, text| put(text, value))
            }
            ColumnReader::Int64ColumnReader(reader) => {
                batch(reader, present, values, |value, text| put(text, value))
            }
            // Tables with gaps in a column of whole numbers often have them as floats.
            ColumnReader::DoubleColumnReader(reader) => batch(reader, present, values, |value, text| {
                if !value.is_nan() {
                    put(text, value);
                }
            }),
            ColumnReader::FloatColumnReader(reader) => batch(reader, present, values, |value, text| {
                if !value.is_nan() {
                    put(text, value);
                }
            }),
            ColumnReader::BoolColumnReader(reader) => {
                batch(reader, present, values, |value, text| put(text, value))
            }
            ColumnReader::Int96ColumnReader(_) | ColumnReader::FixedLenByteArrayColumnReader(_) => {
                Err(ParquetError::General(format!("the column «{}» is neither text nor numbers", self.name)))
            }
        }
    }
}

/// A value as it is printed: 2020 also of 2020.0.
fn put(text: &mut Vec<u8>, value: impl std::fmt::Display) {
    // Writing into memory does not fail.
    let _ = write!(text, "{value}");
}

fn batch<T: DataType>(
    reader: &mut ColumnReaderImpl<T>,
    present: i16,
    into: &mut Texts,
    put: impl Fn(&T::T, &mut Vec<u8>),
) -> Result<usize, ParquetError> {
    let (mut values, mut levels) = (Vec::new(), Vec::new());
    let wanted = (present > 0).then_some(&mut levels);
    let (rows, _, _) = reader.read_records(BATCH, wanted, None, &mut values)?;
    let mut values = values.iter();
    for row in 0..rows {
        let is_there = present == 0 || levels.get(row).is_some_and(|level| *level == present);
        if let Some(value) = is_there.then(|| values.next()).flatten() {
            put(value, &mut into.text);
        }
        into.close();
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use indicatif::ProgressBar;
    use travaux_record::{Column, ColumnData, Effort, ParquetTable};

    use super::*;
    use crate::console::Console;

    fn file() -> Vec<u8> {
        let words = |word: fn(i32) -> String| ColumnData::Text((0..60).map(word).collect());
        let table = ParquetTable::new(vec![
            Column::new("voter", words(|row| format!("v{}", row % 6))),
            Column::new("item", ColumnData::Int((0..60).map(|row| Some(row / 6)).collect())),
            Column::new("answer", words(|row| ["no", "", "yes"][row as usize % 3].to_owned())),
        ]);
        table.write("votes", &[20, 20], Effort::Fast).expect("it can be written")
    }

    fn votes_of(bytes: Vec<u8>) -> Result<usize> {
        let console = Console::new(true, false);
        let (mut gathered, mut problems) =
            (Gathered::new(1_000, ProgressBar::hidden()), Problems::new(&console, "votes.parquet"));
        read("votes.parquet", Bytes::from(bytes), &mut gathered, &mut problems)?;
        Ok(gathered.votes(&["no".to_owned(), "yes".to_owned()], &mut problems)?.votes())
    }

    #[test]
    fn null_is_no_vote() {
        assert_eq!(votes_of(file()).expect("it can be read"), 40);
    }

    /// Every byte damaged in turn, and every end cut off: votes or a refusal, and no panic.
    #[test]
    fn damaged_files_are_refused_or_read() {
        let whole = file();
        let mut refused = 0;
        for place in 0..whole.len() {
            for change in [0x01, 0x80, 0xff] {
                let mut bytes = whole.clone();
                bytes[place] ^= change;
                refused += usize::from(votes_of(bytes).is_err());
            }
            assert!(votes_of(whole[..place].to_vec()).is_err(), "{place}");
        }
        assert!(refused > whole.len(), "{refused}");
    }
}
