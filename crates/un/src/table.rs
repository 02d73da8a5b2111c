//! Reading the compiled-in tables of facts.
//!
//! The tables are part of the program, so their cells are borrowed for its whole life instead of being copied:
//! the tables have no doubled quotes and no line breaks inside a cell (a test says so), and a name is then a
//! slice of the program's own text.

use jiff::civil::Date;

/// A row of a compiled-in table, cells in the order of the header.
pub(crate) struct Row<const N: usize> {
    pub(crate) cells: [&'static str; N],
    pub(crate) line: usize,
}

/// What is wrong with a compiled-in table; only a change to `data/un` can bring it about.
#[derive(Debug, thiserror::Error)]
#[error("data/un/{table}, line {line}: {what}")]
pub(crate) struct TableError {
    pub(crate) table: &'static str,
    pub(crate) line: usize,
    pub(crate) what: String,
}

/// A compiled-in table of `N` columns.
#[derive(Clone, Copy)]
pub(crate) struct Table<const N: usize> {
    pub(crate) name: &'static str,
    pub(crate) columns: [&'static str; N],
    pub(crate) text: &'static str,
}

impl<const N: usize> Table<N> {
    /// The rows below the header, the header having been checked.
    pub(crate) fn rows(self) -> Result<Vec<Row<N>>, TableError> {
        let mut lines = self.text.lines().zip(1..);
        if lines.next().and_then(|(header, _)| split(header)) != Some(self.columns) {
            return Err(self.error(1, format!("the columns are not {}", self.columns.join(","))));
        }
        lines
            .map(|(text, line)| match split(text) {
                Some(cells) => Ok(Row { cells, line }),
                None => Err(self.error(line, format!("not {N} cells"))),
            })
            .collect()
    }

    pub(crate) fn error(self, line: usize, what: impl Into<String>) -> TableError {
        TableError { table: self.name, line, what: what.into() }
    }

    /// A day, or none where the cell is empty.
    pub(crate) fn date(self, line: usize, cell: &str) -> Result<Option<Date>, TableError> {
        if cell.is_empty() {
            return Ok(None);
        }
        cell.parse().map(Some).map_err(|error| self.error(line, format!("{cell}: {error}")))
    }
}

/// The cells of a line, if there are `N`. A cell that starts with a quote ends at the next quote.
fn split<const N: usize>(line: &'static str) -> Option<[&'static str; N]> {
    let mut cells = [""; N];
    let mut rest = Some(line);
    for cell in &mut cells {
        let text = rest?;
        let (this, after) = match text.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"')?,
            None => text.split_at(text.find(',').unwrap_or(text.len())),
        };
        *cell = this;
        rest = after.strip_prefix(',');
        if rest.is_none() && !after.is_empty() {
            return None;
        }
    }
    rest.is_none().then_some(cells)
}
