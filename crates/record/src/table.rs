//! Tables: what an answer looks like in a terminal, a spreadsheet, a CSV file or a report.

use jiff::civil::Date;
use travaux_un::set::StateSet;
use travaux_un::state::StateId;

/// A cell of a table, with its meaning, so that each rendering can do it justice.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing: not known, or not applicable.
    Empty,
    /// Words.
    Text(String),
    /// A count.
    Count(u64),
    /// A number with so many decimal places.
    Number(f64, usize),
    /// A share; never printed without its base.
    Share {
        /// So many.
        part: u64,
        /// Out of.
        of: u64,
    },
    /// A state.
    State(StateId),
    /// Several states.
    States(StateSet),
    /// A day.
    Date(Date),
    /// The symbol of a document.
    Symbol(String),
}

impl From<&str> for Cell {
    fn from(s: &str) -> Self {
        if s.is_empty() { Self::Empty } else { Self::Text(s.to_owned()) }
    }
}

impl From<String> for Cell {
    fn from(s: String) -> Self {
        if s.is_empty() { Self::Empty } else { Self::Text(s) }
    }
}

impl From<u64> for Cell {
    fn from(n: u64) -> Self {
        Self::Count(n)
    }
}

impl From<u16> for Cell {
    fn from(n: u16) -> Self {
        Self::Count(u64::from(n))
    }
}

impl From<usize> for Cell {
    fn from(n: usize) -> Self {
        Self::Count(n as u64)
    }
}

impl From<StateId> for Cell {
    fn from(state: StateId) -> Self {
        Self::State(state)
    }
}

impl From<StateSet> for Cell {
    fn from(states: StateSet) -> Self {
        Self::States(states)
    }
}

impl From<Date> for Cell {
    fn from(date: Date) -> Self {
        Self::Date(date)
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

/// A table with a name, a title, named columns and rows of cells.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// A short name, fit for a sheet or a file: `tally`, `moved`.
    pub name: String,
    /// The title, as a reader would like it.
    pub title: String,
    /// The heads of the columns.
    pub columns: Vec<String>,
    /// The rows; each as long as `columns`.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// A table without rows yet.
    pub fn new(name: &str, title: impl Into<String>, columns: &[&str]) -> Self {
        Self {
            name: name.to_owned(),
            title: title.into(),
            columns: columns.iter().map(|&c| c.to_owned()).collect(),
            rows: Vec::new(),
        }
    }

    /// Adds a row.
    pub fn row<const N: usize>(&mut self, cells: [Cell; N]) {
        self.rows.push(cells.into());
    }

    /// Takes the columns out that say nothing, as the function tells from the head and the cells.
    pub fn drop_columns(&mut self, says_nothing: impl Fn(&str, &[&Cell]) -> bool) {
        for at in (0..self.columns.len()).rev() {
            let cells: Vec<&Cell> = self.rows.iter().filter_map(|row| row.get(at)).collect();
            if says_nothing(&self.columns[at], &cells) {
                self.columns.remove(at);
                for row in &mut self.rows {
                    row.remove(at);
                }
            }
        }
    }

    /// Takes the columns out in which no row has anything.
    pub fn drop_empty_columns(&mut self) {
        self.drop_columns(|_, cells| cells.iter().all(|cell| **cell == Cell::Empty));
    }
}

/// What can be shown as tables.
pub trait Tabular {
    /// The tables, the most important first.
    fn tables(&self) -> Vec<Table>;
}
