//! The report as the source of a Typst document, for paper.

use std::fmt::Write;

use travaux_figure::Figure;
use travaux_record::{Cell, Table};

use super::super::model::{Block, Inline, Report};
use super::{backslashed, begun, follows_note, is_number, is_short, is_tall};

/// The page and its type.
const PREAMBLE: &str = "\
#set page(paper: \"a4\", margin: (x: 20mm, y: 22mm), numbering: \"1\")
#set text(size: 10pt, lang: \"en\")
#set par(justify: true)
#set heading(numbering: \"1.1\")
#show heading: set block(sticky: true)
#show figure: set block(breakable: false)
#show table: set text(size: 7.5pt)
#show table: set par(justify: false)
#set table.cell(breakable: false)
";

/// The document. Its figures lie beside it, in `figures/`.
pub fn typst(report: &Report) -> String {
    let mut out = String::new();
    // Writing into a string cannot fail; so throughout this module.
    let _ = writeln!(out, "#set document(title: {})\n{PREAMBLE}", quoted(&report.title));
    let _ = writeln!(out, "#align(center, text(size: 17pt, weight: \"bold\")[{}])\n", escaped(&report.title));
    if let Some(summary) = &report.summary {
        let _ = writeln!(out, "{}\n", escaped(summary));
    }
    let _ = writeln!(out, "#text(size: 8.5pt)[{}]\n\n#outline(depth: 1)\n", escaped(&report.made_from));
    for section in &report.sections {
        let _ = writeln!(out, "= {}\n", escaped(section.title));
        for one in &section.blocks {
            block(&mut out, one);
        }
    }
    if !report.notes.is_empty() {
        out.push_str("#heading(numbering: none)[Notes]\n\n#set text(size: 8.5pt)\n");
        for (place, note) in report.notes.iter().enumerate() {
            let url = note.url().map(|url| format!(" #link({})", quoted(url))).unwrap_or_default();
            let _ = writeln!(out, "{}. {}{url}\n", place + 1, escaped(&note.in_words()));
        }
    }
    out
}

fn block(out: &mut String, block: &Block) {
    match block {
        Block::Heading(words) => {
            let _ = writeln!(out, "== {}\n", escaped(words));
        }
        Block::Paragraph(inlines) => {
            let _ = writeln!(out, "{}\n", begun(self::inlines(inlines)));
        }
        Block::List(items) => {
            for item in items {
                let _ = writeln!(out, "- {}", begun(inlines(item)));
            }
            out.push('\n');
        }
        Block::Table(one) => table(out, one),
        Block::Figure { name, figure } => {
            let _ = writeln!(
                out,
                "#figure(image({}, width: {:.1}mm, alt: {}))\n",
                quoted(&format!("figures/{name}.svg")),
                width_mm(figure),
                quoted(&figure.scene.description)
            );
        }
    }
}

/// How wide a figure is printed, in millimetres: two stand on a page, but for those that are much higher than wide.
fn width_mm(figure: &Figure) -> f64 {
    const PAGE: f64 = 143.0;
    let highest = if is_tall(figure) { 215.0 } else { 115.0 };
    PAGE.min(highest * figure.scene.width / figure.scene.height)
}

fn inlines(inlines: &[Inline]) -> String {
    inlines
        .iter()
        .enumerate()
        .map(|(place, inline)| match inline {
            Inline::Text(words) if place > 0 => behind_expression(&escaped(words)),
            Inline::Text(words) => escaped(words),
            Inline::Code(code) => format!("#raw({})", quoted(code)),
            Inline::Emphasis(words) => format!("#emph[{}]", escaped(words)),
            Inline::Note(number) if follows_note(inlines, place) => format!("#super[,{number}]"),
            Inline::Note(number) => format!("#super[{number}]"),
        })
        .collect()
}

fn table(out: &mut String, table: &Table) {
    // It stays with the table, whose rows may go over a page.
    let _ = writeln!(out, "#block(sticky: true)[*{}*]\n", escaped(&table.title));
    let columns = table.columns.len();
    let align: Vec<&str> =
        (0..columns).map(|place| if is_number(table, place) { "right" } else { "left" }).collect();
    let _ = writeln!(
        out,
        "#table(columns: {columns}, align: ({},), stroke: 0.3pt + luma(180), inset: 3pt,",
        align.join(", ")
    );
    let heads: Vec<String> = table.columns.iter().map(|head| format!("[*{}*]", escaped(head))).collect();
    let _ = writeln!(out, "  table.header({}),", heads.join(", "));
    for row in &table.rows {
        let cells: Vec<String> = row.iter().map(|one| format!("[{}]", cell(one))).collect();
        let _ = writeln!(out, "  {},", cells.join(", "));
    }
    out.push_str(")\n\n");
}

/// What stands in a cell; a value of a few signs stays in one line.
fn cell(cell: &Cell) -> String {
    let shown = escaped(&super::shown(cell));
    if is_short(cell) { shown.replace(' ', "~") } else { shown }
}

/// Text behind an expression of Typst, whose first sign would belong to the expression and not be printed: a semicolon
/// ends it, a bracket and a dot with a name go on with it.
fn behind_expression(escaped: &str) -> String {
    if escaped.starts_with([';', '(', '.']) { format!("\\{escaped}") } else { escaped.to_owned() }
}

/// A string of Typst's own.
fn quoted(raw: &str) -> String {
    format!("\"{}\"", raw.replace('\\', "\\\\").replace('"', "\\\"").replace(['\n', '\r'], " "))
}

/// What Typst would take for a sign of its own, escaped.
fn escaped(raw: &str) -> String {
    const SIGNS: [char; 16] =
        ['#', '*', '_', '`', '$', '<', '>', '@', '\\', '[', ']', '~', '=', '"', '\'', '/'];
    backslashed(raw, &SIGNS)
}
