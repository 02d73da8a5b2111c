//! One fact told in two ways: two symbols for one report.

use travaux_un::symbol::Symbol;

use super::Desk;
use super::titles::{is_report, normal, written};
use crate::citation::{Citation, Form};
use crate::finding::{Finding, Kind, Verdict};
use crate::sentence::Sentence;

/// Reports with one title and session, and numbers that differ in one digit.
pub(crate) fn claims(desk: &Desk<'_>, sentences: &[Sentence<'_>]) -> Vec<Finding> {
    let reports: Vec<(&Citation, String)> = desk
        .cited
        .iter()
        .filter(|citation| citation.form != Form::Back && is_report(&citation.symbol))
        .filter_map(|citation| Some((citation, normal(&desk.manuscript.text[written(desk, citation)?.span]))))
        .collect();
    let mut found: Vec<Finding> = Vec::new();
    for (at, (first, title)) in reports.iter().enumerate() {
        let other = reports[at + 1..]
            .iter()
            .find(|(second, other)| other == title && differ_in_a_digit(&first.symbol, &second.symbol));
        let Some((second, _)) = other else { continue };
        let times = |symbol: &Symbol| {
            desk.cited.iter().filter(|c| c.symbol == *symbol && c.form != Form::Back).count()
        };
        // The one that stands there less often is the likelier slip.
        let (odd, usual) =
            if times(&second.symbol) < times(&first.symbol) { (second, first) } else { (first, second) };
        let Some(sentence) = sentences.iter().find(|s| s.span.contains(&odd.span.start)) else { continue };
        if found.iter().any(|finding| finding.symbol.as_deref() == Some(odd.symbol.as_str())) {
            continue;
        }
        let mut finding = desk.finding(Kind::Twice, Verdict::Wrong, odd.span.clone(), sentence.span.clone());
        finding.symbol = Some(odd.symbol.to_string());
        finding.claim = format!("one report is {} here and {} elsewhere", odd.symbol, usual.symbol);
        let spot = desk.manuscript.places.spot(&desk.manuscript.text, usual.span.start);
        let place = spot.map(|spot| format!(", line {}", spot.line)).unwrap_or_default();
        finding.record_says =
            Some(format!("the same title stands with {}{place}: not both can be right", usual.symbol));
        found.push(finding);
    }
    found
}

fn differ_in_a_digit(first: &Symbol, second: &Symbol) -> bool {
    let (a, b) = (first.as_str().as_bytes(), second.as_str().as_bytes());
    let one = a.len() == b.len() && a.iter().zip(b).filter(|(x, y)| x != y).count() == 1;
    one && first.session() == second.session() && first.number() != second.number()
}
