//! Rows of the smaller tables, out of Parquet and into it.

use jiff::civil::Date;
use parquet::errors::{ParquetError, Result};
use travaux_un::state::StateId;
use travaux_un::symbol::Symbol;

use crate::column::{Column, ColumnData, ParquetFile, ParquetTable, day, days_since_1970};
use crate::keyed_rows::KeyedRow;
use crate::{
    DecisionId, Document, FailedGate, Gate, Reading, Sponsor, SponsorEvent, SponsorList, Sponsorship, Tally,
    Variant,
};

/// A row that can be written.
pub(crate) trait TableRow: KeyedRow {
    /// The rows as a table.
    fn table(rows: &[Self]) -> ParquetTable;
}

pub(crate) const STATED: [&str; 4] =
    ["stated_in_favour", "stated_against", "stated_abstaining", "stated_not_voting"];
const COUNTED: [&str; 4] =
    ["counted_in_favour", "counted_against", "counted_abstaining", "counted_not_voting"];

pub(crate) fn text<T>(rows: &[T], of: impl Fn(&T) -> String) -> ColumnData {
    ColumnData::Text(rows.iter().map(of).collect())
}

pub(crate) fn days<T>(rows: &[T], of: impl Fn(&T) -> Option<Date>) -> ColumnData {
    ColumnData::Day(rows.iter().map(|r| of(r).map(days_since_1970)).collect())
}

/// Four columns of a tally.
pub(crate) fn tallies<T>(
    names: [&'static str; 4],
    rows: &[T],
    of: impl Fn(&T) -> Option<Tally>,
) -> [Column; 4] {
    let field = |i: usize, t: Tally| match i {
        0 => Some(t.in_favour),
        1 => Some(t.against),
        2 => Some(t.abstaining),
        _ => t.not_voting,
    };
    std::array::from_fn(|i| {
        let values = rows.iter().map(|r| of(r).and_then(|t| field(i, t)).map(i32::from)).collect();
        Column::new(names[i], ColumnData::Int(values))
    })
}

pub(crate) fn tally_at(columns: &[Vec<Option<i32>>; 4], row: usize) -> Option<Tally> {
    let at = |i: usize| columns[i][row].and_then(|n| u16::try_from(n).ok());
    Some(Tally { in_favour: at(0)?, against: at(1)?, abstaining: at(2)?, not_voting: at(3) })
}

pub(crate) fn optional<T: ToString>(value: Option<&T>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}

fn code(state: Option<StateId>) -> String {
    state.map(|s| s.code().to_owned()).unwrap_or_default()
}

/// A word that the table should have and does not.
fn unknown(table: &str, word: &str) -> ParquetError {
    ParquetError::General(format!("{word:?} means nothing in the table {table}"))
}

/// Parses each symbol of a sorted column once.
#[derive(Default)]
struct Symbols {
    last: Option<Symbol>,
}

impl Symbols {
    fn get(&mut self, table: &str, text: &str) -> Result<Symbol> {
        if let Some(last) = self.last.as_ref().filter(|s| s.as_str() == text) {
            return Ok(last.clone());
        }
        let symbol = Symbol::parse(text).map_err(|e| ParquetError::General(format!("{table}: {e}")))?;
        self.last = Some(symbol.clone());
        Ok(symbol)
    }
}

impl KeyedRow for Sponsorship {
    const TABLE: &'static str = "sponsorships";

    fn key(&self) -> &str {
        self.text.as_str()
    }

    fn decode(file: &ParquetFile, group: usize) -> Result<Vec<Self>> {
        let column = |name: &str| file.text(name, Some(group));
        let (text, event, state) = (column("text")?, column("event")?, column("state")?);
        let (behalf, office, written) = (column("on_behalf_of")?, column("office")?, column("as_written")?);
        let (source, date) = (column("source")?, file.int("date", Some(group))?);
        let mut symbols = Symbols::default();
        let row = |(row, date): (usize, Option<i32>)| {
            let sponsor = match (StateId::from_code(state.get(row)), behalf.get(row)) {
                (Some(state), "") => Sponsor::State(state),
                (Some(state), group) => Sponsor::OnBehalf { state, group: group.to_owned() },
                (None, _) => Sponsor::Office(office.get(row).to_owned()),
            };
            let event = event.get(row);
            Ok(Self {
                text: symbols.get(Self::TABLE, text.get(row))?,
                sponsor,
                event: SponsorEvent::from_word(event).ok_or_else(|| unknown(Self::TABLE, event))?,
                date: date.and_then(day),
                as_written: written.get(row).to_owned(),
                source: source.get(row).to_owned(),
            })
        };
        date.into_iter().enumerate().map(row).collect()
    }
}

impl TableRow for Sponsorship {
    fn table(rows: &[Self]) -> ParquetTable {
        let behalf = |s: &Self| match &s.sponsor {
            Sponsor::OnBehalf { group, .. } => group.clone(),
            _ => String::new(),
        };
        let office = |s: &Self| match &s.sponsor {
            Sponsor::Office(office) => office.clone(),
            _ => String::new(),
        };
        ParquetTable::new(vec![
            Column::new("text", text(rows, |s| s.text.to_string())),
            Column::new("state", text(rows, |s| code(s.sponsor.state()))),
            Column::new("on_behalf_of", text(rows, behalf)),
            Column::new("office", text(rows, office)),
            Column::new("event", text(rows, |s| s.event.word().to_owned())),
            Column::new("date", days(rows, |s| s.date)),
            Column::new("as_written", text(rows, |s| s.as_written.clone())),
            Column::new("source", text(rows, |s| s.source.clone())),
        ])
    }
}

impl KeyedRow for Document {
    const TABLE: &'static str = "documents";

    fn key(&self) -> &str {
        self.symbol.as_str()
    }

    fn decode(file: &ParquetFile, group: usize) -> Result<Vec<Self>> {
        let column = |name: &str| file.text(name, Some(group));
        let (symbol, title, adopted_as) = (column("document")?, column("title")?, column("adopted_as")?);
        let (adopted, issued) = (file.int("adopted", Some(group))?, file.int("issued", Some(group))?);
        let (lists, source) = (file.list("sponsor_lists", Some(group))?, column("source")?);
        let mut symbols = Symbols::default();
        let row = |(row, (adopted, issued)): (usize, (Option<i32>, Option<i32>))| {
            Ok(Self {
                symbol: symbols.get(Self::TABLE, symbol.get(row))?,
                title: title.get(row).to_owned(),
                adopted: adopted.and_then(day),
                issued: issued.and_then(day),
                adopted_as: Symbol::parse(adopted_as.get(row)).ok(),
                sponsor_lists: lists.get(row).filter_map(SponsorList::from_word).collect(),
                source: source.get(row).to_owned(),
            })
        };
        adopted.into_iter().zip(issued).enumerate().map(row).collect()
    }
}

impl TableRow for Document {
    fn table(rows: &[Self]) -> ParquetTable {
        let lists = |d: &Self| d.sponsor_lists.iter().map(|l| l.word().to_owned()).collect();
        ParquetTable::new(vec![
            Column::new("document", text(rows, |d| d.symbol.to_string())),
            Column::new("title", text(rows, |d| d.title.clone())),
            Column::new("adopted", days(rows, |d| d.adopted)),
            Column::new("issued", days(rows, |d| d.issued)),
            Column::new("adopted_as", text(rows, |d| optional(d.adopted_as.as_ref()))),
            Column::new("sponsor_lists", ColumnData::List(rows.iter().map(lists).collect())),
            Column::new("source", text(rows, |d| d.source.clone())),
        ])
    }
}

impl KeyedRow for Reading {
    const TABLE: &'static str = "readings";

    fn key(&self) -> &str {
        self.decision.as_str()
    }

    fn decode(file: &ParquetFile, group: usize) -> Result<Vec<Self>> {
        let column = |name: &str| file.text(name, Some(group));
        let (decision, source, reference) = (column("decision")?, column("source")?, column("reference")?);
        let (place, symbol, date) = (column("place")?, column("symbol")?, file.int("date", Some(group))?);
        let tally = |[a, b, c, d]: [&str; 4]| -> Result<[Vec<Option<i32>>; 4]> {
            let int = |name| file.int(name, Some(group));
            Ok([int(a)?, int(b)?, int(c)?, int(d)?])
        };
        let (stated, counted) = (tally(STATED)?, tally(COUNTED)?);
        let row = |(row, date): (usize, Option<i32>)| Self {
            decision: DecisionId::from(decision.get(row)),
            source: source.get(row).to_owned(),
            reference: reference.get(row).to_owned(),
            place: place.get(row).to_owned(),
            symbol: symbol.get(row).to_owned(),
            date: date.and_then(day),
            stated: tally_at(&stated, row),
            counted: tally_at(&counted, row),
        };
        Ok(date.into_iter().enumerate().map(row).collect())
    }
}

impl TableRow for Reading {
    fn table(rows: &[Self]) -> ParquetTable {
        let mut columns = vec![
            Column::new("decision", text(rows, |r| r.decision.to_string())),
            Column::new("source", text(rows, |r| r.source.clone())),
            Column::new("reference", text(rows, |r| r.reference.clone())),
            Column::new("place", text(rows, |r| r.place.clone())),
            Column::new("symbol", text(rows, |r| r.symbol.clone())),
            Column::new("date", days(rows, |r| r.date)),
        ];
        columns.extend(tallies(STATED, rows, |r| r.stated));
        columns.extend(tallies(COUNTED, rows, |r| r.counted));
        ParquetTable::new(columns)
    }
}

impl KeyedRow for Variant {
    const TABLE: &'static str = "variants";

    fn key(&self) -> &str {
        self.decision.as_str()
    }

    fn decode(file: &ParquetFile, group: usize) -> Result<Vec<Self>> {
        let column = |name: &str| file.text(name, Some(group));
        let (decision, field, state) = (column("decision")?, column("field")?, column("state")?);
        let (source, value, merged) = (column("source")?, column("value")?, column("merged")?);
        let row = |row: usize| Self {
            decision: DecisionId::from(decision.get(row)),
            field: field.get(row).to_owned(),
            state: StateId::from_code(state.get(row)),
            source: source.get(row).to_owned(),
            value: value.get(row).to_owned(),
            merged: merged.get(row).to_owned(),
        };
        Ok((0..decision.len()).map(row).collect())
    }
}

impl TableRow for Variant {
    fn table(rows: &[Self]) -> ParquetTable {
        ParquetTable::new(vec![
            Column::new("decision", text(rows, |v| v.decision.to_string())),
            Column::new("field", text(rows, |v| v.field.clone())),
            Column::new("state", text(rows, |v| code(v.state))),
            Column::new("source", text(rows, |v| v.source.clone())),
            Column::new("value", text(rows, |v| v.value.clone())),
            Column::new("merged", text(rows, |v| v.merged.clone())),
        ])
    }
}

impl KeyedRow for FailedGate {
    const TABLE: &'static str = "failed_gates";

    fn key(&self) -> &str {
        self.decision.as_str()
    }

    fn decode(file: &ParquetFile, group: usize) -> Result<Vec<Self>> {
        let column = |name: &str| file.text(name, Some(group));
        let (decision, source) = (column("decision")?, column("source")?);
        let (gate, detail) = (column("gate")?, column("detail")?);
        let row = |row: usize| {
            let gate = gate.get(row);
            Ok(Self {
                decision: DecisionId::from(decision.get(row)),
                source: source.get(row).to_owned(),
                gate: Gate::from_word(gate).ok_or_else(|| unknown(Self::TABLE, gate))?,
                detail: detail.get(row).to_owned(),
            })
        };
        (0..decision.len()).map(row).collect()
    }
}

impl TableRow for FailedGate {
    fn table(rows: &[Self]) -> ParquetTable {
        ParquetTable::new(vec![
            Column::new("decision", text(rows, |g| g.decision.to_string())),
            Column::new("source", text(rows, |g| g.source.clone())),
            Column::new("gate", text(rows, |g| g.gate.word().to_owned())),
            Column::new("detail", text(rows, |g| g.detail.clone())),
        ])
    }
}
