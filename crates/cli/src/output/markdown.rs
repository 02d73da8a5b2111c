//! An answer as Markdown: all tables, then notes, sources and method.

use std::fmt::Write;

use travaux_record::Cell;
use travaux_votes::words;

use crate::output::Page;

pub(crate) fn render(page: &Page) -> String {
    let mut out = String::new();
    for table in &page.tables {
        // Writing into a string cannot fail; so throughout this module.
        let _ = writeln!(out, "### {}\n", text(&table.title));
        if table.rows.is_empty() {
            let _ = writeln!(out, "(none)\n");
            continue;
        }
        let heads: Vec<String> = table.columns.iter().map(|head| text(head)).collect();
        let rules: Vec<&str> = (0..table.columns.len())
            .map(|at| {
                let number = |row: &Vec<Cell>| matches!(row.get(at), Some(Cell::Count(_) | Cell::Number(..)));
                if table.rows.iter().all(number) { "---:" } else { "---" }
            })
            .collect();
        let _ = writeln!(out, "| {} |\n| {} |", heads.join(" | "), rules.join(" | "));
        for row in &table.rows {
            let cells: Vec<String> = row.iter().map(|cell| text(&words::cell(cell))).collect();
            let _ = writeln!(out, "| {} |", cells.join(" | "));
        }
        out.push('\n');
    }
    out.push_str(&apparatus(page));
    out
}

/// The notes, sources and method.
pub(crate) fn apparatus(page: &Page) -> String {
    let mut out = String::new();
    list(&mut out, "Notes", &page.notes());
    list(&mut out, "Sources", &page.sources_by_text());
    let _ = writeln!(out, "**Method:** {}", text(&page.method_line()));
    out
}

fn list(out: &mut String, heading: &str, items: &[String]) {
    if items.is_empty() {
        return;
    }
    let _ = writeln!(out, "**{heading}**\n");
    for (place, item) in items.iter().enumerate() {
        let _ = writeln!(out, "{}. {}", place + 1, text(item));
    }
    out.push('\n');
}

/// What Markdown would take for a sign of its own, escaped. Links in angle brackets stay as they are.
fn text(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut link = false;
    for (at, c) in raw.char_indices() {
        match c {
            '<' if raw[at..].starts_with("<http") => link = true,
            '>' => link = false,
            _ => {}
        }
        match c {
            '\n' | '\r' => out.push(' '),
            '|' | '*' | '_' | '`' | '[' | ']' | '\\' if !link => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}
