//! Tables for programs: plain values, codes or names of states, a share as two columns.

use jiff::civil::Date;
use travaux_record::{Cell, Table};
use travaux_un::set::StateSet;

use crate::words::by_name;

/// A value for a file that a program will read.
#[derive(Debug, Clone, PartialEq)]
pub enum Flat {
    /// Nothing: not known, or not applicable.
    Empty,
    /// Words.
    Text(String),
    /// A count.
    Count(u64),
    /// A number with so many decimal places.
    Number(f64, usize),
    /// A day.
    Date(Date),
}

impl std::fmt::Display for Flat {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Empty => Ok(()),
            Self::Text(text) => f.write_str(text),
            Self::Count(n) => write!(f, "{n}"),
            Self::Number(x, places) => write!(f, "{x:.places$}"),
            Self::Date(date) => write!(f, "{date}"),
        }
    }
}

/// How states are written in a flat table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatesAs {
    /// Codes, with a blank between those of a list.
    Codes,
    /// Names; a single state also has its code, in a column of its own.
    Names,
}

/// A table of plain values: a share is two columns, its part and its base.
#[derive(Debug, Clone, PartialEq)]
pub struct FlatTable {
    /// The heads of the columns.
    pub columns: Vec<String>,
    /// The rows; each as long as `columns`.
    pub rows: Vec<Vec<Flat>>,
}

impl FlatTable {
    /// A table as plain values.
    pub fn new(table: &Table, states: StatesAs) -> Self {
        let has = |column: usize, is: fn(&Cell) -> bool| {
            table.rows.iter().any(|row| row.get(column).is_some_and(is))
        };
        let mut columns = Vec::new();
        let mut second = Vec::new();
        for (at, head) in table.columns.iter().enumerate() {
            let head = match (head.as_str(), at) {
                // A column without a head says what the row is; a program needs a name for it.
                ("", 0) => "item",
                ("", _) => "value",
                (head, _) => head,
            };
            columns.push(head.to_owned());
            let suffix = if has(at, |cell| matches!(cell, Cell::Share { .. })) {
                Some("out of")
            } else if states == StatesAs::Names && has(at, |cell| matches!(cell, Cell::State(_))) {
                Some("code")
            } else {
                None
            };
            if let Some(suffix) = suffix {
                columns.push(format!("{head}: {suffix}"));
            }
            second.push(suffix.is_some());
        }
        let rows = table
            .rows
            .iter()
            .map(|row| {
                let mut cells = Vec::with_capacity(columns.len());
                for (cell, &has_second) in row.iter().zip(&second) {
                    let (value, base) = flat(cell, states);
                    cells.push(value);
                    if has_second {
                        cells.push(base);
                    }
                }
                cells
            })
            .collect();
        Self { columns, rows }
    }
}

/// The names of states in alphabetical order, as the English alphabet has them.
pub fn names(states: StateSet) -> Vec<&'static str> {
    by_name(states).into_iter().map(|state| state.state().name()).collect()
}

fn flat(cell: &Cell, states: StatesAs) -> (Flat, Flat) {
    let value = match cell {
        Cell::Empty => Flat::Empty,
        Cell::Text(text) | Cell::Symbol(text) => Flat::Text(text.clone()),
        Cell::Count(n) => Flat::Count(*n),
        Cell::Number(x, places) => Flat::Number(*x, *places),
        Cell::Share { part, of } => return (Flat::Count(*part), Flat::Count(*of)),
        Cell::State(state) => match states {
            StatesAs::Codes => Flat::Text(state.code().to_owned()),
            StatesAs::Names => {
                return (Flat::Text(state.state().name().to_owned()), Flat::Text(state.code().to_owned()));
            }
        },
        Cell::States(set) if set.is_empty() => Flat::Empty,
        Cell::States(set) => Flat::Text(match states {
            StatesAs::Codes => set.to_string(),
            StatesAs::Names => names(*set).join("; "),
        }),
        Cell::Date(date) => Flat::Date(*date),
    };
    (value, Flat::Empty)
}
