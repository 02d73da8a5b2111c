//! Rows into files: CSV and JSON Lines as they come, Parquet and workbooks at the end.

use std::io::Write;

use anyhow::Result;
use clap::ValueEnum;
use jiff::civil::Date;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use travaux_record::{Column, ColumnData, Effort, ParquetTable, ParquetWriter, days_since_1970};

use super::layout::{ColumnSpec, Kind, Value};
use crate::failure::Failure;
use crate::output::sink::Sink;
use crate::output::xlsx;

/// The formats of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// Comma-separated values
    Csv,
    /// JSON Lines: an object a row
    #[value(alias = "ndjson")]
    Jsonl,
    /// Parquet, for DuckDB, pandas, R and Spark
    Parquet,
    /// A workbook with a sheet of notes; at most 1,048,575 rows
    Xlsx,
}

/// The rows that a sheet holds, without the heads.
pub(crate) const SHEET_ROWS: u32 = 1_048_575;

/// Takes rows.
#[expect(clippy::large_enum_variant, reason = "there is one, and it lives for the whole export")]
pub(crate) enum Writer {
    Csv { csv: csv::Writer<Sink>, digits: String },
    Jsonl { sink: Sink, columns: &'static [ColumnSpec], line: Vec<u8> },
    Parquet { parquet: ParquetRows, sink: Sink },
    Xlsx { sink: Sink, workbook: Workbook, row: u32, day: Format },
}

impl Writer {
    pub(crate) fn new(
        format: ExportFormat,
        columns: &'static [ColumnSpec],
        sink: Sink,
        last_day: Option<Date>,
    ) -> Result<Self> {
        Ok(match format {
            ExportFormat::Csv => {
                let mut csv = csv::Writer::from_writer(sink);
                csv.write_record(columns.iter().map(|column| column.name))?;
                Self::Csv { csv, digits: String::new() }
            }
            ExportFormat::Jsonl => Self::Jsonl { sink, columns, line: Vec::new() },
            ExportFormat::Parquet => Self::Parquet { parquet: ParquetRows::new(columns)?, sink },
            ExportFormat::Xlsx => {
                let mut workbook = xlsx::workbook(last_day)?;
                let head = Format::new().set_bold();
                let sheet = workbook.add_worksheet();
                sheet.set_name("votes")?;
                sheet.set_freeze_panes(1, 0)?;
                for (at, column) in (0_u16..).zip(columns) {
                    sheet.write_with_format(0, at, column.name, &head)?;
                    let width = if column.kind == Kind::Int { 8 } else { 14 };
                    sheet.set_column_width(at, width.max(column.name.len() + 2) as f64)?;
                }
                Self::Xlsx { sink, workbook, row: 0, day: Format::new().set_num_format("yyyy-mm-dd") }
            }
        })
    }

    pub(crate) fn row(&mut self, values: &[Value<'_>]) -> Result<()> {
        match self {
            Self::Csv { csv, digits } => {
                use std::fmt::Write;
                for value in values {
                    match value {
                        Value::Empty => csv.write_field("")?,
                        Value::Text(text) => csv.write_field(text.as_bytes())?,
                        Value::Int(n) => {
                            digits.clear();
                            write!(digits, "{n}")?;
                            csv.write_field(&digits)?;
                        }
                        Value::Day(day) => {
                            digits.clear();
                            write!(digits, "{day}")?;
                            csv.write_field(&digits)?;
                        }
                    }
                }
                csv.write_record(None::<&[u8]>)?;
            }
            Self::Jsonl { sink, columns, line } => {
                line.clear();
                let mut between = b'{';
                for (column, value) in columns.iter().zip(values) {
                    line.push(between);
                    between = b',';
                    serde_json::to_writer(&mut *line, column.name)?;
                    line.push(b':');
                    match value {
                        Value::Empty => line.extend(b"null"),
                        Value::Text(text) => serde_json::to_writer(&mut *line, text)?,
                        Value::Int(n) => write!(line, "{n}")?,
                        Value::Day(day) => write!(line, "\"{day}\"")?,
                    }
                }
                line.extend(b"}\n");
                sink.write_all(line)?;
            }
            Self::Parquet { parquet, .. } => parquet.row(values)?,
            Self::Xlsx { workbook, row, day, .. } => {
                *row += 1;
                let sheet = workbook.worksheet_from_index(0)?;
                for (at, value) in (0_u16..).zip(values) {
                    match value {
                        Value::Empty => {}
                        Value::Text(text) => {
                            sheet.write(*row, at, text.as_ref())?;
                        }
                        Value::Int(n) => {
                            sheet.write(*row, at, *n as f64)?;
                        }
                        Value::Day(date) => {
                            let value = ExcelDateTime::from_ymd(
                                u16::try_from(date.year())?,
                                u8::try_from(date.month())?,
                                u8::try_from(date.day())?,
                            )?;
                            sheet.write_with_format(*row, at, &value, day)?;
                        }
                    }
                }
            }
        }
        Ok(())
    }

    /// Writes what is left. A workbook takes the notes along; for the others they are a file of their own.
    pub(crate) fn finish(self, notes: &[(String, String)]) -> Result<()> {
        match self {
            Self::Csv { csv, .. } => csv.into_inner().map_err(csv::IntoInnerError::into_error)?.finish(),
            Self::Jsonl { sink, .. } => sink.finish(),
            Self::Parquet { parquet, mut sink } => {
                sink.write_all(&parquet.finish()?)?;
                sink.finish()
            }
            Self::Xlsx { mut sink, mut workbook, .. } => {
                xlsx::notes(workbook.add_worksheet(), notes)?;
                sink.write_all(&workbook.save_to_buffer()?)?;
                sink.finish()
            }
        }
    }
}

/// Rows on their way into a Parquet file, a row group at a time.
pub(crate) struct ParquetRows {
    writer: ParquetWriter<Vec<u8>>,
    columns: &'static [ColumnSpec],
    data: Vec<ColumnData>,
    rows: usize,
}

impl ParquetRows {
    const ROWS_A_GROUP: usize = 1 << 16;

    fn new(columns: &'static [ColumnSpec]) -> Result<Self> {
        let data = empty(columns);
        let writer = ParquetWriter::new(Vec::new(), "votes", &table(columns, data.clone()), Effort::Fast)
            .map_err(|e| Failure::new(format!("cannot write Parquet: {e}")))?;
        Ok(Self { writer, columns, data, rows: 0 })
    }

    fn row(&mut self, values: &[Value<'_>]) -> Result<()> {
        for (column, value) in self.data.iter_mut().zip(values) {
            match (column, value) {
                (ColumnData::Text(column), Value::Text(text)) => column.push(text.to_string()),
                (ColumnData::Text(column), Value::Int(n)) => column.push(n.to_string()),
                (ColumnData::Text(column), Value::Day(day)) => column.push(day.to_string()),
                (ColumnData::Text(column), Value::Empty) => column.push(String::new()),
                (ColumnData::Int(column), Value::Int(n)) => column.push(Some(i32::try_from(*n)?)),
                (ColumnData::Day(column), Value::Day(day)) => column.push(Some(days_since_1970(*day))),
                (ColumnData::Int(column) | ColumnData::Day(column), _) => column.push(None),
                (ColumnData::List(_) | ColumnData::Float(_) | ColumnData::Flag(_), _) => {}
            }
        }
        self.rows += 1;
        if self.rows == Self::ROWS_A_GROUP { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<()> {
        let data = std::mem::replace(&mut self.data, empty(self.columns));
        self.rows = 0;
        self.writer
            .group(&table(self.columns, data))
            .map_err(|e| Failure::new(format!("cannot write Parquet: {e}")).into())
    }

    fn finish(mut self) -> Result<Vec<u8>> {
        if self.rows > 0 {
            self.flush()?;
        }
        self.writer.finish().map_err(|e| Failure::new(format!("cannot write Parquet: {e}")).into())
    }
}

fn empty(columns: &[ColumnSpec]) -> Vec<ColumnData> {
    columns
        .iter()
        .map(|column| match column.kind {
            Kind::Text => ColumnData::Text(Vec::new()),
            Kind::Int => ColumnData::Int(Vec::new()),
            Kind::Day => ColumnData::Day(Vec::new()),
        })
        .collect()
}

fn table(columns: &[ColumnSpec], data: Vec<ColumnData>) -> ParquetTable {
    ParquetTable::new(columns.iter().zip(data).map(|(spec, data)| Column::new(spec.name, data)).collect())
}
