//! One table of an answer as Parquet: the columns of the CSV, with types. A column of whole numbers has 32 bits.

use anyhow::{Context, Result};
use travaux_record::{Column, ColumnData, Effort, ParquetTable, days_since_1970};
use travaux_votes::flat::{Flat, FlatTable};

pub(super) fn bytes(name: &str, flat: &FlatTable) -> Result<Vec<u8>> {
    let column = |(at, name): (usize, &String)| Column::new(name.clone(), data(flat, at));
    let table = ParquetTable::new(flat.columns.iter().enumerate().map(column).collect());
    table.write(name, &[], Effort::Fast).context("cannot write Parquet")
}

/// The values of a column, in the narrowest type that has them all.
fn data(flat: &FlatTable, at: usize) -> ColumnData {
    let values = || flat.rows.iter().map(|row| row.get(at).unwrap_or(&Flat::Empty));
    let some = |is: fn(&Flat) -> bool| values().all(|value| is(value) || *value == Flat::Empty);
    if values().all(|value| *value == Flat::Empty) {
        return ColumnData::Text(vec![String::new(); flat.rows.len()]);
    }
    if some(|value| matches!(value, Flat::Count(n) if i32::try_from(*n).is_ok())) {
        return ColumnData::Int(
            values()
                .map(|value| match value {
                    Flat::Count(n) => i32::try_from(*n).ok(),
                    _ => None,
                })
                .collect(),
        );
    }
    if some(|value| matches!(value, Flat::Count(_) | Flat::Number(..))) {
        return ColumnData::Float(
            values()
                .map(|value| match value {
                    Flat::Count(n) => Some(*n as f64),
                    Flat::Number(x, _) => Some(*x),
                    _ => None,
                })
                .collect(),
        );
    }
    if some(|value| matches!(value, Flat::Date(_))) {
        return ColumnData::Day(
            values()
                .map(|value| match value {
                    Flat::Date(day) => Some(days_since_1970(*day)),
                    _ => None,
                })
                .collect(),
        );
    }
    ColumnData::Text(values().map(ToString::to_string).collect())
}
