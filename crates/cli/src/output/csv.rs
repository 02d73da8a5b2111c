//! One table of an answer as CSV: codes for states, a share as two columns, dates as days of ISO 8601.

use std::io::Write;

use anyhow::Result;
use travaux_votes::flat::FlatTable;

pub(super) fn write(flat: &FlatTable, out: &mut dyn Write) -> Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(&flat.columns)?;
    for row in &flat.rows {
        csv.write_record(row.iter().map(ToString::to_string))?;
    }
    csv.flush()?;
    Ok(())
}
