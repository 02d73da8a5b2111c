//! Parquet tables of a few flat columns, written and read column by column.
//!
//! Strings, lists of strings, numbers, days and flags are all our tables need. Absent strings are null in
//! the file and empty here; an empty string is never a value.

use std::borrow::Cow;
use std::io::Write;
use std::ops::Range;
use std::sync::Arc;

use bytes::Bytes;
use jiff::civil::Date;
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical, ZstdLevel};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl, get_column_reader};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int32Type};
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::{ParquetMetaData, ParquetMetaDataReader};
use parquet::file::properties::{EnabledStatistics, WriterProperties, WriterVersion};
use parquet::file::reader::{ChunkReader, Length};
use parquet::file::serialized_reader::SerializedPageReader;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::{ColumnPath, Type, TypePtr};

/// The values of a column.
#[derive(Debug, Clone, PartialEq)]
pub enum ColumnData {
    /// Strings; the empty one is null.
    Text(Vec<String>),
    /// Lists of strings.
    List(Vec<Vec<String>>),
    /// Whole numbers.
    Int(Vec<Option<i32>>),
    /// Numbers.
    Float(Vec<Option<f64>>),
    /// Days, counted from 1 January 1970.
    Day(Vec<Option<i32>>),
    /// Yes or no.
    Flag(Vec<Option<bool>>),
}

impl ColumnData {
    fn len(&self) -> usize {
        match self {
            Self::Text(v) => v.len(),
            Self::List(v) => v.len(),
            Self::Int(v) | Self::Day(v) => v.len(),
            Self::Float(v) => v.len(),
            Self::Flag(v) => v.len(),
        }
    }
}

/// A named column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Its name.
    pub name: Cow<'static, str>,
    /// Its values.
    pub data: ColumnData,
    /// Whether values come again so often that a dictionary of them is worth its room.
    repeats: bool,
}

impl Column {
    /// A column.
    pub fn new(name: impl Into<Cow<'static, str>>, data: ColumnData) -> Self {
        Self { name: name.into(), data, repeats: true }
    }

    /// A column of values that hardly come again: the words of clauses.
    pub(crate) fn of_prose(name: &'static str, data: ColumnData) -> Self {
        Self { name: name.into(), data, repeats: false }
    }

    fn schema(&self) -> Result<TypePtr> {
        let primitive = |name: &str, physical, logical, repetition| {
            let of = Type::primitive_type_builder(name, physical).with_repetition(repetition);
            of.with_logical_type(logical).build().map(Arc::new)
        };
        let name = self.name.as_ref();
        let optional = |physical, logical| primitive(name, physical, logical, Repetition::OPTIONAL);
        match self.data {
            ColumnData::Text(_) => optional(Physical::BYTE_ARRAY, Some(LogicalType::String)),
            ColumnData::Int(_) => optional(Physical::INT32, None),
            ColumnData::Float(_) => optional(Physical::DOUBLE, None),
            ColumnData::Day(_) => optional(Physical::INT32, Some(LogicalType::Date)),
            ColumnData::Flag(_) => optional(Physical::BOOLEAN, None),
            ColumnData::List(_) => {
                let string = Some(LogicalType::String);
                let element = primitive("element", Physical::BYTE_ARRAY, string, Repetition::REQUIRED)?;
                let list = Type::group_type_builder("list").with_repetition(Repetition::REPEATED);
                let list = Arc::new(list.with_fields(vec![element]).build()?);
                let whole = Type::group_type_builder(name).with_repetition(Repetition::REQUIRED);
                whole.with_logical_type(Some(LogicalType::List)).with_fields(vec![list]).build().map(Arc::new)
            }
        }
    }
}

/// A table of columns, to be written as one Parquet file. Same table, same bytes.
#[derive(Debug, Clone, PartialEq)]
pub struct ParquetTable {
    columns: Vec<Column>,
}

impl ParquetTable {
    /// A table.
    ///
    /// # Panics
    /// When the columns are not of one length: a defect of the caller.
    pub fn new(columns: Vec<Column>) -> Self {
        assert!(columns.windows(2).all(|w| w[0].data.len() == w[1].data.len()), "columns of one length");
        Self { columns }
    }

    /// How many rows it has.
    pub fn rows(&self) -> usize {
        self.columns.first().map_or(0, |c| c.data.len())
    }

    /// As a Parquet file. `groups` are the numbers of rows of each row group; what they leave over goes into a
    /// last one.
    pub fn write(&self, name: &str, groups: &[usize], effort: Effort) -> Result<Vec<u8>> {
        let mut writer = ParquetWriter::new(Vec::new(), name, self, effort)?;
        let rest = self.rows() - groups.iter().sum::<usize>();
        let mut groups: Vec<usize> = groups.iter().copied().chain([rest]).filter(|&rows| rows > 0).collect();
        if groups.is_empty() {
            // An empty table has one empty row group.
            groups.push(0);
        }
        let mut start = 0;
        for rows in groups {
            writer.rows(self, start..start + rows)?;
            start += rows;
        }
        writer.finish()
    }

    /// The file's schema.
    fn schema(&self, name: &str) -> Result<Type> {
        let fields = self.columns.iter().map(Column::schema).collect::<Result<_>>()?;
        Type::group_type_builder(name).with_fields(fields).build()
    }
}

/// What is worth more in a Parquet file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// Its size: for what is written once and read often.
    Small,
    /// The time it takes: for what a user asks for.
    Fast,
}

/// Writes a Parquet file table by table, each a row group, so that no more than one need be in memory.
pub struct ParquetWriter<W: Write + Send> {
    writer: SerializedFileWriter<W>,
}

impl<W: Write + Send> std::fmt::Debug for ParquetWriter<W> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ParquetWriter").finish_non_exhaustive()
    }
}

impl<W: Write + Send> ParquetWriter<W> {
    /// A file of tables with the columns of `like`.
    pub fn new(output: W, name: &str, like: &ParquetTable, effort: Effort) -> Result<Self> {
        let schema = Arc::new(like.schema(name)?);
        let level = match effort {
            Effort::Small => 19,
            Effort::Fast => 3,
        };
        let mut properties = WriterProperties::builder()
            .set_writer_version(WriterVersion::PARQUET_1_0)
            .set_created_by("travaux".to_owned())
            .set_compression(Compression::ZSTD(ZstdLevel::try_new(level)?))
            .set_dictionary_enabled(true)
            .set_statistics_enabled(EnabledStatistics::Chunk);
        for column in like.columns.iter().filter(|column| !column.repeats) {
            let path = ColumnPath::from(column.name.as_ref());
            properties = properties
                .set_column_dictionary_enabled(path.clone(), false)
                .set_column_statistics_enabled(path, EnabledStatistics::None);
        }
        Ok(Self { writer: SerializedFileWriter::new(output, schema, Arc::new(properties.build()))? })
    }

    /// Writes a table as a row group.
    pub fn group(&mut self, table: &ParquetTable) -> Result<()> {
        self.rows(table, 0..table.rows())
    }

    fn rows(&mut self, table: &ParquetTable, rows: Range<usize>) -> Result<()> {
        let mut group = self.writer.next_row_group()?;
        for column in &table.columns {
            write_column(&mut group, &column.data, rows.clone())?;
        }
        group.close()?;
        Ok(())
    }

    /// Writes the end of the file, and gives back what it was written to.
    pub fn finish(self) -> Result<W> {
        self.writer.into_inner()
    }
}

fn write_column<W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    data: &ColumnData,
    rows: Range<usize>,
) -> Result<()> {
    let mut column =
        group.next_column()?.ok_or_else(|| ParquetError::General("more columns than the schema".into()))?;
    match data {
        ColumnData::Text(values) => {
            let levels: Vec<i16> = values[rows.clone()].iter().map(|v| i16::from(!v.is_empty())).collect();
            let present: Vec<ByteArray> =
                values[rows].iter().filter(|v| !v.is_empty()).map(|v| ByteArray::from(v.as_str())).collect();
            column.typed::<ByteArrayType>().write_batch(&present, Some(&levels), None)?;
        }
        ColumnData::List(lists) => {
            let mut present = Vec::new();
            let (mut definition, mut repetition) = (Vec::new(), Vec::new());
            for list in &lists[rows] {
                if list.is_empty() {
                    definition.push(0);
                    repetition.push(0);
                }
                for (i, value) in list.iter().enumerate() {
                    present.push(ByteArray::from(value.as_str()));
                    definition.push(1);
                    repetition.push(i16::from(i > 0));
                }
            }
            column.typed::<ByteArrayType>().write_batch(&present, Some(&definition), Some(&repetition))?;
        }
        ColumnData::Int(values) | ColumnData::Day(values) => {
            let levels: Vec<i16> = values[rows.clone()].iter().map(|v| i16::from(v.is_some())).collect();
            let present: Vec<i32> = values[rows].iter().flatten().copied().collect();
            column.typed::<Int32Type>().write_batch(&present, Some(&levels), None)?;
        }
        ColumnData::Float(values) => {
            let levels: Vec<i16> = values[rows.clone()].iter().map(|v| i16::from(v.is_some())).collect();
            let present: Vec<f64> = values[rows].iter().flatten().copied().collect();
            column.typed::<DoubleType>().write_batch(&present, Some(&levels), None)?;
        }
        ColumnData::Flag(values) => {
            let levels: Vec<i16> = values[rows.clone()].iter().map(|v| i16::from(v.is_some())).collect();
            let present: Vec<bool> = values[rows].iter().flatten().copied().collect();
            column.typed::<BoolType>().write_batch(&present, Some(&levels), None)?;
        }
    }
    column.close()
}

/// Strings one after the other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct TextColumn {
    text: String,
    ends: Vec<u32>,
}

impl TextColumn {
    pub(crate) fn get(&self, row: usize) -> &str {
        let start = if row == 0 { 0 } else { self.ends[row - 1] as usize };
        &self.text[start..self.ends[row] as usize]
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    fn push(&mut self, value: &[u8]) -> Result<()> {
        let value = std::str::from_utf8(value)
            .map_err(|e| ParquetError::General(format!("a string that is not UTF-8: {e}")))?;
        self.text.push_str(value);
        self.close();
        Ok(())
    }

    fn close(&mut self) {
        self.ends.push(self.text.len() as u32);
    }
}

/// Lists of strings one after the other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ListColumn {
    values: TextColumn,
    ends: Vec<u32>,
}

impl ListColumn {
    pub(crate) fn get(&self, row: usize) -> impl Iterator<Item = &str> + '_ {
        let start = if row == 0 { 0 } else { self.ends[row - 1] };
        (start..self.ends[row]).map(|i| self.values.get(i as usize))
    }
}

/// Bytes of a file from some place on.
struct Window {
    start: u64,
    bytes: Bytes,
}

impl Length for Window {
    fn len(&self) -> u64 {
        self.start + self.bytes.len() as u64
    }
}

impl ChunkReader for Window {
    type T = bytes::buf::Reader<Bytes>;

    fn get_read(&self, start: u64) -> Result<Self::T> {
        self.bytes.get_read(self.place(start)?)
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes> {
        self.bytes.get_bytes(self.place(start)?, length)
    }
}

impl Window {
    fn place(&self, at: u64) -> Result<u64> {
        let outside = || ParquetError::General(format!("byte {at} was not read"));
        at.checked_sub(self.start).ok_or_else(outside)
    }
}

/// A Parquet file of ours, opened: all of it, or one row group.
pub(crate) struct ParquetFile {
    metadata: Arc<ParquetMetaData>,
    window: Arc<Window>,
}

impl ParquetFile {
    pub(crate) fn open(bytes: Bytes) -> Result<Self> {
        let metadata = Arc::new(ParquetMetaDataReader::new().parse_and_finish(&bytes)?);
        Ok(Self::part(&metadata, 0, bytes))
    }

    /// A file of which only some bytes are there: whole row groups.
    pub(crate) fn part(metadata: &Arc<ParquetMetaData>, start: u64, bytes: Bytes) -> Self {
        Self { metadata: Arc::clone(metadata), window: Arc::new(Window { start, bytes }) }
    }

    /// The rows of each row group.
    pub(crate) fn groups(&self) -> Vec<usize> {
        let groups = self.metadata.row_groups();
        groups.iter().map(|g| usize::try_from(g.num_rows()).unwrap_or(0)).collect()
    }

    fn place(&self, name: &str) -> Result<usize> {
        let schema = self.metadata.file_metadata().schema_descr();
        (0..schema.num_columns())
            .find(|&i| schema.column(i).path().parts().first().is_some_and(|p| p == name))
            .ok_or_else(|| ParquetError::General(format!("no column named {name}")))
    }

    fn groups_of(&self, name: &str, group: Option<usize>) -> Result<Vec<(ColumnReader, usize)>> {
        let place = self.place(name)?;
        let groups = match group {
            Some(group) => group..group + 1,
            None => 0..self.metadata.num_row_groups(),
        };
        groups
            .map(|g| {
                let group = self.metadata.row_group(g);
                let rows = usize::try_from(group.num_rows()).unwrap_or(0);
                let column = group.column(place);
                let pages = SerializedPageReader::new(Arc::clone(&self.window), column, rows, None)?;
                Ok((get_column_reader(column.column_descr_ptr(), Box::new(pages)), rows))
            })
            .collect()
    }

    /// Whether a row group's part of a column holds nothing, as its statistics say.
    pub(crate) fn is_all_null(&self, name: &str, group: usize) -> Result<bool> {
        let group = self.metadata.row_group(group);
        let statistics = group.column(self.place(name)?).statistics();
        let nulls = statistics.and_then(parquet::file::statistics::Statistics::null_count_opt);
        Ok(nulls.is_some_and(|nulls| i64::try_from(nulls) == Ok(group.num_rows())))
    }

    /// A column of strings; null is empty. Of one row group, or of all.
    pub(crate) fn text(&self, name: &str, group: Option<usize>) -> Result<TextColumn> {
        let mut column = TextColumn::default();
        self.each_text(name, group, |value| column.push(value))?;
        Ok(column)
    }

    /// Hands every string of a column to a function, without keeping them.
    pub(crate) fn each_text(
        &self,
        name: &str,
        group: Option<usize>,
        mut each: impl FnMut(&[u8]) -> Result<()>,
    ) -> Result<()> {
        for (reader, rows) in self.groups_of(name, group)? {
            let ColumnReader::ByteArrayColumnReader(mut reader) = reader else {
                return Err(wrong_type(name));
            };
            let mut values: Vec<ByteArray> = Vec::with_capacity(rows);
            let mut levels: Vec<i16> = Vec::with_capacity(rows);
            let (read, _, _) = reader.read_records(rows, Some(&mut levels), None, &mut values)?;
            expect_rows(name, read, rows)?;
            let mut values = values.iter();
            for level in levels {
                let value = if level == 1 { values.next() } else { None };
                each(value.map_or(&[], |v| v.data()))?;
            }
        }
        Ok(())
    }

    /// A column of lists of strings.
    pub(crate) fn list(&self, name: &str, group: Option<usize>) -> Result<ListColumn> {
        let mut column = ListColumn::default();
        for (reader, rows) in self.groups_of(name, group)? {
            let ColumnReader::ByteArrayColumnReader(mut reader) = reader else {
                return Err(wrong_type(name));
            };
            let (mut values, mut definition, mut repetition) = (Vec::new(), Vec::new(), Vec::new());
            let (read, _, _) =
                reader.read_records(rows, Some(&mut definition), Some(&mut repetition), &mut values)?;
            expect_rows(name, read, rows)?;
            let before = column.ends.len();
            let mut values = values.iter();
            for (level, repeated) in definition.into_iter().zip(repetition) {
                if repeated == 0 {
                    column.ends.push(column.values.len() as u32);
                }
                if level == 1 {
                    if let Some(value) = values.next() {
                        column.values.push(value.data())?;
                    }
                    if let Some(end) = column.ends.last_mut() {
                        *end += 1;
                    }
                }
            }
            expect_rows(name, column.ends.len() - before, rows)?;
        }
        Ok(column)
    }

    /// A column of whole numbers or of days.
    pub(crate) fn int(&self, name: &str, group: Option<usize>) -> Result<Vec<Option<i32>>> {
        let mut column = Vec::new();
        for (reader, rows) in self.groups_of(name, group)? {
            let ColumnReader::Int32ColumnReader(reader) = reader else { return Err(wrong_type(name)) };
            column.append(&mut nullable(reader, name, rows)?);
        }
        Ok(column)
    }

    /// A column of flags.
    pub(crate) fn flag(&self, name: &str) -> Result<Vec<Option<bool>>> {
        let mut column = Vec::new();
        for (reader, rows) in self.groups_of(name, None)? {
            let ColumnReader::BoolColumnReader(reader) = reader else { return Err(wrong_type(name)) };
            column.append(&mut nullable(reader, name, rows)?);
        }
        Ok(column)
    }
}

/// The values of a row group's part of a column, null where the definition level says so.
fn nullable<T: DataType>(
    mut reader: ColumnReaderImpl<T>,
    name: &str,
    rows: usize,
) -> Result<Vec<Option<T::T>>> {
    let mut values: Vec<T::T> = Vec::with_capacity(rows);
    let mut levels: Vec<i16> = Vec::with_capacity(rows);
    let (read, _, _) = reader.read_records(rows, Some(&mut levels), None, &mut values)?;
    expect_rows(name, read, rows)?;
    let mut values = values.into_iter();
    Ok(levels.into_iter().map(|level| if level == 1 { values.next() } else { None }).collect())
}

fn wrong_type(name: &str) -> ParquetError {
    ParquetError::General(format!("column {name} has another type than it should"))
}

fn expect_rows(name: &str, read: usize, rows: usize) -> Result<()> {
    if read == rows {
        Ok(())
    } else {
        Err(ParquetError::General(format!("column {name} has {read} rows where {rows} were announced")))
    }
}

/// A day as a column has it.
pub fn days_since_1970(date: Date) -> i32 {
    (date - Date::constant(1970, 1, 1)).get_days()
}

/// The day that so many days after 1 January 1970 is.
pub(crate) fn day(days: i32) -> Option<Date> {
    Date::constant(1970, 1, 1).checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}
