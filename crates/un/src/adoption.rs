//! The days on which resolutions and decisions were adopted, as later texts say when they cite them.

use std::sync::OnceLock;

use jiff::civil::Date;

use crate::symbol::Symbol;
use crate::table::{Table, TableError};

/// The day of a text, as others say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SaidDay {
    /// The day of adoption.
    pub day: Date,
    /// How many texts say so.
    pub texts: u32,
    /// The first of them, by its symbol.
    pub source: &'static str,
}

/// The day on which a text was adopted, as other texts of the United Nations say; `None` where none that was read says so, or where they
/// do not agree.
///
/// ```
/// use travaux_un::adoption::adoption_day;
/// use travaux_un::symbol::Symbol;
///
/// let said = adoption_day(&Symbol::parse("A/RES/53/70").unwrap()).unwrap();
/// assert_eq!(said.day, jiff::civil::date(1998, 12, 4));
/// ```
pub fn adoption_day(symbol: &Symbol) -> Option<SaidDay> {
    let days = days();
    let at = days.binary_search_by(|(known, _)| (*known).cmp(symbol.as_str())).ok()?;
    Some(days[at].1)
}

fn days() -> &'static [(&'static str, SaidDay)] {
    static DAYS: OnceLock<Vec<(&'static str, SaidDay)>> = OnceLock::new();
    DAYS.get_or_init(|| load().expect("data/un/adoption_days.csv is read by a test"))
}

fn load() -> Result<Vec<(&'static str, SaidDay)>, TableError> {
    let table = Table {
        name: "adoption_days.csv",
        columns: ["symbol", "adopted", "texts", "source"],
        text: include_str!("../../../data/un/adoption_days.csv"),
    };
    let mut days = Vec::new();
    for row in table.rows()? {
        let [symbol, adopted, texts, source] = row.cells;
        let day = table.date(row.line, adopted)?.ok_or_else(|| table.error(row.line, "no day"))?;
        let texts = texts.parse().map_err(|error| table.error(row.line, format!("{texts}: {error}")))?;
        days.push((symbol, SaidDay { day, texts, source }));
    }
    days.sort_unstable_by_key(|(symbol, _)| *symbol);
    Ok(days)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order_and_its_symbols_are_canonical() {
        let days = load().expect("the table is read");
        assert!(days.len() > 1000, "{}", days.len());
        for pair in days.windows(2) {
            assert!(pair[0].0 < pair[1].0, "{} is there twice", pair[0].0);
        }
        for (symbol, said) in days {
            let parsed = Symbol::parse(symbol).expect("a symbol");
            assert_eq!(parsed.as_str(), symbol);
            assert_eq!(parsed.doubts_on(said.day), [], "{symbol}");
        }
    }
}
