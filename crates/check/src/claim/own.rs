//! Claims that an author wrote as expressions: in a file beside the document, or in the text as `[check: EXPRESSION]`.

use std::ops::Range;

use travaux_votes::evaluate_text;
use travaux_votes::words::names;

use super::Desk;
use crate::finding::{Finding, Kind, Verdict};
use crate::sidecar::{self, Sidecar};

const OPEN: &str = "[check:";

pub(crate) fn claims(desk: &Desk<'_>, sidecar: &Sidecar) -> Vec<Finding> {
    let text = &desk.manuscript.text;
    let mut found = Vec::new();
    for (from, _) in text.match_indices(OPEN) {
        // Expressions have parentheses and no brackets.
        let Some(length) = text[from..].find(']') else { continue };
        let expression = text[from + OPEN.len()..from + length].trim();
        found.push(judged(desk, from..from + length + 1, expression));
    }
    for claim in &sidecar.claims {
        let span = sidecar::find(text, &claim.quote);
        let is_there = span.is_some();
        let mut finding = judged(desk, span.unwrap_or(0..0), &claim.expression);
        if !is_there {
            finding.quote.clone_from(&claim.quote);
            finding.notes.push("these words are not in the document".to_owned());
            finding.verdict = Verdict::CannotTell;
        }
        found.push(finding);
    }
    found
}

fn judged(desk: &Desk<'_>, span: Range<usize>, expression: &str) -> Finding {
    let mut finding = desk.finding(Kind::Expression, Verdict::CannotTell, span.clone(), span);
    expression.clone_into(&mut finding.claim);
    finding.query = Some(expression.to_owned());
    match evaluate_text(desk.context, expression) {
        Ok(answer) => {
            let value = answer.value;
            finding.query = Some(value.expression);
            finding.verdict = match value.truth {
                Some(true) => Verdict::Right,
                Some(false) => Verdict::Wrong,
                None => Verdict::CannotTell,
            };
            let who =
                if value.states.is_empty() { String::new() } else { format!(": {}", names(value.states)) };
            finding.record_says = Some(format!("{}{who}", travaux_votes::words::counted(value.n, "state")));
            if value.truth.is_none() {
                finding
                    .notes
                    .push("a set of states is not true or false: compare it, as in count(…) = 30".to_owned());
            }
            finding.source = answer.sources;
        }
        Err(error) => finding.record_says = Some(error.to_string()),
    }
    finding
}
