//! What several answers do with their tables.

use travaux_record::{Cell, Table};

/// Takes the columns out of a table that say nothing, as the function tells from the head and the cells.
pub(crate) fn drop_columns(table: &mut Table, says_nothing: impl Fn(&str, &[&Cell]) -> bool) {
    for at in (0..table.columns.len()).rev() {
        let cells: Vec<&Cell> = table.rows.iter().filter_map(|row| row.get(at)).collect();
        if says_nothing(&table.columns[at], &cells) {
            table.columns.remove(at);
            for row in &mut table.rows {
                row.remove(at);
            }
        }
    }
}
