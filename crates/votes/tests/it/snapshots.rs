//! Answers as JSON and as tables, read before they were accepted.

use std::fmt::Write;

use travaux_record::{Answer, Cell, Table, Tabular};
use travaux_votes::sponsors::{Against, OnBehalf};
use travaux_votes::{
    Context, VotesError, absent, balance, cohesion, compare, find, poles, series, shift, show, sponsors,
    status,
};

use crate::fixture::{bundled, record};

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) | Cell::Symbol(text) => text.clone(),
        Cell::Count(n) => n.to_string(),
        Cell::Number(x, places) => format!("{x:.places$}"),
        Cell::Share { part, of } => format!("{:.1} % of {of}", *part as f64 * 100.0 / *of as f64),
        Cell::State(state) => state.code().to_owned(),
        Cell::States(states) => states.to_string(),
        Cell::Date(date) => date.to_string(),
    }
}

fn text_of(tables: &[Table]) -> String {
    let mut text = String::new();
    for table in tables {
        let _ = writeln!(text, "{}\n| {} |", table.title, table.columns.join(" | "));
        for row in &table.rows {
            assert_eq!(row.len(), table.columns.len(), "{}: {row:?}", table.title);
            let _ = writeln!(text, "| {} |", row.iter().map(cell).collect::<Vec<_>>().join(" | "));
        }
        text.push('\n');
    }
    text
}

fn with_caveats<T: Tabular>(answer: &Answer<T>) -> String {
    let mut text = text_of(&answer.tables());
    for caveat in &answer.caveats {
        let _ = writeln!(text, "! {caveat}");
    }
    text
}

#[test]
fn shown_as_json() {
    let record = record();
    let decision = find(&record, "75/240").expect("there").decision;
    let answer = show(Context::new(&record), decision, &["EU"]).expect("known groups");
    insta::assert_snapshot!(serde_json::to_string_pretty(&answer).expect("serializes"));
}

#[test]
fn sponsors_as_json() {
    let record = record();
    let (a, b) = (find(&record, "75/240").expect("there"), find(&record, "73/27").expect("there"));
    let answer =
        sponsors(Context::new(&record), a.decision, Some(Against::text(b.decision)), OnBehalf::Apart);
    insta::assert_snapshot!(serde_json::to_string_pretty(&answer).expect("serializes"));
}

#[test]
fn tables() -> Result<(), VotesError> {
    let record = record();
    let context = Context::new(&record);
    let (a, b) = (find(&record, "75/240")?.decision, find(&record, "73/27")?.decision);
    let c = find(&record, "75/32")?.decision;
    let other = find(&record, "73/28")?.decision;
    let (consensus, totals) = (find(&record, "74/29")?.decision, find(&record, "48/75 B")?.decision);
    let mut text = String::new();
    for part in [
        with_caveats(&show(context, a, &["EU", "BRICS"])?),
        with_caveats(&compare(context, c, a)?),
        with_caveats(&shift(context, a, b)?),
        with_caveats(&balance(context, &[a, consensus, totals, b])?),
        with_caveats(&cohesion(context, &[a, consensus, b], &["BRICS", "EU"])?),
        with_caveats(&poles(context, c, a)?),
        with_caveats(&sponsors(context, a, Some(Against::text(b)), OnBehalf::Apart)),
        with_caveats(&sponsors(context, a, Some(Against::rival(c, [b, other])), OnBehalf::Apart)),
        with_caveats(&sponsors(context, c, None, OnBehalf::Counted)),
        with_caveats(&absent(context, b)?),
        with_caveats(&series(context, a)),
        with_caveats(&status(&record)),
    ] {
        text.push_str(&part);
        text.push_str("\n----------\n\n");
    }
    insta::assert_snapshot!(text);
    Ok(())
}

/// Every answer over the whole bundled record: rows are as long as the heads, and nothing panics.
#[test]
fn every_table_of_the_bundled_record_is_whole() -> Result<(), VotesError> {
    let record = bundled();
    let context = Context::new(record);
    let of_all = record.decisions().step_by(997);
    for decision in of_all {
        text_of(&show(context, decision, &[])?.tables());
        text_of(&series(context, decision).tables());
        text_of(&sponsors(context, decision, None, OnBehalf::Counted).tables());
        if let Ok(answer) = absent(context, decision) {
            text_of(&answer.tables());
        }
    }
    let status = status(record).value;
    text_of(&status.tables());
    let of_sessions: u64 = status.sessions.iter().map(|line| u64::from(line.decisions)).sum();
    assert_eq!(of_sessions, status.decisions);
    for line in &status.sessions {
        let taken = line.recorded + line.totals_only + line.not_recorded + line.without_vote + line.unknown;
        assert_eq!(taken, line.decisions, "{line:?}");
        assert_eq!(line.sponsors_known.of as u32 + line.on_parts + line.unspecified, line.decisions);
    }
    Ok(())
}
