//! The check of a document in each format: functions from findings to characters.

mod html;
mod markdown;
mod sarif;
mod terminal;

use crate::checked::Checked;
use crate::finding::{Finding, Verdict};
use std::fmt::Write as _;

pub use html::html;
pub use markdown::markdown;
pub use sarif::sarif;
pub use terminal::{Style, terminal};

/// Where a finding stands, in words: `line 12`, `page 3, line 12`.
fn place(finding: &Finding) -> String {
    match finding.page {
        Some(page) => format!("page {page}, line {}", finding.line),
        None => format!("line {}", finding.line),
    }
}

/// One sentence on what came of a check.
fn summary(checked: &Checked) -> String {
    let claims = checked.findings.len();
    let documents = checked.cited.len();
    if documents == 0 && claims == 0 {
        return "No document of the United Nations is cited, so nothing could be checked.".to_owned();
    }
    let cited = match documents {
        0 => "no document".to_owned(),
        _ => travaux_votes::words::counted(documents as u64, "document"),
    };
    format!(
        "{} cited, {} checked: {} wrong, {} right, {} that the record cannot tell.",
        travaux_votes::words::capital(&cited),
        travaux_votes::words::counted(claims as u64, "claim"),
        checked.wrong,
        checked.right,
        checked.cannot_tell
    )
}

/// The findings of one verdict.
fn of(checked: &Checked, verdict: Verdict) -> impl Iterator<Item = &Finding> {
    checked.findings.iter().filter(move |finding| finding.verdict == verdict)
}

/// The claims of a document as questions: a line for the claim, one for its expression or command.
pub fn claims(checked: &Checked) -> String {
    let mut text = String::new();
    for finding in &checked.findings {
        let _ = writeln!(text, "{}: {}: {}", place(finding), finding.kind.word(), finding.claim);
        if let Some(query) = &finding.query {
            let _ = writeln!(text, "    {query}");
        }
    }
    text
}
