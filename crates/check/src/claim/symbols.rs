//! Symbols that cannot be, and symbols that had to be mended to be read.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use travaux_record::DecisionRef;
use travaux_un::body::Body;
use travaux_un::session::Session;
use travaux_un::symbol::{DocumentKind, Repair, Symbol};
use travaux_votes::record_through;

use super::Desk;
use crate::citation::{Citation, Form};
use crate::finding::{Finding, Fix, Kind, Verdict};
use crate::sentence::Sentences;

pub(crate) fn claims(desk: &Desk<'_>, sentences: &Sentences<'_>) -> Vec<Finding> {
    let mut found: Vec<Finding> =
        desk.damaged.iter().filter_map(|(span, meant)| lost(desk, sentences, span, meant.as_ref())).collect();
    let mut told: BTreeSet<&Symbol> = BTreeSet::new();
    let mut ends = Ends { desk, last: BTreeMap::new() };
    for citation in desk.cited.iter().filter(|citation| citation.form != Form::Back) {
        let quoted = sentences.holding(citation.span.start);
        let Some(quoted) = quoted.map(|s| s.within_a_part(citation.span.clone()).1) else { continue };
        found.extend(mended(desk, citation, quoted.clone()));
        if told.insert(&citation.symbol) {
            found.extend(impossible(desk, &mut ends, citation, quoted));
        }
    }
    found
}

/// A number that has lost its session: `Res. /27`.
fn lost(
    desk: &Desk<'_>,
    sentences: &Sentences<'_>,
    span: &Range<usize>,
    meant: Option<&Symbol>,
) -> Option<Finding> {
    let (span, quoted) = sentences.holding(span.start)?.within_a_part(span.clone());
    let written = &desk.manuscript.text[span.clone()];
    let mut finding = desk.finding(Kind::Symbol, Verdict::Wrong, span.clone(), quoted);
    finding.claim = format!("\u{201c}{written}\u{201d} is a number of a resolution or decision");
    finding.symbol = meant.map(ToString::to_string);
    finding.record_says = Some(match meant {
        Some(symbol) => format!("the session is lost; {symbol}, cited elsewhere, is meant"),
        None => "the session is lost".to_owned(),
    });
    finding.fix = meant.and_then(|symbol| {
        let with = format!("{}{written}", symbol.session()?);
        Some(Fix { replace: written.to_owned(), with, span })
    });
    Some(finding)
}

/// A symbol with a mark missing or too many.
fn mended(desk: &Desk<'_>, citation: &Citation, quoted: Range<usize>) -> Option<Finding> {
    let wrong = |repair: Repair| matches!(repair, Repair::Point | Repair::Stroke | Repair::DoubledHead);
    citation.repairs.iter().find(|note| wrong(note.repair))?;
    let written = &desk.manuscript.text[citation.span.clone()];
    let mut finding = desk.finding(Kind::Symbol, Verdict::Wrong, citation.span.clone(), quoted);
    finding.symbol = Some(citation.symbol.to_string());
    finding.claim = format!("\u{201c}{written}\u{201d} is a symbol");
    finding.record_says = Some(format!("symbols are not written so; {} may be meant", citation.symbol));
    finding.fix = Some(Fix {
        replace: written.to_owned(),
        with: citation.symbol.to_string(),
        span: citation.span.clone(),
    });
    Some(finding)
}

/// A symbol that no document has.
fn impossible(
    desk: &Desk<'_>,
    ends: &mut Ends<'_>,
    citation: &Citation,
    quoted: Range<usize>,
) -> Option<Finding> {
    let symbol = &citation.symbol;
    let why = symbol.doubts().first().map(ToString::to_string).or_else(|| ends.before(symbol))?;
    let mut finding = desk.finding(Kind::Symbol, Verdict::Wrong, citation.span.clone(), quoted);
    finding.symbol = Some(symbol.to_string());
    finding.claim = format!("there is a document {symbol}");
    finding.record_says = Some(why);
    Some(finding)
}

/// The last resolutions of sessions, each looked up once.
struct Ends<'d> {
    desk: &'d Desk<'d>,
    last: BTreeMap<Session, Option<u32>>,
}

impl Ends<'_> {
    /// Says that a number is above the last of its session.
    fn before(&mut self, symbol: &Symbol) -> Option<String> {
        if symbol.kind() != DocumentKind::Resolution || symbol.body() != Body::GeneralAssembly {
            return None;
        }
        let (session, number) = (symbol.session()?, symbol.number()?);
        let last = (*self.last.entry(session).or_insert_with(|| last(self.desk, session)))?;
        // The last few may not be in the record yet.
        let far = number > last + 10 + last / 20;
        far.then(|| format!("the last resolution of session {session} is {session}/{last}"))
    }
}

/// The last resolution of a regular session that is over and of which the record has nearly every text.
fn last(desk: &Desk<'_>, session: Session) -> Option<u32> {
    let Session::Regular(_) = session else { return None };
    if session.dates()?.until? >= record_through(desk.context.record)? {
        return None;
    }
    let of_session = desk.context.record.in_session(session).filter_map(DecisionRef::text);
    let numbers: BTreeSet<u32> = of_session
        .filter(|text| text.kind() == DocumentKind::Resolution && text.session() == Some(session))
        .filter_map(|text| text.number())
        .collect();
    let last = *numbers.last()?;
    (numbers.len() * 100 >= last as usize * 97).then_some(last)
}
