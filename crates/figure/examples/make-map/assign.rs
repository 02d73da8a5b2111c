//! The cheapest assignment of rows to columns: the Hungarian algorithm, with potentials, in O(n² m).

/// For each row the column that it is given, so that the sum of the costs is the least. There are at least as many
/// columns as rows.
pub(crate) fn cheapest(costs: &[Vec<f64>]) -> Vec<usize> {
    let rows = costs.len();
    let columns = costs.first().map_or(0, Vec::len);
    // One more of each: row and column 0 stand for "none yet".
    let mut row_potential = vec![0.0; rows + 1];
    let mut column_potential = vec![0.0; columns + 1];
    let mut row_of = vec![0_usize; columns + 1];
    for row in 1..=rows {
        row_of[0] = row;
        let mut column = 0;
        let mut slack = vec![f64::INFINITY; columns + 1];
        let mut came_from = vec![0_usize; columns + 1];
        let mut seen = vec![false; columns + 1];
        while row_of[column] != 0 {
            seen[column] = true;
            let this = row_of[column];
            let (mut least, mut next) = (f64::INFINITY, 0);
            for other in 1..=columns {
                if seen[other] {
                    continue;
                }
                let cost = costs[this - 1][other - 1] - row_potential[this] - column_potential[other];
                if cost < slack[other] {
                    slack[other] = cost;
                    came_from[other] = column;
                }
                if slack[other] < least {
                    (least, next) = (slack[other], other);
                }
            }
            for other in 0..=columns {
                if seen[other] {
                    row_potential[row_of[other]] += least;
                    column_potential[other] -= least;
                } else {
                    slack[other] -= least;
                }
            }
            column = next;
        }
        while column != 0 {
            let previous = came_from[column];
            row_of[column] = row_of[previous];
            column = previous;
        }
    }
    let mut given = vec![0; rows];
    for column in 1..=columns {
        if row_of[column] != 0 {
            given[row_of[column] - 1] = column - 1;
        }
    }
    given
}
