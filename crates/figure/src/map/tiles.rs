//! The grid of tiles: every state the same size, near where it lies.

use travaux_un::state::StateId;

/// A grid with one tile a state. Columns run from west to east and rows from north to south, both from 0;
/// cells without a tile are sea.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tiles {
    /// How many columns there are.
    pub columns: u16,
    /// How many rows there are.
    pub rows: u16,
    /// The column and the row of each state, in the order of the codes. No two share a cell.
    pub of: Vec<(StateId, u16, u16)>,
}

impl Tiles {
    /// The grid with these tiles, or two states that share a cell.
    pub(super) fn new(mut of: Vec<(StateId, u16, u16)>) -> Result<Self, (StateId, StateId)> {
        of.sort_by_key(|&(state, column, row)| (column, row, state));
        for pair in of.windows(2) {
            let ((a, column_a, row_a), (b, column_b, row_b)) = (pair[0], pair[1]);
            if (column_a, row_a) == (column_b, row_b) {
                return Err((a, b));
            }
        }
        of.sort_unstable();
        // One more than the largest, and none where there are no tiles.
        let columns = of.iter().map(|&(_, column, _)| column.saturating_add(1)).max().unwrap_or(0);
        let rows = of.iter().map(|&(_, _, row)| row.saturating_add(1)).max().unwrap_or(0);
        Ok(Self { columns, rows, of })
    }

    /// The column and the row of a state, if it has a tile.
    pub fn get(&self, state: StateId) -> Option<(u16, u16)> {
        let place = self.of.binary_search_by_key(&state, |&(state, ..)| state).ok()?;
        self.of.get(place).map(|&(_, column, row)| (column, row))
    }
}
