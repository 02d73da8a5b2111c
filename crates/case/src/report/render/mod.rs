//! The report as files: one self-contained HTML page, Markdown, Typst, figures with their data, references, a calendar.

mod html;
mod markdown;
mod typst;

pub use self::html::html;
pub use self::markdown::markdown;
pub use self::typst::typst;

use travaux_figure::Figure;
use travaux_figure::scene::svg;
use travaux_record::{Cell, Table};
use travaux_votes::flat::{FlatTable, StatesAs};
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

/// The data of a figure: codes for states and a share as two columns, so that a program can read it.
pub(crate) fn csv(table: &Table) -> String {
    let table = FlatTable::new(table, StatesAs::Codes);
    let mut out = csv::Writer::from_writer(Vec::new());
    // Writing into a vector cannot fail, and what strings are written into is text.
    let _ = out.write_record(&table.columns);
    for row in &table.rows {
        let _ = out.write_record(row.iter().map(ToString::to_string));
    }
    out.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// What the language of a page would take for a sign of its own, behind a backslash; on one line.
fn backslashed(raw: &str, signs: &[char]) -> String {
    let mut out = String::with_capacity(raw.len());
    for c in raw.chars() {
        match c {
            '\n' | '\r' => out.push(' '),
            c => {
                if signs.contains(&c) {
                    out.push('\\');
                }
                out.push(c);
            }
        }
    }
    out
}

/// A paragraph that begins with what the language of a page would take for the sign of a list, with that sign escaped:
/// `- `, `+ `, `2018. `.
fn begun(mut paragraph: String) -> String {
    let digits = paragraph.bytes().take_while(u8::is_ascii_digit).count();
    match paragraph.as_bytes().get(digits) {
        Some(b'-' | b'+') if digits == 0 => paragraph.insert(0, '\\'),
        Some(b'.' | b')') if digits > 0 => paragraph.insert(digits, '\\'),
        _ => {}
    }
    paragraph
}

/// Whether a figure would be too small to be read at half the height of a page.
pub(super) fn is_tall(figure: &Figure) -> bool {
    figure.scene.height > figure.scene.width * 1.15
}

/// Whether a sign of a note follows another, so that a comma goes between.
pub(super) fn follows_note(inlines: &[super::Inline], place: usize) -> bool {
    place > 0 && matches!(inlines[place - 1], super::Inline::Note(_))
}

/// Whether a column holds numbers only, and stands to the right.
pub(super) fn is_number(table: &Table, column: usize) -> bool {
    let number = |cell: &Cell| matches!(cell, Cell::Count(_) | Cell::Number(..) | Cell::Empty);
    let some = |cell: &Cell| matches!(cell, Cell::Count(_) | Cell::Number(..));
    let cells = || table.rows.iter().filter_map(|row| row.get(column));
    cells().all(number) && cells().any(some)
}

/// Whether what stands in a cell is of a few signs, and stays in one line: a date, a tally, a pair of texts.
pub(super) fn is_short(cell: &Cell) -> bool {
    const FEW: usize = 18;
    let shown = words::cell(cell);
    !shown.is_empty() && !shown.contains('(') && shown.chars().count() <= FEW
}

/// What stands in a cell; a few signs in brackets stay together: `1.000` may part from `(n = 28)`, and `n` not from `28`.
pub(super) fn shown(cell: &Cell) -> String {
    const FEW: usize = 10;
    let mut out = String::new();
    for (place, part) in words::cell(cell).split('(').enumerate() {
        if place > 0 {
            out.push('(');
        }
        match part.split_once(')') {
            Some((inside, behind)) if place > 0 && inside.chars().count() <= FEW => {
                out.push_str(&inside.replace(' ', "\u{a0}"));
                out.push(')');
                out.push_str(behind);
            }
            _ => out.push_str(part),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_signs_in_brackets_stay_together() {
        let of = |text: &str| shown(&Cell::from(text));
        assert_eq!(of("1.000 (n = 28)"), "1.000 (n\u{a0}=\u{a0}28)");
        assert_eq!(of("46 of 193 (23.8 %)"), "46 of 193 (23.8\u{a0}%)");
        let long = "Iran (Islamic Republic of) and others (both";
        assert_eq!(of(long), long);
        assert_eq!(of("(a b) c) ("), "(a\u{a0}b) c) (");
    }

    #[test]
    fn a_paragraph_is_not_taken_for_a_list() {
        for (written, shown) in [
            ("2018. A year", "2018\\. A year"),
            ("- one", "\\- one"),
            ("+ one", "\\+ one"),
            ("1) one", "1\\) one"),
            ("30 of 193 members", "30 of 193 members"),
            ("92-50-21", "92-50-21"),
            ("", ""),
        ] {
            assert_eq!(begun(written.to_owned()), shown);
        }
    }
}
