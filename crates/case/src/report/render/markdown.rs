//! The report as Markdown with footnotes as pandoc and GitHub read them.

use std::fmt::Write;

use travaux_record::Table;
use travaux_votes::words;

use super::super::model::{Block, Inline, Report};
use super::{backslashed, begun, is_number};

/// The report.
pub fn markdown(report: &Report) -> String {
    let mut out = String::new();
    // Writing into a string cannot fail; so throughout this module.
    let _ = writeln!(out, "# {}\n", escaped(&report.title));
    if let Some(summary) = &report.summary {
        let _ = writeln!(out, "{}\n", escaped(summary));
    }
    let _ = writeln!(out, "{}\n", escaped(&report.made_from));
    for section in &report.sections {
        let _ = writeln!(out, "## {}\n", escaped(section.title));
        for one in &section.blocks {
            block(&mut out, one);
        }
    }
    for (place, note) in report.notes.iter().enumerate() {
        let url = note.url().map(|url| format!(" <{url}>")).unwrap_or_default();
        let _ = writeln!(out, "[^{}]: {}{url}\n", place + 1, escaped(&note.in_words()));
    }
    out
}

fn block(out: &mut String, block: &Block) {
    match block {
        Block::Heading(words) => {
            let _ = writeln!(out, "### {}\n", escaped(words));
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
                "![{}](figures/{name}.svg)\n\nData: [{name}.csv](figures/{name}.csv)\n",
                escaped(&figure.scene.title)
            );
        }
    }
}

fn inlines(inlines: &[Inline]) -> String {
    inlines
        .iter()
        .map(|inline| match inline {
            Inline::Text(words) => escaped(words),
            Inline::Emphasis(words) => format!("*{}*", escaped(words)),
            Inline::Code(words) => code(words),
            Inline::Note(number) => format!("[^{number}]"),
        })
        .collect()
}

/// A span of code. Nothing in it is escaped, so the signs around it are more in a row than any within.
fn code(words: &str) -> String {
    let longest = words.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let blank = if longest > 0 { " " } else { "" };
    format!("{fence}{blank}{}{blank}{fence}", words.replace(['\n', '\r'], " "))
}

fn table(out: &mut String, table: &Table) {
    let _ = writeln!(out, "**{}**\n", escaped(&table.title));
    let heads: Vec<String> = table.columns.iter().map(|head| escaped(head)).collect();
    let rules: Vec<&str> =
        (0..table.columns.len()).map(|place| if is_number(table, place) { "---:" } else { "---" }).collect();
    let _ = writeln!(out, "| {} |\n| {} |", heads.join(" | "), rules.join(" | "));
    for row in &table.rows {
        let cells: Vec<String> = row.iter().map(|cell| escaped(&words::cell(cell))).collect();
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
    out.push('\n');
}

/// What Markdown would take for a sign of its own, escaped.
fn escaped(raw: &str) -> String {
    backslashed(raw, &['|', '*', '_', '`', '[', ']', '\\', '<', '>', '#'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_keeps_its_signs() {
        assert_eq!(code("against(75/240) & [FRA]"), "`against(75/240) & [FRA]`");
        assert_eq!(code("a ``b`"), "``` a ``b` ```");
    }
}
