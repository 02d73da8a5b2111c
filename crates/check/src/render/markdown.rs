//! The check as Markdown, to be mailed or kept with the document.

use super::{of, place, summary};
use crate::checked::Checked;
use crate::finding::{Finding, Verdict};
use std::fmt::Write as _;

/// The check of a document as Markdown.
pub fn markdown(checked: &Checked) -> String {
    let mut text = format!("# Check of {}\n\n{}\n", escaped(&checked.file), summary(checked));
    for (verdict, heading) in
        [(Verdict::Wrong, "Wrong"), (Verdict::CannotTell, "Cannot tell"), (Verdict::Right, "Right")]
    {
        let findings: Vec<&Finding> = of(checked, verdict).collect();
        if findings.is_empty() {
            continue;
        }
        let _ = writeln!(text, "\n## {heading}");
        if verdict == Verdict::Right {
            text.push_str("\n| where | claim | the record |\n|---|---|---|\n");
            for finding in findings {
                let says = finding.record_says.as_deref().unwrap_or_default();
                let _ = writeln!(
                    text,
                    "| {} | {} | {} |",
                    place(finding),
                    escaped(&finding.claim),
                    escaped(says)
                );
            }
            continue;
        }
        for finding in findings {
            text.push_str(&one(finding));
        }
    }
    if !checked.cited.is_empty() {
        text.push_str(
            "\n## Documents cited\n\n| document | times | first | adopted | title |\n|---|---|---|---|---|\n",
        );
        for cited in &checked.cited {
            let day = cited.adopted.map(travaux_votes::words::day).unwrap_or_default();
            let title =
                cited.title.as_deref().unwrap_or(if cited.in_record { "" } else { "*not in the record*" });
            let name = if cited.url.is_empty() {
                cited.symbol.clone()
            } else {
                format!("[{}]({})", cited.symbol, cited.url)
            };
            let _ = writeln!(
                text,
                "| {name} | {} | line {} | {day} | {} |",
                cited.times,
                cited.line,
                title.replace('|', "\\|")
            );
        }
    }
    text
}

fn one(finding: &Finding) -> String {
    let mut text =
        format!("\n### {}: {}\n\n> {}\n\n", place(finding), escaped(&finding.claim), escaped(&finding.quote));
    if let Some(says) = &finding.record_says {
        let _ = writeln!(text, "- The record: {}", escaped(says));
    }
    for note in &finding.notes {
        let _ = writeln!(text, "- {}", escaped(&travaux_votes::words::sentence(note)));
    }
    if let Some(fix) = &finding.fix {
        let _ = writeln!(text, "- Write **{}** instead of {}.", escaped(&fix.with), escaped(&fix.replace));
    }
    if let Some(query) = &finding.query {
        let _ = writeln!(text, "- Query: `{query}`");
    }
    for source in &finding.source {
        let reference = format!("{} {}", source.source, source.reference);
        let name = match &source.url {
            Some(url) => format!("[{}]({url})", reference.trim()),
            None => reference.trim().to_owned(),
        };
        let _ = writeln!(text, "- Source: {}, {name}", source.of);
    }
    text
}

fn escaped(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for c in words.chars() {
        if matches!(c, '*' | '_' | '`' | '<' | '[' | ']' | '\\' | '|') {
            text.push('\\');
        }
        text.push(if c == '\n' { ' ' } else { c });
    }
    text
}
