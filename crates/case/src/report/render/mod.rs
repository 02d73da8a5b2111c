//! The report as files: one self-contained HTML page, Markdown, Typst, figures with their data, references, a calendar.

mod html;
mod markdown;
mod typst;

pub use self::html::html;
pub use self::markdown::markdown;
pub use self::typst::typst;

use travaux_figure::scene::svg;
use travaux_record::Table;
use travaux_votes::record_through;
use travaux_votes::words;

use super::{Block, Report};
use crate::Case;
use crate::cite::{bibtex, csl_json};
use crate::timeline::{Timeline, ics};

/// A file of a report: its name within the folder, and what is in it.
pub type File = (String, Vec<u8>);

/// All files of a report.
pub fn files(report: &Report, case: &Case<'_>) -> Vec<File> {
    let mut files: Vec<File> = vec![
        ("report.html".to_owned(), html(report).into_bytes()),
        ("report.md".to_owned(), markdown(report).into_bytes()),
        ("report.typ".to_owned(), typst(report).into_bytes()),
        ("references.bib".to_owned(), bibtex(&report.notes).into_bytes()),
        ("references.json".to_owned(), csl_json(&report.notes).into_bytes()),
    ];
    if let (false, Some(stamp)) = (case.file.process.is_empty(), record_through(case.context.record)) {
        files.push(("timeline.ics".to_owned(), ics(&Timeline::of(case).value, stamp).into_bytes()));
    }
    for (name, figure) in figures(report) {
        files.push((format!("figures/{name}.svg"), svg(&figure.scene).into_bytes()));
        files.push((format!("figures/{name}.csv"), csv(&figure.data).into_bytes()));
    }
    files
}

/// The figures of a report with their names.
fn figures(report: &Report) -> impl Iterator<Item = (&str, &travaux_figure::Figure)> {
    report.sections.iter().flat_map(|section| &section.blocks).filter_map(|block| match block {
        Block::Figure { name, figure } => Some((name.as_str(), figure.as_ref())),
        _ => None,
    })
}

/// The data of a figure: codes for states, so that a program can read it.
pub(crate) fn csv(table: &Table) -> String {
    let mut out = String::new();
    line(&mut out, table.columns.iter().cloned());
    for row in &table.rows {
        line(
            &mut out,
            row.iter().map(|cell| match cell {
                travaux_record::Cell::State(state) => state.code().to_owned(),
                travaux_record::Cell::States(states) => states.to_string(),
                cell => words::cell(cell),
            }),
        );
    }
    out
}

/// A line of RFC 4180: what has a comma, a quote or a break in it stands in quotes.
fn line(out: &mut String, cells: impl Iterator<Item = String>) {
    for (place, cell) in cells.enumerate() {
        if place > 0 {
            out.push(',');
        }
        if cell.contains([',', '"', '\n', '\r']) {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&cell);
        }
    }
    out.push('\n');
}

/// Whether a sign of a note follows another, so that a comma goes between.
pub(super) fn follows_note(inlines: &[super::Inline], place: usize) -> bool {
    place > 0 && matches!(inlines[place - 1], super::Inline::Note(_))
}

/// Whether a column holds numbers only, and stands to the right.
pub(super) fn is_number(table: &Table, column: usize) -> bool {
    use travaux_record::Cell;
    let number = |cell: &Cell| matches!(cell, Cell::Count(_) | Cell::Number(..) | Cell::Empty);
    let some = |cell: &Cell| matches!(cell, Cell::Count(_) | Cell::Number(..));
    let cells = || table.rows.iter().filter_map(|row| row.get(column));
    cells().all(number) && cells().any(some)
}
