//! Reading the compiled-in tables of states.

use super::{
    Code, CodeScheme, Language, Membership, Name, NameForm, Period, State, StateId, StateKind, States,
    Succession,
};
use crate::table::{Table, TableError};

macro_rules! table {
    ($file:literal, $($column:literal),+) => {
        Table {
            name: $file,
            columns: [$($column),+],
            text: include_str!(concat!("../../../../data/un/", $file)),
        }
    };
}

/// Reads the compiled-in tables.
pub(super) fn load() -> Result<States, TableError> {
    let table = table!("states.csv", "state", "kind", "notes", "source");
    let mut all = Vec::with_capacity(256);
    for row in table.rows()? {
        let [code, kind, notes, _source] = row.cells;
        let kind = match kind {
            "member" => StateKind::Member,
            "former member" => StateKind::FormerMember,
            "observer" => StateKind::Observer,
            "other" => StateKind::Other,
            other => return Err(table.error(row.line, format!("kind {other}"))),
        };
        let index = u8::try_from(all.len()).map_err(|error| {
            table.error(row.line, format!("more states than an id can tell apart: {error}"))
        })?;
        all.push(State {
            id: StateId(index),
            code,
            kind,
            notes,
            names: Vec::new(),
            codes: Vec::new(),
            memberships: Vec::new(),
            predecessors: Vec::new(),
            successors: Vec::new(),
        });
    }
    if !all.is_sorted_by(|one, next| one.code < next.code) {
        return Err(table.error(0, "not in the order of the codes"));
    }

    let table = table!("names.csv", "state", "language", "form", "name", "from", "to", "source");
    for row in table.rows()? {
        let [code, language, form, name, from, to, source] = row.cells;
        let language = Language::from_code(language)
            .ok_or_else(|| table.error(row.line, format!("language {language}")))?;
        let form = match form {
            "short" => NameForm::Short,
            "formal" => NameForm::Formal,
            "printed" => NameForm::Printed,
            "former" => NameForm::Former,
            other => return Err(table.error(row.line, format!("form {other}"))),
        };
        let period = Period { from: table.date(row.line, from)?, to: table.date(row.line, to)? };
        let place = place(&all, table, row.line, code)?;
        all[place].names.push(Name { name, language, form, period, source });
    }

    let table = table!("codes.csv", "state", "scheme", "code", "from", "to", "source");
    for row in table.rows()? {
        let [state, scheme, code, from, to, source] = row.cells;
        let scheme = match scheme {
            "iso2" => CodeScheme::Iso2,
            "m49" => CodeScheme::M49,
            "cow" => CodeScheme::Cow,
            "library" => CodeScheme::Library,
            other => return Err(table.error(row.line, format!("scheme {other}"))),
        };
        let period = Period { from: table.date(row.line, from)?, to: table.date(row.line, to)? };
        let place = place(&all, table, row.line, state)?;
        all[place].codes.push(Code { scheme, code, period, source });
    }

    let table = table!("memberships.csv", "state", "from", "to", "source");
    for row in table.rows()? {
        let [code, from, to, source] = row.cells;
        let period = Period { from: table.date(row.line, from)?, to: table.date(row.line, to)? };
        let place = place(&all, table, row.line, code)?;
        all[place].memberships.push(Membership { period, source });
    }

    let table = table!("successions.csv", "predecessor", "successor", "date", "source");
    for row in table.rows()? {
        let [earlier, later, date, source] = row.cells;
        let (earlier, later) = (place(&all, table, row.line, earlier)?, place(&all, table, row.line, later)?);
        let date = table.date(row.line, date)?.ok_or_else(|| table.error(row.line, "no date"))?;
        let succession = Succession { predecessor: all[earlier].id, successor: all[later].id, date, source };
        all[earlier].successors.push(succession);
        all[later].predecessors.push(succession);
    }
    Ok(States { all })
}

/// Where a state stands in the table.
fn place<const N: usize>(
    all: &[State],
    table: Table<N>,
    line: usize,
    code: &str,
) -> Result<usize, TableError> {
    let place = all.binary_search_by(|state| state.code.cmp(code)).ok();
    place.ok_or_else(|| table.error(line, format!("no state {code}")))
}
