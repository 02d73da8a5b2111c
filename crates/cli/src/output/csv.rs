//! One table of an answer as CSV: codes for states, a share as two columns, dates as days of ISO 8601.

use std::io::Write;

use anyhow::Result;

use crate::output::{Page, choose};
use travaux_votes::flat::{FlatTable, StatesAs};

pub(crate) fn write(page: &Page, wanted: Option<&str>, out: &mut dyn Write) -> Result<()> {
    write_flat(&FlatTable::new(choose(page, wanted)?, StatesAs::Codes), out)
}

/// A table of plain values.
pub(super) fn write_flat(flat: &FlatTable, out: &mut dyn Write) -> Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(&flat.columns)?;
    for row in &flat.rows {
        csv.write_record(row.iter().map(ToString::to_string))?;
    }
    csv.flush()?;
    Ok(())
}
