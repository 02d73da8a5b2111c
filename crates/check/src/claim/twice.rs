//! One fact told in two ways: two symbols for one report.

use std::collections::BTreeMap;

use travaux_un::session::Session;
use travaux_un::symbol::Symbol;

use super::Desk;
use super::titles::{is_report, written};
use crate::citation::{Citation, Form};
use crate::finding::{Finding, Kind, Verdict};
use crate::sentence::Sentences;
use crate::subject::normal;

/// The first citation of each report, and how often it is cited.
type Reports<'c> = BTreeMap<&'c Symbol, (&'c Citation, usize)>;

/// Reports with one title and session, and numbers that differ in one digit.
pub(crate) fn claims(desk: &Desk<'_>, sentences: &Sentences<'_>) -> Vec<Finding> {
    // The first citation of each report, and how often it is cited, by title and session.
    let mut of_title: BTreeMap<(String, Option<Session>), Reports<'_>> = BTreeMap::new();
    let reports = desk.cited.iter().filter(|c| c.form != Form::Back && is_report(&c.symbol));
    for citation in reports {
        let Some(written) = written(desk, citation) else { continue };
        let key = (normal(&desk.manuscript.text[written.span]), citation.symbol.session());
        let known = of_title.entry(key).or_default();
        known.entry(&citation.symbol).or_insert((citation, 0)).1 += 1;
    }
    let mut found: Vec<Finding> = Vec::new();
    for reports in of_title.values() {
        // Symbols that differ in one digit stand near each other in their order.
        let all: Vec<&(&Citation, usize)> = reports.values().collect();
        for (at, first) in all.iter().enumerate() {
            let near = all[at + 1..].iter().take(NEAR);
            for second in near.filter(|second| differ_in_a_digit(&first.0.symbol, &second.0.symbol)) {
                // The one that stands there less often is the likelier slip; of two equals the first.
                let second_is_odd = (second.1, second.0.span.start) < (first.1, first.0.span.start);
                let (odd, usual) = if second_is_odd { (second.0, first.0) } else { (first.0, second.0) };
                found.extend(told(desk, sentences, odd, usual));
            }
        }
    }
    found
}

/// How many of the next reports are compared with one.
const NEAR: usize = 100;

fn told(desk: &Desk<'_>, sentences: &Sentences<'_>, odd: &Citation, usual: &Citation) -> Option<Finding> {
    let sentence = sentences.holding(odd.span.start)?;
    let (span, quoted) = sentence.within_a_part(odd.span.clone());
    let mut finding = desk.finding(Kind::Twice, Verdict::Wrong, span, quoted);
    finding.symbol = Some(odd.symbol.to_string());
    finding.claim = format!("one report is {} here and {} elsewhere", odd.symbol, usual.symbol);
    let spot = desk.manuscript.places.spot(&desk.manuscript.text, usual.span.start);
    let place = spot.map(|spot| format!(", line {}", spot.line)).unwrap_or_default();
    finding.record_says =
        Some(format!("the same title stands with {}{place}: not both can be right", usual.symbol));
    Some(finding)
}

/// Numbers and days of one text that cannot both be right, where the record does not say which is.
pub(crate) fn contradictions(desk: &Desk<'_>, findings: &[Finding]) -> Vec<Finding> {
    // What each claim is of (`75/240 in committee`, `A/RES/65/41`), and what it says.
    let mut said: BTreeMap<(Kind, &str), Vec<(&str, &Finding)>> = BTreeMap::new();
    let open = findings.iter().filter(|finding| finding.verdict == Verdict::CannotTell);
    for finding in open {
        let parts = match finding.kind {
            Kind::Tally => finding.claim.split_once(": "),
            Kind::Date => finding.claim.split_once(" is of "),
            _ => None,
        };
        let Some((of, says)) = parts else { continue };
        said.entry((finding.kind, of)).or_default().push((says, finding));
    }
    let mut found = Vec::new();
    for ((_, of), all) in said {
        let (first, earlier) = all[0];
        // `2010` and `8 December 2010`, `33 in favour` and `33 in favour, 13 against` agree.
        let agree = |other: &str| other.contains(first) || first.contains(other);
        let Some((second, later)) = all.iter().find(|(says, _)| !agree(says)) else { continue };
        let mut finding = desk.finding(Kind::Twice, Verdict::Wrong, later.span.clone(), later.span.clone());
        finding.quote.clone_from(&later.quote);
        finding.symbol.clone_from(&later.symbol);
        finding.claim = format!("{of}: {second} here, {first} in line {}", earlier.line);
        finding.record_says = Some("not both can be right; the record does not say which is".to_owned());
        found.push(finding);
    }
    found
}

fn differ_in_a_digit(first: &Symbol, second: &Symbol) -> bool {
    let (a, b) = (first.as_str().as_bytes(), second.as_str().as_bytes());
    let one = a.len() == b.len() && a.iter().zip(b).filter(|(x, y)| x != y).count() == 1;
    one && first.session() == second.session() && first.number() != second.number()
}
